"""Which facts of a configuration each target carries; errors and warnings for the others."""

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
_ALL: frozenset[Fact] = FACTS - {"signed_client_assertion"}
"""The facts that a library carries if each of its requests and responses can be rewritten."""

CALLBACK: frozenset[Fact] = frozenset(
    {
        "authorization_response_extras",
        "renamed_authorization_response",
        "response_issuer",
        "selected_variables",
    }
)
"""The facts that are carried only if the whole authorization response is read."""

TARGETS: Mapping[str, frozenset[Fact]] = MappingProxyType(
    {
        "authlib": _ALL - CALLBACK,  # with OAuth.register, only code and state are passed on
        "cohere": FIVE_FIELDS,
        "fastmcp": _ALL - {"response_issuer", "selected_variables"},
        "flask_dance": _ALL,
        "httpx_oauth": _ALL - CALLBACK,  # the caller reads the callback
        "mcp": _API | _AUTHENTICATION | _AUTHORIZATION_REQUEST | {"pkce"},
        "openapi": _API | {"authorize_params", "offline_params", "refresh_url"},
        "requests_oauthlib": _ALL,
    }
)
"""Target -> the facts that it carries. Each target is a module of this package."""

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
    """Return the requirements of a configuration that a target cannot carry.

    Args:
        config: the configuration.
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
    """Raise an error if the target would break the sign-in, or warn if it would degrade it.

    Call this directly from a public function, so that the warning names the user's line.

    Args:
        config: the configuration.
        target: one of `TARGETS`.
        also: facts that this function carries in addition to `TARGETS`.

    Raises:
        ArgumentError: this is not a configuration with a client identifier.
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
    """Warn of all the requirements in one warning; do nothing if there are none."""
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
    """Name the alternatives with which the sign-in works."""
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
    """Say how to install a client library if its import fails.

    Args:
        package: the imported package.
        requirement: the argument for pip, with the oldest supported version.
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
