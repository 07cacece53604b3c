"""The client that FastMCP's `OAuthProxy` redeems codes and refreshes tokens with."""

import time
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

import httpx2
from fastmcp.server.auth.oauth_proxy.upstream import OAuthError

from ..core.configuration import Configuration
from ..core.requests import code_params, refresh_params, token_headers
from ._token_response import standard_response

TIMEOUT = 30.0
"""Seconds for an answer of the token endpoint, as in FastMCP."""


class UpstreamClient:
    """Redeems codes and refreshes tokens in the provider's own way.

    It has the methods that `OAuthProxy` documents for `_create_upstream_oauth_client`.
    """

    def __init__(
        self, config: Configuration, redirect_uri: str, state: str, extras: Mapping[str, str]
    ) -> None:
        """Make a client.

        Args:
            config: for whom.
            redirect_uri: the proxy's.
            state: that of the authorization response.
            extras: what the application must keep of it.
        """
        self._config = config
        self._redirect_uri = redirect_uri
        self._state = state
        self._extras = extras
        self._http = httpx2.AsyncClient(timeout=TIMEOUT)

    @property
    def client_secret(self) -> str | None:
        """The client secret, with which FastMCP revokes tokens."""
        return self._config.client_secret if self._config.auth_method != "none" else None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def fetch_token(
        self, *, url: str, code: str, code_verifier: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Redeem an authorization code (RFC 6749 section 4.1.3)."""
        params = code_params(
            self._config,
            code,
            self._redirect_uri,
            code_verifier=code_verifier,
            state=self._state,
        )
        return {**self._extras, **await self._token(url, params)}

    async def refresh_token(
        self, *, url: str, refresh_token: str, scope: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """Use a refresh token (RFC 6749 section 6), for the scopes that were granted."""
        scope = self._config.scope_separator.join((scope or "").split())
        params = refresh_params(
            self._config, refresh_token, redirect_uri=self._redirect_uri, scope=scope
        )
        token = await self._token(self._config.refresh_url or url, params)
        return {"refresh_token": refresh_token, **token}

    async def _token(self, url: str, params: Mapping[str, str]) -> dict[str, Any]:
        body, headers = self._authenticated(params)
        as_json = self._config.preset.token_request.body == "json"
        response = await self._http.post(
            url,
            headers={"Accept": "application/json", **headers, **token_headers(self._config)},
            data=None if as_json else body,
            json=body if as_json else None,
        )
        if response.status_code >= 500:
            response.raise_for_status()
        token = standard_response(self._config.preset, response.json())
        if "error" in token:
            raise OAuthError(error=str(token["error"]), description=token.get("error_description"))
        seconds = token.get("expires_in")
        if not seconds:  # some write 0 for a token that does not expire
            token.pop("expires_in", None)
        else:
            token["expires_at"] = int(time.time()) + int(seconds)
        return token

    def _authenticated(self, params: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return the body and the headers with the client's authentication (section 2.3)."""
        config, names = self._config, self._config.preset.token_request.names
        identifier, secret = config.client_id or "", config.client_secret or ""
        if config.auth_method == "client_secret_basic":
            pair = f"{quote_plus(identifier)}:{quote_plus(secret)}"  # appendix B
            return {**params}, {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
        own = {names.get("client_id", "client_id"): identifier}
        if config.auth_method == "client_secret_post":
            own[names.get("client_secret", "client_secret")] = secret
        return {**params, **own}, {}
