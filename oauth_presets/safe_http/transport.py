"""Connect only to checked addresses.

A name is resolved once and all its addresses are checked. The connection goes to one of those, even
if the name resolves differently a moment later (DNS rebinding).
"""

import os
import socket
import ssl
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from itertools import zip_longest
from typing import Any, NamedTuple
from urllib.request import getproxies, proxy_bypass

import httpx

LOOPBACK = ("127.0.0.1", "::1")
"""The only hosts that plain http may reach (RFC 8252 sections 7.3 and 8.3)."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def default_trust() -> ssl.SSLContext:
    """Return the default trusted certificates.

    They are cached, as reading them takes tens of milliseconds, longer than most requests.
    """
    return _trust_named_by(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@lru_cache(maxsize=1)
def _trust_named_by(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reads both variables


class DestinationRefusedError(OSError):
    """The policy forbids a connection; the message is for the user."""


class ConnectionPolicy(NamedTuple):
    """Where and how to connect; `exchange.run` documents the fields."""

    allow_private: bool = False
    allow_loopback: bool = False
    use_proxy: bool = False
    ssl_context: ssl.SSLContext | None = None

    def checked(self, resolved: Iterable[Any], host: str) -> list[str]:
        """Return the addresses in a result of `getaddrinfo`, in the order to try them.

        Raises:
            DestinationRefusedError: one of them is not allowed.
        """
        is_literal_loopback = self.allow_loopback and host in LOOPBACK
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in resolved))
        for address in addresses:
            if not (self.allow_private or is_literal_loopback or is_public(address)):
                prefix = "" if host == address else f"{host} resolves to "
                raise DestinationRefusedError(
                    f"{prefix}{address}, which is not a public address; --allow-private, or "
                    "allow_private=True, permits it"
                )
        return _alternating(addresses)

    def proxy(self, url: httpx.URL) -> str | None:
        """Return the environment's proxy for a URL, if proxies are used."""
        if not self.use_proxy or url.scheme != "https" or proxy_bypass(url.host):
            return None
        proxies = getproxies()
        return proxies.get("https") or proxies.get("all")


def _alternating(addresses: list[str]) -> list[str]:
    """Alternate between IPv4 and IPv6 (RFC 8305 section 4).

    If one family is unreachable, the other is tried before the deadline.
    """
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    others = [address for address in addresses if address not in first]
    return [address for pair in zip_longest(first, others) for address in pair if address]


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public internet.

    For an IPv6 address that embeds an IPv4 address (mapped, 6to4, NAT64), the latter decides.
    """
    ip: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.ipv4_mapped or ip.sixtofour:
            ip = ip.ipv4_mapped or ip.sixtofour
        elif ip not in _GLOBAL_UNICAST:
            return False
    return ip is not None and ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Return the request to this address; Host, SNI and certificate check still use the name."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def _without_cookies(response: httpx.Response) -> httpx.Response:
    """Drop a response's cookies: httpx prints a traceback for malformed ones."""
    response.headers.pop("set-cookie", None)
    return response


class Transport(httpx.BaseTransport):
    """Connects to checked addresses and never reuses a connection.

    A pool keys connections by address, but two names at one address can be two servers.
    """

    def __init__(self, policy: ConnectionPolicy) -> None:
        self._policy = policy
        self._trust = policy.ssl_context or default_trust()
        self._opened: list[httpx.HTTPTransport] = []

    def _open(self, proxy: str | None = None) -> httpx.HTTPTransport:
        transport = httpx.HTTPTransport(verify=self._trust, trust_env=False, proxy=proxy)
        self._opened.append(transport)
        return transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if proxy := self._policy.proxy(url):
            return _without_cookies(self._open(proxy).handle_request(request))
        resolved = socket.getaddrinfo(url.host, None, type=socket.SOCK_STREAM)
        failure: httpx.TransportError = httpx.ConnectError("the name has no address")
        for address in self._policy.checked(resolved, url.host):
            try:
                return _without_cookies(self._open().handle_request(_pinned(request, address)))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    def close(self) -> None:
        for transport in self._opened:
            transport.close()


class AsyncTransport(httpx.AsyncBaseTransport):
    """The async twin of `Transport`."""

    def __init__(self, policy: ConnectionPolicy) -> None:
        self._policy = policy
        self._trust = policy.ssl_context or default_trust()
        self._opened: list[httpx.AsyncHTTPTransport] = []

    def _open(self, proxy: str | None = None) -> httpx.AsyncHTTPTransport:
        transport = httpx.AsyncHTTPTransport(verify=self._trust, trust_env=False, proxy=proxy)
        self._opened.append(transport)
        return transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        from anyio import getaddrinfo

        url = request.url
        if proxy := self._policy.proxy(url):
            return _without_cookies(await self._open(proxy).handle_async_request(request))
        resolved = await getaddrinfo(url.host, None, type=socket.SOCK_STREAM)
        failure: httpx.TransportError = httpx.ConnectError("the name has no address")
        for address in self._policy.checked(resolved, url.host):
            try:
                return _without_cookies(
                    await self._open().handle_async_request(_pinned(request, address))
                )
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def aclose(self) -> None:
        for transport in self._opened:
            await transport.aclose()
