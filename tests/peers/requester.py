"""Sends requests with a token for some seconds, from threads or tasks, and prints the outcomes.

Its argument is JSON: the preset, the client's secret, the store, the number of threads or tasks,
and the seconds. It prints a line when it is ready, and waits for one on stdin before it starts.
"""

import collections
import json
import sys
import threading
import time
from typing import Any

import anyio
import httpx

from oauth_presets import Preset, PresetRegistry
from oauth_presets.tokens import FileStore, SQLStore, TokenAuth, TokenStore

asked = json.loads(sys.argv[1])
outcomes: "collections.Counter[str]" = collections.Counter()


def store() -> TokenStore:
    if "file" in asked:
        return FileStore(asked["file"])
    from sqlalchemy import create_engine

    return SQLStore(create_engine(asked["database"]), lease=asked.get("lease", 30))


config = PresetRegistry().configure(
    Preset.model_validate(asked["preset"]),
    client_id="my-client-id",
    client_secret=asked["secret"],
)
auth = TokenAuth(config, store=store(), key="alice", origins=[asked["origin"]])
settings: Any = {"auth": auth, "timeout": 30, "verify": httpx.create_ssl_context()}


def threads() -> None:
    # A client for each thread: a shared one may close a connection that another thread has taken.
    def work() -> None:
        with httpx.Client(**settings) as client:
            while time.monotonic() < end:
                outcomes[outcome(lambda: client.get(asked["url"]))] += 1
                time.sleep(asked["pause"])

    running = [threading.Thread(target=work) for _ in range(asked["count"])]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


def outcome(request: Any) -> str:
    try:
        return str(request().status_code)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


async def tasks() -> None:
    limits = httpx.Limits(max_connections=10)
    async with (
        httpx.AsyncClient(limits=limits, **settings) as client,
        anyio.create_task_group() as group,
    ):

        async def work() -> None:
            while time.monotonic() < end:
                try:
                    outcomes[str((await client.get(asked["url"])).status_code)] += 1
                except Exception as error:
                    outcomes[f"{type(error).__name__}: {error}"] += 1
                await anyio.sleep(asked["pause"])

        for _ in range(asked["count"]):
            group.start_soon(work)


print("ready", flush=True)
sys.stdin.readline()
end = time.monotonic() + asked["seconds"]
if asked["by"] == "threads":
    threads()
else:
    anyio.run(tasks, backend=asked["by"])
print(json.dumps(outcomes), flush=True)
