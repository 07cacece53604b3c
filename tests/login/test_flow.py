"""The authorization request, the token request, and what is made of a token response."""

import logging
import pickle
import re
import socket
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, urlsplit

import anyio
import httpx
import pytest
from pydantic import SecretStr
from support import PROJECT
from support.provider import CODE, GOOD, SECRET, Provider, configured, provider, shown_by

from oauth_presets import (
    ArgumentError,
    AuthorizationRequest,
    Configuration,
    LoginError,
    Preset,
    ScopeError,
    Variable,
)
from oauth_presets.login import (
    Flow,
    Login,
    Token,
    aclient_credentials,
    afinish,
    arefresh,
    client_credentials,
    finish,
    refresh,
    start,
)

REDIRECT = "http://127.0.0.1:5000/acme"


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        yield running


def begin(preset: Preset, **arguments: Any) -> Flow:
    config = configured(preset, arguments)
    return start(config, **{"redirect_uri": REDIRECT, **arguments})


def renewed(preset: Preset, token: Any, **arguments: Any) -> Token:
    config = configured(preset, arguments)
    return refresh(config, token, **arguments)


def redeem(flow: Flow, **arguments: Any) -> Token:
    return finish(flow, f"code={CODE}&state={flow.state}", **arguments)


def answered(config: Configuration) -> tuple[Flow, str]:
    flow = start(config, redirect_uri=REDIRECT)
    return flow, f"code={CODE}&state={flow.state}"


CALLS: dict[str, Callable[..., Token]] = {
    "finish": lambda config, **options: finish(*answered(config), **options),
    "afinish": lambda config, **options: anyio.run(partial(afinish, *answered(config), **options)),
    "refresh": lambda config, **options: refresh(config, "r1", **options),
    "arefresh": lambda config, **options: anyio.run(partial(arefresh, config, "r1", **options)),
    "client_credentials": client_credentials,
    "aclient_credentials": lambda config, **options: anyio.run(
        partial(aclient_credentials, config, **options)
    ),
}
"""The calls that make a token request, from a configuration to the token."""

PRESET = Preset(
    name="acme",
    title="Acme",
    authorize_url="https://acme.example/authorize?tenant=a%20b&kept=%7E",
    token_url="https://acme.example/token",
    docs_url="https://docs.acme.example/oauth",
    scopes=("read", "write"),
)


# -- the authorization request ---------------------------------------------------------------------


def test_authorization_url_keeps_the_endpoints_query_and_encodes_spaces_as_percent_20() -> None:
    flow = begin(PRESET, authorize_params={"hd": "x y"})
    before, _, added = flow.authorization_url.partition("&response_type=")
    assert before == "https://acme.example/authorize?tenant=a%20b&kept=~&hd=x%20y"
    pairs = parse_qsl(f"response_type={added}", strict_parsing=True)
    challenge = sha256(str(flow.code_verifier).encode()).digest()
    assert dict(pairs) == {
        "response_type": "code",
        "client_id": "me",
        "redirect_uri": REDIRECT,
        "scope": "read write",
        "state": flow.state,
        "code_challenge": urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    assert len(pairs) == 7
    assert "scope=read%20write&" in flow.authorization_url
    assert "+" not in flow.authorization_url


def test_state_and_verifier_have_256_bits_and_are_never_reused() -> None:
    flows = [begin(PRESET) for _ in range(50)]
    assert len({flow.state for flow in flows}) == 50
    assert len({flow.code_verifier for flow in flows}) == 50
    for flow in flows:
        assert re.fullmatch(r"[A-Za-z0-9_-]{43}", flow.state)  # 256 bits, in base64
        assert re.fullmatch(r"[A-Za-z0-9_-]{43}", str(flow.code_verifier))


@pytest.mark.parametrize("pkce", ["required", "supported", "unknown"])
def test_pkce_is_always_s256(pkce: str) -> None:
    url = begin(PRESET.model_copy(update={"pkce": pkce})).authorization_url
    assert parse_qs(urlsplit(url).query)["code_challenge_method"] == ["S256"]


def test_pkce_is_omitted_if_the_provider_forbids_it(acme: Provider) -> None:
    flow = begin(acme.preset(pkce="refused"))
    assert "code_challenge" not in flow.authorization_url
    redeem(flow)
    assert "code_verifier" not in acme.requests[0].form


def test_scopes_use_the_providers_parameter_and_separator() -> None:
    preset = PRESET.model_copy(
        update={
            "authorization_request": AuthorizationRequest(names={"scope": "user_scope"}),
            "scope_separator": ",",
        }
    )
    flow = begin(preset)
    query = parse_qs(urlsplit(flow.authorization_url).query)
    assert query["user_scope"] == ["read,write"]
    assert "scope" not in query
    assert flow.scopes == ("read", "write")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"client_id": None}, ArgumentError),
        ({"client_id": " me"}, ValueError),
        ({"client_secret": "\n"}, ValueError),
        ({"redirect_uri": "/callback"}, ArgumentError),
        ({"redirect_uri": "https://app.example/#x"}, ArgumentError),
        ({"scopes": ["a b"]}, ScopeError),
        ({"authorize_params": {"scope": "x"}}, ArgumentError),
        ({"authorize_params": {"state": "mine"}}, ArgumentError),
        ({"auth_method": "private_key_jwt"}, ArgumentError),
        ({"auth_method": "none"}, ArgumentError),
        ({"auth_method": "client_secret_post", "client_secret": None}, ArgumentError),
        ({"token_params": {"grant_type": "password"}}, ArgumentError),
        ({"token_params": {"x": 1}}, ArgumentError),
    ],
)
def test_start_refuses_bad_arguments(arguments: dict[str, Any], error: Any) -> None:
    with pytest.raises(error):
        begin(PRESET, **arguments)


