"""Carry out token requests: redeem an authorization response, refresh a token, request one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from pydantic import SecretStr

from ..core.configuration import Configuration, check_configuration
from ..errors import ArgumentError
from ..safe_http.exchange import Network, arun, run
from ..safe_http.messages import Steps
from ..util.concealed import conceal_locals
from .client import check_client
from .flow import Flow
from .token import Token
from .token_request import client_grant, renew

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

T = TypeVar("T")

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
    """Verify an authorization response and redeem its code, once.

    Args:
        flow: the flow that `start` returned.
        response: the response that arrived at the redirect URI: the query, with or without `?`, the
            whole URL, or a mapping of strings.
        client: as for `login`.
        timeout: seconds for the token endpoint's answer.
        network: as for `login`.

    Raises:
        ArgumentError: this cannot be an authorization response; the flow stays usable.
        LoginError: the response does not belong to this flow, reports an error or contradicts
            itself; or the code was not redeemed.
    """
    return run_steps(_flow(flow).exchange(response), flow.config, client, timeout, network)


@conceal_locals
async def afinish(
    flow: Flow,
    response: str | Mapping[str, str],
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Verify an authorization response and redeem its code; `finish` documents the arguments."""
    return await arun_steps(_flow(flow).exchange(response), flow.config, client, timeout, network)


@conceal_locals
def refresh(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Use a refresh token (RFC 6749 section 6).

    Args:
        config: the configuration of the client that signed in.
        token: the token to refresh, or only its refresh token. Prefer the token: it knows its
            region, redirect URI and scopes, which some providers require again.
        client: as for `login`.
        timeout: seconds for the answer.
        network: as for `login`.

    Returns:
        The new token. Its `refresh_token` is the one to use next: the old one, unless the provider
        issued another.

    Raises:
        ArgumentError: there is no refresh token, or the configuration cannot be used.
        LoginError: the provider refuses or does not answer.
    """
    return run_steps(_renewal(config, token), config, client, timeout, network)


@conceal_locals
async def arefresh(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Use a refresh token; `refresh` documents the arguments."""
    return await arun_steps(_renewal(config, token), config, client, timeout, network)


@conceal_locals
def client_credentials(
    config: Configuration,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Request a token for the client itself, without a user (RFC 6749 section 4.4).

    Args:
        config: a configuration with a client secret. Scopes that only request a refresh token are
            left out.
        client: as for `login`.
        timeout: seconds for the answer.
        network: as for `login`.

    Raises:
        ArgumentError: the client secret is missing, or the provider does not accept one.
        LoginError: the provider refuses or does not answer.
    """
    return run_steps(_own(config), config, client, timeout, network)


@conceal_locals
async def aclient_credentials(
    config: Configuration,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> Token:
    """Request a token for the client itself; `client_credentials` documents the arguments."""
    return await arun_steps(_own(config), config, client, timeout, network)


def run_steps(
    steps: Steps[T],
    config: Configuration,
    client: "httpx.Client | None",
    timeout: float,
    network: Network,
) -> T:
    """Send the requests of a generator to a configuration's provider, and return its result."""
    check_configuration(config)
    loopback = config.preset.allow_loopback
    return run(steps, client=client, allow_loopback=loopback, timeout=timeout, **network)


async def arun_steps(
    steps: Steps[T],
    config: Configuration,
    client: "httpx.AsyncClient | None",
    timeout: float,
    network: Network,
) -> T:
    """Do what `run_steps` does, with an async client."""
    check_configuration(config)
    loopback = config.preset.allow_loopback
    return await arun(steps, client=client, allow_loopback=loopback, timeout=timeout, **network)


def _flow(flow: Flow) -> Flow:
    if not isinstance(flow, Flow):
        raise ArgumentError(f"Expected a Flow, as returned by start(), not {type(flow).__name__}.")
    return flow


def _renewal(config: Configuration, token: Token | str | SecretStr) -> Steps[Token]:
    check_client(config)
    if isinstance(token, SecretStr):
        token = token.get_secret_value()
    if isinstance(token, str):
        token = Token("", refresh_token=token)
    if not isinstance(token, Token):
        raise ArgumentError(
            "refresh() takes a Token, or a refresh token as a string or SecretStr, not "
            f"{type(token).__name__}."
        )
    if not token.refresh_token:
        raise ArgumentError("There is no refresh token. Sign in again.")
    return renew(config, token)


def _own(config: Configuration) -> Steps[Token]:
    check_client(config)
    if config.auth_method == "none":
        raise ArgumentError(
            "client_secret is missing: only a client that authenticates can request a token for "
            "itself (RFC 6749 section 4.4)."
        )
    return client_grant(config)
