"""The parameters of each request, under the provider's names."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from support import ACME

from oauth_presets import Configuration, Preset, configure
from oauth_presets.core.requests import (
    authorization_params,
    authorization_url,
    code_params,
    grant_params,
    refresh_params,
    token_headers,
)

DATA = {**ACME, "scopes": ("a", "b")}


def acme(changes: dict[str, Any] | None = None, **arguments: Any) -> Configuration:
    preset = Preset.model_validate({**DATA, **(changes or {})})
    return configure(preset, client_id="id", **arguments)


def test_plain_provider_gets_plain_requests() -> None:
    config = acme()
    assert authorization_params(config, "https://app/cb", state="s", code_challenge="c") == {
        "response_type": "code",
        "client_id": "id",
        "redirect_uri": "https://app/cb",
        "scope": "a b",
        "state": "s",
        "code_challenge": "c",
        "code_challenge_method": "S256",
    }
    assert code_params(config, "c0de", "https://app/cb", code_verifier="v") == {
        "grant_type": "authorization_code",
        "code": "c0de",
        "redirect_uri": "https://app/cb",
        "code_verifier": "v",
    }
    assert refresh_params(config, "r") == {"grant_type": "refresh_token", "refresh_token": "r"}
    assert token_headers(config) == {}


def test_renamed_omitted_and_declared_parameters() -> None:
    config = acme(
        {
            "authorize_params": {"audience": "x"},
            "authorization_request": {
                "names": {"client_id": "key", "scope": "scopes"},
                "omit": ("response_type",),
            },
            "token_request": {
                "params": {"app": "{client_id}"},
                "code_params": {"state": "{state}", "expiring": "1"},
                "refresh_params": {"redirect_uri": "{redirect_uri}", "scope": "{scope}"},
                "headers": {"X-Client": "{client_id}", "Accept": "application/json"},
                "names": {"grant_type": "grantType", "code": "authCode", "scope": "scopes"},
                "omit": ("redirect_uri",),
            },
        },
        token_params={"mine": "1"},
    )
    assert authorization_params(config, "https://app/cb", nonce="n") == {
        "audience": "x",
        "key": "id",
        "redirect_uri": "https://app/cb",
        "scopes": "a b",
        "nonce": "n",
    }
    assert code_params(config, "c0de", "https://app/cb", state="s") == {
        "app": "id",
        "state": "s",
        "expiring": "1",
        "mine": "1",
        "grantType": "authorization_code",
        "authCode": "c0de",
    }
    assert refresh_params(config, "r", redirect_uri="https://app/cb", scope="a") == {
        "app": "id",
        "redirect_uri": "https://app/cb",
        "scopes": "a",
        "mine": "1",
        "grantType": "refresh_token",
        "refresh_token": "r",
    }
    assert grant_params(config, {"grant_type": "client_credentials"}) == {
        "app": "id",
        "mine": "1",
        "grantType": "client_credentials",
    }
    assert token_headers(config) == {"X-Client": "id", "Accept": "application/json"}


def test_placeholder_without_a_value_becomes_empty() -> None:
    params = {"a": "{scope}", "b": "{redirect_uri}"}
    changes = {"token_request": {"params": params, "code_params": {"c": "{state}"}}}
    further: dict[str, Any] = {"token_params": {"d": "{api_base_url}", "e": "{client_id}"}}
    config = acme(changes, **further)
    sent = {"a": "a b", "b": "", "d": "", "e": "id"}
    assert grant_params(config, {}) == sent
    assert refresh_params(config, "r").items() >= sent.items()
    assert code_params(config, "c", "u").items() >= {**sent, "b": "u", "c": ""}.items()
    partial = configure(Preset.model_validate({**DATA, **changes, "scopes": ()}), **further)
    nothing = dict.fromkeys("abde", "")
    assert grant_params(partial, {}) == nothing
    assert refresh_params(partial, "r").items() >= nothing.items()
    assert code_params(partial, "c", "u").items() >= {**nothing, "b": "u", "c": ""}.items()


def test_base_url_of_the_api_is_filled_in() -> None:
    config = acme(
        {
            "variables": {
                "r": {"kind": "choice", "default": "na", "choices": {"na": "n", "eu": "e"}}
            },
            "api": {"base_url": "https://{r}.acme.example"},
            "token_request": {"code_params": {"audience": "{api_base_url}"}},
        },
        r="eu",
    )
    assert code_params(config, "c", "u")["audience"] == "https://e.acme.example"


def test_caller_replaces_a_declared_token_parameter() -> None:
    changes = {"token_request": {"params": {"expires_in": "1"}}}
    assert refresh_params(acme(changes, token_params={"expires_in": "9"}), "r")["expires_in"] == "9"


def test_spaces_in_the_url_are_percent_encoded() -> None:
    params = authorization_params(acme(), "https://app/cb?x=1&y=2")
    url = authorization_url(acme(), params)
    assert "scope=a%20b" in url
    assert "+" not in url
    assert dict(parse_qsl(urlsplit(url).query)) == params
