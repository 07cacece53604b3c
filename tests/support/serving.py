"""Runs an ASGI application on loopback."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any


@contextmanager
def serving(make: Callable[[str], Any]) -> Iterator[str]:
    """Run the application that `make` returns for a base URL; yield the URL."""
    import uvicorn  # installed with the MCP SDK, which not every environment has

    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(make(url), log_level="error", lifespan="on")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join(10)
