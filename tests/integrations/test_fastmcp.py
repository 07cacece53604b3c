"""`OAuthProxy` for a preset: FastMCP's client, the proxy, and node-oidc-provider upstream."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from support.real_servers import CLIENTS, Panva, UserAgent, panva

from oauth_presets import Configuration, Preset, configure

pytest.importorskip("fastmcp", reason="FastMCP is missing; it needs Python 3.11")

import uvicorn
from fastmcp import Client, FastMCP
from fastmcp.client.auth import OAuth
from fastmcp.server.auth import OAuthProxy
from fastmcp.server.dependencies import get_access_token
from key_value.aio.stores.memory import MemoryStore
from mcp.shared.auth import AuthorizationCodeResult

from oauth_presets.integrations import fastmcp

pytestmark = pytest.mark.filterwarnings("ignore:Using in-memory token storage:UserWarning")

SECRET = "obviously fake: a+b%20c/d"
SIGNING_KEY = "only for tests, not a key"
LIFETIME = 2
"""Seconds that the upstream's access tokens live here."""


@pytest.fixture(scope="module")
def upstream() -> Iterator[Panva]:
    with panva(SECRET, accessTokenSeconds=LIFETIME) as running:
        yield running


def config_of(upstream: Panva, method: str, **fields: Any) -> Configuration:
    data = {**upstream.preset(method).model_dump(), **fields}
    secret = None if method == "none" else SECRET
    return configure(Preset(**data), client_id=CLIENTS[method], client_secret=secret)


@contextmanager
def server(config: Configuration, **more: Any) -> Iterator[tuple[str, OAuthProxy]]:
    """Run an MCP server with one tool behind the proxy; yield its base URL and the proxy."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    proxy = fastmcp.oauth_proxy(
        config, base_url=url, redirect_path="/panva", client_storage=MemoryStore(),
        jwt_signing_key=SIGNING_KEY, fastmcp_access_token_expiry_seconds=600, **more,
    )  # fmt: skip
    app = FastMCP("tests", auth=proxy)

    def who() -> dict[str, Any]:
        token = get_access_token()
        assert token is not None
        return {"token": token.token, "scopes": token.scopes, "claims": token.claims}

    app.tool(who)
    running = uvicorn.Server(uvicorn.Config(app.http_app(), log_level="error", lifespan="on"))
    thread = Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield url, proxy
    finally:
        running.should_exit = True
        thread.join(10)
        listening.close()


class SignIn(OAuth):
    """FastMCP's own client, with a user agent for its browser."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__(token_storage=MemoryStore(), callback_host="127.0.0.1")
        self.seen = seen

    async def redirect_handler(self, authorization_url: str) -> None:
        redirect_uri = dict(parse_qsl(urlsplit(authorization_url).query))["redirect_uri"]
        agent = UserAgent(Recorder(self.seen))
        self._response = await asyncio.to_thread(agent.query, authorization_url, redirect_uri)

    async def callback_handler(self) -> AuthorizationCodeResult:
        return AuthorizationCodeResult.model_validate(dict(parse_qsl(self._response)))


class Recorder(httpx.HTTPTransport):
    """Notes the URLs that the user agent visits."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self.seen = seen

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(str(request.url))
        return super().handle_request(request)


async def call(url: str, seen: list[str], wait: float = 0) -> list[dict[str, Any]]:
    """Sign in, call the tool, and again after a while."""
    async with Client(f"{url}/mcp", auth=SignIn(seen)) as client:
        first = await client.call_tool("who")
        await asyncio.sleep(wait)
        second = await client.call_tool("who")
    return [first.data, second.data]


@pytest.mark.parametrize("method", CLIENTS)
def test_a_tool_answers_before_and_after_the_upstream_token_expired(
    upstream: Panva, method: str
) -> None:
    config = config_of(upstream, method)
    seen: list[str] = []
    with server(config) as (url, _):
        first, second = asyncio.run(call(url, seen, LIFETIME + 0.5))
    assert first["claims"]["sub"] == second["claims"]["sub"] == "alice"
    assert first["token"] != second["token"], "it was refreshed"
    assert any(f"{url}/consent" in each for each in seen), "the user was asked for consent"
