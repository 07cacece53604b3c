"""What `oauth_proxy` refuses, and how its verifiers judge tokens."""

import asyncio
import logging
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from support import ACME
from support.real_servers import CLIENTS, Panva, UserAgent, panva

from oauth_presets import ArgumentError, Configuration, IntegrationError, Preset, configure
from oauth_presets.login import finish, start

pytest.importorskip("fastmcp", reason="FastMCP is missing; it needs Python 3.11")

from fastmcp.server.auth import OAuthProxy
from fastmcp.server.auth.auth import TokenVerificationError
from key_value.aio.stores.memory import MemoryStore

from oauth_presets.integrations import _fastmcp_verifiers as verifiers
from oauth_presets.integrations import fastmcp

pytestmark = pytest.mark.slow

SECRET = "obviously fake: a+b%20c/d"
REDIRECT = "http://127.0.0.1:8123/panva"


def proxy(config: Configuration, **more: Any) -> OAuthProxy:
    arguments: dict[str, Any] = {"client_storage": MemoryStore(), **more}
    return fastmcp.oauth_proxy(config, base_url="https://mcp.example.com", **arguments)


def config_of(secret: str | None = SECRET, **fields: Any) -> Configuration:
    return configure(Preset(**{**ACME, **fields}), client_id="me", client_secret=secret)


# -- what is refused -------------------------------------------------------------------------------


def test_verifier_is_required_without_introspection_and_user_info() -> None:
    with pytest.raises(IntegrationError) as caught:
        proxy(config_of())
    assert str(caught.value) == (
        "The tokens of Acme cannot be verified: the preset has neither introspection for this "
        "client authentication nor a user-info endpoint. Pass token_verifier=: an instance of a "
        "subclass of fastmcp.server.auth.TokenVerifier that asks the provider's API in "
        "verify_token()."
    )
    assert caught.value.target == "fastmcp"


def test_signing_key_is_required_without_a_secret() -> None:
    config = config_of(None, userinfo_url="https://acme.example/me")
    with pytest.raises(IntegrationError) as caught:
        proxy(config)
    assert str(caught.value) == (
        "Acme is used without a client secret, from which FastMCP derives the key that signs its "
        "own tokens. Pass jwt_signing_key= with a long random string, the same in all processes."
    )
    proxy(config, jwt_signing_key=b"k" * 43)


def test_client_assertions_are_refused() -> None:
    with pytest.raises(IntegrationError) as caught:
        proxy(config_of(token_endpoint_auth_methods=("private_key_jwt",)))
    assert caught.value.lost == ("signed_client_assertion",)


@pytest.mark.parametrize(
    "name",
    ["upstream_client_secret", "forward_pkce", "extra_token_params", "extra_authorize_params"],
)
def test_arguments_decided_by_the_configuration_are_refused(name: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        proxy(config_of(userinfo_url="https://acme.example/me"), **{name: "x"})
    assert str(caught.value) == (f"{name}= comes from the configuration; set it with configure().")


def test_fastmcp_without_an_overridden_method_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(OAuthProxy, "_build_upstream_authorize_url")
    with pytest.raises(IntegrationError) as caught:
        proxy(config_of(userinfo_url="https://acme.example/me"))
    assert str(caught.value) == (
        "This version of FastMCP has no OAuthProxy._build_upstream_authorize_url, which "
        "oauth_presets overrides. Install fastmcp 4.2."
    )


def test_consent_stays_on_and_no_secret_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = proxy(config_of(userinfo_url="https://acme.example/me"))
    assert made._require_authorization_consent is True
    assert SECRET not in repr(made) + str(vars(made)) + caplog.text


@pytest.mark.parametrize(
    ("method", "offered"), [("client_secret_basic", True), ("client_secret_post", False)]
)
def test_revocation_needs_a_client_authentication_that_fastmcp_supports(
    method: str, offered: bool
) -> None:
    config = config_of(
        userinfo_url="https://acme.example/me",
        revocation_url="https://acme.example/revoke",
        token_endpoint_auth_methods=(method,),
    )
    paths = [getattr(route, "path", "") for route in proxy(config).get_routes("/mcp")]
    assert ("/revoke" in paths) is offered


# -- introspection ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def upstream() -> Iterator[Panva]:
    with panva(SECRET) as running:
        yield running


def panva_config(upstream: Panva, method: str) -> Configuration:
    return configure(upstream.preset(method), client_id=CLIENTS[method], client_secret=SECRET)


def access_token(upstream: Panva, method: str) -> str:
    flow = start(panva_config(upstream, method), redirect_uri=REDIRECT)
    return finish(flow, UserAgent().query(flow.authorization_url, REDIRECT)).access_token


def test_introspection_accepts_only_tokens_of_its_client(upstream: Panva) -> None:
    ours, others = (
        access_token(upstream, method) for method in ("client_secret_basic", "client_secret_post")
    )
    verifier = verifiers.IntrospectionVerifier(panva_config(upstream, "client_secret_basic"))

    async def verify() -> None:
        assert await verifier.verify_token(ours) is None, "the proxy was not issued it"
        for token in (ours, others):
            verifier.expect(token, time.time() + 60, [])
        found = await verifier.verify_token(ours)
        assert found is not None
        assert found.client_id == CLIENTS["client_secret_basic"]
        assert await verifier.verify_token(others) is None

    asyncio.run(verify())


# -- a provider that answers as told ---------------------------------------------------------------


class Answers:
    """Answers GET and POST, and keeps the headers of the requests."""

    def __init__(self) -> None:
        self.status, self.body = 200, b'{"sub": "alice"}'
        self.seen: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.seen.append({name.lower(): value for name, value in self.headers.items()})
                self.send_response(outer.status)
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.httpd.server_port}"


