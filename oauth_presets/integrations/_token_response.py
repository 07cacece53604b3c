"""Translate a provider's token response to the form of RFC 6749, for other libraries."""

from collections.abc import Mapping
from typing import Any

from ..core.preset import Preset
from ..core.responses import is_failure, token_extras, token_members


def standard_response(preset: Preset, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a token response or an error (sections 5.1 and 5.2).

    They have their standard names. The extras that the preset declares are included, and `scope` is
    joined with spaces. An error has the member `error`, whatever its HTTP status.
    """
    error = body.get("error")
    if error or is_failure(preset.token_response, body):
        texts = [
            value for name, value in body.items() if name != "error" and isinstance(value, str)
        ]
        return {
            "error": error if isinstance(error, str) else "invalid_request",
            "error_description": body.get("error_description") or " ".join(texts)[:300],
        }
    response = preset.token_response
    token = {**token_members(response, body), **token_extras(response, body)}
    scope = token.get("scope")
    if isinstance(scope, str):
        token["scope"] = scope.replace(preset.scope_separator, " ")
    elif isinstance(scope, list):
        token["scope"] = " ".join(map(str, scope))
    return token
