"""A contributor's commands. They run in the environment that nox is installed in."""

import os
import sys
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "test"]
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


@nox.session
def setup(session: nox.Session) -> None:
    """Install what the other commands need, including the servers of the sign-in tests."""
    session.run("pip", "install", "--upgrade", "pip")
    session.run("pip", "install", "-e", ".[test]", "--group", "dev", "--group", "docs")
    session.run(".ci/peers")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, imports between rooms, and spelling."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")
    session.run("codespell")


@nox.session
def test(session: nox.Session) -> None:
    """Run the quick tests; arguments go to pytest, as in `nox -s test -- tests/core`."""
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Write the presets' pages, then run the examples of all pages."""
    session.run("python", "docs/generate_presets.py")
    session.run("pytest", "-n", "auto", "-m", "", "tests/docs")


@nox.session
def site(session: nox.Session) -> None:
    """Build the documentation's site: build/site/index.html."""
    session.run(
        "python", "-m", "sphinx", "-W", "--keep-going", "-b", "dirhtml", "docs", "build/site"
    )


@nox.session
def long(session: nox.Session) -> None:
    """Run every test, with 20,000 examples of each property. Takes more than an hour."""
    more = {"OAUTH_PRESETS_EXAMPLES": "20000", "OAUTH_PRESETS_SECONDS": "60"}
    session.run("pytest", "-n", "auto", "-m", "", env=more)
