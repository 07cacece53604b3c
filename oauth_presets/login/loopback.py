"""Check which redirect URIs of a native app a provider accepts (RFC 8252 section 7.3)."""

from typing import Literal, get_args
from urllib.parse import urlsplit

from ..core.preset import Preset
from ..errors import ArgumentError

LoopbackHost = Literal["127.0.0.1", "localhost", "::1"]
"""The hosts at which a native app can receive a response."""


def check_redirect(preset: Preset, redirect_uri: str) -> None:
    """Refuse a redirect URI on this machine that the provider is known not to accept.

    Raises:
        ArgumentError: the provider does not accept it; the message names URIs that it accepts.
    """
    try:
        parts = urlsplit(redirect_uri)
        host, port = parts.hostname, parts.port
    except ValueError:
        return  # `start` refuses it, and says why
    if host and host in get_args(LoopbackHost):
        check_loopback(preset, host, port or 0)


def check_loopback(preset: Preset, host: str, port: int) -> None:
    """Refuse a host or port that the provider is known not to accept in a redirect URI.

    Args:
        preset: the provider's preset.
        host: where to listen.
        port: 0 for any free port.

    Raises:
        ArgumentError: the provider does not accept it; the message names URIs that it accepts.
    """
    if host not in get_args(LoopbackHost):
        raise ArgumentError(
            f"host= takes {', '.join(map(repr, get_args(LoopbackHost)))}, not {host!a:.80}."
        )
    accepted = preset.redirect.loopback
    note = f" {preset.redirect.note}" if preset.redirect.note else ""
    if accepted == ():
        raise ArgumentError(
            f"{preset.title} accepts no redirect URI on this machine. Register one on your own web "
            "server and use start() and finish(), or paste=True with redirect_uri= (--paste with "
            f"--redirect-uri on the command line).{note}"
        )
    if accepted is not None and authority(host) not in accepted:
        others = [name.strip("[]") for name in accepted]
        hosts = " or ".join(f"host={name!r}" for name in others)
        uris = " or ".join(f"http://{name}:{port or 'PORT'}/..." for name in accepted)
        raise ArgumentError(
            f"{preset.title} accepts no redirect URI on {host}, but {uris}: use {hosts} (--host "
            f"{others[0]} on the command line).{note}"
        )
    if preset.redirect.any_port is False and port == 0:
        raise ArgumentError(
            f"{preset.title} accepts only the registered port: choose one with port=, such as "
            "port=8765 (--port 8765 on the command line), and register "
            f"http://{authority(host)}:8765/{preset.name}.{note}"
        )


def authority(host: str) -> str:
    """Return a host as written in a URL."""
    return f"[{host}]" if ":" in host else host