@pytest.fixture
def answers() -> Iterator[Answers]:
    made = Answers()
    thread = Thread(target=made.httpd.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    yield made
    made.httpd.shutdown()
    made.httpd.server_close()
    thread.join(5)


def local(answers: Answers, **fields: Any) -> Configuration:
    data = {**ACME, "allow_loopback": True, "userinfo_url": f"{answers.url}/me", **fields}
    return configure(Preset(**data), client_id="me", client_secret=SECRET)


@pytest.mark.parametrize(
    ("claims", "taken"),
    [
        ("", True),
        (', "client_id": "me"', True),
        (', "client_id": "another"', False),
        (', "client_id": "another", "aud": "me"', False),
        (', "client_id": "me", "aud": "https://api.example"', True),
        (', "aud": "me"', True),
        (', "aud": ["x", "me"]', True),
        (', "aud": "another"', False),
        (', "aud": ["x", "y"]', False),
    ],
)
def test_introspection_checks_the_client_of_a_token(
    answers: Answers, claims: str, taken: bool
) -> None:
    answers.body = f'{{"active": true{claims}}}'.encode()
    verifier = verifiers.IntrospectionVerifier(
        local(answers, introspection_url=f"{answers.url}/introspect")
    )
    verifier.expect("canary", time.time() + 60, [])
    assert (asyncio.run(verifier.verify_token("canary")) is not None) is taken


def test_user_info_of_a_token_is_requested_once(answers: Answers) -> None:
    config = local(
        answers, api={"header": "X-Token", "scheme": "", "headers": {"X-Client": "{client_id}"}}
    )
    verifier = verifiers.UserInfoVerifier(config)

    async def verify() -> None:
        assert await verifier.verify_token("canary") is None, "the proxy was not issued it"
        expires = time.time() + 600
        for _ in range(3):
            verifier.expect("canary", expires, ["read"])
            found = await verifier.verify_token("canary")
            assert found is not None
            assert (found.subject, found.scopes, found.claims) == (
                "alice", ["read"], {"sub": "alice"},
            )  # fmt: skip

    asyncio.run(verify())
    (sent,) = answers.seen
    assert (sent["x-token"], sent["x-client"]) == ("canary", "me")
    assert "authorization" not in sent


def test_expired_token_is_refused_without_a_request(answers: Answers) -> None:
    verifier = verifiers.UserInfoVerifier(local(answers))
    verifier.expect("canary", time.time() + 600, [])
    assert asyncio.run(verifier.verify_token("canary")) is not None
    verifier.expect("canary", time.time() - 1, [])
    assert asyncio.run(verifier.verify_token("canary")) is None
    assert len(answers.seen) == 1


def test_verification_is_cached_for_a_minute(
    answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifier = verifiers.UserInfoVerifier(local(answers))
    expires = time.time() + 3600
    verifier.expect("canary", expires, [])
    assert asyncio.run(verifier.verify_token("canary")) is not None
    later = time.time() + verifiers.CACHE_SECONDS + 1
    monkeypatch.setattr(verifiers, "time", SimpleNamespace(time=lambda: later))
    answers.status = 401
    assert asyncio.run(verifier.verify_token("canary")) is None
    assert len(answers.seen) == 2


@pytest.mark.parametrize("body", [b'{"ok": false}', b'{"error": "invalid_auth"}'])
def test_refusal_with_status_200_is_a_verdict(answers: Answers, body: bytes) -> None:
    answers.body = body
    config = local(answers, token_response={"failure": {"ok": False}})
    verifier = verifiers.UserInfoVerifier(config)
    verifier.expect("canary", time.time() + 600, [])
    assert asyncio.run(verifier.verify_token("canary")) is None


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (503, b"", "Acme answered HTTP status 503 when asked about a token."),
        (302, b"", "Acme answered HTTP status 302 when asked about a token."),
        (200, b"<html>", "Acme answered without a JSON object."),
        (200, b"[]", "Acme answered without a JSON object."),
    ],
)
def test_inconclusive_response_is_a_verification_error(
    answers: Answers, status: int, body: bytes, message: str
) -> None:
    answers.status, answers.body = status, body
    verifier = verifiers.UserInfoVerifier(local(answers))
    verifier.expect("canary", time.time() + 600, [])
    with pytest.raises(TokenVerificationError) as caught:
        asyncio.run(verifier.verify_token("canary"))
    assert str(caught.value) == message


def test_unreachable_provider_is_a_verification_error(answers: Answers) -> None:
    config = local(answers, userinfo_url="http://127.0.0.1:1/me")
    verifier = verifiers.UserInfoVerifier(config)
    verifier.expect("canary", time.time() + 600, [])
    with pytest.raises(TokenVerificationError) as caught:
        asyncio.run(verifier.verify_token("canary"))
    assert str(caught.value) == "Acme could not be asked about a token: ConnectError."
