"""`oauth-presets new`: a complete package that publishes a preset."""

import shlex
import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ..core.preset import Preset, Variable
from ..errors import ArgumentError, InvalidPresetError
from ..publishing.draft import (
    ENDPOINTS,
    Published,
    answer_problem,
    available_name,
    draft,
    draft_variables,
    from_metadata,
)
from ..publishing.rules import violations
from ..publishing.scaffold import LICENSES, distribution_name, files
from ..util.atomic_write import write_folder
from ._output import fail, message
from .app import app

QUESTIONS = {
    "title": "Title, as people call the provider",
    "authorize_url": "Authorization endpoint, with {name} for each part that differs by customer",
    "token_url": "Token endpoint",
    "docs_url": "The vendor's page that shows these values",
    "scopes": "Default scopes, for reading, separated by spaces (Enter: none)",
    "license": f"License ({', '.join(LICENSES)})",
    "author": "Copyright holder (Enter: the authors)",
}


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The preset's name.")],
    title: Annotated[str | None, typer.Option(help="What people call the provider.")] = None,
    authorize_url: Annotated[
        str | None, typer.Option(help="Authorization endpoint; may contain {variables}.")
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
        bool, typer.Option("--allow-private", help="Let --issuer have a private address.")
    ] = False,
    use_proxy: Annotated[
        bool, typer.Option("--use-proxy", help="For --issuer, use the environment's proxies.")
    ] = False,
    license_: Annotated[
        str | None,
        typer.Option(
            "--license",
            help=f"{', '.join(LICENSES)}; MIT by default. With none, the package is private.",
        ),
    ] = None,
    author: Annotated[str | None, typer.Option(help="The copyright holder.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="The folder to create; oauth-presets-NAME by default.")
    ] = None,
    compared: Annotated[
        bool, typer.Option("--compared", help="You compared the values with --docs-url today.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Write a complete package that publishes a preset: code, tests, README, CI.

    Asks for what is missing, unless --yes is given or stdin is not a terminal. Only you can say
    that the values were compared with the vendor's page, now (--compared) or before you publish.
    """
    name = available_name(name)
    target = output or Path(distribution_name(name))
    if target.exists() or target.is_symlink():
        fail(f"{target} already exists. Choose another folder with --output.")
    given = {
        "title": title,
        "authorize_url": authorize_url,
        "token_url": token_url,
        "docs_url": docs_url,
        "scopes": None if scope is None else " ".join(scope),
        "license": license_,
        "author": author,
    }
    known = {field: text.strip() for field, text in given.items() if text is not None}
    for field, text in known.items():
        if problem := answer_problem(field, text):
            raise typer.BadParameter(f"{_option(field)}: {problem}")
    published = _published(issuer, allow_private, use_proxy) if issuer else Published({}, (), {})
    known = {**{f: published.fields[f] for f in ENDPOINTS if f in published.fields}, **known}
    title = name.replace("_", " ").title()
    defaults = {"title": title, "scopes": "", "license": "MIT", "author": ""}
    if page := published.fields.get("docs_url"):
        defaults["docs_url"] = page
    if sys.stdin.isatty() and not yes:
        answers, variables, compared = _ask(known, defaults, published, compared)
    else:
        answers = {**defaults, **known}
        _require(answers, published)
        variables = draft_variables(answers)
    try:
        preset = draft(name, answers, variables, published, compared)
    except (InvalidPresetError, ArgumentError) as error:
        fail(f"{error}\nNothing was written.")
    signal.signal(signal.SIGTERM, _stop)
    try:
        written = files(preset, answers["license"], answers["author"], published.origin(preset))
        write_folder(target, written)
    except OSError as error:
        fail(f"Cannot write {target}: {error.strerror}. Nothing was written.")
    _report(target, preset, published)


def _option(field: str) -> str:
    return f"--{field.replace('_', '-').removesuffix('s')}"


def _require(answers: Mapping[str, str], published: Published) -> None:
    missing = [f for f in (*ENDPOINTS, "docs_url") if f not in answers]
    if missing:
        reasons = "".join(f"; {published.problems[f]}" for f in missing if f in published.problems)
        raise typer.BadParameter(f"Missing {', '.join(map(_option, missing))}{reasons}")


def _published(issuer: str, allow_private: bool, use_proxy: bool) -> Published:
    from ..metadata import fetch

    return from_metadata(fetch(issuer, allow_private=allow_private, use_proxy=use_proxy))


def _ask(
    known: Mapping[str, str], defaults: Mapping[str, str], published: Published, compared: bool
) -> tuple[dict[str, str], dict[str, Variable], bool]:
    """Ask on the terminal for what is not known; an invalid answer is explained and asked again."""
    answers = {**known}
    try:
        for field, question in QUESTIONS.items():
            if field == "scopes" and published.scopes:
                message(f"The issuer names these scopes: {' '.join(published.scopes)}")
            if field not in known:
                default = defaults.get(field)
                answers[field] = _prompt(question, default, partial(answer_problem, field))
        variables = {
            name: _ask_variable(name, variable)
            for name, variable in draft_variables(answers).items()
        }
        compared = compared or typer.confirm(
            f"Have you compared all of these values with {answers['docs_url']} today?", err=True
        )
    except typer.Abort:  # Ctrl-C, or the end of the input
        message("\nStopped; nothing was written.")
        raise SystemExit(130) from None
    return answers, variables, compared


def _ask_variable(name: str, variable: Variable) -> Variable:
    def problem(text: str) -> str | None:
        return None if variable.accepts(text) else f"accepted: {variable.accepted()}"

    example = _prompt(f"An example of {{{name}}}", variable.example, problem)
    description = _prompt(
        f"What {{{name}}} means, and where to find it",
        variable.description,
        partial(answer_problem, "description"),
    )
    return variable.model_copy(update={"example": example, "description": description})


def _prompt(question: str, default: str | None, problem: Callable[[str], str | None]) -> str:
    def read(text: str) -> str:
        if wrong := problem(text.strip()):
            raise typer.BadParameter(wrong)
        return text.strip()

    answer: str = typer.prompt(
        question, default=default, value_proc=read, show_default=bool(default), err=True
    )
    return answer


def _report(target: Path, preset: Preset, published: Published) -> None:
    message(f"Wrote {target}. Next:")
    folder = shlex.quote(str(target))
    message(f"  cd {folder} && python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'")
    message("  .venv/bin/pytest && .venv/bin/oauth-presets validate")
    if published.scopes and not preset.scopes:
        message(f"The issuer names scopes; choose defaults from: {' '.join(published.scopes)}")
    for violation in violations(preset):
        message(f"Before you publish it: {violation.text}.")


def _stop(*_: object) -> NoReturn:
    """End on SIGTERM by an exception, which removes a half-written folder."""
    raise SystemExit(128 + signal.SIGTERM)
