"""Drafts a preset for `oauth-presets new`, from answers and from an issuer's metadata."""

import keyword
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import ValidationError

from ..core.names import NAME_RULE, fold
from ..core.offer import OWN_DISTRIBUTION
from ..core.preset import AuthMethod, Preset, Variable
from ..core.preset_rules import RESERVED_VARIABLES, scope_problem
from ..core.url_template import check_url, is_page, parse
from ..errors import ArgumentError
from ..metadata.comparison import ENDPOINT_MEMBERS
from ..registry.registry import default_registry
from .rules import violations
from .scaffold import LICENSES, distribution_name

if TYPE_CHECKING:
    from ..metadata import Metadata

RESERVED = frozenset(
    {
        "catalog", "catalogue", "cli", "core", "oauth", "oauth_presets", "plugin", "plugins",
        "preset", "presets", "test", "testing",
    }
)  # fmt: skip
"""Preset names whose packages would look like parts of oauth-presets."""

ENDPOINTS = ("authorize_url", "token_url")
"""The fields of the endpoints that every preset needs."""


class Published(NamedTuple):
    """The part of an issuer's metadata that a preset can use."""

    fields: Mapping[str, Any]
    """Fields of a preset."""
    scopes: tuple[str, ...]
    """All supported scopes. Metadata does not tell which of them are read-only."""
    problems: Mapping[str, str]
    """Endpoint field -> why the issuer's value was refused."""
    url: str = ""
    """The URL of the metadata."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield each field with its value, for display."""
        for field, value in self.fields.items():
            if value and field not in ("docs_url", "allow_loopback"):
                yield field, value if isinstance(value, str) else _readable(value)
        if self.scopes:
            yield "scopes to choose from", " ".join(self.scopes)

    def origin(self, preset: Preset, fields: Mapping[str, Any]) -> str:
        """Return a sentence on which of a preset's fields come from this metadata; may be empty.

        Args:
            preset: the preset.
            fields: the data it was made from, without the endpoints.
        """
        read = [
            field
            for field, value in self.fields.items()
            if field not in ("docs_url", "allow_loopback")
            and getattr(preset, field) != Preset.model_fields[field].get_default()
            and (getattr(preset, field) if field in ENDPOINTS else fields[field]) == value
        ]
        return f"Read from {self.url} on {date.today()}: {', '.join(read)}." if read else ""


def from_metadata(metadata: "Metadata") -> Published:
    """Convert metadata (RFC 8414 section 2) to fields of a preset, skipping malformed ones."""
    document = metadata.document
    fields: dict[str, Any] = {"issuer": metadata.issuer}
    problems = {}
    for field, member in ENDPOINT_MEMBERS.items():
        url = document.get(member)
        try:
            if not isinstance(url, str):
                raise ValueError("is missing")
            check_url(url)
            fields[field] = url
        except ValueError as error:
            if field in ENDPOINTS:
                problems[field] = f"{metadata.url}: {member} {error}"
    pages = [document.get("service_documentation"), metadata.url]
    fields["docs_url"] = next((p for p in pages if isinstance(p, str) and is_page(p)), "")
    if document.get("authorization_response_iss_parameter_supported") is True:
        fields["authorization_response"] = {"iss": True}
    if "S256" in _strings(document, "code_challenge_methods_supported"):
        fields["pkce"] = "supported"
    methods = _strings(document, "token_endpoint_auth_methods_supported")
    fields["token_endpoint_auth_methods"] = [m for m in methods if m in get_args(AuthMethod)]
    scopes = _strings(document, "scopes_supported")
    scopes = [s for s in scopes if "," not in s and not scope_problem(s, " ")]
    if "offline_access" in scopes:
        fields["offline"] = {"mode": "request", "scopes": ["offline_access"]}
        scopes.remove("offline_access")
    urls = [metadata.issuer, *(fields.get(f, "") for f in ENDPOINT_MEMBERS)]
    fields["allow_loopback"] = any(url.startswith("http:") for url in urls)
    return Published(fields, tuple(scopes), problems, metadata.url)


def _readable(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_readable(inner)}" for key, inner in value.items())
    return " ".join(value) if isinstance(value, list) else str(value).lower()


def _strings(document: Mapping[str, Any], member: str) -> list[str]:
    """Return the distinct strings of a list; an empty list if the member is not a list."""
    value = document.get(member)
    items = value if isinstance(value, list) else ()
    return list(dict.fromkeys(item for item in items if isinstance(item, str)))


def available_name(name: str) -> str:
    """Return the folded name of a new preset.

    Raises:
        ArgumentError: the name is not valid, is reserved, or is taken by an installed package.
    """
    try:
        folded = fold(name)
    except ValueError:
        raise ArgumentError(
            f"{name!a} is not a valid preset name: names are {NAME_RULE}."
        ) from None
    owners = [entry.distribution for entry in default_registry.list() if entry.name == folded]
    if owners:
        raise ArgumentError(
            f"The name {folded!r} is taken by {' and '.join(owners)}. Yours would be reachable "
            "only with distribution=; choose another name."
        )
    if folded in RESERVED:
        raise ArgumentError(
            f"The name {folded!r} is reserved: {distribution_name(folded)} would look like a part "
            f"of {OWN_DISTRIBUTION}. Choose another name."
        )
    return folded


