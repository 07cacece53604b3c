"""What a token puts into requests, for how long, and where it may go: no I/O."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from ..core.configuration import Configuration
from ..core.requests import token_header
from ..errors import ArgumentError
from ..login.token import Token

LOOPBACK = ("127.0.0.1", "::1")
PORTS = {"https": 443, "http": 80}

Origin = tuple[str, str, int | None]
"""Scheme, host and port; the port is None if it is the scheme's own."""


class Url(Protocol):
    """A URL of httpx or httpx2."""

    @property
    def scheme(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Signature:
    """A token, ready to be put into requests. Its repr shows no secret.

    Args:
        token: the token.
        headers: what each request carries, whatever the caller has set.
        further: what each request carries unless the caller has set it.
        origins: where it may go; None if the provider's API is not known.
        obtained: when it was asked for, in seconds since 1970.
        until: until when it is used without a refresh.
        ends: when it expires.
    """

    token: Token = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    further: Mapping[str, str] = field(repr=False)
    origins: frozenset[Origin] | None
    obtained: float
    until: float
    ends: float


def signature(
    config: Configuration,
    token: Token,
    *,
    leeway: float,
    renewable: bool,
    origins: frozenset[Origin],
) -> Signature:
    """Return what a token puts into requests.

    Args:
        config: the configuration.
        token: the token.
        leeway: seconds before its expiry from which it is refreshed, but at most a tenth of
            its lifetime.
        renewable: whether it can be refreshed at all.
        origins: where it may go, beside the API of the provider.
    """
    config = token.configuration(config)
    obtained = token.obtained_at.timestamp() if token.obtained_at else 0.0
    documented = config.preset.access_token_seconds
    ends = until = float("inf")
    if token.expires_at is not None:
        ends = until = token.expires_at.timestamp()
        if renewable:
            until = ends - min(leeway, (token.expires_in or 0) / 10)
    elif renewable and obtained and isinstance(documented, int):
        # Without expires_in, the documented lifetime counts (RFC 6749 section 5.1). The token is
        # not given up then: it may be one that does not expire.
        until = obtained + documented - min(leeway, documented / 10)
    return Signature(
        token=token,
        headers=token_header(config, token.access_token),
        further=config.api.headers,
        origins=allowed(config, origins),
        obtained=obtained,
        until=until,
        ends=ends,
    )


def allowed(config: Configuration, origins: frozenset[Origin]) -> frozenset[Origin] | None:
    """Return the origins that tokens of a configuration may go to; None if none is known."""
    own = {origin(config.api.base_url, config)} if config.api.base_url else set()
    return frozenset(own | origins) or None


def parsed_origins(config: Configuration, given: Iterable[str]) -> frozenset[Origin]:
    """Read the origins that a caller names.

    Raises:
        ArgumentError: one of them is not an origin that a token may go to.
    """
    if isinstance(given, str):
        raise ArgumentError("origins= takes several strings, not one: put it in a list.")
    return frozenset(origin(text, config) for text in given)


def origin(text: str, config: Configuration) -> Origin:
    """Return the origin of a URL.

    Raises:
        ArgumentError: it has none that a token may go to.
    """
    try:
        parts = urlsplit(text)
        found = (parts.scheme, parts.hostname or "", _port(parts.scheme, parts.port))
    except (ValueError, AttributeError, TypeError):
        found = ("", "", None)
    if not found[1] or not is_safe(found, config):
        raise ArgumentError(
            f"origins= takes origins such as 'https://api.example.com', not {text!a:.100}."
        )
    return found


def is_safe(origin: Origin, config: Configuration) -> bool:
    """Tell whether a token may be sent in this way at all: by https, or to this machine."""
    scheme, host, _ = origin
    return scheme == "https" or (
        scheme == "http" and host in LOOPBACK and config.preset.allow_loopback
    )


def check_destination(url: Url, origins: Collection[Origin] | None, config: Configuration) -> None:
    """Refuse a request whose URL the token must not go to.

    Raises:
        ArgumentError: with where it may go.
    """
    target = (url.scheme, url.host, _port(url.scheme, url.port))
    if origins is None:
        if is_safe(target, config):
            return
        accepted = "https only"
    elif target in origins:
        return
    else:
        names = ", ".join(sorted(map(_shown, origins)))
        accepted = f"{names} only. Add other origins with origins="
    raise ArgumentError(
        f"The token of {config.preset.title} is not sent to {_shown(target)}: it goes to "
        f"{accepted}."
    )


def _port(scheme: str, port: int | None) -> int | None:
    return None if port == PORTS.get(scheme) else port


def _shown(origin: Origin) -> str:
    scheme, host, port = origin
    host = f"[{host}]" if ":" in host else host
    return f"{scheme}://{host}{'' if port is None else f':{port}'}".encode(
        "ascii", "backslashreplace"
    ).decode()
