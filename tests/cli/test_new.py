"""`oauth-presets new`: what it writes, asks and refuses; interruptions and full disks."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from canaille import create_app  # type: ignore[import-untyped] # it brings no types
from support import PROJECT
from support.command import COMMAND, ON_TERMINAL, run
from support.fault_server import Exchange, FaultServer, misbehave

from oauth_presets import (
    AuthorizationRequest,
    Offline,
    Preset,
    TokenRequest,
    TokenResponse,
    Variable,
    get_preset,
    list_presets,
)
from oauth_presets.metadata import Metadata
from oauth_presets.publishing.draft import from_metadata
from oauth_presets.publishing.preset_source import attribute, module_source
from oauth_presets.publishing.scaffold import LICENSES
from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow

ANSWERS = {
    "--title": "Acme",
    "--authorize-url": "https://{subdomain}.acme.example/authorize",
    "--token-url": "https://{subdomain}.acme.example/token",
    "--scope": "documents:read",
    "--docs-url": "https://docs.acme.example/oauth",
}
MYPY_CACHE = PROJECT / ".mypy_cache" / "scaffolds"
ENDPOINTS = {
    "--authorize-url": "https://acme.example/authorize",
    "--token-url": "https://acme.example/token",
}


def new(
    folder: Path, name: str = "acme", answers: Mapping[str, str] = ANSWERS, *more: str, **how: Any
) -> subprocess.CompletedProcess[str]:
    options = [text for pair in answers.items() for text in pair]
    return run("new", name, *options, "--yes", *more, cwd=folder, **how)


def source(package: Path) -> str:
    (module,) = package.glob("oauth_presets_*/__init__.py")
    return module.read_text(encoding="utf-8")


def checked(folder: Path, *modules: str) -> None:
    """Lint, format-check and type-check all packages in a folder."""
    for arguments in (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        # One cache for all: most of the time goes into pydantic, which they share.
        *(["mypy", "--strict", "--cache-dir", str(MYPY_CACHE), module] for module in modules),
    ):
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=folder, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


# -- files -----------------------------------------------------------------------------------------


def test_package_is_complete_and_passes_its_own_checks(tmp_path: Path) -> None:
    done = new(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    package = tmp_path / "oauth-presets-acme"
    assert {str(f.relative_to(package)) for f in package.rglob("*") if f.is_file()} == {
        ".github/workflows/publish.yml",
        ".github/workflows/test.yml",
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "oauth_presets_acme/__init__.py",
        "oauth_presets_acme/py.typed",
        "pyproject.toml",
        "tests/test_acme.py",
    }
    for file in package.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"@[A-Z_]+@", text), file
            assert not text or text.endswith("\n"), file
    checked(package, ".")


def test_comparison_date_is_left_to_the_author(tmp_path: Path) -> None:
    """The tests of a fresh package fail once, and say what to do."""
    done = new(tmp_path)
    assert "Before you publish: verified_on is not set: compare every value" in done.stderr
    package = tmp_path / "oauth-presets-acme"
    written = source(package)
    assert "verified_on" not in re.sub("#.*", "", written)
    site = tmp_path / "site"
    make_distribution(site, package.name, {"acme": "oauth_presets_acme:acme"})

    def tested() -> str:
        shutil.copytree(package / "oauth_presets_acme", site / "oauth_presets_acme")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist"],
            cwd=package, env={**os.environ, "PYTHONPATH": str(site)}, timeout=60,
            capture_output=True, text=True,
        )  # fmt: skip
        shutil.rmtree(site / "oauth_presets_acme")
        return done.stdout

    said = tested()
    assert re.search(r"= 1 failed, \d+ passed in", said), said
    for text in (
        "compare every value with https://docs.acme.example/oauth, then record the date",
        'evidence is not set: use "vendor_page"',
    ):
        assert text in said
        assert text in run("validate", cwd=package).stdout

    # Uncommenting what the module suggests fixes it.
    for line in ("offline=", "verified_on=", "evidence="):
        assert written.count(f"    # {line}") == 1
        written = written.replace(f"    # {line}", f"    {line}")
    written = written.replace("YYYY, MM, DD", f"{date.today():%Y, %-m, %-d}")
    start = "from datetime import date\n\nfrom oauth_presets import Offline, Preset, Variable\n"
    written = written.replace("from oauth_presets import Preset, Variable\n", start)
    (package / "oauth_presets_acme" / "__init__.py").write_text(written)
    checked(package, ".")
    assert re.search(r"= \d+ passed in", tested())
    assert run("validate", cwd=package).returncode == 0


def test_compared_option_sets_date_and_evidence(tmp_path: Path) -> None:
    done = new(tmp_path, "acme", ANSWERS, "--compared")
    assert "Before you publish" not in done.stderr
    package = tmp_path / "oauth-presets-acme"
    assert f"verified_on=date({date.today():%Y, %-m, %-d}),\n    evidence=" in source(package)
    checked(package, ".")
    assert run("validate", cwd=package).stdout.startswith("acme: ok\n")


@pytest.mark.parametrize(
    ("front", "example"),
    [
        ("https://{region}.acme.example", "my-region"),
        ("https://acme.example/{tenant_id_}", "my-tenant-id"),
        ("https://{domain}", "my-domain.example.com"),
        ("{base_url}", "https://my-company.example.com"),
    ],
)
def test_example_suits_its_position(front: str, example: str, tmp_path: Path) -> None:
    urls = {"--authorize-url": f"{front}/authorize", "--token-url": f"{front}/token"}
    assert new(tmp_path, "acme", {**ANSWERS, **urls}).returncode == 0
    assert f'example="{example}"' in source(tmp_path / "oauth-presets-acme")


@pytest.mark.parametrize("name", ["acme", "3scale", "class", "date", "Acme-Two.EU", "list"])
def test_special_characters_and_keywords_are_escaped(name: str, tmp_path: Path) -> None:
    title = r"""Ac"me's \"""@NAME@ {x} $HOME <b> ‰ 株式会社"""
    answers = {**ANSWERS, **ENDPOINTS, "--title": title, "--author": title}
    done = new(tmp_path, name, answers, "--compared")
    assert done.returncode == 0, done.stderr
    (package,) = tmp_path.iterdir()
    checked(package, ".")
    assert title in (package / "README.md").read_text(encoding="utf-8")
    assert run("validate", str(package)).returncode == 0
    assert (package / ".github" / "workflows" / "check.yml").exists()  # no variable: it can run


