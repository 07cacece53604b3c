"""Responses under the provider's names, read into the standard names."""

from typing import Any

import pytest

from oauth_presets import AuthorizationResponse, TokenResponse
from oauth_presets.core.responses import (
    authorization_members,
    is_failure,
    token_extras,
    token_members,
)


@pytest.mark.parametrize(
    ("marks", "body", "failed"),
    [
        ({}, {}, False),
        ({"success": {"ok": True}}, {"ok": True}, False),
        ({"success": {"ok": True}}, {"ok": 1}, True),  # JSON's true and 1 differ
        ({"success": {"ok": True}}, {}, True),
        ({"success": {"ok": True, "code": 0}}, {"ok": True, "code": 5}, True),
        ({"failure": {"code": 1}}, {"code": 1}, True),
        ({"failure": {"code": 1}}, {"code": True}, False),
        ({"failure": {"code": 1}}, {"code": "1"}, False),
        ({"failure": {"code": 1}}, {}, False),
        ({"failure": {"a": "x", "b": "y"}}, {"b": "y"}, True),
        ({"failure": {"meta.code": 1}}, {"meta": {"code": 1}}, True),
        ({"success": {"meta.code": 1}}, {"meta": 1}, True),
    ],
)
def test_marks_tell_a_failure_from_a_success(
    marks: dict[str, Any], body: dict[str, Any], failed: bool
) -> None:
    assert is_failure(TokenResponse(**marks), body) is failed


@pytest.mark.parametrize(
    ("response", "body", "members"),
    [
        ({}, {"access_token": "at", "more": 1}, {"access_token": "at", "more": 1}),
        (
            {"names": {"access_token": "token", "expires_in": "times.expires"}},
            {"token": "at", "access_token": "not this", "times": {"expires": 60}},
            {"token": "at", "access_token": "at", "expires_in": 60, "times": {"expires": 60}},
        ),
        ({"names": {"access_token": "token"}}, {"access_token": "not this", "token": None},
         {"token": None}),
        ({"path": ("body", "data")}, {"body": {"data": {"access_token": "at"}}, "scope": "a"},
         {"access_token": "at"}),
        ({"path": ("body", "data")}, {"body": {"access_token": "at"}}, {}),
        ({"path": ("body", "data")}, {"body": ["data"]}, {}),
        ({"path": ("body",)}, {"body": "text"}, {}),
    ],
)  # fmt: skip
def test_token_has_the_standard_names(
    response: dict[str, Any], body: dict[str, Any], members: dict[str, Any]
) -> None:
    assert token_members(TokenResponse(**response), body) == members


def test_extras_are_found_beside_the_token_and_in_the_body() -> None:
    extras = dict.fromkeys(("team.id", "url", "user", "missing", "a.b"), "kept")
    body = {
        "data": {"access_token": "at", "team": {"id": "T1"}, "url": "inner"},
        "url": "outer",
        "user": "U1",
        "a.b": "a name, not a path",
        "other": "dropped",
    }
    assert token_extras(TokenResponse(path=("data",), extras=extras), body) == {
        "team.id": "T1",
        "url": "inner",
        "user": "U1",
        "a.b": "a name, not a path",
    }
    assert token_extras(TokenResponse(path=("text",), extras=extras), {"text": "x"}) == {}


def test_authorization_response_has_the_standard_names() -> None:
    response = AuthorizationResponse(names={"code": "auth_code", "state": "st"})
    params = {"auth_code": "c0de", "code": "not this", "state": "s", "realmId": "9"}
    assert authorization_members(response, params) == {
        "code": "c0de",
        "state": "s",
        "realmId": "9",
    }
