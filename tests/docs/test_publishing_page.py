"""docs/publishing.md and a new package, end to end."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel
from support import PROJECT
from support.command import run
from support.environment import Environment, shell_environment

from oauth_presets import Preset
from oauth_presets.core import preset as core_preset

GUIDE = PROJECT / "docs" / "publishing.md"

ACME = (
    "--title", "Acme",
    "--authorize-url", "https://{subdomain}.acme.example/oauth/authorize",
    "--token-url", "https://{subdomain}.acme.example/oauth/token",
    "--scope", "documents:read", "--scope", "search",
    "--docs-url", "https://docs.acme.example/oauth",
)  # fmt: skip


@pytest.mark.slow
def test_new_package_installs_runs_and_uninstalls(
    wheels: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = run("new", "acme", *ACME, "--yes", "--compared", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    package = tmp_path / "oauth-presets-acme"
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", "--wheel-dir", str(tmp_path), str(package)],
        check=True, timeout=300,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("oauth_presets_acme-0.1.0-*.whl")
    (ours,) = wheels.glob("oauth_presets-*.whl")
    assert run("validate", str(wheel)).stdout.startswith("acme: ok\n")

    environment = Environment(tmp_path_factory.mktemp("fresh"), with_pip=True)
    use = (package / "README.md").read_text(encoding="utf-8").partition("## Development")[0]
    shown = subprocess.run(
        ["bash", "-euc", "".join(re.findall(r"^```sh\n(.*?)^```$", use, re.MULTILINE | re.DOTALL))],
        env=shell_environment(environment.python.parent, wheels, tmp_path),
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "https://{subdomain}.acme.example/oauth/token" in shown.stdout
    environment.install(f"{ours}[cli]", f"{wheel}[test]")
    tested = environment.run(
        "-m", "pytest", str(package), "-p", "no:cacheprovider", "-c", os.devnull
    )
    assert re.search(r"\d+ passed", tested)
    built = environment.run(
        "-W", "error", "-c",
        "from oauth_presets import build_oauth; "
        "print(build_oauth('acme', client_id='x', subdomain='contoso').model_dump_json())",
    )  # fmt: skip
    assert json.loads(built) == {
        "client_id": "x",
        "authorize_url": "https://contoso.acme.example/oauth/authorize",
        "token_url": "https://contoso.acme.example/oauth/token",
        "scope": "documents:read search",
    }
    for what in ("acme", "oauth-presets-acme"):
        assert environment.run("-m", "oauth_presets", "validate", what).startswith("acme: ok\n")
    (row,) = json.loads(environment.run("-m", "oauth_presets", "list", "acme", "--json"))
    assert (row["distribution"], row["version"]) == ("oauth-presets-acme", "0.1.0")

    environment.uninstall("oauth-presets-acme")
    assert [file for file in environment.folder.rglob("*") if "acme" in file.name.lower()] == []
    listed = environment.run("-m", "oauth_presets", "list", "acme", check=False)
    assert listed == "No preset matches 'acme'.\n"


# -- the guide -------------------------------------------------------------------------------------

BLOCK = re.compile(r"^<!-- (.+?) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


OWN_TESTS = {
    "fields": "test_guide_shows_every_field",
    "run: uv": "test_guide_runs_with_uv",
    "setuptools": "test_package_builds_with_setuptools",
}
"""The mark of a block -> the test that runs it apart from the others."""


def steps(text: str) -> Iterator[str]:
    """Yield the marked blocks of the guide as shell commands."""
    for mark, block in BLOCK.findall(text):
        if mark == "run":
            # `set -e` ignores a failure before the last command of `a && b && c`.
            yield re.sub(r"([^\\\n])\n", r"\1 || exit\n", block)
        elif mark in OWN_TESTS:
            continue
        elif mark == "run: python":
            yield f"python -W error - <<'BLOCK'\n{block}BLOCK\n"
        elif mark.startswith("write: "):
            yield f"cat > {mark.removeprefix('write: ')} <<'BLOCK'\n{block}BLOCK\n"
        else:
            file, line = re.fullmatch(r"add to (\S+), below: (.+)", mark).groups()  # type: ignore[union-attr]
            added = f"lines.insert(lines.index({line!r}) + 1, {block.rstrip()!r})"
            yield (
                f"python - <<'BLOCK'\nfrom pathlib import Path\nfile = Path({file!r})\n"
                f"lines = file.read_text().splitlines()\n{added}\n"
                "file.write_text('\\n'.join(lines) + '\\n')\nBLOCK\n"
            )


@pytest.mark.parametrize("line", ["false && true", "false && true && true", "true && \\\n  false"])
def test_guide_line_fails_if_any_part_of_it_fails(line: str) -> None:
    for block in (f"{line}\ntrue\n", f"true\n\n{line}\n"):
        script = "set -eu\n" + "\n".join(steps(f"<!-- run -->\n```sh\n{block}```\n"))
        assert subprocess.run(["bash", "-c", f"{script}\ntrue"], timeout=60).returncode == 1


@pytest.mark.slow
def test_guide_runs_as_written(wheels: Path, tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    script = "set -eu\n" + "\n".join(steps(guide))
    assert guide.count("<!-- ") == len(BLOCK.findall(guide))
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path, env=shell_environment(Path(sys.executable).parent, wheels),
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-5000:]
    for text in (
        *(f"{name}: ok\n" for name in ("acme", "acme_sandbox", "acme_crm", "acme_google_drive")),
        "file:acme.json",
        '"authorize_url": "https://contoso.acme.example/oauth/authorize"',
    ):
        assert text in done.stdout
    # It ran the wheel under test, not a release from an index.
    (ours,) = wheels.glob("oauth_presets-*.whl")
    (registry,) = tmp_path.glob(
        ".venv/lib/python*/site-packages/oauth_presets/registry/registry.py"
    )
    assert registry.read_bytes() == zipfile.ZipFile(ours).read("oauth_presets/registry/registry.py")


def block(mark: str) -> str:
    """Return the only block of the guide with a mark."""
    (found,) = [text for m, text in BLOCK.findall(GUIDE.read_text("utf-8")) if m == mark]
    return str(found)


@pytest.mark.slow
def test_guide_runs_with_uv(wheels: Path, tmp_path: Path) -> None:
    written = run("new", "acme", *ACME, "--yes", "--compared", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    environment = shell_environment(Path(sys.executable).parent, wheels)
    environment |= {
        "UV_FIND_LINKS": environment["PIP_FIND_LINKS"].replace(" ", ","),
        "UV_CACHE_DIR": str(tmp_path / "cache"),
    }
    if "PIP_NO_INDEX" in environment:
        environment["UV_NO_INDEX"] = "1"
    environment.pop("VIRTUAL_ENV", None)
    package = tmp_path / "oauth-presets-acme"
    done = subprocess.run(
        ["bash", "-euc", block("run: uv")],
        cwd=package, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "acme: ok\n" in done.stdout
    assert run("validate", *map(str, package.glob("dist/*.whl"))).stdout.startswith("acme: ok\n")


@pytest.mark.slow
def test_package_builds_with_setuptools(tmp_path: Path) -> None:
    written = run("new", "acme", *ACME, "--yes", "--compared", cwd=tmp_path)
    assert written.returncode == 0, written.stderr
    package = tmp_path / "oauth-presets-acme"
    pyproject = package / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    for table in ("build-system", "tool.hatch.build.targets.wheel"):
        text, count = re.subn(rf"^\[{re.escape(table)}\]\n(.+\n)+\n", "", text, flags=re.MULTILINE)
        assert count == 1, table
    pyproject.write_text(f"{text}\n{block('setuptools')}", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", "--wheel-dir", str(tmp_path), str(package)],
        check=True, timeout=300,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    modules = {name for name in zipfile.ZipFile(wheel).namelist() if "dist-info" not in name}
    assert modules == {"oauth_presets_acme/__init__.py", "oauth_presets_acme/py.typed"}
    assert run("validate", str(wheel)).stdout.startswith("acme: ok\n")
    assert run("validate", str(package)).stdout.startswith("acme: ok\n")


def models(model: BaseModel) -> Iterator[BaseModel]:
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for inner in value.values() if isinstance(value, dict) else (value,):
            if isinstance(inner, BaseModel):
                yield from models(inner)


def test_guide_shows_every_field() -> None:
    base = {
        "name": "acme",
        "title": "Acme",
        "docs_url": "https://docs.acme.example/oauth",
        "authorize_url": "https://acme.example/authorize",
        "token_url": "https://acme.example/token",
    }
    shown, fields = set(), set()
    names = {**vars(core_preset), "date": date, "Preset": dict}
    for mark, block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        if mark != "fields":
            continue
        given = eval(block, names)  # noqa: S307
        preset = Preset(**{**base, **given})
        shown |= {("Preset", name) for name in given}
        for model in models(preset):
            kind = type(model)
            fields |= {(kind.__name__, name) for name in kind.model_fields}
            shown |= {
                (kind.__name__, name)
                for name, field in kind.model_fields.items()
                if kind is not Preset and getattr(model, name) != field.get_default()
            }
    assert fields - shown == set()


def test_catalogue_names_every_field() -> None:
    page = (PROJECT / "presets" / "README.md").read_text(encoding="utf-8")
    table = page.partition("## The fields")[2].partition("\n## ")[0]
    assert {*Preset.model_fields} <= {*re.findall(r"`(\w+)`", table)}


def test_guide_names_the_file_of_each_block() -> None:
    marks = r"^(.+)\n\n<!-- (?:write: |add to )([^ ,]+)"
    found = re.findall(marks, GUIDE.read_text("utf-8"), re.MULTILINE)
    assert len(found) >= 5
    for text, file in found:
        assert text.endswith(":"), text
        assert f"`{file}`" in text


def test_guide_links_resolve() -> None:
    for target, anchor in re.findall(r"\]\(([^)#:]+)(?:#([^)]*))?\)", GUIDE.read_text("utf-8")):
        page = GUIDE.parent / target
        headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
        anchors = [
            re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings
        ]
        assert not anchor or anchor in anchors, (target, anchor)
