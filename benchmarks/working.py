"""Rows 10 to 14: signed requests, an expired token that many meet, checks, all of the catalogue."""

import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import distribution
from pathlib import Path
from random import Random
from typing import Any

import httpx
import oauth_presets_catalog
from distributions import package
from measure import Candidate, interleaved, seconds

import oauth_presets
from oauth_presets import Configuration, Preset, configure
from oauth_presets.audit.check_all import AT_ONCE, Check, check_all
from oauth_presets.login import Token
from oauth_presets.tokens import MemoryStore, TokenAuth

Rows = Iterator[tuple[str, str, str]]

DELAY = 0.2
"""Seconds that a provider takes to answer; the API answers at once."""

# The socket names its protocol, so that asyncio switches Nagle's algorithm off.
SERVER = """
import asyncio, json, socket, sys, uvicorn

refreshes = 0
WELL_KNOWN = "/.well-known/oauth-authorization-server"

async def app(scope, receive, send):
    global refreshes
    path, document = scope["path"], {}
    if path == "/token":
        refreshes += 1
        await asyncio.sleep(DELAY)
        document = {"access_token": "new", "token_type": "Bearer", "expires_in": 3600,
                    "refresh_token": f"r{refreshes}"}
    elif path == "/refreshes":
        document = refreshes
    elif path.startswith(WELL_KNOWN):
        await asyncio.sleep(DELAY)
        issuer = f"http://127.0.0.1:{port}" + path.removeprefix(WELL_KNOWN)
        document = {"issuer": issuer, "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token", "response_types_supported": ["code"]}
    body = json.dumps(document).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})

listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
listening.bind(("127.0.0.1", 0))
listening.listen(2048)
port = listening.getsockname()[1]
print(port, flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).run(sockets=[listening])
""".replace("DELAY", str(DELAY))


@contextmanager
def provider() -> Iterator[str]:
    """Run a provider and its API on loopback; yield its URL."""
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def acme(url: str, path: str = "") -> Preset:
    return Preset(
        name=path.strip("/") or "acme",
        title="Acme",
        authorize_url=f"{url}{path}/authorize",
        token_url=f"{url}{path}/token",
        docs_url="https://docs.acme.example",
        issuer=f"{url}{path}",
        api={"base_url": url},
        allow_loopback=True,
    )


def configured(url: str) -> Configuration:
    return configure(acme(url), client_id="me", client_secret="secret")


def requests(_site: Path, rounds: int) -> Rows:
    """Row 10: what a token costs a request, beside the same client with a fixed header."""
    header = {"Authorization": "Bearer access"}
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the provider is on loopback
    with provider() as url, ExitStack() as stack:
        auth = TokenAuth(configured(url), store=MemoryStore(), key="alice")
        auth.save(Token("access", refresh_token="r", expires_in=3600))
        held = {"access_token": "access", "token_type": "Bearer", "expires_at": time.time() + 3600}
        clients: dict[str, Any] = {
            "httpx": httpx.Client(headers=header),
            "httpx, TokenAuth": httpx.Client(auth=auth),
        }
        try:
            import httpx2

            from oauth_presets.tokens.httpx2 import TokenAuth as TokenAuth2

            auth2 = TokenAuth2(configured(url), store=MemoryStore(), key="alice")
            auth2.save(Token("access", refresh_token="r", expires_in=3600))
            clients["httpx2"] = httpx2.Client(headers=header)
            clients["httpx2, TokenAuth"] = httpx2.Client(auth=auth2)
        except ImportError:
            pass
        try:
            import requests as peer
            from authlib.integrations.requests_client import OAuth2Session as Authlib
            from requests_oauthlib import OAuth2Session

            session = peer.Session()
            session.headers.update(header)
            clients["requests"] = stack.enter_context(session)
            clients["requests, Authlib"] = Authlib("me", token=held)
            clients["requests, Requests-OAuthlib"] = OAuth2Session("me", token=held)
        except ImportError:
            pass
        calls = {name: client.get for name, client in clients.items()}
        medians = _in_turn(calls, url, 100 * rounds)
        for name, taken in medians.items():
            library, _, what = name.partition(", ")
            if what:
                yield "10", f"a request: {name}", f"{taken / medians[library]:.2f} of {library}"
        yield from asyncio.run(_async_requests(auth, url, 100 * rounds))


