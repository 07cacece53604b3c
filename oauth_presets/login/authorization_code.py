"""Verify an authorization response and redeem its code.

RFC 6749 section 4.1 with PKCE (RFC 7636) and issuer identification (RFC 9207). In a module of its
own: a process that only makes authorization requests does not pay for importing it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..core.responses import authorization_members
from ..errors import ArgumentError, LoginError
from ..safe_http.messages import Steps
from ..util.text import quoted
from ..util.utc import now
from .authorization_response import error_of, parameters, selected
from .token import Token
from .token_request import failure, redeem
from .token_response import Refusal

if TYPE_CHECKING:
    from .flow import Flow


def redeemed(flow: "Flow", response: str | Mapping[str, str]) -> Steps[Token]:
    """Implement `Flow.exchange`."""
    code, sent, notes = _code(flow, response)
    chosen = selected(flow.config, sent)
    if isinstance(chosen, str):
        raise _refused(flow, chosen)
    config = flow.config.select(chosen) if chosen else flow.config
    token = yield from redeem(config, code, flow.redirect_uri, flow.code_verifier, flow.state)
    declared = flow.config.preset.authorization_response.extras
    return replace(
        token,
        variables=chosen,
        extras={**{n: sent[n] for n in declared if n in sent}, **token.extras},
        notes=(*notes, *token.notes),
    )


def _code(
    flow: "Flow", response: str | Mapping[str, str]
) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """Return the code, the parameters as sent, and notes (RFC 6749 section 4.1.2, RFC 9207)."""
    pairs = parameters(response)
    sent = dict(pairs)
    members = authorization_members(flow.config.preset.authorization_response, sent)
    if not members.keys() & {"code", "error", "state"}:
        raise ArgumentError(
            "This is not an authorization response: it has no code, no error and no state. "
            "Pass the query that arrived at the redirect URI, the whole URL, or its parameters "
            "as a mapping."
        )
    if not flow.is_answered_by(response):
        raise _refused(flow, "the response does not carry the state of this sign-in")
    if not members.keys() & {"code", "error"}:
        raise _refused(flow, "the response has neither a code nor an error")
    if now() > flow.expires_at:
        raise _refused(
            flow,
            "the response arrived too late: this sign-in was open until "
            f"{flow.expires_at:%Y-%m-%d %H:%M:%S} UTC. Start again",
        )
    try:
        flow._unused.pop()  # atomic, in case two threads get here
    except IndexError:
        raise _refused(flow, "this sign-in has already received its response") from None
    if len(sent) < len(pairs):
        raise _refused(flow, "the response repeats a parameter, which RFC 6749 section 3.1 forbids")
    error, description, reason = error_of(members)
    iss, issuer = members.get("iss"), flow.config.issuer
    notes: tuple[str, ...] = ()
    problem = ""
    if iss is None and flow.iss_advertised:
        problem = f"does not name its issuer, although {issuer or 'the provider'} advertises it"
    elif iss is not None and issuer is None:
        notes = (f"The response names the issuer {quoted(iss)}; the preset names none.",)
    elif iss not in (None, issuer):
        problem = f"names the issuer {quoted(iss)}, not {issuer}"
    if problem:
        claim = f"; its sender claims {reason}" if "error" in members else ""
        raise _refused(flow, f"the response {problem} (RFC 9207 section 2.4){claim}")
    if "code" in members and "error" in members:
        raise _refused(flow, "the response has both a code and an error")
    if "error" in members:
        raise _refused(
            flow, f"the authorization endpoint refused the request: {reason}", error, description
        )
    code = members["code"]
    if not code or not code.isascii() or not code.isprintable():
        raise _refused(flow, "the code in the response is empty or malformed")
    return code, sent, notes


def _refused(flow: "Flow", text: str, error: str = "", description: str = "") -> LoginError:
    return failure(flow.config, "authorization", Refusal(text, error, description))
