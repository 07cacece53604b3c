"""Translate between a library's standard OAuth messages and the provider's, without I/O.

A library makes requests in the form of RFC 6749. They are rewritten for the provider, and its
responses are rewritten in the standard form.

Facts of the sign-in that a refresh or the application needs later are kept in the token: the extras
that the preset declares, `redirect_uri` if the provider requires it for a refresh, and `variables`
if the authorization response selected them.
"""

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..core import requests
from ..core.configuration import Configuration
from ..core.responses import authorization_members, is_failure, token_extras, token_members
from ..core.scopes import split_scopes
from ..core.url_template import PROTOCOL_PARAMETERS
from ..errors import ArgumentError, LoginError
from ..login.authorization_response import selected
from ..login.client import client_authentication
from ..login.token_response import document, seconds


class AuthorizationResponse(NamedTuple):
    """An authorization response with standard names."""

    url: str
    params: dict[str, str]
    kept: dict[str, Any]
    """What to keep in the token."""


class AuthenticatedRequest(NamedTuple):
    """A request to the token endpoint or another one that requires client authentication."""

    url: str
    headers: dict[str, str]
    body: bytes


def authorization_url(config: Configuration, url: str) -> str:
    """Return the provider's authorization URL for the one that a library made.

    Args:
        config: the configuration.
        url: the library's URL, with standard parameters and any further ones of the caller.
    """
    standard = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    requested = split_scopes(standard.get("scope", ""), config.scope_separator) or config.scopes
    params = requests.authorization_params(
        replace(config, scopes=tuple(requested)),
        standard["redirect_uri"],
        state=standard.get("state"),
        code_challenge=standard.get("code_challenge") if config.pkce else None,
        nonce=standard.get("nonce"),
    )
    reserved = PROTOCOL_PARAMETERS.union(config.preset.authorization_request.names.values())
    further = {name: value for name, value in standard.items() if name not in reserved}
    return requests.authorization_url(config, {**params, **further})


def authorization_response(
    config: Configuration, url: str, state: str | None
) -> AuthorizationResponse:
    """Return an authorization response with standard names.

    Args:
        config: the configuration.
        url: the URL that the user was sent back to.
        state: the state of the authorization request, which the library compares.

    Raises:
        ArgumentError: the state is missing.
        LoginError: the response comes from another issuer (RFC 9207), or selects a value for a
            variable that the preset does not list or that contradicts the caller's.
    """
    if not state:
        raise ArgumentError(
            "The state of the authorization request is missing; without it, a forged response "
            "would go unnoticed. Keep the state in the user's session and pass it as state=."
        )
    response = config.preset.authorization_response
    parts = urlsplit(url)
    params = dict(parse_qsl(parts.query, keep_blank_values=True))
    if (
        config.issuer
        and params.get("iss", None if response.iss else config.issuer) != config.issuer
    ):
        raise LoginError(
            f"{config.preset.title}: the authorization response does not come from "
            f"{config.issuer} (RFC 9207).",
            step="authorization",
        )
    chosen = selected(config, params)
    if isinstance(chosen, str):
        raise LoginError(f"{config.preset.title}: {chosen}.", step="authorization")
    standard = authorization_members(response, params)
    kept: dict[str, Any] = {name: params[name] for name in response.extras if name in params}
    if chosen:
        kept["variables"] = chosen
    return AuthorizationResponse(
        urlunsplit(parts._replace(query=urlencode(standard))), standard, kept
    )


