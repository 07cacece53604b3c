"""The proxy at providers that depart from the standard: what it puts on the wire, and reads."""

import asyncio
import json
import re
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
from support.dialects import (
    CLIENT_ID,
    DIALECTS,
    REDIRECT_URI,
    DialectServer,
    dialect_server,
)
from support.dialects import SECRET as DIALECT_SECRET
from support.provider import CODE, SECRET, Provider, provider

from oauth_presets import Configuration, UnsupportedNeedWarning, configure

pytest.importorskip("fastmcp", reason="FastMCP is missing; it needs Python 3.11")

from fastmcp import FastMCP
from fastmcp.server.auth import AccessToken, OAuthProxy, TokenVerifier
from key_value.aio.stores.memory import MemoryStore

from oauth_presets.integrations import fastmcp

pytestmark = pytest.mark.slow

BASE = "http://127.0.0.1:9"
CLIENT = "http://127.0.0.1:10/callback"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
TOKEN = {"access_token": "canary", "token_type": "Bearer", "refresh_token": "canary-refresh"}


@pytest.fixture
def upstream() -> Iterator[Provider]:
    with provider() as running:
        yield running


class Anything(TokenVerifier):
    """Takes every token for good."""

    async def verify_token(self, token: str) -> AccessToken | None:
        return AccessToken(token=token, client_id="me", scopes=[], claims={})


class Wire:
    """One sign-in through the proxy, and one refresh, by hand."""

    state = ""

    def __init__(self, config: Configuration, **more: Any) -> None:
        arguments = {"base_url": BASE, "token_verifier": Anything(), **more}
        self.proxy: OAuthProxy = fastmcp.oauth_proxy(
            config, client_storage=MemoryStore(), jwt_signing_key=b"k" * 43, **arguments
        )
        self.base = arguments["base_url"]
        self.app = FastMCP("tests", auth=self.proxy).http_app()

    async def run(self, browse: Callable[[str], str], scope: str = "") -> "Wire":
        """Sign in; `browse` follows the upstream request, and returns the URL of the callback."""
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url=self.base) as http:
            registered = await http.post("/register", json={"redirect_uris": [CLIENT]})
            identifier = registered.json()["client_id"]
            asked = {
                "response_type": "code", "client_id": identifier, "redirect_uri": CLIENT,
                "state": "s", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
                "resource": f"{self.base}/mcp", **({"scope": scope} if scope else {}),
            }  # fmt: skip
            consent = (await http.get("/authorize", params=asked)).headers["location"]
            page = (await http.get(consent)).text
            fields = dict(_inputs(page))
            approved = await http.post("/consent", data={**fields, "action": "approve"})
            self.authorization = approved.headers["location"]
            back = await http.get(browse(self.authorization))
            assert back.status_code == 302, back.text
            code = dict(parse_qsl(urlsplit(back.headers["location"]).query))["code"]
            redeemed = await http.post(
                "/token",
                data={"grant_type": "authorization_code", "code": code, "client_id": identifier,
                      "redirect_uri": CLIENT, "code_verifier": VERIFIER},
            )  # fmt: skip
            self.token = redeemed.json()
            self.refreshed = (
                await http.post(
                    "/token",
                    data={"grant_type": "refresh_token", "client_id": identifier,
                          "refresh_token": self.token["refresh_token"]},
                )
            ).json()  # fmt: skip
        await self.load()
        return self

    async def load(self) -> None:
        """Judge the refreshed token, as for a call of a tool."""
        self.access = await self.proxy.load_access_token(self.refreshed["access_token"])


def _inputs(page: str) -> Iterator[tuple[str, str]]:
    for tag in re.findall(r"<input[^>]*>", page):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in attributes:
            yield attributes["name"], attributes.get("value", "")


def sign_in(upstream: Provider, response: dict[str, str] | None = None, **fields: Any) -> Wire:
    scope = fields.pop("asked", "")
    preset = upstream.preset(**{"issuer": None, **fields})
    wire = Wire(configure(preset, client_id="me", client_secret=SECRET))

    def browse(url: str) -> str:
        wire.state = dict(parse_qsl(urlsplit(url).query))["state"]
        answer = {**(response or {"code": CODE}), "state": wire.state}
        return f"/auth/callback?{urlencode(answer)}"

    return asyncio.run(wire.run(browse, scope))


def query(wire: Wire) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(wire.authorization).query, keep_blank_values=True))


def test_plain_provider_receives_standard_requests(upstream: Provider) -> None:
    upstream.answer({**TOKEN, "expires_in": 60})
    wire = sign_in(upstream)
    sent = query(wire)
    challenge = sent.pop("code_challenge")
    assert challenge != CHALLENGE, "PKCE of the proxy's own"
    assert sent == {
        "tenant": "a b", "kept": "", "response_type": "code", "client_id": "me",
        "redirect_uri": f"{BASE}/auth/callback", "scope": "read write offline_access",
        "state": wire.state, "code_challenge_method": "S256",
    }  # fmt: skip
    assert "+" not in wire.authorization
    redeem, refresh = upstream.requests
    form = redeem.form
    verifier = form.pop("code_verifier")
    assert urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=") == challenge
    assert form == {
        "grant_type": "authorization_code", "code": CODE, "redirect_uri": f"{BASE}/auth/callback",
    }  # fmt: skip
    assert refresh.form == {"grant_type": "refresh_token", "refresh_token": "canary-refresh"}
    assert redeem.basic == refresh.basic == "me:a%3Ab%2Bc%2520d%2Fe%26f~%27%22%5C"