@pytest.mark.parametrize("license_", LICENSES)
def test_license_is_declared_and_none_makes_the_package_private(
    license_: str, tmp_path: Path
) -> None:
    assert new(tmp_path, "acme", ANSWERS, "--license", license_).returncode == 0
    package = tmp_path / "oauth-presets-acme"
    project = (package / "pyproject.toml").read_text()
    licensed = license_ != "none"
    assert (f'license = "{license_}"' in project) == licensed
    assert (package / "LICENSE").exists() == licensed
    assert (package / ".github" / "workflows" / "publish.yml").exists() == licensed
    assert ('"Private :: Do Not Upload"' in project) != licensed
    checked(package, ".")


def test_long_readme_call_is_formatted_like_ruff(tmp_path: Path) -> None:
    urls = {
        "--authorize-url": "https://{subdomain}.acme.example/{workspace_identifier}/authorize",
        "--token-url": "https://{subdomain}.acme.example/{workspace_identifier}/token",
    }
    assert new(tmp_path, "acme", {**ANSWERS, **urls}).returncode == 0
    package = tmp_path / "oauth-presets-acme"
    call = """oauth = build_oauth(
    "acme",
    client_id="...",
    client_secret="...",
    subdomain="my-subdomain",
    workspace_identifier="my-workspace-identifier",
)
"""
    assert call in (package / "README.md").read_text()
    checked(package, ".")


def test_every_catalogue_preset_round_trips_through_source(tmp_path: Path) -> None:
    long = Preset(
        name="long",
        title="株式会社" * 22,
        authorize_url="https://{region}.acme.example/" + "a" * 80,
        token_url="https://{region}.acme.example/token",
        variables={"region": Variable(kind="choice", choices={"e": "eu", "'": "us"}, example="e")},
        docs_url="https://docs.acme.example/",
        setup=('Say "yes" to {redirect_uri}.', "It's \\ there, and it goes on and on and on " * 3),
        verified_on=date(2026, 1, 2),
    )
    for preset in [long, *(get_preset(entry.name) for entry in list_presets())]:
        written = module_source(preset)
        namespace: dict[str, Any] = {}
        exec(written, namespace)  # noqa: S102 (the code under test)
        assert namespace[attribute(preset.name)] == preset
        (tmp_path / f"{preset.name}.py").write_text(written, encoding="utf-8")
    (tmp_path / "ruff.toml").write_text("line-length = 100\nlint.extend-select = ['I', 'B']\n")
    checked(tmp_path)


