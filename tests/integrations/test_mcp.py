"""The MCP SDK's client signs in at node-oidc-provider, for an MCP server that takes its tokens."""

import asyncio
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlsplit

import httpx
import pytest
from support.passing_on import SECRET, Passed, authenticated
from support.provider import provider as provider_of_others
from support.real_servers import CLIENTS, Panva, UserAgent, panva
from support.serving import serving

from oauth_presets import Configuration, IntegrationError, Preset, configure

pytest.importorskip("mcp", reason="the MCP SDK is missing")

import httpx2
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.mcpserver import MCPServer
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientInformationFull, OAuthToken

from oauth_presets.integrations import lost_for, mcp

pytestmark = pytest.mark.slow

REDIRECT = "http://127.0.0.1:8123/panva"


@pytest.fixture(scope="module")
def upstream() -> Iterator[Panva]:
    with panva(SECRET, resource=True) as running:
        yield running


def config_of(upstream: Panva, method: str = "client_secret_basic", **fields: Any) -> Configuration:
    data = {**upstream.preset(method).model_dump(), **fields}
    secret = None if method == "none" else SECRET
    return configure(Preset(**data), client_id=CLIENTS[method], client_secret=secret)


class Introspection:
    """The MCP server's own way to tell whether a token is good."""

    def __init__(self, upstream: Panva) -> None:
        self.url = f"{upstream.url}/token/introspection"

    async def verify_token(self, token: str) -> AccessToken | None:
        identifier = CLIENTS["client_secret_post"]
        data = {"token": token, "client_id": identifier, "client_secret": SECRET}
        async with httpx.AsyncClient() as client:
            said = (await client.post(self.url, data=data)).json()
        if not said.get("active"):
            return None
        return AccessToken(
            token=token, client_id=said["client_id"], scopes=said["scope"].split(),
            resource=said["aud"], expires_at=said["exp"],
        )  # fmt: skip


class Kept:
    """A storage of tokens that shows what it was given."""

    def __init__(self) -> None:
        self.tokens: list[OAuthToken] = []

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens[-1] if self.tokens else None

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens.append(tokens)

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        raise AssertionError("the client's credentials are not the storage's business")

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        raise AssertionError("the client's credentials are not the storage's business")


