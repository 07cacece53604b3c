"""The MCP SDK's client: sign in to a provider, for an MCP server that accepts its tokens.

The SDK finds the provider by discovery, starting at the MCP server. Tested with mcp 2.3.
"""

from collections.abc import Awaitable, Callable
from typing import Any

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

    The client's credentials go only to the provider's own endpoints: if the MCP server names
    another authorization server, the sign-in fails.

    Args:
        config: a configuration with a client identifier.
        server_url: URL of the MCP server.
        redirect_uri: where the response arrives, as registered with the provider.
        storage: stores the tokens, but not the client's credentials.
        redirect_handler: opens a URL in the user's browser.
        callback_handler: waits for the response and returns its parameters.
        more: further arguments of `OAuthClientProvider`.

    Raises:
        IntegrationError: the MCP SDK cannot carry something that the provider needs, or the preset
            names no issuer, by which the SDK finds the provider.
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
    # Discovery replaces it. Before that, for example in a refresh after a restart, the SDK would
    # use the MCP server's own /token.
    provider.context.oauth_metadata = OAuthMetadata(
        issuer=AnyHttpUrl(config.issuer or ""),
        authorization_endpoint=AnyHttpUrl(config.authorize_url),
        token_endpoint=AnyHttpUrl(config.token_url),
    )
    return provider


def redirect_to(
    config: Configuration, open_url: Callable[[str], Awaitable[None]]
) -> Callable[[str], Awaitable[None]]:
    """Return a `redirect_handler` for `OAuthClientProvider` that opens the provider's own URL.

    Args:
        config: a configuration with a client identifier.
        open_url: opens a URL in the user's browser.

    Raises:
        IntegrationError: as for `client_provider`.
    """
    check(config, "mcp")

    async def redirect(url: str) -> None:
        await open_url(rewritten(config, url))

    return redirect


def client_information(config: Configuration, redirect_uri: str) -> OAuthClientInformationFull:
    """Return the client's registration, bound to the provider's issuer.

    Its repr, which is the SDK's, shows the client secret.

    Args:
        config: a configuration with a client identifier.
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
    """The caller's token storage, with one fixed client."""

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
        # The SDK discarded this client and registered another one with another server.
        raise IntegrationError(
            f"The MCP server does not name {self._title} ({self._issuer}) as its authorization "
            "server. Check the URL of the MCP server and the preset's variables.",
            target="mcp",
        )
