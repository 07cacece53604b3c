"""Responses under the provider's names, read into the standard's: no I/O."""

from collections.abc import Mapping
from typing import Any

from .preset import AuthorizationResponse, TokenResponse


def is_failure(response: TokenResponse, body: Mapping[str, Any]) -> bool:
    """Tell whether a body is an error although its HTTP status is 200.

    It is if one of the failure marks is there, or one of the success marks is not.
    """
    failed = any(_is(member(body, name), mark) for name, mark in response.failure.items())
    return failed or not all(_is(member(body, name), m) for name, m in response.success.items())


def _is(value: object, mark: object) -> bool:
    return type(value) is type(mark) and value == mark  # 1 is not true


def token_members(response: TokenResponse, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the object that holds the token, with the standard's names; empty if there is none."""
    found = _holder(response, body)
    if not isinstance(found, Mapping):
        return {}
    standard = {member: own for own, member in response.names.items()}
    members = {name: value for name, value in found.items() if name not in response.names}
    for provided, own in standard.items():
        value = member(found, provided)
        if value is not None:
            members[own] = value
    return members


def token_extras(response: TokenResponse, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members that the application must keep, wherever they are in the body."""
    extras = {}
    for name in response.extras:
        for where in (_holder(response, body), body):
            value = member(where, name)
            if value is not None:
                extras[name] = value
                break
    return extras


def _holder(response: TokenResponse, body: Mapping[str, Any]) -> Any:
    """Return what the response holds the token in."""
    found: Any = body
    for name in response.path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def authorization_members(
    response: AuthorizationResponse, params: Mapping[str, str]
) -> dict[str, str]:
    """Return the parameters of an authorization response under the standard's names.

    A parameter that has both names is read under the provider's.
    """
    standard = {provided: own for own, provided in response.names.items()}
    members = {name: value for name, value in params.items() if name not in standard}
    return members | {own: params[name] for name, own in standard.items() if name in params}


def member(body: object, name: str) -> Any:
    """Return a member of an object by its name, or else by a path such as `team.id`; else None."""
    if not isinstance(body, Mapping):
        return None
    if name in body:
        return body[name]
    for part in name.split("."):
        if not isinstance(body, Mapping):
            return None
        body = body.get(part)
    return body