# -- refusals --------------------------------------------------------------------------------------


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_existing_target_is_not_overwritten(there: str, tmp_path: Path) -> None:
    target = tmp_path / "oauth-presets-acme"
    if there == "folder":
        target.mkdir()
    elif there == "file":
        target.write_text("mine")
    else:
        target.symlink_to("nowhere")
    done = new(tmp_path)
    assert done.returncode == 1
    assert "oauth-presets-acme already exists. Choose another folder with --output." in done.stderr
    assert list(tmp_path.rglob("*")) == [target]
    assert new(tmp_path, "acme", ANSWERS, "--output", "deep/er").returncode == 0
    assert (tmp_path / "deep" / "er" / "pyproject.toml").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sharepoint", "The name 'sharepoint' is taken by oauth-presets."),
        ("Google.Drive", "'google_drive' is taken"),
        ("GOOGLE--drive", "'google_drive' is taken"),
        ("testing", "is reserved"),
        ("Catalog", "is reserved"),
        ("caf\xe9", "is not a valid preset name"),
        ("../evil", "is not a valid preset name"),
        ("", "is not a valid preset name"),
        ("a" * 65, "is not a valid preset name"),
    ],
)
def test_taken_reserved_and_invalid_names_are_refused(name: str, text: str, tmp_path: Path) -> None:
    done = new(tmp_path, name)
    assert done.returncode == 1
    assert text in done.stderr
    assert list(tmp_path.iterdir()) == []


def flat(text: str) -> str:
    """The text of a box on the terminal, without its frame."""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("--title", " ", "it is empty"),
        ("--title", "a\nb", "line break"),
        ("--authorize-url", "acme.example", "does not begin with https://"),
        ("--authorize-url", "https://{state}.acme.example/", "{state}, a reserved name"),
        ("--authorize-url", "https://{class}.acme.example/", "{class}, a reserved name"),
        ("--token-url", "http://acme.example/token", "does not begin with https://"),
        ("--token-url", "http://127.0.0.1/token", "does not begin with https://"),
        ("--docs-url", "docs", "is not the https URL of a page"),
        ("--scope", "read,write", "contains a comma"),
        ("--scope", 'a"b', "has a space, a quote"),
        ("--license", "WTFPL", "expected one of MIT"),
        ("--author", "a\x1bb", "control character"),
    ],
)
def test_invalid_option_is_refused_and_named(
    option: str, value: str, text: str, tmp_path: Path
) -> None:
    done = new(tmp_path, "acme", {**ANSWERS, option: value})
    assert done.returncode == 2
    assert f"{option}: " in flat(done.stderr)
    assert text in flat(done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pkce", "--field: expected FIELD=VALUE, as in pkce=required"),
        ("title=x", "--field: title has its own option"),
        ("pcke=required", "Unknown field 'pcke'. Did you mean 'pkce'?"),
        ("pkce=always", "pkce: "),
        ("variables.tenant.kind=label", "No endpoint contains {tenant}, so it is not a variable."),
        (
            "variables.subdomain.kind=lable",
            "variables.subdomain.kind: 'lable' is not accepted; expected",
        ),
        ("variables.subdomain=[1]", "variables.subdomain: expected a JSON object."),
        ('variables={"subdomain": 1}', "variables.subdomain: expected the fields of a variable."),
        ('offline={"scopes": 5}', "offline.scopes: "),
        (
            "variables.subdomain.kind=choice",
            "kind 'choice' requires `choices`; no other kind has them",
        ),
    ],
)
def test_field_that_is_refused_is_named(field: str, text: str, tmp_path: Path) -> None:
    done = new(tmp_path, "acme", ANSWERS, "--field", field)
    assert done.returncode in (1, 2)
    assert text in flat(done.stderr)
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_fields_are_set_from_words_pairs_and_json(tmp_path: Path) -> None:
    given = (
        "offline.mode=request",
        "offline.params=access_type=offline prompt=consent",
        "token_endpoint_auth_methods=client_secret_post none",
        'token_response={"path": ["data"], "success": {"ok": true}}',
        "variables.subdomain.choices=eu=eu1 us=api",
        "setup=['Register {redirect_uri}.']".replace("'", '"'),
    )
    options = [text for field in given for text in ("--field", field)]
    done = new(tmp_path, "acme", ANSWERS, *options)
    assert done.returncode == 0, done.stderr
    written = source(tmp_path / "oauth-presets-acme")
    for line in (
        'kind="choice",',
        'choices={"eu": "eu1", "us": "api"},',
        'offline=Offline(mode="request", params={"access_type": "offline", "prompt": "consent"}),',
        'token_endpoint_auth_methods=("client_secret_post", "none"),',
        'token_response=TokenResponse(path=("data",), success={"ok": True}),',
        'setup=("Register {redirect_uri}.",),',
    ):
        assert line in written


