"""A server on loopback that misbehaves on request: the first word of the path selects how.

`http://127.0.0.1:port/gzip_bomb` is an issuer with a gzip bomb as its metadata, at either
well-known URL; `/gzip_bomb/authorize` and `/gzip_bomb/token` are its endpoints, which are valid
unless the word selects a fault of an endpoint.

Slow responses end validly after `PATIENCE`, and `outwaited` counts them: a client that waited for
the end has no deadline.
"""

import contextlib
import functools
import json
import socket
import ssl
import threading
import zlib
from collections.abc import Callable
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple

RFC = "/.well-known/oauth-authorization-server"

PATIENCE = 8.0
"""Seconds after which a slow response ends."""


class Seen(NamedTuple):
    """A request that arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    sni: str | None


class Exchange:
    """A request, and the means to answer it in any way."""

    def __init__(self, server: "FaultServer", connection: socket.socket, seen: Seen) -> None:
        self.server, self.connection, self.seen = server, connection, seen
        path = seen.target.partition("?")[0].removeprefix(RFC)
        self.word = path.strip("/").partition("/")[0]
        self.issuer: str = f"{server.scheme}://{seen.headers.get('host', '')}/{self.word}"

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def answer(
        self,
        body: bytes | str = b"",
        status: str = "200 OK",
        content_type: str = "application/json",
        **headers: str,
    ) -> None:
        body = body.encode() if isinstance(body, str) else body
        headers = {"content_length": str(len(body)), "content_type": content_type, **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body)

    def document(self, **changes: Any) -> str:
        """Return valid metadata with changes; None removes a member."""
        document = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "scopes_supported": ["documents:read", "documents:write", "offline_access"],
            **changes,
        }
        return json.dumps({name: value for name, value in document.items() if value is not None})

    def publish(self, **changes: Any) -> None:
        self.answer(self.document(**changes))

    def refuse(self) -> None:
        self.answer("{}", "404 Not Found")

    def drip(self, byte: bytes, pause: float = 0.05) -> None:
        """Send a byte repeatedly."""
        for _ in range(int(PATIENCE / pause)):
            self.send(byte)
            if self.server.stopped.wait(pause):
                return
        self.server.outwaited += 1

    def wait(self) -> None:
        self.server.wait()


Behaviour = Callable[[Exchange], None]

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def _answers(*arguments: Any, **headers: str) -> Behaviour:
    return lambda x: x.answer(*arguments, **headers)


def _status(status: str, **headers: str) -> Behaviour:
    return lambda x: x.answer("{}", status, **headers)


def _raw(data: bytes) -> Behaviour:
    return lambda x: x.send(data)


def _published(**changes: Any) -> Behaviour:
    return lambda x: x.publish(**changes)


def _as(body: Callable[[str], str | bytes] = str, **headers: str) -> Behaviour:
    """Publish valid metadata, with its text transformed by a function."""
    return lambda x: x.answer(body(x.document()), **headers)


def _with(member: str) -> Behaviour:
    """Publish valid metadata with one more member at the start."""
    return _as(lambda text: "{" + member + "," + text[1:])


def _silent(x: Exchange) -> None:
    x.wait()
    x.publish()


def _empty(x: Exchange) -> None:
    pass


def _reset(x: Exchange) -> None:
    x.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


def _drip_status(x: Exchange) -> None:
    x.send(b"HTTP/1.1 200 ")
    x.drip(b"O")
    x.send(b"\r\ncontent-type: application/json\r\n\r\n" + x.document().encode())


def _drip_headers(x: Exchange) -> None:
    x.send(HEAD + b"x-padding: ")
    x.drip(b"y")
    x.send(b"\r\n\r\n" + x.document().encode())


def _drip_body(x: Exchange) -> None:
    x.send(HEAD + b"\r\n")
    x.drip(b" ")
    x.send(x.document().encode())


def _drip_chunks(x: Exchange) -> None:
    x.send(HEAD + b"transfer-encoding: chunked\r\n\r\n")
    x.drip(b"1\r\n \r\n")
    document = x.document().encode()
    x.send(b"%x\r\n%s\r\n0\r\n\r\n" % (len(document), document))


def _stalls_in_the_body(x: Exchange) -> None:
    document = x.document().encode()
    x.send(HEAD + b"content-length: %d\r\n\r\n{" % len(document))
    x.wait()
    x.send(document[1:])


def _early_hints(x: Exchange) -> None:
    x.drip(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n", pause=0.01)
    x.publish()


def _endless(x: Exchange) -> None:
    x.send(HEAD + b"transfer-encoding: chunked\r\n\r\n")
    while not x.server.stopped.is_set():
        x.send(b"4000\r\n" + b" " * 0x4000 + b"\r\n")


def _endless_not_found(x: Exchange) -> None:
    x.send(b"HTTP/1.1 404 Not Found\r\ncontent-type: text/html\r\n\r\n")
    while not x.server.stopped.is_set():
        x.send(b" " * 0x4000)


@functools.cache
def _bomb() -> bytes:
    """Return 210 MB of zeros, as gzip."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()


