"""A real PostgreSQL, on a socket in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.real_servers import missing


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a server until the block ends; yield its URL for SQLAlchemy."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = shutil.which("initdb") or (str(found[-1]) if found else None)
    if initdb is None:
        missing("PostgreSQL", "apt-get install postgresql")
    programs = Path(initdb).resolve().parent
    # The server refuses to run as root. pytest's folders are too deep for the path of a socket.
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, data = Path(name), Path(name) / "data"
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("nobody")
            os.chown(folder, user.pw_uid, user.pw_gid)
            as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        subprocess.run(
            [str(programs / "initdb"), "-D", str(data), "-U", "tests", "-A", "trust", "--no-sync"],
            check=True, capture_output=True, cwd=folder, **as_user,
        )  # fmt: skip
        settings = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off")
        options = [text for setting in settings for text in ("-c", setting)]
        log = folder / "log"
        with log.open("wb") as out:
            server = subprocess.Popen(
                [str(programs / "postgres"), "-D", str(data), *options],
                stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=folder, **as_user,
            )  # fmt: skip
        try:
            ready = [str(programs / "pg_isready"), "-q", "-h", name, "-t", "1"]
            for _ in range(300):
                if subprocess.run(ready, check=False).returncode == 0:
                    break
                if server.poll() is not None:
                    raise AssertionError(f"it did not start: {log.read_text()}")
            yield f"postgresql+psycopg://tests@/postgres?host={folder}"
        finally:
            server.terminate()
            server.wait(20)