def answer_problem(field: str, text: str) -> str | None:
    """Return why a text is not a valid answer for a field; None if it is valid."""
    if not text.isprintable():
        return "it contains a line break or a control character"
    if field == "title" and not text.strip():
        return "it is empty"
    if field in ENDPOINTS:
        return _url_problem(text)
    if field == "docs_url" and not is_page(text):
        return f"{text!a} is not the https URL of a page"
    if field == "license" and text not in LICENSES:
        return f"expected one of {', '.join(LICENSES)}"
    if field == "scopes":
        for scope in text.split():
            problem = "contains a comma" if "," in scope else scope_problem(scope, " ")
            if problem:
                return f"{scope!a} {problem}; separate scopes with spaces"
    return None


def _url_problem(text: str) -> str | None:
    try:
        slots = parse(text).slots
    except ValueError as error:
        return f"{text!a} {error}"
    for name, _ in slots:
        if name in RESERVED_VARIABLES or keyword.iskeyword(name):
            return f"{text!a} contains {{{name}}}, a reserved name; use for example {{{name}_name}}"
    return None


def draft_variables(
    answers: Mapping[str, str], known: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> dict[str, Variable]:
    """Return a variable for each placeholder of the endpoints, of the kind that fits its position.

    Args:
        answers: valid answers for `title`, `authorize_url` and `token_url`.
        known: name of a variable -> fields that override the derived ones.

    Raises:
        ArgumentError: a known field is not valid, or no endpoint contains the variable.
    """
    places: dict[str, str] = {}
    for field in ENDPOINTS:
        for name, place in parse(answers[field], allow_loopback=True).slots:
            # A label is a valid segment too, but not the other way round.
            places[name] = place if places.get(name, "segment") == "segment" else places[name]
    if unused := [name for name in known if name not in places]:
        raise ArgumentError(f"No endpoint contains {{{unused[0]}}}, so it is not a variable.")
    variables = {}
    for name, place in places.items():
        fields = known.get(name, {})
        if not isinstance(fields, Mapping) or not isinstance(fields.get("choices", {}), Mapping):
            raise ArgumentError(f"variables.{name}: expected the fields of a variable.")
        choices = fields.get("choices", {})
        kind = "choice" if choices else "base_url" if place == "front" else place
        derived = {
            "kind": kind,
            "description": f"Your {answers['title']} {name.replace('_', ' ')}",
            "example": next(iter(choices), "") or _example(name, place),
        }
        try:
            variables[name] = Variable.model_validate({**derived, **fields})
        except ValidationError as error:
            (first, *_) = error.errors(include_url=False, include_input=False)
            path = ".".join(map(str, (name, *first["loc"])))
            raise ArgumentError(f"variables.{path}: {first['msg']}.") from None
    return variables


def _example(name: str, place: str) -> str:
    """Return an example that is valid in its position and recognizable as an example."""
    if place == "front":
        return "https://my-company.example.com"
    label = f"my-{name.replace('_', '-')}"[:60].rstrip("-")
    return f"{label}.example.com" if place == "host" else label


def draft(
    name: str,
    answers: Mapping[str, str],
    variables: Mapping[str, Variable],
    fields: Mapping[str, Any],
    compared: bool,
) -> Preset:
    """Return a preset that keeps the contract, except for evidence, which its author must add.

    Args:
        name: the folded name.
        answers: `title`, `docs_url`, `scopes` (separated by spaces) and the endpoints.
        variables: the variables of the endpoints.
        fields: other fields, as plain data; answers take precedence.
        compared: whether the author compared the values with `docs_url` today.

    Raises:
        InvalidPresetError: the answers contradict each other.
        ArgumentError: the preset would violate the contract.
    """
    fields = {
        "setup": ["Register {redirect_uri} as a redirect URI of your application."],
        **fields,
        **{field: answers[field] for field in ("title", "docs_url", *ENDPOINTS)},
        "name": name,
        "variables": variables,
    }
    if compared:
        fields |= {"verified_on": date.today(), "evidence": "vendor_page"}
    fields["scopes"] = [*dict.fromkeys(answers["scopes"].split())]
    preset = Preset.model_validate(fields)
    fields["scopes"] = [scope for scope in preset.scopes if scope not in preset.offline.scopes]
    preset = Preset.model_validate(fields)
    # A private server may use a port or the loopback interface.
    ignored = {"endpoints"} if compared else {"endpoints", "source"}
    if broken := [v.text for v in violations(preset) if v.rule not in ignored]:
        raise ArgumentError("\n  ".join(["The preset would violate the contract:", *broken]))
    return preset
