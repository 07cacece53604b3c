"""Verify upstream tokens for FastMCP's `OAuthProxy`.

Both verifiers accept only tokens that were issued to the proxy, which registers them with `expect`;
they do not ask the provider about others. So a token of another client is refused even if the
provider's answer does not name the client.
"""

import time
from collections import OrderedDict
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import quote_plus

import httpx2
from fastmcp.server.auth import AccessToken, TokenVerifier
from fastmcp.server.auth.auth import TokenVerificationError
from fastmcp.server.auth.providers.introspection import IntrospectionTokenVerifier

from ..core.configuration import Configuration
from ..core.preset import TokenResponse
from ..core.responses import is_failure
from ._wire import api_headers

CACHE_SECONDS = 60.0
"""How long an answer is cached, within the lifetime of the token."""

_MAX_TOKENS = 10_000
"""The most tokens that are remembered."""


class _Expected(NamedTuple):
    expires_at: float
    scopes: list[str]
    checked_at: float = 0.0
    answer: AccessToken | None = None


class _Issued:
    """The tokens that were issued to the proxy, by their hash."""

    def __init__(self) -> None:
        self._tokens: OrderedDict[bytes, _Expected] = OrderedDict()

    def expect(self, token: str, expires_at: float, scopes: list[str]) -> None:
        known = self.get(token)
        if known is None or (known.expires_at, known.scopes) != (expires_at, scopes):
            self.put(token, _Expected(expires_at, scopes))

    def get(self, token: str) -> _Expected | None:
        return self._tokens.get(_key(token))

    def put(self, token: str, value: _Expected) -> None:
        self._tokens[_key(token)] = value
        self._tokens.move_to_end(_key(token))
        if len(self._tokens) > _MAX_TOKENS:
            self._tokens.popitem(last=False)


def _key(token: str) -> bytes:
    return sha256(token.encode()).digest()


class IntrospectionVerifier(IntrospectionTokenVerifier):
    """Asks the introspection endpoint (RFC 7662) each time, so a revoked token ends at once."""

    def __init__(self, config: Configuration) -> None:
        basic = config.auth_method == "client_secret_basic"
        identifier, secret = config.client_id or "", config.client_secret or ""
        super().__init__(
            introspection_url=config.introspection_url or "",
            # FastMCP joins them unencoded; RFC 6749 section 2.3.1 requires form encoding.
            client_id=quote_plus(identifier) if basic else identifier,
            client_secret=quote_plus(secret) if basic else secret,
            client_auth_method="client_secret_basic" if basic else "client_secret_post",
        )
        self._own_client_id = identifier
        self._issued = _Issued()

    def expect(self, token: str, expires_at: float, scopes: list[str]) -> None:
        """Register a token that was issued to the proxy."""
        self._issued.expect(token, expires_at, scopes)

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return the token's details; None if it is invalid or another client's."""
        if self._issued.get(token) is None:
            return None
        access_token = await super().verify_token(token)
        if access_token is None:
            return None
        claims = access_token.claims or {}
        owner = claims.get("client_id", claims.get("aud", self._own_client_id))
        owners = owner if isinstance(owner, list) else [owner]
        return access_token if self._own_client_id in owners else None


class UserInfoVerifier(TokenVerifier):
    """Asks for the token's account, at most once in `CACHE_SECONDS`."""

    def __init__(self, config: Configuration) -> None:
        super().__init__()
        self._config = config
        self._issued = _Issued()

    def expect(self, token: str, expires_at: float, scopes: list[str]) -> None:
        """Register a token that was issued to the proxy; it is accepted until it expires."""
        self._issued.expect(token, expires_at, scopes)

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return the token's account; None if it is invalid or another client's.

        Raises:
            TokenVerificationError: the provider could not be reached or did not answer.
        """
        expected, now = self._issued.get(token), time.time()
        if expected is None or expected.expires_at <= now:
            return None
        if expected.answer is not None and now - expected.checked_at < CACHE_SECONDS:
            return expected.answer
        claims = await self._userinfo(token)
        if claims is None:
            return None
        subject = claims.get("sub")
        answer = AccessToken(
            token=token,
            client_id=self._config.client_id or "",
            scopes=expected.scopes,
            expires_at=int(expected.expires_at),
            subject=subject if isinstance(subject, str) else None,
            claims=claims,
        )
        self._issued.put(token, expected._replace(checked_at=now, answer=answer))
        return answer

    async def _userinfo(self, token: str) -> dict[str, Any] | None:
        title = self._config.preset.title
        try:
            async with httpx2.AsyncClient(timeout=10) as client:
                response = await client.get(
                    self._config.userinfo_url or "",
                    headers={"Accept": "application/json", **api_headers(self._config, token)},
                )
        except httpx2.RequestError as error:
            raise TokenVerificationError(
                f"{title} could not be asked about a token: {type(error).__name__}."
            ) from None
        if response.status_code in (400, 401, 403):
            return None
        if response.status_code != 200:
            raise TokenVerificationError(
                f"{title} answered HTTP status {response.status_code} when asked about a token."
            )
        try:
            document = response.json()
        except ValueError:
            document = None
        if not isinstance(document, dict):
            raise TokenVerificationError(f"{title} answered without a JSON object.")
        # A provider that refuses token requests with status 200 does so here, too (Slack).
        marks = TokenResponse(failure=self._config.preset.token_response.failure)
        return None if document.get("error") or is_failure(marks, document) else document
