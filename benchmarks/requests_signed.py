"""What TokenAuth costs a request, beside a fixed header and Authlib's client, in one run.

    bench/bin/pip install '.[tokens]' authlib httpx2 uvicorn
    bench/bin/python benchmarks/requests_signed.py [--rounds 200]

A uvicorn on loopback answers in well under a millisecond. Each round sends a request with each
client, in a random order; what is printed are ratios of medians.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from random import Random
from typing import Any

import httpx
import httpx2
from authlib.integrations.httpx_client import OAuth2Client

from oauth_presets import Preset, PresetRegistry
from oauth_presets.login import Token
from oauth_presets.tokens import MemoryStore, TokenAuth
from oauth_presets.tokens.httpx2 import TokenAuth as TokenAuth2

WARMING = 50
FLOORS = {"httpx,": "httpx, a fixed header", "httpx2,": "httpx2, a fixed header"}

# The socket names its protocol, so that asyncio switches Nagle's algorithm off.
SERVER = """
import socket, uvicorn

async def app(scope, receive, send):
    headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{}"})

listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listening.bind(("127.0.0.1", 0))
listening.listen()
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).run(sockets=[listening])
"""


def clients(url: str) -> dict[str, Any]:
    """Return a client of each kind, with a token that does not expire meanwhile."""
    preset = Preset(
        name="acme",
        title="Acme",
        authorize_url=f"{url}/authorize",
        token_url=f"{url}/token",
        docs_url="https://docs.acme.example",
        api={"base_url": url},
        allow_loopback=True,
    )
    config = PresetRegistry().configure(preset, client_id="me", client_secret="secret")
    store = MemoryStore()
    auth = TokenAuth(config, store=store, key="alice")
    auth.save(Token("access", refresh_token="refresh", expires_in=3600))
    held = {"access_token": "access", "token_type": "Bearer", "expires_at": time.time() + 3600}
    header = {"Authorization": "Bearer access"}
    return {
        "httpx, a fixed header": httpx.Client(headers=header),
        "httpx, TokenAuth": httpx.Client(auth=auth),
        "httpx2, a fixed header": httpx2.Client(headers=header),
        "httpx2, TokenAuth": httpx2.Client(auth=TokenAuth2(config, store=store, key="alice")),
        "httpx2, Authlib's OAuth2Client": OAuth2Client("me", token=held),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2000)
    rounds = parser.parse_args().rounds
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    url = f"http://127.0.0.1:{int(server.stdout.readline())}"
    try:
        medians = measured({name: c.get for name, c in clients(url).items()}, url, rounds)
    finally:
        server.terminate()
        server.wait()
    for name, seconds in medians.items():
        floor = FLOORS[name.split()[0]]
        print(f"{name:31} {seconds * 1e6:6.0f} us  {seconds / medians[floor]:.3f} of {floor}")


def measured(calls: dict[str, Callable[[str], Any]], url: str, rounds: int) -> dict[str, float]:
    """Return the median seconds of a request, by client."""
    samples: dict[str, list[float]] = {name: [] for name in calls}
    order, random = [*calls], Random(0)  # noqa: S311 (for the order alone)
    for number in range(rounds + WARMING):
        random.shuffle(order)
        for name in order:
            call = calls[name]
            start = time.perf_counter()
            call(url)
            if number >= WARMING:
                samples[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in samples.items()}


if __name__ == "__main__":
    main()
