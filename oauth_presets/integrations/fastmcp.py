"""FastMCP: an `OAuthProxy` in front of a provider.

MCP clients register with the proxy and sign in at the provider through it. Tested with FastMCP 4.2.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

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

_OURS = (
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

    Register `{base_url}/auth/callback` with the provider as redirect URI. The proxy asks for the
    scopes that the MCP client wants, or else those of the configuration, and always for what it
    takes to get a refresh token. The user's consent to each MCP client stays on.

    Args:
        config: what `configure` returns, with a client identifier.
        base_url: public URL of the MCP server.
        token_verifier: how to tell whether an upstream token is still good. By default the
            provider is asked: by introspection (RFC 7662), which refuses tokens of other clients,
            or else for the user's account, at most once a minute a token. Both take only tokens
            that this proxy itself was issued.
        more: further arguments of `OAuthProxy`. Without a client secret, `jwt_signing_key` is
            required.

    Raises:
        ArgumentError: an argument of `OAuthProxy` is given that the configuration decides.
        IntegrationError: FastMCP cannot carry something that the provider needs, or needs
            `jwt_signing_key` or `token_verifier`.
    """
    check(config, "fastmcp")
    _check_hooks()
    for name in _OURS:
        if name in more:
            raise ArgumentError(f"{name}= comes from the configuration; set it with configure().")
    secret = config.client_secret if config.auth_method != "none" else None
    if secret is None and more.get("jwt_signing_key") is None:
        raise IntegrationError(
            f"{config.preset.title} is used without a client secret, and FastMCP derives the key "
            "that signs its own tokens from that: pass jwt_signing_key= with a long random "
            "string, the same in all processes.",
            target="fastmcp",
        )
    return _Proxy(
        config,
        token_verifier or _verifier(config),
        upstream_authorization_endpoint=config.authorize_url,
        upstream_token_endpoint=config.token_url,
        # FastMCP revokes with HTTP Basic only.
        upstream_revocation_endpoint=(
            None if config.auth_method == "client_secret_post" else config.revocation_url
        ),
        upstream_client_id=config.client_id,
        upstream_client_secret=secret,
        token_endpoint_auth_method=config.auth_method,
        forward_pkce=config.pkce,
        base_url=base_url,
        # The MCP server's own URL means nothing to the provider, and a strict one refuses it.
        **{"forward_resource": False, "valid_scopes": [*config.scopes], **more},
    )


def _verifier(config: Configuration) -> "IntrospectionVerifier | UserInfoVerifier":
    way = token_check(config)
    if way is not None:
        return IntrospectionVerifier(config) if way == "introspection" else UserInfoVerifier(config)
    raise IntegrationError(
        f"Nothing is known of {config.preset.title} that tells whether a token is still good: "
        "neither introspection with this client authentication nor a user-info endpoint. Pass "
        "token_verifier=: an object of a subclass of fastmcp.server.auth.TokenVerifier whose "
        "verify_token() asks the provider's API.",
        target="fastmcp",
    )


class _Answered(NamedTuple):
    """What the exchange of a code needs to know of the authorization response."""

    state: str = ""
    extras: Mapping[str, str] = {}


_answered: ContextVar[_Answered] = ContextVar("_answered", default=_Answered())  # noqa: B039 - immutable


class _Proxy(OAuthProxy):
    """An `OAuthProxy` that honours how a provider departs from the standard."""

    def __init__(self, config: Configuration, token_verifier: TokenVerifier, **more: Any) -> None:
        super().__init__(token_verifier=token_verifier, **more)
        self._config = config

    def _build_upstream_authorize_url(self, txn_id: str, transaction: dict[str, Any]) -> str:
        url = super()._build_upstream_authorize_url(txn_id, transaction)
        return rewritten(self._config, dict(parse_qsl(urlsplit(url).query)))

    async def _handle_idp_callback(self, request: Request) -> HTMLResponse | RedirectResponse:
        response = self._config.preset.authorization_response
        query = authorization_members(response, request.query_params)
        extras = {name: query[name] for name in response.extras if name in query}
        before = _answered.set(_Answered(query.get("state", ""), extras))
        try:
            scope = {**request.scope, "query_string": urlencode(query).encode()}
            return await super()._handle_idp_callback(Request(scope, request.receive))
        finally:
            _answered.reset(before)

    def _create_upstream_oauth_client(self) -> Any:
        redirect_uri = f"{str(self.base_url).rstrip('/')}{self._redirect_path}"
        return UpstreamClient(self._config, redirect_uri, *_answered.get())

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
    """Refuse a FastMCP that would pass by what `_Proxy` overrides."""
    for name, value in vars(_Proxy).items():
        if callable(value) and name not in vars(OAuthProxy):
            raise IntegrationError(
                f"This version of FastMCP has no OAuthProxy.{name}, which oauth_presets overrides. "
                "Install fastmcp 4.2.",
                target="fastmcp",
            )
