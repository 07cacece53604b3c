"""What docs/checking.md shows, run as it stands: real TLS, through a proxy that stands for DNS."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from support import PROJECT as ROOT
from support.fault_server import RFC, Behaviour, Exchange, FaultServer

from oauth_presets.testing import make_distribution

PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")

PRESETS = """
from oauth_presets import Preset, Variable

common = dict(
    docs_url="https://docs.acme.example",
    scopes=("documents:read",),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
)
login = dict(
    authorize_url="https://login.acme.example/oauth/authorize",
    issuer="https://login.acme.example",
    **common,
)
acme = Preset(
    name="acme", title="Acme", token_url="https://login.acme.example/oauth/token", **login
)
acme_old = Preset(
    name="acme_old", title="Acme", token_url="https://login.acme.example/oauth2/token", **login
)
tenant = {"tenant": Variable(kind="label", example="initech")}
region = {"region": Variable(kind="segment", example="eu")}
acme_tenants = Preset(
    name="acme_tenants", title="Acme", variables=tenant,
    authorize_url="https://{tenant}.acme.example/oauth/authorize",
    token_url="https://{tenant}.acme.example/oauth/token",
    issuer="https://{tenant}.acme.example", **common,
)
acme_regions = Preset(
    name="acme_regions", title="Acme", variables=tenant | region,
    authorize_url="https://{tenant}.acme.example/{region}/oauth/authorize",
    token_url="https://{tenant}.acme.example/{region}/oauth/token",
    issuer="https://{tenant}.acme.example/{region}", **common,
)
acme_files = Preset(
    name="acme_files", title="Acme Files", docs_url="https://docs.acme.example",
    authorize_url="https://files.acme.example/oauth/authorize",
    token_url="https://files.acme.example/oauth/token",
)
"""

DOCTEST = """
import doctest, sys
text = sys.stdin.read()
test = doctest.DocTestParser().get_doctest(text, {}, "page", "checking.md", 0)
runner = doctest.DocTestRunner()
runner.run(test)
print(f"{runner.tries} examples, {runner.failures} failures")
sys.exit(bool(runner.failures))
"""


def provider(x: Exchange) -> None:
    """Be Acme: with metadata, except at `files`."""
    base = f"https://{x.seen.headers['host']}"
    if x.seen.target.startswith(RFC) and "files" not in base:
        base += x.seen.target.removeprefix(RFC)
        x.answer(
            json.dumps(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/oauth/authorize",
                    "token_endpoint": f"{base}/oauth/token",
                    "response_types_supported": ["code"],
                    "scopes_supported": ["documents:read", "documents:write"],
                    "code_challenge_methods_supported": ["S256"],
                    "token_endpoint_auth_methods_supported": [
                        "client_secret_basic", "client_secret_post"
                    ],
                }
            )
        )  # fmt: skip
    elif x.seen.target == "/oauth/authorize":
        x.answer("", "302 Found", location="/login")
    elif x.seen.target == "/oauth/token":
        x.answer('{"error": "invalid_request"}', "400 Bad Request")
    else:
        x.answer("{}", "404 Not Found")


def tunnel(port: int) -> Behaviour:
    """Be a proxy for which every name is at this port of loopback."""

    def behave(x: Exchange) -> None:
        assert x.seen.method == "CONNECT"
        x.send(b"HTTP/1.1 200 OK\r\n\r\n")
        with socket.create_connection(("127.0.0.1", port)) as other:
            back = threading.Thread(target=_pump, args=(other, x.connection), daemon=True)
            back.start()
            _pump(x.connection, other)
            back.join(5)

    return behave


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("*.acme.example").configure_cert(context)
    names = ("acme", "acme_old", "acme_files", "acme_tenants", "acme_regions")
    make_distribution(
        tmp_path / "site",
        "acme-presets",
        {name: f"acme_presets:{name}" for name in names},
        {"acme_presets": PRESETS},
    )
    server = FaultServer(context, behave=provider)
    with server, FaultServer(behave=tunnel(server.port)) as proxy:
        kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        yield {
            **kept,
            "PYTHONPATH": str(tmp_path / "site"),
            "HTTPS_PROXY": f"http://127.0.0.1:{proxy.port}",
            "SSL_CERT_FILE": str(tmp_path / "authority.pem"),
        }


def blocks(kind: str, page: str = PAGE) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def timeless(text: str) -> str:
    return re.sub(r'time="[0-9.]+"', 'time="0"', text)


def check(
    arguments: list[str], folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "oauth_presets", *arguments, "--use-proxy"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        cwd=folder, env=environment, timeout=60,
    )  # fmt: skip


@pytest.mark.slow
def test_documented_commands_run(tmp_path: Path, environment: dict[str, str]) -> None:
    steps = [
        step
        for block in blocks("console")
        for step in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
    assert len(steps) >= 6
    (tmp_path / "tenants.toml").write_text(*blocks("toml"))
    code = 0
    for command, output in steps:
        program, *arguments = command.split()
        if program == "echo":
            assert output == f"{code}\n"
        elif program == "cat":
            shown = (tmp_path / arguments[0]).read_text(encoding="utf-8")
            assert timeless(shown) == timeless(output)
        else:
            assert program == "oauth-presets"
            done = check(arguments, tmp_path, environment)
            assert done.stdout == output
            code = done.returncode


def test_documented_python_runs(tmp_path: Path, environment: dict[str, str]) -> None:
    (examples,) = blocks("pycon")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", DOCTEST],
        input=examples, capture_output=True, text=True, env=environment, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{examples.count('>>> ')} examples" in done.stdout


def test_job_checks_existing_presets() -> None:
    from oauth_presets import get_preset

    (job,) = blocks("yaml")
    (command,) = re.findall(r"oauth-presets check ((?:\w+ )+)--timeout", job)
    for name in command.split():
        assert get_preset(name).name == name
