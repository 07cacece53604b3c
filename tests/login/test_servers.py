"""Sign-ins at authorization servers that others wrote, and what these refuse."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
import httpx
import pytest
from support.provider import free_port
from support.real_servers import CLIENTS, Panva, UserAgent, django, missing, panva

from oauth_presets import Configuration, LoginError, Preset, PresetRegistry, configure
from oauth_presets.login import (
    Flow,
    Token,
    afinish,
    alogin,
    arefresh,
    finish,
    login,
    refresh,
    start,
)

pytestmark = pytest.mark.slow

SECRET = "a:b+c%20d/e&f~\"'\\"
REDIRECT = "http://127.0.0.1:5000/panva"


@pytest.fixture(scope="module")
def provider() -> Iterator[Panva]:
    with panva(SECRET) as running:
        yield running


def begin(preset: Preset, redirect_uri: str = REDIRECT, **arguments: Any) -> Flow:
    config = client(preset, **arguments)
    return start(config, redirect_uri=redirect_uri, iss_advertised=True)


def client(preset: Preset, **arguments: Any) -> Configuration:
    return configure(preset, **{"client_id": "my-client-id", "client_secret": SECRET, **arguments})


def again(flow: Flow, **changes: Any) -> Flow:
    """Return the flow as if it had not had its response: what is guarded here is passed by."""
    return replace(flow, _unused=[True], **changes)


def in_the_background(agent: UserAgent) -> Callable[[Flow], None]:
    """Return what shows a flow to a user, who signs in while `login` waits."""

    def browse(flow: Flow) -> None:
        back = agent.sign_in(flow.authorization_url, flow.redirect_uri)
        page = httpx.get(back, follow_redirects=True, timeout=20)
        assert "Signed in to" in page.text
        assert not page.url.query

    return lambda flow: threading.Thread(target=browse, args=(flow,), daemon=True).start()


# -- panva's node-oidc-provider --------------------------------------------------------------------


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post", "none"])
def test_panva_signs_in_and_refreshes(provider: Panva, method: Any) -> None:
    registry = PresetRegistry()
    registry.register(provider.preset(method))
    secret = None if method == "none" else SECRET
    config = registry.configure("panva", client_id=CLIENTS[method], client_secret=secret)
    came = login(config, show=in_the_background(UserAgent()), path="/panva")
    assert came.granted == came.asked == ("openid", "documents:read", "offline_access")
    assert (came.token.token_type, came.token.expires_in) == ("Bearer", 3600)
    assert list(came.seconds) == ["metadata", "browser", "token"]
    assert came.notes == ()
    assert came.token.refresh_token is not None
    renewed = refresh(config, came.token)
    assert renewed.access_token != came.token.access_token
    assert renewed.refresh_token != came.token.refresh_token


def test_panva_async(provider: Panva) -> None:
    async def sign_in() -> tuple[Token, Token]:
        config = client(provider.preset())
        came = await alogin(config, show=in_the_background(UserAgent()), path="/panva")
        assert came.granted == came.asked
        return came.token, await arefresh(config, came.token)

    token, renewed = anyio.run(sign_in)
    assert renewed.access_token != token.access_token


def redeemed(flow: Flow) -> Token:
    return finish(flow, UserAgent().query(flow.authorization_url, flow.redirect_uri))


def refused(flow: Flow, query: str, error: str) -> None:
    with pytest.raises(LoginError) as caught:
        finish(flow, query)
    assert (caught.value.step, caught.value.error) == ("token", error)


def test_panva_refuses_a_wrong_verifier(provider: Panva) -> None:
    flow = begin(provider.preset())
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    refused(again(flow, code_verifier="x" * 64), query, "invalid_grant")


def test_panva_refuses_a_missing_verifier(provider: Panva) -> None:
    flow = begin(provider.preset())
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    refused(again(flow, code_verifier=None), query, "invalid_grant")


def test_panva_refuses_a_wrong_secret(provider: Panva) -> None:
    for method in ("client_secret_basic", "client_secret_post"):
        preset = provider.preset(method)
        flow = begin(preset, client_id=CLIENTS[method], client_secret="wrong")
        query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
        refused(flow, query, "invalid_client")


def test_panva_refuses_another_redirect_uri(provider: Panva) -> None:
    flow = begin(provider.preset())
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    refused(again(flow, redirect_uri="http://127.0.0.1:5001/panva"), query, "invalid_grant")
    unregistered = begin(provider.preset(), redirect_uri="http://127.0.0.1:5000/other")
    with pytest.raises(AssertionError, match="redirect_uri"):  # it shows an error, and stays
        UserAgent().query(unregistered.authorization_url, unregistered.redirect_uri)


def test_panva_refuses_a_redeemed_code(provider: Panva) -> None:
    flow = begin(provider.preset())
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    assert finish(flow, query).access_token
    refused(again(flow), query, "invalid_grant")


def test_panva_refuses_a_used_refresh_token(provider: Panva) -> None:
    config = client(provider.preset())
    old = redeemed(begin(provider.preset()))
    new = refresh(config, old)
    with pytest.raises(LoginError) as caught:
        refresh(config, old)
    assert (caught.value.step, caught.value.error) == ("refresh", "invalid_grant")
    with pytest.raises(LoginError):  # and by that it has revoked the whole family
        refresh(config, new)


def test_panva_requires_pkce(provider: Panva) -> None:
    flow = begin(provider.preset().model_copy(update={"pkce": "refused"}))
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    with pytest.raises(LoginError, match=r"invalid_request.*PKCE") as caught:
        finish(flow, query)
    assert caught.value.step == "authorization"


def test_panva_names_its_issuer_and_another_is_refused(provider: Panva) -> None:
    flow = begin(provider.preset())
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    with pytest.raises(LoginError, match="names the issuer"):
        finish(again(flow, config=replace(flow.config, issuer="https://other.example")), query)
    without = query.rpartition("&iss=")[0]
    with pytest.raises(LoginError, match="does not name its issuer"):
        finish(again(flow), without)
    assert finish(again(flow), query).access_token


# -- Canaille, in process, as an https issuer without sockets --------------------------------------

CANAILLE = "https://canaille.test"
PORT = free_port()  # it takes no other port than the one that was registered


@pytest.fixture(scope="module")
def canaille() -> httpx.WSGITransport:
    if find_spec("canaille") is None:
        missing("canaille", "pip install -e '.[test]'")
    from canaille import create_app  # type: ignore[import-untyped] # it brings no types
    from canaille.app import models  # type: ignore[import-untyped]
    from canaille.backends import Backend  # type: ignore[import-untyped]

    app = create_app(
        config={
            "CANAILLE": {
                "ACL": {"DEFAULT": {"PERMISSIONS": ["use_oidc"]}},
                "DATABASE": "memory",
                "JAVASCRIPT": False,
                "LOGGING": {"version": 1, "disable_existing_loggers": False},
            },
            "CANAILLE_OIDC": {"ISSUER": CANAILLE},
            "PREFERRED_URL_SCHEME": "https",
            "SECRET_KEY": "only for tests",
            "SERVER_NAME": "canaille.test",
            "WTF_CSRF_ENABLED": False,
        }
    )
    with app.app_context():
        Backend.instance.save(
            models.User(
                user_name="alice", formatted_name="Alice", family_name="Alice",
                emails=["alice@canaille.test"], password="wonderland",
            )
        )  # fmt: skip
        Backend.instance.save(
            models.Client(
                client_id="me",
                client_secret=SECRET,
                client_id_issued_at=datetime.now(timezone.utc),
                client_name="Tests",
                grant_types=["authorization_code", "refresh_token"],
                redirect_uris=["https://app.example/callback", f"http://127.0.0.1:{PORT}/canaille"],
                response_types=["code"],
                scope=["openid", "profile"],
                token_endpoint_auth_method="client_secret_basic",
            )
        )
    return httpx.WSGITransport(app=app)


def canaille_preset() -> Preset:
    return Preset(
        name="canaille",
        title="Canaille",
        authorize_url=f"{CANAILLE}/oauth/authorize",
        token_url=f"{CANAILLE}/oauth/token",
        issuer=CANAILLE,
        docs_url="https://canaille.readthedocs.io",
        scopes=("openid", "profile"),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_basic",),
    )


def canaille_flow(**arguments: Any) -> Flow:
    config = client(canaille_preset(), **{"client_id": "me", **arguments})
    return start(config, redirect_uri="https://app.example/callback", iss_advertised=True)


class AsyncTransport(httpx.AsyncBaseTransport):
    """The same application for an async client."""

    def __init__(self, transport: httpx.WSGITransport) -> None:
        self.transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        response = await anyio.to_thread.run_sync(self.transport.handle_request, request)
        content = b"".join(response.stream)  # type: ignore[arg-type]
        return httpx.Response(response.status_code, headers=response.headers, content=content)


def test_canaille_signs_in_with_a_web_application(canaille: httpx.WSGITransport) -> None:
    flow = canaille_flow()
    query = UserAgent(canaille).query(flow.authorization_url, flow.redirect_uri)
    web = httpx.Client(transport=canaille)
    token = finish(flow, query, client=web)
    assert token.scopes == ("openid", "profile")
    assert "id_token" in token.members
    renewed = refresh(flow.config, token, client=web)
    assert renewed.access_token != token.access_token


def test_canaille_signs_in_on_loopback(canaille: httpx.WSGITransport) -> None:
    agent = UserAgent(canaille)

    def browse(flow: Flow) -> None:
        back = agent.sign_in(flow.authorization_url, flow.redirect_uri)
        assert "Signed in to Canaille" in httpx.get(back, follow_redirects=True).text

    came = login(
        client(canaille_preset(), client_id="me"), port=PORT,
        client=httpx.Client(transport=canaille),
        show=lambda flow: threading.Thread(target=browse, args=(flow,), daemon=True).start(),
    )  # fmt: skip
    assert came.granted == ("openid", "profile")


def test_canaille_async(canaille: httpx.WSGITransport) -> None:
    flow = canaille_flow()
    query = UserAgent(canaille).query(flow.authorization_url, flow.redirect_uri)

    async def redeem() -> Token:
        async with httpx.AsyncClient(transport=AsyncTransport(canaille)) as web:
            return await afinish(flow, query, client=web)

    assert anyio.run(redeem).token_type == "Bearer"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "x" * 64}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"),
        ({"redirect_uri": f"http://127.0.0.1:{PORT}/canaille"}, "invalid_grant"),
    ],
)
def test_canaille_refusal_is_reported(
    canaille: httpx.WSGITransport, changes: dict[str, Any], error: str
) -> None:
    flow = canaille_flow()
    query = UserAgent(canaille).query(flow.authorization_url, flow.redirect_uri)
    with pytest.raises(LoginError) as caught:
        finish(again(flow, **changes), query, client=httpx.Client(transport=canaille))
    assert caught.value.error == error


def test_canaille_refuses_a_wrong_secret(canaille: httpx.WSGITransport) -> None:
    flow = canaille_flow(client_secret="wrong")
    query = UserAgent(canaille).query(flow.authorization_url, flow.redirect_uri)
    with pytest.raises(LoginError, match="invalid_client"):
        finish(flow, query, client=httpx.Client(transport=canaille))


# -- django-oauth-toolkit --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preset]:
    with django(SECRET, tmp_path_factory.mktemp("django")) as url:
        yield Preset(
            name="django",
            title="Django",
            authorize_url=f"{url}/o/authorize/",
            token_url=f"{url}/o/token/",
            docs_url="https://django-oauth-toolkit.readthedocs.io",
            scopes=("read", "write"),
            pkce="required",
            allow_loopback=True,
        )


def test_django_signs_in_at_any_port_and_refreshes(toolkit: Preset) -> None:
    config = client(toolkit, client_id="me")
    seen: list[Flow] = []
    browse = in_the_background(UserAgent())

    def show(flow: Flow) -> None:
        seen.append(flow)
        browse(flow)

    for _ in range(2):
        came = login(config, path="/django", show=show)
        assert came.granted == ("read", "write")
    assert len({urlsplit(flow.redirect_uri).port for flow in seen}) == 2
    renewed = refresh(config, came.token)
    assert renewed.access_token != came.token.access_token


def django_flow(preset: Preset, **arguments: Any) -> Flow:
    config = client(preset, **{"client_id": "me", **arguments})
    return start(config, redirect_uri="http://127.0.0.1:5000/django")


def test_django_requires_pkce(toolkit: Preset) -> None:
    flow = django_flow(toolkit.model_copy(update={"pkce": "refused"}))
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    with pytest.raises(LoginError, match="Code challenge required"):
        finish(flow, query)


def test_django_refuses_an_unknown_scope(toolkit: Preset) -> None:
    flow = django_flow(toolkit, add_scopes="unknown")
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    with pytest.raises(LoginError, match=r"invalid_scope.*Request other scopes") as caught:
        finish(flow, query)
    assert caught.value.step == "authorization"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_verifier": "x" * 64}, "invalid_grant"),
        ({"redirect_uri": "http://127.0.0.1:5001/django"}, "invalid_request"),
    ],
)
def test_django_refusal_is_reported(toolkit: Preset, changes: dict[str, Any], error: str) -> None:
    flow = django_flow(toolkit)
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    refused(again(flow, **changes), query, error)


def test_django_refuses_a_redeemed_code_and_a_wrong_secret(toolkit: Preset) -> None:
    flow = django_flow(toolkit)
    query = UserAgent().query(flow.authorization_url, flow.redirect_uri)
    wrong = replace(flow.config, client_secret="wrong")
    refused(again(flow, config=wrong), query, "invalid_client")
    assert finish(flow, query).access_token
    refused(again(flow), query, "invalid_grant")