def test_variables_fill_every_url() -> None:
    preset = PRESET.model_copy(
        update={
            "authorize_url": "https://{tenant}.acme.example/a",
            "token_url": "https://{tenant}.acme.example/t",
            "issuer": "https://{tenant}.acme.example",
            "variables": {"tenant": Variable(kind="label")},
        }
    )
    flow = begin(preset, tenant="contoso")
    assert flow.authorization_url.startswith("https://contoso.acme.example/a?")
    assert flow.config.token_url == "https://contoso.acme.example/t"
    assert flow.config.issuer == "https://contoso.acme.example"


# -- the token request -----------------------------------------------------------------------------


def test_token_request_follows_rfc_6749(acme: Provider) -> None:
    flow = begin(acme.preset())
    token = redeem(flow)
    assert token.access_token == GOOD["access_token"]
    assert (token.redirect_uri, token.requested) == (REDIRECT, ("read", "write", "offline_access"))
    (request,) = acme.requests
    assert request.form == {
        "grant_type": "authorization_code",
        "code": CODE,
        "redirect_uri": REDIRECT,
        "code_verifier": flow.code_verifier,
    }
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["accept"] == "application/json"


def test_basic_credentials_are_form_encoded(acme: Provider) -> None:
    redeem(begin(acme.preset(), client_id="a:b c", client_secret=SecretStr(SECRET)))
    name, _, secret = acme.requests[0].basic.partition(":")
    assert name == "a%3Ab+c"
    assert secret == quote(SECRET, safe="")


METHODS = [
    ((), SECRET, None, "basic"),
    (("client_secret_basic",), SECRET, None, "basic"),
    (("client_secret_post", "client_secret_basic"), SECRET, None, "post"),
    (("client_secret_basic", "client_secret_post"), SECRET, None, "basic"),
    (("private_key_jwt", "client_secret_post"), SECRET, None, "post"),
    (("client_secret_basic",), SECRET, "client_secret_post", "post"),
    (("client_secret_post",), SECRET, "client_secret_basic", "basic"),
    (("client_secret_post",), None, None, "none"),
    ((), None, None, "none"),
    ((), None, "none", "none"),
]


@pytest.mark.parametrize(("methods", "secret", "wanted", "expected"), METHODS)
def test_client_authenticates_in_exactly_one_way(
    acme: Provider, methods: Any, secret: Any, wanted: Any, expected: str
) -> None:
    acme.answer({**GOOD, "refresh_token": "r"})
    preset = acme.preset(token_endpoint_auth_methods=methods)
    arguments: Any = {"client_secret": secret, "auth_method": wanted}
    redeem(begin(preset, **arguments))
    renewed(preset, "r", **arguments)
    for request in acme.requests:
        sent = {name: request.form.get(name) for name in ("client_id", "client_secret")}
        assert ("authorization" in request.headers) == (expected == "basic")
        assert (
            sent
            == {
                "basic": {"client_id": None, "client_secret": None},
                "post": {"client_id": "me", "client_secret": SECRET},
                "none": {"client_id": "me", "client_secret": None},
            }[expected]
        )


def test_start_refuses_a_secret_that_the_provider_does_not_accept() -> None:
    only_jwt = PRESET.model_copy(update={"token_endpoint_auth_methods": ("private_key_jwt",)})
    with pytest.raises(ArgumentError, match=r"only as private_key_jwt, which is not supported"):
        begin(only_jwt)


def test_token_request_is_json_if_the_provider_needs_it(acme: Provider) -> None:
    flow = begin(acme.preset(token_request={"body": "json"}), auth_method="client_secret_post")
    redeem(flow)
    (request,) = acme.requests
    assert request.headers["content-type"] == "application/json"
    assert httpx.Response(200, content=request.body).json() == {
        "grant_type": "authorization_code",
        "client_id": "me",
        "client_secret": SECRET,
        "code": CODE,
        "redirect_uri": REDIRECT,
        "code_verifier": flow.code_verifier,
    }


def test_extra_token_parameters_are_sent(acme: Provider) -> None:
    redeem(begin(acme.preset(), token_params={"audience": "https://api.acme.example"}))
    assert acme.requests[0].form["audience"] == "https://api.acme.example"


