"""Every preset of the catalogue can be signed in with, and what is sent is what its data say."""

import json
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote_plus, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oauth_presets import Configuration, LoginError, Preset, configure, get_preset, list_presets
from oauth_presets.login import Flow, Token, finish, refresh, start

NAMES = [entry.name for entry in list_presets() if entry.first_party]
REDIRECT = "https://app.example/callback"
ID, SECRET, CODE = "my-client-id", "my client secret", "the-code"
SEEN: list[httpx.Request] = []


def answer(request: httpx.Request) -> httpx.Response:
    SEEN.append(request)
    return httpx.Response(400, json={"error": "invalid_grant"})


CLIENT = httpx.Client(transport=httpx.MockTransport(answer), trust_env=False)


def configured(preset: Preset) -> Configuration:
    variables: Any = {
        name: variable.example or next(iter(variable.choices))
        for name, variable in preset.variables.items()
        if variable.default is None
    }
    only_none = preset.token_endpoint_auth_methods == ("none",)
    secret = None if only_none else SECRET
    return configure(preset, client_id=ID, client_secret=secret, **variables)


def response(flow: Flow) -> dict[str, str]:
    names = flow.config.preset.authorization_response.names
    sent = {"code": CODE, "state": flow.state}
    if flow.iss_advertised:
        sent["iss"] = str(flow.config.issuer)
    return {names.get(name, name): value for name, value in sent.items()}


def read(request: httpx.Request) -> dict[str, str]:
    """Return the body of a token request, with its format."""
    kind = request.headers["content-type"]
    if kind == "application/json":
        return {**json.loads(request.content), "format": "json"}
    assert kind == "application/x-www-form-urlencoded"
    pairs = parse_qsl(request.content.decode(), keep_blank_values=True, strict_parsing=True)
    assert len(pairs) == len(dict(pairs)), "a parameter twice"
    return {**dict(pairs), "format": "form"}


def expected(
    config: Configuration, standard: dict[str, str], further: dict[str, str], state: str
) -> dict[str, str]:
    """Return the body that the preset's data describe."""
    request = config.preset.token_request
    if config.auth_method != "client_secret_basic":
        standard["client_id"] = ID
    if config.auth_method == "client_secret_post":
        standard["client_secret"] = SECRET
    body = {
        request.names.get(name, name): value
        for name, value in standard.items()
        if name not in request.omit
    }
    filled = {
        "{client_id}": ID, "{redirect_uri}": REDIRECT, "{scope}": config.scope or "",
        "{api_base_url}": config.api.base_url or "", "{state}": state,
    }  # fmt: skip
    for name, value in {**request.params, **further}.items():
        body.setdefault(name, filled.get(value, value))
    return {**body, "format": request.body}


@pytest.mark.parametrize("name", NAMES)
def test_requests_follow_the_preset(name: str) -> None:
    preset = get_preset(name)
    config = configured(preset)
    flow = start(config, redirect_uri=REDIRECT)

    # the authorization request
    base, _, query = flow.authorization_url.partition("?")
    sent = parse_qs(query, keep_blank_values=True)
    assert base == config.authorize_url
    assert all(len(values) == 1 for values in sent.values())
    request = preset.authorization_request
    standard = {
        "response_type": "code", "client_id": ID, "redirect_uri": REDIRECT, "state": flow.state,
    }  # fmt: skip
    if config.scopes:
        standard["scope"] = preset.scope_separator.join(config.scopes)
    for key in request.omit:
        standard.pop(key, None)
    standard = {request.names.get(key, key): value for key, value in standard.items()}
    pkce = {"code_challenge", "code_challenge_method"}
    assert pkce <= sent.keys() or (preset.pkce == "refused" and not pkce & sent.keys())
    assert {k: v[0] for k, v in sent.items() if k not in {*pkce, "nonce"}} == {
        **config.authorize_params,
        **standard,
    }

    # the token requests
    own = preset.token_request
    code = {"grant_type": "authorization_code", "code": CODE, "redirect_uri": REDIRECT}
    if flow.code_verifier is not None:
        code["code_verifier"] = flow.code_verifier
    SEEN.clear()
    with pytest.raises(LoginError, match="invalid_grant"):
        finish(flow, response(flow), client=CLIENT)
    body = expected(config, code, dict(own.code_params), flow.state)
    check(config, config.token_url, body)

    old = Token("a", refresh_token="my-refresh-token", redirect_uri=REDIRECT)
    with pytest.raises(LoginError, match="invalid_grant"):
        refresh(config, old, client=CLIENT)
    plain = {"grant_type": "refresh_token", "refresh_token": "my-refresh-token"}
    body = expected(config, plain, dict(own.refresh_params), "")
    check(config, config.refresh_url or config.token_url, body)


