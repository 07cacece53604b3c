"""Revoke tokens (RFC 7009), and request the user info behind them."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from ..core.configuration import Configuration
from ..core.requests import token_header
from ..errors import ArgumentError, LoginError
from ..login.client import check_client
from ..login.redeem import TOKEN_TIMEOUT, arun_steps, run_steps
from ..login.token import Token
from ..login.token_request import authenticated
from ..login.token_response import Refusal, read_document
from ..safe_http.exchange import Network
from ..safe_http.messages import ANY_STATUS, Request, Steps
from ..util.concealed import conceal_locals

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

IS_REVOKED = ("invalid_token", "unsupported_token_type")
"""Refusals for an access token that are harmless once its refresh token is revoked."""


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
        config: the configuration of the client that signed in.
        token: the token. A string is an access token or a refresh token.
        client: sends the requests; by default the library's own guarded client.
        timeout: seconds for the answers.
        network: see `oauth_presets.login.Network`.

    Raises:
        ArgumentError: the preset has no revocation endpoint, or the configuration cannot be used.
        LoginError: the provider refuses or does not answer.
    """
    run_steps(_revocation(config, token), config, client, timeout, network)


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
    await arun_steps(_revocation(config, token), config, client, timeout, network)


@conceal_locals
def userinfo(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> dict[str, Any]:
    """Ask the provider which account a token belongs to.

    Args:
        config: the configuration of the client that signed in.
        token: the token, or its access token.
        client: as for `revoke`.
        timeout: as for `revoke`.
        network: as for `revoke`.

    Returns:
        The provider's own members. They are not verified; escape them for display.

    Raises:
        ArgumentError: the preset has no user info endpoint.
        LoginError: the provider refuses the token or does not answer.
    """
    return run_steps(_information(config, token), config, client, timeout, network)


@conceal_locals
async def auserinfo(
    config: Configuration,
    token: Token | str | SecretStr,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TOKEN_TIMEOUT,
    **network: "Unpack[Network]",
) -> dict[str, Any]:
    """Ask the provider which account a token belongs to; `userinfo` documents the arguments."""
    return await arun_steps(_information(config, token), config, client, timeout, network)


def _revocation(config: Configuration, token: Token | str | SecretStr) -> Steps[None]:
    check_client(config)
    parsed = _as_token(token)
    config = parsed.configuration(config)
    if config.revocation_url is None:
        raise _no_endpoint(config, "revocation", "Revoke it in the account's settings there")
    names = config.preset.token_request.names
    hinted: list[tuple[str | None, str]]
    if isinstance(token, Token):
        hinted = [(token.refresh_token, "refresh_token"), (token.access_token, "access_token")]
    else:
        hinted = [(parsed.access_token, "")]
    revoked_one = False
    for value, hint in hinted:
        if not value:
            continue
        params = {names.get("token", "token"): value}
        if hint:
            params[names.get("token_type_hint", "token_type_hint")] = hint
        request = authenticated(config, config.revocation_url, params)
        reply = yield replace(request, as_json=False)
        # Success is the status alone (section 2.2); most providers send no body with it.
        if not 200 <= reply.status < 300 or reply.body.lstrip().startswith(b"{"):
            secrets = (config.client_secret, value)
            result = read_document(config.preset, reply, secrets, "revocation")
            if isinstance(result, Refusal) and not (revoked_one and result.error in IS_REVOKED):
                raise _failure(config, result, "revocation")
        revoked_one = True


def _information(config: Configuration, token: Token | str | SecretStr) -> Steps[dict[str, Any]]:
    token = _as_token(token)
    config = token.configuration(config)
    if config.userinfo_url is None:
        raise _no_endpoint(config, "user info", "Look for it in the provider's API")
    reply = yield Request(
        "GET",
        config.userinfo_url,
        headers={**config.api.headers, **token_header(config, token.access_token)},
        read=ANY_STATUS,
    )
    result = read_document(config.preset, reply, (token.access_token,), "user info")
    if isinstance(result, Refusal):
        raise _failure(config, result, "userinfo")
    return result


def _as_token(token: Token | str | SecretStr) -> Token:
    if isinstance(token, SecretStr):
        token = token.get_secret_value()
    if isinstance(token, str) and token:
        return Token(token)
    if not isinstance(token, Token):
        raise ArgumentError("token takes a Token, or a non-empty string or SecretStr.")
    return token


def _no_endpoint(config: Configuration, endpoint: str, advice: str) -> ArgumentError:
    known = f"{endpoint.replace(' ', '')}_url" in config.preset.absent
    owner = f"{'' if known else 'The preset of '}{config.preset.title}"
    return ArgumentError(f"{owner} has no {endpoint} endpoint. {advice}.")


def _failure(config: Configuration, refusal: Refusal, step: str) -> LoginError:
    return LoginError(
        f"{config.preset.title}: {refusal.text}.",
        step=step,
        error=refusal.error,
        description=refusal.description,
    )
