"""The authorization code flow as messages, without I/O.

RFC 6749 section 4.1 with PKCE (RFC 7636), and with the issuer compared (RFC 9207). `start` makes
the authorization request; the `Flow` that it returns judges the response and redeems the code.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hmac import compare_digest
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import SecretStr

from ..core.configuration import endpoints, prepare
from ..core.preset import Preset
from ..errors import ArgumentError
from ..safe_http.exchange import Steps, quoted
from ..util.concealed import Concealed
from ._oauthlib import WebApplicationClient
from .token_request import ClientAuth, TokenEndpoint, token_endpoint
from .token_response import Refusal, Token, harmless


@dataclass(frozen=True, slots=True)
class Flow:
    """One sign-in under way: what was asked, and what its response is judged by.

    `start` makes it. It holds secrets, none of which is in its repr.

    Args:
        authorization_url: where the user's browser has to go.
        redirect_uri: where the response arrives.
        scopes: what is asked for.
        issuer: whose response is expected; None where the preset does not say.
        iss_announced: the issuer announces that it names itself in every response.
        endpoint: where the code is redeemed.
        state: what tells that a response is an answer to this request.
        code_verifier: the secret of PKCE; None where the provider forbids PKCE.
    """

    authorization_url: str = field(repr=False)
    redirect_uri: str
    scopes: tuple[str, ...]
    issuer: str | None
    iss_announced: bool
    endpoint: TokenEndpoint
    state: str = field(repr=False)
    code_verifier: str | None = field(repr=False)
    _unused: list[bool] = field(default_factory=lambda: [True], repr=False)

    def is_answered_by(self, query: str) -> bool:
        """Tell whether a query carries the state of this flow, exactly once.

        Anybody can send a query to a redirect URI. One without the state is none of ours, and
        should be passed over: it must not end the flow.
        """
        states = [value for name, value in _pairs(query) if name == "state"]
        return len(states) == 1 and compare_digest(states[0].encode(), self.state.encode())

    def exchange(self, response: Concealed[str]) -> Steps[Token]:
        """Judge an authorization response, and redeem its code for a token, once.

        Args:
            response: the query that arrived at the redirect URI, without the `?`.

        Raises:
            LoginError: it is not the response to this request, it says that the sign-in failed, it
                contradicts itself, or the code was not redeemed.
        """
        outcome = self._judge(response)
        if isinstance(outcome, Refusal):
            raise self.endpoint.failure("authorization", outcome)
        redeeming = self.endpoint.redeem(
            outcome.code, self.redirect_uri, Concealed(self.code_verifier)
        )
        token = yield from redeeming
        return replace(token, notes=(*outcome.notes, *token.notes))

    def _judge(self, response: Concealed[str]) -> "_Granted | Refusal":
        """Judge a response (RFC 6749 sections 4.1.2 and 4.1.2.1, RFC 9207 section 2.4)."""
        if not self.is_answered_by(response.value):
            return Refusal("the response does not carry the state of this sign-in")
        try:
            self._unused.pop()  # one step, also where two threads come here
        except IndexError:
            return Refusal("this sign-in has had its response already")
        pairs = _pairs(response.value)
        found = dict(pairs)
        if len(found) < len(pairs):
            return Refusal("the response has a parameter twice (RFC 6749 section 3.1 forbids it)")
        error = harmless(found.get("error"))
        description = harmless(found.get("error_description"))
        said = ": ".join(part for part in (error, description) if part) or "it does not say why"
        iss = found.get("iss")
        notes: tuple[str, ...] = ()
        problem = ""
        if iss is None and self.iss_announced:
            problem = f"does not name its issuer, which {self.issuer} announces to do"
        elif iss is not None and self.issuer is None:
            notes = (f"The response names the issuer {quoted(iss)}; the preset names none.",)
        elif iss not in (None, self.issuer):
            problem = f"names the issuer {quoted(iss)}, not {self.issuer}"
        if problem:
            claim = f"; whoever sent it says {said}" if "error" in found else ""
            return Refusal(f"the response {problem} (RFC 9207 section 2.4){claim}")
        if ("code" in found) == ("error" in found):
            both = "both a code and an error" if "code" in found else "neither a code nor an error"
            return Refusal(f"the response has {both}")
        if "error" in found:
            return Refusal(f"the authorization endpoint refuses: {said}", error, description)
        code = found["code"]
        if not code or not code.isascii() or not code.isprintable():
            return Refusal("the code in the response is empty or malformed")
        return _Granted(Concealed(code), notes)


class _Granted(NamedTuple):
    code: Concealed[str]
    notes: tuple[str, ...]


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return the parameters of a query; none where it is malformed."""
    try:
        return parse_qsl(
            query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=50
        )
    except ValueError:
        return []


