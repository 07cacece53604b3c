"""Rewrite a library's standard authorization request for the provider."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from ..core.configuration import Configuration
from ..core.requests import authorization_params, authorization_url


def rewritten(config: Configuration, url: str) -> str:
    """Return the provider's authorization URL for the one that a library made.

    Scopes that request a refresh token are always added; without any scopes in the URL, those of
    the configuration are used.

    Args:
        config: the configuration.
        url: the library's URL, with standard parameters and scopes joined by spaces.
    """
    standard = dict(parse_qsl(urlsplit(url).query))
    requested = standard.get("scope", "").split() or config.scopes
    offline = [scope for scope in config.scopes if scope in config.preset.offline.scopes]
    params = authorization_params(
        replace(config, scopes=tuple(dict.fromkeys([*requested, *offline]))),
        standard["redirect_uri"],
        state=standard["state"],
        code_challenge=standard.get("code_challenge"),
    )
    resource = {"resource": standard["resource"]} if "resource" in standard else {}  # RFC 8707
    return authorization_url(config, {**resource, **params})
