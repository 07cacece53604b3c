"""Authlib: `OAuth.register`, `OAuth2Client` and `AsyncOAuth2Client` for a provider.

Tested with Authlib 1.9, whose clients use httpx2 if it is installed, else httpx.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from ..core.configuration import Configuration
from ..core.connector import MASK
from . import _wire
from ._carried import CALLBACK, check, library

with library("authlib", "authlib>=1.6"):
    from authlib.common.security import generate_token

AUTH_METHOD = "oauth_presets"


def register(config: Configuration, **more: Any) -> dict[str, Any]:
    """Return the arguments of `OAuth.register`, for Flask, Starlette and Django alike.

    Args:
        config: a configuration with a client identifier.
        more: further arguments of `OAuth.register`, such as `name` and `fetch_token`.

    Returns:
        A dict whose repr hides the client secret.

    Raises:
        IntegrationError: the provider needs something that the library cannot carry.
    """
    check(config, "authlib")
    arguments = {
        "name": config.preset.name,
        "client_id": config.client_id,
        "client_secret": config.client_secret,
        "authorize_url": config.authorize_url,
        "access_token_url": config.token_url,
        "api_base_url": config.api.base_url,
        "client_kwargs": _client_kwargs(config),
        "compliance_fix": lambda session: _fit(session, config),
        **_metadata(config),
        **more,
    }
    return _Arguments({name: value for name, value in arguments.items() if value is not None})


def client(config: Configuration, *, redirect_uri: str, **more: Any) -> Any:
    """Return an `OAuth2Client`, which is an httpx2 client.

    `create_authorization_url` and `fetch_token` need no URL. In a web application, one client makes
    the URL and another redeems the code: pass `state` and `code_verifier` to both.

    Args:
        config: a configuration with a client identifier.
        redirect_uri: where the response arrives, as registered with the provider.
        more: further arguments of `OAuth2Client`, such as `token` and `update_token`.

    Raises:
        IntegrationError: the provider needs something that the library cannot carry.
    """
    check(config, "authlib", CALLBACK)
    from authlib.integrations.httpx_client import OAuth2Client

    return _client(OAuth2Client, config, redirect_uri, more)


def async_client(config: Configuration, *, redirect_uri: str, **more: Any) -> Any:
    """Return an `AsyncOAuth2Client`; `client` documents the arguments."""
    check(config, "authlib", CALLBACK)
    from authlib.integrations.httpx_client import AsyncOAuth2Client

    return _client(AsyncOAuth2Client, config, redirect_uri, more)


class _Arguments(dict[str, Any]):
    def __repr__(self) -> str:
        return repr({name: MASK if name == "client_secret" else self[name] for name in self})


def _client_kwargs(config: Configuration) -> dict[str, Any]:
    return {
        "scope": " ".join(config.scopes) or None,
        "token_endpoint_auth_method": AUTH_METHOD,
        "revocation_endpoint_auth_method": AUTH_METHOD,
        "code_challenge_method": "S256" if config.pkce else None,
    }


def _metadata(config: Configuration) -> dict[str, Any]:
    """Return the metadata that Authlib needs to read the provider's ID tokens."""
    metadata = {
        "issuer": config.issuer,
        "jwks_uri": config.jwks_url,
        "userinfo_endpoint": config.userinfo_url,
    }
    if "openid" in config.scopes and config.issuer and not config.jwks_url:
        url = f"{config.issuer.rstrip('/')}/.well-known/openid-configuration"
        metadata["server_metadata_url"] = url
    return metadata


def _client(
    kind: Callable[..., Any], config: Configuration, redirect_uri: str, more: dict[str, Any]
) -> Any:
    client = kind(
        client_id=config.client_id,
        client_secret=config.client_secret,
        redirect_uri=redirect_uri,
        **{"token_endpoint": config.token_url, **_client_kwargs(config), **more},
    )
    _fit(client, config)
    return client


def _fit(session: Any, config: Configuration) -> None:
    """Make an Authlib session of any HTTP library send and read the provider's own messages."""
    kept: dict[str, Any] = {}
    """The facts of the sign-in to keep in the next token."""
    request: dict[str, str] = {}
    """The state and the code verifier of the authorization request."""
    create, fetch, refresh = (
        session.create_authorization_url,
        session.fetch_token,
        session.refresh_token,
    )

    def create_authorization_url(url: str | None = None, **more: Any) -> tuple[str, str]:
        if config.pkce:
            request["code_verifier"] = more.setdefault("code_verifier", generate_token(48))
        url, request["state"] = create(url or config.authorize_url, **more)
        return _wire.authorization_url(config, url), request["state"]

    def fetch_token(url: str | None = None, **more: Any) -> Any:
        response_url = more.get("authorization_response")
        kept.clear()
        if response_url or "code" in more:
            session.token = None
            more = {**request, **more}
            request["state"] = more.get("state") or ""
            kept.update(_wire.kept_for_refresh(config, session.redirect_uri))
        if response_url:
            response = _wire.authorization_response(config, response_url, more.get("state"))
            if "error" in response.params:  # Authlib would request a client-credentials token
                description = response.params.get("error_description")
                raise session.oauth_error_class(response.params["error"], description)
            more["authorization_response"] = response.url
            kept.update(response.kept)
        return fetch(url or config.token_url, **more)

    def refresh_token(url: str | None = None, **more: Any) -> Any:
        kept.clear()
        kept.update(_wire.kept_of(config, session.token))
        return refresh(url or config.token_url, **more)

    def authenticate(_: Any, method: str, url: str, headers: Any, body: Any) -> Any:
        rewritten = _wire.token_request(
            config,
            url,
            body or "",
            redirect_uri=session.redirect_uri or "",
            state=request.get("state", ""),
            known={**(session.token or {}), **kept},
        )
        for name, value in rewritten.headers.items():
            headers[name] = value
        if "host" in headers:
            headers["host"] = urlsplit(rewritten.url).netloc
        return rewritten.url, headers, rewritten.body

    def read(response: Any) -> Any:
        return response if response.status_code >= 500 else _AuthlibResponse(config, response, kept)

    def call(url: str, headers: Any, body: Any) -> Any:
        token = headers.pop("Authorization").removeprefix("Bearer ")
        for name, value in _wire.api_headers(config, token).items():
            if name == config.api.header or name not in headers:
                headers[name] = value
        return url, headers, body

    session.create_authorization_url = create_authorization_url
    session.fetch_token = fetch_token
    session.refresh_token = refresh_token
    if hasattr(session, "rebuild_auth"):  # a session of requests, which follows redirects
        session.rebuild_auth = _rebuild_auth(session, config)
    session.register_client_auth_method((AUTH_METHOD, authenticate))
    session.register_compliance_hook("access_token_response", read)
    session.register_compliance_hook("refresh_token_response", read)
    session.register_compliance_hook("protected_request", call)


def _rebuild_auth(session: Any, config: Configuration) -> Callable[[Any, Any], None]:
    rebuild = session.rebuild_auth

    def rebuild_auth(request: Any, response: Any) -> None:
        _wire.withhold(config, request.headers, request.url, response.request.url)
        rebuild(request, response)

    return rebuild_auth


class _AuthlibResponse:
    """The parts of a response that Authlib reads."""

    def __init__(self, config: Configuration, response: Any, kept: dict[str, Any]) -> None:
        self.status_code = response.status_code
        self._token = _wire.token_answer(config, response.content, kept)

    def json(self) -> dict[str, Any]:
        return self._token

    def raise_for_status(self) -> None:
        """Do nothing: whatever the status, `json` returns a token or an error."""
