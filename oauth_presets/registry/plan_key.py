"""The key under which a registry caches a plan."""

from typing import Any

OPTIONS: dict[str, Any] = {
    "scopes": None,
    "add_scopes": (),
    "scope_set": None,
    "offline": True,
    "authorize_params": None,
    "token_params": None,
    "auth_method": None,
    "pkce": None,
}
"""The arguments of `configure` that a plan depends on, in order, with their defaults."""

_SAFE_TYPES = frozenset({str, tuple, type(None)})


def plan_key(
    name: object, distribution: object, arguments: tuple[Any, ...], variables: dict[str, str]
) -> tuple[object, ...] | None:
    """Return the key for a plan, or None if the arguments cannot safely be a key.

    Only exact types are safe: an iterator can be read once, a subclass may define its own equality,
    and 1 equals True.
    """
    scopes, add_scopes, scope_set, offline, params, token_params, auth_method, pkce = arguments
    if type(scopes) is list:
        scopes = tuple(scopes)
    if type(add_scopes) is list:
        add_scopes = tuple(add_scopes)
    if type(params) is dict:
        params = tuple(params.items())
    if type(token_params) is dict:
        token_params = tuple(token_params.items())
    key = (
        name, distribution, scopes, add_scopes, scope_set, params, token_params, auth_method,
    )  # fmt: skip
    if type(offline) is not bool or not (pkce is None or type(pkce) is bool):
        return None
    if not _SAFE_TYPES.issuperset(map(type, key)):
        return None
    return (*key, offline, pkce, *variables.items())