def _in_turn(
    calls: dict[str, Callable[[str], Any]], url: str, rounds: int, warming: int = 50
) -> dict[str, float]:
    """Return the median seconds of a request, by client."""
    samples: dict[str, list[float]] = {name: [] for name in calls}
    order, random = [*calls], Random(0)  # noqa: S311 (for the order alone)
    for number in range(rounds + warming):
        random.shuffle(order)
        for name in order:
            start = time.perf_counter()
            calls[name](url)
            if number >= warming:
                samples[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in samples.items()}


async def _async_requests(auth: TokenAuth, url: str, rounds: int) -> list[tuple[str, str, str]]:
    samples: dict[str, list[float]] = {"fixed": [], "auth": []}
    async with (
        httpx.AsyncClient(headers={"Authorization": "Bearer access"}) as fixed,
        httpx.AsyncClient(auth=auth) as signed,
    ):
        clients = [("fixed", fixed), ("auth", signed)]
        random = Random(0)  # noqa: S311 (for the order alone)
        for number in range(rounds + 50):
            random.shuffle(clients)
            for name, client in clients:
                start = time.perf_counter()
                await client.get(url)
                if number >= 50:
                    samples[name].append(time.perf_counter() - start)
    ratio = statistics.median(samples["auth"]) / statistics.median(samples["fixed"])
    return [("10", "a request: httpx, AsyncClient, TokenAuth", f"{ratio:.2f} of httpx")]


