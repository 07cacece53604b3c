"""The questions that `oauth-presets new` asks on a terminal."""

from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from functools import partial
from typing import Any, NamedTuple, get_args

import typer

from ..core.preset import AuthMethod, Offline, Preset, Variable
from ..errors import ArgumentError, InvalidPresetError
from ..publishing.draft import answer_problem, draft_variables
from ..publishing.field_text import set_field
from ..publishing.scaffold import LICENSES

TEXTS = {
    "title": "Title: the provider's name, as users know it",
    "authorize_url": "Authorization endpoint, with {name} for each part that differs by customer",
    "token_url": "Token endpoint",
    "docs_url": "The vendor's page that shows these values",
    "scopes": "Default scopes, for reading, separated by spaces (Enter: none)",
}
PACKAGE_TEXTS = {
    "license": f"License ({', '.join(LICENSES)}; with none it is private)",
    "author": "Copyright holder (Enter: the authors)",
}


class Question(NamedTuple):
    """A question about a field of the preset, answered with a text for `set_field`."""

    field: str
    text: str
    default: str = ""


SEPARATOR = Question("scope_separator", "Scope separator: space, or the character itself", "space")
OFFLINE = Question(
    "offline.mode", "Refresh tokens: always, request (if asked for), never, unknown", "unknown"
)
MODES = get_args(Offline.model_fields["mode"].annotation)
ASKED_FOR = (
    Question("offline.scopes", "Scopes that request one, separated by spaces (Enter: none)"),
    Question("offline.params", "Parameters that request one, as name=value (Enter: none)"),
)
CLIENT = (
    Question("pkce", "PKCE: required, supported, ignored, refused, unknown", "unknown"),
    Question(
        "token_endpoint_auth_methods",
        f"Client authentication at the token endpoint, preferred first: "
        f"{' '.join(get_args(AuthMethod))} (Enter: not known)",
    ),
)
DEPARTURES = (
    Question("authorize_params", "Parameters of every authorization request, as name=value"),
    Question(
        "authorization_request.names",
        "Renamed parameters, as standard=theirs (client_id=client_key)",
    ),
    Question("token_request.body", "Body of token requests: form, json", "form"),
    Question("token_request.params", "Additional parameters of every token request, as name=value"),
    Question("token_request.names", "Renamed parameters, as standard=theirs"),
    Question("token_response.path", "Members around the token, as in: data token"),
    Question("token_response.names", "Renamed members, as standard=theirs"),
    Question("refresh_url", "Refresh endpoint, if it is not the token endpoint"),
)


Answers = tuple[dict[str, str], dict[str, Variable], bool]
"""Answers by field, variables by name, and whether the values were compared."""


