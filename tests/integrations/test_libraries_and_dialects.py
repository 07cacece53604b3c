"""Client libraries at providers that depart from the standard: it works, or nothing is sent.

Each library signs in with a code, calls the API, refreshes, and calls it again.
"""

import asyncio
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from support.dialects import (
    CLIENT_ID,
    DIALECTS,
    REDIRECT_URI,
    SECRET,
    DialectServer,
    dialect_server,
)

from oauth_presets import Configuration, IntegrationError, UnsupportedNeedWarning, configure
from oauth_presets.integrations import lost_for

for library in ("authlib", "flask_dance", "httpx_oauth", "requests_oauthlib", "starlette"):
    pytest.importorskip(library)

VERIFIER = "v" * 43
CHALLENGE = "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM"  # its S256

Token = dict[str, Any]
Driver = Callable[[DialectServer, Configuration], tuple[Token, Token]]


@pytest.fixture(params=DIALECTS)
def server(request: pytest.FixtureRequest) -> Iterator[DialectServer]:
    with dialect_server(request.param) as running:
        yield running


def me(config: Configuration) -> str:
    assert config.userinfo_url
    return config.userinfo_url


def authlib(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    from oauth_presets.integrations.authlib import client

    with client(config, redirect_uri=REDIRECT_URI) as session:
        url, _ = session.create_authorization_url()
        token = session.fetch_token(authorization_response=server.browse(url))
        assert session.get(me(config)).json()["sub"] == "user-1"
        server.expire()
        session.token = {**token, "expires_at": int(time.time()) - 1}
        assert session.get(me(config)).json()["sub"] == "user-1"
        return token, session.token


def authlib_async(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    from oauth_presets.integrations.authlib import async_client

    async def run() -> tuple[Token, Token]:
        async with async_client(config, redirect_uri=REDIRECT_URI) as session:
            url, _ = session.create_authorization_url()
            token = await session.fetch_token(authorization_response=server.browse(url))
            assert (await session.get(me(config))).json()["sub"] == "user-1"
            server.expire()
            session.token = {**token, "expires_at": int(time.time()) - 1}
            assert (await session.get(me(config))).json()["sub"] == "user-1"
            return token, session.token

    return asyncio.run(run())


def authlib_flask(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    from authlib.integrations.flask_client import OAuth
    from flask import Flask

    from oauth_presets.integrations.authlib import register

    app = Flask(__name__)
    app.secret_key = "only for tests"
    updated: list[Token] = []
    oauth = OAuth(app, update_token=lambda name, token, **_: updated.append(token))
    provider = oauth.register(**register(config))
    app.add_url_rule("/login", "login", lambda: provider.authorize_redirect(REDIRECT_URI))
    app.add_url_rule("/callback", "callback", lambda: dict(provider.authorize_access_token()))
    browser = app.test_client()
    callback = server.browse(browser.get("/login").headers["location"])
    response = browser.get(f"/callback?{urlsplit(callback).query}")
    token = response.get_json()
    with app.test_request_context():
        assert provider.get(me(config), token=token).json()["sub"] == "user-1"
        server.expire()
        expired = {**token, "expires_at": int(time.time()) - 1}
        assert provider.get(me(config), token=expired).json()["sub"] == "user-1"
    return token, updated[-1]


def authlib_starlette(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    import httpx
    from authlib.integrations.starlette_client import OAuth
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.sessions import SessionMiddleware
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    from oauth_presets.integrations.authlib import register

    updated: list[Token] = []

    async def update_token(name: str, token: Token, **_: Any) -> None:
        updated.append(token)

    provider = OAuth(update_token=update_token).register(**register(config))

    async def login(request: Request) -> Response:
        return await provider.authorize_redirect(request, REDIRECT_URI)

    async def callback(request: Request) -> Response:
        return JSONResponse(await provider.authorize_access_token(request))

    app = Starlette(
        routes=[Route("/login", login), Route("/callback", callback)],
        middleware=[Middleware(SessionMiddleware, secret_key="only for tests")],
    )

    async def run() -> tuple[Token, Token]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://app") as browser:
            sent_to = (await browser.get("/login")).headers["location"]
            query = urlsplit(server.browse(sent_to)).query
            token = (await browser.get(f"/callback?{query}")).json()
        assert (await provider.get(me(config), token=token)).json()["sub"] == "user-1"
        server.expire()
        expired = {**token, "expires_at": int(time.time()) - 1}
        assert (await provider.get(me(config), token=expired)).json()["sub"] == "user-1"
        return token, updated[-1]

    return asyncio.run(run())


def requests_oauthlib(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    from oauth_presets.integrations.requests_oauthlib import session as make

    updated: list[Token] = []
    with make(config, redirect_uri=REDIRECT_URI, token_updater=updated.append) as session:
        url, _ = session.authorization_url()
        token = session.fetch_token(authorization_response=server.browse(url))
        assert session.get(me(config)).json()["sub"] == "user-1"
        server.expire()
        session.token = {**token, "expires_at": time.time() - 1}
        assert session.get(me(config)).json()["sub"] == "user-1"
    return token, updated[-1]


def httpx_oauth(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    from oauth_presets.integrations.httpx_oauth import client

    made = client(config, redirect_uri=REDIRECT_URI)

    async def run() -> tuple[Token, Token]:
        url = await made.get_authorization_url(
            REDIRECT_URI, "s", code_challenge=CHALLENGE, code_challenge_method="S256"
        )
        code = dict(parse_qsl(urlsplit(server.browse(url)).query))["code"]
        token = await made.get_access_token(code, REDIRECT_URI, VERIFIER)
        assert await made.get_id_email(token["access_token"]) == ("user-1", "alice@example.org")
        server.expire()
        fresh = await made.refresh_token(token["refresh_token"])
        assert (await made.get_profile(fresh["access_token"]))["sub"] == "user-1"
        return token, fresh

    return asyncio.run(run())


def flask_dance(server: DialectServer, config: Configuration) -> tuple[Token, Token]:
    from flask import Flask
    from flask_dance.consumer.storage import MemoryStorage

    from oauth_presets.integrations.flask_dance import blueprint

    app = Flask(__name__)
    app.secret_key = "only for tests"
    storage = MemoryStorage()
    made = blueprint(config, storage=storage, authorized_url="/callback")
    app.register_blueprint(made)
    browser = app.test_client()
    sent_to = browser.get(f"/{made.name}", base_url="http://127.0.0.1").headers["location"]
    query = urlsplit(server.browse(sent_to)).query
    response = browser.get(f"/callback?{query}", base_url="http://127.0.0.1")
    assert response.status_code == 302
    token = dict(storage.token)
    with app.test_request_context(base_url="http://127.0.0.1"):
        assert made.session.get(me(config)).json()["sub"] == "user-1"
    server.expire()
    storage.token = {**token, "expires_at": time.time() - 1}
    with app.test_request_context(base_url="http://127.0.0.1"):
        assert made.session.get(me(config)).json()["sub"] == "user-1"
    return token, storage.token


DRIVERS: dict[str, tuple[str, Driver]] = {
    "authlib.client": ("authlib", authlib),
    "authlib.async_client": ("authlib", authlib_async),
    "authlib.register, Flask": ("authlib", authlib_flask),
    "authlib.register, Starlette": ("authlib", authlib_starlette),
    "requests_oauthlib": ("requests_oauthlib", requests_oauthlib),
    "httpx_oauth": ("httpx_oauth", httpx_oauth),
    "flask_dance": ("flask_dance", flask_dance),
}

KEEPS_THE_CALLBACK = {
    "authlib.client", "authlib.async_client", "flask_dance", "requests_oauthlib",
}  # fmt: skip

CALLBACK: dict[str, Token] = {
    "clover": {"merchant_id": "M1"},
    "quickbooks": {"realmId": "9130"},
    "amazon_seller": {"selling_partner_id": "A1"},
    "zoho": {"variables": {"region": "eu"}},
}
EXTRAS: dict[str, Token] = {
    "tiktok": {"open_id": "user-1"},
    "withings": {"userid": 363},
    "slack": {"team.id": "T1"},
    "zoho": {"api_domain": "https://www.zohoapis.eu"},
    "notion": {"workspace_id": "W1"},
}


@pytest.mark.parametrize("name", DRIVERS)
def test_library_signs_in_and_refreshes_or_sends_nothing(
    name: str, server: DialectServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the server speaks http
    target, drive = DRIVERS[name]
    keeps = name in KEEPS_THE_CALLBACK
    # Whoever does not read the region out of the callback has to know it.
    region: dict[str, Any] = {"region": "eu"} if server.dialect.name == "zoho" and not keeps else {}
    preset = server.preset()
    config = configure(preset, client_id=CLIENT_ID, client_secret=SECRET, **region)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UnsupportedNeedWarning)
        refused = None
        try:
            token, refreshed = drive(server, config)
        except IntegrationError as error:
            refused = error
    if refused:
        assert not keeps
        assert refused.target == target
        assert refused.lost
        assert not server.sent
        return
    kinds = ["authorization", "code", "api", "refresh", "api"]
    assert [(sent.kind, sent.refused) for sent in server.sent] == [(kind, "") for kind in kinds]
    needs = () if keeps else lost_for(config, target)
    lost = [tuple(need.fact for need in needs)] * bool(needs)
    said = [each.message for each in caught]
    assert [each.lost for each in said if isinstance(each, UnsupportedNeedWarning)] == lost
    kept = {**EXTRAS.get(preset.name, {}), **(CALLBACK.get(preset.name, {}) if keeps else {})}
    for each in (token, refreshed) if keeps else (token,):
        assert {member: each.get(member) for member in kept} == kept
        assert each["token_type"] == "Bearer"
    assert token["access_token"] == "access-1"
    assert refreshed["access_token"] == "access-2"


@pytest.mark.parametrize("name", DRIVERS)
@pytest.mark.parametrize("server", ["linkedin", "plain"], indirect=True)
def test_challenge_is_sent_unless_the_provider_refuses_it(
    name: str, server: DialectServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    config = configure(server.preset(), client_id=CLIENT_ID, client_secret=SECRET)
    DRIVERS[name][1](server, config)
    (asked,), (redeemed,) = server.of("authorization"), server.of("code")
    assert ("code_challenge" in asked.params) is config.pkce
    assert ("code_verifier" in redeemed.params) is config.pkce
