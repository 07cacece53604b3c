"""Read authorization responses (RFC 6749 section 4.1.2) in the forms that frameworks provide."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from ..core.configuration import Configuration
from ..errors import ArgumentError
from ..util.text import quoted
from .token_response import harmless

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/|/")


def parameters(response: str | Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the parameters of a response in order; an empty list if it is malformed.

    Args:
        response: a query string with or without `?`, the whole URL, or a mapping of strings.

    Raises:
        ArgumentError: the response is neither a string nor a mapping of strings.
    """
    if isinstance(response, Mapping):
        pairs = list(response.items())
        if not all(isinstance(text, str) for pair in pairs for text in pair):
            raise ArgumentError("The response must map strings to strings.")
        return pairs
    if not isinstance(response, str):
        raise ArgumentError(
            "The response must be a query string, a URL or a mapping of strings, not "
            f"{type(response).__name__}."
        )
    query = response.partition("#")[0]
    if _URL.match(query):
        query = query.partition("?")[2]
    # Some providers end the query with "&", or write it twice.
    query = "&".join(filter(None, query.removeprefix("?").split("&")))
    try:
        return parse_qsl(
            query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=50
        )
    except ValueError:
        return []


def error_of(pairs: Mapping[str, str]) -> tuple[str, str, str]:
    """Return `error`, `error_description`, and both combined for a message."""
    error = harmless(pairs.get("error"))
    description = harmless(pairs.get("error_description"))
    reason = ": ".join(filter(None, (error, description))) or "it gives no reason"
    return error, description, reason


def claimed_error(query: str) -> str:
    """Return the error in a response without a state; empty for any other response."""
    pairs = dict(parameters(query))
    return error_of(pairs)[2] if "error" in pairs and "state" not in pairs else ""


def selected(config: Configuration, pairs: Mapping[str, str]) -> dict[str, str] | str:
    """Return the variables that a response selects from the preset's choices, or a problem.

    Args:
        config: the configuration of the sign-in.
        pairs: the parameters of the response, under the provider's names.
    """
    chosen: dict[str, str] = {}
    for parameter, variable in config.preset.authorization_response.selects.items():
        value = pairs.get(parameter)
        if value is None:
            continue
        choices, current = config.preset.variables[variable].choices, config.variables[variable]
        keys = [key for key, text in choices.items() if value in (key, text)]
        if not keys:
            return (
                f"the response selects {parameter}={quoted(value)}, but the preset's choices for "
                f"{variable} are {', '.join(choices)}"
            )
        key = value if value in choices else current if current in keys else keys[0]
        if key != current and variable in config.pinned:
            return (
                f"the response selects {variable}={key!r}, but the configuration has {variable}="
                f"{current!r}. Nothing was sent to {key!r}. If that is right, pass "
                f"{variable}={key!r} to configure(), or omit it and let the response select it"
            )
        chosen[variable] = key
    return chosen
