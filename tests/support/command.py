"""The command line, run as a user does, without the price of starting Python each time.

One process imports all commands, then forks a child for each that is run. The child has its own
folder, environment, path, streams and exit code. It differs from a fresh process only in what is
imported, so tests of imports, terminals, signals and interpreter settings start `COMMAND`.
"""

import atexit
import functools
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets"]

# A program that takes its stdin for its terminal, then becomes the command of its arguments.
ON_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, sys.argv[1:])"
)


def run(
    *arguments: str,
    cwd: Path | None = None,
    path: Path | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: str = "",
    merged: bool = False,
    umask: int | None = None,
    disk: int | None = None,
    timeout: int = 60,
) -> "subprocess.CompletedProcess[str]":
    """Run a command, without the caller's own secret and proxies.

    `path` goes on the Python path, `environment` is added to the tests' own, `merged` sends stderr
    to stdout, no file gets larger than `disk` bytes.
    """
    env = {k: v for k, v in os.environ.items() if not _is_callers(k)}
    if path is not None:
        env |= {"PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= environment or {}
    asked = {
        "arguments": arguments, "cwd": str(cwd or Path.cwd()), "env": env, "umask": umask,
        "disk": disk, "timeout": timeout,
    }  # fmt: skip
    with tempfile.TemporaryFile() as given, ThreadPoolExecutor(2) as pool:
        given.write(stdin.encode())
        given.seek(0)
        pipes = [os.pipe(), *([] if merged else [os.pipe()])]
        ends = [writes for _, writes in pipes]
        socket.send_fds(_server(), [json.dumps(asked).encode()], [given.fileno(), *ends])
        for end in ends:
            os.close(end)
        out, *err = pool.map(_text, [reads for reads, _ in pipes])
    code = int(_server().recv(16))
    return subprocess.CompletedProcess(arguments, code, out, *err)


def _text(reads: int) -> str:
    with open(reads, encoding="utf-8") as stream:
        return stream.read()


def _is_callers(name: str) -> bool:
    return name.startswith("OAUTH_PRESETS_") or name.lower().endswith("_proxy")


SERVER = """
import gc, json, os, resource, signal, socket, sys
from importlib import import_module
from oauth_presets.cli import app, main

for module in sorted({*app.MODULES.values()}):
    import_module(f"oauth_presets.cli.{module}")
for module in ("metadata", "login.native", "publishing.rules"):
    import_module(f"oauth_presets.{module}")

channel = socket.socket(fileno=int(sys.argv[1]))
gc.collect()
gc.freeze()
bare = [entry for entry in sys.path if entry not in ["", *sys.argv[2:]]]
while True:
    data, streams, _, _ = socket.recv_fds(channel, 1 << 20, 3)
    if not data:
        os._exit(0)
    asked = json.loads(data)
    child = os.fork()
    if not child:
        break
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    channel.sendall(b"%d" % os.waitstatus_to_exitcode(status))

channel.close()
signal.alarm(asked["timeout"])
os.environ.clear()
os.environ.update(asked["env"])
os.chdir(asked["cwd"])
if asked["umask"] is not None:
    os.umask(asked["umask"])
if asked["disk"] is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (asked["disk"], asked["disk"]))
path = asked["env"].get("PYTHONPATH", "")
sys.path[:] = [os.getcwd(), *filter(None, path.split(os.pathsep)), *bare]
sys.dont_write_bytecode = bool(asked["env"].get("PYTHONDONTWRITEBYTECODE"))
sys.argv = ["oauth-presets", *asked["arguments"]]
named = app.MODULES.get(sys.argv[1] if sys.argv[1:] else "")
if named:  # as in a fresh process, which imports this command alone
    commands = app.app.registered_commands
    commands[:] = [c for c in commands if c.callback.__module__ == f"oauth_presets.cli.{named}"]
for number in range(3):
    os.dup2(streams[min(number, len(streams) - 1)], number)
for stream in streams:
    os.close(stream)
main()
"""


@functools.cache
def _server() -> socket.socket:
    """Start the process that forks, and return where to ask it."""
    ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
    path = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    command = [sys.executable, "-W", "error", "-c", SERVER, str(theirs.fileno()), *path]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    theirs.close()

    def stop() -> None:
        ours.close()
        process.wait(10)

    atexit.register(stop)
    return ours
