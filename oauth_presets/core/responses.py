"""Reads responses with the provider's names into the standard names. No I/O."""

from collections.abc import Mapping
from typing import Any

from .preset import AuthorizationResponse, TokenResponse


def is_failure(response: TokenResponse, body: Mapping[str, Any]) -> bool:
    """Tell whether a body with HTTP status 200 is an error.

    It is if it has one of the failure marks, or lacks one of the success marks.
    """
    failed = any(_is(member(body, name), mark) for name, mark in response.failure.items())
    return failed or not all(_is(member(body, name), m) for name, m in response.success.items())


def _is(value: object, mark: object) -> bool:
    return type(value) is type(mark) and value == mark  # 1 == True in Python, but not in JSON


def token_members(response: TokenResponse, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of the object that holds the token, under the standard names.

    The result is empty if the body has no such object.
    """
    holder = _holder(response, body)
    if not isinstance(holder, Mapping):
        return {}
    members = {name: value for name, value in holder.items() if name not in response.names}
    for own, provided in response.names.items():
        value = member(holder, provided)
        if value is not None:
            members[own] = value
    return members


def token_extras(response: TokenResponse, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members that the application must keep, beside the token or in the whole body."""
    extras = {}
    for name in response.extras:
        for holder in (_holder(response, body), body):
            value = member(holder, name)
            if value is not None:
                extras[name] = value
                break
    return extras


def _holder(response: TokenResponse, body: Mapping[str, Any]) -> Any:
    """Return the object at the response's `path`, which holds the token."""
    holder: Any = body
    for name in response.path:
        holder = holder.get(name) if isinstance(holder, Mapping) else None
    return holder


def authorization_members(
    response: AuthorizationResponse, params: Mapping[str, str]
) -> dict[str, str]:
    """Return the parameters of an authorization response under the standard names.

    If a parameter is sent under both names, the provider's name counts.
    """
    standard = {provided: own for own, provided in response.names.items()}
    members = {name: value for name, value in params.items() if name not in standard}
    return members | {own: params[name] for name, own in standard.items() if name in params}


def member(body: object, name: str) -> Any:
    """Return a member of an object by its name or by a path such as `team.id`; None if missing."""
    if not isinstance(body, Mapping):
        return None
    if name in body:
        return body[name]
    for part in name.split("."):
        if not isinstance(body, Mapping):
            return None
        body = body.get(part)
    return body
