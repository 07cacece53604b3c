"""Token requests as protocol messages, without I/O (RFC 6749 sections 2.3.1, 4.1.3, 4.4 and 6)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Literal

from ..core.configuration import Configuration
from ..core.requests import code_params, grant_params, refresh_params, token_headers
from ..errors import ArgumentError, LoginError
from ..safe_http.messages import ANY_STATUS, Request, Steps
from ..util.utc import now
from .client import client_authentication
from .token import Token
from .token_response import Refusal, read_token

Step = Literal["authorization", "token", "refresh"]

_HINTS = {
    "access_denied": "Nothing was granted: the user declined, or the provider's policy forbids it",
    "bad_refresh_token": "The refresh token was used or has expired. Sign in again",  # GitHub
    "invalid_grant": "The code or refresh token was already used, has expired or belongs to "
    "another client; or the redirect URI differs from that of the authorization request. Sign in "
    "again",
    "invalid_scope": "Request other scopes; some must first be enabled for the client",
    "unauthorized_client": "The client is not registered for this; check its registration",
}


def redeem(
    config: Configuration, code: str, redirect_uri: str, verifier: str | None, state: str
) -> Steps[Token]:
    """Exchange an authorization code for a token (section 4.1.3; RFC 7636)."""
    params = code_params(config, code, redirect_uri, code_verifier=verifier, state=state)
    token = yield from ask(config, "token", config.token_url, params, (code, verifier))
    return replace(token, redirect_uri=redirect_uri, requested=config.scopes)


def renew(config: Configuration, token: Token) -> Steps[Token]:
    """Exchange a refresh token for a token (section 6); what the response omits stays the same."""
    old = token.refresh_token or ""
    config = token.configuration(config)
    request = config.preset.token_request
    sent = {**request.params, **request.refresh_params, **config.token_params}
    if "{redirect_uri}" in sent.values() and token.redirect_uri is None:
        raise ArgumentError(
            f"{config.preset.title} requires the redirect URI of the sign-in for a refresh too. "
            "Pass the whole Token instead of its refresh token, or a Token with redirect_uri=."
        )
    params = refresh_params(
        config,
        old,
        redirect_uri=token.redirect_uri or "",
        scope=config.scope_separator.join(token.scopes or ()),
    )
    url = config.refresh_url or config.token_url
    new = yield from ask(config, "refresh", url, params, (old,))
    return replace(
        new,
        refresh_token=new.refresh_token or old,
        scopes=token.scopes if new.scopes is None else new.scopes,
        requested=token.requested,
        redirect_uri=token.redirect_uri,
        variables=token.variables,
        extras={**token.extras, **new.extras},
    )


def client_grant(config: Configuration) -> Steps[Token]:
    """Request a token for the client itself (section 4.4)."""
    offline = config.preset.offline.scopes  # this grant returns no refresh token
    config = replace(config, scopes=tuple(s for s in config.scopes if s not in offline))
    params = grant_params(config, {"grant_type": "client_credentials", "scope": config.scope})
    token = yield from ask(config, "token", config.token_url, params)
    return replace(token, requested=config.scopes)


def ask(
    config: Configuration,
    step: Step,
    url: str,
    params: Mapping[str, str],
    secrets: Collection[str | None] = (),
) -> Steps[Token]:
    """Make one token request.

    Args:
        config: the configuration.
        step: the step that a failure is reported for.
        url: the token endpoint, or the one for refreshes.
        params: the parameters, under the provider's names, without client authentication.
        secrets: values to mask if the provider repeats them.

    Raises:
        LoginError: no token was issued.
    """
    requested_at = now()
    reply = yield authenticated(config, url, params)
    result = read_token(config.preset, reply, (config.client_secret, *secrets))
    if isinstance(result, Refusal):
        raise failure(config, step, result)
    return replace(result, obtained_at=requested_at)


def authenticated(config: Configuration, url: str, params: Mapping[str, str]) -> Request:
    """Return a POST with client authentication."""
    client, authorization = client_authentication(config)
    return Request(
        "POST",
        url,
        form={**params, **client},
        as_json=config.preset.token_request.body == "json",
        authorization=authorization,
        headers=token_headers(config),
        read=ANY_STATUS,
    )


def failure(config: Configuration, step: Step, refusal: Refusal) -> LoginError:
    """Return the error to raise for a refusal, with advice."""
    hint = _HINTS.get(refusal.error)
    if refusal.error == "invalid_client":
        hint = _invalid_client_hint(config, step)
    return LoginError(
        f"{config.preset.title}: {refusal.text}.{f' {hint}.' if hint else ''}",
        step=step,
        error=refusal.error,
        description=refusal.description,
    )


def _invalid_client_hint(config: Configuration, step: Step) -> str:
    if config.auth_method == "none":
        return "No client secret was given; the client may need one"
    other = "post" if config.auth_method == "client_secret_basic" else "basic"
    hint = (
        "Check the client identifier and secret against the registration. They were sent by "
        f"{config.auth_method}; the alternative is client_secret_{other}"
    )
    if step == "token" and config.pkce and config.preset.pkce == "unknown":
        hint += ". Some providers respond this way to PKCE: try pkce=False (--no-pkce)"
    return hint
