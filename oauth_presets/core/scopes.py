"""The scopes to ask for: a preset's own, and what the caller wants instead or besides."""

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
    """Return the scopes to ask for, each with its origin; of a repeated one the first counts.

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
        asked = dict.fromkeys(preset.scope_sets[scope_set], origin)
    elif scopes is not None:
        asked = dict.fromkeys(_tokens(preset, "scopes", scopes), of_argument("scopes"))
    else:
        asked = dict.fromkeys(preset.scopes, Origin("the preset's default scopes"))
    for scope in _tokens(preset, "add_scopes", add_scopes):
        asked.setdefault(scope, of_argument("add_scopes"))
    if offline:
        for scope in preset.offline.scopes:
            asked.setdefault(scope, FOR_REFRESH_TOKEN)
    return asked


def _tokens(preset: Preset, argument: str, given: Iterable[str]) -> list[str]:
    """Return the scopes in an argument: a string of them, or any iterable of strings."""
    separator = preset.scope_separator
    if isinstance(given, str):
        tokens = split_scopes(given, separator)
    elif isinstance(given, bytes | Mapping) or not isinstance(given, Iterable):
        raise ScopeError(
            f"{argument}= takes a string or several strings, not {type(given).__name__}."
        )
    else:  # a set has no order of its own; the result must be the same in every process
        tokens = sorted(given, key=str) if isinstance(given, set | frozenset) else [*given]
    known = {*preset.scopes, *preset.scope_descriptions}
    for token in tokens:
        if not isinstance(token, str):
            raise ScopeError(f"{argument}= has {type(token).__name__}; scopes are strings.")
        problem = scope_problem(token, separator)
        if problem is None and "," in token and token not in known:
            # The standard allows it, but it is nearly always a list meant for another provider;
            # this one would only see an unknown scope.
            problem = f"has a comma; {preset.title} joins scopes with {separator!r}"
        if problem:
            raise ScopeError(
                f"{argument}=: the scope {shown(token)} {problem}. Pass each scope as a separate "
                "string, or all of them in one string, separated by spaces."
            )
    return tokens


def split_scopes(text: str, separator: str) -> list[str]:
    """Split scopes at spaces and at the provider's own separator."""
    return [scope for scope in text.replace(separator, " ").split(" ") if scope]
