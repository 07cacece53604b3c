"""`oauth-presets new`: a complete package that publishes a preset."""

import keyword
import shlex
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ..core import url_template as templates
from ..core.names import NAME_RULE, fold
from ..core.preset import RESERVED_VARIABLES, Preset, Variable, scope_problem
from ..errors import InvalidPresetError
from ..publishing.draft import MEMBERS, Published, from_metadata
from ..publishing.rules import violations
from ..publishing.scaffold import LICENSES, distribution_name, files
from ..registry.discovery import OWN_DISTRIBUTION
from ..registry.registry import default_registry
from ..util.atomic_write import write_folder
from ._output import fail, message
from .app import app

RESERVED = frozenset(
    {
        "catalog", "catalogue", "cli", "core", "oauth", "oauth_presets", "plugin", "plugins",
        "preset", "presets", "test", "testing",
    }
)  # fmt: skip
"""Names whose package would be, or look like, a part of oauth-presets."""

QUESTIONS = {
    "title": "Title, as a person calls the provider",
    "authorize_url": "Authorization endpoint, with {name} for what differs by customer",
    "token_url": "Token endpoint",
    "docs_url": "The vendor's page that shows these values",
    "scopes": "Default scopes, for reading, separated by spaces (Enter: none)",
    "license": f"License ({', '.join(LICENSES)})",
    "author": "Copyright holder (Enter: the authors)",
}
USUAL = {"scopes": "", "license": "MIT", "author": ""}

