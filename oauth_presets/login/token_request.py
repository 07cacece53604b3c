"""Token requests as messages, without I/O (RFC 6749 sections 2.3.1, 4.1.3 and 6)."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote_plus

from pydantic import SecretStr

from ..core.configuration import prepare
from ..core.preset import NEEDS, Need, Preset
from ..errors import ArgumentError, LoginError
from ..safe_http.messages import ANY_STATUS, Request, Steps, quoted
from ..util.concealed import Concealed
from .token_response import Refusal, Token, read_token

ClientAuth = Literal["client_secret_basic", "client_secret_post", "none"]
"""How a client authenticates, in the terms of RFC 8414 section 2."""

Step = Literal["authorization", "token", "refresh"]

HONOURED: frozenset[Need] = frozenset({"json_token_request", "no_response_type", "token_params"})
"""The needs of providers that a sign-in meets; the others go beyond what the preset says."""

_OURS = {
    "client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri",
    "refresh_token", "scope",
}  # fmt: skip

_HINTS = {
    "access_denied": "Nothing was granted: the user declined, or a policy of the provider forbids "
    "it",
    "invalid_grant": "The code or refresh token is used up, expired, or another client's; or the "
    "redirect URI differs from that of the authorization request. Sign in again",
    "invalid_scope": "Ask for other scopes; some must first be enabled for the client",
    "unauthorized_client": "The client is not registered for this; compare its registration",
}


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """A token endpoint and a client of it. `params` are extra parameters of every request."""

    preset: Preset = field(repr=False)
    url: str
    client_id: str
    client_secret: str | None = field(repr=False)
    auth_method: ClientAuth
    params: Mapping[str, str] = field(repr=False)

    def redeem(self, code: str, redirect_uri: str, verifier: str | None) -> Steps[Token]:
        """Exchange an authorization code for a token (section 4.1.3; RFC 7636)."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        if verifier is not None:
            form["code_verifier"] = verifier
        return (yield from self._token("token", form, (code, verifier)))

    def refresh(self, refresh_token: str) -> Steps[Token]:
        """Exchange a refresh token for a token (section 6)."""
        form = {"grant_type": "refresh_token", "refresh_token": refresh_token}
        token = yield from self._token("refresh", form, (refresh_token,))
        return replace(token, refresh_token=token.refresh_token or refresh_token)

    def _token(
        self, step: Step, form: dict[str, str], secrets: tuple[str | None, ...]
    ) -> Steps[Token]:
        authorization = ""
        if self.auth_method == "client_secret_basic":
            authorization = self._basic()
        else:
            form["client_id"] = self.client_id
        if self.auth_method == "client_secret_post":
            form["client_secret"] = self.client_secret or ""
        reply = yield Request(
            "POST",
            self.url,
            form={**form, **self.params},
            as_json="json_token_request" in self.preset.needs,
            authorization=authorization,
            read=ANY_STATUS,
        )
        token = read_token(self.preset, reply, (self.client_secret, *secrets))
        if isinstance(token, Refusal):
            raise self.failure(step, token)
        return token

    def _basic(self) -> str:
        # Each half is form-encoded before they are joined (section 2.3.1, appendix B): a colon in
        # a client identifier would end it early, and a percent sign would be decoded.
        pair = f"{quote_plus(self.client_id)}:{quote_plus(self.client_secret or '')}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def failure(self, step: Step, refusal: Refusal) -> LoginError:
        """Return the error to raise for a refusal, with what to do next."""
        hint = _HINTS.get(refusal.error, "")
        if refusal.error == "invalid_client":
            hint = self._about_the_client()
        return LoginError(
            f"{self.preset.title}: {refusal.text}.{f' {hint}.' if hint else ''}",
            step=step,
            error=refusal.error,
            description=refusal.description,
        )

    def _about_the_client(self) -> str:
        if self.auth_method == "none":
            return "No client secret was given; the client may need one"
        other = "post" if self.auth_method == "client_secret_basic" else "basic"
        return (
            "Compare client identifier and secret with the registration. They were sent by "
            f"{self.auth_method}; the other way is client_secret_{other}"
        )


def token_endpoint(
    preset: Preset,
    variables: Mapping[str, str] | None,
    client_id: str | SecretStr,
    client_secret: str | SecretStr | None,
    token_params: Mapping[str, str] | None,
    auth_method: ClientAuth | None,
) -> TokenEndpoint:
    """Return the token endpoint of a preset, for a client.

    Args:
        preset: what `get_preset` returns.
        variables: values for the URLs' variables.
        client_id: the client identifier.
        client_secret: the client secret, or None.
        token_params: extra parameters of the token requests.
        auth_method: how to authenticate, instead of the preset's preferred way. Without either it
            is `client_secret_basic`, which every server must support (section 2.3.1); without a
            secret it is `none`.

    Raises:
        VariableError: a variable is missing or unknown, or its value is refused.
        ArgumentError: an argument contradicts another one, or a parameter cannot be set.
        LoginError: the provider needs something that is not supported.
    """
    if not isinstance(preset, Preset):
        raise ArgumentError(
            f"A Preset is needed, such as get_preset('slack') returns, not {quoted(preset)}."
        )
    for need in preset.needs:
        if need not in HONOURED:
            raise LoginError(
                f"Signing in to {preset.title} is not supported: {NEEDS[need]}, and the preset "
                f"does not say how. See {preset.docs_url}",
                step="authorization",
            )
    prepared = prepare(preset, variables=Concealed(dict(variables or {})))
    oauth = prepared.complete(client_id, Concealed(client_secret))
    if oauth.client_id is None:
        raise ArgumentError("client_id is missing: the provider issues one to each registered app.")
    return TokenEndpoint(
        preset,
        str(oauth.token_url),
        oauth.client_id,
        oauth.client_secret,
        _auth_method(preset, oauth.client_secret is not None, auth_method),
        _params(preset, token_params or {}),
    )


def _auth_method(preset: Preset, has_secret: bool, wanted: ClientAuth | None) -> ClientAuth:
    if wanted not in (None, "client_secret_basic", "client_secret_post", "none"):
        raise ArgumentError(
            "auth_method is 'client_secret_basic', 'client_secret_post' or 'none', not "
            f"{quoted(wanted)}."
        )
    if wanted is not None:
        if has_secret == (wanted == "none"):
            raise ArgumentError(
                f"auth_method={wanted!r} {'excludes' if has_secret else 'needs'} a client secret."
            )
        return wanted
    if not has_secret:
        return "none"
    methods = preset.token_endpoint_auth_methods
    for method in methods or ("client_secret_basic",):
        if method in ("client_secret_basic", "client_secret_post"):
            return method
    raise LoginError(
        f"{preset.title} does not accept a client secret: its token endpoint takes "
        f"{' or '.join(methods)}. "
        + ("Leave the secret out." if "none" in methods else "That is not supported."),
        step="authorization",
    )


def _params(preset: Preset, given: Mapping[str, str]) -> dict[str, str]:
    if "token_params" in preset.needs and not given:
        raise LoginError(
            f"{preset.title} needs extra parameters in the token request: pass them with "
            f"token_params=, or --token-param on the command line. See {preset.docs_url}",
            step="authorization",
        )
    for name, value in given.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise ArgumentError("token_params= takes a mapping of strings to strings.")
        if name in _OURS:
            raise ArgumentError(
                f"token_params=: {name!r} belongs to every token request and cannot be set."
            )
    return dict(given)
