"""What is kept of a sign-in: Token and Flow as plain data."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from support.provider import CODE, GOOD, SECRET, configured, provider

from oauth_presets import ArgumentError, Configuration, LoginError, configure
from oauth_presets.login import Flow, Token, finish, refresh, start

REDIRECT = "https://app.example/callback"
NOON = datetime(2026, 1, 2, 12, tzinfo=timezone.utc)
FULL = Token(
    access_token="canary-access",
    token_type="Bearer",
    expires_in=3600,
    refresh_token="canary-refresh",
    scopes=("read", "write"),
    requested=("read", "write", "admin"),
    obtained_at=NOON,
    redirect_uri=REDIRECT,
    variables={"region": "eu"},
    extras={"realmId": "9130", "team": {"id": "T1"}},
    members={"id_token": "canary-id"},
    notes=("odd",),
)


def config(**arguments: Any) -> Configuration:
    return configure("google_drive", client_id="me", client_secret=SECRET, **arguments)


# -- Token -----------------------------------------------------------------------------------------


def test_token_round_trips_through_json() -> None:
    kept = json.loads(json.dumps(FULL.to_dict()))
    assert kept["obtained_at"] == "2026-01-02T12:00:00+00:00"
    assert "canary-id" not in json.dumps(kept)
    assert Token.from_dict(kept) == FULL
    assert Token("a").to_dict() == {"access_token": "a"}
    assert Token.from_dict({"access_token": "a"}) == Token("a")
    unlasting = Token("a", expires_in=0)
    assert Token.from_dict(unlasting.to_dict()) == unlasting


def test_times_are_in_utc_whatever_their_offset() -> None:
    token = Token.from_dict({"access_token": "a", "obtained_at": "2026-01-02T14:00:00+02:00"})
    assert token.obtained_at == NOON
    assert token.obtained_at is not None
    assert token.obtained_at.tzinfo is timezone.utc
    token = Token.from_dict({"access_token": "a", "obtained_at": "2026-01-02T12:00:00Z"})
    assert token.obtained_at == NOON


def test_expiry_is_known_only_with_time_and_lifetime() -> None:
    assert FULL.expires_at == NOON + timedelta(hours=1)
    assert replace(FULL, expires_in=None).expires_at is None
    assert replace(FULL, obtained_at=None).expires_at is None
    assert replace(FULL, expires_in=10**15).expires_at is None


KINDS: dict[str, tuple[str, list[Any]]] = {
    "access_token": ("a string", [1, ["canary"]]),
    "token_type": ("a string", [1]),
    "expires_in": ("a whole number of seconds", ["1", 1.5, True, -1]),
    "refresh_token": ("a string", [b"canary"]),
    "scopes": ("a list of strings", ["canary", [1], {"canary"}]),
    "requested": ("a list of strings", ["canary", ["a", None]]),
    "obtained_at": ("a time in ISO 8601 with an offset", ["2026-01-02T12:00:00", 1, "canary"]),
    "redirect_uri": ("a string", [1]),
    "variables": ("an object of strings", [["canary"], {"region": 1}, {1: "canary"}]),
    "extras": ("an object", [["canary"], {1: "canary"}]),
}


@pytest.mark.parametrize("name", KINDS)
def test_member_of_the_wrong_type_is_refused_without_showing_it(name: str) -> None:
    accepted, values = KINDS[name]
    for value in values:
        with pytest.raises(ArgumentError) as caught:
            Token.from_dict({"access_token": "canary", name: value})
        assert str(caught.value) == f"The {name} of a token must be {accepted}."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "The access_token is missing."),
        ({"access_token": ""}, "The access_token is missing."),
        ("canary", "A token is made from a mapping, not str."),
        (
            {"access_token": "canary", "expires_at": 1},
            f"A token has no member 'expires_at'. Its members: {', '.join(KINDS)}.",
        ),
        (
            {"access_token": "canary", "x" * 80: 1},
            f"A token has no member '{'x' * 59}. Its members: {', '.join(KINDS)}.",
        ),
    ],
)
def test_damaged_token_is_refused_without_showing_it(data: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        Token.from_dict(data)
    assert str(caught.value) == message


def test_missing_scopes_are_requested_but_not_granted() -> None:
    asked = config(scopes=["a", "b", "c"])
    assert Token("t", scopes=("a", "x")).missing(asked) == ("b", "c")
    assert Token("t", requested=("a", "b")).missing(asked) == ("c",)
    assert Token("t").missing(asked) == ()
    entra = configure("microsoft_entra_id", tenant="contoso", client_id="me")
    granted = tuple(scope for scope in entra.scopes if scope != "offline_access")
    assert "offline_access" in entra.scopes
    assert Token("t", scopes=granted, refresh_token="r").missing(entra) == ()
    assert Token("t", scopes=granted).missing(entra) == ("offline_access",)


def test_refresh_keeps_values_absent_from_the_response() -> None:
    with provider() as acme:
        settings = configured(acme.preset(), {})
        old = replace(FULL, variables={})
        acme.answer({"access_token": "new", "token_type": "Bearer"})
        new = refresh(settings, old)
    assert (new.access_token, new.refresh_token) == ("new", "canary-refresh")
    assert (new.scopes, new.requested) == (old.scopes, old.requested)
    assert (new.redirect_uri, new.extras) == (old.redirect_uri, old.extras)
    assert new.expires_at is None
    assert new.obtained_at is not None
    assert new.obtained_at > NOON


def test_refresh_that_needs_the_redirect_uri_requires_the_whole_token() -> None:
    again = {"refresh_params": {"redirect_uri": "{redirect_uri}"}}
    with provider() as acme:
        settings = configured(acme.preset(token_request=again), {})
        with pytest.raises(ArgumentError) as caught:
            refresh(settings, "my-refresh-token")
        assert str(caught.value) == (
            "Acme requires the redirect URI of the sign-in for a refresh too. Pass the whole Token "
            "instead of its refresh token, or a Token with redirect_uri=."
        )
        assert acme.requests == []
        refresh(settings, replace(FULL, variables={}))
        assert acme.requests[0].form["redirect_uri"] == REDIRECT


@pytest.mark.parametrize(
    ("granted", "sent"), [(("a", "b"), "a,b"), (None, "read,write,offline_access")]
)
def test_refresh_repeats_the_granted_scopes_if_the_provider_needs_them(
    granted: tuple[str, ...] | None, sent: str
) -> None:
    again = {"refresh_params": {"scope": "{scope}"}}
    with provider() as acme:
        settings = configured(acme.preset(token_request=again, scope_separator=","), {})
        refresh(settings, replace(FULL, scopes=granted, variables={}))
        assert acme.requests[0].form["scope"] == sent


def test_token_of_another_region_is_refused_by_a_pinned_configuration() -> None:
    zoho = configure("zoho_crm", client_id="me", client_secret=SECRET, region="us")
    with pytest.raises(ArgumentError) as caught:
        refresh(zoho, replace(FULL, variables={"region": "eu"}))
    assert str(caught.value) == (
        "The token belongs to region='eu', but the configuration has region='us'. Call configure() "
        "without region=."
    )
    pinned = configure("zoho_crm", client_id="me", client_secret=SECRET, region="eu")
    assert FULL.configuration(pinned) == pinned
    free = configure("zoho_crm", client_id="me", client_secret=SECRET)
    assert FULL.configuration(free).token_url == pinned.token_url
    assert replace(FULL, variables={}).configuration(free) is free


# -- Flow ------------------------------------------------------------------------------------------


def test_flow_round_trips_through_json_without_credentials() -> None:
    settings = config(scopes=["openid"])
    flow = start(settings, redirect_uri=REDIRECT)
    text = json.dumps(flow.to_dict())
    assert json.dumps(SECRET)[1:-1] not in text
    assert "client_id" not in text
    again = Flow.from_dict(json.loads(text), settings)
    assert again == flow
    assert again.authorization_url == flow.authorization_url
    assert flow.nonce is not None
    assert f"nonce={flow.nonce}" in flow.authorization_url
    assert start(config(), redirect_uri=REDIRECT).nonce is None


def test_flow_from_a_session_redeems_its_response() -> None:
    with provider() as acme:
        settings = configured(acme.preset(), {})
        flow = start(settings, redirect_uri=REDIRECT)
        again = Flow.from_dict(flow.to_dict(), settings)
        assert finish(again, f"code={CODE}&state={flow.state}").access_token == GOOD["access_token"]
        assert acme.requests[0].form["code_verifier"] == flow.code_verifier


def test_flow_of_another_preset_or_tenant_is_refused() -> None:
    entra = configure("microsoft_entra_id", tenant="contoso", client_id="me")
    other = configure("microsoft_entra_id", tenant="fabrikam", client_id="me")
    data = start(entra, redirect_uri=REDIRECT).to_dict()
    for wrong in (config(), other):
        with pytest.raises(ArgumentError, match="This flow was started with the preset"):
            Flow.from_dict(data, wrong)


@pytest.mark.parametrize(
    "change", [{"state": ""}, {"state": 1}, {"expires_at": "soon"}, {"more": 1}, None]
)
def test_damaged_flow_is_refused(change: Any) -> None:
    settings = config()
    data = start(settings, redirect_uri=REDIRECT).to_dict()
    damaged: Any = None if change is None else {**data, **change}
    with pytest.raises(ArgumentError):
        Flow.from_dict(damaged, settings)


def test_expired_flow_refuses_a_response() -> None:
    with provider() as acme:
        flow = start(configured(acme.preset(), {}), redirect_uri=REDIRECT, seconds=60)
        late = replace(flow, expires_at=flow.expires_at - timedelta(seconds=61))
        with pytest.raises(LoginError, match="the response arrived too late"):
            finish(late, f"code={CODE}&state={flow.state}")
        assert acme.requests == []


@pytest.mark.parametrize(
    ("pkce", "secret", "message"),
    [
        ("required", SECRET, r"^pkce=False is refused: Acme requires PKCE \(RFC 7636\)\.$"),
        ("supported", None, "without a client secret, only PKCE protects the code"),
        ("supported", SECRET, ""),
        ("refused", None, ""),
    ],
)
def test_pkce_is_disabled_only_if_safe(pkce: str, secret: str | None, message: str) -> None:
    with provider() as acme:
        settings = configured(acme.preset(pkce=pkce), {"pkce": False, "client_secret": secret})
    if message:
        with pytest.raises(ArgumentError, match=message):
            start(settings, redirect_uri=REDIRECT)
    else:
        assert "code_challenge" not in start(settings, redirect_uri=REDIRECT).authorization_url
