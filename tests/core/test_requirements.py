"""The requirements of a configuration beyond the plain standard, and which get lost."""

import warnings
from typing import Any

import pytest

from oauth_presets import Preset, UnsupportedNeedWarning, build_oauth, configure
from oauth_presets.core.requirements import FACTS, FIVE_FIELDS, lost, requirements

DATA: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://acme.example/authorize",
    "token_url": "https://acme.example/token",
    "docs_url": "https://docs.acme.example/oauth",
    "scopes": ("a", "b"),
}
REGION = {"region": {"kind": "choice", "default": "eu", "choices": {"eu": "eu"}}}
BREAKS, DEGRADES = "breaks", "degrades"
CASES: dict[str, tuple[dict[str, Any], str]] = {
    "response_issuer": (
        {"issuer": "https://acme.example", "authorization_response": {"iss": True}},
        DEGRADES,
    ),
    "authorize_params": ({"authorize_params": {"audience": "x"}}, BREAKS),
    "offline_params": ({"offline": {"mode": "request", "params": {"a": "b"}}}, DEGRADES),
    "scope_separator": ({"scope_separator": ","}, BREAKS),
    "renamed_scope": ({"authorization_request": {"names": {"scope": "s"}}}, BREAKS),
    "renamed_authorization_params": (
        {"authorization_request": {"names": {"client_id": "key"}}}, BREAKS),
    "omitted_authorization_params": ({"authorization_request": {"omit": ("scope",)}}, BREAKS),
    "renamed_authorization_response": (
        {"authorization_response": {"names": {"code": "c"}}}, BREAKS),
    "authorization_response_extras": (
        {"authorization_response": {"extras": {"realmId": "x"}}}, DEGRADES),
    "selected_variables": (
        {"token_url": "https://{region}.acme.example/t", "variables": REGION,
         "authorization_response": {"selects": {"location": "region"}}}, DEGRADES),
    "pkce": ({"pkce": "required"}, BREAKS),
    "no_pkce": ({"pkce": "refused"}, BREAKS),
    "client_secret_basic": ({"token_endpoint_auth_methods": ("client_secret_basic",)}, BREAKS),
    "client_secret_post": ({"token_endpoint_auth_methods": ("client_secret_post",)}, BREAKS),
    "no_client_secret": ({"token_endpoint_auth_methods": ("none",)}, BREAKS),
    "signed_client_assertion": ({"token_endpoint_auth_methods": ("private_key_jwt",)}, BREAKS),
    "json_token_request": ({"token_request": {"body": "json"}}, BREAKS),
    "token_params": ({"token_request": {"params": {"a": "b"}}}, BREAKS),
    "code_params": ({"token_request": {"code_params": {"a": "b"}}}, BREAKS),
    "refresh_params": ({"token_request": {"refresh_params": {"a": "b"}}}, DEGRADES),
    "token_headers": ({"token_request": {"headers": {"Accept": "x"}}}, BREAKS),
    "renamed_token_params": ({"token_request": {"names": {"client_id": "key"}}}, BREAKS),
    "omitted_token_params": ({"token_request": {"omit": ("grant_type",)}}, BREAKS),
    "nested_token": ({"token_response": {"path": ("body",)}}, BREAKS),
    "renamed_token_response": ({"token_response": {"names": {"access_token": "at"}}}, BREAKS),
    "token_response_extras": ({"token_response": {"extras": {"url": "x"}}}, DEGRADES),
    "refresh_url": ({"refresh_url": "https://acme.example/refresh"}, DEGRADES),
    "api_headers": ({"api": {"headers": {"X-Version": "1"}}}, DEGRADES),
    "api_token_header": ({"api": {"header": "X-Token", "scheme": ""}}, BREAKS),
}  # fmt: skip


def acme(**changes: Any) -> Preset:
    return Preset.model_validate({**DATA, **changes})


def test_plain_provider_needs_nothing() -> None:
    assert requirements(configure(acme())) == ()
    assert requirements(configure(acme(), client_id="id", client_secret="s")) == ()


def test_every_fact_has_a_test_case() -> None:
    assert {*CASES} == FACTS - {"issuer"}  # needed only by discovery: tests/integrations


@pytest.mark.parametrize("fact", CASES)
def test_fact_is_required_with_its_impact_in_one_sentence(fact: str) -> None:
    changes, impact = CASES[fact]
    config = configure(acme(**changes))
    (need,) = requirements(config)
    assert (need.fact, need.impact) == (fact, impact)
    assert need.text.isprintable()
    assert need.text.endswith(".")
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
    assert need.text in str(caught[0].message)
    assert "Cohere may" not in str(caught[0].message)


def test_public_client_needs_pkce() -> None:
    (need,) = requirements(configure(acme(pkce="supported"), client_id="id"))
    assert (need.fact, need.impact) == ("pkce", "degrades")


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
