"""What a library sends and reads in the standard form, and what the provider does: no I/O.

A library makes its requests as RFC 6749 has them. Here they become the provider's, from what `core`
knows, and the provider's answers become the standard's.

What a refresh needs of the sign-in, and the application of both, is kept in the token: the extras
that the preset declares, `redirect_uri` if the provider wants it again, and `variables` if the
authorization response chose them.
"""

import json
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..core import requests
from ..core.configuration import Configuration
from ..core.responses import authorization_members
from ..core.scopes import split_scopes
from ..core.url_template import PROTOCOL_PARAMETERS
from ..errors import ArgumentError, LoginError
from ..login.authorization_response import selected
from ..login.token_request import client_authentication
from ..login.token_response import document
from ._token_response import standard_response


class Answered(NamedTuple):
    """An authorization response under its standard names."""

    url: str
    params: dict[str, str]
    kept: dict[str, Any]


class SignedRequest(NamedTuple):
    """A request to the token endpoint, or to another that the client authenticates at."""

    url: str
    headers: dict[str, str]
    body: bytes


def authorization_url(config: Configuration, made: str) -> str:
    """Return the URL of an authorization request.

    Args:
        config: the configuration.
        made: the URL that the library made, with the standard parameters and the caller's own.
    """
    given = dict(parse_qsl(urlsplit(made).query, keep_blank_values=True))
    asked = split_scopes(given.get("scope", ""), config.scope_separator) or config.scopes
    params = requests.authorization_params(
        replace(config, scopes=tuple(asked)),
        given["redirect_uri"],
        state=given.get("state"),
        code_challenge=given.get("code_challenge") if config.pkce else None,
        nonce=given.get("nonce"),
    )
    refused = PROTOCOL_PARAMETERS.union(config.preset.authorization_request.names.values())
    own = {name: value for name, value in given.items() if name not in refused}
    return requests.authorization_url(config, {**params, **own})


def authorization_response(config: Configuration, url: str, state: str | None) -> Answered:
    """Return an authorization response under its standard names, and what to keep of it.

    Args:
        config: the configuration.
        url: the URL that the user was sent back to.
        state: that of the authorization request. The library compares it.

    Raises:
        ArgumentError: there is no state to compare the response with.
        LoginError: the response is another issuer's (RFC 9207), or chooses another value of a
            variable than the caller gave, or one that the preset does not know.
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
    return Answered(urlunsplit(parts._replace(query=urlencode(standard))), standard, kept)


def token_request(
    config: Configuration,
    url: str,
    made: str | bytes,
    *,
    redirect_uri: str = "",
    state: str = "",
    known: Mapping[str, Any],
) -> SignedRequest:
    """Return a request to the token endpoint, with the client's authentication.

    Args:
        config: the configuration.
        url: where the library sends it: used for what is neither a code nor a refresh, such as the
            revocation of a token.
        made: the form that the library made.
        redirect_uri: that of the authorization request.
        state: that of the authorization request.
        known: what is kept of the sign-in; for a refresh, the token.
    """
    config = _placed(config, known)
    text = made.decode() if isinstance(made, bytes) else made
    given = dict(parse_qsl(text, keep_blank_values=True))
    kind = given.get("grant_type")
    if kind == "authorization_code":
        verifier = given.get("code_verifier") if config.pkce else None
        url = config.token_url
        params = requests.code_params(
            config,
            given["code"],
            given.get("redirect_uri", redirect_uri),
            code_verifier=verifier,
            state=state,
        )
    elif kind == "refresh_token":
        url = config.refresh_url or config.token_url
        params = requests.refresh_params(
            config,
            given["refresh_token"],
            redirect_uri=known.get("redirect_uri", redirect_uri),
            scope=_granted(config, known.get("scope")),
        )
    else:
        standard = {n: v for n, v in given.items() if n not in ("client_id", "client_secret")}
        params = requests.grant_params(config, standard) if kind else standard
    as_json = config.preset.token_request.body == "json" and kind is not None
    headers = {
        "accept": "application/json",
        "content-type": f"application/{'json' if as_json else 'x-www-form-urlencoded'}",
        **{name.lower(): value for name, value in requests.token_headers(config).items()},
    }
    client, authorization = client_authentication(config)
    if authorization:
        headers["authorization"] = authorization
    params = {**params, **client}
    return SignedRequest(
        url, headers, json.dumps(params).encode() if as_json else urlencode(params).encode()
    )


def token_answer(
    config: Configuration, body: str | bytes, kept: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a token response with its standard names, or an error response.

    It has either `access_token` or `error`. The token type is `Bearer`, whatever the provider calls
    it: how the token is sent is in `Configuration.api`.
    """
    try:
        members = document(body.encode() if isinstance(body, str) else body)
    except ValueError:
        members = {}
    token = standard_response(config.preset, members)
    if "error" in token:
        return token
    if not isinstance(token.get("access_token"), str):
        return {
            "error": "invalid_response",
            "error_description": f"the answer of {config.preset.title} has no access_token",
        }
    seconds = token.pop("expires_in", None)
    if str(seconds).isascii() and str(seconds).isdigit() and int(seconds):  # 0: does not expire
        token["expires_in"] = int(seconds)
    return {**token, "token_type": "Bearer", **kept}


def kept_of(config: Configuration, token: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what an earlier token keeps of the sign-in, for the next one."""
    preset = config.preset
    names = [*preset.authorization_response.extras, *preset.token_response.extras]
    names += ["redirect_uri", "variables"]
    return {name: token[name] for name in names if token and name in token}


def kept_for_refresh(config: Configuration, redirect_uri: str) -> dict[str, Any]:
    """Return what a refresh will need of the request that redeems a code."""
    wants = "{redirect_uri}" in config.preset.token_request.refresh_params.values()
    return {"redirect_uri": redirect_uri} if wants else {}


def api_headers(config: Configuration, access_token: str) -> dict[str, str]:
    """Return the headers of an API call."""
    return {**config.api.headers, **requests.token_header(config, access_token)}


def withhold(
    config: Configuration, headers: MutableMapping[str, str], url: str, before: str
) -> None:
    """Keep the token from another origin in a redirect, whichever header holds it."""
    if urlsplit(url)[:2] != urlsplit(before)[:2]:
        headers.pop(config.api.header, None)


def _granted(config: Configuration, scope: object) -> str:
    text = " ".join(map(str, scope)) if isinstance(scope, list) else str(scope or "")
    return config.scope_separator.join(split_scopes(text, config.scope_separator))


def _placed(config: Configuration, kept: Mapping[str, Any]) -> Configuration:
    """Return the configuration for what the authorization response chose, and nothing else."""
    chosen = kept.get("variables")
    allowed = {*config.preset.authorization_response.selects.values()} - config.pinned
    if not isinstance(chosen, Mapping):
        return config
    return config.select({name: value for name, value in chosen.items() if name in allowed})
