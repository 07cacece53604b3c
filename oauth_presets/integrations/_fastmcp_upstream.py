"""The client with which FastMCP's `OAuthProxy` redeems codes and refreshes tokens."""

from collections.abc import Mapping
from typing import Any

import httpx
from fastmcp.server.auth.oauth_proxy.upstream import OAuthError

from ..core.configuration import Configuration
from ..core.requests import code_params, refresh_params
from ..errors import LoginError
from ..login.redeem import TOKEN_TIMEOUT
from ..login.token import Token
from ..login.token_request import ask
from ..safe_http.exchange import arun
from ..safe_http.messages import Steps


class UpstreamClient:
    """Redeems codes and refreshes tokens in the provider's own way, as `login` does.

    It has the methods that `OAuthProxy` documents for `_create_upstream_oauth_client`.

    Args:
        config: the configuration.
        redirect_uri: the redirect URI of the proxy.
        state: the state in the authorization response.
        extras: the members of the authorization response that the preset declares.
    """

    def __init__(
        self, config: Configuration, redirect_uri: str, state: str, extras: Mapping[str, str]
    ) -> None:
        self._config = config
        self._redirect_uri = redirect_uri
        self._state = state
        self._extras = extras
        # Unguarded, like FastMCP's own client: the provider may be in a private network.
        self._http = httpx.AsyncClient()

    @property
    def client_secret(self) -> str | None:
        """The client secret, which FastMCP uses to revoke tokens."""
        return self._config.client_secret if self._config.auth_method != "none" else None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def fetch_token(
        self, *, code: str, code_verifier: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Redeem an authorization code (RFC 6749 section 4.1.3)."""
        config = self._config
        params = code_params(
            config, code, self._redirect_uri, code_verifier=code_verifier, state=self._state
        )
        steps = ask(config, "token", config.token_url, params, (code, code_verifier))
        return {**self._extras, **await self._members(steps)}

    async def refresh_token(
        self, *, refresh_token: str, scope: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Use a refresh token (RFC 6749 section 6) for the granted scopes."""
        config = self._config
        scope = config.scope_separator.join((scope or "").split())
        params = refresh_params(config, refresh_token, redirect_uri=self._redirect_uri, scope=scope)
        url = config.refresh_url or config.token_url
        steps = ask(config, "refresh", url, params, (refresh_token,))
        return {"refresh_token": refresh_token, **await self._members(steps)}

    async def _members(self, steps: Steps[Token]) -> dict[str, Any]:
        """Return the members of a token response in the form of RFC 6749 section 5.1."""
        try:
            token = await arun(steps, client=self._http, timeout=TOKEN_TIMEOUT)
        except LoginError as error:
            raise OAuthError(
                error=error.error or "server_error", description=error.description or str(error)
            ) from None
        members = {
            "access_token": token.access_token,
            "token_type": token.token_type or "Bearer",
            "expires_in": token.expires_in,
            "refresh_token": token.refresh_token,
            "scope": None if token.scopes is None else " ".join(token.scopes),
            **token.extras,
        }
        return {name: value for name, value in members.items() if value is not None}
