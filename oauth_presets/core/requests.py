"""The parameters of each request under the provider's names. No I/O, no client authentication.

The sign-in and the integrations use these functions.
"""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from .configuration import Configuration
from .preset import AuthorizationRequest, TokenRequest


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
        config: a configuration with a client identifier.
        redirect_uri: the redirection endpoint, which receives the response.
        state: binds the response to the request; left out if None.
        code_challenge: the S256 code challenge (RFC 7636); left out if None.
        nonce: the nonce of OpenID Connect; left out if None.
    """
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
    return {**config.authorize_params, **_sent(config.preset.authorization_request, standard)}


def _sent(
    request: AuthorizationRequest | TokenRequest, standard: Mapping[str, str | None]
) -> dict[str, str]:
    """Return the standard parameters that a request carries, under the provider's names."""
    return {
        request.names.get(name, name): value
        for name, value in standard.items()
        if value is not None and name not in request.omit
    }


def authorization_url(config: Configuration, params: Mapping[str, str]) -> str:
    """Return the URL of an authorization request, with spaces as `%20`."""
    return f"{config.authorize_url}?{urlencode(params, quote_via=quote)}"


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
        redirect_uri: the redirect URI of the authorization request.
        code_verifier: the verifier of the code challenge; None if none was sent.
        state: the state of the authorization request.
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
        redirect_uri: the redirect URI of the sign-in; some providers require it again.
        scope: the granted scopes, likewise; by default those of the configuration.
    """
    request = config.preset.token_request
    standard = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    values = {"redirect_uri": redirect_uri, "scope": scope or config.scope or ""}
    return _token_params(config, standard, {**request.params, **request.refresh_params}, values)


def grant_params(config: Configuration, standard: Mapping[str, str | None]) -> dict[str, str]:
    """Return the parameters of any other token request, such as that of RFC 8628 section 3.4."""
    values = {"redirect_uri": "", "scope": config.scope or ""}
    return _token_params(config, standard, config.preset.token_request.params, values)


def token_headers(config: Configuration) -> dict[str, str]:
    """Return the headers that the provider requires in every token request."""
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
    """Return the parameters of a token request; the caller's replace those that are declared."""
    request = config.preset.token_request
    always = {"client_id": config.client_id or "", "api_base_url": config.api.base_url or ""}
    placeholders = {f"{{{name}}}": value for name, value in {**always, **values}.items()}
    further = {
        request.names.get(name, name): placeholders.get(value, value)
        for name, value in {**declared, **config.token_params}.items()
    }
    return {**further, **_sent(request, standard)}
