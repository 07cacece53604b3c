"""Runs the command line as a user does, without the cost of starting Python each time.

A server process imports all commands, then forks a child for each run. The child has its own
folder, environment, path, streams and exit code. It differs from a fresh process only in its
imported modules, so tests of imports, terminals, signals and interpreter settings start `COMMAND`.
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

# A program that makes its stdin its controlling terminal, then runs the command in its arguments.
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
    """Run a command, without the OAUTH_PRESETS_* and proxy variables of this process.

    `path` is put on the Python path, `environment` is added to that of the tests, `merged` sends
    stderr to stdout, and `disk` is the maximum size of a file in bytes.
    """
    env = {k: v for k, v in os.environ.items() if not _is_private(k)}
    if path is not None:
        env |= {"PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= environment or {}
    request = {
        "arguments": arguments, "cwd": str(cwd or Path.cwd()), "env": env, "umask": umask,
        "disk": disk, "timeout": timeout,
    }  # fmt: skip
    with tempfile.TemporaryFile() as standard_input, ThreadPoolExecutor(2) as pool:
        standard_input.write(stdin.encode())
        standard_input.seek(0)
        pipes = [os.pipe(), *([] if merged else [os.pipe()])]
        ends = [writes for _, writes in pipes]
        streams = [standard_input.fileno(), *ends]
        socket.send_fds(_server(), [json.dumps(request).encode()], streams)
        for end in ends:
            os.close(end)
        out, *err = pool.map(_text, [reads for reads, _ in pipes])
    code = int(_server().recv(16))
    return subprocess.CompletedProcess(arguments, code, out, *err)


def _text(reads: int) -> str:
    with open(reads, encoding="utf-8") as stream:
        return stream.read()


def _is_private(name: str) -> bool:
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
    request = json.loads(data)
    child = os.fork()
    if not child:
        break
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    channel.sendall(b"%d" % os.waitstatus_to_exitcode(status))

channel.close()
signal.alarm(request["timeout"])
os.environ.clear()
os.environ.update(request["env"])
os.chdir(request["cwd"])
if request["umask"] is not None:
    os.umask(request["umask"])
if request["disk"] is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (request["disk"], request["disk"]))
path = request["env"].get("PYTHONPATH", "")
sys.path[:] = [os.getcwd(), *filter(None, path.split(os.pathsep)), *bare]
sys.dont_write_bytecode = bool(request["env"].get("PYTHONDONTWRITEBYTECODE"))
sys.argv = ["oauth-presets", *request["arguments"]]
module = app.MODULES.get(sys.argv[1] if sys.argv[1:] else "")
if module:  # a fresh process imports only this command
    commands = app.app.registered_commands
    commands[:] = [c for c in commands if c.callback.__module__ == f"oauth_presets.cli.{module}"]
for number in range(3):
    os.dup2(streams[min(number, len(streams) - 1)], number)
for stream in streams:
    os.close(stream)
main()
"""


@functools.cache
def _server() -> socket.socket:
    """Start the server process, and return the socket for requests to it."""
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
