"""Token requests as messages, without I/O (RFC 6749 sections 2.3.1, 4.1.3 and 6).

oauthlib writes them, `token_response` reads the answers, and `guarded_http` carries both.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import parse_qsl, quote_plus

from ..core.connector import CreateConnectorOAuth
from ..core.preset import NEEDS, Need, Preset
from ..errors import ArgumentError, LoginError
from ..safe_http.exchange import ANY_STATUS, Reply, Request, Steps, quoted
from ..util.concealed import Concealed
from ._oauthlib import WebApplicationClient
from .token_response import Refusal, Token, read_token

ClientAuth = Literal["client_secret_basic", "client_secret_post", "none"]
"""How a client authenticates, of what RFC 8414 section 2 has names for."""

Step = Literal["authorization", "token", "refresh"]

HONOURED: frozenset[Need] = frozenset({"json_token_request", "no_response_type", "token_params"})
"""What a provider may need and gets from a sign-in; the rest is more than the preset says."""

_OURS = {
    "client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri",
    "refresh_token", "scope",
}  # fmt: skip

_HINTS = {
    "access_denied": "Nothing was granted: somebody declined, or a policy of the provider did",
    "invalid_grant": "A code or a refresh token is used up, expired, or another client's; or the "
    "redirect URI is not the one of the authorization request. Sign in again",
    "invalid_scope": "Ask for other scopes; some have to be enabled for the client first",
    "unauthorized_client": "The client is not registered for this; compare its registration",
}


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """A token endpoint, and a client at it.

    `params` are extra parameters for each request, by name.
    """

    preset: Preset = field(repr=False)
    url: str
    client_id: str
    client_secret: str | None = field(repr=False)
    auth_method: ClientAuth
    params: Mapping[str, str] = field(repr=False)

    def redeem(
        self, code: Concealed[str], redirect_uri: str, verifier: Concealed[str | None]
    ) -> Steps[Token]:
        """Ask for a token with an authorization code (section 4.1.3; RFC 7636)."""
        body = Concealed(
            WebApplicationClient(self.client_id).prepare_request_body(
                code=code.value,
                redirect_uri=redirect_uri,
                code_verifier=verifier.value,
                include_client_id=False,
            )
        )
        reply = yield self._request(body)
        return self._token("token", reply, Concealed((code.value, verifier.value)))

    def refresh(self, refresh_token: Concealed[str]) -> Steps[Token]:
        """Ask for a token with a refresh token (section 6)."""
        client = WebApplicationClient(self.client_id)
        body = Concealed(client.prepare_refresh_body(refresh_token=refresh_token.value))
        reply = yield self._request(body)
        token = self._token("refresh", reply, Concealed((refresh_token.value,)))
        return replace(token, refresh_token=token.refresh_token or refresh_token.value)

    def _request(self, body: Concealed[str]) -> Request:
        form = dict(parse_qsl(body.value, keep_blank_values=True))
        if self.auth_method != "client_secret_basic":
            form["client_id"] = self.client_id
        if self.auth_method == "client_secret_post":
            form["client_secret"] = self.client_secret or ""
        return Request(
            "POST",
            self.url,
            form={**form, **self.params},
            as_json="json_token_request" in self.preset.needs,
            authorization=self._basic() if self.auth_method == "client_secret_basic" else "",
            read=ANY_STATUS,
        )

    def _basic(self) -> str:
        # Each half is form-encoded before they are joined (section 2.3.1, appendix B): a colon in
        # a client identifier would end it early, and a percent sign would be decoded.
        pair = f"{quote_plus(self.client_id)}:{quote_plus(self.client_secret or '')}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def _token(self, step: Step, reply: Reply, sent: Concealed[tuple[str | None, ...]]) -> Token:
        outcome = read_token(self.preset, reply, Concealed((self.client_secret, *sent.value)))
        if isinstance(outcome, Token):
            return outcome
        raise self.failure(step, outcome)

    def failure(self, step: Step, refusal: Refusal) -> LoginError:
        """Return the error to raise for a refusal: with what to do next."""
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
            f"Compare client identifier and secret with the registration. They were sent by "
            f"{self.auth_method}; the other way is client_secret_{other}"
        )


def token_endpoint(
    preset: Preset,
    oauth: CreateConnectorOAuth,
    auth_method: ClientAuth | None,
    token_params: Mapping[str, str] | None,
) -> TokenEndpoint:
    """Return the token endpoint of a configuration.

    Args:
        preset: where the configuration comes from.
        oauth: what `build_oauth` makes; it has a client identifier.
        auth_method: how to authenticate, instead of the way that the preset prefers. Without
            either it is `client_secret_basic`, which every server has to take (section 2.3.1);
            without a secret it is `none`.
        token_params: extra parameters for the token request, where the provider needs them.

    Raises:
        ArgumentError: an argument contradicts another one, or a parameter is not to be set.
        LoginError: the provider needs what cannot be done here.
    """
    for need in preset.needs:
        if need not in HONOURED:
            raise LoginError(
                f"Signing in to {preset.title} is not possible from here: {NEEDS[need]}, and the "
                f"preset does not say how. See {preset.docs_url}",
                step="authorization",
            )
    if oauth.client_id is None:
        raise ArgumentError("client_id is missing: the provider gives one to each registered app.")
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
                f"auth_method={wanted!r} goes {'without' if has_secret else 'with'} a client "
                "secret."
            )
        return wanted
    if not has_secret:
        return "none"
    methods = preset.token_endpoint_auth_methods
    for method in methods or ("client_secret_basic",):
        if method in ("client_secret_basic", "client_secret_post"):
            return method
    raise LoginError(
        f"{preset.title} takes no client secret as such: its token endpoint accepts "
        f"{' or '.join(methods)}. "
        + ("Leave the secret out." if "none" in methods else "That cannot be done here."),
        step="authorization",
    )


def _params(preset: Preset, given: Mapping[str, str]) -> dict[str, str]:
    if "token_params" in preset.needs and not given:
        raise LoginError(
            f"{preset.title} wants extra parameters in the token request: give them with "
            f"token_params=, or --token-param on the command line. See {preset.docs_url}",
            step="authorization",
        )
    for name, value in given.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise ArgumentError("token_params= takes a mapping of strings to strings.")
        if name in _OURS:
            raise ArgumentError(
                f"token_params=: {name!r} belongs to each token request and cannot be set."
            )
    return dict(given)
