"""Every block of code in the documentation is run by a test, or says why not."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from support import PROJECT

from oauth_presets.integrations import TARGETS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGES = sorted(
    [
        *PROJECT.glob("*.md"),
        *PROJECT.glob("docs/*.md"),
        *PROJECT.glob("docs/[!p]*/*.md"),
        PROJECT / "presets" / "README.md",
    ]
)

README = "test_readme.py"
RUN = {  # page -> kind of block -> the test that runs each of them
    "README.md": {"pycon": README, "sh": README, "json": README},
    "docs/catalogue-api.md": dict.fromkeys(["json", "sh"], "test_catalogue_site.py"),
    "docs/checking.md": {"console": "test_checking_page.py", "pycon": "test_checking_page.py"},
    "docs/command-line.md": {"console": README},
    "docs/configuring.md": {"pycon": README},
    "docs/index.md": {"pycon": README},
    "docs/publishing.md": dict.fromkeys(
        ["ini", "json", "python", "sh", "toml", "yaml"], "test_publishing_page.py"
    ),
    "docs/shipping.md": dict.fromkeys(["python", "sh"], "../test_shipping.py"),
    "docs/signing-in.md": {"python": "../login/test_frameworks.py"},
    "docs/start.md": {"console": README, "pycon": README, "python": README},
    "docs/staying-signed-in.md": {"python": "test_staying_signed_in_page.py"},
    "docs/trust.md": {"console": README, "pycon": README},
    "presets/README.md": {"python": "test_blocks.py"},
    **{
        f"docs/integrations/{name}.md": {
            "python": "test_integration_pages.py",
            "pycon": "test_integration_pages.py",
            "py": "test_library_pages.py",
        }
        for name in TARGETS
    },
}
NOT_CODE = ("text", "{toctree}", "{include}", "{eval-rst}")


class Block(NamedTuple):
    """A fenced block, and the comment before it."""

    mark: str
    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    pattern = r"(?:^<!-- ([^\n]*) -->\n)?^```(\S*)[^\n]*\n(.*?)^```$"
    text = page.read_text(encoding="utf-8")
    return [Block(*found) for found in re.findall(pattern, text, re.MULTILINE | re.DOTALL)]


def installs(text: str) -> list[str]:
    """Return what the lines that install oauth-presets give to pip."""
    return re.findall(
        r"pip install (?:-e )?'?((?:oauth-presets|\.)(?:\[[\w,-]+\])?)(?=[\s'`])", text
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_every_code_block_is_run_or_gives_a_reason(page: Path) -> None:
    name = page.relative_to(PROJECT).as_posix()
    for block in blocks(page):
        if block.mark.startswith("shown: ") or block.kind in NOT_CODE:
            continue
        if block.kind == "toml":
            tomllib.loads(block.text)
        elif block.kind == "sh" and name != "docs/publishing.md" and installs(block.text):
            assert len(block.text.splitlines()) == 1, "test_install_lines runs one line"
        else:
            test = RUN.get(name, {}).get(block.kind)
            assert test, f"{name}: nothing runs this block:\n{block.text}"
            assert (Path(__file__).parent / test).is_file()


def test_preset_field_examples() -> None:
    for block in blocks(PROJECT / "presets" / "README.md"):
        if block.kind == "python":
            exec(block.text, {})  # noqa: S102


def test_install_lines_name_a_checkout_and_its_extras() -> None:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    found = set()
    for page in PAGES:
        if page.name == "publishing.md":
            continue  # which runs outside of a checkout
        for target in installs(page.read_text(encoding="utf-8")):
            found.add(target)
            path, _, names = target.strip("]").partition("[")
            assert path == ".", f"{page.name}: no index has it yet: {target}"
            assert {*filter(None, names.split(","))} <= {*extras}, target
    assert len(found) >= 4


@pytest.mark.slow
def test_install_lines_work_in_a_checkout() -> None:
    pages = [page for page in PAGES if page.name != "publishing.md"]
    targets = {target for page in pages for target in installs(page.read_text(encoding="utf-8"))}
    for target in sorted(targets):
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--no-build-isolation",
             "--disable-pip-version-check", target],
            cwd=PROJECT, check=True, timeout=300,
        )  # fmt: skip
