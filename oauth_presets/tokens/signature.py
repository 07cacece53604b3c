"""Decide how a token signs requests, how long it is used, and where it may go: no I/O."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from ..core.configuration import Configuration
from ..core.requests import token_header
from ..errors import ArgumentError
from ..login.token import Token
from ..safe_http.transport import LOOPBACK

PORTS = {"https": 443, "http": 80}

Origin = tuple[str, str, int | None]
"""Scheme, host and port; the port is None if it is the scheme's default."""


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
    """A token, ready to sign requests. Its repr shows no secret.

    Args:
        token: the token.
        headers: headers that replace those of the caller.
        further: headers that are added unless the caller set them.
        origins: where it may go; None if the origin of the provider's API is unknown.
        obtained: when it was requested, in seconds since 1970.
        until: when it is due for a refresh, in seconds since 1970.
        ends: when it expires, in seconds since 1970.
    """

    token: Token = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    further: Mapping[str, str] = field(repr=False)
    origins: frozenset[Origin] | None
    obtained: float
    until: float
    ends: float


def make_signature(
    config: Configuration,
    token: Token,
    *,
    leeway: float,
    renewable: bool,
    origins: frozenset[Origin],
) -> Signature:
    """Prepare a token to sign requests.

    Args:
        config: the configuration.
        token: the token.
        leeway: how many seconds before its expiry the token is due for a refresh, but at most a
            tenth of its lifetime.
        renewable: whether it can be refreshed at all.
        origins: where it may go in addition to the provider's API.
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
        # Without expires_in, the documented lifetime counts (RFC 6749 section 5.1). But the token
        # may not expire, so it is still used if a refresh fails.
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
    """Return the origins that tokens of a configuration may go to; None if unknown."""
    api = {origin(config.api.base_url, config)} if config.api.base_url else set()
    return frozenset(api | origins) or None


def parsed_origins(config: Configuration, urls: Iterable[str]) -> frozenset[Origin]:
    """Parse the caller's origins.

    Raises:
        ArgumentError: a token must not go to one of them, or it is not a URL.
    """
    if isinstance(urls, str):
        raise ArgumentError("origins= takes several strings, not one: put it in a list.")
    return frozenset(origin(url, config) for url in urls)


def origin(url: str, config: Configuration) -> Origin:
    """Return the origin of a URL.

    Raises:
        ArgumentError: a token must not go there, or this is not a URL.
    """
    try:
        parts = urlsplit(url)
        parsed = (parts.scheme, parts.hostname or "", _port(parts.scheme, parts.port))
    except (ValueError, AttributeError, TypeError):
        parsed = ("", "", None)
    if not parsed[1] or not is_safe(parsed, config):
        raise ArgumentError(
            f"origins= takes origins such as 'https://api.example.com', not {url!a:.100}."
        )
    return parsed


def is_safe(origin: Origin, config: Configuration) -> bool:
    """Tell whether a token may go to an origin at all: by https, or to this machine."""
    scheme, host, _ = origin
    return scheme == "https" or (
        scheme == "http" and host in LOOPBACK and config.preset.allow_loopback
    )


def check_destination(url: Url, origins: Collection[Origin] | None, config: Configuration) -> None:
    """Refuse a request to a URL that the token must not go to.

    Raises:
        ArgumentError: it must not go there; the message says where it may go.
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
