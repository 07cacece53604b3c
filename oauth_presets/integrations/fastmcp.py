"""FastMCP: an `OAuthProxy` in front of a provider.

MCP clients register with the proxy and sign in at the provider through it. Tested with FastMCP 4.2.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple
from urllib.parse import urlencode

from ..core.configuration import Configuration
from ..core.responses import authorization_members
from ..errors import ArgumentError, IntegrationError
from ._authorization_request import rewritten
from ._carried import check, library
from ._token_check import token_check

with library("fastmcp", "fastmcp>=4.2"):
    from fastmcp.server.auth import OAuthProxy, TokenVerifier
    from fastmcp.server.auth.oauth_proxy.models import UpstreamTokenSet
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, RedirectResponse

    from ._fastmcp_upstream import UpstreamClient
    from ._fastmcp_verifiers import IntrospectionVerifier, UserInfoVerifier

_FROM_CONFIGURATION = (
    "upstream_authorization_endpoint",
    "upstream_token_endpoint",
    "upstream_revocation_endpoint",
    "upstream_client_id",
    "upstream_client_secret",
    "token_endpoint_auth_method",
    "forward_pkce",
    "extra_authorize_params",
    "extra_token_params",
)


def oauth_proxy(
    config: Configuration,
    *,
    base_url: str,
    token_verifier: TokenVerifier | None = None,
    **more: Any,
) -> OAuthProxy:
    """Return an `OAuthProxy` for a provider.

    Register `{base_url}/auth/callback` with the provider as the redirect URI. The proxy requests
    the scopes that the MCP client asks for, or else those of the configuration, and always a
    refresh token if the configuration does. Users are still asked to consent to each MCP client.

    Args:
        config: a configuration with a client identifier.
        base_url: public URL of the MCP server.
        token_verifier: verifies upstream tokens. By default the provider is asked: by introspection
            (RFC 7662), which refuses tokens of other clients, or else for the user's account, at
            most once a minute per token. Both accept only tokens that were issued to this proxy.
        more: further arguments of `OAuthProxy`. Without a client secret, `jwt_signing_key` is
            required.

    Raises:
        ArgumentError: an argument of `OAuthProxy` is passed that comes from the configuration.
        IntegrationError: FastMCP cannot carry something that the provider needs, or
            `jwt_signing_key` or `token_verifier` is required.
    """
    check(config, "fastmcp")
    _check_hooks()
    for name in _FROM_CONFIGURATION:
        if name in more:
            raise ArgumentError(f"{name}= comes from the configuration; set it with configure().")
    secret = config.client_secret if config.auth_method != "none" else None
    if secret is None and more.get("jwt_signing_key") is None:
        raise IntegrationError(
            f"{config.preset.title} is used without a client secret, from which FastMCP derives "
            "the key that signs its own tokens. Pass jwt_signing_key= with a long random string, "
            "the same in all processes.",
            target="fastmcp",
        )
    return _Proxy(
        config,
        token_verifier or _verifier(config),
        upstream_authorization_endpoint=config.authorize_url,
        upstream_token_endpoint=config.token_url,
        # FastMCP can only use HTTP Basic for revocation.
        upstream_revocation_endpoint=(
            None if config.auth_method == "client_secret_post" else config.revocation_url
        ),
        upstream_client_id=config.client_id,
        upstream_client_secret=secret,
        token_endpoint_auth_method=config.auth_method,
        forward_pkce=config.pkce,
        base_url=base_url,
        # The provider does not know the MCP server's URL, and may refuse it.
        **{"forward_resource": False, "valid_scopes": [*config.scopes], **more},
    )


def _verifier(config: Configuration) -> "IntrospectionVerifier | UserInfoVerifier":
    method = token_check(config)
    if method == "introspection":
        return IntrospectionVerifier(config)
    if method == "userinfo":
        return UserInfoVerifier(config)
    raise IntegrationError(
        f"The tokens of {config.preset.title} cannot be verified: the preset has neither "
        "introspection for this client authentication nor a user-info endpoint. Pass "
        "token_verifier=: an instance of a subclass of fastmcp.server.auth.TokenVerifier that "
        "asks the provider's API in verify_token().",
        target="fastmcp",
    )


class _Callback(NamedTuple):
    """The parts of the authorization response that redeeming the code needs."""

    state: str = ""
    extras: Mapping[str, str] = {}


_callback: ContextVar[_Callback] = ContextVar("_callback", default=_Callback())  # noqa: B039 - immutable


class _Proxy(OAuthProxy):
    """An `OAuthProxy` that follows a provider's deviations from the standard."""

    def __init__(self, config: Configuration, token_verifier: TokenVerifier, **more: Any) -> None:
        super().__init__(token_verifier=token_verifier, **more)
        self._config = config

    def _build_upstream_authorize_url(self, txn_id: str, transaction: dict[str, Any]) -> str:
        url = super()._build_upstream_authorize_url(txn_id, transaction)
        return rewritten(self._config, url)

    async def _handle_idp_callback(self, request: Request) -> HTMLResponse | RedirectResponse:
        response = self._config.preset.authorization_response
        query = authorization_members(response, request.query_params)
        extras = {name: query[name] for name in response.extras if name in query}
        reset_token = _callback.set(_Callback(query.get("state", ""), extras))
        try:
            scope = {**request.scope, "query_string": urlencode(query).encode()}
            return await super()._handle_idp_callback(Request(scope, request.receive))
        finally:
            _callback.reset(reset_token)

    def _create_upstream_oauth_client(self) -> Any:
        redirect_uri = f"{str(self.base_url).rstrip('/')}{self._redirect_path}"
        return UpstreamClient(self._config, redirect_uri, *_callback.get())

    async def _extract_upstream_claims(self, idp_tokens: dict[str, Any]) -> dict[str, Any] | None:
        preset = self._config.preset
        names = (*preset.authorization_response.extras, *preset.token_response.extras)
        return {name: idp_tokens[name] for name in names if name in idp_tokens} or None

    def _get_verification_token(self, upstream_token_set: UpstreamTokenSet) -> str | None:
        token = super()._get_verification_token(upstream_token_set)
        verifier = self._token_validator
        if token is not None and isinstance(verifier, IntrospectionVerifier | UserInfoVerifier):
            scopes = upstream_token_set.scope.split() if upstream_token_set.scope else []
            verifier.expect(token, upstream_token_set.expires_at, scopes)
        return token


def _check_hooks() -> None:
    """Refuse a version of FastMCP that would not call the overrides of `_Proxy`."""
    for name, value in vars(_Proxy).items():
        if callable(value) and name not in vars(OAuthProxy):
            raise IntegrationError(
                f"This version of FastMCP has no OAuthProxy.{name}, which oauth_presets overrides. "
                "Install fastmcp 4.2.",
                target="fastmcp",
            )