def test_declared_token_parameters_can_repeat_the_state_and_the_scopes(acme: Provider) -> None:
    again = {"code_params": {"csrf": "{state}", "scope": "{scope}"}}
    flow = begin(acme.preset(token_request=again))
    redeem(flow)
    form = acme.requests[0].form
    assert (form["csrf"], form["scope"]) == (flow.state, "read write offline_access")


def test_refresh_follows_rfc_6749_and_keeps_an_unreplaced_refresh_token(
    acme: Provider,
) -> None:
    token = renewed(acme.preset(), "old")
    assert acme.requests[0].form == {"grant_type": "refresh_token", "refresh_token": "old"}
    assert token.refresh_token == "old"
    acme.answer({**GOOD, "refresh_token": "new"})
    token = renewed(acme.preset(), SecretStr("old"), client_secret=None)
    assert acme.requests[1].form["client_id"] == "me"
    assert token.refresh_token == "new"


@pytest.mark.parametrize("call", ["client_credentials", "aclient_credentials"])
def test_client_credentials_request_follows_rfc_6749(acme: Provider, call: str) -> None:
    config = configured(acme.preset(), {})
    assert config.scopes == ("read", "write", "offline_access")
    token = CALLS[call](config)
    assert acme.requests[0].form == {"grant_type": "client_credentials", "scope": "read write"}
    assert acme.requests[0].basic.partition(":")[0] == "me"
    assert (token.access_token, token.requested) == (GOOD["access_token"], ("read", "write"))
    acme.answer({"error": "invalid_scope", "error_description": SECRET}, 400)
    with pytest.raises(LoginError) as caught:
        CALLS[call](config)
    assert (caught.value.step, caught.value.error) == ("token", "invalid_scope")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("call", ["client_credentials", "aclient_credentials"])
