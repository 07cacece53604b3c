"""The examples of docs/integrations, run as they stand."""

import doctest
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path

import pytest
from support import PROJECT

from oauth_presets.integrations import TARGETS

pytestmark = pytest.mark.slow

FOLDER = PROJECT / "docs" / "integrations"

# What the page leaves to the reader.
GIVEN = {
    "mcp": """
import httpx2
async def open_browser(url): ...
async def wait_for_callback(): ...
class storage: ...
""",
    "openapi": "import warnings; warnings.simplefilter('ignore')",
}


def fences(kind: str, target: str) -> list[str]:
    page = (FOLDER / f"{target}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("target", TARGETS)
def test_example_runs(target: str, tmp_path: Path) -> None:
    if target != "openapi" and find_spec(target) is None:
        pytest.skip(f"{target} is missing")
    (example,) = fences("python", target)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{GIVEN.get(target, '')}\n{example}"],
        capture_output=True, text=True, timeout=120,
        env={**os.environ, "FASTMCP_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("target", TARGETS)
def test_examples_have_at_most_three_lines_besides_imports(target: str) -> None:
    (example,) = fences("python", target)
    statements = [line for line in example.splitlines() if re.match(r"\w", line)]
    lines = [line for line in statements if not line.startswith(("import ", "from "))]
    assert len(lines) <= 3


@pytest.mark.parametrize("target", TARGETS)
def test_console_examples_show_the_actual_output(target: str) -> None:
    for example in fences("pycon", target):
        test = doctest.DocTestParser().get_doctest(example, {}, target, None, 0)
        runner = doctest.DocTestRunner()
        runner.run(test)
        assert (runner.failures, runner.tries) == (0, example.count(">>> "))


def test_table_is_up_to_date() -> None:
    made = run_path(str(PROJECT / "docs" / "generate_targets.py"))
    stale = made["PAGE"].read_text(encoding="utf-8") != made["page"]()
    assert not stale, "run python docs/generate_targets.py"
