"""The examples of the README and of the guides, run as they stand."""

import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from support import PROJECT
from support.command import run
from support.dialects import CLIENT_ID, SECRET, dialect_server

from oauth_presets import Configuration, configure

README = (PROJECT / "README.md").read_text(encoding="utf-8")

RUN = """
import doctest, sys
text = sys.stdin.read()
test = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
runner.run(test)
print(f"{runner.tries} examples, {runner.failures} failures")
sys.exit(bool(runner.failures))
"""


def fences(kind: str, page: str = README) -> list[str]:
    """Return what stands in a page's fenced blocks of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def marked(mark: str) -> str:
    """Return the fenced block that follows a comment."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no block marked {mark!r}"
    return found[1].strip()


class Connectors(BaseHTTPRequestHandler):
    """Answers as the connectors API does: the OAuth part comes back without its secret."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body["oauth"].pop("client_secret")
        connector = {
            **body,
            "id": "drive-1",
            "created_at": "2026-01-01T00:00:00Z",
            "updated_at": "2026-01-01T00:00:00Z",
        }
        answer = json.dumps({"connector": connector}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def connectors_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Connectors)
    Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def run_python(page: str, folder: Path, **more: str) -> None:
    examples = "\n\n".join(fences("pycon", page))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN],
        input=examples,
        capture_output=True,
        text=True,
        env={**os.environ, **more},
        cwd=folder,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{examples.count('>>> ')} examples" in done.stdout


def guide(name: str) -> str:
    return (PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/start.md"])
def test_python_examples(page: str, tmp_path: Path) -> None:
    run_python((PROJECT / page).read_text(encoding="utf-8"), tmp_path)


def test_tour_is_ten_lines() -> None:
    (tour,) = fences("pycon")
    assert len(tour.splitlines()) <= 12
    assert tour.count(">>> ") <= 10


def test_configurations_page_examples(connectors_url: str, tmp_path: Path) -> None:
    run_python(guide("configuring"), tmp_path, CO_API_URL=connectors_url, CO_API_KEY="not-a-key")


def test_readme_sign_in_example(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with dialect_server("plain") as server:

        def browse(url: str) -> bool:
            (server.redirect_uri,) = parse_qs(urlsplit(url).query)["redirect_uri"]
            Thread(target=httpx.get, args=(server.browse(url),)).start()
            return True

        def configured(_: str, **given: str) -> Configuration:
            return configure(server.preset(), client_id=CLIENT_ID, client_secret=SECRET)

        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("oauth_presets.configure", configured)
        monkeypatch.setattr("webbrowser.open", browse)
        names: dict[str, Any] = {}
        sign_in, call = fences("python", guide("start"))
        exec(sign_in, names)  # noqa: S102
        exec(sign_in, names)  # noqa: S102 - the second time, it reads the file
        exec(call, names)  # noqa: S102
        assert [sent.kind for sent in server.sent] == ["authorization", "code", "api"]
    assert capsys.readouterr().out == "200\n"


def oauth_presets(*arguments: str, cwd: Path | None = None) -> str:
    """Run the command line; return what a terminal would show."""
    done = run(*arguments, cwd=cwd, merged=True)
    assert done.returncode == 0, done.stdout
    return done.stdout


def run_console(page: str, folder: Path) -> int:
    """Run a page's commands in a folder; `...` stands for anything."""
    steps = [
        step
        for block in fences("console", page)
        for step in re.findall(r"^\$ oauth-presets (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
    for command, output in steps:
        shown = oauth_presets(*command.split(), cwd=folder)
        assert doctest.OutputChecker().check_output(output, shown, doctest.ELLIPSIS), shown
    return len(steps)


@pytest.mark.parametrize(("page", "least"), [("command-line", 5), ("start", 2)])
def test_console_examples(page: str, least: int, tmp_path: Path) -> None:
    assert run_console(guide(page), tmp_path) >= least


def test_trust_page_examples(tmp_path: Path) -> None:
    assert run_console(guide("trust"), tmp_path) >= 4
    run_python(guide("trust"), tmp_path)


def test_main_command_prints_the_documented_output() -> None:
    command = marked("command: run")
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install '.[cli]' && ")
    shown = oauth_presets(*command.rpartition("oauth-presets ")[2].split())
    assert shown.strip() == marked("output: run")


def test_links_resolve() -> None:
    project = PROJECT
    for page in (
        *project.glob("*.md"),
        *project.glob("docs/**/*.md"),
        project / "presets/README.md",
    ):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_tests_named_in_security_exist() -> None:
    project = PROJECT
    page = (project / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)`", page)
    assert len(named) >= 8
    for path in named:
        assert (project / path).is_file(), path
