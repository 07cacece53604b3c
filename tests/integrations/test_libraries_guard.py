"""What the integrations of client libraries refuse, and what they keep to themselves."""

import asyncio
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from support.dialects import (
    CLIENT_ID,
    DIALECTS,
    REDIRECT_URI,
    SECRET,
    DialectServer,
    dialect_server,
)
from support.provider import provider

from oauth_presets import (
    ArgumentError,
    Configuration,
    IntegrationError,
    LoginError,
    Preset,
    UnsupportedNeedWarning,
    configure,
)

pytest.importorskip("authlib")
pytest.importorskip("flask_dance")
pytest.importorskip("httpx_oauth")
pytest.importorskip("requests_oauthlib")
pytest.importorskip("starlette")

from authlib.integrations.base_client import OAuthError
from httpx_oauth.oauth2 import GetAccessTokenError
from oauthlib.oauth2 import OAuth2Error

from oauth_presets.integrations import authlib, flask_dance, httpx_oauth, requests_oauthlib

Redeem = Callable[[str], Any]


@pytest.fixture
def server(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DialectServer]:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the servers speak http
    with dialect_server(request.param) as running:
        yield running


def config_of(preset: Preset, **more: Any) -> Configuration:
    return configure(preset, client_id=CLIENT_ID, client_secret=SECRET, **more)


def authlib_redeems(config: Configuration, **more: Any) -> Redeem:
    session = authlib.client(config, redirect_uri=REDIRECT_URI)
    return lambda callback: session.fetch_token(authorization_response=callback, **more)


def requests_oauthlib_redeems(config: Configuration, **more: Any) -> Redeem:
    session = requests_oauthlib.session(config, redirect_uri=REDIRECT_URI, **more)
    return lambda callback: session.fetch_token(
        authorization_response=callback, code_verifier="v" * 43
    )


