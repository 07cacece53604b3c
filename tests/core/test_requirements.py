"""The requirements of a configuration beyond the plain standard, and which get lost."""

import warnings
from typing import Any

import pytest
from support import ACME

from oauth_presets import Preset, UnsupportedNeedWarning, build_oauth, configure
from oauth_presets.core.requirements import FACTS, FIVE_FIELDS, lost, requirements

DATA = {**ACME, "scopes": ("a", "b")}
REGION = {"region": {"kind": "choice", "default": "eu", "choices": {"eu": "eu"}}}
BREAKS, DEGRADES = "breaks", "degrades"
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "response_issuer": (
        {"issuer": "https://acme.example", "authorization_response": {"iss": True}},
        DEGRADES,
        "The authorization response names its issuer (RFC 9207); a client that does not compare it "
        "can be given another server's code.",
    ),
    "authorize_params": (
        {"authorize_params": {"audience": "x", "display": "page"}},
        BREAKS,
        "The authorization request carries audience, display; without it the request means "
        "something else, or is refused.",
    ),
    "offline_params": (
        {"offline": {"mode": "request", "params": {"a": "b"}}},
        DEGRADES,
        "The authorization request asks for a refresh token with a; without it none is issued.",
    ),
    "scope_separator": (
        {"scope_separator": ","},
        BREAKS,
        "Scopes are joined with ','; joined with spaces they are refused or misread.",
    ),
    "renamed_scope": (
        {"authorization_request": {"names": {"scope": "s"}}},
        BREAKS,
        "The scopes are sent as s; as scope they ask for something else.",
    ),
    "renamed_authorization_params": (
        {"authorization_request": {"names": {"client_id": "key", "state": "s"}}},
        BREAKS,
        "In the authorization request client_id is key, state is s; under the standard name it is "
        "refused.",
    ),
    "omitted_authorization_params": (
        {"authorization_request": {"omit": ("scope",)}},
        BREAKS,
        "The authorization request must not carry scope.",
    ),
    "renamed_authorization_response": (
        {"authorization_response": {"names": {"code": "c"}}},
        BREAKS,
        "In the authorization response code is c; under the standard name it is not found.",
    ),
    "authorization_response_extras": (
        {"authorization_response": {"extras": {"realmId": "x"}}},
        DEGRADES,
        "The authorization response carries realmId, which the application must keep.",
    ),
    "selected_variables": (
        {
            "token_url": "https://{region}.acme.example/t",
            "variables": REGION,
            "authorization_response": {"selects": {"location": "region"}},
        },
        DEGRADES,
        "The authorization response decides region by location; users of another one cannot sign "
        "in if it is ignored.",
    ),
    "pkce": (
        {"pkce": "required"},
        BREAKS,
        "Every authorization request needs PKCE (RFC 7636); without it the request is refused.",
    ),
    "no_pkce": (
        {"pkce": "refused"},
        BREAKS,
        "PKCE parameters (RFC 7636) must not be sent; the provider refuses a code_verifier.",
    ),
    "client_secret_basic": (
        {"token_endpoint_auth_methods": ("client_secret_basic",)},
        BREAKS,
        "The token endpoint accepts the client secret only with HTTP Basic (client_secret_basic); "
        "in the body it is refused.",
    ),
    "client_secret_post": (
        {"token_endpoint_auth_methods": ("client_secret_post",)},
        BREAKS,
        "The token endpoint accepts the client secret only in the body (client_secret_post); with "
        "HTTP Basic it is refused.",
    ),
    "no_client_secret": (
        {"token_endpoint_auth_methods": ("none",)},
        BREAKS,
        "The token endpoint accepts no client secret: clients must be public.",
    ),
    "signed_client_assertion": (
        {"token_endpoint_auth_methods": ("private_key_jwt", "client_secret_jwt")},
        BREAKS,
        "The token endpoint accepts client authentication only as private_key_jwt or "
        "client_secret_jwt (RFC 7523); a client secret is refused.",
    ),
    "json_token_request": (
        {"token_request": {"body": "json"}},
        BREAKS,
        "The token endpoint accepts only JSON bodies; a form is refused.",
    ),
    "token_params": (
        {"token_request": {"params": {"a": "b"}}},
        BREAKS,
        "Every token request carries a; without it the request is refused, or the token differs.",
    ),
    "code_params": (
        {"token_request": {"code_params": {"a": "b"}}},
        BREAKS,
        "The request that redeems a code carries a; without it the request is refused, or the "
        "token differs.",
    ),
    "refresh_params": (
        {"token_request": {"refresh_params": {"a": "b"}}},
        DEGRADES,
        "A refresh carries a; without it the token cannot be refreshed.",
    ),
    "token_headers": (
        {"token_request": {"headers": {"Accept": "x"}}},
        BREAKS,
        "Token requests carry the header Accept; without it they are refused, or answered in "
        "another format.",
    ),
    "renamed_token_params": (
        {"token_request": {"names": {"client_id": "key"}}},
        BREAKS,
        "In token requests client_id is key; under the standard name it is refused.",
    ),
    "omitted_token_params": (
        {"token_request": {"omit": ("grant_type",)}},
        BREAKS,
        "Token requests must not carry grant_type.",
    ),
    "nested_token": (
        {"token_response": {"path": ("body", "data")}},
        BREAKS,
        "The token response holds the token in body.data, not at the top level.",
    ),
    "renamed_token_response": (
        {"token_response": {"names": {"access_token": "at"}}},
        BREAKS,
        "In the token response access_token is at; under the standard name it is not found.",
    ),
    "token_response_extras": (
        {"token_response": {"extras": {"url": "x"}}},
        DEGRADES,
        "The token response carries url, which the application must keep.",
    ),
    "refresh_url": (
        {"refresh_url": "https://acme.example/refresh"},
        DEGRADES,
        "Tokens are refreshed at https://acme.example/refresh; the token endpoint refuses them.",
    ),
    "api_headers": (
        {"api": {"headers": {"X-Version": "1"}}},
        DEGRADES,
        "API calls carry the header X-Version; without it they are refused.",
    ),
    "api_token_header": (
        {"api": {"header": "X-Token", "scheme": ""}},
        BREAKS,
        "The API expects the token as 'X-Token: TOKEN'; as Authorization: Bearer it is refused.",
    ),
}


