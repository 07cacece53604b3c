"""Carrying out token requests: redeem an authorization response, use a refresh token."""

import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

from pydantic import SecretStr

from ..core.configuration import prepare
from ..core.preset import Preset
from ..safe_http.exchange import arun, run
from ..util.concealed import Concealed
from .flow import Flow
from .token_request import ClientAuth, TokenEndpoint, token_endpoint
from .token_response import Token

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

TOKEN_TIMEOUT = 30.0
"""Seconds for an answer of the token endpoint, unless the caller says else."""


class Network(TypedDict, total=False):
    """How to connect, where the caller brings no client of its own.

    Args:
        allow_private: connect to addresses that are not public. A preset with `allow_loopback`
            reaches 127.0.0.1 and [::1] without it.
        use_proxy: use the proxies of the environment; they resolve the names then.
        ssl_context: whom to trust; by default the certificates of `certifi`, or the file that
            SSL_CERT_FILE names.
    """

    allow_private: bool
    use_proxy: bool
    ssl_context: ssl.SSLContext | None


def finish(
    flow: Flow,
    query: str,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Judge an authorization response, and redeem its code, once.

    Args:
        flow: what `start` returned.
        query: the query that arrived at the redirect URI, as it is, without the `?`.
        client: as for `login`, like `network`.
        timeout: seconds for the token endpoint's answer.

    Raises:
        LoginError: it is no answer to this flow, it says that the sign-in failed, it contradicts
            itself, or the code was not redeemed.
    """
    response = Concealed(query)
    del query
    loopback = flow.endpoint.preset.allow_loopback
    return run(
        flow.exchange(response), client=client, allow_loopback=loopback, timeout=timeout, **network
    )


async def afinish(
    flow: Flow,
    query: str,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Judge an authorization response, and redeem its code; `finish` documents the arguments."""
    response = Concealed(query)
    del query
    loopback = flow.endpoint.preset.allow_loopback
    return await arun(
        flow.exchange(response), client=client, allow_loopback=loopback, timeout=timeout, **network
    )


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
        The new token. Its `refresh_token` is the one to use next: a new one, or the old one where
        the provider gave no other.

    Raises:
        LoginError: the provider refuses, or did not answer. The others as for `login`.
    """
    secret, old = Concealed(client_secret), Concealed(_revealed(refresh_token))
    del client_secret, refresh_token
    endpoint = _endpoint(preset, variables, client_id, secret, token_params, auth_method)
    loopback = preset.allow_loopback
    return run(
        endpoint.refresh(old), client=client, allow_loopback=loopback, timeout=timeout, **network
    )


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
    secret, old = Concealed(client_secret), Concealed(_revealed(refresh_token))
    del client_secret, refresh_token
    endpoint = _endpoint(preset, variables, client_id, secret, token_params, auth_method)
    loopback = preset.allow_loopback
    return await arun(
        endpoint.refresh(old), client=client, allow_loopback=loopback, timeout=timeout, **network
    )


def _endpoint(
    preset: Preset,
    variables: Mapping[str, str] | None,
    client_id: str | SecretStr,
    client_secret: Concealed[str | SecretStr | None],
    token_params: Mapping[str, str] | None,
    auth_method: ClientAuth | None,
) -> TokenEndpoint:
    values = Concealed(dict(variables or {}))
    oauth = prepare(preset, variables=values).complete(client_id, client_secret)
    return token_endpoint(preset, oauth, auth_method, token_params)


def _revealed(token: str | SecretStr) -> str:
    return token.get_secret_value() if isinstance(token, SecretStr) else token