@pytest.mark.parametrize("license_", ["", "MIT"])
def test_private_package_cannot_be_published(license_: str, tmp_path: Path) -> None:
    more = ("--license", license_) if license_ else ()
    assert new(tmp_path, "acme", ANSWERS, "--private", *more).returncode == 0
    package = tmp_path / "oauth-presets-acme"
    assert (package / "LICENSE").exists() == bool(license_)
    assert not (package / ".github" / "workflows" / "publish.yml").exists()
    project = (package / "pyproject.toml").read_text()
    assert '"Private :: Do Not Upload"' in project
    assert ('license = "MIT"' in project) == bool(license_)
    readme = (package / "README.md").read_text()
    assert "pypi.org" not in readme
    assert "pip install oauth-presets-acme" not in readme
    assert "\npip install dist/oauth_presets_acme-*.whl\n" in readme


def test_contradictory_variables_are_refused(tmp_path: Path) -> None:
    same = {**ANSWERS, "--token-url": "https://{subdomain}.acme.example/authorize/{subdomain}"}
    assert new(tmp_path, "fine", same).returncode == 0  # a label fits a segment as well
    both = {**ANSWERS, "--token-url": "https://{subdomain}/token"}
    done = new(tmp_path, "acme", both)
    assert done.returncode == 1
    assert "{subdomain}" in done.stderr
    assert "Nothing was written" in done.stderr
    assert not (tmp_path / "oauth-presets-acme").exists()


def test_missing_options_are_named(tmp_path: Path) -> None:
    done = run("new", "acme", "--yes", "--title", "Acme", cwd=tmp_path)
    assert done.returncode == 2
    named = "Missing --authorize-url, --token-url, --docs-url"
    assert f"Invalid value: {named}" in flat(done.stderr)
    answers = {k: v for k, v in ANSWERS.items() if k != "--docs-url"}
    done = new(tmp_path, "acme", answers)
    assert "Invalid value: Missing --docs-url" in flat(done.stderr)


