"""A preset as labelled lines. `tests/cli/test_every_field.py` runs `show` with every field set."""

from typing import Any

import pytest
from support import ACME

from oauth_presets import Preset, Variable
from oauth_presets.core.description import (
    client_lines,
    duration,
    endpoint_lines,
    request_lines,
    scope_text,
    source_lines,
    variable_text,
)

REQUEST, RESPONSE = "Token request", "Token response"
UNKNOWN = ("Refresh token", "unknown")
AUTHORIZATION, ANSWER = "Authorization request", "Authorization response"


def acme(**changes: Any) -> Preset:
    return Preset.model_validate({**ACME, **changes})


def test_plain_preset_is_described_in_few_lines() -> None:
    preset = acme()
    assert [*endpoint_lines(preset)] == [
        ("Authorization endpoint", "https://acme.example/authorize"),
        ("Token endpoint", "https://acme.example/token"),
    ]
    assert [*request_lines(preset)] == []
    assert [*client_lines(preset)] == [("Refresh token", "unknown"), ("PKCE", "unknown")]
    assert [*source_lines(preset)] == [
        ("Source", "https://docs.acme.example/oauth"),
        ("Verified", "unknown"),
    ]


def test_endpoint_that_the_provider_lacks_is_named() -> None:
    preset = acme(absent=["device_authorization_url"], issuer="https://acme.example")
    assert [*endpoint_lines(preset)][2:] == [
        ("Device authorization endpoint", "none"),
        ("Issuer", "https://acme.example"),
    ]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"scope_separator": ","}, [("Scope separator", ",")]),
        (
            {
                "authorize_params": {"display": "page"},
                "authorization_request": {
                    "names": {"client_id": "client_key"},
                    "omit": ["response_type"],
                },
            },
            [
                ("Always sent", "display=page"),
                (AUTHORIZATION, "client_id is called client_key"),
                (AUTHORIZATION, "response_type must not be sent"),
            ],
        ),
        (
            {
                "authorization_response": {
                    "names": {"code": "auth_code"},
                    "extras": {"realmId": "Company ID"},
                    "iss": False,
                }
            },
            [
                (ANSWER, "code is called auth_code"),
                (ANSWER, "keep realmId: Company ID"),
                (ANSWER, "does not name its issuer"),
            ],
        ),
        (
            {"issuer": "https://acme.example", "authorization_response": {"iss": True}},
            [(ANSWER, "names its issuer")],
        ),
        (
            {
                "token_request": {
                    "body": "json",
                    "params": {"expiring": "1"},
                    "code_params": {"s": "{state}"},
                    "refresh_params": {"scope": "{scope}"},
                    "headers": {"X-Client": "{client_id}"},
                    "names": {"client_id": "client_key"},
                    "omit": ["grant_type"],
                }
            },
            [
                (REQUEST, "accepts only JSON bodies"),
                (REQUEST, "carries expiring=1"),
                (REQUEST, "carries s={state} with a code"),
                (REQUEST, "carries scope={scope} with a refresh token"),
                (REQUEST, "carries the header X-Client: {client_id}"),
                (REQUEST, "client_id is called client_key"),
                (REQUEST, "grant_type must not be sent"),
            ],
        ),
        (
            {
                "token_response": {
                    "path": ["body", "data"],
                    "names": {"access_token": "accessToken"},
                    "extras": {"instance_url": "Base URL"},
                    "success": {"ok": True},
                    "failure": {"status": 1},
                }
            },
            [
                (RESPONSE, "holds the token in body.data"),
                (RESPONSE, "access_token is called accessToken"),
                (RESPONSE, "keep instance_url: Base URL"),
                (RESPONSE, "is an error unless ok is True"),
                (RESPONSE, "is an error if status is 1"),
            ],
        ),
    ],
)
def test_departures_are_described(changes: dict[str, Any], lines: list[tuple[str, str]]) -> None:
    assert [*request_lines(acme(**changes))] == lines


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {
                "offline": {"mode": "request", "scopes": ["offline"], "params": {"access": "x"}},
                "setup": ("Register it.", "Refresh tokens are opt-in.", "Refresh early."),
            },
            [
                (
                    "Refresh token",
                    "issued when requested with the scope offline and access=x, which is the "
                    "default; see setup step 2 and 3",
                )
            ],
        ),
        (
            {"offline": {"mode": "always", "rotates": True, "seconds": 7776000}},
            [
                ("Refresh token", "always issued"),
                ("", "replaced by a refresh"),
                ("", "valid for 90 days"),
            ],
        ),
        (
            {"offline": {"mode": "always", "rotates": False}},
            [("Refresh token", "always issued"), ("", "not replaced by a refresh")],
        ),
        (
            {"offline": {"mode": "never"}, "access_token_seconds": "never"},
            [("Refresh token", "never issued"), ("Access token", "does not expire")],
        ),
        ({"access_token_seconds": 3600}, [UNKNOWN, ("Access token", "valid for 60 minutes")]),
    ],
)
def test_tokens_and_their_lifetimes_are_described(
    changes: dict[str, Any], lines: list[tuple[str, str]]
) -> None:
    assert [*client_lines(acme(pkce="required", **changes))] == [*lines, ("PKCE", "required")]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"token_endpoint_auth_methods": ["client_secret_post", "none"]},
            [("Client authentication", "client_secret_post, none")],
        ),
        (
            {"redirect": {"loopback": ["localhost", "127.0.0.1"], "note": "Register it twice."}},
            [
                ("Loopback redirect URIs", "localhost, 127.0.0.1"),
                ("Redirect URIs", "Register it twice."),
            ],
        ),
        (
            {"redirect": {"loopback": ["localhost"], "any_port": True}},
            [("Loopback redirect URIs", "localhost, any port")],
        ),
        (
            {"redirect": {"loopback": ["localhost"], "any_port": False}},
            [("Loopback redirect URIs", "localhost, registered port only")],
        ),
        ({"redirect": {"loopback": []}}, [("Loopback redirect URIs", "none")]),
        (
            {"api": {"base_url": "https://api.acme.example", "headers": {"X-Version": "2"}}},
            [("API", "https://api.acme.example"), ("API", "needs the header X-Version: 2")],
        ),
        ({"api": {"scheme": "token"}}, [("API", "send the token as Authorization: token TOKEN")]),
        (
            {"api": {"header": "X-Token", "scheme": ""}},
            [("API", "send the token as X-Token: TOKEN")],
        ),
        (
            {"registration": ["console", "metadata_document"]},
            [("Registration", "console, metadata document")],
        ),
    ],
)
def test_client_and_api_are_described(
    changes: dict[str, Any], lines: list[tuple[str, str]]
) -> None:
    assert [*client_lines(acme(**changes))] == [UNKNOWN, ("PKCE", "unknown"), *lines]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"evidence": "vendor_page", "unverified": ["scopes", "pkce"]},
            "2026-11-24, against the vendor's page; not compared: scopes, pkce",
        ),
        ({"evidence": "catalogues"}, "2026-11-24, against other catalogues"),
        ({}, "2026-11-24"),
    ],
)
def test_verified_line_names_the_date_and_the_source(changes: dict[str, Any], text: str) -> None:
    preset = acme(verified_on="2026-11-24", console_url="https://acme.example/apps", **changes)
    assert [*source_lines(preset)] == [
        ("Console", "https://acme.example/apps"),
        ("Source", "https://docs.acme.example/oauth"),
        ("Verified", text),
    ]


