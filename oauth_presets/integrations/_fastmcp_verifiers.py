"""How FastMCP's `OAuthProxy` tells whether an upstream token is still good.

Both verifiers take only tokens that the proxy was itself issued, and announces with `expect`: what
the provider says of another token is not asked. So a token that was issued to another client is
refused, also where the provider's answer does not tell whose it is.
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

CACHE_SECONDS = 60.0
"""For how long an answer is taken as still true, within the lifetime of the token."""

_MOST = 10_000
"""Tokens that are remembered at a time."""


class _Expected(NamedTuple):
    expires_at: float
    scopes: list[str]
    checked_at: float = 0.0
    answer: AccessToken | None = None


class _Issued:
    """The tokens that the proxy was issued, by their hash."""

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
        if len(self._tokens) > _MOST:
            self._tokens.popitem(last=False)


def _key(token: str) -> bytes:
    return sha256(token.encode()).digest()


class IntrospectionVerifier(IntrospectionTokenVerifier):
    """Asks the introspection endpoint (RFC 7662) each time, as a revoked token must end at once."""

    def __init__(self, config: Configuration) -> None:
        basic = config.auth_method == "client_secret_basic"
        identifier, secret = config.client_id or "", config.client_secret or ""
        super().__init__(
            introspection_url=config.introspection_url or "",
            # FastMCP joins them as they are; RFC 6749 section 2.3.1 wants them form-encoded.
            client_id=quote_plus(identifier) if basic else identifier,
            client_secret=quote_plus(secret) if basic else secret,
            client_auth_method="client_secret_basic" if basic else "client_secret_post",
        )
        self._issued_to = identifier
        self._issued = _Issued()

    def expect(self, token: str, expires_at: float, scopes: list[str]) -> None:
        """Take a token for one that the proxy was issued."""
        self._issued.expect(token, expires_at, scopes)

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return what is known of a token; None if it is not good, or another client's."""
        if self._issued.get(token) is None:
            return None
        found = await super().verify_token(token)
        if found is None:
            return None
        claims = found.claims or {}
        if "client_id" in claims:
            whose = [claims["client_id"]]
        else:
            audience = claims.get("aud", self._issued_to)
            whose = audience if isinstance(audience, list) else [audience]
        return found if self._issued_to in whose else None


class UserInfoVerifier(TokenVerifier):
    """Asks for the account of a token, at most once in `CACHE_SECONDS`."""

    def __init__(self, config: Configuration) -> None:
        super().__init__()
        self._config = config
        self._issued = _Issued()

    def expect(self, token: str, expires_at: float, scopes: list[str]) -> None:
        """Take a token for one that the proxy was issued, until it expires."""
        self._issued.expect(token, expires_at, scopes)

    async def verify_token(self, token: str) -> AccessToken | None:
        """Return whose a token is; None if it is not good, or another client's.

        Raises:
            TokenVerificationError: the provider cannot be asked, or does not give an answer.
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
        api, title = self._config.api, self._config.preset.title
        sent = f"{api.scheme} {token}".lstrip()
        try:
            async with httpx2.AsyncClient(timeout=10) as client:
                response = await client.get(
                    self._config.userinfo_url or "",
                    headers={"Accept": "application/json", **api.headers, api.header: sent},
                )
        except httpx2.RequestError as error:
            raise TokenVerificationError(
                f"{title} could not verify a token: {type(error).__name__}."
            ) from None
        if response.status_code in (400, 401, 403):
            return None
        if response.status_code != 200:
            raise TokenVerificationError(
                f"{title} answered with HTTP status {response.status_code} to the verification of "
                "a token."
            )
        try:
            document = response.json()
        except ValueError:
            document = None
        if not isinstance(document, dict):
            raise TokenVerificationError(f"{title} answered without a JSON object.")
        # Who answers a refused token request with status 200 does so here, too (Slack).
        marks = TokenResponse(failure=self._config.preset.token_response.failure)
        return None if document.get("error") or is_failure(marks, document) else document
