"""A server on loopback that misbehaves on request: the first word of the path says how.

`https://host:port/gzip_bomb` is an issuer whose metadata, at either well-known URL, are a gzip
bomb; `/gzip_bomb/authorize` and `/gzip_bomb/token` are its endpoints, which are sound unless the
word is one of those that are about endpoints.
"""

import contextlib
import gzip
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, NamedTuple

RFC = "/.well-known/oauth-authorization-server"
OPENID = "/.well-known/openid-configuration"


class Seen(NamedTuple):
    """A request that arrived."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    sni: str | None


class Exchange:
    """One request, and the means to answer it in any way."""

    def __init__(self, server: "FaultServer", connection: socket.socket, seen: Seen) -> None:
        self.server, self.connection, self.seen = server, connection, seen
        path = seen.target.partition("://")[2].partition("/")[2] or seen.target.lstrip("/")
        path = path.removeprefix(RFC.lstrip("/")).lstrip("/")
        self.word = path.split("/")[0]
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

    def document(self, **changes: Any) -> dict[str, Any]:
        """Return sound metadata, with changes; None removes a member."""
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
        return {name: value for name, value in document.items() if value is not None}

    def publish(self, **changes: Any) -> None:
        self.answer(json.dumps(self.document(**changes)))

    def drip(self, data: bytes, pause: float = 0.05) -> None:
        """Send byte by byte, and never come to an end."""
        for byte in data:
            self.send(bytes([byte]))
            if self.server.stopped.wait(pause):
                return
        self.wait()

    def wait(self) -> None:
        self.server.stopped.wait(30)


Behaviour = Callable[[Exchange], None]


def _bomb() -> bytes:
    return gzip.compress(bytes(210 * 1024 * 1024), 9)


def _endless_body(x: Exchange) -> None:
    x.send(
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    )
    while not x.server.stopped.is_set():
        x.send(b"4000\r\n" + b" " * 0x4000 + b"\r\n")


def _gzip_bomb(x: Exchange) -> None:
    if not hasattr(x.server, "bomb"):
        x.server.bomb = _bomb()
    x.answer(x.server.bomb, content_encoding="gzip")


def _raw(data: bytes) -> Behaviour:
    return lambda x: x.send(data)


def _then_silent(data: bytes) -> Behaviour:
    def behave(x: Exchange) -> None:
        x.send(data)
        x.wait()

    return behave


def _drip_body(x: Exchange) -> None:
    x.send(HEAD + b"\r\n")
    x.drip(b" " * 4096)


def _json(text: str) -> Behaviour:
    return lambda x: x.answer(text)


def _with(text: str) -> Behaviour:
    """Publish sound metadata with a text inserted behind the opening brace."""
    return lambda x: x.answer("{" + text + "," + json.dumps(x.document())[1:])


def _status(status: str, **headers: str) -> Behaviour:
    return lambda x: x.answer("{}", status, **headers)


def _published(**changes: Any) -> Behaviour:
    return lambda x: x.publish(**changes)


def _reset(x: Exchange) -> None:
    x.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    x.connection.close()


def _early_hints(x: Exchange) -> None:
    while not x.server.stopped.wait(0.01):
        x.send(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")


def _only_openid(x: Exchange) -> None:
    _status("404 Not Found")(x) if RFC in x.seen.target else x.publish()


def _only_rfc(x: Exchange) -> None:
    x.publish() if RFC in x.seen.target else _status("404 Not Found")(x)


HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"

METADATA: dict[str, Behaviour] = {
    # sound
    "sound": _published(),
    "only_openid": _only_openid,
    "only_rfc": _only_rfc,
    "charset": lambda x: x.answer(
        json.dumps(x.document()), content_type="Application/JSON; charset=utf-8"
    ),
    "identity": lambda x: x.answer(json.dumps(x.document()), content_encoding="identity"),
    "iss": _published(authorization_response_iss_parameter_supported=True),
    "closed_body": lambda x: x.send(HEAD + b"\r\n" + json.dumps(x.document()).encode()),
    "at_the_cap": lambda x: x.answer(json.dumps(x.document()).ljust(65536)),
    # transport
    "silent": Exchange.wait,
    "empty": lambda x: None,
    "reset": _reset,
    "garbage": _raw(b"\x16\x03\x01 SSH-2.0-OpenSSH_9.2p1\r\n\r\n"),
    "drip_headers": lambda x: x.drip(HEAD + b"x-padding: " + b"y" * 4096),
    "drip_body": _drip_body,
    "stalls_in_the_body": _then_silent(HEAD + b"content-length: 99\r\n\r\n{"),
    "early_hints": _early_hints,
    "truncated": _raw(HEAD + b'content-length: 999\r\n\r\n{"issuer":'),
    "header_flood": _raw(HEAD + b"".join(b"x-%d: %s\r\n" % (i, b"y" * 900) for i in range(400))),
    "two_lengths": _raw(HEAD + b"content-length: 2\r\ncontent-length: 3\r\n\r\n{}x"),
    "bad_chunk": _raw(HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
    "huge_chunk": _raw(HEAD + b"transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}"),
    # size and encoding
    "gzip_bomb": _gzip_bomb,
    "gzip": lambda x: x.answer(gzip.compress(b"{}"), content_encoding="gzip"),
    "unknown_encoding": lambda x: x.answer(json.dumps(x.document()), content_encoding="snappy"),
    "two_encodings": lambda x: x.answer(b"{}", content_encoding="identity, gzip"),
    "one_over_the_cap": lambda x: x.answer(json.dumps(x.document()).ljust(65537)),
    "announced_too_long": lambda x: x.answer(b" " * 300_000),
    "endless": _endless_body,
    # status and content type
    "redirect": _status("302 Found", location="https://elsewhere.example/metadata"),
    "redirect_to_file": _status("301 Moved", location="file:///etc/passwd"),
    "redirect_nowhere": _status("307 Temporary Redirect"),
    "not_found": _status("404 Not Found"),
    "gone": _status("410 Gone"),
    "no_content": _raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "partial": _status("206 Partial Content"),
    "forbidden": _status("403 Forbidden"),
    "broken": _status("500 Internal Server Error"),
    "endless_not_found": _then_silent(b"HTTP/1.1 404 Not Found\r\ncontent-length: 999\r\n\r\n"),
    "html": lambda x: x.answer("<html>Log in</html>", content_type="text/html"),
    "text": lambda x: x.answer(json.dumps(x.document()), content_type="text/plain"),
    "untyped": lambda x: x.answer(json.dumps(x.document()), content_type=""),
    # JSON
    "nan": _with('"x": NaN'),
    "infinity": _with('"x": -Infinity'),
    "duplicate_key": _with('"issuer": "https://elsewhere.example"'),
    "duplicate_key_inside": _with('"x": {"y": 1, "y": 2}'),
    "deep": lambda x: x.answer("[" * 60_000),
    "deep_object": lambda x: x.answer('{"a":' * 12_000),
    "long_number": lambda x: x.answer('{"x":' + "9" * 60_000 + "}"),
    "list": _json("[]"),
    "string": _json('"https://issuer.example"'),
    "no_body": _json(""),
    "unfinished": _json('{"issuer": '),
    "trailing": lambda x: x.answer(json.dumps(x.document()) + "{}"),
    "latin_1": lambda x: x.answer('{"issuer": "caf\xe9"}'.encode("latin-1")),
    "utf_16": lambda x: x.answer(json.dumps(x.document()).encode("utf-16")),
    "bom": lambda x: x.answer(b"\xef\xbb\xbf" + json.dumps(x.document()).encode()),
    # what the document says
    "issuer_of_another": _published(issuer="https://elsewhere.example"),
    "issuer_with_slash": lambda x: x.publish(issuer=f"{x.issuer}/"),
    "issuer_in_capitals": lambda x: x.publish(issuer=x.issuer.upper()),
    "issuer_missing": _published(issuer=None),
    "issuer_no_string": lambda x: x.publish(issuer=[x.issuer]),
    "issuer_template": lambda x: x.publish(issuer=f"{x.issuer}/{{tenantid}}/v2.0"),
    "issuer_with_escapes": _published(issuer="\x1b]0;owned\x07\x1b[2J\u202e" + "x" * 9000),
    "other_endpoints": _published(
        authorization_endpoint="https://elsewhere.example/authorize",
        token_endpoint="https://elsewhere.example/token",
    ),
    "no_token_endpoint": _published(token_endpoint=None),
    "endpoint_no_string": lambda x: x.publish(token_endpoint={"url": f"{x.issuer}/token"}),
    "plain_pkce": _published(code_challenge_methods_supported=["plain"]),
    "no_pkce": _published(code_challenge_methods_supported=None),
    "pkce_no_list": _published(code_challenge_methods_supported="S256"),
    "only_basic": _published(token_endpoint_auth_methods_supported=["client_secret_basic"]),
    "auth_methods_absent": _published(token_endpoint_auth_methods_supported=None),
    "auth_methods_no_list": _published(token_endpoint_auth_methods_supported={"a": 1}),
    "other_scopes": _published(scopes_supported=["documents:write"]),
    "only_openid_scopes": _published(scopes_supported=["openid", "offline_access"]),
    "scopes_absent": _published(scopes_supported=None),
    "scopes_no_list": _published(scopes_supported="documents:read"),
    "iss_no_boolean": _published(authorization_response_iss_parameter_supported="yes"),
}

AUTHORIZE: dict[str, Behaviour] = {
    "authorize_page": lambda x: x.answer("<html>", content_type="text/html"),
    "authorize_refuses": _status("400 Bad Request"),
    "authorize_to_login": lambda x: x.answer(b"", "302 Found", location="/login?next=x"),
    "authorize_to_idp": lambda x: x.answer(
        b"", "302 Found", location="https://idp.elsewhere.example/login?next=x"
    ),
    "authorize_to_front_page": lambda x: x.answer(
        b"", "301 Moved", location="https://elsewhere.example/"
    ),
    "authorize_parked": lambda x: x.answer(
        b"", "302 Found", location="https://www.hugedomains.com/domain_profile.cfm?d=x"
    ),
    "authorize_to_http": lambda x: x.answer(
        b"", "302 Found", location="http://elsewhere.example/login"
    ),
    "authorize_to_nonsense": lambda x: x.answer(b"", "302 Found", location="http://[::1"),
    "authorize_not_found": _status("404 Not Found"),
    "authorize_gone": _status("410 Gone"),
    "authorize_only_post": _status("405 Method Not Allowed"),
    "authorize_broken": _status("503 Service Unavailable"),
    "authorize_endless": _endless_body,
    "authorize_silent": Exchange.wait,
}

TOKEN: dict[str, Behaviour] = {
    "token_json": lambda x: x.answer('{"error": "invalid_request"}', "400 Bad Request"),
    "token_unauthorized": lambda x: x.answer('{"error": "invalid_client"}', "401 Unauthorized"),
    "token_form": lambda x: x.answer(
        "error=bad", "400 Bad Request", "application/x-www-form-urlencoded"
    ),
    "token_page": lambda x: x.answer("<html>", "400 Bad Request", "text/html"),
    "token_ok_false": lambda x: x.answer('{"ok": false, "error": "invalid_arguments"}'),
    "token_form_error": lambda x: x.answer(
        "error=bad_code", content_type="application/x-www-form-urlencoded"
    ),
    "token_ok_zero": lambda x: x.answer('{"ok": 0}'),
    "token_grants": lambda x: x.answer('{"access_token": "x", "token_type": "Bearer"}'),
    "token_html": lambda x: x.answer("<html>Welcome</html>", content_type="text/html"),
    "token_gzip": lambda x: x.answer(gzip.compress(b'{"ok": false}'), content_encoding="gzip"),
    "token_endless": _endless_body,
    "token_redirects": _status("302 Found", location="https://elsewhere.example/token"),
    "token_not_found": _status("404 Not Found"),
    "token_only_get": _status("405 Method Not Allowed"),
    "token_broken": _status("500 Internal Server Error"),
    "token_silent": Exchange.wait,
}


def _behave(x: Exchange) -> None:
    path = x.seen.target.partition("?")[0]
    if path.endswith("/authorize"):
        AUTHORIZE.get(x.word, AUTHORIZE["authorize_page"])(x)
    elif path.endswith("/token"):
        TOKEN.get(x.word, TOKEN["token_json"])(x)
    else:
        METADATA.get(x.word, METADATA["not_found"])(x)


class FaultServer:
    """Serves until its block ends, over TLS where a context is given.

    `seen` holds the requests that arrived. Without `behave`, the path says what happens.
    """

    bomb: bytes

    def __init__(
        self,
        context: ssl.SSLContext | None = None,
        behave: Behaviour = _behave,
        connected: Callable[[socket.socket], None] | None = None,
    ) -> None:
        self.seen: list[Seen] = []
        self.connections = 0
        self.stopped = threading.Event()
        self.scheme = "https" if context else "http"
        self._context, self._behave, self._connected = context, behave, connected
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

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
        for connection in self._open:
            connection.close()

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
        sni: list[str | None] = [None]
        with contextlib.suppress(OSError):
            if self._connected:
                self._connected(connection)
            if self._context:
                self._context.sni_callback = lambda _s, name, _c: sni.__setitem__(0, name)
                connection = self._context.wrap_socket(connection, server_side=True)
                self._open.append(connection)
            with contextlib.closing(connection), connection.makefile("rb") as file:
                for seen in self._read(file, sni):
                    self.seen.append(seen)
                    self._behave(Exchange(self, connection, seen))
                    break

    def _read(self, file: Any, sni: list[str | None]) -> Iterator[Seen]:
        method, _, rest = file.readline().decode("latin-1").partition(" ")
        headers = {}
        while line := file.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = file.read(int(headers.get("content-length", 0)))
        if method:
            yield Seen(method, rest.rpartition(" ")[0], headers, body, sni[0])


def main() -> None:
    """Serve until stdin ends, and print the URL: for tests that measure another process."""
    import sys

    with FaultServer() as server:
        print(server.url, flush=True)  # noqa: T201 (its output is what it is for)
        sys.stdin.read()


if __name__ == "__main__":
    main()