@contextmanager
def redirecting(target: str = "") -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Run a server that redirects, if it is told where to; yield its URL and what it was sent."""
    arrived: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            arrived.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(302 if target else 200)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=running.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}", arrived
    finally:
        running.shutdown()
        running.server_close()
        thread.join(5)


REDEEMERS = pytest.mark.parametrize("redeems", [authlib_redeems, requests_oauthlib_redeems])


@REDEEMERS
@pytest.mark.parametrize("server", ["plain"], indirect=True)
def test_response_is_refused_if_no_state_is_known(
    redeems: Callable[..., Redeem], server: DialectServer
) -> None:
    with pytest.raises(ArgumentError) as caught:
        redeems(config_of(server.preset()))(f"{REDIRECT_URI}?code=code-1&state=forged")
    assert str(caught.value) == (
        "The state of the authorization request is missing; without it, a forged response would "
        "go unnoticed. Keep the state in the user's session and pass it as state=."
    )
    assert not server.sent


@REDEEMERS
@pytest.mark.parametrize("server", ["plain"], indirect=True)
@pytest.mark.parametrize("iss", ["&iss=https%3A%2F%2Fevil.example", ""])
def test_response_of_another_issuer_is_refused(
    redeems: Callable[..., Redeem], server: DialectServer, iss: str
) -> None:
    data = {
        **server.preset().model_dump(),
        "issuer": server.url,
        "authorization_response": {"iss": True},
    }
    with pytest.raises(LoginError) as caught:
        redeems(config_of(Preset(**data)), state="s")(f"{REDIRECT_URI}?code=c&state=s{iss}")
    assert str(caught.value) == (
        f"Plain: the authorization response does not come from {server.url} (RFC 9207)."
    )
    assert not server.sent


@REDEEMERS
@pytest.mark.parametrize("server", ["zoho"], indirect=True)
@pytest.mark.parametrize(
    ("given", "location", "reason"),
    [
        (
            {"region": "us"},
            "eu",
            "selects region='eu', but the configuration has region='us'. Nothing was sent to 'eu'. "
            "If that is right, pass region='eu' to configure(), or omit it and let the response "
            "select it.",
        ),
        (
            {},
            "evil.example",
            "selects location='evil.example', but the preset's choices for region are us, eu, in.",
        ),
    ],
)
def test_response_cannot_choose_unknown_or_pinned_values(
    redeems: Callable[..., Redeem],
    server: DialectServer,
    given: dict[str, Any],
    location: str,
    reason: str,
) -> None:
    config = config_of(server.preset(), **given)
    with pytest.raises(LoginError) as caught:
        redeems(config, state="s")(f"{REDIRECT_URI}?code=c&state=s&location={location}")
    assert str(caught.value) == (f"Zoho: the response {reason}")
    assert not server.sent


@REDEEMERS
@pytest.mark.parametrize("server", ["plain"], indirect=True)
def test_nothing_is_redeemed_if_the_user_refuses(
    redeems: Callable[..., Redeem], server: DialectServer
) -> None:
    redeem = redeems(config_of(server.preset()), state="s")
    with pytest.raises((OAuthError, OAuth2Error), match="access_denied"):
        redeem(f"{REDIRECT_URI}?error=access_denied&state=s")
    assert not server.sent


@REDEEMERS
@pytest.mark.parametrize("server", DIALECTS, indirect=True)
def test_error_of_any_dialect_is_raised(
    redeems: Callable[..., Redeem], server: DialectServer
) -> None:
    config = config_of(server.preset())
    code = config.preset.authorization_response.names.get("code", "code")
    with pytest.raises((OAuthError, OAuth2Error)):
        redeems(config, state="s")(f"{REDIRECT_URI}?{code}=wrong&state=s")
    assert len(server.of("code")) == 1


@pytest.mark.parametrize(
    "server",
    [name for name in DIALECTS if name not in ("amazon_seller", "dingtalk")],
    indirect=True,
)
def test_error_of_any_dialect_is_raised_by_httpx_oauth(server: DialectServer) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnsupportedNeedWarning)  # of what the caller has to read
        client = httpx_oauth.client(config_of(server.preset()), redirect_uri=REDIRECT_URI)
    with pytest.raises(GetAccessTokenError):
        asyncio.run(client.get_access_token("wrong", REDIRECT_URI, "v" * 43))


@pytest.mark.parametrize("server", ["shopify"], indirect=True)
def test_token_in_its_own_header_does_not_follow_a_redirect_to_another_origin(
    server: DialectServer,
) -> None:
    config = config_of(server.preset())
    token = {"access_token": "canary", "token_type": "Bearer"}
    session = requests_oauthlib.session(config, redirect_uri=REDIRECT_URI, token=token)
    with redirecting() as (other, arrived), redirecting(f"{other}/stolen") as (api, asked):
        assert session.get(f"{api}/orders").status_code == 200
    assert asked[0]["x-shopify-access-token"] == "canary"
    assert "x-shopify-access-token" not in arrived[0]


@pytest.mark.parametrize("server", ["zoho"], indirect=True)
def test_region_of_an_earlier_sign_in_is_not_reused(server: DialectServer) -> None:
    earlier = {"access_token": "canary", "variables": {"region": "in"}}
    redeem = authlib.client(config_of(server.preset()), redirect_uri=REDIRECT_URI, token=earlier)
    with pytest.raises(OAuthError):
        redeem.fetch_token(authorization_response=f"{REDIRECT_URI}?code=c&state=s", state="s")
    assert [sent.path for sent in server.sent] == ["/us/token"]


@pytest.mark.parametrize("server", ["plain"], indirect=True)
def test_refresh_at_another_host_names_that_host(server: DialectServer) -> None:
    with provider() as other:
        data = {**server.preset().model_dump(), "refresh_url": f"{other.url}/refresh"}
        client = authlib.client(config_of(Preset(**data)), redirect_uri=REDIRECT_URI)
        client.refresh_token(refresh_token="canary")
    (sent,) = other.requests
    assert f"http://{sent.headers['host']}" == other.url
    assert not server.sent


@pytest.mark.parametrize("server", ["plain"], indirect=True)
def test_client_secret_is_in_no_repr(server: DialectServer) -> None:
    config = config_of(server.preset())
    made = [
        authlib.register(config),
        authlib.client(config, redirect_uri=REDIRECT_URI),
        requests_oauthlib.session(config, redirect_uri=REDIRECT_URI),
        httpx_oauth.client(config),
        flask_dance.blueprint(config),
    ]
    assert SECRET not in repr(made)
    assert made[0]["client_secret"] == SECRET


@pytest.mark.parametrize("server", ["plain"], indirect=True)
def test_httpx_oauth_needs_a_challenge_if_the_provider_does(server: DialectServer) -> None:
    preset = Preset(**{**server.preset().model_dump(), "pkce": "required"})
    client = httpx_oauth.client(config_of(preset))
    with pytest.raises(IntegrationError) as caught:
        asyncio.run(client.get_authorization_url(REDIRECT_URI, "s"))
    assert str(caught.value) == (
        "Plain requires PKCE: pass code_challenge= and code_challenge_method='S256' to "
        "get_authorization_url()."
    )


@pytest.mark.parametrize("server", ["again"], indirect=True)
def test_httpx_oauth_needs_the_redirect_uri_if_a_refresh_does(server: DialectServer) -> None:
    with pytest.raises(IntegrationError) as caught:
        httpx_oauth.client(config_of(server.preset()))
    assert str(caught.value) == (
        "Again requires the redirect URI for a refresh too, and HTTPX OAuth does not keep it: "
        "pass redirect_uri=."
    )
