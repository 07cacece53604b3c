"""A journey with each client library: sign in, call the API, refresh, and call it again."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from oauth_presets import Configuration

VERIFIER = "v" * 43
CHALLENGE = "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM"  # its S256

Token = dict[str, Any]


class Journey(NamedTuple):
    """The provider and the user of a sign-in.

    Attributes:
        config: the configuration; its preset has a user-info endpoint.
        redirect_uri: the redirect URI.
        browse: follows an authorization request, and returns the URL of the callback.
        expire: called before the refresh.
    """

    config: Configuration
    redirect_uri: str
    browse: Callable[[str], str]
    expire: Callable[[], None] = lambda: None

    @property
    def me(self) -> str:
        assert self.config.userinfo_url
        return self.config.userinfo_url


class Outcome(NamedTuple):
    """Both tokens, and the user-info endpoint's response to each."""

    token: Token
    refreshed: Token
    told: list[Token]


def expired(token: Token) -> Token:
    return {**token, "expires_at": int(time.time()) - 1}


def authlib_client(journey: Journey) -> Outcome:
    from oauth_presets.integrations.authlib import client

    with client(journey.config, redirect_uri=journey.redirect_uri) as session:
        url, _ = session.create_authorization_url()
        token = session.fetch_token(authorization_response=journey.browse(url))
        told = [session.get(journey.me).json()]
        journey.expire()
        session.token = expired(token)
        told.append(session.get(journey.me).json())
        return Outcome(token, session.token, told)


def authlib_async_client(journey: Journey) -> Outcome:
    from oauth_presets.integrations.authlib import async_client

    async def run() -> Outcome:
        async with async_client(journey.config, redirect_uri=journey.redirect_uri) as session:
            url, _ = session.create_authorization_url()
            callback = await asyncio.to_thread(journey.browse, url)
            token = await session.fetch_token(authorization_response=callback)
            told = [(await session.get(journey.me)).json()]
            journey.expire()
            session.token = expired(token)
            told.append((await session.get(journey.me)).json())
            return Outcome(token, session.token, told)

    return asyncio.run(run())


def authlib_flask(journey: Journey) -> Outcome:
    from authlib.integrations.flask_client import OAuth
    from flask import Flask

    from oauth_presets.integrations.authlib import register

    app = Flask(__name__)
    app.secret_key = "only for tests"
    updated: list[Token] = []
    oauth = OAuth(app, update_token=lambda name, token, **_: updated.append(token))
    provider = oauth.register(**register(journey.config))
    redirect_uri = journey.redirect_uri
    app.add_url_rule("/login", "login", lambda: provider.authorize_redirect(redirect_uri))
    app.add_url_rule("/callback", "callback", lambda: dict(provider.authorize_access_token()))
    browser = app.test_client()
    callback = journey.browse(browser.get("/login").headers["location"])
    response = browser.get(f"/callback?{urlsplit(callback).query}")
    token = response.get_json()
    with app.test_request_context():
        told = [provider.get(journey.me, token=token).json()]
        journey.expire()
        told.append(provider.get(journey.me, token=expired(token)).json())
    return Outcome(token, updated[-1], told)


def authlib_starlette(journey: Journey) -> Outcome:
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

    provider = OAuth(update_token=update_token).register(**register(journey.config))

    async def login(request: Request) -> Response:
        response: Response = await provider.authorize_redirect(request, journey.redirect_uri)
        return response

    async def callback(request: Request) -> Response:
        return JSONResponse(await provider.authorize_access_token(request))

    app = Starlette(
        routes=[Route("/login", login), Route("/callback", callback)],
        middleware=[Middleware(SessionMiddleware, secret_key="only for tests")],
    )

    async def run() -> Outcome:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://app") as browser:
            sent_to = (await browser.get("/login")).headers["location"]
            query = urlsplit(await asyncio.to_thread(journey.browse, sent_to)).query
            token = (await browser.get(f"/callback?{query}")).json()
        told = [(await provider.get(journey.me, token=token)).json()]
        journey.expire()
        told.append((await provider.get(journey.me, token=expired(token))).json())
        return Outcome(token, updated[-1], told)

    return asyncio.run(run())


def requests_oauthlib_session(journey: Journey) -> Outcome:
    from oauth_presets.integrations.requests_oauthlib import session as make

    updated: list[Token] = []
    with make(
        journey.config, redirect_uri=journey.redirect_uri, token_updater=updated.append
    ) as session:
        url, _ = session.authorization_url()
        token = session.fetch_token(authorization_response=journey.browse(url))
        told = [session.get(journey.me).json()]
        journey.expire()
        session.token = expired(token)
        told.append(session.get(journey.me).json())
    return Outcome(token, updated[-1], told)


def httpx_oauth_client(journey: Journey) -> Outcome:
    from oauth_presets.integrations.httpx_oauth import client

    made = client(journey.config, redirect_uri=journey.redirect_uri)

    async def run() -> Outcome:
        url = await made.get_authorization_url(
            journey.redirect_uri, "s", code_challenge=CHALLENGE, code_challenge_method="S256"
        )
        callback = await asyncio.to_thread(journey.browse, url)
        code = dict(parse_qsl(urlsplit(callback).query))["code"]
        token = await made.get_access_token(code, journey.redirect_uri, VERIFIER)
        told = [await made.get_profile(token["access_token"])]
        journey.expire()
        refreshed = await made.refresh_token(token["refresh_token"])
        told.append(await made.get_profile(refreshed["access_token"]))
        return Outcome(token, refreshed, told)

    return asyncio.run(run())


def flask_dance_blueprint(journey: Journey) -> Outcome:
    from flask import Flask
    from flask_dance.consumer.storage import MemoryStorage

    from oauth_presets.integrations.flask_dance import blueprint

    app = Flask(__name__)
    app.secret_key = "only for tests"
    storage = MemoryStorage()
    host, _, path = journey.redirect_uri.removeprefix("http://").partition("/")
    base = {"base_url": f"http://{host}"}
    made = blueprint(journey.config, storage=storage, login_url="/login", authorized_url=f"/{path}")
    app.register_blueprint(made)
    browser = app.test_client()
    sent_to = browser.get("/login", **base).headers["location"]
    query = urlsplit(journey.browse(sent_to)).query
    assert browser.get(f"/{path}?{query}", **base).status_code == 302
    token = dict(storage.token)
    with app.test_request_context(**base):
        told = [made.session.get(journey.me).json()]
    journey.expire()
    storage.token = expired(token)
    with app.test_request_context(**base):
        told.append(made.session.get(journey.me).json())
    return Outcome(token, storage.token, told)


LIBRARIES: dict[str, tuple[str, Callable[[Journey], Outcome]]] = {
    "authlib.client": ("authlib", authlib_client),
    "authlib.async_client": ("authlib", authlib_async_client),
    "authlib.register, Flask": ("authlib", authlib_flask),
    "authlib.register, Starlette": ("authlib", authlib_starlette),
    "requests_oauthlib": ("requests_oauthlib", requests_oauthlib_session),
    "httpx_oauth": ("httpx_oauth", httpx_oauth_client),
    "flask_dance": ("flask_dance", flask_dance_blueprint),
}
"""The tested function -> its target, and its journey."""