def check(config: Configuration, url: str, body: dict[str, str]) -> None:
    sent = SEEN.pop()
    assert sent.method == "POST"
    assert str(sent.url) == url
    assert read(sent) == body
    pair = b64encode(f"{quote_plus(ID)}:{quote_plus(SECRET)}".encode()).decode()
    basic = f"Basic {pair}" if config.auth_method == "client_secret_basic" else None
    assert sent.headers.get("authorization") == basic
    for name, value in config.preset.token_request.headers.items():
        assert sent.headers[name] == value.replace("{client_id}", ID)


@pytest.mark.parametrize(
    ("preset", "others"),
    [
        ("slack", "slack_user"),
        ("github", "github_app or github_data_residency or github_enterprise"),
    ],
)
def test_token_of_another_kind_names_the_presets_that_may_be_for_it(
    preset: str, others: str
) -> None:
    config = configure(preset, client_id=ID, client_secret=SECRET, scopes=())
    flow = start(config, redirect_uri=REDIRECT)
    body = {"ok": True, "authed_user": {"id": "U1", "access_token": "canary"}}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=body))
    with pytest.raises(LoginError) as caught:
        finish(flow, response(flow), client=httpx.Client(transport=transport, trust_env=False))
    assert str(caught.value) == (
        f"{config.preset.title}: the token response has no access_token (RFC 6749 section 5.1); it "
        "has 'authed_user.access_token', a token of another kind. Another preset may be for it: "
        f"{others}."
    )


# -- a region that the response chooses ------------------------------------------------------------

CHOICES = {"us": "com", "eu": "eu", "cn": "com.cn", "east": "eu"}
OURS = {f"accounts.acme.{ending}" for ending in CHOICES.values()}

REGIONAL = configure(
    Preset.model_validate(
        {
            "name": "acme",
            "title": "Acme",
            "authorize_url": "https://accounts.acme.com/authorize",
            "token_url": "https://accounts.acme.{region}/token",
            "docs_url": "https://docs.acme.example",
            "variables": {"region": {"kind": "choice", "default": "us", "choices": CHOICES}},
            "authorization_response": {"selects": {"location": "region"}},
        }
    ),
    client_id=ID,
    client_secret=SECRET,
)

PARTS = [*CHOICES, *CHOICES.values(), "evil.example", "com/", "@", ".", "/", "#", "\\", "%2e", ""]
VALUES = st.one_of(
    st.sampled_from([*CHOICES, *CHOICES.values()]),
    st.lists(st.sampled_from(PARTS), max_size=4).map("".join),
    st.text(max_size=20),
)


def test_response_cannot_choose_a_host_outside_the_presets_own() -> None:
    accepted = {"token": 0, "refused": 0}

    @settings(max_examples=600, deadline=None, derandomize=True)
    @given(location=VALUES, server=st.sampled_from(PARTS))
    def attempt(location: str, server: str) -> None:
        SEEN.clear()
        flow = start(REGIONAL, redirect_uri=REDIRECT)
        sent = {**response(flow), "location": location, "accounts-server": server}
        with pytest.raises(LoginError) as caught:
            finish(flow, sent, client=CLIENT)
        accepted["token" if caught.value.step == "token" else "refused"] += 1
        assert {urlsplit(str(request.url)).hostname for request in SEEN} <= OURS
        assert bool(SEEN) == (caught.value.step == "token")

    attempt()
    assert accepted["token"] >= 50
    assert accepted["refused"] >= 50


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("eu", "accounts.acme.eu"),
        ("com.cn", "accounts.acme.com.cn"),
        ("east", "accounts.acme.eu"),
        (None, "accounts.acme.com"),
    ],
)
def test_response_chooses_by_key_or_by_value(location: str | None, host: str) -> None:
    SEEN.clear()
    flow = start(REGIONAL, redirect_uri=REDIRECT)
    chosen = {} if location is None else {"location": location}
    with pytest.raises(LoginError, match="invalid_grant"):
        finish(flow, {**response(flow), **chosen}, client=CLIENT)
    assert [request.url.host for request in SEEN] == [host]


def test_unknown_choice_in_a_response_is_refused_with_the_known_ones() -> None:
    SEEN.clear()
    flow = start(REGIONAL, redirect_uri=REDIRECT)
    with pytest.raises(LoginError) as caught:
        finish(flow, {**response(flow), "location": "evil.example"}, client=CLIENT)
    assert str(caught.value) == (
        "Acme: the response selects location='evil.example', but the preset's choices for region "
        "are us, eu, cn, east."
    )
    assert SEEN == []
