"""What each target carries of a configuration, and what becomes of the rest."""

import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from ..core.configuration import Configuration, check_configuration
from ..core.requirements import FACTS, FIVE_FIELDS, Fact, Requirement, lost
from ..errors import ArgumentError, IntegrationError, UnsupportedNeedWarning

# The API is called by the application, not by the library that signs in.
_API: frozenset[Fact] = frozenset({"api_headers", "api_token_header"})
_AUTHENTICATION: frozenset[Fact] = frozenset(
    {"client_secret_basic", "client_secret_post", "no_client_secret"}
)
_AUTHORIZATION_REQUEST: frozenset[Fact] = frozenset(
    {
        "authorize_params",
        "offline_params",
        "scope_separator",
        "renamed_scope",
        "renamed_authorization_params",
        "omitted_authorization_params",
    }
)
_TOKEN_REQUESTS: frozenset[Fact] = frozenset(
    {
        "json_token_request",
        "token_params",
        "code_params",
        "refresh_params",
        "token_headers",
        "renamed_token_params",
        "omitted_token_params",
        "refresh_url",
    }
)
_TOKEN_RESPONSE: frozenset[Fact] = frozenset(
    {"nested_token", "renamed_token_response", "token_response_extras"}
)

_ALL: frozenset[Fact] = FACTS - {"signed_client_assertion"}
"""What a library carries that lets us rewrite each request and each response."""

CALLBACK: frozenset[Fact] = frozenset(
    {
        "authorization_response_extras",
        "renamed_authorization_response",
        "response_issuer",
        "selected_variables",
    }
)
"""What only whoever reads the whole authorization response carries."""

TARGETS: Mapping[str, frozenset[Fact]] = MappingProxyType(
    {
        "authlib": _ALL - CALLBACK,  # of the callback, OAuth.register passes on code and state
        "cohere": FIVE_FIELDS,
        "fastmcp": _API
        | _AUTHENTICATION
        | _AUTHORIZATION_REQUEST
        | _TOKEN_REQUESTS
        | _TOKEN_RESPONSE
        | {
            "authorization_response_extras",
            "no_pkce",
            "pkce",
            "renamed_authorization_response",
        },
        "flask_dance": _ALL,
        "httpx_oauth": _ALL - CALLBACK,  # the caller reads the code out of the callback
        "mcp": _API | _AUTHENTICATION | _AUTHORIZATION_REQUEST | {"pkce"},
        "openapi": _API | {"authorize_params", "offline_params", "refresh_url"},
        "requests_oauthlib": _ALL,
    }
)
"""Target -> the facts that it carries; each but `openapi` is a module of this package."""

TITLES = {
    "authlib": "Authlib",
    "cohere": "A Cohere connector",
    "fastmcp": "FastMCP",
    "flask_dance": "Flask-Dance",
    "httpx_oauth": "HTTPX OAuth",
    "mcp": "The MCP SDK",
    "openapi": "An OpenAPI security scheme",
    "requests_oauthlib": "Requests-OAuthlib",
}


def lost_for(config: Configuration, target: str) -> tuple[Requirement, ...]:
    """Return what a target cannot carry of a configuration.

    Args:
        config: what `configure` returns.
        target: one of `TARGETS`.

    Raises:
        ArgumentError: the target is unknown.
    """
    if target not in TARGETS:
        raise ArgumentError(f"Unknown target {target!a:.40}. Choose one of {', '.join(TARGETS)}.")
    return _lost(config, target)


def _lost(
    config: Configuration, target: str, also: Collection[Fact] = ()
) -> tuple[Requirement, ...]:
    needs = lost(config, TARGETS[target].union(also))
    return (*needs, _ISSUER) if target == "mcp" and config.issuer is None else needs


_ISSUER = Requirement(
    "issuer",
    "breaks",
    "The preset names no issuer. The MCP SDK uses the authorization server that the MCP server "
    "names, and without an issuer the client's credentials could be sent to any other.",
)


def check(config: Configuration, target: str, also: Collection[Fact] = ()) -> None:
    """Refuse what breaks and warn of what degrades.

    A function that users call calls this one directly: the warning names their line.

    Args:
        config: what `configure` returns.
        target: one of `TARGETS`.
        also: what this function carries, and others of the target do not.

    Raises:
        ArgumentError: it is not a configuration with a client identifier.
        IntegrationError: the sign-in or the API calls would fail.
    """
    check_configuration(config)
    if config.client_id is None:
        raise ArgumentError(
            "The configuration has no client identifier: pass client_id= to configure()."
        )
    needs = _lost(config, target, also)
    breaking = [need for need in needs if need.impact == "breaks"]
    if breaking:
        raise IntegrationError(
            f"{TITLES[target]} cannot carry everything that {config.preset.title} needs. "
            f"{_texts(breaking)} {_way_out(config)}",
            target=target,
            lost=tuple(need.fact for need in breaking),
        )
    warn(config, target, needs, stacklevel=3)


def warn(
    config: Configuration, target: str, needs: tuple[Requirement, ...], *, stacklevel: int = 2
) -> None:
    """Warn once of everything that is lost; do nothing if nothing is."""
    if needs:
        message = (
            f"{TITLES[target]} cannot carry everything that {config.preset.title} needs. "
            f"{_texts(needs)}"
        )
        facts = tuple(need.fact for need in needs)
        warnings.warn(
            UnsupportedNeedWarning(message, target=target, lost=facts), stacklevel=stacklevel + 1
        )


def _texts(needs: "list[Requirement] | tuple[Requirement, ...]") -> str:
    return " ".join(need.text for need in needs)


def _way_out(config: Configuration) -> str:
    """Say with what the sign-in works."""
    facts = {need.fact for need in lost(config, ())}
    if "signed_client_assertion" in facts:
        return "Use a library that signs client assertions; the configuration has the URLs for it."
    ways = [(name, lost_for(config, name)) for name in TARGETS if name not in ("cohere", "openapi")]
    if any(need.impact == "breaks" for need in dict(ways)["authlib"]):
        ways.insert(0, ("authlib.client", _lost(config, "authlib", CALLBACK)))
    working = [name for name, needs in ways if all(need.impact == "degrades" for need in needs)]
    return f"Use {' or '.join(['oauth_presets.login', *working])} instead."


@contextmanager
def library(package: str, requirement: str) -> Iterator[None]:
    """Word the error if a client library is not installed.

    Args:
        package: the package that is imported.
        requirement: what pip installs, with the oldest version that is supported.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise
        raise ModuleNotFoundError(
            f"oauth_presets.integrations.{package} needs {package}: pip install '{requirement}'",
            name=error.name,
        ) from None
