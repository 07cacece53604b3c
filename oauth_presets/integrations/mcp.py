"""The MCP SDK's client: sign in to a provider whose MCP server takes the provider's own tokens.

The SDK finds the provider by discovery, starting at the MCP server. Tested with mcp 2.3.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..core.configuration import Configuration
from ..errors import IntegrationError
from ._authorization_request import rewritten
from ._carried import check, library

with library("mcp", "mcp>=2.3"):
    from mcp.client.auth import OAuthClientProvider, TokenStorage
    from mcp.shared.auth import (
        AuthorizationCodeResult,
        OAuthClientInformationFull,
        OAuthClientMetadata,
        OAuthMetadata,
        OAuthToken,
    )
    from pydantic import AnyHttpUrl, AnyUrl


def client_provider(
    config: Configuration,
    server_url: str,
    *,
    redirect_uri: str,
    storage: TokenStorage,
    redirect_handler: Callable[[str], Awaitable[None]],
    callback_handler: Callable[[], Awaitable[AuthorizationCodeResult]],
    **more: Any,
) -> OAuthClientProvider:
    """Return an `OAuthClientProvider` for a client that is registered with the provider.

    The client's credentials go to the provider's own endpoints only: if the MCP server names
    another authorization server, the sign-in ends with an error.

    Args:
        config: what `configure` returns, with a client identifier.
        server_url: URL of the MCP server.
        redirect_uri: where the response arrives, as registered with the provider.
        storage: where the tokens are kept; the client's credentials are not put into it.
        redirect_handler: opens a URL in the user's browser.
        callback_handler: waits for the response, and returns what it carries.
        more: further arguments of `OAuthClientProvider`.

    Raises:
        IntegrationError: the MCP SDK cannot carry something that the provider needs, or the preset
            names no issuer by which the SDK could find it.
    """
    check(config, "mcp")
    provider = OAuthClientProvider(
        server_url,
        OAuthClientMetadata.model_validate(_metadata(config, redirect_uri)),
        _StaticClient(storage, config, redirect_uri),
        redirect_to(config, redirect_handler),
        callback_handler,
        **more,
    )
    # Discovery replaces it. Until then, such as for a refresh after a restart, the SDK would take
    # the MCP server's own /token.
    provider.context.oauth_metadata = OAuthMetadata(
        issuer=AnyHttpUrl(config.issuer or ""),
        authorization_endpoint=AnyHttpUrl(config.authorize_url),
        token_endpoint=AnyHttpUrl(config.token_url),
    )
    return provider


def redirect_to(
    config: Configuration, open_url: Callable[[str], Awaitable[None]]
) -> Callable[[str], Awaitable[None]]:
    """Return a `redirect_handler` of `OAuthClientProvider`: it opens the provider's own URL.

    Args:
        config: what `configure` returns, with a client identifier.
        open_url: opens a URL in the user's browser.

    Raises:
        IntegrationError: as for `client_provider`.
    """
    check(config, "mcp")

    async def redirect(url: str) -> None:
        await open_url(rewritten(config, dict(parse_qsl(urlsplit(url).query))))

    return redirect


def client_information(config: Configuration, redirect_uri: str) -> OAuthClientInformationFull:
    """Return the registration of a client, bound to the provider's issuer.

    Its repr shows the client secret, as the SDK's class does.

    Args:
        config: what `configure` returns, with a client identifier.
        redirect_uri: where the response arrives, as registered with the provider.

    Raises:
        IntegrationError: as for `client_provider`.
    """
    check(config, "mcp")
    return _information(config, redirect_uri)


def _information(config: Configuration, redirect_uri: str) -> OAuthClientInformationFull:
    return OAuthClientInformationFull.model_validate(
        {
            **_metadata(config, redirect_uri),
            "client_id": config.client_id,
            "client_secret": config.client_secret if config.auth_method != "none" else None,
            "issuer": config.issuer,
        }
    )


def _metadata(config: Configuration, redirect_uri: str) -> dict[str, Any]:
    return {
        "redirect_uris": [AnyUrl(redirect_uri)],
        "token_endpoint_auth_method": config.auth_method,
        "scope": " ".join(config.scopes) or None,
    }


class _StaticClient:
    """The caller's storage of tokens, with one client for good."""

    def __init__(self, storage: TokenStorage, config: Configuration, redirect_uri: str) -> None:
        self._storage = storage
        self._title = config.preset.title
        self._issuer = config.issuer
        self._information = _information(config, redirect_uri)

    async def get_tokens(self) -> OAuthToken | None:
        return await self._storage.get_tokens()

    async def set_tokens(self, tokens: OAuthToken) -> None:
        await self._storage.set_tokens(tokens)

    async def get_client_info(self) -> OAuthClientInformationFull:
        return self._information

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        # The SDK has dropped ours, and registered another client with another server.
        raise IntegrationError(
            f"The MCP server does not name {self._title} ({self._issuer}) as its authorization "
            "server. Check the URL of the MCP server and the preset's variables.",
            target="mcp",
        )
