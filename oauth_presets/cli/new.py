"""`oauth-presets new`: a complete package that publishes a preset."""

import keyword
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .. import __version__, templates
from ..errors import InvalidPresetError
from ..names import NAME_RULE, fold
from ..preset import Preset, Variable
from ..registry import default_registry
from ._package import LICENSES, files
from .app import app, fail, message

EXAMPLES = {
    "label": "example",
    "host": "acme.example.com",
    "segment": "example",
    "front": "https://acme.example.com",
}
KINDS = {"front": "base_url"}

RESERVED = frozenset({"cli", "oauth", "oauth_presets", "preset", "presets", "test", "testing"})


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The preset's name.")],
    title: Annotated[str | None, typer.Option(help="What a person calls the provider.")] = None,
    authorize_url: Annotated[
        str | None, typer.Option(help="Authorization endpoint; {variables} are possible.")
    ] = None,
    token_url: Annotated[str | None, typer.Option(help="Token endpoint.")] = None,
    scope: Annotated[
        list[str] | None, typer.Option(help="A default scope, for reading. Repeatable.")
    ] = None,
    docs_url: Annotated[
        str | None, typer.Option(help="The vendor's page that shows these values.")
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(help="Read endpoints and more from this issuer's metadata.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let --issuer be on a private address.")
    ] = False,
    license_: Annotated[
        str, typer.Option("--license", help=f"One of: {', '.join(LICENSES)}, none.")
    ] = "MIT",
    author: Annotated[str, typer.Option(help="Who holds the copyright.")] = "",
    output: Annotated[
        Path | None, typer.Option(help="The folder to make; oauth-presets-NAME by default.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Write a complete package that publishes a preset: code, tests, README, CI.

    Asks for what is missing, unless --yes is given or the input is no terminal.
    """
    folded = _free(name)
    if license_ not in (*LICENSES, "none"):
        raise typer.BadParameter(f"--license is one of {', '.join(LICENSES)}, none")
    target = output or Path(f"oauth-presets-{folded.replace('_', '-')}")
    if target.exists():
        fail(f"{target} exists; nothing was written. Give another folder with --output.")
    found = _published(issuer, allow_private) if issuer else {}
    asks = sys.stdin.isatty() and not yes
    answers = {
        "title": title or (folded.replace("_", " ").title() if not asks else None),
        "authorize_url": authorize_url or found.get("authorization_endpoint"),
        "token_url": token_url or found.get("token_endpoint"),
        "docs_url": docs_url or found.get("service_documentation"),
    }
    questions = {
        "title": "Title, as a person calls the provider",
        "authorize_url": "Authorization endpoint",
        "token_url": "Token endpoint",
        "docs_url": "The vendor's page that shows these values",
    }
    missing = [field for field, answer in answers.items() if not answer]
    if missing and not asks:
        options = ", ".join(f"--{field.replace('_', '-')}" for field in missing)
        raise typer.BadParameter(f"missing: {options}")
    for field in missing:
        default = folded.replace("_", " ").title() if field == "title" else None
        answers[field] = typer.prompt(questions[field], default=default, err=True)
    if asks and scope is None:
        given = typer.prompt("Default scopes, with spaces (may be empty)", default="", err=True)
        scope = given.split()
    preset = _preset(folded, answers, " ".join(scope or ()).split(), issuer, found)
    _write(target, files(preset, _attribute(folded), license_, author, __version__))
    message(f"Wrote {target}. Next:")
    message(f"  cd {target} && python -m venv .venv && .venv/bin/pip install -e '.[test]'")
    message("  .venv/bin/pytest && .venv/bin/oauth-presets validate .")


def _free(name: str) -> str:
    try:
        folded = fold(name)
    except ValueError:
        fail(f"{name!a} cannot be a preset's name: names are {NAME_RULE}.")
    owners = [entry.distribution for entry in default_registry.list() if entry.name == folded]
    if owners:
        fail(
            f"The name {folded!r} is taken, by {' and '.join(owners)}. A package of yours that "
            "offers it would be reached by distribution= only; choose another name."
        )
    if folded in RESERVED:
        fail(f"The name {folded!r} is reserved; choose another.")
    return folded


def _attribute(name: str) -> str:
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"preset_{name}"


def _published(issuer: str, allow_private: bool) -> dict[str, str]:
    fail("--issuer needs the module that reads metadata")


def _preset(
    name: str,
    answers: dict[str, str | None],
    scopes: list[str],
    issuer: str | None,
    found: dict[str, str],
) -> Preset:
    data = {
        **answers,
        "name": name,
        "scopes": list(dict.fromkeys(scopes)),
        "issuer": issuer,
        "variables": _variables(answers),
        "setup": ["Register {redirect_uri} as a redirect URI of your application."],
        "verified_on": date.today(),
        "evidence": "vendor_page",
    }
    try:
        return Preset.model_validate(data)
    except InvalidPresetError as error:
        fail(f"{error}\nNothing was written.")


def _variables(answers: dict[str, str | None]) -> dict[str, Variable]:
    """Declare the placeholders of the URLs, of the kind that fits where they stand."""
    found: dict[str, Variable] = {}
    for field in ("authorize_url", "token_url"):
        try:
            slots = templates.parse(answers[field] or "").slots
        except ValueError:
            continue  # the preset says what is wrong
        for name, where in slots:
            found[name] = Variable.model_validate(
                {
                    "kind": KINDS.get(where, where),
                    "example": EXAMPLES[where],
                    "description": f"What stands for {name} in the URLs",
                }
            )
    return found


def _write(target: Path, content: dict[str, str]) -> None:
    """Write all files, or none: they become visible with one rename."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        for name, text in content.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        folder.chmod(0o755)
        folder.rename(target)
    except OSError as error:
        fail(f"{target} cannot be written: {error.strerror}. Nothing was written.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
