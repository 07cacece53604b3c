"""A proxy that records the requests of a client to a server, and a check of its authentication."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_plus

import httpx

from oauth_presets import Configuration

SECRET = "obviously fake: a+b%20c/d"


class Passed(NamedTuple):
    """A recorded request."""

    path: str
    headers: dict[str, str]
    form: dict[str, str]


@contextmanager
def noting(url: str) -> Iterator[tuple[str, list[Passed]]]:
    """Run a server that forwards all requests to another, and records them."""
    passed: list[Passed] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._pass(b"")

        def do_POST(self) -> None:
            self._pass(self.rfile.read(int(self.headers["Content-Length"])))

        def _pass(self, body: bytes) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            passed.append(Passed(self.path, headers, dict(parse_qsl(body.decode()))))
            del headers["host"]
            with httpx.Client(trust_env=False) as client:
                answer = client.request(
                    self.command, f"{url}{self.path}", headers=headers, content=body
                )
            self.send_response(answer.status_code)
            self.send_header("Content-Type", answer.headers["content-type"])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", passed
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def authenticated(sent: Passed, config: Configuration) -> dict[str, str]:
    """Check the client's authentication, and return the form without it."""
    form = {**sent.form}
    if config.auth_method == "client_secret_basic":
        kind, _, value = sent.headers["authorization"].partition(" ")
        assert kind == "Basic"
        # Form-encoded (RFC 6749 appendix B); a space may be + or %20.
        assert [unquote_plus(half) for half in b64decode(value).decode().split(":")] == [
            config.client_id, SECRET,
        ]  # fmt: skip
        return form
    assert "authorization" not in sent.headers
    assert form.pop("client_id") == config.client_id
    assert form.pop("client_secret", None) == config.client_secret
    return form