def acme(**changes: Any) -> Preset:
    return Preset.model_validate({**DATA, **changes})


def test_plain_provider_needs_nothing() -> None:
    assert requirements(configure(acme())) == ()
    assert requirements(configure(acme(), client_id="id", client_secret="s")) == ()


def test_every_fact_has_a_test_case() -> None:
    assert {*CASES} == FACTS - {"issuer"}  # needed only by discovery: tests/integrations


@pytest.mark.parametrize("fact", CASES)
def test_fact_is_required_with_its_impact_in_one_sentence(fact: str) -> None:
    changes, impact, text = CASES[fact]
    config = configure(acme(**changes))
    (need,) = requirements(config)
    assert need == (fact, impact, text)
    assert lost(config, FACTS) == ()
    assert lost(config, FACTS - {need.fact}) == (need,)


@pytest.mark.parametrize("fact", CASES)
def test_five_fields_warn_of_each_fact_that_they_do_not_carry(fact: str) -> None:
    preset = acme(**CASES[fact][0])
    if fact in FIVE_FIELDS:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            build_oauth(preset)
        return
    (need,) = requirements(configure(preset))
    with pytest.warns(UnsupportedNeedWarning) as caught:
        build_oauth(preset)
    assert str(caught[0].message) == (
        f"CreateConnectorOAuth cannot carry everything that Acme needs. {need.text} Code that uses "
        "these five fields must handle this itself; configure() returns everything."
    )


def test_public_client_needs_pkce() -> None:
    text = "Without a client secret, PKCE (RFC 7636) is all that protects the code."
    assert requirements(configure(acme(pkce="supported"), client_id="id")) == (
        ("pkce", "degrades", text),
    )


def test_caller_may_leave_out_pkce() -> None:
    text = "PKCE parameters (RFC 7636) must not be sent."
    assert requirements(configure(acme(pkce="required"), pkce=False)) == (
        ("no_pkce", "degrades", text),
    )


def test_one_scope_needs_no_separator() -> None:
    assert requirements(configure(acme(scope_separator=","), scopes="a")) == ()


def test_public_client_does_not_need_secret_authentication() -> None:
    basic = acme(token_endpoint_auth_methods=("client_secret_basic", "none"), pkce="refused")
    facts = [need.fact for need in requirements(configure(basic, client_id="id"))]
    assert facts == ["no_pkce"]


def test_response_cannot_decide_a_pinned_variable() -> None:
    preset = acme(**CASES["selected_variables"][0])
    assert requirements(configure(preset, region="eu")) == ()


def test_parameters_of_the_caller_are_required_too() -> None:
    config = configure(acme(), authorize_params={"hd": "x"}, token_params={"a": "b"})
    assert [need.fact for need in requirements(config)] == ["authorize_params", "token_params"]
