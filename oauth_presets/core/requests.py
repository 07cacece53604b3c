"""The parameters of each request, under the provider's names: no I/O, no client authentication.

The sign-in and every integration take them from here.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from .configuration import Configuration


def authorization_params(
    config: Configuration,
    redirect_uri: str,
    *,
    state: str | None = None,
    code_challenge: str | None = None,
    nonce: str | None = None,
) -> dict[str, str]:
    """Return the parameters of an authorization request (RFC 6749 section 4.1.1).

    Args:
        config: with a client identifier.
        redirect_uri: where the response goes.
        state: ties the response to the request; left out if None.
        code_challenge: that of RFC 7636, by S256; left out if None.
        nonce: that of OpenID Connect; left out if None.
    """
    request = config.preset.authorization_request
    standard = {
        "response_type": "code",
        "client_id": config.client_id,
        "redirect_uri": redirect_uri,
        "scope": config.scope,
        "state": state,
        "code_challenge": code_challenge,
        "code_challenge_method": "S256" if code_challenge else None,
        "nonce": nonce,
    }
    kept = {
        request.names.get(name, name): value
        for name, value in standard.items()
        if value is not None and name not in request.omit
    }
    return {**config.authorize_params, **kept}


def authorization_url(config: Configuration, params: Mapping[str, str]) -> str:
    """Return the URL of an authorization request; spaces in it are `%20`."""
    return f"{config.authorize_url}?{urlencode(params, quote_via=quote, safe='')}"


def code_params(
    config: Configuration,
    code: str,
    redirect_uri: str,
    *,
    code_verifier: str | None = None,
    state: str = "",
) -> dict[str, str]:
    """Return the parameters that redeem a code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).

    Args:
        config: the configuration.
        code: the authorization code.
        redirect_uri: that of the authorization request.
        code_verifier: of the code challenge that was sent; None if none was.
        state: that of the authorization request.
    """
    request = config.preset.token_request
    standard = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": code_verifier,
    }
    values = {"redirect_uri": redirect_uri, "scope": config.scope or "", "state": state}
    return _token_params(config, standard, {**request.params, **request.code_params}, values)


def refresh_params(
    config: Configuration, refresh_token: str, *, redirect_uri: str = "", scope: str = ""
) -> dict[str, str]:
    """Return the parameters of a refresh (RFC 6749 section 6).

    Args:
        config: the configuration.
        refresh_token: the refresh token.
        redirect_uri: with which the token was obtained, for a provider that wants it again.
        scope: what was granted, likewise; by default what the configuration asks for.
    """
    request = config.preset.token_request
    standard = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    values = {"redirect_uri": redirect_uri, "scope": scope or config.scope or ""}
    return _token_params(config, standard, {**request.params, **request.refresh_params}, values)


def grant_params(config: Configuration, standard: Mapping[str, str | None]) -> dict[str, str]:
    """Return the parameters of another token request, such as that of RFC 8628 section 3.4."""
    values = {"redirect_uri": "", "scope": config.scope or ""}
    return _token_params(config, standard, config.preset.token_request.params, values)


def token_headers(config: Configuration) -> dict[str, str]:
    """Return the further headers of every token request."""
    return {
        name: (config.client_id or "") if value == "{client_id}" else value
        for name, value in config.preset.token_request.headers.items()
    }


def token_header(config: Configuration, access_token: str) -> dict[str, str]:
    """Return the header that carries an access token to the API."""
    api = config.api
    return {api.header: f"{api.scheme} {access_token}".lstrip()}


def _token_params(
    config: Configuration,
    standard: Mapping[str, str | None],
    declared: Mapping[str, str],
    values: Mapping[str, str],
) -> dict[str, str]:
    """Put a token request together: what the caller adds replaces what the preset declares."""
    request = config.preset.token_request
    filled = {"client_id": config.client_id or "", "api_base_url": config.api.base_url or ""}
    placeholders = {f"{{{name}}}": value for name, value in {**filled, **values}.items()}
    further = {
        request.names.get(name, name): placeholders.get(value, value)
        for name, value in {**declared, **config.token_params}.items()
    }
    kept = {
        request.names.get(name, name): value
        for name, value in standard.items()
        if value is not None and name not in request.omit
    }
    return {**further, **kept}
