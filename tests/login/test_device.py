"""Sign in by another device (RFC 8628), and as the client itself (RFC 6749 section 4.4)."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
from support import PROJECT
from support.provider import SECRET, configured, provider, shown_by
from support.real_servers import CLIENTS, Panva, UserAgent, panva

from oauth_presets import ArgumentError, Configuration, LoginError, configure
from oauth_presets.login import (
    DeviceCode,
    Token,
    aclient_credentials,
    adevice_login,
    client_credentials,
    device_login,
    refresh,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Panva]:
    with panva(SECRET) as running:
        yield running


def client(server: Panva, method: str) -> Configuration:
    secret = None if method == "none" else SECRET
    return configure(server.preset(method), client_id=CLIENTS[method], client_secret=secret)


def elsewhere(code: DeviceCode) -> None:
    """Sign in at another device, while this one waits."""
    url = code.verification_uri_complete
    assert url is not None
    assert code.user_code in url
    threading.Thread(target=UserAgent().enter_code, args=(url,), daemon=True).start()


@pytest.mark.slow
@pytest.mark.parametrize("method", ["client_secret_basic", "none"])
def test_panva_device_sign_in(server: Panva, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oauth_presets.login.device.INTERVAL", 1)
    config = client(server, method)
    token = device_login(config, show=elsewhere)
    assert token.scopes == ("openid", "documents:read", "offline_access")
    assert token.missing(config) == ()
    assert token.expires_at is not None
    assert refresh(config, token).access_token != token.access_token


@pytest.mark.slow
def test_panva_device_sign_in_async(server: Panva, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oauth_presets.login.device.INTERVAL", 1)

    async def show(code: DeviceCode) -> None:
        await anyio.sleep(0)
        elsewhere(code)

    config = client(server, "client_secret_post")
    token = anyio.run(partial(adevice_login, config, show=show))
    assert token.refresh_token is not None


@pytest.mark.slow
def test_panva_client_credentials_token(server: Panva) -> None:
    config = client(server, "client_secret_basic")
    only = configure(
        server.preset(), client_id=config.client_id, client_secret=SECRET, scopes="documents:read"
    )
    assert "offline_access" in only.scopes
    token = client_credentials(only)
    assert (token.scopes, token.refresh_token) == (("documents:read",), None)
    assert token.requested == ("documents:read",)
    again = anyio.run(aclient_credentials, only)
    assert again.access_token != token.access_token
    with pytest.raises(ArgumentError, match=r"^client_secret is missing: only a client that auth"):
        client_credentials(client(server, "none"))


@pytest.mark.slow
def test_documented_example_runs(server: Panva, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (PROJECT / "docs" / "signing-in.md").read_text(encoding="utf-8")
    (example,) = re.findall(
        r"^### Without a browser.*?^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    )

    def made(name: str, **given: Any) -> Configuration:
        assert name in ("huggingface", "zoom")
        config = client(server, "client_secret_basic" if "client_secret" in given else "none")
        return replace(config, scopes=("documents:read",)) if name == "zoom" else config

    monkeypatch.setattr("oauth_presets.login.device.INTERVAL", 1)
    monkeypatch.setattr("oauth_presets.configure", made)
    monkeypatch.setattr("oauth_presets.login.device_login", partial(device_login, show=elsewhere))
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102
    assert names["token"].scopes == ("documents:read",)


# -- a server that answers as told -----------------------------------------------------------------

BEGUN: dict[str, Any] = {
    "device_code": "canary-device-code",
    "user_code": "ABCD-EFGH",
    "verification_uri": "https://acme.example/device",
    "expires_in": 600,
    "interval": 1,
}


class Polls:
    """Answers a device authorization request, and then each token request with the next answer."""

    def __init__(self, begun: dict[str, Any], *answers: httpx.Response | Exception) -> None:
        self.begun, self.answers, self.slept = begun, list(answers), [0.0]
        self.sent: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        if request.url.path == "/device":
            return httpx.Response(200, json=self.begun)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def login(self, monkeypatch: pytest.MonkeyPatch, **arguments: Any) -> Token:
        now = [0.0]

        def sleep(seconds: float) -> None:
            self.slept.append(seconds)
            now[0] += seconds

        monkeypatch.setattr("oauth_presets.login.device.time.sleep", sleep)
        monkeypatch.setattr("oauth_presets.login.device._clock", lambda: now[0])
        with provider() as acme:
            config = configured(
                acme.preset(device_authorization_url=f"{acme.url}/device"), {"client_id": "me"}
            )
        web = httpx.Client(transport=httpx.MockTransport(self), trust_env=False)
        return device_login(config, show=lambda _: None, client=web, **arguments)


def refusal(error: str) -> httpx.Response:
    return httpx.Response(400, json={"error": error})


GRANT = httpx.Response(200, json={"access_token": "a", "token_type": "Bearer"})


def test_device_polls_more_slowly_after_slow_down_or_no_response(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    polls = Polls(
        BEGUN, refusal("authorization_pending"), refusal("slow_down"), httpx.ConnectError("down"),
        GRANT,
    )  # fmt: skip
    assert polls.login(monkeypatch).access_token == "a"
    assert polls.slept[1:] == [1, 1, 6, 12]


@pytest.mark.parametrize("error", ["access_denied", "expired_token", "invalid_grant"])
def test_refusal_ends_the_device_sign_in(error: str, monkeypatch: pytest.MonkeyPatch) -> None:
    polls = Polls(BEGUN, refusal("authorization_pending"), refusal(error))
    with pytest.raises(LoginError) as caught:
        polls.login(monkeypatch)
    assert caught.value.error == error
    assert "canary" not in shown_by(caught.value)


@pytest.mark.parametrize(("arguments", "waited"), [({}, 600), ({"timeout": 30}, 30)])
def test_device_sign_in_ends_when_the_code_expires(
    arguments: Any, waited: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    polls = Polls(BEGUN, *[refusal("authorization_pending")] * 700)
    with pytest.raises(LoginError, match="the code expired before the user signed in") as caught:
        polls.login(monkeypatch, **arguments)
    assert caught.value.error == "expired_token"
    assert sum(polls.slept) == waited


def test_device_response_without_a_code_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LoginError, match="lacks a device_code, user_code or URI"):
        Polls({**BEGUN, "user_code": None}).login(monkeypatch)


def test_preset_without_device_endpoint_is_refused() -> None:
    with provider() as acme:
        config = configured(acme.preset(), {})
    with pytest.raises(
        ArgumentError, match=r"^The preset of Acme has no device authorization endpoint"
    ):
        device_login(config)
