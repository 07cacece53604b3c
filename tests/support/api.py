"""An in-memory API to be called with TokenAuth by each kind of client."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

import anyio
import httpx

from oauth_presets.login import Token
from oauth_presets.tokens import TokenAuth

LIBRARIES = [name for name in ("httpx", "httpx2") if find_spec(name)]  # httpx2 needs Python 3.11
KINDS = [f"{library}{loop}" for library in LIBRARIES for loop in ("", " asyncio", " trio")]


class Call(NamedTuple):
    """A request that arrived."""

    headers: dict[str, str]
    body: bytes

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


class Api:
    """Answers 200, or 401 to the tokens in `refused`."""

    def __init__(self, kind: str = "httpx") -> None:
        self.library, _, self.loop = kind.partition(" ")
        self.calls: list[Call] = []
        self.refused: set[str] = set()

    @property
    def tokens(self) -> list[str]:
        """The tokens that arrived."""
        return [call.token for call in self.calls]

    def auth(self, *arguments: Any, **keywords: Any) -> Any:
        """Return a TokenAuth for this kind of client."""
        if self.library == "httpx":
            return TokenAuth(*arguments, **keywords)
        from oauth_presets.tokens import httpx2

        return httpx2.TokenAuth(*arguments, **keywords)

    def send(self, auth: Any, url: str = "https://api.acme.example/files", **keywords: Any) -> int:
        """Send a request, and return the status."""
        method = "POST" if "content" in keywords else "GET"
        library: Any = import_module(self.library)
        transport = self.transport(library)
        if not self.loop:
            with library.Client(transport=transport, auth=auth) as client:
                return int(client.request(method, url, **keywords).status_code)

        async def send() -> int:
            async with library.AsyncClient(transport=transport, auth=auth) as client:
                return int((await client.request(method, url, **keywords)).status_code)

        return anyio.run(send, backend=self.loop)

    def save(self, auth: Any, token: Token) -> None:
        self._run(auth.save, auth.asave, token)

    def load(self, auth: Any) -> Token | None:
        found: Token | None = self._run(auth.load, auth.aload)
        return found

    def sign_out(self, auth: Any) -> bool:
        return bool(self._run(auth.sign_out, auth.asign_out))

    def _run(self, sync: Callable[..., Any], twin: Callable[..., Any], *arguments: Any) -> Any:
        return anyio.run(twin, *arguments, backend=self.loop) if self.loop else sync(*arguments)

    def transport(self, library: Any = httpx) -> Any:
        """Return a transport for sync and async clients. Like real ones, it reads a body once."""
        api = self

        class Transport(library.BaseTransport, library.AsyncBaseTransport):  # type: ignore[misc]
            def handle_request(self, request: Any) -> Any:
                return api._answered(library, request, b"".join(request.stream))

            async def handle_async_request(self, request: Any) -> Any:
                body = b"".join([part async for part in request.stream])
                return api._answered(library, request, body)

        return Transport()

    def _answered(self, library: Any, request: Any, body: bytes) -> Any:
        call = Call({name.lower(): value for name, value in request.headers.items()}, body)
        self.calls.append(call)
        return library.Response(401 if call.token in self.refused else 200)
