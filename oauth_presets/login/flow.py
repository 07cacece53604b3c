"""The authorization code flow as protocol messages, without I/O.

RFC 6749 section 4.1 with PKCE (RFC 7636) and issuer identification (RFC 9207). `start` makes the
authorization request; the `Flow` verifies the response and redeems the code.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..core.configuration import Configuration
from ..core.requests import authorization_params, authorization_url
from ..errors import ArgumentError
from ..util.concealed import conceal_locals
from ..util.text import quoted
from ..util.utc import moment, now
from .client import check_client

if TYPE_CHECKING:
    from ..safe_http.messages import Steps
    from .token import Token

FLOW_SECONDS = 900.0
"""Default seconds until a flow expires."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A sign-in in progress: the request, and what is needed to verify its response.

    `start` makes it. It holds secrets, which its repr does not show.

    Args:
        config: the configuration of the sign-in.
        redirect_uri: where the response arrives.
        state: ties a response to this request.
        code_verifier: the secret of PKCE; None if PKCE is off.
        nonce: the value that an ID token must repeat; None if none is requested.
        expires_at: when the flow stops accepting a response: aware, in UTC.
        iss_advertised: the issuer identifies itself in every response (RFC 9207).
    """

    config: Configuration
    redirect_uri: str
    state: str = field(repr=False)
    code_verifier: str | None = field(repr=False)
    nonce: str | None = field(repr=False)
    expires_at: datetime
    iss_advertised: bool = False
    _unused: list[bool] = field(default_factory=lambda: [True], repr=False, compare=False)

    @property
    def authorization_url(self) -> str:
        """The URL to send the user's browser to."""
        params = authorization_params(
            self.config,
            self.redirect_uri,
            state=self.state,
            code_challenge=self.code_verifier and _s256(self.code_verifier),
            nonce=self.nonce,
        )
        return authorization_url(self.config, params)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The requested scopes."""
        return self.config.scopes

    def to_dict(self) -> dict[str, Any]:
        """Return the flow as JSON-compatible data, without the client credentials.

        The data contains `state` and `code_verifier`: keep it on the server, not in a cookie that
        the browser can read.
        """
        return {
            "preset": self.config.preset.name,
            "variables": {**self.config.variables},
            "redirect_uri": self.redirect_uri,
            "state": self.state,
            "code_verifier": self.code_verifier,
            "nonce": self.nonce,
            "expires_at": self.expires_at.isoformat(),
            "iss_advertised": self.iss_advertised,
        }

    @classmethod
    @conceal_locals
    def from_dict(cls, data: Mapping[str, Any], config: Configuration) -> "Flow":
        """Restore a flow from the data that `to_dict` returned.

        Args:
            data: the data.
            config: the configuration that the flow was started with.

        Raises:
            ArgumentError: the data is not that of a flow, or the configuration differs.
        """
        check_client(config)
        kinds = {
            "preset": str, "variables": Mapping, "redirect_uri": str, "state": str,
            "code_verifier": str | None, "nonce": str | None, "expires_at": str,
            "iss_advertised": bool,
        }  # fmt: skip
        fields = dict(data) if isinstance(data, Mapping) else {}
        if fields.keys() != kinds.keys() or not all(
            isinstance(fields[name], kind) for name, kind in kinds.items()
        ):
            raise ArgumentError("This is not the data of a flow: pass what to_dict() returned.")
        expires_at = moment(fields.pop("expires_at"))
        if not fields["state"] or expires_at is None:
            raise ArgumentError("The data of this flow is damaged: start a new one.")
        preset, variables = fields.pop("preset"), {**fields.pop("variables")}
        if (preset, variables) != (config.preset.name, {**config.variables}):
            raise ArgumentError(
                f"This flow was started with the preset {quoted(preset)} and the variables "
                f"{quoted(variables)}, not with {config.preset.name!r} and "
                f"{quoted({**config.variables})}. Use the same configuration as for start()."
            )
        return cls(config=config, expires_at=expires_at, **fields)

    def is_answered_by(self, response: str | Mapping[str, str]) -> bool:
        """Tell whether a response carries the state of this flow, exactly once.

        Anyone can send a query to a redirect URI. Ignore one without the state: it must not end
        the flow.
        """
        from .authorization_response import parameters

        state_name = self.config.preset.authorization_response.names.get("state", "state")
        states = [value for name, value in parameters(response) if name == state_name]
        return len(states) == 1 and compare_digest(states[0].encode(), self.state.encode())

    def exchange(self, response: str | Mapping[str, str]) -> "Steps[Token]":
        """Verify an authorization response and redeem its code for a token, once.

        Args:
            response: as for `finish`.

        Raises:
            ArgumentError: this cannot be an authorization response; the flow stays usable.
            LoginError: the response does not belong to this flow, reports an error, contradicts
                itself or selects a variable that it must not; or the code was not redeemed.
        """
        from .authorization_code import redeemed

        return redeemed(self, response)


@conceal_locals
def start(
    config: Configuration,
    *,
    redirect_uri: str,
    iss_advertised: bool = False,
    seconds: float = FLOW_SECONDS,
) -> Flow:
    """Make an authorization request, without sending anything.

    Args:
        config: a configuration with a client identifier.
        redirect_uri: where the response will arrive, as registered with the provider.
        iss_advertised: the issuer advertises `authorization_response_iss_parameter_supported`, so a
            response that does not name it is refused. A preset can declare this too.
        seconds: how long the flow accepts a response.

    Raises:
        ArgumentError: the configuration cannot be used for a sign-in, or an argument is refused.
    """
    check_client(config)
    if not isinstance(redirect_uri, str) or not _is_absolute(redirect_uri):
        raise ArgumentError(
            "redirect_uri= must be an absolute URI without a fragment (RFC 6749 section 3.1.2)."
        )
    if not isinstance(seconds, int | float) or not 0 < seconds <= 1e10:
        raise ArgumentError(f"seconds= takes a positive number of seconds, not {seconds!r:.40}.")
    preset = config.preset
    if not config.pkce and preset.pkce != "refused":
        reason = ""
        if preset.pkce == "required":
            reason = f"{preset.title} requires PKCE"
        elif config.auth_method == "none":
            reason = "without a client secret, only PKCE protects the code"
        if reason:
            raise ArgumentError(f"pkce=False is refused: {reason} (RFC 7636).")
    return Flow(
        config=config,
        redirect_uri=redirect_uri,
        state=secrets.token_urlsafe(32),
        # 43 characters (RFC 7636 section 4.1)
        code_verifier=secrets.token_urlsafe(32) if config.pkce else None,
        # Some OpenID providers require a nonce.
        nonce=secrets.token_urlsafe(16) if "openid" in config.scopes else None,
        expires_at=now() + timedelta(seconds=seconds),
        iss_advertised=iss_advertised or preset.authorization_response.iss is True,
    )


def _is_absolute(uri: str) -> bool:
    try:
        return bool(urlsplit(uri).scheme) and "#" not in uri
    except ValueError:
        return False


def _s256(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
