"""Make an `OAuth2Session` of Requests-OAuthlib send and read the provider's own messages."""

import json
from typing import Any

from oauthlib.oauth2 import WebApplicationClient
from requests import PreparedRequest, Response
from requests_oauthlib import OAuth2Session

from ..core.configuration import Configuration
from . import _wire


class ProviderClient(WebApplicationClient):
    """Makes authorization requests and reads responses in the provider's form."""

    def __init__(self, config: Configuration, token: Any = None) -> None:
        super().__init__(config.client_id, token=token)
        self.config = config
        self.kept: dict[str, Any] = {}
        """The facts of the sign-in to keep in the next token."""

    def prepare_request_uri(self, uri: str, *args: Any, **more: Any) -> str:
        url = super().prepare_request_uri(uri, *args, **more)
        return _wire.authorization_url(self.config, url)

    def parse_request_uri_response(self, uri: str, state: str | None = None) -> Any:
        response = _wire.authorization_response(self.config, uri, state)
        self.kept.update(response.kept)
        return super().parse_request_uri_response(response.url, state)

    def parse_request_body_response(self, body: str, scope: Any = None, **more: Any) -> Any:
        # `scope` is not passed on: if the provider grants other scopes than requested, oauthlib
        # would raise a warning instead of returning the token.
        token = _wire.token_answer(self.config, body, self.kept)
        self._expires_at = None  # the last token's must not apply to one that does not expire
        return super().parse_request_body_response(json.dumps(token), **more)

    def add_token(self, uri: str, *args: Any, **more: Any) -> Any:
        uri, headers, body = super().add_token(uri, *args, **more)
        headers.pop("Authorization", None)
        return uri, {**_wire.api_headers(self.config, self.access_token), **headers}, body


class ProviderSession(OAuth2Session):
    """An `OAuth2Session` that sends and reads all messages in the provider's form."""

    def __init__(self, *args: Any, config: Configuration, **more: Any) -> None:
        self.config = config
        more.setdefault("pkce", "S256" if config.pkce else None)
        more["client"] = ProviderClient(config, more.get("token"))
        more["scope"] = more.get("scope") or " ".join(config.scopes) or None
        more["auto_refresh_url"] = config.refresh_url or config.token_url
        super().__init__(*args, **more)
        self._code_verifier: str | None = None

    @property
    def code_verifier(self) -> str | None:
        """The code verifier of the last authorization request; None if PKCE is not used."""
        return self._code_verifier

    def authorization_url(self, url: str | None = None, *args: Any, **more: Any) -> Any:
        return super().authorization_url(url or self.config.authorize_url, *args, **more)

    def fetch_token(self, token_url: str | None = None, *args: Any, **more: Any) -> Any:
        more.pop("client_secret", None)  # the configuration has it
        if self._pkce:
            self._code_verifier = more.pop("code_verifier", self._code_verifier)
        self._client.kept = _wire.kept_for_refresh(self.config, self.redirect_uri)
        more["auth"] = self._rewrite
        return super().fetch_token(token_url or self.config.token_url, *args, **more)

    def refresh_token(self, token_url: str | None = None, *args: Any, **more: Any) -> Any:
        self._client.kept = _wire.kept_of(self.config, self.token)
        more["auth"] = self._rewrite
        return super().refresh_token(token_url or self.auto_refresh_url, *args, **more)

    def rebuild_auth(self, prepared_request: PreparedRequest, response: Response) -> None:
        """Remove the token, whichever header holds it, if a redirect leads to another origin."""
        headers, url = prepared_request.headers, prepared_request.url or ""
        _wire.withhold(self.config, headers, url, response.request.url or "")
        super().rebuild_auth(prepared_request, response)

    def _rewrite(self, request: PreparedRequest) -> PreparedRequest:
        rewritten = _wire.token_request(
            self.config,
            request.url or "",
            request.body or "",
            redirect_uri=self.redirect_uri or "",
            state=self._state or "",
            known={**(self.token or {}), **self._client.kept},
        )
        request.url, request.body = rewritten.url, rewritten.body
        request.headers.update(rewritten.headers)
        return request
