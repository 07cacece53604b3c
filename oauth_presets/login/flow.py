"""The authorization code flow as messages, without I/O.

RFC 6749 section 4.1 with PKCE (RFC 7636) and a comparison of the issuer (RFC 9207). `start` makes
the authorization request; its `Flow` judges the response and redeems the code.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from hmac import compare_digest
from urllib.parse import quote, urlencode, urlsplit

from pydantic import SecretStr

from ..core.plan import make_plan
from ..core.preset import Preset
from ..errors import ArgumentError, LoginError
from ..safe_http.messages import Steps, quoted
from ..util.concealed import conceal_locals
from .authorization_response import error_of, parameters
from .token_request import ClientAuth, TokenEndpoint, token_endpoint
from .token_response import Refusal, Token


@dataclass(frozen=True, slots=True)
class Flow:
    """A sign-in in progress: what was requested, and what its response is judged by.

    `start` makes it. It holds secrets, none of which is in its repr.

    Args:
        authorization_url: where to send the user's browser.
        redirect_uri: where the response arrives.
        scopes: the requested scopes.
        issuer: who must have sent the response; None if the preset does not say.
        iss_advertised: the issuer advertises that it names itself in every response.
        endpoint: where the code is redeemed.
        state: what ties a response to this request.
        code_verifier: the secret of PKCE; None if the provider forbids PKCE.
    """

    authorization_url: str = field(repr=False)
    redirect_uri: str
    scopes: tuple[str, ...]
    issuer: str | None
    iss_advertised: bool
    endpoint: TokenEndpoint
    state: str = field(repr=False)
    code_verifier: str | None = field(repr=False)
    _unused: list[bool] = field(default_factory=lambda: [True], repr=False)

    def is_answered_by(self, response: str | Mapping[str, str]) -> bool:
        """Tell whether a response carries the state of this flow, exactly once.

        Anybody can send a query to a redirect URI. Pass over one without the state: it must not
        end the flow.
        """
        states = [value for name, value in parameters(response) if name == "state"]
        return len(states) == 1 and compare_digest(states[0].encode(), self.state.encode())

    def exchange(self, response: str | Mapping[str, str]) -> Steps[Token]:
        """Judge an authorization response, and redeem its code for a token, once.

        Args:
            response: as for `finish`.

        Raises:
            ArgumentError: it cannot be an authorization response; the flow stays usable.
            LoginError: it does not answer this flow, it reports an error, it contradicts itself,
                or the code was not redeemed.
        """
        code, notes = self._code(response)
        token = yield from self.endpoint.redeem(code, self.redirect_uri, self.code_verifier)
        return replace(token, notes=(*notes, *token.notes))

    def _code(self, response: str | Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
        """Return the code, and notes (RFC 6749 section 4.1.2, RFC 9207 section 2.4)."""
        pairs = parameters(response)
        found = dict(pairs)
        if not found.keys() & {"code", "error", "state"}:
            raise ArgumentError(
                "This is not an authorization response: it has no code, no error and no state. "
                "Pass the query that arrived at the redirect URI, the whole URL, or its parameters "
                "as a mapping."
            )
        if not self.is_answered_by(response):
            raise self._refused("the response does not carry the state of this sign-in")
        if not found.keys() & {"code", "error"}:
            raise self._refused("the response has neither a code nor an error")
        try:
            self._unused.pop()  # atomic, should two threads come here
        except IndexError:
            raise self._refused("this sign-in has already had its response") from None
        if len(found) < len(pairs):
            raise self._refused(
                "the response repeats a parameter, which RFC 6749 section 3.1 forbids"
            )
        error, description, reason = error_of(found)
        iss = found.get("iss")
        notes: tuple[str, ...] = ()
        problem = ""
        if iss is None and self.iss_advertised:
            problem = f"does not name its issuer, although {self.issuer} advertises it"
        elif iss is not None and self.issuer is None:
            notes = (f"The response names the issuer {quoted(iss)}; the preset names none.",)
        elif iss not in (None, self.issuer):
            problem = f"names the issuer {quoted(iss)}, not {self.issuer}"
        if problem:
            claim = f"; its sender claims {reason}" if "error" in found else ""
            raise self._refused(f"the response {problem} (RFC 9207 section 2.4){claim}")
        if "code" in found and "error" in found:
            raise self._refused("the response has both a code and an error")
        if "error" in found:
            raise self._refused(f"the authorization endpoint refuses: {reason}", error, description)
        code = found["code"]
        if not code or not code.isascii() or not code.isprintable():
            raise self._refused("the code in the response is empty or malformed")
        return code, notes

    def _refused(self, text: str, error: str = "", description: str = "") -> LoginError:
        return self.endpoint.failure("authorization", Refusal(text, error, description))


@conceal_locals
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
    iss_advertised: bool = False,
) -> Flow:
    """Make an authorization request, without sending anything.

    Args:
        preset: what `get_preset` returns.
        variables: values for the URLs' variables, such as `{"tenant": "contoso"}`.
        client_id: the client identifier that the provider issued.
        client_secret: the client secret, if the provider issued one.
        redirect_uri: where the response will arrive, as registered with the provider.
        scopes: as for `build_oauth`, like the next four arguments.
        token_params: extra parameters of the token requests.
        auth_method: how to authenticate at the token endpoint, instead of the preset's way.
        iss_advertised: the issuer advertises `authorization_response_iss_parameter_supported`; a
            response that does not name it is then refused.

    Raises:
        VariableError: a variable is missing or unknown, or its value is refused.
        ScopeError: a scope argument is malformed or contradicts another one.
        ArgumentError: a credential or a parameter is refused.
        LoginError: the provider needs something that is not supported.
    """
    endpoint = token_endpoint(
        preset, variables, client_id, client_secret, token_params, auth_method
    )
    if not urlsplit(redirect_uri).scheme or "#" in redirect_uri:
        raise ArgumentError(
            "redirect_uri= must be an absolute URI without a fragment (RFC 6749 section 3.1.2)."
        )
    planned = make_plan(
        preset, "", scopes, add_scopes, scope_set, offline, authorize_params, variables=variables
    )
    state, verifier = secrets.token_urlsafe(32), None
    query = {
        "response_type": "code",
        "client_id": endpoint.client_id,
        "redirect_uri": redirect_uri,
        "scope": planned.scope_field,
        "state": state,
    }
    if planned.pkce:
        verifier = secrets.token_urlsafe(32)  # 43 characters (RFC 7636 section 4.1)
        digest = sha256(verifier.encode()).digest()
        query["code_challenge"] = urlsafe_b64encode(digest).decode().rstrip("=")
        query["code_challenge_method"] = "S256"
    # Some OpenID providers require a nonce. PKCE does its job here, since no ID token is used.
    if "openid" in planned.scopes:
        query["nonce"] = secrets.token_urlsafe(16)
    # quote, since some servers between here and the provider do not take "+" for a space.
    added = urlencode({k: v for k, v in query.items() if v is not None}, quote_via=quote)
    separator = "&" if "?" in planned.full_url else "?"
    return Flow(
        authorization_url=f"{planned.full_url}{separator}{added}",
        redirect_uri=redirect_uri,
        scopes=(*planned.scopes,),
        issuer=planned.endpoints.issuer,
        iss_advertised=iss_advertised,
        endpoint=endpoint,
        state=state,
        code_verifier=verifier,
    )
