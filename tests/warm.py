"""The command line in a process of its own, without the price of starting Python each time.

One process imports all commands, then forks a child for each that is run. The child has its own
folder, environment, path, streams and exit code. It differs from a fresh process only in what is
imported, so tests of that, of terminals, signals and interpreter settings start a fresh one.
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

SERVER = """
import gc, json, os, signal, socket, sys
from importlib import import_module
from oauth_presets.cli import app, main

for module in sorted({*app.MODULES.values()}):
    import_module(f"oauth_presets.cli.{module}")
for module in ("metadata.checking", "login.native", "publishing.rules"):
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
path = asked["env"].get("PYTHONPATH", "")
sys.path[:] = [os.getcwd(), *filter(None, path.split(os.pathsep)), *bare]
sys.dont_write_bytecode = bool(asked["env"].get("PYTHONDONTWRITEBYTECODE"))
sys.argv = ["oauth-presets", *asked["arguments"]]
named = app.MODULES.get(sys.argv[1] if sys.argv[1:] else "")
if named:  # as in a fresh process, which imports this command alone
    commands = app.app.registered_commands
    commands[:] = [c for c in commands if c.callback.__module__ == f"oauth_presets.cli.{named}"]
for number in range(3):
    os.dup2(os.open(asked["streams"][number], os.O_RDWR | os.O_APPEND * (number > 0)), number)
main()
"""


@functools.cache
def _server() -> tuple[socket.socket, BinaryIO]:
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


def oauth_presets(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: str = "",
    timeout: int = 60,
    stderr_to_stdout: bool = False,
) -> "subprocess.CompletedProcess[str]":
    """Run a command and return what came of it, as `subprocess.run` does."""
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "err")]
        streams[0].write_text(stdin, encoding="utf-8")
        for stream in streams[1:]:
            stream.touch()
        if stderr_to_stdout:
            streams[2] = streams[1]
        ours, answers = _server()
        asked = {
            "arguments": arguments,
            "cwd": str(cwd or Path.cwd()),
            "env": dict(os.environ if env is None else env),
            "streams": [*map(str, streams)],
            "timeout": timeout,
        }
        ours.sendall(json.dumps(asked).encode() + b"\n")
        code = int(answers.readline())
        out, err = (stream.read_text(encoding="utf-8") for stream in streams[1:])
    return subprocess.CompletedProcess(arguments, code, out, "" if stderr_to_stdout else err)
