"""`OAuthProxy` for a preset: FastMCP's client, the proxy, and node-oidc-provider upstream."""

import asyncio
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from support.passing_on import SECRET, authenticated, noting
from support.real_servers import CLIENTS, Panva, UserAgent, panva
from support.serving import serving

from oauth_presets import Configuration, Preset, configure

pytest.importorskip("fastmcp", reason="FastMCP is missing; it needs Python 3.11")

from fastmcp import Client, FastMCP
from fastmcp.client.auth import OAuth
from fastmcp.server.auth import OAuthProxy
from fastmcp.server.dependencies import get_access_token
from key_value.aio.stores.memory import MemoryStore
from mcp.shared.auth import AuthorizationCodeResult

from oauth_presets.integrations import fastmcp

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Using in-memory token storage:UserWarning"),
]

SIGNING_KEY = "only for tests, not a key"
LIFETIME = 4
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
    proxies: list[OAuthProxy] = []

    def who() -> dict[str, Any]:
        token = get_access_token()
        assert token is not None
        return {"token": token.token, "scopes": token.scopes, "claims": token.claims}

    def make(url: str) -> Any:
        proxies.append(
            fastmcp.oauth_proxy(
                config, base_url=url, redirect_path="/panva", client_storage=MemoryStore(),
                fastmcp_access_token_expiry_seconds=600, **more,
            )
        )  # fmt: skip
        app = FastMCP("tests", auth=proxies[0])
        app.tool(who)
        return app.http_app()

    with serving(make) as url:
        yield url, proxies[0]


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
def test_tool_call_succeeds_before_and_after_upstream_token_expiry(
    upstream: Panva, method: str
) -> None:
    seen: list[str] = []
    more = {"jwt_signing_key": SIGNING_KEY} if method == "none" else {}
    with noting(upstream.url) as (through, passed):
        config = config_of(upstream, method, token_url=f"{through}/token")
        with server(config, **more) as (url, _):
            first, second = asyncio.run(call(url, seen, LIFETIME + 0.5))
    assert first["claims"]["sub"] == second["claims"]["sub"] == "alice"
    assert first["token"] != second["token"], "it was refreshed"
    asked, *_ = [each for each in seen if each.startswith(f"{config.authorize_url}?")]
    sent = dict(parse_qsl(urlsplit(asked).query))
    challenge = sent.pop("code_challenge")
    assert sent.pop("state")
    assert sent == {
        "response_type": "code",
        "client_id": config.client_id,
        "redirect_uri": f"{url}/panva",
        "scope": " ".join(config.scopes),
        "code_challenge_method": "S256",
        **config.authorize_params,
    }
    code, refresh = passed
    form = authenticated(code, config)
    verifier = sha256(form.pop("code_verifier").encode()).digest()
    assert urlsafe_b64encode(verifier).decode().rstrip("=") == challenge
    assert form.pop("code")
    assert form == {"grant_type": "authorization_code", "redirect_uri": f"{url}/panva"}
    form = authenticated(refresh, config)
    assert form.pop("refresh_token")
    assert form == {"grant_type": "refresh_token"}
    assert any(f"{url}/consent" in each for each in seen), "the user was asked for consent"