def token_request(
    config: Configuration,
    url: str,
    form: str | bytes,
    *,
    redirect_uri: str = "",
    state: str = "",
    known: Mapping[str, Any],
) -> AuthenticatedRequest:
    """Return the provider's form of a request that the client must authenticate.

    Args:
        config: the configuration.
        url: the URL that the library uses. Codes and refresh tokens go to the configuration's URLs
            instead.
        form: the library's form.
        redirect_uri: the redirect URI of the authorization request.
        state: the state of the authorization request.
        known: what is kept of the sign-in; for a refresh, the token.
    """
    config = _with_selected_variables(config, known)
    text = form.decode() if isinstance(form, bytes) else form
    standard = dict(parse_qsl(text, keep_blank_values=True))
    grant = standard.get("grant_type")
    if grant == "authorization_code":
        url = config.token_url
        params = requests.code_params(
            config,
            standard["code"],
            standard.get("redirect_uri", redirect_uri),
            code_verifier=standard.get("code_verifier") if config.pkce else None,
            state=state,
        )
    elif grant == "refresh_token":
        url = config.refresh_url or config.token_url
        params = requests.refresh_params(
            config,
            standard["refresh_token"],
            redirect_uri=known.get("redirect_uri", redirect_uri),
            scope=_granted(config, known.get("scope")),
        )
    else:
        params = {n: v for n, v in standard.items() if n not in ("client_id", "client_secret")}
        if grant:
            params = requests.grant_params(config, params)
    as_json = config.preset.token_request.body == "json" and grant is not None
    headers = {
        "accept": "application/json",
        "content-type": f"application/{'json' if as_json else 'x-www-form-urlencoded'}",
        **{name.lower(): value for name, value in requests.token_headers(config).items()},
    }
    client, authorization = client_authentication(config)
    if authorization:
        headers["authorization"] = authorization
    params = {**params, **client}
    return AuthenticatedRequest(
        url, headers, json.dumps(params).encode() if as_json else urlencode(params).encode()
    )


def token_answer(
    config: Configuration, body: str | bytes, kept: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a token response, or an error response, in the form of RFC 6749 section 5.

    It has either `access_token` or `error`, and includes the extras that the preset declares.
    `scope` is joined with spaces. The token type is always `Bearer`, because `Configuration.api`
    decides how the token is sent.
    """
    try:
        members = document(body.encode() if isinstance(body, str) else body)
    except ValueError:
        members = {}
    response, error = config.preset.token_response, members.get("error")
    if error or is_failure(response, members):
        texts = [text for name, text in members.items() if name != "error" and type(text) is str]
        return {
            "error": error if isinstance(error, str) else "invalid_request",
            "error_description": members.get("error_description") or " ".join(texts)[:300],
        }
    token = {**token_members(response, members), **token_extras(response, members)}
    if not isinstance(token.get("access_token"), str):
        return {
            "error": "invalid_response",
            "error_description": f"the answer of {config.preset.title} has no access_token",
        }
    scope = token.get("scope")
    if isinstance(scope, str):
        token["scope"] = scope.replace(config.preset.scope_separator, " ")
    elif isinstance(scope, list):
        token["scope"] = " ".join(map(str, scope))
    lifetime = seconds(token.pop("expires_in", None))
    if lifetime:  # 0 means that it does not expire
        token["expires_in"] = lifetime
    return {**token, "token_type": "Bearer", **kept}


def kept_of(config: Configuration, token: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the facts of the sign-in in a token, for the token that replaces it."""
    preset = config.preset
    names = [*preset.authorization_response.extras, *preset.token_response.extras]
    names += ["redirect_uri", "variables"]
    return {name: token[name] for name in names if token and name in token}


def kept_for_refresh(config: Configuration, redirect_uri: str) -> dict[str, Any]:
    """Return the redirect URI if the provider requires it for a refresh."""
    required = "{redirect_uri}" in config.preset.token_request.refresh_params.values()
    return {"redirect_uri": redirect_uri} if required else {}


def api_headers(config: Configuration, access_token: str) -> dict[str, str]:
    """Return the headers of an API call."""
    return {**config.api.headers, **requests.token_header(config, access_token)}


def withhold(
    config: Configuration, headers: MutableMapping[str, str], url: str, previous_url: str
) -> None:
    """Remove the token, whichever header holds it, if a redirect leads to another origin."""
    if urlsplit(url)[:2] != urlsplit(previous_url)[:2]:
        headers.pop(config.api.header, None)


def _granted(config: Configuration, scope: object) -> str:
    text = " ".join(map(str, scope)) if isinstance(scope, list) else str(scope or "")
    return config.scope_separator.join(split_scopes(text, config.scope_separator))


def _with_selected_variables(config: Configuration, kept: Mapping[str, Any]) -> Configuration:
    """Return the configuration with those variables that an authorization response may select."""
    variables = kept.get("variables")
    if not isinstance(variables, Mapping):
        return config
    allowed = {*config.preset.authorization_response.selects.values()} - config.pinned
    return config.select({name: value for name, value in variables.items() if name in allowed})
