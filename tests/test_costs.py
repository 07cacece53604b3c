"""What a fresh process costs, in counts, which are the same on a busy machine: modules imported,
files looked for and opened, functions called.

`benchmarks/` measures the time. Each limit is a ratio to a process that does the least that is
needed, with the same versions of the libraries.
"""

import compileall
from collections.abc import Callable
from typing import NamedTuple

import pytest

import oauth_presets

FLOOR = """
from pydantic import BaseModel
class Five(BaseModel):
    client_id: str | None = None
    client_secret: str | None = None
    authorize_url: str | None = None
    token_url: str | None = None
    scope: str | None = None
Five(client_id="x")
"""
BUILD = "from oauth_presets import build_oauth; build_oauth('google_drive', client_id='x')\n"
CONFIGURE = "from oauth_presets import configure; c = configure('google_drive', client_id='x')\n"
START = f"""{CONFIGURE}
from oauth_presets.login import start
start(c, redirect_uri="https://app.example/callback").authorization_url
"""
COMMAND = "import sys; from oauth_presets.cli import main; sys.argv[1:] = {}; main()"

BARE_COMMAND = """
import sys
from pathlib import Path
from typing import Annotated
import typer
app = typer.Typer(pretty_exceptions_enable=False)
@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version")] = False,
    catalogue: Annotated[list[Path] | None, typer.Option()] = None,
): ...
@app.command("list")
def command(
    search: Annotated[str, typer.Argument()] = "",
    details: Annotated[bool, typer.Option("--details")] = False,
): typer.echo("done")
sys.argv[1:] = ["list"]
app()
"""

COUNTING = """
import sys
calls = lookups = 0
def profiled(frame, event, arg):
    global calls
    calls += event in ("call", "c_call")
def audited(event, arguments):
    global lookups
    lookups += event in ("import", "open", "os.listdir", "os.scandir")
sys.addaudithook(audited)
sys.setprofile(profiled)
try:
    exec(PROGRAM, {"__name__": "__main__"})
except SystemExit as done:
    assert not done.code
sys.setprofile(None)
print(lookups, calls, *sys.modules)
"""


class Cost(NamedTuple):
    modules: int
    lookups: int
    """Audit events: imports, files opened, folders listed."""
    calls: int
    names: frozenset[str]
    """The imported modules."""

    def ratios(self, base: "Cost") -> dict[str, float]:
        return {name: getattr(self, name) / getattr(base, name) for name in self._fields[:3]}


_measured: dict[str, Cost] = {}


@pytest.fixture
def cost(python: Callable[..., str]) -> Callable[[str], Cost]:
    def measured(program: str) -> Cost:
        if program not in _measured:
            compileall.compile_dir(oauth_presets.__path__[0], quiet=1)  # as an installation does
            printed = python(f"PROGRAM = {program!r}\n{COUNTING}")
            lookups, calls, *names = printed.splitlines()[-1].split()
            _measured[program] = Cost(len(names), int(lookups), int(calls), frozenset(names))
        return _measured[program]

    return measured


def test_cold_build_imports_and_opens_less_than_one_validated_model(
    cost: Callable[[str], Cost],
) -> None:
    # Calls are not compared: pydantic builds validators without calling Python.
    ratios = cost(BUILD).ratios(cost(FLOOR))
    assert ratios["modules"] <= 0.95, ratios
    assert ratios["lookups"] <= 0.95, ratios


@pytest.mark.parametrize("program", [CONFIGURE, START], ids=["configure", "configure_and_start"])
def test_cold_authorization_url_costs_a_tenth_more_than_a_build_at_most(
    program: str, cost: Callable[[str], Cost]
) -> None:
    found = cost(program)
    ratios = found.ratios(cost(BUILD))
    assert max(ratios.values()) <= 1.10, ratios
    assert not {"httpx", "json", "oauth_presets.login.token_response"} & found.names


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "base"),
    [
        (["list"], BARE_COMMAND),
        (["build", "google_drive", "--client-id", "x"], BUILD + BARE_COMMAND),
        (["show", "google_drive"], BUILD + BARE_COMMAND),
    ],
    ids=["list", "build", "show"],
)
def test_command_costs_little_more_than_its_parts(
    arguments: list[str], base: str, cost: Callable[[str], Cost]
) -> None:
    found = cost(COMMAND.format(arguments))
    ratios = found.ratios(cost(base))
    del ratios["lookups"]  # `list` looks at every distribution
    assert ratios["modules"] <= 1.12, ratios
    assert ratios["calls"] <= 1.25, ratios
    heavy = {
        "httpx",
        "rich",
        "oauth_presets.core.configuration",
        "oauth_presets.core.explanation",
        "oauth_presets.registry.preset_file",
    }
    assert not heavy & found.names
