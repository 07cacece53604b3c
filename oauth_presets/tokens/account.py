"""What a token is for, and its end: user info, and revocation (RFC 7009)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from ..core.configuration import Configuration, check_configuration
from ..core.requests import token_header
from ..errors import ArgumentError, LoginError
from ..login.redeem import TOKEN_TIMEOUT
from ..login.token import Token
from ..login.token_request import authenticated, check_client
from ..login.token_response import Refusal, read_document
from ..safe_http.exchange import Network, arun, run
from ..safe_http.messages import ANY_STATUS, Request, Steps
from ..util.concealed import conceal_locals

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

IS_REVOKED = ("invalid_token", "unsupported_token_type")
"""Refusals to revoke an access token that do no harm once its refresh token is revoked."""


@conceal_locals
def revoke(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> None:
    """Have the provider revoke a token (RFC 7009): first the refresh token, then the access token.

    Args:
        config: what `configure` returns, for the same client.
        token: the token; a string is taken for an access token or a refresh token.
        client: sends the requests; by default the library's own guarded client.
        timeout: seconds for the answers.
        network: see `oauth_presets.login.Network`.

    Raises:
        ArgumentError: the preset knows no revocation endpoint, or the configuration cannot be used.
        LoginError: the provider refuses, or does not answer.
    """
    check_configuration(config)
    run(
        _revocation(config, token),
        client=client,
        allow_loopback=config.preset.allow_loopback,
        timeout=timeout,
        **network,
    )


@conceal_locals
async def arevoke(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> None:
    """Have the provider revoke a token; `revoke` documents the arguments."""
    check_configuration(config)
    await arun(
        _revocation(config, token),
        client=client,
        allow_loopback=config.preset.allow_loopback,
        timeout=timeout,
        **network,
    )


@conceal_locals
def userinfo(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> dict[str, Any]:
    """Ask the provider whose account a token is for.

    Args:
        config: what `configure` returns.
        token: the token, or its access token. The others as for `revoke`.

    Returns:
        The provider's own members. Nothing in them was verified; show them escaped.

    Raises:
        ArgumentError: the preset knows no user info endpoint.
        LoginError: the provider refuses the token, or does not answer.
    """
    check_configuration(config)
    return run(
        _information(config, token),
        client=client,
        allow_loopback=config.preset.allow_loopback,
        timeout=timeout,
        **network,
    )


@conceal_locals
async def auserinfo(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> dict[str, Any]:
    """Ask the provider whose account a token is for; `userinfo` documents the arguments."""
    check_configuration(config)
    return await arun(
        _information(config, token),
        client=client,
        allow_loopback=config.preset.allow_loopback,
        timeout=timeout,
        **network,
    )


def _revocation(config: Configuration, token: Token | str | SecretStr) -> Steps[None]:
    check_client(config)
    held = _as_token(token)
    config = held.configuration(config)
    if config.revocation_url is None:
        raise _unknown(config, "revocation", "Revoke it in the account's settings there")
    names = config.preset.token_request.names
    kinds: list[tuple[str | None, str | None]]
    if not isinstance(token, Token):
        kinds = [(held.access_token, None)]
    else:
        kinds = [(held.refresh_token, "refresh_token"), (held.access_token, "access_token")]
    after = False
    for value, kind in kinds:
        if not value:
            continue
        params = {names.get("token", "token"): value}
        if kind:
            params[names.get("token_type_hint", "token_type_hint")] = kind
        asked = authenticated(config, config.revocation_url, params)
        reply = yield replace(asked, as_json=False)
        # Success is the status alone (section 2.2); most send no body with it.
        if not 200 <= reply.status < 300 or reply.body.lstrip().startswith(b"{"):
            read = read_document(config.preset, reply, (config.client_secret, value), "revocation")
            if isinstance(read, Refusal) and not (after and read.error in IS_REVOKED):
                raise _failure(config, read, "revocation")
        after = True


def _information(config: Configuration, token: Token | str | SecretStr) -> Steps[dict[str, Any]]:
    held = _as_token(token)
    config = held.configuration(config)
    if config.userinfo_url is None:
        raise _unknown(config, "user info", "Look for it in the provider's API")
    reply = yield Request(
        "GET",
        config.userinfo_url,
        headers={**config.api.headers, **token_header(config, held.access_token)},
        read=ANY_STATUS,
    )
    read = read_document(config.preset, reply, (held.access_token,), "user info")
    if isinstance(read, Refusal):
        raise _failure(config, read, "userinfo")
    return read


def _as_token(token: Token | str | SecretStr) -> Token:
    if isinstance(token, SecretStr):
        token = token.get_secret_value()
    if isinstance(token, str) and token:
        return Token(token)
    if not isinstance(token, Token):
        raise ArgumentError("token takes a Token, or a non-empty string or SecretStr.")
    return token


def _unknown(config: Configuration, endpoint: str, instead: str) -> ArgumentError:
    verb = "has" if f"{endpoint.replace(' ', '')}_url" in config.preset.absent else "names"
    return ArgumentError(f"{config.preset.title} {verb} no {endpoint} endpoint. {instead}.")


def _failure(config: Configuration, refusal: Refusal, step: str) -> LoginError:
    return LoginError(
        f"{config.preset.title}: {refusal.text}.",
        step=step,
        error=refusal.error,
        description=refusal.description,
    )
