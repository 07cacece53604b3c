"""Read an authorization response (RFC 6749 section 4.1.2) in the forms that frameworks give it."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

from ..core.configuration import Configuration
from ..errors import ArgumentError
from ..safe_http.messages import quoted
from .token_response import harmless

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/|/")


def parameters(response: str | Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the parameters of a response in their order; none if it is malformed.

    Args:
        response: a query string with or without `?`, the whole URL, or a mapping of strings.

    Raises:
        ArgumentError: it is neither a string nor a mapping of strings.
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
    # Some providers end the query with "&", or double it.
    query = "&".join(filter(None, query.removeprefix("?").split("&")))
    try:
        return parse_qsl(
            query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=50
        )
    except ValueError:
        return []


def error_of(pairs: Mapping[str, str]) -> tuple[str, str, str]:
    """Return `error`, `error_description`, and both in one text for a message."""
    error = harmless(pairs.get("error"))
    description = harmless(pairs.get("error_description"))
    return (
        error,
        description,
        ": ".join(filter(None, (error, description))) or "it gives no reason",
    )


def claimed_error(query: str) -> str:
    """Return the error that a response without a state claims; empty if it is no such response."""
    found = dict(parameters(query))
    return error_of(found)[2] if "error" in found and "state" not in found else ""


def selected(config: Configuration, found: Mapping[str, str]) -> dict[str, str] | str:
    """Return the variables that a response chooses among the preset's own choices, or a problem.

    Args:
        config: what was configured.
        found: the parameters of the response, under the provider's names.
    """
    chosen: dict[str, str] = {}
    for parameter, variable in config.preset.authorization_response.selects.items():
        value = found.get(parameter)
        if value is None:
            continue
        choices, current = config.preset.variables[variable].choices, config.variables[variable]
        keys = [key for key, text in choices.items() if value in (key, text)]
        if not keys:
            return (
                f"the response chooses {parameter}={quoted(value)}, and the preset knows "
                f"{variable} only as {', '.join(choices)}"
            )
        key = value if value in choices else current if current in keys else keys[0]
        if key != current and variable in config.pinned:
            return (
                f"the response chooses {variable}={key!r}, the configuration {variable}="
                f"{current!r}. Nothing was sent there. If {key!r} is right, configure it so, or "
                f"leave {variable} to the response"
            )
        chosen[variable] = key
    return chosen
