"""The scopes to request: a preset's defaults, or those that the caller's arguments choose."""

from collections.abc import Iterable, Mapping

from ..errors import ScopeError
from ..util.text import shown
from .origin import FOR_REFRESH_TOKEN, Origin, of_argument
from .preset import Preset
from .preset_rules import scope_problem


def chosen_scopes(
    preset: Preset,
    scopes: Iterable[str] | None,
    add_scopes: Iterable[str],
    scope_set: str | None,
    offline: bool,
) -> dict[str, Origin]:
    """Return the scopes to request, each once, with their origins.

    Raises:
        ScopeError: an argument is malformed or contradicts another one.
    """
    if scopes is not None and scope_set is not None:
        raise ScopeError("scopes= and scope_set= both replace the default scopes; give only one.")
    if scope_set is not None:
        if not isinstance(scope_set, str):
            raise ScopeError(f"scope_set= takes a string, not {type(scope_set).__name__}.")
        if scope_set not in preset.scope_sets:
            known = ", ".join(preset.scope_sets) or "none"
            raise ScopeError(
                f"{preset.title} has no scope set {shown(scope_set)}. Its scope sets: {known}."
            )
        origin = Origin(f"the scope set {scope_set!r}", "scope_set")
        requested = dict.fromkeys(preset.scope_sets[scope_set], origin)
    elif scopes is not None:
        requested = dict.fromkeys(_tokens(preset, "scopes", scopes), of_argument("scopes"))
    else:
        requested = dict.fromkeys(preset.scopes, Origin("the preset's default scopes"))
    for scope in _tokens(preset, "add_scopes", add_scopes):
        requested.setdefault(scope, of_argument("add_scopes"))
    if offline:
        for scope in preset.offline.scopes:
            requested.setdefault(scope, FOR_REFRESH_TOKEN)
    return requested


def _tokens(preset: Preset, argument: str, value: Iterable[str]) -> list[str]:
    """Return the scopes in an argument: a string of them, or any iterable of strings."""
    separator = preset.scope_separator
    if isinstance(value, str):
        tokens = split_scopes(value, separator)
    elif isinstance(value, bytes | Mapping) or not isinstance(value, Iterable):
        raise ScopeError(
            f"{argument}= takes a string or several strings, not {type(value).__name__}."
        )
    else:  # a set has no order, but the result must be the same in every process
        tokens = sorted(value, key=str) if isinstance(value, set | frozenset) else [*value]
    known = {*preset.scopes, *preset.scope_descriptions}
    for token in tokens:
        if not isinstance(token, str):
            kind = type(token).__name__
            raise ScopeError(f"{argument}= contains a value of type {kind}; scopes are strings.")
        problem = scope_problem(token, separator)
        if problem is None and "," in token and token not in known:
            # The standard allows it, but it is nearly always a list in another provider's style,
            # which this one would take for a single unknown scope.
            problem = f"has a comma; {preset.title} joins scopes with {separator!r}"
        if problem:
            raise ScopeError(
                f"{argument}=: the scope {shown(token)} {problem}. Pass each scope as a separate "
                "string, or all of them in one string, separated by spaces."
            )
    return tokens


def split_scopes(text: str, separator: str) -> list[str]:
    """Split a string of scopes at spaces and at the provider's separator."""
    return [scope for scope in text.replace(separator, " ").split(" ") if scope]