def _gzip(text: str) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(text.encode()) + packer.flush()


def _beside(word: str, behaviour: Behaviour) -> Behaviour:
    """Behave by a word at the URL of RFC 8414, and otherwise at that of OpenID Connect."""
    return lambda x: (METADATA[word] if RFC in x.seen.target else behaviour)(x)


def _many_tenants(x: Exchange) -> None:
    x.publish(issuer=f"{x.issuer}/{{tenantid}}/v2.0")


METADATA: dict[str, Behaviour] = {
    # sound
    "sound": _published(),
    "only_openid": _beside("not_found", Exchange.publish),
    "only_rfc": lambda x: (x.publish if RFC in x.seen.target else x.refuse)(),
    "redirect_beside_openid": _beside("redirect", Exchange.publish),
    "charset": _as(content_type="Application/JSON; charset=utf-8"),
    "identity": _as(content_encoding="identity"),
    "iss": _published(authorization_response_iss_parameter_supported=True),
    "malformed_cookie": _as(set_cookie="a=b; expires=Thu, 99 Foo 2026 99:99:99 GMT"),
    "closed_body": lambda x: x.send(HEAD + b"\r\n" + x.document().encode()),
    "at_the_cap": _as(lambda text: text.ljust(65536)),
    "nested": _with('"x":' + "[" * 31 + "1" + "]" * 31),
    # transport
    "silent": _silent,
    "empty": _empty,
    "reset": _reset,
    "garbage": _raw(b"\x16\x03\x01 SSH-2.0-OpenSSH_9.2p1\r\n\r\n"),
    "drip_status": _drip_status,
    "drip_headers": _drip_headers,
    "drip_body": _drip_body,
    "drip_chunks": _drip_chunks,
    "stalls_in_the_body": _stalls_in_the_body,
    "early_hints": _early_hints,
    "truncated": _raw(HEAD + b'content-length: 999\r\n\r\n{"issuer":'),
    "header_flood": _raw(HEAD + b"".join(b"x-%d: %s\r\n" % (i, b"y" * 900) for i in range(400))),
    "two_lengths": _raw(HEAD + b"content-length: 2\r\ncontent-length: 3\r\n\r\n{}x"),
    "bad_chunk": _raw(HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
    "huge_chunk": _raw(HEAD + b"transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}"),
    # size and encoding
    "gzip_bomb": lambda x: x.answer(_bomb(), content_encoding="gzip"),
    "gzip": _as(_gzip, content_encoding="gzip"),
    "unknown_encoding": _as(content_encoding="snappy"),
    "two_encodings": _as(_gzip, content_encoding="identity, gzip"),
    "one_over_the_cap": _as(lambda text: text.ljust(65537)),
    "announced_too_long": _as(lambda text: text.ljust(300_000)),
    "endless": _endless,
    # status and content type
    "redirect": _status("302 Found", location="https://elsewhere.example/metadata"),
    "redirect_to_file": _status("301 Moved", location="file:///etc/passwd"),
    "redirect_to_itself": lambda x: x.answer("{}", "307 Again", location=x.seen.target),
    "redirect_to_nonsense": _raw(
        b"HTTP/1.1 302 Found\r\nlocation: https://\xc2\xae.example/\r\n\r\n"
    ),
    "redirect_nowhere": _status("307 Temporary Redirect"),
    "not_found": _status("404 Not Found"),
    "gone": _status("410 Gone"),
    "endless_not_found": _endless_not_found,
    "no_content": _raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "partial": lambda x: x.answer(x.document(), "206 Partial Content"),
    "forbidden": _status("403 Forbidden"),
    "too_many": _status("429 Too Many Requests"),
    "broken": _status("500 Internal Server Error"),
    "html": _answers("<html>Log in</html>", content_type="text/html"),
    "text": _as(content_type="text/plain"),
    "untyped": _as(content_type=""),
    # JSON
    "nan": _with('"x": NaN'),
    "infinity": _with('"x": -Infinity'),
    "duplicate_key": _with('"issuer": "https://elsewhere.example"'),
    "duplicate_key_inside": _with('"x": {"y": 1, "y": 2}'),
    "half_a_pair": _with(r'"x": "\ud800"'),
    "deep": _answers("[" * 60_000),
    "nested_too_deep": _with('"x":' + "[" * 32 + "1" + "]" * 32),
    "deep_object": _answers('{"a":' * 12_000),
    "long_number": _with('"x":' + "9" * 60_000),
    "list": _as(lambda text: f"[{text}]"),
    "string": _answers('"https://issuer.example"'),
    "no_body": _answers(""),
    "unfinished": _as(lambda text: text[:-1]),
    "trailing": _as(lambda text: text + "{}"),
    "latin_1": _as(lambda text: text[:-1].encode() + b',"x":"caf\xe9"}'),
    "utf_16": _as(lambda text: text.encode("utf-16")),
    "bom": _as(lambda text: b"\xef\xbb\xbf" + text.encode()),
    # content of the document
    "issuer_of_another": _published(issuer="https://elsewhere.example"),
    "issuer_with_slash": lambda x: x.publish(issuer=f"{x.issuer}/"),
    "issuer_in_capitals": lambda x: x.publish(issuer=x.issuer.upper()),
    "issuer_missing": _published(issuer=None),
    "issuer_no_string": lambda x: x.publish(issuer=[x.issuer]),
    "many_tenants": _many_tenants,
    "many_tenants_in_openid": _beside("not_found", _many_tenants),
    "many_tenants_beside_html": _beside("html", _many_tenants),
    "issuer_with_escapes": _published(issuer="\x1b]0;owned\x07\x1b[2J\u202e" + "x" * 9000),
    "other_endpoints": _published(
        authorization_endpoint="https://elsewhere.example/authorize",
        token_endpoint="https://elsewhere.example/token",
    ),
    "no_token_endpoint": _published(token_endpoint=None),
    "endpoint_no_string": lambda x: x.publish(token_endpoint={"url": f"{x.issuer}/token"}),
    "endpoint_with_query": lambda x: x.publish(token_endpoint=f"{x.issuer}/token?x=1"),
    "plain_pkce": _published(code_challenge_methods_supported=["plain"]),
    "no_pkce": _published(code_challenge_methods_supported=None),
    "no_pkce_in_openid": _beside("not_found", _published(code_challenge_methods_supported=None)),
    "pkce_no_list": _published(code_challenge_methods_supported="S256"),
    "only_basic": _published(token_endpoint_auth_methods_supported=["client_secret_basic"]),
    "auth_methods_absent": _published(token_endpoint_auth_methods_supported=None),
    "auth_methods_no_list": _published(token_endpoint_auth_methods_supported={"a": 1}),
    "scope_gone": _published(scopes_supported=["documents:write", "offline_access"]),
    "only_openid_scopes": _published(scopes_supported=["openid", "profile"]),
    "scopes_absent": _published(scopes_supported=None),
    "scopes_no_list": _published(scopes_supported="documents:read"),
    "scopes_no_strings": _published(scopes_supported=["documents:read", "offline_access", 1]),
    "iss_no_boolean": _published(authorization_response_iss_parameter_supported="yes"),
}

AUTHORIZE: dict[str, Behaviour] = {
    "authorize_page": _answers("<html>", content_type="text/html"),
    "authorize_refuses": _status("400 Bad Request"),
    "authorize_to_login": _status("302 Found", location="/login?next=x"),
    "authorize_to_idp": _status("302 Found", location="https://idp.elsewhere.example/login?next=x"),
    "authorize_to_front_page": _status("301 Moved", location="https://elsewhere.example/"),
    "authorize_parked": _status(
        "302 Found", location="https://www.hugedomains.com/domain_profile.cfm?d=x"
    ),
    "authorize_to_http": _status("302 Found", location="http://elsewhere.example/login"),
    "authorize_to_nonsense": _status("302 Found", location="http://[::1"),
    "authorize_not_found": _status("404 Not Found"),
    "authorize_gone": _status("410 Gone"),
    "authorize_only_post": _status("405 Method Not Allowed"),
    "authorize_broken": _status("503 Service Unavailable"),
    "authorize_endless": _endless,
    "authorize_stalls": _stalls_in_the_body,
    "authorize_silent": _silent,
}

TOKEN: dict[str, Behaviour] = {
    "token_json": _answers('{"error": "invalid_request"}', "400 Bad Request"),
    "token_unauthorized": _answers('{"error": "invalid_client"}', "401 Unauthorized"),
    "token_hides_a_refusal": _answers('{"error": "invalid_client"}', "404 Not Found"),
    "token_own_words": _answers('{"error": "bad"}', "400 Bad Request"),
    "token_strange_error": _answers('{"error": {"code": 7}}', "400 Bad Request"),
    "token_page": _answers("<html>", "400 Bad Request", "text/html"),
    "token_ok_false": _answers('{"ok": false, "error": "invalid_arguments"}'),
    "token_form_error": _answers(
        "error=bad_code", content_type="application/x-www-form-urlencoded"
    ),
    "token_ok_zero": _answers('{"ok": 0}'),
    "token_grants": _answers('{"access_token": "x", "token_type": "Bearer"}'),
    "token_html": _answers("<html>Welcome</html>", content_type="text/html"),
    "token_gzip": _answers(_gzip('{"ok": false}'), content_encoding="gzip"),
    "token_endless": _endless,
    "token_redirects": _status("302 Found", location="https://elsewhere.example/token"),
    "token_not_found": _status("404 Not Found"),
    "token_error_not_found": _answers('{"error": "Not Found"}', "404 Not Found"),
    "token_only_get": _status("405 Method Not Allowed"),
    "token_fails_in_json": _answers('{"error": "internal"}', "500 Internal Server Error"),
    "token_overloaded": _answers('{"error": "overloaded"}', "503 Service Unavailable"),
    "token_broken": _status("500 Internal Server Error"),
    "token_silent": _silent,
}


def misbehave(x: Exchange) -> None:
    """Behave as the word in the path selects."""
    path = x.seen.target.partition("?")[0]
    if path.endswith("/authorize"):
        AUTHORIZE.get(x.word, AUTHORIZE["authorize_page"])(x)
    elif path.endswith("/token"):
        TOKEN.get(x.word, TOKEN["token_json"])(x)
    else:
        METADATA.get(x.word, METADATA["not_found"])(x)


class Crowd:
    """A behaviour that counts concurrent requests; `most` is the maximum."""

    def __init__(self, behave: Behaviour) -> None:
        self.most = self._now = 0
        self._behave, self._lock = behave, threading.Lock()

    def __call__(self, x: Exchange) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        x.server.stopped.wait(0.1)  # let requests overlap
        with self._lock:  # before the answer, which may trigger the next request
            self._now -= 1
        self._behave(x)


class FaultServer:
    """Serves until its block ends, over TLS if a context is passed.

    `seen` holds the requests that arrived; `connections` also counts connections without a request.
    """

    def __init__(
        self,
        tls: ssl.SSLContext | None = None,
        behave: Behaviour = misbehave,
        connected: Callable[["FaultServer", socket.socket], None] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.seen: list[Seen] = []
        self.connections = self.outwaited = 0
        self.stopped = threading.Event()
        self.scheme = "https" if tls else "http"
        self._tls, self._behave, self._connected = tls, behave, connected
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, port), family=family, backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{self.scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"
        if tls is not None:
            tls.sni_callback = lambda connection, name, _: setattr(connection, "sni", name)

    def __enter__(self) -> "FaultServer":
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def wait(self) -> None:
        """Do nothing for `PATIENCE` seconds, or until the server stops."""
        if not self.stopped.wait(PATIENCE):
            self.outwaited += 1

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            stack.enter_context(connection)
            if self._connected:
                self._connected(self, connection)
            if self._tls:
                connection = self._tls.wrap_socket(
                    connection, server_side=True, do_handshake_on_connect=False
                )
                self._open.append(stack.enter_context(connection))
                connection.do_handshake()
            seen = _read(
                stack.enter_context(connection.makefile("rb")), getattr(connection, "sni", None)
            )
            if seen is not None:
                self.seen.append(seen)
                self._behave(Exchange(self, connection, seen))


def _read(file: BinaryIO, sni: str | None) -> Seen | None:
    method, _, rest = file.readline().decode("latin-1").partition(" ")
    headers = {}
    while line := file.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = file.read(int(headers.get("content-length", 0)))
    return Seen(method, rest.rpartition(" ")[0], headers, body, sni) if method else None
