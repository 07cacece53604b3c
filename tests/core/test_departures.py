"""The departures from the standard that a preset may declare for requests and responses."""

from typing import Any

import pytest
from support import ACME

from oauth_presets import InvalidPresetError, Preset

REGION = {"region": {"kind": "choice", "choices": {"eu": "eu"}}}


def problems(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(InvalidPresetError) as caught:
        Preset.model_validate({**ACME, **changes})
    return [*caught.value.problems]


@pytest.mark.parametrize(
    "changes",
    [
        {"absent": ("revocation_url",), "userinfo_url": "https://acme.example/me?a=b"},
        {"authorization_request": {"names": {"client_id": "client_key"}, "omit": ("scope",)}},
        {"authorization_request": {"names": {"scope": "user_scope", "state": "s"}}},
        {"authorization_response": {"names": {"code": "authCode"}, "extras": {"realmId": "Id"}}},
        {"authorization_response": {"iss": True}, "issuer": "https://acme.example"},
        {"token_request": {"body": "json", "names": {"client_id": "appId"}}},
        {"token_request": {"names": {"client_id": "client_secret", "client_secret": "client_id"}}},
        {"token_request": {"params": {"a": "{client_id}"}, "code_params": {"state": "{state}"}}},
        {"token_request": {"refresh_params": {"redirect_uri": "{redirect_uri}", "scope": "a"}}},
        {"token_request": {"headers": {"Accept": "application/json", "X-Id": "{client_id}"}}},
        {"token_request": {"omit": ("grant_type", "redirect_uri", "client_id")}},
        {"token_request": {"params": {"x": "{api_base_url}"}},
         "api": {"base_url": "https://api.acme.example"}},
        {"token_response": {"path": ("body", "data"), "names": {"access_token": "at"}}},
        {"token_response": {"success": {"status": 0}, "failure": {"ok": False, "code": "x"}}},
        {"token_response": {"extras": {"team.id": "Team", "scope": "Granted", "id_token": "t"}}},
        {"token_response": {"success": {"ok": True}, "failure": {"ok": False}}},
        {"api": {"header": "X-Token", "scheme": "", "headers": {"X-Version": "2026-01"}}},
        {"redirect": {"loopback": ("127.0.0.1", "[::1]"), "any_port": True, "note": "n"}},
        {"redirect": {"loopback": ()}},
        {"offline": {"mode": "always", "rotates": True, "seconds": 60}},
        {"offline": {"mode": "always", "seconds": 1}, "access_token_seconds": 1},
        {"access_token_seconds": "never"},
        {"registration": ("console", "partner"), "keywords": ("Acme Drive", "acmebox")},
        {"token_url": "https://{region}.acme.example/t", "variables": REGION,
         "authorization_response": {"selects": {"location": "region"}}},
    ],
)  # fmt: skip
def test_valid_departures_are_accepted(changes: dict[str, Any]) -> None:
    preset = Preset.model_validate({**ACME, **changes})
    assert Preset.model_validate_json(preset.model_dump_json()) == preset


NAME = "is not a parameter name; names are printable ASCII without spaces"
OURS = "belongs to each token request and cannot be set"


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"absent": ("userinfo_url",), "userinfo_url": "https://acme.example/me"}, "absent",
         "names 'userinfo_url', which is set"),
        ({"absent": ("userinfo_url", "userinfo_url")}, "absent", "names 'userinfo_url' twice"),
        ({"userinfo_url": "http://acme.example/me"}, "userinfo_url",
         "'http://acme.example/me' does not begin with https:// and a host name"),
        ({"revocation_url": "https://{x}.acme.example"}, "revocation_url",
         "has the placeholder {x}, which `variables` does not declare"),
        ({"api": {"base_url": "https://{x}.acme.example"}}, "api",
         "has the placeholder {x}, which `variables` does not declare"),
        ({"api": {"base_url": "https://acme.example?a=b"}}, "api",
         "base_url: 'https://acme.example?a=b' has a query"),
        ({"jwks_url": "https://{x}.com", "variables": {"x": {"kind": "label"}}}, "jwks_url",
         "has {x} in the last two labels of the host, so a value could name any domain; make the "
         "whole host a variable, or make the end of it a choice"),
        ({"authorization_request": {"names": {"client": "x"}}}, "authorization_request",
         "names: 'client' is not a standard name here; these are: client_id, code_challenge, "
         "code_challenge_method, nonce, redirect_uri, response_type, scope, state"),
        ({"authorization_request": {"names": {"client_id": "a b"}}}, "authorization_request",
         f"names: 'a b' {NAME}"),
        ({"authorization_request": {"names": {"client_id": "scope"}}}, "authorization_request",
         "names: 'scope' would stand for two parameters"),
        ({"authorization_request": {"names": {"client_id": "x", "scope": "x"}}},
         "authorization_request", "names: 'x' would stand for two parameters"),
        ({"authorization_request": {"names": {"scope": "scope"}}}, "authorization_request",
         "names: 'scope' is renamed to itself"),
        ({"authorization_request": {"names": {"scope": "x"}, "omit": ("scope",)}},
         "authorization_request", "both omits and renames 'scope'"),
        ({"authorization_request": {"names": {"client_id": "x"}}, "authorize_params": {"x": "1"}},
         "authorize_params", "'x' belongs to each authorization request and cannot be set"),
        ({"authorization_response": {"extras": {"code": "x"}}}, "authorization_response",
         "'code' is a parameter of every response; do not list it"),
        ({"authorization_response": {"names": {"code": "c"}, "extras": {"c": "x"}}},
         "authorization_response", "'c' is a parameter of every response; do not list it"),
        ({"authorization_response": {"selects": {"location": "region"}}}, "authorization_response",
         "selects: 'location' decides 'region', which is not a variable of kind 'choice'"),
        ({"authorization_response": {"extras": {"a": "b\n"}}}, "authorization_response",
         "has a line break or a control character"),
        ({"token_request": {"params": {"code": "x"}}}, "token_request", f"params: 'code' {OURS}"),
        ({"token_request": {"names": {"client_id": "key"}, "params": {"key": "x"}}},
         "token_request", f"params: 'key' {OURS}"),
        ({"token_request": {"params": {"redirect_uri": "{redirect_uri}"}}}, "token_request",
         "params: 'redirect_uri' is already sent with every code"),
        ({"token_request": {"params": {"a": "{state}"}}}, "token_request",
         "params: '{state}' of 'a' is not a supported placeholder; these are: "
         "{client_id}, {redirect_uri}, {scope}"),
        ({"token_request": {"code_params": {"a": "{api_base_url}"}}}, "token_request",
         "code_params: '{api_base_url}' of 'a' is not a supported placeholder; these "
         "are: {client_id}, {redirect_uri}, {scope}, {state}"),
        ({"token_request": {"params": {"a": "id={client_id}"}}}, "token_request",
         "params: the value of 'a' must be a placeholder or have none, not 'id={client_id}'"),
        ({"authorize_params": {"a": "{client_id}"}}, "authorize_params",
         "the placeholder in '{client_id}' of 'a' is not filled in"),
        ({"offline": {"mode": "request", "params": {"a": "{scope}"}}}, "offline",
         "the placeholder in '{scope}' of 'a' is not filled in"),
        ({"authorization_response": {"iss": True}}, "authorization_response",
         "iss: `issuer` is not set, so there is nothing to compare it with"),
        ({"token_request": {"params": {"a": "1"}, "code_params": {"a": "2"}}}, "token_request",
         "code_params: 'a' is also in `params`"),
        ({"token_request": {"headers": {"A b": "c"}}}, "token_request",
         "headers: 'A b' is not a header name (RFC 9110 section 5.1)"),
        ({"token_request": {"headers": {"authorization": "x"}}}, "token_request",
         "headers: 'authorization' is set by every client and cannot be set here"),
        ({"token_request": {"headers": {"A": "b\r\nC: d"}}}, "token_request",
         "headers: the value of 'A' is not printable ASCII"),
        ({"token_request": {"headers": {"A": "{token}"}}}, "token_request",
         "headers: '{token}' is not supported; only {client_id} is"),
        ({"token_response": {"names": {"token": "x"}}}, "token_response",
         "names: 'token' is not a standard name here; these are: access_token, error, "
         "error_description, error_uri, expires_in, id_token, refresh_token, scope, token_type"),
        ({"token_response": {"path": ("",)}}, "token_response", "path: has an empty name"),
        ({"token_response": {"extras": {"refresh_token": "x"}}}, "token_response",
         "extras: 'refresh_token' is a member of every token; do not list it"),
        ({"token_response": {"success": {"ok": True}, "failure": {"ok": True}}}, "token_response",
         "'ok' marks success and failure with the same value"),
        ({"api": {"header": "Host"}}, "api", "header: 'Host' cannot carry a token"),
        ({"api": {"scheme": "a b"}}, "api",
         "scheme: 'a b' is not a scheme (RFC 9110 section 11.1)"),
        ({"api": {"header": "X-T", "headers": {"x-t": "1"}}}, "api",
         "headers: 'x-t' is set by every client and cannot be set here"),
        ({"redirect": {"any_port": True}}, "redirect",
         "`any_port` needs `loopback` hosts"),
        ({"access_token_seconds": 0}, "access_token_seconds",
         "0 is not a number of seconds greater than 0"),
        ({"offline": {"mode": "always", "seconds": -1}}, "offline",
         "seconds: -1 is not greater than 0"),
        *(
            ({"offline": {"mode": "never", "rotates": rotates}}, "offline",
             "`rotates` and `seconds` are not allowed with mode 'never'")
            for rotates in (True, False)
        ),
        ({"registration": ("console", "console")}, "registration", "names 'console' twice"),
        ({"keywords": ("Acme", "acme")}, "keywords", "has a duplicate keyword"),
        ({"keywords": (" ",)}, "keywords", "has an empty keyword"),
        *(
            (changes, field, "has a line break or a control character")
            for changes, field in (
                ({"keywords": ("a\n",)}, "keywords"),
                ({"redirect": {"note": "a\n"}}, "redirect"),
                ({"token_response": {"extras": {"a": "b\n"}}}, "token_response"),
            )
        ),
        *(
            ({"token_url": "https://{x}.acme.example/t",
              "variables": {"x": {"kind": "choice", "choices": {"a": "a", key: "b"}}}},
             "variables", f"x: the choice {key!r} is not printable ASCII")
            for key in ("", " b", "b ", "b\x7f", "\u00e9")
        ),
        ({"authorization_request": {"omit": ("scope", "scope")}}, "authorization_request",
         "names 'scope' twice"),
        ({"authorization_request": {"names": {"client_id": "x", "scope": "x", "state": "y",
                                              "nonce": "y"}}},
         "authorization_request", "names: 'x' would stand for two parameters"),
        ({"authorization_response": {"names": {"token": "x"}}}, "authorization_response",
         "names: 'token' is not a standard name here; these are: code, error, error_description, "
         "error_uri, iss, state"),
        *(
            ({"authorization_response": {"extras": {name: "x"}}}, "authorization_response",
             f"{name!r} {NAME}")
            for name in ("", "a b", "\u00e9", "a\x7f")
        ),
        ({"token_url": "https://{region}.acme.example/t", "variables": REGION,
          "authorization_response": {"selects": {"a": "region", "b": "region"}}},
         "authorization_response", "names 'region' twice"),
        ({"token_url": "https://{x}.acme.example/t", "variables": {"x": {"kind": "label"}},
          "authorization_response": {"selects": {"a": "x"}}}, "authorization_response",
         "selects: 'a' decides 'x', which is not a variable of kind 'choice'"),
        ({"token_url": "https://{region}.acme.example/t", "variables": REGION,
          "authorization_response": {"selects": {"state": "region"}}}, "authorization_response",
         "'state' is a parameter of every response; do not list it"),
        ({"token_request": {"params": {"a": "1", "b": "1"}, "refresh_params": {"b": "2"}}},
         "token_request", "refresh_params: 'b' is also in `params`"),
        ({"token_request": {"code_params": {"redirect_uri": "x"}}}, "token_request",
         "code_params: 'redirect_uri' is already sent with every code"),
        ({"token_request": {"refresh_params": {"a": "{state}"}}}, "token_request",
         "refresh_params: '{state}' of 'a' is not a supported placeholder; these are: "
         "{client_id}, {redirect_uri}, {scope}"),
        ({"token_request": {"params": {"a": "{b}"}}}, "token_request",
         "params: '{b}' of 'a' is not a supported placeholder; these are: {client_id}, "
         "{redirect_uri}, {scope}"),
        ({"token_request": {"names": {"a": "b"}}}, "token_request",
         "names: 'a' is not a standard name here; these are: client_id, client_secret, code, "
         "code_verifier, device_code, grant_type, redirect_uri, refresh_token, scope, token, "
         "token_type_hint"),
        ({"token_request": {"names": {"client_id": "x"}, "omit": ("client_id",)}},
         "token_request", "both omits and renames 'client_id'"),
        *(
            ({"token_request": {"headers": {name: "x"}}}, "token_request",
             f"headers: {name!r} is not a header name (RFC 9110 section 5.1)")
            for name in ("", "A:", "\u00e9", "A\x7f")
        ),
        *(
            ({"token_request": {"headers": {"A": value}}}, "token_request",
             "headers: the value of 'A' is not printable ASCII")
            for value in ("\u00e9", " b", "b ")
        ),
        *(
            ({"token_response": {part: {"": value}}}, "token_response", f"'' {NAME}")
            for part, value in (("extras", "x"), ("success", 1), ("failure", 1))
        ),
        ({"token_response": {"names": {"access_token": "at"}, "extras": {"at": "x"}}},
         "token_response", "extras: 'at' is a member of every token; do not list it"),
        ({"api": {"header": "X T"}}, "api",
         "header: 'X T' is not a header name (RFC 9110 section 5.1)"),
        ({"api": {"headers": {"authorization": "x"}}}, "api",
         "headers: 'authorization' is set by every client and cannot be set here"),
        ({"redirect": {"loopback": ("localhost", "localhost")}}, "redirect",
         "names 'localhost' twice"),
        ({"redirect": {"loopback": (), "any_port": False}}, "redirect",
         "`any_port` needs `loopback` hosts"),
        ({"offline": {"mode": "always", "seconds": 0}}, "offline",
         "seconds: 0 is not greater than 0"),
        ({"offline": {"mode": "never", "seconds": 1}}, "offline",
         "`rotates` and `seconds` are not allowed with mode 'never'"),
    ],
)  # fmt: skip
def test_invalid_departures_are_refused(changes: dict[str, Any], field: str, problem: str) -> None:
    assert problems(**changes) == [(field, problem)]