class Interview:
    """Asks for missing values; explains what is wrong with an invalid answer and asks again.

    Args:
        name: the preset's folded name.
        known: answers that were given as options.
        defaults: proposed answers.
        fields: fields from options or metadata; answers are added to them.
    """

    def __init__(
        self,
        name: str,
        known: Mapping[str, str],
        defaults: Mapping[str, str],
        fields: dict[str, Any],
    ) -> None:
        self.answers = {**known}
        self.fields = fields
        self.variables: dict[str, Variable] = {}
        self._name, self._defaults = name, defaults

    def ask(self, new_package: bool, compared: bool) -> Answers:
        """Ask all questions.

        Args:
            new_package: ask for license and author too.
            compared: whether the values were compared already, so that it is not asked.

        Raises:
            typer.Abort: Ctrl-C, or the end of the input.
        """
        for field in ("title", "authorize_url", "token_url"):
            self._ask_text(field, TEXTS[field])
        known = self.fields.pop("variables", {})
        self.variables = draft_variables(self.answers, known)
        for name in [name for name in self.variables if name not in known]:
            self.variables[name] = self._variable(name)
        for field in ("docs_url", "scopes"):
            self._ask_text(field, TEXTS[field])
        if self.answers["scopes"] and "scope_separator" not in self.fields:
            self._ask(SEPARATOR)
        if "offline" not in self.fields:
            self._ask_offline()
        for question in CLIENT:
            if question.field not in self.fields:
                self._ask(question)
        if typer.confirm(
            "Does it deviate from the standard: additional or renamed parameters, JSON token "
            "requests, nested tokens?",
            err=True,
        ):
            for question in DEPARTURES:
                if not self._is_known(question.field):
                    self._ask(question)
        for field, text in PACKAGE_TEXTS.items() if new_package else ():
            self._ask_text(field, text)
        compared = compared or typer.confirm(
            f"Have you compared all of these values with {self.answers['docs_url']} today?",
            err=True,
        )
        return self.answers, self.variables, compared

    def _is_known(self, path: str) -> bool:
        inner: Any = self.fields
        for part in path.split("."):
            if part not in inner:
                return False
            inner = inner[part]
        return True

    def _ask_text(self, field: str, text: str) -> None:
        if field not in self.answers:
            default = self._defaults.get(field)
            self.answers[field] = prompt(text, default, partial(answer_problem, field))

    def _ask(self, question: Question) -> None:
        answer = prompt(question.text, question.default, partial(self._problem, question))
        if answer != question.default:
            set_field(self.fields, question.field, answer)

    def _ask_offline(self) -> None:
        mode = prompt(OFFLINE.text, OFFLINE.default, partial(choice_problem, MODES))
        if mode == "unknown":
            return
        self.fields["offline"] = {"mode": mode}
        while mode == "request" and len(self.fields["offline"]) == 1:
            for question in ASKED_FOR:
                self._ask(question)

    def _problem(self, question: Question, text: str) -> str | None:
        """Return why this field of the preset would not be valid with this answer."""
        if text == question.default:
            return None
        fields = deepcopy(self.fields)
        try:
            set_field(fields, question.field, text)
        except ArgumentError as error:
            return str(error)
        field = question.field.partition(".")[0]
        problems = self._problems(fields, self.variables)
        return "; ".join(text for path, text in problems if path.partition(".")[0] == field) or None

    def _problems(
        self, fields: Mapping[str, Any], variables: Mapping[str, Variable]
    ) -> tuple[tuple[str, str], ...]:
        """Return the fields of the preset that would not be valid, and why."""
        urls = {field: self.answers[field] for field in ("authorize_url", "token_url")}
        required = {"name": self._name, "title": "x", "docs_url": "https://x.example", **urls}
        try:
            Preset.model_validate({**fields, **required, "variables": variables})
        except InvalidPresetError as error:
            return error.problems
        return ()

    def _variable(self, name: str) -> Variable:
        variable = self.variables[name]
        data = variable.model_dump()
        if variable.kind != "base_url":
            kinds = (variable.kind, "choice")
            question = f"Kind of {{{name}}}: {variable.kind} (any), or choice (a few known values)"
            data["kind"] = prompt(question, variable.kind, partial(choice_problem, kinds))
        if data["kind"] == "choice":
            data |= self._choices(name)
        variable = Variable.model_validate(data)

        def problem(text: str) -> str | None:
            ok = not text or variable.accepts(text)
            return None if ok else f"accepted: {variable.accepted()}"

        data["example"] = prompt(f"An example of {{{name}}}", data["example"], problem)
        default = prompt(f"Default of {{{name}}} (Enter: none, it is required)", "", problem)
        data["default"] = default or None
        data["description"] = prompt(
            f"What {{{name}}} means, and where to find it",
            variable.description,
            partial(answer_problem, "description"),
        )
        return Variable.model_validate(data)

    def _choices(self, name: str) -> dict[str, Any]:
        """Ask for the values of a choice, and return the fields of the variable that they set."""
        fields: dict[str, Any] = {}

        def problem(text: str) -> str | None:
            parsed: dict[str, Any] = {}
            try:
                set_field(parsed, f"variables.{name}.choices", text)
            except ArgumentError as error:
                return str(error)
            choices = parsed["variables"][name]["choices"]
            if not choices or not all(isinstance(text, str) for text in choices.values()):
                return "expected at least one, as in eu=eu1 us=api"
            fields.update(kind="choice", choices=choices, example=next(iter(choices)))
            before = self._problems({}, self.variables)
            variables = {**self.variables, name: Variable.model_validate(fields)}
            added = [row for row in self._problems({}, variables) if row not in before]
            return "; ".join(text for _, text in added) or None

        prompt(f"Values of {{{name}}}, as what-people-say=what-the-URL-contains", None, problem)
        return fields


def prompt(question: str, default: str | None, problem: Callable[[str], str | None]) -> str:
    """Ask a question until `problem` returns None for the answer."""

    def read(text: str) -> str:
        if reason := problem(text.strip()):
            raise typer.BadParameter(reason)
        return text.strip()

    answer: str = typer.prompt(
        question, default=default, value_proc=read, show_default=bool(default), err=True
    )
    return answer


def choice_problem(accepted: Collection[str], text: str) -> str | None:
    """Return why a text is not one of the accepted ones; None if it is."""
    return None if text in accepted else f"expected one of {', '.join(accepted)}"
