"""`oauth-presets new`: write a package that publishes a preset, or add a preset to one."""

import shlex
import signal
import sys
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from ..core.preset import Preset
from ..errors import ArgumentError, InvalidPresetError
from ..publishing.addition import Package, addition, check_name, package_at
from ..publishing.draft import (
    ENDPOINTS,
    Published,
    answer_problem,
    available_name,
    draft,
    draft_variables,
    from_metadata,
)
from ..publishing.field_text import set_field
from ..publishing.rules import violations
from ..publishing.scaffold import LICENSES, distribution_name, files
from ..util.atomic_write import write_files, write_folder
from ._new_questions import Interview
from ._output import fail, message, quiet_plugins
from .app import app

ANSWERED = frozenset({"name", "title", *ENDPOINTS, "docs_url", "scopes", "verified_on", "evidence"})
"""Fields that have their own option or argument."""

FOR_NEW_PACKAGES = ("license", "author", "output", "private")


@app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The preset's name.")],
    title: Annotated[
        str | None, typer.Option(help="The provider's name, as users know it.")
    ] = None,
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
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="Any other field of the preset: pkce=required, offline.mode=always, "
            "'variables.region.choices=eu=eu1 us=api', "
            '\'token_request={"body": "json"}\'. Repeatable.',
        ),
    ] = None,
    issuer: Annotated[
        str | None, typer.Option(help="Read endpoints and more from this issuer's metadata.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Allow --issuer to have a private address.")
    ] = False,
    use_proxy: Annotated[
        bool, typer.Option("--use-proxy", help="For --issuer, use the environment's proxies.")
    ] = False,
    license_: Annotated[
        str | None,
        typer.Option(
            "--license",
            help=f"{', '.join(LICENSES)}; MIT by default. With none, the package is private too.",
        ),
    ] = None,
    private: Annotated[
        bool,
        typer.Option(
            "--private",
            help="No publishing workflow; PyPI refuses the package; no license by default.",
        ),
    ] = False,
    author: Annotated[str | None, typer.Option(help="The copyright holder.")] = None,
    into: Annotated[
        Path | None,
        typer.Option(help="Add the preset to the package in this folder instead."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="The folder to create; oauth-presets-NAME by default.")
    ] = None,
    compared: Annotated[
        bool,
        typer.Option(
            "--compared", help="Record that the values were compared with --docs-url today."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Write a complete package that publishes a preset: code, tests, README, CI.

    With --into, add the preset to an existing package: a module, a test, the entry point, the
    README.

    Asks for missing values, unless --yes is set or stdin is not a terminal. Only you can state that
    the values were compared with the vendor's page, now (--compared) or before you publish.
    """
    name = available_name(name)
    known = _known(
        {
            "title": title,
            "authorize_url": authorize_url,
            "token_url": token_url,
            "docs_url": docs_url,
            "scopes": None if scope is None else " ".join(scope),
            "license": license_,
            "author": author,
        }
    )
    target = into or output or Path(distribution_name(name))
    package = None
    if into is not None:
        used = [*known, *(["output"] if output else []), *(["private"] if private else [])]
        if refused := [option for option in used if option in FOR_NEW_PACKAGES]:
            raise typer.BadParameter(f"{_option(refused[0])} is for a new package, not for --into")
        package = package_at(into)
        check_name(package, name)
    elif target.exists() or target.is_symlink():
        fail(f"{target} already exists. Choose another folder with --output.")
    published = _published(issuer, allow_private, use_proxy) if issuer else Published({}, (), {})
    fields = _fields(published, field or ())
    known = {**{f: published.fields[f] for f in ENDPOINTS if f in published.fields}, **known}
    license_ = "none" if private else "MIT"
    title = name.replace("_", " ").title()
    defaults = {"title": title, "scopes": "", "license": license_, "author": ""}
    if page := published.fields.get("docs_url"):
        defaults["docs_url"] = page
    try:
        if sys.stdin.isatty() and not yes:
            interview = Interview(name, known, defaults, fields)
            answers, variables, compared = interview.ask(package is None, compared)
        else:
            answers = {**defaults, **known}
            _require(answers, published)
            variables = draft_variables(answers, fields.pop("variables", {}))
        preset = draft(name, answers, variables, fields, compared)
        origin = published.origin(preset, fields)
        signal.signal(signal.SIGTERM, _stop)
        if package is None:
            license_, author = answers["license"], answers["author"]
            write_folder(target, files(preset, license_, author, origin, private))
        else:
            with quiet_plugins():
                added = addition(package, preset, origin)
            write_files(added)
    except (InvalidPresetError, ArgumentError) as error:
        fail(f"{error}\nNothing was written.")
    except OSError as error:
        fail(f"Cannot write {target}: {error.strerror}. Nothing was written.")
    except typer.Abort:  # Ctrl-C, or the end of the input
        message("\nStopped; nothing was written.")
        raise SystemExit(130) from None
    _report(target, preset, published, package)


def _known(options: Mapping[str, str | None]) -> dict[str, str]:
    """Return the options that are set, as answers.

    Raises:
        typer.BadParameter: an answer is not valid.
    """
    known = {field: text.strip() for field, text in options.items() if text is not None}
    for field, text in known.items():
        if problem := answer_problem(field, text):
            raise typer.BadParameter(f"{_option(field)}: {problem}")
    return known


def _fields(published: Published, pairs: Iterable[str]) -> dict[str, Any]:
    """Print the fields read from metadata; return them with those set by --field."""
    if published.url:
        message(f"Found at {published.url}:")
    for field, text in published.lines():
        message(f"  {field}: {text}")
    fields = deepcopy({**published.fields})
    for pair in pairs:
        path, equals, text = pair.partition("=")
        if not equals:
            raise typer.BadParameter("--field: expected FIELD=VALUE, as in pkce=required")
        if path in ANSWERED:
            raise typer.BadParameter(f"--field: {path} has its own option")
        set_field(fields, path, text)
    return fields


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


def _report(target: Path, preset: Preset, published: Published, package: Package | None) -> None:
    folder = shlex.quote(str(target))
    if package is None:
        message(f"Wrote {target}. Next:")
        message(f"  cd {folder} && python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'")
        message("  .venv/bin/pytest && .venv/bin/oauth-presets validate")
    else:
        enter = "" if package.folder == Path.cwd() else f"cd {folder} && "
        message(f"Added {preset.name} to {package.folder}. Next, in its environment:")
        message(f"  {enter}pip install -e . && pytest && oauth-presets validate")
    if published.scopes and not preset.scopes:
        message(f"The issuer names scopes; choose defaults from: {' '.join(published.scopes)}")
    for violation in violations(preset):
        message(f"Before you publish: {violation.text}.")


def _stop(*_: object) -> NoReturn:
    """End with an exception on SIGTERM, so that a half-written folder is removed."""
    raise SystemExit(128 + signal.SIGTERM)
