"""However many want a token at the same moment, it is refreshed once: counted by a real server."""

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine
from support.postgresql import postgresql
from support.provider import SECRET, Provider, provider
from support.real_servers import PEERS, Panva, UserAgent, panva, panva_preset

from oauth_presets import Configuration, Preset, PresetRegistry
from oauth_presets.login import Token, finish, start
from oauth_presets.tokens import FileStore, SQLStore, TokenAuth, TokenStore

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("OAUTH_PRESETS_SECONDS", "3"))
"""How long requests are sent."""

LIFETIME = 2
"""Seconds for which an access token is valid."""

STORES = ("file", "sqlite", "postgresql")


@pytest.fixture(scope="module")
def server() -> Iterator[Panva]:
    with panva(SECRET, accessTokenSeconds=LIFETIME) as running:
        yield running


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=STORES)
def kept(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[TokenStore, dict[str, str]]]:
    """A store, and how another process finds it."""
    if request.param == "file":
        path = str(tmp_path / "tokens.json")
        yield FileStore(path), {"file": path}
        return
    postgres = request.param == "postgresql"
    url = request.getfixturevalue("database") if postgres else f"sqlite:///{tmp_path / 'tokens.db'}"
    engine = create_engine(url)
    store = SQLStore(engine)
    store.delete("alice")
    yield store, {"database": url}
    engine.dispose()


def signed_in(server: Panva, store: TokenStore) -> None:
    config = PresetRegistry().configure(
        server.preset(), client_id="my-client-id", client_secret=SECRET
    )
    flow = start(config, redirect_uri="http://127.0.0.1:5000/panva")
    token = finish(flow, UserAgent().query(flow.authorization_url, flow.redirect_uri))
    TokenAuth(config, store=store, key="alice").save(token)


def requested(server: Panva, where: dict[str, str], processes: int, **asked: Any) -> "Counter[str]":
    """Send requests from several processes at once; return how often each outcome came."""
    asked = {
        "preset": panva_preset(server.url, "client_secret_basic"), "secret": SECRET,
        "url": f"{server.url}/me", "origin": server.url, "seconds": SECONDS, **where, **asked,
    }  # fmt: skip
    with ExitStack() as stack:
        running = [stack.enter_context(requester(asked)) for _ in range(processes)]
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in running:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        total: Counter[str] = Counter()
        for process in running:
            total.update(json.loads(process.communicate(timeout=SECONDS + 60)[0]))
    return total


def requester(asked: dict[str, Any]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(PEERS / "requester.py"), json.dumps(asked)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def seen_since(server: Panva, before: int) -> list[tuple[str, str | None, int]]:
    everything: list[Any] = httpx.get(f"{server.url}/seen").json()
    return [(what, grant, at) for what, grant, at in everything[before:]]


def check(server: Panva, before: int, outcomes: "Counter[str]") -> None:
    """Nothing failed, and each refresh replaced a token that had come to its end."""
    assert set(outcomes) == {"200"}, outcomes
    seen = seen_since(server, before)
    assert [what for what, _, _ in seen] == ["success"] * len(seen), seen
    times = [at for _, _, at in seen]
    early = [b - a for a, b in pairwise(times) if b - a < LIFETIME * 1000 * 0.8]
    assert early == []
    assert len(times) > 1  # it was refreshed at all


def test_processes_and_threads_refresh_once_per_expiry(
    server: Panva, kept: tuple[TokenStore, dict[str, str]]
) -> None:
    store, where = kept
    before = len(seen_since(server, 0))
    signed_in(server, store)
    outcomes = requested(server, where, 8, by="threads", count=20, pause=1.0)
    check(server, before, outcomes)


@pytest.mark.parametrize("by", ["asyncio", "trio"])
def test_tasks_refresh_once_per_expiry(
    server: Panva, kept: tuple[TokenStore, dict[str, str]], by: str
) -> None:
    store, where = kept
    before = len(seen_since(server, 0))
    signed_in(server, store)
    outcomes = requested(server, where, 1, by=by, count=200, pause=1.0)
    check(server, before, outcomes)


# -- a holder that dies ----------------------------------------------------------------------------


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        yield running


def test_refresh_recovers_after_its_process_is_killed(
    acme: Provider, kept: tuple[TokenStore, dict[str, str]]
) -> None:
    store, where = kept
    if isinstance(store, SQLStore):
        store.lease = 3.0
    preset = acme.preset()
    config: Configuration = PresetRegistry().configure(
        preset, client_id="my-client-id", client_secret=SECRET
    )
    auth = TokenAuth(config, store=store, key="alice", origins=[acme.url])
    auth.save(Token("old", refresh_token="r1", expires_in=0))
    asked, answer = threading.Event(), threading.Event()
    acme.before_reply = paused(asked, answer)
    data = {
        "preset": preset.model_dump(mode="json"), "secret": SECRET, "url": f"{acme.url}/x",
        "origin": acme.url, "seconds": 20, "by": "threads", "count": 1, "pause": 0, "lease": 3,
    }  # fmt: skip
    with requester({**data, **where}) as holder:
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert asked.wait(20)
        holder.kill()
    answer.set()
    acme.before_reply = lambda: None
    began = time.monotonic()
    with httpx.Client(auth=auth, timeout=30) as client:
        client.get(f"{acme.url}/x")
    assert time.monotonic() - began < 10  # a lease of 3 seconds, and a slow machine
    token = auth.load()
    assert token is not None
    assert token.access_token == "canary-access"
    assert len(acme.requests) == 2


def paused(asked: threading.Event, answer: threading.Event) -> Callable[[], None]:
    def wait() -> None:
        asked.set()
        answer.wait(20)

    return wait


def test_preset_can_be_passed_to_another_process(acme: Provider) -> None:
    preset = acme.preset()
    assert Preset.model_validate(json.loads(preset.model_dump_json())) == preset