def test_client_credentials_need_a_secret(acme: Provider, call: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        CALLS[call](configured(acme.preset(), {"client_secret": None}))
    assert str(caught.value) == (
        "client_secret is missing: only a client that authenticates can request a token for itself "
        "(RFC 6749 section 4.4)."
    )
    assert acme.requests == []


# -- judging a response, in an application with a redirect URI of its own --------------------------


def test_response_is_redeemed_once(acme: Provider) -> None:
    flow = begin(acme.preset())
    redeem(flow)
    with pytest.raises(LoginError, match="already received its response"):
        redeem(flow)
    assert len(acme.requests) == 1


def test_error_response_uses_the_flow_up(acme: Provider) -> None:
    flow = begin(acme.preset())
    with pytest.raises(LoginError, match="access_denied"):
        finish(flow, f"error=access_denied&state={flow.state}")
    with pytest.raises(LoginError, match="already received its response"):
        redeem(flow)
    assert acme.requests == []


def test_wrong_state_leaves_the_flow_usable(acme: Provider) -> None:
    flow = begin(acme.preset())
    with pytest.raises(LoginError, match="does not carry the state"):
        finish(flow, f"code={CODE}&state=other")
    assert acme.requests == []
    assert redeem(flow).access_token


FORMS: dict[str, Any] = {
    "query": lambda query: query,
    "query with ?": lambda query: f"?{query}",
    "trailing &": lambda query: f"{query}&",
    "doubled &": lambda query: query.replace("&", "&&"),
    "a ? in a value": lambda query: f"{query}&session_state=a?b",
    "URL": lambda query: f"{REDIRECT}?{query}",
    "URL with a fragment": lambda query: f"{REDIRECT}?{query}#_=_",
    "URL of a private scheme": lambda query: f"com.example.app:/callback?{query}",
    "path": lambda query: f"/callback?{query}",
    "mapping": lambda query: dict(parse_qsl(query)),
    "httpx.QueryParams": httpx.QueryParams,
}


@pytest.mark.parametrize("form", FORMS)
def test_response_is_accepted_in_every_framework_form(acme: Provider, form: str) -> None:
    flow = begin(acme.preset())
    response = FORMS[form](f"code={CODE}&state={flow.state}")
    assert finish(flow, response).access_token == GOOD["access_token"]
    assert acme.requests[0].form["code"] == CODE


@pytest.mark.parametrize(
    "response",
    [
        "", "?", "hello", "https://app.example/callback", "code", "a=b", "code=%FF&state=x", {},
        {"a": "b"}, {"code": ["x"]}, {b"code": b"x"}, None, b"code=x", 5, [("code", "x")],
    ],
)  # fmt: skip
def test_invalid_response_leaves_the_flow_usable(acme: Provider, response: Any) -> None:
    flow = begin(acme.preset())
    with pytest.raises(ArgumentError, match="response"):
        finish(flow, response)
    assert redeem(flow).access_token


def test_response_with_only_the_state_leaves_the_flow_usable(acme: Provider) -> None:
    flow = begin(acme.preset())
    with pytest.raises(LoginError, match="neither a code nor an error"):
        finish(flow, {"state": flow.state})
    assert redeem(flow).access_token


def test_anything_but_a_configuration_or_flow_is_refused() -> None:
    name: Any = "google_drive"
    for call in (
        partial(start, name, redirect_uri=REDIRECT),
        partial(refresh, name, "r"),
        partial(client_credentials, name),
    ):
        with pytest.raises(ArgumentError, match=r"^Expected a Configuration.* not str\.$"):
            call()
    with pytest.raises(ArgumentError) as caught:
        finish(name, f"code={CODE}&state=x")
    assert str(caught.value) == "Expected a Flow, as returned by start(), not str."


NOT_A_TOKEN = "refresh() takes a Token, or a refresh token as a string or SecretStr, not {}."


@pytest.mark.parametrize(
    ("token", "message"),
    [
        (None, NOT_A_TOKEN.format("NoneType")),
        (b"r", NOT_A_TOKEN.format("bytes")),
        ("", "There is no refresh token. Sign in again."),
        (SecretStr(""), "There is no refresh token. Sign in again."),
        (Token("a"), "There is no refresh token. Sign in again."),
    ],
)
def test_refresh_without_a_refresh_token_sends_nothing(
    acme: Provider, token: Any, message: str
) -> None:
    with pytest.raises(ArgumentError) as caught:
        renewed(acme.preset(), token)
    assert str(caught.value) == message
    assert acme.requests == []


def test_flow_survives_a_session_store(acme: Provider) -> None:
    flow = pickle.loads(pickle.dumps(begin(acme.preset())))  # noqa: S301
    assert redeem(flow).access_token == GOOD["access_token"]


# -- the token response ----------------------------------------------------------------------------


def unreadable(kind: str, reason: str, status: int = 200) -> str:
    return (
        f"the token endpoint's answer (HTTP status {status}, content type '{kind}') cannot be "
        f"read: {reason}."
    )


def refused(status: int, reason: str) -> str:
    return f"the token endpoint refused the request (HTTP status {status}): {reason}."


JSON, TEXT = "application/json", "text/plain"
NEITHER = "it is neither a JSON object nor a form with access_token or error"
NO_TOKEN = "the token response has no access_token (RFC 6749 section 5.1)"
INVALID_GRANT = (
    " The code or refresh token was already used, has expired or belongs to another client; or the "
    "redirect URI differs from that of the authorization request. Sign in again."
)
REPLIES: dict[str, tuple[int, str, bytes, str]] = {
    "HTML": (200, "text/html", b"<html>", unreadable("text/html", NEITHER)),
    "nothing": (200, JSON, b"", unreadable(JSON, NEITHER)),
    "a list": (200, JSON, b"[]", unreadable(JSON, NEITHER)),
    "a form without a token": (200, TEXT, b"token=a", unreadable(TEXT, NEITHER)),
    "a form with two tokens": (
        200, TEXT, b"access_token=a&access_token=b", unreadable(TEXT, NEITHER),
    ),
    "a form with an empty token": (200, TEXT, b"access_token=&a=b", f"{NO_TOKEN}."),
    "a malformed form": (200, TEXT, b"access_token=a&token_type", unreadable(TEXT, NEITHER)),
    "a form that is no UTF-8": (200, TEXT, b"access_token=%FF", unreadable(TEXT, NEITHER)),
    "a form of 51 fields": (
        200, TEXT, b"access_token=a" + b"".join(b"&%d=" % n for n in range(50)),
        unreadable(TEXT, NEITHER),
    ),
    "an error in a form": (
        400, TEXT, b"error=invalid_grant&error_description=too+late",
        refused(400, "invalid_grant: too late") + INVALID_GRANT,
    ),
    "unfinished JSON": (
        200, JSON, b'{"access_token": "a"',
        unreadable(JSON, "it is not valid JSON: expecting ',' delimiter at character 20"),
    ),
    "a key twice": (
        200, JSON, b'{"access_token": "a", "access_token": "b"}',
        unreadable(JSON, "it is not valid JSON: it has a duplicate key"),
    ),
    "other white space than JSON's": (
        200, JSON, b'\x0c{"access_token": "a"}',
        unreadable(JSON, "it is not valid JSON: expecting value at character 0"),
    ),
    "NaN": (
        200, JSON, b'{"access_token": "a", "expires_in": NaN}',
        unreadable(JSON, "it is not valid JSON: it contains NaN, which is not valid JSON"),
    ),
    "deep nesting": (200, JSON, b"[" * 60_000, unreadable(JSON, NEITHER)),
    "too long": (
        200, JSON, b" " * 70_000 + b"{}",
        "the token endpoint's answer (HTTP status 200) cannot be used: the body is longer than "
        "65536 bytes.",
    ),
    "no UTF-8": (
        200, JSON, b'{"access_token": "\xff"}',
        unreadable(JSON, "it is not valid JSON: it is not UTF-8"),
    ),
    "no token": (200, JSON, b'{"token_type": "Bearer"}', f"{NO_TOKEN}."),
    "an empty token": (200, JSON, b'{"access_token": ""}', f"{NO_TOKEN}."),
    "null for a token": (200, JSON, b'{"access_token": null}', f"{NO_TOKEN}."),
    "a token that is no string": (
        200, JSON, b'{"access_token": {"a": 1}}',
        "the token response is malformed: access_token is not a string.",
    ),
    "a type that is no string": (
        200, JSON, b'{"access_token": "a", "token_type": 1}',
        "the token response is malformed: token_type is not a string.",
    ),
    "a refresh token that is no string": (
        200, JSON, b'{"access_token": "a", "refresh_token": ["r"]}',
        "the token response is malformed: refresh_token is not a string.",
    ),
    "an error with status 200": (
        200, JSON, b'{"error": "bad_verification_code"}', refused(200, "bad_verification_code"),
    ),
    "an error with a token beside it": (
        200, JSON, b'{"error": "x", "access_token": "a"}', refused(200, "x"),
    ),
    "no token with another status": (201, JSON, b"{}", f"{NO_TOKEN}."),
    "a reason without a token": (
        200, JSON, b'{"errcode": 40029, "errmsg": "invalid code"}', f"{NO_TOKEN}: invalid code.",
    ),
    "a token of another kind": (
        200, JSON, b'{"id": 1, "bot": {"access_token": "canary-access"}, "message": "canary-code"}',
        f"{NO_TOKEN}; it has 'bot.access_token', a token of another kind.",
    ),
    "a token with status 400": (
        400, JSON, b'{"access_token": "canary-access"}', refused(400, "it gives no reason"),
    ),
    "an error": (
        400, JSON, b'{"error": "invalid_grant", "error_description": "too late"}',
        refused(400, "invalid_grant: too late") + INVALID_GRANT,
    ),
    "an error in an object": (
        400, JSON, b'{"error": {"message": "no such app", "code": 101}}',
        refused(400, "no such app"),
    ),
    "an error in message": (400, JSON, b'{"message": "no such app"}', refused(400, "no such app")),
    "an error in a list": (
        422, JSON, b'{"errors": [{"detail": "no such app", "id": "x"}]}',
        refused(422, "no such app"),
    ),
    "an error in a list of strings": (
        422, JSON, b'{"errors": ["no such app", "or so"], "ids": ["x"]}',
        refused(422, "no such app; or so"),
    ),
    "an error in detail": (
        400, JSON, b'{"error": "invalid_grant", "detail": {"reason": "too late"}}',
        refused(400, "invalid_grant: too late") + INVALID_GRANT,
    ),
    "an error deep inside": (
        401, JSON, b'{"fault": {"faultstring": "Invalid key", "detail": {"errorcode": "a.b"}}}',
        refused(401, "Invalid key; a.b"),
    ),
    "an error of unknown form": (500, JSON, b'{"fault": 1}', refused(500, "it gives no reason")),
    "trouble": (503, TEXT, b"later", unreadable(TEXT, NEITHER, 503)),
}  # fmt: skip


@pytest.mark.parametrize("name", REPLIES)
def test_unusable_token_response_is_an_error_with_its_reason(acme: Provider, name: str) -> None:
    *reply, expected = REPLIES[name]
    acme.reply = tuple(reply)  # type: ignore[assignment]
    with pytest.raises(LoginError) as caught:
        redeem(begin(acme.preset()))
    assert str(caught.value) == f"Acme: {expected}"
    assert caught.value.step == "token"


@pytest.mark.parametrize(
    ("document", "error", "description"),
    [
        ({"error": "invalid_scope", "error_description": "no such"}, "invalid_scope", "no such"),
        (
            {"error": "a", "error_description": "b", "error_uri": "https://acme.example/a"},
            "a",
            "b",
        ),
        ({"error": "invalid_scope", "error_description": ""}, "invalid_scope", ""),
        ({"error": "x", "message": "x", "detail": "why", "reason": ["why", ""]}, "x", "why"),
        ({"error": {"code": "expired"}, "error_description": 1}, "", "expired"),
        ({"errmsg": "invalid\n code \x1b"}, "", "invalid code ?"),
        ({"errmsg": "a" * 300}, "", "a" * 300),
        ({"errmsg": "a" * 301}, "", "a" * 297 + "..."),
        ({"expires_in": "soon"}, "", ""),
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_error_carries_the_providers_code_and_description(
    acme: Provider, status: int, document: dict[str, Any], error: str, description: str
) -> None:
    acme.answer(document, status)
    with pytest.raises(LoginError) as caught:
        redeem(begin(acme.preset()))
    assert (caught.value.error, caught.value.description) == (error, description)


@pytest.mark.parametrize("status", [300, 307, 399])
def test_token_endpoint_redirect_is_not_followed(acme: Provider, status: int) -> None:
    acme.reply = (status, "application/json", acme.reply[2])
    acme.headers["Location"] = f"{acme.url}/elsewhere"
    with pytest.raises(LoginError) as caught:
        redeem(begin(acme.preset()))
    assert str(caught.value) == (
        f"Acme: the token endpoint redirects to '{acme.url}/elsewhere' (HTTP status {status}), "
        "which is not followed."
    )
    assert len(acme.requests) == 1


@pytest.mark.parametrize(
    ("response", "body"),
    [
        ({"path": ["data"]}, {"data": {"error": "invalid_scope", "access_token": "a"}}),
        ({"names": {"error": "err"}}, {"err": "invalid_scope", "access_token": "a"}),
    ],
)
def test_error_is_read_where_the_preset_says(
    acme: Provider, response: dict[str, Any], body: dict[str, Any]
) -> None:
    acme.answer(body)
    with pytest.raises(LoginError) as caught:
        redeem(begin(acme.preset(token_response=response)))
    assert caught.value.error == "invalid_scope"


def test_compressed_token_response_is_refused(acme: Provider) -> None:
    acme.headers["Content-Encoding"] = "gzip"
    with pytest.raises(LoginError, match="gzip"):
        redeem(begin(acme.preset()))


def test_error_with_status_200_is_recognised_by_its_mark(acme: Provider) -> None:
    acme.answer({"ok": False, "error": "invalid_code"})
    preset = acme.preset(token_response={"failure": {"ok": False}})
    with pytest.raises(LoginError, match="invalid_code"):
        redeem(begin(preset))
    acme.answer({"ok": False, "access_token": "a", "token_type": "bot"})
    with pytest.raises(LoginError, match="gives no reason"):
        redeem(begin(preset))
    acme.answer({"ok": 0, "access_token": "a", "token_type": "bot"})  # 0 is not false
    assert redeem(begin(preset)).token_type == "bot"


def test_unreachable_token_endpoint_is_an_error(acme: Provider) -> None:
    with pytest.raises(LoginError, match=r"^Acme: the token endpoint did not answer: "):
        redeem(begin(acme.preset(token_url="http://127.0.0.1:1/token")))


def test_unanswered_token_request_fails_within_the_timeout(acme: Provider) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/token"
        with pytest.raises(LoginError) as caught:
            redeem(begin(acme.preset(token_url=url)), timeout=0.2)
    assert str(caught.value) == (
        "Acme: the token endpoint did not answer: no complete answer in time."
    )


@pytest.mark.parametrize("call", CALLS)
def test_timeout_must_be_positive(acme: Provider, call: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        CALLS[call](configured(acme.preset(), {}), timeout=0)
    assert str(caught.value) == "timeout= takes a positive number of seconds, not 0."
    assert acme.requests == []


@pytest.mark.parametrize("call", CALLS)
def test_private_address_is_refused_unless_allowed(acme: Provider, call: str) -> None:
    config = configured(acme.preset(), {})
    config = replace(config, preset=config.preset.model_copy(update={"allow_loopback": False}))
    with pytest.raises(LoginError, match=r"127\.0\.0\.1, which is not a public address"):
        CALLS[call](config)
    assert acme.requests == []
    assert CALLS[call](config, allow_private=True).access_token == GOOD["access_token"]


@pytest.mark.parametrize("call", CALLS)
def test_callers_client_carries_the_requests(call: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=GOOD)

    kind = httpx.AsyncClient if call.startswith("a") else httpx.Client
    client = kind(transport=httpx.MockTransport(answer), headers={"X": "y"}, cookies={"a": "b"})
    token = CALLS[call](configured(PRESET, {}), client=client)
    assert token.access_token == GOOD["access_token"]
    (request,) = seen
    assert str(request.url) == "https://acme.example/token"
    assert not {"x", "cookie"} & set(request.headers)


NO_TYPE = "The token response has no token_type, which RFC 6749 section 5.1 requires."
NO_SCOPE = "The scope in the token response cannot be read."
NO_SECONDS = "The expires_in in the token response is not a number of seconds."
GRANTED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"expires_in": 3600, "scopes": None, "token_type": "Bearer"}, ""),
    ({"expires_in": "3600"}, {"expires_in": 3600}, ""),
    ({"expires_in": 3600.5}, {"expires_in": 3600}, ""),
    ({"expires_in": None}, {"expires_in": None}, ""),
    ({"expires_in": "soon"}, {"expires_in": None}, NO_SECONDS),
    ({"expires_in": True}, {"expires_in": None}, NO_SECONDS),
    ({"expires_in": -1}, {"expires_in": None}, NO_SECONDS),
    ({"expires_in": [1]}, {"expires_in": None}, NO_SECONDS),
    ({"expires_in": 10**15 - 1}, {"expires_in": 10**15 - 1}, ""),
    ({"expires_in": 10**15}, {"expires_in": None}, NO_SECONDS),
    ({"expires_in": "9" * 15}, {"expires_in": 10**15 - 1}, ""),
    ({"expires_in": "1" + "0" * 15}, {"expires_in": None}, NO_SECONDS),
    ({"expires_in": "\u0663"}, {"expires_in": None}, NO_SECONDS),
    ({"scope": "read  write"}, {"scopes": ("read", "write")}, ""),
    ({"scope": "read,write"}, {"scopes": ("read", "write")}, ""),
    ({"scope": ["read,write", "x"]}, {"scopes": ("read", "write", "x")}, ""),
    ({"expires_in": 0}, {"expires_in": None}, ""),
    ({"expires_in": "0"}, {"expires_in": None}, ""),
    ({"expires_in": ""}, {"expires_in": None}, ""),
    ({"scope": ["read", "write"]}, {"scopes": ("read", "write")}, ""),
    ({"scope": ""}, {"scopes": None}, ""),
    ({"scope": {"read": True}}, {"scopes": None}, NO_SCOPE),
    ({"scope": [1]}, {"scopes": None}, NO_SCOPE),
    ({"token_type": None}, {"token_type": ""}, NO_TYPE),
    ({"refresh_token": ""}, {"refresh_token": None}, ""),
    ({"error": None}, {"token_type": "Bearer"}, ""),
]


@pytest.mark.parametrize(("changes", "expected", "note"), GRANTED)
def test_token_response_variants_are_read(
    acme: Provider, changes: dict[str, Any], expected: dict[str, Any], note: str
) -> None:
    acme.answer({**GOOD, **changes})
    token = redeem(begin(acme.preset()))
    assert {name: getattr(token, name) for name in expected} == expected
    assert token.notes == ((note,) if note else ())


@pytest.mark.parametrize("status", [200, 201, 202])
@pytest.mark.parametrize(
    ("content_type", "body", "note"),
    [
        ("application/json", b'{"access_token": "a", "token_type": "bearer"}', ""),
        ("application/json", b'\xef\xbb\xbf {"access_token": "a", "token_type": "bearer"}', ""),
        (
            "Application/JSON; charset=utf-8",
            b'\r\n{"access_token": "a", "token_type": "bearer"}',
            "",
        ),
        (
            "application/x-www-form-urlencoded",
            b"access_token=a&token_type=bearer&scope=",
            "The token response is form-encoded, not JSON.",
        ),
        (
            "text/plain",
            b"\xef\xbb\xbfaccess_token=a&token_type=bearer\n",
            "The token response is form-encoded, not JSON.",
        ),
        (
            "text/html; charset=utf-8",
            b'{"access_token": "a", "token_type": "bearer"}',
            "The token response has the content type 'text/html; charset=utf-8', not "
            "application/json.",
        ),
    ],
)
def test_token_with_any_2xx_status_and_encoding_is_read(
    acme: Provider, status: int, content_type: str, body: bytes, note: str
) -> None:
    acme.reply = (status, content_type, body)
    token = redeem(begin(acme.preset()))
    assert (token.access_token, token.token_type, token.scopes) == ("a", "bearer", None)
    assert token.notes == ((note,) if note else ())


def test_granted_scopes_are_split_at_commas_unless_the_preset_has_a_comma(acme: Provider) -> None:
    preset = acme.preset(scopes=("read", "a,b"))
    flow = begin(preset)

    def granted(scope: object) -> tuple[str, ...]:
        acme.answer({**GOOD, "refresh_token": "r", "scope": scope})
        refreshed = renewed(preset, "r")
        login = Login(refreshed, flow.scopes, {})
        assert refreshed.scopes in (login.granted, None)
        return login.granted

    assert granted(None) == flow.scopes == ("read", "a,b", "offline_access")
    assert granted("read,write") == ("read", "write")
    assert granted("a,b") == ("a,b",)
    assert granted("read read") == ("read",)


# -- secrets ---------------------------------------------------------------------------------------

CANARIES = {"access": "canary-access", "refresh": "canary-refresh", "id": "canary-id"}


def test_no_repr_shows_a_secret(acme: Provider) -> None:
    acme.answer(
        {**GOOD, "refresh_token": CANARIES["refresh"], "id_token": CANARIES["id"], "scope": "read"}
    )
    flow = begin(acme.preset())
    token = redeem(flow)
    came = Login(token, flow.scopes, {})
    shown = "".join(f"{thing!r}{thing!s}{thing}" for thing in (flow, flow.config, token, came))
    for secret in (*CANARIES.values(), SECRET, repr(SECRET), flow.state, str(flow.code_verifier)):
        assert secret not in shown
    assert token.access_token == CANARIES["access"]
    assert token.members["id_token"] == CANARIES["id"]


@pytest.mark.parametrize("name", [*REPLIES, "echo", "wrong state", "wrong issuer", "refused"])
def test_no_error_and_no_traceback_with_locals_shows_a_secret(
    acme: Provider, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    flow = begin(acme.preset(), client_secret="canary-secret")
    query = f"code=canary-code&state={flow.state}"
    if name in REPLIES:
        acme.reply = REPLIES[name][:3]
    elif name == "echo":
        said = f"canary-secret canary-code {flow.code_verifier} {quote('canary-secret')}"
        acme.answer({"error": "not canary-secret", "error_description": said}, 401)
    elif name == "wrong state":
        query = f"code=canary-code&state=x{flow.state}"
    elif name == "wrong issuer":
        query += "&iss=https://evil.example"
    else:
        acme.answer({"error": "x", "access_token": "canary-access"})
    verifier, state = str(flow.code_verifier), flow.state
    with pytest.raises(LoginError) as caught:
        finish(flow, query)
    shown = shown_by(caught.value) + caplog.text
    for secret in ("canary-secret", "canary-code", "canary-access", verifier, state):
        assert secret not in shown


def test_secret_is_masked_however_it_is_encoded(acme: Provider) -> None:
    secret = "canary/secret and more"
    shown = f"a {secret} b {quote_plus(secret)} c {quote(secret, safe='')} d"
    acme.answer({"error": "x", "error_description": shown}, 400)
    with pytest.raises(LoginError) as caught:
        redeem(begin(acme.preset(), client_secret=secret))
    assert caught.value.description == "a ********** b ********** c ********** d"


def test_no_error_of_a_refresh_shows_a_secret(acme: Provider) -> None:
    acme.answer({"error": "invalid_grant", "error_description": "canary-refresh"}, 400)
    with pytest.raises(LoginError) as caught:
        renewed(acme.preset(), "canary-refresh", client_secret="canary-secret")
    assert caught.value.step == "refresh"
    assert "canary" not in shown_by(caught.value)


CHECK = (
    "Check the client identifier and secret against the registration. They were sent by "
    "client_secret_{}; the alternative is client_secret_{}"
)


@pytest.mark.parametrize(
    ("pkce", "arguments", "hint"),
    [
        ("required", {}, CHECK.format("basic", "post")),
        ("required", {"auth_method": "client_secret_post"}, CHECK.format("post", "basic")),
        (
            "required",
            {"client_secret": None},
            "No client secret was given; the client may need one",
        ),
        (
            "unknown",
            {},
            CHECK.format("basic", "post")
            + ". Some providers respond this way to PKCE: try pkce=False (--no-pkce)",
        ),
        ("unknown", {"pkce": False}, CHECK.format("basic", "post")),
    ],
)
def test_invalid_client_error_names_what_to_check(
    acme: Provider, pkce: str, arguments: dict[str, Any], hint: str
) -> None:
    acme.answer({"error": "invalid_client"}, 401)
    with pytest.raises(LoginError) as caught:
        redeem(begin(acme.preset(pkce=pkce), **arguments))
    assert str(caught.value) == f"Acme: {refused(401, 'invalid_client')} {hint}."


def test_invalid_client_error_of_a_refresh_does_not_blame_pkce(acme: Provider) -> None:
    acme.answer({"error": "invalid_client"}, 401)
    with pytest.raises(LoginError) as caught:
        renewed(acme.preset(pkce="unknown"), "r")
    assert str(caught.value) == (
        f"Acme: {refused(401, 'invalid_client')} {CHECK.format('basic', 'post')}."
    )


def test_redirect_uri_of_the_flow_is_sent(acme: Provider) -> None:
    flow = replace(begin(acme.preset()), redirect_uri="https://app.example/callback")
    redeem(flow)
    assert acme.requests[0].form["redirect_uri"] == "https://app.example/callback"


def test_start_imports_no_http_client() -> None:
    program = """
import sys
from oauth_presets import configure
from oauth_presets.login import start

config = configure("google_drive", client_id="me")
start(config, redirect_uri="https://app.example/callback")
print(sorted({"httpx", "h11", "oauthlib"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"[]\n"


# -- the documentation -----------------------------------------------------------------------------


def test_documented_examples_run(
    acme: Provider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (PROJECT / "docs" / "signing-in.md").read_text(encoding="utf-8")
    on_loopback, in_an_application, *_ = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    shown: list[str] = []

    def browse(url: str) -> bool:
        asked = parse_qs(urlsplit(url).query)
        back = f"{asked['redirect_uri'][0]}?code={CODE}&state={asked['state'][0]}"
        Thread(target=httpx.get, args=(back,), kwargs={"follow_redirects": True}).start()
        return True

    monkeypatch.setattr(
        "oauth_presets.configure", lambda _, **given: configured(acme.preset(), given)
    )
    monkeypatch.setattr("webbrowser.open", browse)
    acme.answer({**GOOD, "refresh_token": "r"})
    exec(on_loopback, {})  # noqa: S102
    assert capsys.readouterr().out == "('read', 'write', 'offline_access') 3600 True\n"

    before, _, after = in_an_application.partition("# later")
    names: dict[str, Any] = {"redirect_to": shown.append, "session": {}}
    exec(before, names)  # noqa: S102
    names["query"] = f"code={CODE}&state={parse_qs(urlsplit(shown[0]).query)['state'][0]}"
    exec(after.partition("\n")[2], names)  # noqa: S102
    assert names["token"].access_token == GOOD["access_token"]