class Browser:
    """Signs in, and hands the response over."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    async def open(self, url: str) -> None:
        self.urls.append(url)
        self.response = await asyncio.to_thread(UserAgent().query, url, REDIRECT)

    async def response_of(self) -> AuthorizationCodeResult:
        return AuthorizationCodeResult.model_validate(dict(parse_qsl(self.response)))


def application(upstream: Panva, url: str, issuer: str = "") -> Any:
    """Return an MCP server with one tool."""

    def add(a: int, b: int) -> int:
        return a + b

    server = MCPServer(
        "tests",
        token_verifier=Introspection(upstream),
        auth=AuthSettings.model_validate(
            {"issuer_url": issuer or upstream.url, "resource_server_url": f"{url}/mcp",
             "required_scopes": ["documents:read"], "validate_token_resource": True}
        ),
    )  # fmt: skip
    server.add_tool(add)
    return server.streamable_http_app()


async def add(url: str, auth: Any, passed: list[Passed]) -> list[str]:
    """Call the tool twice, the second time with a token that has expired, as the client sees it."""

    async def note(request: httpx2.Request) -> None:
        if request.url.path == "/token":
            form = dict(parse_qsl((await request.aread()).decode()))
            passed.append(Passed(request.url.path, dict(request.headers), form))

    async with (
        httpx2.AsyncClient(auth=auth, timeout=30, event_hooks={"request": [note]}) as client,
        streamable_http_client(f"{url}/mcp", http_client=client) as streams,
        ClientSession(streams[0], streams[1]) as session,
    ):
        await session.initialize()
        first = await session.call_tool("add", {"a": 1, "b": 2})
        auth.context.token_expiry_time = 1.0
        second = await session.call_tool("add", {"a": 3, "b": 4})
    return [json.dumps(each.structured_content) for each in (first, second)]


def provider(config: Configuration, url: str, kept: Kept, browser: Browser) -> Any:
    return mcp.client_provider(
        config, f"{url}/mcp", redirect_uri=REDIRECT, storage=kept,
        redirect_handler=browser.open, callback_handler=browser.response_of,
    )  # fmt: skip


@pytest.mark.parametrize("method", CLIENTS)
def test_tool_call_succeeds_before_and_after_token_expiry(upstream: Panva, method: str) -> None:
    config = config_of(upstream, method)
    kept, browser = Kept(), Browser()
    passed: list[Passed] = []
    with serving(lambda url: application(upstream, url)) as url:
        answers = asyncio.run(add(url, provider(config, url, kept, browser), passed))
    assert answers == ['{"result": 3}', '{"result": 7}']
    (opened,) = browser.urls
    sent = dict(parse_qsl(urlsplit(opened).query))
    assert opened.startswith(f"{upstream.url}/auth?")
    assert sent.pop("state")
    challenge = sent.pop("code_challenge")
    assert sent == {
        "response_type": "code",
        "client_id": CLIENTS[method],
        "redirect_uri": REDIRECT,
        "scope": "documents:read offline_access",
        "code_challenge_method": "S256",
        "prompt": "consent",
        "resource": f"{url}/mcp",
    }
    first, second = kept.tokens
    assert first.access_token != second.access_token
    assert first.refresh_token != second.refresh_token, "it rotates"
    code, refresh = passed
    for each in passed:  # with HTTP Basic, the SDK names the client in the body too
        if method == "client_secret_basic":
            assert each.form.pop("client_id") == config.client_id
    form = authenticated(code, config)
    verifier = sha256(form.pop("code_verifier").encode()).digest()
    assert urlsafe_b64encode(verifier).decode().rstrip("=") == challenge
    assert form.pop("code")
    resource = {"resource": f"{url}/mcp"}
    assert form == {"grant_type": "authorization_code", "redirect_uri": REDIRECT, **resource}
    refreshing = {"grant_type": "refresh_token", "refresh_token": first.refresh_token}
    assert authenticated(refresh, config) == {**refreshing, **resource}


def test_credentials_are_not_sent_to_another_authorization_server(upstream: Panva) -> None:
    with provider_of_others() as other:
        endpoints = ("authorization", "token", "registration")
        other.metadata = {f"{name}_endpoint": f"{other.url}/{name}" for name in endpoints}
        other.answer({"client_id": "another", "redirect_uris": [REDIRECT]}, 201)
        kept, browser = Kept(), Browser()
        config = config_of(upstream, "client_secret_post")
        with serving(lambda url: application(upstream, url, other.url)) as url:
            error = failure(url, provider(config, url, kept, browser))
        assert isinstance(error, IntegrationError), error
        assert str(error) == (
            f"The MCP server does not name Panva ({upstream.url}) as its authorization server. "
            "Check the URL of the MCP server and the preset's variables."
        )
        assert other.requests, "the SDK asked it for a registration"
        assert SECRET not in unquote_plus("".join(each.body for each in other.requests))
    assert not browser.urls
    assert not kept.tokens


def failure(url: str, auth: Any) -> BaseException:
    """Return why the tool could not be called, out of its groups (which Python 3.10 lacks)."""
    try:
        asyncio.run(add(url, auth, []))
    except Exception as caught:
        error: BaseException = caught
        inner: list[BaseException]
        while inner := [*getattr(error, "exceptions", ())]:
            (error,) = inner
        return error
    raise AssertionError("it was called")


def test_preset_without_an_issuer_is_refused() -> None:
    config = config_of(Panva("http://127.0.0.1:1"), issuer=None)
    with pytest.raises(IntegrationError) as caught:
        provider(config, "http://127.0.0.1:2", Kept(), Browser())
    assert str(caught.value) == (
        "The MCP SDK cannot carry everything that Panva needs. The preset names no issuer. The "
        "MCP SDK uses the authorization server that the MCP server names, and without an issuer "
        "the client's credentials could be sent to any other. Use oauth_presets.login or authlib "
        "or fastmcp or flask_dance or httpx_oauth or requests_oauthlib instead."
    )
    assert caught.value.lost == ("issuer",)
    assert [need.fact for need in lost_for(config, "mcp")] == ["issuer"]


def test_endpoints_are_known_before_discovery() -> None:
    config = config_of(Panva("http://127.0.0.1:1"))
    made = provider(config, "http://127.0.0.1:2", Kept(), Browser())
    assert str(made.context.oauth_metadata.token_endpoint) == "http://127.0.0.1:1/token"


@pytest.mark.parametrize("method", CLIENTS)
def test_client_information_is_bound_to_the_issuer(method: str) -> None:
    information = mcp.client_information(config_of(Panva("http://127.0.0.1:1"), method), REDIRECT)
    assert information.model_dump(exclude_none=True, exclude_defaults=True, mode="json") == {
        "client_id": CLIENTS[method],
        **({} if method == "none" else {"client_secret": SECRET}),
        "token_endpoint_auth_method": method,
        "redirect_uris": [REDIRECT],
        "scope": "openid documents:read offline_access",
        "issuer": "http://127.0.0.1:1",
    }
