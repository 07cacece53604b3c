"""An authorization request that a library made in the standard form, in the provider's."""

from collections.abc import Mapping
from dataclasses import replace

from ..core.configuration import Configuration
from ..core.requests import authorization_params, authorization_url


def rewritten(config: Configuration, made: Mapping[str, str]) -> str:
    """Return the URL of an authorization request.

    Args:
        config: the configuration.
        made: the standard parameters that the library would send; `scope` is joined with spaces.
            Without scopes, those of the configuration are asked for; what it takes to get a
            refresh token is always asked for.
    """
    asked = made.get("scope", "").split() or config.scopes
    offline = [scope for scope in config.scopes if scope in config.preset.offline.scopes]
    params = authorization_params(
        replace(config, scopes=tuple(dict.fromkeys([*asked, *offline]))),
        made["redirect_uri"],
        state=made["state"],
        code_challenge=made.get("code_challenge"),
    )
    resource = {"resource": made["resource"]} if "resource" in made else {}  # RFC 8707
    return authorization_url(config, {**resource, **params})