def expired(_site: Path, rounds: int) -> Rows:
    """Row 11: many meet an expired token at once; the API itself is not asked.

    Their requests are made beforehand, and none is sent: what a fixed header costs too is left out.
    """
    crowds = {"64 threads": _threads, "1,000 tasks": _tasks}
    taken: dict[str, list[float]] = {name: [] for name in ("alone", *crowds)}
    refreshes: dict[str, list[int]] = {name: [] for name in crowds}
    with provider() as url, httpx.Client() as client:

        def expired_token() -> TokenAuth:
            auth = TokenAuth(configured(url), store=MemoryStore(), key="alice")
            auth.save(Token("old", refresh_token="r", expires_in=0))
            return auth

        for _ in range(max(3, rounds // 4)):
            taken["alone"].append(_threads(expired_token(), url, 1))
            for name, meet in crowds.items():
                before = client.get(f"{url}/refreshes").json()
                taken[name].append(meet(expired_token(), url))
                refreshes[name].append(client.get(f"{url}/refreshes").json() - before)
    alone = statistics.median(taken["alone"])
    for name in crowds:
        ratio = statistics.median(taken[name]) / alone
        what = f"{name} meet an expired token"
        yield "11", f"{what}: refreshes", f"{max(refreshes[name])}"
        yield "11", f"{what}: the last is served", f"{ratio:.2f} of one alone"


def _threads(auth: TokenAuth, url: str, count: int = 64) -> float:
    """Return the seconds until the last thread could send its request."""
    barrier = threading.Barrier(count + 1)

    def work(flow: Iterator[httpx.Request]) -> None:
        barrier.wait()
        next(flow)

    flows = [auth.sync_auth_flow(httpx.Request("GET", url)) for _ in range(count)]
    threads = [threading.Thread(target=work, args=(flow,)) for flow in flows]
    for thread in threads:
        thread.start()
    barrier.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def _tasks(auth: TokenAuth, url: str) -> float:
    """Return the seconds until the last task could send its request."""

    async def everybody() -> float:
        flows = [auth.async_auth_flow(httpx.Request("GET", url)) for _ in range(1000)]
        start = time.perf_counter()
        await asyncio.gather(*map(anext, flows))
        return time.perf_counter() - start

    return asyncio.run(everybody())


def checks(_site: Path, rounds: int) -> Rows:
    """Row 12: `check --all`, at providers that take their time."""
    with provider() as url:
        for count in (75, 300):
            presets = [acme(url, f"/p{number}") for number in range(count)]
            asked = [Check(preset.name, "x", preset, {}) for preset in presets]
            taken = []
            for _ in range(max(1, rounds // 8)):
                start = time.perf_counter()
                verdicts = {check.verdict for check in check_all(asked, allow_private=True)}
                taken.append(time.perf_counter() - start)
                if verdicts != {"match"}:
                    raise SystemExit(f"the checks failed: {verdicts}")
            ratio = statistics.median(taken) / (count * DELAY / AT_ONCE)
            yield (
                "12",
                f"checks of {count} providers, {DELAY} s each",
                f"{ratio:.2f} of {AT_ONCE} at once",
            )


def whole(site: Path, rounds: int) -> Rows:
    """Row 13: what reads the whole catalogue, and how it grows."""
    command = (
        "import os, sys; os.dup2(os.open(os.devnull, os.O_WRONLY), 1); sys.argv[1:] = {}\n"
        "from oauth_presets.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass"
    )
    imports = (
        "from oauth_presets import get_preset, list_presets\n"
        "for entry in list_presets(): get_preset(entry.name, entry.distribution)"
    )
    programs = {"import": imports}
    programs |= {name: command.format([name]) for name in ("export", "doctor")}
    folders = {"": str(site)}
    folders |= {f" {count}": package(site / f"presets-{count}", count) for count in (300, 3000)}
    candidates = {
        f"{name}{which}": Candidate(code, folder)
        for which, folder in folders.items()
        for name, code in programs.items()
    }
    samples = interleaved(candidates, max(3, rounds // 8))
    taken = {name: seconds(found) for name, found in samples.items()}
    for name in ("export", "doctor"):
        ratio = taken[name] / taken["import"]
        yield "13", f"`{name}` of the whole catalogue", f"{ratio:.2f} of importing it"
    for name in programs:
        # What 300 and 3,000 presets more take, beside the catalogue.
        growth = (taken[f"{name} 3000"] - taken[name]) / (taken[f"{name} 300"] - taken[name])
        what = "the import" if name == "import" else f"`{name}`"
        yield "13", f"{what}, 3,000 further presets instead of 300", f"{growth:.1f} times as long"


def growth(site: Path, rounds: int) -> Rows:
    """Row 14: a cold build where the catalogue itself has more presets."""
    candidates = {}
    for count in (0, 1000, 3000):
        folder = site / f"own-{count}"
        for part in (oauth_presets, oauth_presets_catalog):
            (found,) = part.__path__
            shutil.copytree(found, folder / part.__name__)
        info: Any = distribution("oauth-presets")
        copied = shutil.copytree(info._path, folder / info._path.name)
        declared = copied / "entry_points.txt"
        further = "".join(
            f"further_{n} = oauth_presets_catalog.slack:slack\n" for n in range(count)
        )
        group = "[oauth_presets]\n"
        text = declared.read_text(encoding="utf-8")
        declared.write_text(text.replace(group, group + further), encoding="utf-8")
        candidates[str(count)] = Candidate(
            "from oauth_presets import build_oauth; build_oauth('google_drive', client_id='x')",
            str(folder),
        )
    samples = interleaved(candidates, rounds)
    for count in (1000, 3000):
        ratio = seconds(samples[str(count)]) / seconds(samples["0"])
        yield "14", f"`build_oauth`, cold, {count:,} presets more in the catalogue", f"{ratio:.2f}"