def start(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    client_id: str | SecretStr,
    client_secret: str | SecretStr | None = None,
    redirect_uri: str,
    scopes: Iterable[str] | None = None,
    add_scopes: Iterable[str] = (),
    scope_set: str | None = None,
    offline: bool = True,
    authorize_params: Mapping[str, str | None] | None = None,
    token_params: Mapping[str, str] | None = None,
    auth_method: ClientAuth | None = None,
    iss_announced: bool = False,
) -> Flow:
    """Make an authorization request.

    Args:
        preset: what `get_preset` returns.
        variables: values for the URLs' variables, such as `{"tenant": "contoso"}`.
        client_id: the client identifier that the provider gave.
        client_secret: the client secret, if the provider gave one.
        redirect_uri: where the response is to arrive, as registered with the provider.
        scopes: as for `build_oauth`, like the next four arguments.
        token_params: extra parameters of the token requests, where the provider needs them.
        auth_method: how to authenticate at the token endpoint, instead of the preset's way.
        iss_announced: the issuer announces `authorization_response_iss_parameter_supported`: then
            a response that does not name it is refused.

    Raises:
        VariableError: a variable is missing, unknown, or its value refused.
        ScopeError: a scope argument is malformed or contradicts another one.
        ArgumentError: a credential or a parameter is refused.
        LoginError: the provider needs what cannot be done here.
    """
    secret = Concealed(client_secret)
    del client_secret
    if not urlsplit(redirect_uri).scheme or "#" in redirect_uri:
        raise ArgumentError(
            "redirect_uri= is an absolute URI without a fragment (RFC 6749 section 3.1.2)."
        )
    values = Concealed(dict(variables or {}))
    prepared = prepare(preset, scopes, add_scopes, scope_set, offline, authorize_params, values)
    oauth = prepared.complete(client_id, secret)
    endpoint = token_endpoint(preset, oauth, auth_method, token_params)
    issuer = endpoints(preset, values.value).issuer
    client = WebApplicationClient(endpoint.client_id)
    state, verifier, challenge = secrets.token_urlsafe(32), None, {}
    if preset.pkce != "unsupported":
        verifier = secrets.token_urlsafe(32)  # 43 characters (RFC 7636 section 4.1)
        challenge["code_challenge"] = client.create_code_challenge(verifier, "S256")
        challenge["code_challenge_method"] = "S256"
    # Some providers of OpenID Connect want a nonce. PKCE does what it is for, and no ID token is
    # made use of here.
    nonce = {"nonce": secrets.token_urlsafe(16)} if "openid" in prepared.scopes else {}
    # Only the parameters are oauthlib's: it would write the endpoint's own query anew, and refuse
    # http on loopback.
    request = client.prepare_request_uri(
        "https://endpoint.invalid/",
        redirect_uri=redirect_uri,
        scope=oauth.scope,
        state=state,
        **challenge,
        **nonce,
    )
    parameters = request.partition("?")[2]
    if "no_response_type" in preset.needs:
        kept = [(name, value) for name, value in parse_qsl(parameters) if name != "response_type"]
        parameters = urlencode(kept)
    authorize_url = str(oauth.authorize_url)
    return Flow(
        authorization_url=f"{authorize_url}{'&' if '?' in authorize_url else '?'}{parameters}",
        redirect_uri=redirect_uri,
        scopes=prepared.scopes,
        issuer=issuer,
        iss_announced=iss_announced,
        endpoint=endpoint,
        state=state,
        code_verifier=verifier,
    )
