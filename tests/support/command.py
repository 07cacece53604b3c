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
from pathlib import Path
from typing import BinaryIO

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets"]

# What a child does to itself before it becomes the command: preexec_fn is unsafe with threads.
BECOME = "os.execv(sys.executable, sys.argv[1:])"
WITH_FULL_DISK = (
    "import os, resource, sys; size = int(sys.argv.pop(1)); "
    f"resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); {BECOME}"
)
ON_TERMINAL = f"import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); {BECOME}"


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
    if disk is not None:  # which would limit the child's streams, too, were they files
        return subprocess.run(
            [sys.executable, "-c", WITH_FULL_DISK, str(disk), *COMMAND, *arguments],
            capture_output=True, text=True, cwd=cwd, env=env, input=stdin, timeout=timeout,
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "err")]
        streams[0].write_text(stdin, encoding="utf-8")
        for stream in streams[1:]:
            stream.touch()
        if merged:
            streams[2] = streams[1]
        asked = {
            "arguments": arguments, "cwd": str(cwd or Path.cwd()), "env": env, "umask": umask,
            "streams": [*map(str, streams)], "timeout": timeout,
        }  # fmt: skip
        server, answers = _server()
        server.sendall(json.dumps(asked).encode() + b"\n")
        code = int(answers.readline())
        out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
    return subprocess.CompletedProcess(arguments, code, out, "" if merged else err)


def _is_callers(name: str) -> bool:
    return name.startswith("OAUTH_PRESETS_") or name.lower().endswith("_proxy")


SERVER = """
import gc, json, os, signal, socket, sys
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
for line in channel.makefile("r"):
    asked = json.loads(line)
    child = os.fork()
    if not child:
        break
    _, status = os.waitpid(child, 0)
    channel.sendall(b"%d\\n" % os.waitstatus_to_exitcode(status))
else:
    os._exit(0)

channel.detach()
os.close(int(sys.argv[1]))
signal.alarm(asked["timeout"])
os.environ.clear()
os.environ.update(asked["env"])
os.chdir(asked["cwd"])
if asked["umask"] is not None:
    os.umask(asked["umask"])
path = asked["env"].get("PYTHONPATH", "")
sys.path[:] = [os.getcwd(), *filter(None, path.split(os.pathsep)), *bare]
sys.dont_write_bytecode = bool(asked["env"].get("PYTHONDONTWRITEBYTECODE"))
sys.argv = ["oauth-presets", *asked["arguments"]]
named = app.MODULES.get(sys.argv[1] if sys.argv[1:] else "")
if named:  # as in a fresh process, which imports this command alone
    commands = app.app.registered_commands
    commands[:] = [c for c in commands if c.callback.__module__ == f"oauth_presets.cli.{named}"]
for number, stream in enumerate(asked["streams"]):
    os.dup2(os.open(stream, os.O_RDWR | os.O_APPEND * (number > 0)), number)
main()
"""


@functools.cache
def _server() -> tuple[socket.socket, BinaryIO]:
    """Start the process that forks; return where to ask it, and where it answers."""
    ours, theirs = socket.socketpair()
    path = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    command = [sys.executable, "-W", "error", "-c", SERVER, str(theirs.fileno()), *path]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    theirs.close()
    answers = ours.makefile("rb")

    def stop() -> None:
        ours.shutdown(socket.SHUT_RDWR)
        process.wait(10)
        answers.close()
        ours.close()

    atexit.register(stop)
    return ours, answers
