"""Revocation and user info: what is sent, and what is made of the answers."""

from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
from pydantic import SecretStr
from support.provider import SECRET, Provider, provider
from support.real_servers import Panva, UserAgent, panva

from oauth_presets import ArgumentError, Configuration, LoginError, PresetRegistry
from oauth_presets.login import Token, finish, refresh, start
from oauth_presets.tokens import arevoke, auserinfo, revoke, userinfo


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        running.answer({})
        yield running


def configured(acme: Provider, **fields: Any) -> Configuration:
    fields = {"revocation_url": f"{acme.url}/revoke", "userinfo_url": "https://api.acme.example/me",
              **fields}  # fmt: skip
    return PresetRegistry().configure(acme.preset(**fields), client_id="me", client_secret=SECRET)


TOKEN = Token("canary-access", refresh_token="canary-refresh")


def test_anything_but_a_configuration_is_refused() -> None:
    name: Any = "google_drive"
    calls = (
        lambda: revoke(name, TOKEN),
        lambda: userinfo(name, TOKEN),
        lambda: anyio.run(arevoke, name, TOKEN),
        lambda: anyio.run(auserinfo, name, TOKEN),
        lambda: TOKEN.missing(name),
        lambda: TOKEN.configuration(name),
    )
    for call in calls:
        with pytest.raises(ArgumentError, match=r"^Expected a Configuration.* not str\.$"):
            call()


@pytest.mark.parametrize("given", ["canary-access", SecretStr("canary-access")])
def test_one_token_is_revoked(acme: Provider, given: Any) -> None:
    revoke(configured(acme), given)
    (request,) = acme.requests
    assert request.form == {"token": "canary-access"}
    assert "authorization" in request.headers


@pytest.mark.parametrize("body", [b"", b"{}", b"ok", b'{"ok": true}'])
@pytest.mark.parametrize("loop", ["", "asyncio", "trio"])
def test_refresh_token_is_revoked_before_the_access_token(
    acme: Provider, body: bytes, loop: str
) -> None:
    acme.reply = (200, "text/plain", body)
    if loop:
        anyio.run(arevoke, configured(acme), TOKEN, backend=loop)
    else:
        revoke(configured(acme), TOKEN)
    assert [request.form for request in acme.requests] == [
        {"token": "canary-refresh", "token_type_hint": "refresh_token"},
        {"token": "canary-access", "token_type_hint": "access_token"},
    ]


def test_revocation_uses_the_providers_names_and_a_form(acme: Provider) -> None:
    names = {"client_id": "client_key", "token": "key"}
    config = configured(
        acme,
        token_request={"names": names, "body": "json"},
        token_endpoint_auth_methods=("client_secret_post",),
    )
    revoke(config, "canary-access")
    (request,) = acme.requests
    assert request.form == {"key": "canary-access", "client_key": "me", "client_secret": SECRET}


def test_access_token_already_revoked_with_its_refresh_token_is_accepted(acme: Provider) -> None:
    def fail_next() -> None:
        acme.before_reply = lambda: acme.answer({"error": "invalid_token"}, 400)

    acme.before_reply = fail_next
    revoke(configured(acme), TOKEN)
    assert len(acme.requests) == 2


def test_refused_revocation_is_an_error_that_shows_no_secret(acme: Provider) -> None:
    acme.answer({"error": "invalid_client", "error_description": f"canary-refresh {SECRET}"}, 401)
    with pytest.raises(LoginError) as caught:
        revoke(configured(acme), TOKEN)
    assert str(caught.value) == (
        "Acme: the revocation endpoint refused the request (HTTP status 401): invalid_client: "
        "********** **********."
    )
    assert (caught.value.step, caught.value.error) == ("revocation", "invalid_client")


@pytest.mark.parametrize(
    ("absent", "message"),
    [
        ((),
         "The preset of Acme has no revocation endpoint. Revoke it in the account's settings "
         "there."),
        (("revocation_url",),
         "Acme has no revocation endpoint. Revoke it in the account's settings there."),
    ],
)  # fmt: skip
def test_revocation_needs_an_endpoint(acme: Provider, absent: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        revoke(configured(acme, revocation_url=None, absent=absent), TOKEN)
    assert str(caught.value) == message


@pytest.mark.parametrize("given", [None, "", 1])
def test_anything_but_a_token_is_refused(acme: Provider, given: Any) -> None:
    for function in (revoke, userinfo):
        with pytest.raises(
            ArgumentError, match="token takes a Token, or a non-empty string or SecretStr"
        ):
            function(configured(acme), given)


def info(request: httpx.Request) -> httpx.Response:
    sent = {name: request.headers.get(name) for name in ("x-token", "version", "authorization")}
    return httpx.Response(200, json={"url": str(request.url), **sent})


def test_user_info_request_sends_the_token_in_the_api_header(acme: Provider) -> None:
    config = configured(acme, api={"header": "X-Token", "scheme": "", "headers": {"Version": "2"}})
    with httpx.Client(transport=httpx.MockTransport(info)) as client:
        found = userinfo(config, TOKEN, client=client)
    assert found == {
        "url": "https://api.acme.example/me", "x-token": "canary-access", "version": "2",
        "authorization": None,
    }  # fmt: skip


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_user_info_async(acme: Provider, loop: str) -> None:
    async def ask() -> dict[str, Any]:
        transport = httpx.MockTransport(info)
        async with httpx.AsyncClient(transport=transport) as client:
            return await auserinfo(configured(acme), "canary-access", client=client)

    assert anyio.run(ask, backend=loop)["authorization"] == "Bearer canary-access"


def test_refused_user_info_is_an_error(acme: Provider) -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        return httpx.Response(401, json={"error": "invalid_token"})

    with (
        httpx.Client(transport=httpx.MockTransport(refuse)) as client,
        pytest.raises(LoginError) as caught,
    ):
        userinfo(configured(acme), TOKEN, client=client)
    assert str(caught.value) == (
        "Acme: the user info endpoint refused the request (HTTP status 401): invalid_token."
    )
    assert caught.value.step == "userinfo"


def test_user_info_needs_an_endpoint(acme: Provider) -> None:
    with pytest.raises(ArgumentError) as caught:
        userinfo(configured(acme, userinfo_url=None), TOKEN)
    assert str(caught.value) == (
        "The preset of Acme has no user info endpoint. Look for it in the provider's API."
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Panva]:
    with panva(SECRET) as running:
        yield running


@pytest.mark.slow
def test_panva_returns_user_info_and_revokes(server: Panva) -> None:
    config = PresetRegistry().configure(
        server.preset(), client_id="my-client-id", client_secret=SECRET
    )
    flow = start(config, redirect_uri="http://127.0.0.1:5000/panva")
    token = finish(flow, UserAgent().query(flow.authorization_url, flow.redirect_uri))
    assert userinfo(config, token)["sub"] == "alice"
    revoke(config, token)
    with pytest.raises(LoginError):
        userinfo(config, token)
    with pytest.raises(LoginError) as caught:
        refresh(config, token)
    assert caught.value.error == "invalid_grant"