# -- failures while writing ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 300])
def test_full_disk_leaves_nothing(size: int, tmp_path: Path) -> None:
    done = new(tmp_path, "acme", ANSWERS, "--output", "a/b/acme", disk=size)
    assert done.returncode == 1
    assert "Cannot write a/b/acme: File too large. Nothing was written." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_unwritable_target_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = new(tmp_path, "acme", ANSWERS, "--output", "file/acme")
    assert done.returncode == 1
    assert "Cannot write file/acme: Not a directory." in done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_signal_while_writing_leaves_all_or_nothing(how: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    assert new(tmp_path / "whole").returncode == 0
    whole = sorted(f.relative_to(tmp_path / "whole") for f in (tmp_path / "whole").rglob("*"))
    for attempt in range(5):
        folder = tmp_path / f"{how.name}-{attempt}"
        folder.mkdir()
        options = [text for pair in ANSWERS.items() for text in pair]
        child = subprocess.Popen(
            [*COMMAND, "new", "acme", "--yes", *options],
            cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while child.poll() is None and not os.listdir(folder) and time.monotonic() < deadline:
            pass  # until it starts to write
        child.send_signal(how)
        child.wait(timeout=30)
        left = sorted(f.relative_to(folder) for f in folder.rglob("*"))
        if how == signal.SIGKILL:  # a killed process cannot clean up; the name stays free
            left = [f for f in left if not f.parts[0].startswith(".oauth-presets-acme.")]
        assert left in ([], whole)


def test_folder_permissions_follow_the_umask(tmp_path: Path) -> None:
    assert new(tmp_path, umask=0o027).returncode == 0
    assert (tmp_path / "oauth-presets-acme").stat().st_mode & 0o777 == 0o750


# -- questions -------------------------------------------------------------------------------------


class Terminal:
    """The command on a terminal: reads its output, types answers."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.descriptor, end = pty.openpty()
        self.child = subprocess.Popen(
            [sys.executable, "-c", ON_TERMINAL, *COMMAND, "new", *arguments],
            cwd=folder, stdin=end, stdout=end, stderr=end, start_new_session=True,
        )  # fmt: skip
        os.close(end)
        self.seen = ""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.child.kill()
        self.child.wait()
        os.close(self.descriptor)

    def _read(self) -> bool:
        """Wait for output and read it; False once the other end is closed."""
        assert select.select([self.descriptor], [], [], 30)[0], f"it waits, after {self.seen!r}"
        try:
            self.seen += os.read(self.descriptor, 4096).decode()
        except OSError:
            return False
        return True

    def read_until(self, text: str) -> None:
        while text not in self.seen:
            assert self._read(), self.seen

    def answer(self, question: str, text: str) -> None:
        self.read_until(question)
        self.seen = self.seen.partition(question)[2]
        os.write(self.descriptor, text.encode())

    def ended(self) -> int:
        while self._read():
            pass
        return self.child.wait(timeout=30)


def test_terminal_repeats_a_question_after_an_invalid_answer(tmp_path: Path) -> None:
    with Terminal(tmp_path, "acme", "--author", "Ann") as terminal:
        terminal.answer("Title: the provider's name, as users know it [Acme]: ", "Acme Docs\n")
        terminal.answer("Authorization endpoint", "acme\n")
        terminal.read_until("does not begin with https://")
        terminal.answer("Authorization endpoint", "https://{site}.acme.example/authorize\n")
        terminal.answer("Token endpoint: ", "https://acme.example/token\n")
        terminal.answer("or choice (a few known values) [label]: ", "host\n")
        terminal.read_until("expected one of label, choice")
        terminal.answer("or choice (a few known values) [label]: ", "\n")
        terminal.answer("An example of {site} [my-site]: ", "Not a label\n")
        terminal.read_until("one DNS label")
        terminal.answer("An example of {site} [my-site]: ", "contoso\n")
        terminal.answer("Default of {site} (Enter: none, it is required): ", "\n")
        terminal.answer("[Your Acme Docs site]: ", "What your address begins with\n")
        terminal.answer("page that shows these values: ", "https://docs.acme.example/\n")
        terminal.answer("separated by spaces (Enter: none): ", "a,b\n")
        terminal.read_until("contains a comma")
        terminal.answer("separated by spaces (Enter: none): ", "a b\n")
        terminal.answer("Scope separator: space, or the character itself [space]: ", "xx\n")
        terminal.read_until("Error: ")
        terminal.answer("Scope separator: space, or the character itself [space]: ", "\n")
        terminal.answer("never, unknown [unknown]: ", "sometimes\n")
        terminal.read_until("expected one of request, always, never, unknown")
        terminal.answer("never, unknown [unknown]: ", "\n")
        terminal.answer("refused, unknown [unknown]: ", "\n")
        terminal.answer("(Enter: not known): ", "client_secret\n")
        terminal.read_until("Error: ")
        terminal.answer("(Enter: not known): ", "\n")
        terminal.answer("nested tokens? [y/N]: ", "\n")
        terminal.answer("License (MIT, BSD-3-Clause, Apache-2.0, none; ", "\n")
        terminal.answer("values with https://docs.acme.example/ today? [y/N]: ", "y\n")
        assert terminal.ended() == 0, terminal.seen
    written = source(tmp_path / "oauth-presets-acme")
    for text in (
        'title="Acme Docs"',
        'scopes=("a", "b"),',
        'example="contoso"',
        'description="What your address begins with"',
        f"    verified_on=date({date.today():%Y, %-m, %-d}),",
    ):
        assert text in written
    assert "Ann" in (tmp_path / "oauth-presets-acme" / "LICENSE").read_text()


def test_answers_on_the_terminal_become_fields(tmp_path: Path) -> None:
    with Terminal(tmp_path, "acme", "--field", "access_token_seconds=3600") as terminal:
        for question, answer in (
            ("Title", "Acme"),
            ("Authorization endpoint", "https://{region}.acme.example/{workspace}/authorize"),
            ("Token endpoint", "https://{region}.acme.example/token"),
            ("Kind of {region}", "choice"),
            ("Values of {region}", "eu=eu/1"),
            ("Values of {region}", "eu=eu1 us=api"),
            ("An example of {region} [eu]", "us"),
            ("Default of {region}", "eu"),
            ("What {region} means", "Where your data is stored"),
            ("Kind of {workspace}: segment (any)", ""),
            ("An example of {workspace}", "contoso"),
            ("Default of {workspace}", ""),
            ("What {workspace} means", "Your workspace"),
            ("page that shows these values", "https://docs.acme.example/"),
            ("Default scopes", "read search"),
            ("Scope separator", ","),
            ("Refresh tokens", "request"),
            ("Scopes that request one", ""),
            ("Parameters that request one", ""),
            ("Scopes that request one", ""),
            ("Parameters that request one", "access_type=offline prompt=consent"),
            ("PKCE", "required"),
            ("Client authentication", "client_secret_post none"),
            ("nested tokens?", "y"),
            ("every authorization request", "audience=api.acme.example"),
            ("Renamed parameters", "client_id=client_key"),
            ("Body of token requests", "json"),
            ("Additional parameters of every token request", "expiring=1"),
            ("Renamed parameters", ""),
            ("Members around the token", "data token"),
            ("Renamed members", "access_token=accessToken"),
            ("Refresh endpoint", "https://{region}.acme.example/refresh"),
            ("License", "none"),
            ("Copyright holder", ""),
            ("values with https://docs.acme.example/ today?", "y"),
        ):
            terminal.answer(question, f"{answer}\n")
        assert terminal.ended() == 0, terminal.seen
    namespace: dict[str, Any] = {}
    exec(source(tmp_path / "oauth-presets-acme"), namespace)  # noqa: S102 (the code under test)
    assert namespace["acme"] == Preset(
        name="acme",
        title="Acme",
        authorize_url="https://{region}.acme.example/{workspace}/authorize",
        token_url="https://{region}.acme.example/token",
        refresh_url="https://{region}.acme.example/refresh",
        docs_url="https://docs.acme.example/",
        variables={
            "region": Variable(
                kind="choice",
                choices={"eu": "eu1", "us": "api"},
                default="eu",
                example="us",
                description="Where your data is stored",
            ),
            "workspace": Variable(kind="segment", example="contoso", description="Your workspace"),
        },
        scopes=("read", "search"),
        scope_separator=",",
        authorize_params={"audience": "api.acme.example"},
        authorization_request=AuthorizationRequest(names={"client_id": "client_key"}),
        token_request=TokenRequest(body="json", params={"expiring": "1"}),
        token_response=TokenResponse(path=("data", "token"), names={"access_token": "accessToken"}),
        offline=Offline(mode="request", params={"access_type": "offline", "prompt": "consent"}),
        access_token_seconds=3600,
        pkce="required",
        token_endpoint_auth_methods=("client_secret_post", "none"),
        setup=("Register {redirect_uri} as a redirect URI of your application.",),
        verified_on=date.today(),
        evidence="vendor_page",
    )


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_stop_before_anything_is_written(
    key: str,
    tmp_path: Path,
) -> None:
    with Terminal(tmp_path, "acme") as terminal:
        terminal.answer("Title", "Acme\n")
        # The whole prompt: readline, which prints it, can lose a Ctrl-C that comes before.
        terminal.answer("differs by customer: ", key)
        assert terminal.ended() == 130
    assert "Stopped; nothing was written." in terminal.seen
    assert list(tmp_path.iterdir()) == []


def test_yes_asks_nothing_on_a_terminal(tmp_path: Path) -> None:
    options = [text for pair in ANSWERS.items() for text in pair]
    with Terminal(tmp_path, "acme", "--yes", *options) as terminal:
        assert terminal.ended() == 0
    assert "Wrote oauth-presets-acme" in terminal.seen


# -- issuer metadata -------------------------------------------------------------------------------


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The issuer of a real server on loopback: Canaille's."""
    server = WSGIServer(("127.0.0.1", 0), Quiet)
    host = f"127.0.0.1:{server.server_port}"
    server.set_app(
        create_app(
            {
                "SECRET_KEY": "not-a-secret",
                "SERVER_NAME": host,
                "PREFERRED_URL_SCHEME": "http",
                "CANAILLE": {"DATABASE": "memory", "LOGGING": None},
                "CANAILLE_OIDC": {},
            }
        )
    )
    thread = Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    yield f"http://{host}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_metadata_of_a_real_server_becomes_a_preset(issuer: str, tmp_path: Path) -> None:
    arguments = ("--issuer", issuer, "--docs-url", "https://docs.acme.example/")
    refused = run("new", "acme", *arguments, cwd=tmp_path)
    assert refused.returncode == 1
    assert "127.0.0.1, which is not a public address" in refused.stderr
    assert list(tmp_path.iterdir()) == []

    done = run("new", "acme", *arguments, "--allow-private", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    package = tmp_path / "oauth-presets-acme"
    checked(package, ".")
    for text in (
        f'authorize_url="{issuer}/oauth/authorize"',
        f'token_url="{issuer}/oauth/token"',
        f'issuer="{issuer}"',
        'pkce="supported"',
        '"client_secret_post"',
    ):
        assert text in source(package)
    # Read from the issuer is not compared with the vendor's page.
    said = (
        f"Read from {issuer}/.well-known/oauth-authorization-server on {date.today()}: issuer, "
        "authorize_url, token_url, revocation_url, introspection_url, userinfo_url, "
        "registration_url, jwks_url, authorization_response, pkce, token_endpoint_auth_methods."
    )
    assert said in " ".join(re.findall("# (.*)", source(package)))
    assert "verified_on" not in re.sub("#.*", "", source(package))
    assert "choose defaults from: openid profile email" in done.stderr
    assert "Before you publish: allow_loopback is set" in done.stderr
    (row,) = json.loads(run("validate", str(package), "--json").stdout)
    assert {violation["rule"] for violation in row["violations"]} == {"endpoints", "source"}
    # `check` agrees with the written preset.
    site = tmp_path / "site"
    make_distribution(
        site, "oauth-presets-acme", {"acme": "acme_mod:acme"}, {"acme_mod": source(package)}
    )
    done = run("check", "acme", "--allow-private", "--json", path=site)
    (found,) = json.loads(done.stdout)["checks"]
    assert found["verdict"] == "match", found


def from_issuer(
    folder: Path, behave: Callable[[Exchange], None] = misbehave, word: str = "sound", *more: str
) -> subprocess.CompletedProcess[str]:
    with FaultServer(behave=behave) as server:
        return run(
            "new", "acme", "--issuer", f"{server.url}/{word}", "--allow-private",
            "--docs-url", "https://docs.acme.example/", *more, cwd=folder,
        )  # fmt: skip


def test_offline_access_scope_becomes_offline(tmp_path: Path) -> None:
    done = from_issuer(tmp_path, misbehave, "sound", "--scope", "documents:read offline_access")
    assert done.returncode == 0, done.stderr
    written = source(tmp_path / "oauth-presets-acme")
    assert 'scopes=("documents:read",)' in written
    assert 'offline=Offline(mode="request", scopes=("offline_access",))' in written


@pytest.mark.parametrize(
    "word",
    ["gzip_bomb", "redirect", "issuer_of_another", "issuer_with_escapes", "not_found", "deep"],
)
def test_untrustworthy_metadata_is_an_error(word: str, tmp_path: Path) -> None:
    done = from_issuer(tmp_path, misbehave, word)
    assert done.returncode == 1
    assert re.search(r"^Error: \S+ publishes no usable metadata: .*[^.]\.\n", done.stderr)
    assert "\x1b]" not in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_all_published_metadata_becomes_fields(tmp_path: Path) -> None:
    def behave(x: Exchange) -> None:
        x.publish(
            authorization_response_iss_parameter_supported=True,
            userinfo_endpoint="https://acme.example/me",
            revocation_endpoint="https://acme.example/revoke",
            introspection_endpoint="https://acme.example/introspect",
            device_authorization_endpoint="https://acme.example/device",
            registration_endpoint="https://acme.example/register",
            jwks_uri="https://acme.example/keys",
        )

    done = from_issuer(tmp_path, behave)
    assert done.returncode == 0, done.stderr
    written = source(tmp_path / "oauth-presets-acme")
    for line in (
        'userinfo_url="https://acme.example/me",',
        'revocation_url="https://acme.example/revoke",',
        'introspection_url="https://acme.example/introspect",',
        'device_authorization_url="https://acme.example/device",',
        'registration_url="https://acme.example/register",',
        'jwks_url="https://acme.example/keys",',
        "authorization_response=AuthorizationResponse(iss=True),",
        'pkce="supported",',
    ):
        assert f"    {line}\n" in written
    checked(tmp_path / "oauth-presets-acme", ".")


def test_malformed_metadata_members_are_left_out(tmp_path: Path) -> None:
    def behave(x: Exchange) -> None:
        x.publish(
            service_documentation="https://docs.acme.example/\x1b[2J",
            scopes_supported=["ok", "ok", "a,b", "\x1b[2J", 1, 'a"b'],
            token_endpoint_auth_methods_supported=["client_secret_post", "tls_client_auth", {}],
            code_challenge_methods_supported="S256",
            authorization_response_iss_parameter_supported="yes",
            userinfo_endpoint="https://{tenant}.acme.example/me",
            revocation_endpoint=["https://acme.example/revoke"],
            jwks_uri="ftp://acme.example/keys",
        )

    done = from_issuer(tmp_path, behave)
    assert done.returncode == 0, done.stderr
    written = source(tmp_path / "oauth-presets-acme")
    assert 'token_endpoint_auth_methods=("client_secret_post",)' in written
    for name in ("pkce", "userinfo_url", "revocation_url", "jwks_url", "AuthorizationResponse"):
        assert name not in written
    assert "choose defaults from: ok\n" in done.stderr
    assert "\x1b" not in written + done.stderr


@pytest.mark.parametrize(
    ("documentation", "docs_url"),
    [
        ("https://docs.acme.example/oauth", "https://docs.acme.example/oauth"),
        ("http://docs.acme.example/oauth", "https://acme.example/.well-known/x"),
        (["https://docs.acme.example/oauth"], "https://acme.example/.well-known/x"),
        (None, "https://acme.example/.well-known/x"),
    ],
)
def test_docs_url_is_the_service_documentation_or_the_metadata(
    documentation: object, docs_url: str
) -> None:
    document = {"service_documentation": documentation}
    found = from_metadata(
        Metadata("https://acme.example", "https://acme.example/.well-known/x", document)
    )
    assert found.fields["docs_url"] == docs_url


@pytest.mark.parametrize(
    ("endpoint", "text"),
    [
        (None, "token_endpoint is missing"),
        ({"url": "x"}, "token_endpoint is missing"),
        ("https://{tenant}.acme.example/token", "has a placeholder"),
        ("ftp://acme.example/token", "does not begin with https://"),
        ("https://acme.example/token?client_secret=x", "'client_secret' in its query"),
    ],
)
def test_unusable_endpoint_must_be_given_as_an_option(
    endpoint: object, text: str, tmp_path: Path
) -> None:
    def behave(x: Exchange) -> None:
        x.publish(token_endpoint=endpoint)

    done = from_issuer(tmp_path, behave)
    assert done.returncode == 2
    assert "Missing --token-url; " in flat(done.stderr)
    assert text in flat(done.stderr)
    given = from_issuer(tmp_path, behave, "sound", "--token-url", "https://acme.example/token")
    assert given.returncode == 0, given.stderr
    read = " ".join(re.findall("# (.*)", source(tmp_path / "oauth-presets-acme")))
    assert re.search(r"Read from \S+ on [\d-]+: issuer, authorize_url", read)
    assert "token_url" not in read.partition(". ")[0]
    assert 'token_url="https://acme.example/token"' in source(tmp_path / "oauth-presets-acme")


def test_terminal_asks_only_for_unpublished_values(tmp_path: Path) -> None:
    with (
        FaultServer() as server,
        Terminal(
            tmp_path, "acme", "--issuer", f"{server.url}/sound", "--allow-private"
        ) as terminal,
    ):
        terminal.read_until(f"Found at {server.url}/.well-known/oauth-authorization-server/sound:")
        terminal.read_until(f"token_url: {server.url}/sound/token")
        terminal.read_until("scopes to choose from: documents:read documents:write")
        terminal.answer("Title", "\n")
        terminal.answer("page that shows these values: ", "https://docs.acme.example/\n")
        terminal.answer("separated by spaces (Enter: none): ", "documents:read\n")
        terminal.answer("Scope separator", "\n")
        terminal.answer("nested tokens?", "\n")
        terminal.answer("License", "\n")
        terminal.answer("Copyright holder (Enter: the authors): ", "\n")
        terminal.answer("values with https://docs.acme.example/ today? [y/N]: ", "\n")
        assert terminal.ended() == 0, terminal.seen
    written = source(tmp_path / "oauth-presets-acme")
    assert 'scopes=("documents:read",)' in written
    assert "verified_on" not in re.sub("#.*", "", written)
