"""HTTPX OAuth: a client for a provider.

Tested with httpx-oauth 0.17.
"""

from collections.abc import Mapping
from typing import Any

from ..core.configuration import Configuration
from ..errors import IntegrationError
from . import _wire
from ._carried import check, library

with library("httpx_oauth", "httpx-oauth>=0.17"):
    import httpx
    from httpx_oauth.exceptions import GetIdEmailError, GetProfileError
    from httpx_oauth.oauth2 import OAuth2, OAuth2RequestError


def client(config: Configuration, *, redirect_uri: str = "") -> OAuth2:
    """Return a client; its name is the preset's.

    With PKCE, pass `code_challenge` and `code_challenge_method="S256"` to `get_authorization_url`,
    and `code_verifier` to `get_access_token`: the client keeps nothing between the calls.

    Args:
        config: a configuration with a client identifier.
        redirect_uri: where the response arrives, if the provider requires it for a refresh.

    Raises:
        IntegrationError: the provider needs something that the library cannot carry, or
            `redirect_uri` is missing.
    """
    check(config, "httpx_oauth")
    if _wire.kept_for_refresh(config, "x") and not redirect_uri:
        raise IntegrationError(
            f"{config.preset.title} requires the redirect URI for a refresh too, and HTTPX OAuth "
            "does not keep it: pass redirect_uri=.",
            target="httpx_oauth",
        )
    return _Client(config, redirect_uri)


class _Client(OAuth2):
    def __init__(self, config: Configuration, redirect_uri: str) -> None:
        super().__init__(
            config.client_id or "",
            config.client_secret or "",
            config.authorize_url,
            config.token_url,
            config.refresh_url or config.token_url,
            config.revocation_url,
            name=config.preset.name,
            base_scopes=[*config.scopes],
            revocation_endpoint_auth_method="client_secret_post",  # build_request authenticates
        )
        self.config, self.redirect_uri = config, redirect_uri

    async def get_authorization_url(self, *args: Any, **more: Any) -> str:
        url = await super().get_authorization_url(*args, **more)
        if self.config.pkce and "challenge=" not in url:
            self._require_pkce()
        return _wire.authorization_url(self.config, url)

    def _require_pkce(self) -> None:
        if self.config.preset.pkce == "required":
            who = self.config.preset.title
        elif self.config.client_secret is None:
            who = "A client without a secret"  # nothing else protects its code
        else:
            return
        raise IntegrationError(
            f"{who} requires PKCE: pass code_challenge= and code_challenge_method='S256' to "
            "get_authorization_url().",
            target="httpx_oauth",
            lost=("pkce",),
        )

    async def get_profile(self, token: str) -> dict[str, Any]:
        if self.config.userinfo_url is None:
            raise GetProfileError(f"{self.config.preset.title} has no user-info endpoint.")
        async with self.get_httpx_client() as http:
            headers = {"Accept": "application/json", **_wire.api_headers(self.config, token)}
            response = await http.get(self.config.userinfo_url, headers=headers)
        if response.status_code != 200:
            raise GetProfileError(response=response)
        return dict(response.json())

    async def get_id_email(self, token: str) -> tuple[str, str | None]:
        """Read the claims of OpenID Connect; override this for a provider without them."""
        profile = await self.get_profile(token)
        if not isinstance(profile.get("sub"), str):
            raise GetIdEmailError(f"The profile at {self.config.preset.title} has no sub.")
        return profile["sub"], profile.get("email")

    def build_request(
        self,
        client: httpx.AsyncClient,
        method: str,
        url: str,
        *,
        auth_method: Any = None,
        data: Mapping[str, Any] | None = None,
    ) -> tuple[httpx.Request, httpx.Auth | None]:
        form = httpx.QueryParams(dict(data or {}))
        rewritten = _wire.token_request(
            self.config, url, str(form), redirect_uri=self.redirect_uri, known={}
        )
        request = client.build_request(
            method, rewritten.url, headers=rewritten.headers, content=rewritten.body
        )
        return request, None

    def get_json(
        self, response: httpx.Response, *, exc_class: type[OAuth2RequestError]
    ) -> dict[str, Any]:
        token = _wire.token_answer(self.config, response.content, {})
        if "error" in token:
            reason = token.get("error_description") or ""
            raise exc_class(f"{token['error']}: {reason}".rstrip(": "), response)
        return token
