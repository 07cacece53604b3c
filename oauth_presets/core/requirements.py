"""The requirements of a configuration beyond plain OAuth 2.0 (RFC 6749), and which get lost.

Each target, a client library or Cohere's five fields, declares which of the facts below it carries.
A requirement that it does not carry is lost. This module works that out; nothing lists it by hand.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from .configuration import Configuration
    from .plan import Plan
    from .preset import Preset

    Config: TypeAlias = Configuration | Plan
    """Requirements are worked out with credentials or without."""

Fact = Literal[
    "authorize_params",
    "offline_params",
    "scope_separator",
    "renamed_scope",
    "renamed_authorization_params",
    "omitted_authorization_params",
    "renamed_authorization_response",
    "authorization_response_extras",
    "response_issuer",
    "selected_variables",
    "pkce",
    "no_pkce",
    "client_secret_basic",
    "client_secret_post",
    "no_client_secret",
    "signed_client_assertion",
    "json_token_request",
    "token_params",
    "code_params",
    "refresh_params",
    "token_headers",
    "renamed_token_params",
    "omitted_token_params",
    "nested_token",
    "renamed_token_response",
    "token_response_extras",
    "refresh_url",
    "api_headers",
    "api_token_header",
    "issuer",
]
"""The facts that a target may carry."""

FACTS: frozenset[Fact] = frozenset(get_args(Fact))


class Requirement(NamedTuple):
    """One thing that a client must honour beyond the plain standard."""

    fact: Fact
    impact: Literal["breaks", "degrades"]
    """`breaks`: the sign-in or the API calls fail without it; `degrades`: a feature is lost."""
    text: str
    """What the provider requires, and what happens if it is ignored, in one sentence."""


FIVE_FIELDS: frozenset[Fact] = frozenset(
    {
        "authorize_params",
        "offline_params",
        "scope_separator",
        "renamed_scope",
        "no_pkce",
        "client_secret_post",
        "api_headers",
        "api_token_header",
    }
)
"""The facts that `CreateConnectorOAuth` carries. A client that uses the five fields sends no code
challenge, and the client secret in the body. Its API calls are not up to the five fields."""


def requirements(config: "Config") -> tuple[Requirement, ...]:
    """Return everything that a client must honour beyond the plain standard, in a fixed order."""
    return (
        *_of_authorization(config),
        *_of_authentication(config),
        *_of_token_requests(config),
        *_of_responses(config),
        *_of_api(config),
    )


def lost(config: "Config", carried: Collection[Fact]) -> tuple[Requirement, ...]:
    """Return the requirements that are lost on a target that carries these facts."""
    return tuple(need for need in requirements(config) if need.fact not in carried)


def warning(preset: "Preset", needs: Collection[Requirement]) -> str:
    """Return the warning about what the five fields lose; empty if they lose nothing."""
    if not needs:
        return ""
    texts = " ".join(need.text for need in needs)
    return (
        f"CreateConnectorOAuth cannot carry everything that {preset.title} needs. {texts} Code "
        "that uses these five fields must handle this itself; configure() returns everything."
    )


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)


def _renamed(names: Mapping[str, str]) -> str:
    return ", ".join(f"{standard} is {provided}" for standard, provided in names.items())


def _of_authorization(config: "Config") -> Iterator[Requirement]:
    preset, request = config.preset, config.preset.authorization_request
    offline = [name for name in config.authorize_params if name in preset.offline.params]
    others = [name for name in config.authorize_params if name not in offline]
    if others:
        yield Requirement(
            "authorize_params",
            "breaks",
            f"The authorization request carries {_listed(others)}; without it the request means "
            "something else, or is refused.",
        )
    if offline:
        yield Requirement(
            "offline_params",
            "degrades",
            f"The authorization request asks for a refresh token with {_listed(offline)}; without "
            "it none is issued.",
        )
    separator = preset.scope_separator
    if separator != " " and len(config.scopes) > 1:
        yield Requirement(
            "scope_separator",
            "breaks",
            f"Scopes are joined with {separator!r}; joined with spaces they are refused or "
            "misread.",
        )
    if config.scopes and "scope" in request.names:
        yield Requirement(
            "renamed_scope",
            "breaks",
            f"The scopes are sent as {request.names['scope']}; as scope they ask for something "
            "else.",
        )
    renamed = {name: provided for name, provided in request.names.items() if name != "scope"}
    if renamed:
        yield Requirement(
            "renamed_authorization_params",
            "breaks",
            f"In the authorization request {_renamed(renamed)}; under the standard name it is "
            "refused.",
        )
    if request.omit:
        yield Requirement(
            "omitted_authorization_params",
            "breaks",
            f"The authorization request must not carry {_listed(request.omit)}.",
        )
    if preset.pkce == "required" and config.pkce:
        yield Requirement(
            "pkce",
            "breaks",
            "Every authorization request needs PKCE (RFC 7636); without it the request is refused.",
        )
    elif config.pkce and config.client_id is not None and config.client_secret is None:
        yield Requirement(
            "pkce",
            "degrades",
            "Without a client secret, PKCE (RFC 7636) is all that protects the code.",
        )
    if not config.pkce and preset.pkce == "refused":
        yield Requirement(
            "no_pkce",
            "breaks",
            "PKCE parameters (RFC 7636) must not be sent; the provider refuses a code_verifier.",
        )
    elif not config.pkce:
        yield Requirement("no_pkce", "degrades", "PKCE parameters (RFC 7636) must not be sent.")


def _of_authentication(config: "Config") -> Iterator[Requirement]:
    methods = config.preset.token_endpoint_auth_methods
    is_public = config.client_id is not None and config.client_secret is None
    if not methods or is_public:
        return
    by_secret = [m for m in methods if m in ("client_secret_basic", "client_secret_post")]
    only = by_secret[0] if len(by_secret) == 1 else None
    if only == "client_secret_basic":
        yield Requirement(
            "client_secret_basic",
            "breaks",
            "The token endpoint accepts the client secret only with HTTP Basic "
            "(client_secret_basic); in the body it is refused.",
        )
    elif only == "client_secret_post":
        yield Requirement(
            "client_secret_post",
            "breaks",
            "The token endpoint accepts the client secret only in the body (client_secret_post); "
            "with HTTP Basic it is refused.",
        )
    elif not by_secret and "none" in methods:
        yield Requirement(
            "no_client_secret",
            "breaks",
            "The token endpoint accepts no client secret: clients must be public.",
        )
    elif not by_secret:
        yield Requirement(
            "signed_client_assertion",
            "breaks",
            f"The token endpoint accepts client authentication only as {' or '.join(methods)} (RFC "
            "7523); a client secret is refused.",
        )


def _of_token_requests(config: "Config") -> Iterator[Requirement]:
    request = config.preset.token_request
    always = {**request.params, **config.token_params}
    if request.body == "json":
        yield Requirement(
            "json_token_request",
            "breaks",
            "The token endpoint accepts only JSON bodies; a form is refused.",
        )
    if always:
        yield Requirement(
            "token_params",
            "breaks",
            f"Every token request carries {_listed(always)}; without it the request is refused, or "
            "the token differs.",
        )
    if request.code_params:
        yield Requirement(
            "code_params",
            "breaks",
            f"The request that redeems a code carries {_listed(request.code_params)}; without it "
            "the request is refused, or the token differs.",
        )
    if request.refresh_params:
        yield Requirement(
            "refresh_params",
            "degrades",
            f"A refresh carries {_listed(request.refresh_params)}; without it the token cannot be "
            "refreshed.",
        )
    if request.headers:
        yield Requirement(
            "token_headers",
            "breaks",
            f"Token requests carry the header {_listed(request.headers)}; without it they are "
            "refused, or answered in another format.",
        )
    if request.names:
        yield Requirement(
            "renamed_token_params",
            "breaks",
            f"In token requests {_renamed(request.names)}; under the standard name it is refused.",
        )
    if request.omit:
        yield Requirement(
            "omitted_token_params",
            "breaks",
            f"Token requests must not carry {_listed(request.omit)}.",
        )
    if config.refresh_url is not None:
        yield Requirement(
            "refresh_url",
            "degrades",
            f"Tokens are refreshed at {config.refresh_url}; the token endpoint refuses them.",
        )


def _of_responses(config: "Config") -> Iterator[Requirement]:
    response, token = config.preset.authorization_response, config.preset.token_response
    if response.names:
        yield Requirement(
            "renamed_authorization_response",
            "breaks",
            f"In the authorization response {_renamed(response.names)}; under the standard name it "
            "is not found.",
        )
    if response.iss:
        yield Requirement(
            "response_issuer",
            "degrades",
            "The authorization response names its issuer (RFC 9207); a client that does not "
            "compare it can be given another server's code.",
        )
    if response.extras:
        yield Requirement(
            "authorization_response_extras",
            "degrades",
            f"The authorization response carries {_listed(response.extras)}, which the application "
            "must keep.",
        )
    free = {name: v for name, v in response.selects.items() if v not in config.pinned}
    if free:
        yield Requirement(
            "selected_variables",
            "degrades",
            f"The authorization response decides {_listed([*free.values()])} by "
            f"{_listed(free)}; users of another one cannot sign in if it is ignored.",
        )
    if token.path:
        yield Requirement(
            "nested_token",
            "breaks",
            f"The token response holds the token in {'.'.join(token.path)}, not at the top level.",
        )
    if token.names:
        yield Requirement(
            "renamed_token_response",
            "breaks",
            f"In the token response {_renamed(token.names)}; under the standard name it is not "
            "found.",
        )
    if token.extras:
        yield Requirement(
            "token_response_extras",
            "degrades",
            f"The token response carries {_listed(token.extras)}, which the application must keep.",
        )


def _of_api(config: "Config") -> Iterator[Requirement]:
    api = config.preset.api
    if api.headers:
        yield Requirement(
            "api_headers",
            "degrades",
            f"API calls carry the header {_listed(api.headers)}; without it they are refused.",
        )
    if (api.header, api.scheme) != ("Authorization", "Bearer"):
        sent = f"{api.header}: {f'{api.scheme} TOKEN'.lstrip()}"
        yield Requirement(
            "api_token_header",
            "breaks",
            f"The API expects the token as {sent!r}; as Authorization: Bearer it is refused.",
        )