def test_scope_is_shown_with_its_meaning_and_restriction() -> None:
    preset = acme(
        scopes=["a", "b", "c", "d"],
        scope_descriptions={"b": "Read documents", "d": "Write documents"},
        scope_restrictions={"c": "sensitive", "d": "needs review"},
    )
    assert [scope_text(preset, scope) for scope in "abcd"] == [
        "a",
        "b: Read documents",
        "c [sensitive]",
        "d: Write documents [needs review]",
    ]


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        (Variable(kind="choice", choices={"eu": "e", "us": "u"}), "one of eu, us; required"),
        (
            Variable(
                kind="choice", choices={"eu": "e"}, description="Where it is.", example="eu",
                default="eu",
            ),
            "Where it is; one of eu; for example eu; default eu",
        ),
    ],
)  # fmt: skip
def test_variable_is_shown_with_the_values_that_it_accepts(variable: Variable, text: str) -> None:
    assert variable_text(variable) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1, "1 seconds"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (200, "about 3 minutes"),
        (7199, "about 120 minutes"),
        (7200, "2 hours"),
        (172799, "about 48 hours"),
        (172800, "2 days"),
        (7776000, "90 days"),
    ],
)
def test_duration_is_in_the_largest_unit_of_at_least_two(seconds: int, text: str) -> None:
    assert duration(seconds) == text
