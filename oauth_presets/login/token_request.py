"""Token requests as messages, without I/O (RFC 6749 sections 2.3.1, 4.1.3 and 6)."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote_plus

from pydantic import SecretStr

from ..core.plan import make_plan
from ..core.preset import Preset
from ..errors import ArgumentError, LoginError
from ..safe_http.messages import ANY_STATUS, Request, Steps, quoted
from .token_response import Refusal, Token, read_token

ClientAuth = Literal["client_secret_basic", "client_secret_post", "none"]
"""How a client authenticates, in the terms of RFC 8414 section 2."""

Step = Literal["authorization", "token", "refresh"]

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
            as_json=self.preset.token_request.body == "json",
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
    planned = make_plan(
        preset,
        "",
        token_params=token_params,
        auth_method=auth_method,
        variables=variables,
    )
    config = planned.complete(client_id, client_secret)
    if config.client_id is None:
        raise ArgumentError("client_id is missing: the provider issues one to each registered app.")
    method = config.auth_method
    if method not in ("client_secret_basic", "client_secret_post", "none"):
        raise LoginError(
            f"{preset.title} does not accept a client secret: its token endpoint takes "
            f"{' or '.join(preset.token_endpoint_auth_methods)}. That is not supported.",
            step="authorization",
        )
    return TokenEndpoint(
        preset,
        config.token_url,
        config.client_id,
        config.client_secret,
        method,
        config.token_params,
    )