def test_client_scopes_are_joined_and_offline_access_is_always_requested(
    upstream: Provider,
) -> None:
    upstream.answer({**TOKEN, "scope": "write,offline_access"})
    wire = sign_in(upstream, scope_separator=",", asked="write")
    assert query(wire)["scope"] == "write,offline_access"
    assert wire.token["scope"] == "write offline_access"


def test_renamed_parameters_are_used(upstream: Provider) -> None:
    upstream.answer(TOKEN)
    wire = sign_in(
        upstream,
        {"auth_code": CODE},
        authorization_request={"names": {"client_id": "client_key", "scope": "user_scope"}},
        authorization_response={"names": {"code": "auth_code"}},
        token_request={"names": {"client_id": "client_key", "code": "auth_code"}},
        token_endpoint_auth_methods=("client_secret_post",),
    )
    assert query(wire)["client_key"] == "me"
    assert query(wire)["user_scope"] == "read write offline_access"
    assert not query(wire).keys() & {"client_id", "scope"}
    form = upstream.requests[0].form
    assert (form["client_key"], form["client_secret"], form["auth_code"]) == ("me", SECRET, CODE)
    assert not form.keys() & {"client_id", "code"}


def test_declared_parameters_and_headers_are_sent(upstream: Provider) -> None:
    upstream.answer(TOKEN)
    wire = sign_in(
        upstream,
        token_request={
            "params": {"expiring": "1"}, "code_params": {"echo": "{state}"},
            "refresh_params": {"again": "{redirect_uri}", "scope": "{scope}"},
            "headers": {"X-Client": "{client_id}"},
        },
    )  # fmt: skip
    redeem, refresh = upstream.requests
    assert (redeem.form["expiring"], redeem.form["echo"]) == ("1", wire.state)
    assert (refresh.form["expiring"], refresh.form["again"]) == ("1", f"{BASE}/auth/callback")
    assert refresh.form["scope"] == "read write offline_access"
    assert redeem.headers["x-client"] == refresh.headers["x-client"] == "me"


def test_json_token_requests_are_sent(upstream: Provider) -> None:
    upstream.answer(TOKEN)
    sign_in(upstream, token_request={"body": "json"})
    assert json.loads(upstream.requests[0].body)["code"] == CODE


def test_pkce_is_omitted_if_refused(upstream: Provider) -> None:
    upstream.answer(TOKEN)
    wire = sign_in(upstream, pkce="refused")
    assert "code_challenge" not in query(wire)
    assert "code_verifier" not in upstream.requests[0].form


def test_refresh_goes_to_its_own_endpoint(upstream: Provider) -> None:
    upstream.answer(TOKEN)
    wire = sign_in(upstream, refresh_url=f"{upstream.url}/elsewhere")
    assert [request.path for request in upstream.requests] == ["/token", "/elsewhere"]
    assert wire.access is not None


def test_nested_and_renamed_token_response_is_read(upstream: Provider) -> None:
    upstream.answer(
        {"ok": True, "team": {"id": "T1"},
         "authed": {"at": "canary", "refresh_token": "canary-refresh", "scope": ["read"]}}
    )  # fmt: skip
    wire = sign_in(
        upstream,
        {"code": CODE, "realmId": "R1", "other": "not kept"},
        authorization_response={"extras": {"realmId": "Company"}},
        token_response={
            "path": ("authed",), "names": {"access_token": "at"},
            "extras": {"team.id": "Workspace"}, "failure": {"ok": False},
        },
    )  # fmt: skip
    assert wire.token["scope"] == "read"
    assert wire.access is not None
    assert wire.access.token == "canary"
    assert wire.access.claims == {"upstream_claims": {"realmId": "R1", "team.id": "T1"}}


def test_failure_with_status_200_is_an_error(upstream: Provider) -> None:
    upstream.answer({"ok": False, "error": "invalid_code"})
    with pytest.raises(AssertionError, match="invalid_code"):
        sign_in(upstream, token_response={"failure": {"ok": False}})


# -- strict servers, which refuse everything but their own dialect ---------------------------------


@pytest.fixture(params=DIALECTS)
def server(request: pytest.FixtureRequest) -> Iterator[DialectServer]:
    with dialect_server(request.param) as running:
        yield running


def test_strict_server_accepts_the_requests(server: DialectServer) -> None:
    region: dict[str, Any] = {"region": "eu"} if server.dialect.region else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnsupportedNeedWarning)  # Zoho's other regions
        config = configure(
            server.preset(), client_id=CLIENT_ID, client_secret=DIALECT_SECRET, **region
        )
        origin, _, path = REDIRECT_URI.rpartition("/")
        wire = Wire(config, base_url=origin, redirect_path=f"/{path}", token_verifier=None)
    asyncio.run(wire.run(server.browse))
    assert not [sent for sent in server.sent if sent.refused]
    assert [sent.kind for sent in server.sent] == ["authorization", "code", "refresh", "api"]
    assert wire.access is not None
    assert (wire.access.token, wire.access.subject) == (server.tokens.access_token, "user-1")
    preset = server.preset()
    extras = {*preset.authorization_response.extras, *preset.token_response.extras}
    kept = (wire.access.claims or {}).get("upstream_claims", {})
    assert kept.keys() == extras
