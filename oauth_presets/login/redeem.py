"""Carry out token requests: redeem an authorization response, use a refresh token."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import SecretStr

from ..core.preset import Preset
from ..errors import ArgumentError
from ..safe_http.exchange import Network, arun, run
from ..util.concealed import conceal_locals
from .flow import Flow
from .token_request import ClientAuth, token_endpoint
from .token_response import Token

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

TOKEN_TIMEOUT = 30.0
"""Default seconds for an answer of the token endpoint."""


@conceal_locals
def finish(
    flow: Flow,
    response: str | Mapping[str, str],
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Judge an authorization response, and redeem its code, once.

    Args:
        flow: what `start` returned.
        response: what arrived at the redirect URI: the query, with or without `?`, the whole URL,
            or a mapping of strings.
        client: as for `login`, like `network`.
        timeout: seconds for the token endpoint's answer.

    Raises:
        ArgumentError: it cannot be an authorization response; the flow stays usable.
        LoginError: it does not answer this flow, it reports an error, it contradicts itself, or
            the code was not redeemed.
    """
    return run(
        flow.exchange(response),
        client=client,
        allow_loopback=flow.endpoint.preset.allow_loopback,
        timeout=timeout,
        **network,
    )


@conceal_locals
async def afinish(
    flow: Flow,
    response: str | Mapping[str, str],
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Judge an authorization response, and redeem its code; `finish` documents the arguments."""
    return await arun(
        flow.exchange(response),
        client=client,
        allow_loopback=flow.endpoint.preset.allow_loopback,
        timeout=timeout,
        **network,
    )


@conceal_locals
def refresh(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    refresh_token: str | SecretStr,
    client_id: str | SecretStr,
    client_secret: str | SecretStr | None = None,
    token_params: Mapping[str, str] | None = None,
    auth_method: ClientAuth | None = None,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Use a refresh token (RFC 6749 section 6).

    Returns:
        The new token. Its `refresh_token` is the one to use next: a new one, or the old one if the
        provider issued no other.

    Raises:
        LoginError: the provider refuses or does not answer. The others as for `login`.
    """
    endpoint = token_endpoint(
        preset, variables, client_id, client_secret, token_params, auth_method
    )
    return run(
        endpoint.refresh(_revealed(refresh_token)),
        client=client,
        allow_loopback=preset.allow_loopback,
        timeout=timeout,
        **network,
    )


@conceal_locals
async def arefresh(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    refresh_token: str | SecretStr,
    client_id: str | SecretStr,
    client_secret: str | SecretStr | None = None,
    token_params: Mapping[str, str] | None = None,
    auth_method: ClientAuth | None = None,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Use a refresh token; `refresh` documents the arguments."""
    endpoint = token_endpoint(
        preset, variables, client_id, client_secret, token_params, auth_method
    )
    return await arun(
        endpoint.refresh(_revealed(refresh_token)),
        client=client,
        allow_loopback=preset.allow_loopback,
        timeout=timeout,
        **network,
    )


def _revealed(refresh_token: str | SecretStr) -> str:
    if isinstance(refresh_token, SecretStr):
        refresh_token = refresh_token.get_secret_value()
    if not isinstance(refresh_token, str) or not refresh_token:
        raise ArgumentError("refresh_token is a string or a SecretStr, and not empty.")
    return refresh_token