NOTHING = Published({}, (), {})


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
        bool, typer.Option("--allow-private", help="Let --issuer be at an address not public.")
    ] = False,
    use_proxy: Annotated[
        bool, typer.Option("--use-proxy", help="For --issuer, use the environment's proxies.")
    ] = False,
    license_: Annotated[
        str | None, typer.Option("--license", help=f"{', '.join(LICENSES)}; MIT by default.")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who holds the copyright.")] = None,
    output: Annotated[
        Path | None, typer.Option(help="The folder to make; oauth-presets-NAME by default.")
    ] = None,
    compared: Annotated[
        bool, typer.Option("--compared", help="You have compared the values with --docs-url today.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Write a complete package that publishes a preset: code, tests, README, CI.

    Asks for what is missing, unless --yes is given or the input is no terminal. Whether and when
    the values were compared is left for you to say, unless you have compared them already.
    """
    folded = _free(name)
    target = output or Path(distribution_name(folded))
    if target.exists() or target.is_symlink():
        fail(f"{target} exists; nothing was written. Give another folder with --output.")
    options = {
        "title": title,
        "authorize_url": authorize_url,
        "token_url": token_url,
        "docs_url": docs_url,
        "scopes": None if scope is None else " ".join(scope),
        "license": license_,
        "author": author,
    }
    given = {field: text.strip() for field, text in options.items() if text is not None}
    for field, text in given.items():
        if problem := _problem(field, text):
            raise typer.BadParameter(f"{_option(field)}: {problem}")
    found = _published(issuer, allow_private, use_proxy) if issuer else NOTHING
    known = {**{field: found.fields[field] for field in MEMBERS if field in found.fields}, **given}
    usual = {"title": folded.replace("_", " ").title(), **USUAL}
    if found.fields.get("docs_url"):
        usual["docs_url"] = found.fields["docs_url"]
    if sys.stdin.isatty() and not yes:
        answers, variables, compared = _ask(known, usual, found, compared)
    else:
        answers = {**usual, **known}
        if missing := [field for field in options if field not in answers]:
            reasons = "".join(f"; {found.problems[f]}" for f in missing if f in found.problems)
            verb = "is" if len(missing) == 1 else "are"
            named = ", ".join(map(_option, missing))
            raise typer.BadParameter(f"{named} {verb} missing{reasons}")
        variables = _variables(answers)
    preset = _preset(folded, answers, variables, found, compared)
    signal.signal(signal.SIGTERM, _stop)
    try:
        origin = found.origin(preset)
        write_folder(target, files(preset, answers["license"], answers["author"], origin))
    except OSError as error:
        fail(f"{target} cannot be written: {error.strerror}. Nothing was written.")
    _report(target, preset, found)


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
        fail(
            f"The name {folded!r} is reserved: {distribution_name(folded)} would look like a part "
            f"of {OWN_DISTRIBUTION}. Choose another."
        )
    return folded


def _option(field: str) -> str:
    return f"--{field.replace('_', '-').removesuffix('s')}"


# -- the answers -----------------------------------------------------------------------------------


def _problem(field: str, text: str) -> str | None:
    """Say why a text cannot be the answer for a field, or None."""
    if wrong := _control(text):
        return wrong
    if field == "title" and not text.strip():
        return "it is empty"
    if field in ("authorize_url", "token_url"):
        return _url_problem(text)
    if field == "docs_url" and not templates.is_page(text):
        return f"{text!a} is not the https URL of a page"
    if field == "license" and text not in LICENSES:
        return f"one of {', '.join(LICENSES)} is accepted"
    if field == "scopes":
        for scope in text.split():
            problem = "holds a comma" if "," in scope else scope_problem(scope, " ")
            if problem:
                return f"{scope!a} {problem}; scopes are separated by spaces"
    return None


def _control(text: str) -> str | None:
    return None if text.isprintable() else "it holds a line break or a control character"


def _url_problem(text: str) -> str | None:
    try:
        slots = templates.parse(text).slots
    except ValueError as error:
        return f"{text!a} {error}"
    for name, _ in slots:
        if name in RESERVED_VARIABLES or keyword.iskeyword(name):
            return f"{text!a} has {{{name}}}, a name that is taken; call it {{{name}_name}}, say"
    return None


def _ask(
    known: Mapping[str, str], usual: Mapping[str, str], found: Published, compared: bool
) -> tuple[dict[str, str], dict[str, Variable], bool]:
    """Ask on the terminal for what is not known; a wrong answer is explained and asked again."""
    answers = {}
    try:
        for field, question in QUESTIONS.items():
            if field == "scopes" and found.scopes:
                message(f"The issuer names these scopes: {' '.join(found.scopes)}")
            if field in known:
                answers[field] = known[field]
            else:
                answers[field] = _prompt(question, usual.get(field), partial(_problem, field))
        variables = {
            name: _ask_variable(name, variable) for name, variable in _variables(answers).items()
        }
        if not compared:
            asked = f"Have you compared all of these values with {answers['docs_url']} today?"
            compared = typer.confirm(asked, default=False, err=True)
    except typer.Abort:  # Ctrl-C, or the end of the input
        message("\nStopped; nothing was written.")
        raise SystemExit(130) from None
    return answers, variables, compared


def _ask_variable(name: str, variable: Variable) -> Variable:
    def problem(text: str) -> str | None:
        return None if variable.accepts(text) else f"accepted is {variable.accepted()}"

    example = _prompt(f"An example of {{{name}}}", variable.example, problem)
    said = _prompt(f"What {{{name}}} is, and where to find it", variable.description, _control)
    return variable.model_copy(update={"example": example, "description": said})


def _prompt(question: str, default: str | None, problem: Callable[[str], str | None]) -> str:
    def read(text: str) -> str:
        if wrong := problem(text.strip()):
            raise typer.BadParameter(wrong)
        return text.strip()

    shown = bool(default)
    answer: str = typer.prompt(
        question, default=default, value_proc=read, show_default=shown, err=True
    )
    return answer


# -- the preset ------------------------------------------------------------------------------------


def _published(issuer: str, allow_private: bool, use_proxy: bool) -> Published:
    from ..metadata.checking import fetch

    return from_metadata(fetch(issuer, allow_private=allow_private, use_proxy=use_proxy))


def _variables(answers: Mapping[str, str]) -> dict[str, Variable]:
    """Declare the placeholders of the URLs, of the kind that fits where they stand."""
    places: dict[str, str] = {}
    for field in MEMBERS:
        for name, where in templates.parse(answers[field], True).slots:
            # A label can be a segment too, but not the other way round.
            places[name] = where if places.get(name, "segment") == "segment" else places[name]
    return {
        name: Variable.model_validate(
            {
                "kind": "base_url" if where == "front" else where,
                "example": _example(name, where),
                "description": f"Your {answers['title']} {name.replace('_', ' ')}",
            }
        )
        for name, where in places.items()
    }


def _example(name: str, where: str) -> str:
    """Return an example that fits where a variable stands, and is seen to be one."""
    mine = f"my-{name.replace('_', '-')}"[:60].rstrip("-")
    return {"host": f"{mine}.example.com", "front": "https://my-company.example.com"}.get(
        where, mine
    )


def _preset(
    name: str,
    answers: Mapping[str, str],
    variables: Mapping[str, Variable],
    found: Published,
    compared: bool,
) -> Preset:
    fields = {
        **found.fields,
        **{field: answers[field] for field in ("title", "docs_url", *MEMBERS)},
        "name": name,
        "variables": variables,
        "setup": ["Register {redirect_uri} as a redirect URI of your application."],
    }
    if compared:
        fields |= {"verified_on": date.today(), "evidence": "vendor_page"}
    offline = fields.get("offline", {}).get("scopes", ())
    scopes = dict.fromkeys(answers["scopes"].split())
    fields["scopes"] = [scope for scope in scopes if scope not in offline]
    try:
        preset = Preset.model_validate(fields)
    except InvalidPresetError as error:
        fail(f"{error}\nNothing was written.")
    # A server of one's own may be at a port, and on this machine; when the values were compared
    # is for the author to say. The rest has to be right.
    left = {"endpoints", *(() if compared else ("source",))}
    if wrong := [finding.text for finding in violations(preset) if finding.rule not in left]:
        fail("\n  ".join(["The preset would not keep the contract; nothing was written.", *wrong]))
    return preset


def _report(target: Path, preset: Preset, found: Published) -> None:
    message(f"Wrote {target}. Next:")
    folder = shlex.quote(str(target))
    message(f"  cd {folder} && python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'")
    message("  .venv/bin/pytest && .venv/bin/oauth-presets validate")
    if found.scopes and not preset.scopes:
        message(f"The issuer names scopes; choose defaults among: {' '.join(found.scopes)}")
    for finding in violations(preset):
        message(f"Before you publish it: {finding.text}.")


def _stop(*_: object) -> NoReturn:
    """End as SIGTERM asks, but by an exception, so that what is half written is removed."""
    raise SystemExit(128 + signal.SIGTERM)
