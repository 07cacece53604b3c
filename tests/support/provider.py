"""A provider on loopback with programmable replies, and a sign-in in progress."""

import json
import queue
import socket
import traceback
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from oauth_presets import Configuration, LoginError, Offline, Preset, configure
from oauth_presets.core.preset_rules import CONFIGURE_ARGUMENTS
from oauth_presets.login import Flow, Login, login

SECRET = "a:b+c%20d/e&f~'\"\\"
CODE = "the-code"
GOOD: dict[str, Any] = {"access_token": "canary-access", "token_type": "Bearer", "expires_in": 3600}
ANNOUNCED = "authorization_response_iss_parameter_supported"


class TokenRequest(NamedTuple):
    """A POST that arrived at the token endpoint."""

    headers: dict[str, str]
    body: str
    path: str

    @property
    def form(self) -> dict[str, str]:
        fields = parse_qs(self.body, keep_blank_values=True, strict_parsing=True)
        assert all(len(values) == 1 for values in fields.values()), "a parameter twice"
        return {name: values[0] for name, values in fields.items()}

    @property
    def basic(self) -> str:
        kind, _, value = self.headers["authorization"].partition(" ")
        assert kind == "Basic"
        return b64decode(value).decode()


class Provider:
    """A token endpoint and metadata; `reply` is the response to the next token requests."""

    def __init__(self) -> None:
        self.requests: list[TokenRequest] = []
        self.reply: tuple[int, str, bytes] = (200, "application/json", json.dumps(GOOD).encode())
        self.headers: dict[str, str] = {}
        self.metadata: dict[str, Any] = {}
        self.before_reply: Callable[[], object] = lambda: None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, document: object, status: int = 200) -> None:
        self.reply = (status, "application/json", json.dumps(document).encode())

    def preset(self, **fields: Any) -> Preset:
        return Preset.model_validate(
            {
                "name": "acme",
                "title": "Acme",
                "authorize_url": f"{self.url}/authorize?tenant=a%20b&kept",
                "token_url": f"{self.url}/token",
                "issuer": self.url,
                "docs_url": "https://docs.acme.example/oauth",
                "scopes": ("read", "write"),
                "pkce": "required",
                "offline": Offline(mode="request", scopes=("offline_access",)),
                "allow_loopback": True,
                **fields,
            }
        )


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            provider.requests.append(TokenRequest(headers, body, self.path))
            provider.before_reply()
            self._send(*provider.reply)

        def do_GET(self) -> None:
            if provider.metadata and ".well-known" in self.path:
                document = {"issuer": provider.url, **provider.metadata}
                self._send(200, "application/json", json.dumps(document).encode())
            else:
                self._send(404, "text/plain", b"nothing here")

        def _send(self, status: int, content_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in provider.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider."""
    running = Provider()
    thread = Thread(target=running.server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
        thread.join(5)


def configured(preset: Preset, arguments: dict[str, Any]) -> Configuration:
    """Remove the arguments of `configure` from a dictionary; return the configuration."""
    names = CONFIGURE_ARGUMENTS | {*preset.variables}
    ours: Any = {name: arguments.pop(name) for name in [*arguments] if name in names}
    return configure(preset, **{"client_id": "me", "client_secret": SECRET, **ours})


class Answer(NamedTuple):
    """The response over a connection; status 0 if the connection was closed without one."""

    status: int
    headers: dict[str, str]
    body: str


class SignIn:
    """A sign-in that waits for its response: `login`, in a thread."""

    def __init__(self, preset: Preset, **arguments: Any) -> None:
        self._shown: queue.Queue[Flow] = queue.Queue()
        self._ended: queue.Queue[Login | BaseException] = queue.Queue()
        config = configured(preset, arguments)
        arguments = {"timeout": 30, **arguments}
        self._thread = Thread(target=self._work, args=(config, arguments), daemon=True)
        self._thread.start()
        self.flow = self._shown.get(timeout=20)
        parts = urlsplit(self.flow.redirect_uri)
        self.port, self.path, self.authority = parts.port or 0, parts.path, parts.netloc
        self.state = self.flow.state

    def _work(self, config: Configuration, arguments: Any) -> None:
        try:
            self._ended.put(login(config, show=self._shown.put, **arguments))
        except BaseException as error:
            self._ended.put(error)

    def send(self, data: bytes) -> Answer:
        """Send bytes, and read until the connection is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(data)
            received = b""
            try:
                while chunk := connection.recv(65536):
                    received += chunk
            except ConnectionResetError:
                pass
        if not received:
            return Answer(0, {}, "")
        head, _, body = received.decode().partition("\r\n\r\n")
        status, *lines = head.split("\r\n")
        pairs = (line.partition(": ") for line in lines)
        headers = {name.lower(): value for name, _, value in pairs}
        return Answer(int(status.split()[1]), headers, body)

    def request(
        self,
        query: str = "",
        *lines: str,
        method: str = "GET",
        path: str | None = None,
        host: str | None = None,
        body: str = "",
    ) -> Answer:
        """Send a valid request, changed by the arguments."""
        target = f"{self.path if path is None else path}{'?' if query else ''}{query}"
        host = f"Host: {self.authority}" if host is None else host
        head = [f"{method} {target} HTTP/1.1", *filter(None, (host,)), *lines]
        return self.send("\r\n".join([*head, "", body]).encode())

    @property
    def good(self) -> str:
        """The query of the expected response."""
        return f"code={CODE}&state={self.state}"

    def outcome(self) -> Login | BaseException:
        """Wait for the end of the sign-in."""
        ended = self._ended.get(timeout=40)
        self._thread.join(5)
        return ended

    def respond(self, query: str | None = None) -> Login:
        """Respond as a browser does; return the result of the sign-in, or raise its error."""
        assert self.request(self.good if query is None else query).status == 303
        self.request(path=f"{self.path}/done")
        ended = self.outcome()
        if isinstance(ended, BaseException):
            raise ended
        return ended

    def fail(self, query: str) -> tuple[LoginError, str]:
        """Respond with a query that ends the sign-in; return the error and the page shown."""
        assert self.request(query).status == 303
        shown = self.request(path=f"{self.path}/done")
        ended = self.outcome()
        assert isinstance(ended, LoginError), ended
        assert shown.status == 200
        return ended, shown.body


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def shown_by(error: LoginError) -> str:
    """Return everything that an error shows, with the local variables of our frames."""
    summary = traceback.TracebackException.from_exception(error, capture_locals=True)
    ours = [frame for frame in summary.stack if "oauth_presets" in frame.filename]
    assert ours
    return f"{error!r} {error} {error.error} {error.description}" + "".join(
        traceback.StackSummary.from_list(ours).format()
    )
