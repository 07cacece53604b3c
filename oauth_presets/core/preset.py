"""A preset is data: what is known of one provider, where it was read, and when.

The models are frozen and refuse unknown fields. A preset whose data contradict each other cannot
be made: `InvalidPresetError` lists everything that is wrong with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, ValidationError

from ..errors import InvalidPresetError
from . import url_template as templates
from .lazy_model import Model, fill, plain_values
from .names import fold

Need = Literal[
    "json_token_request",
    "nested_token",
    "no_response_type",
    "renamed_client_id",
    "renamed_redirect_uri",
    "token_get",
    "token_headers",
    "token_params",
]

NEEDS: Mapping[Need, str] = {
    "json_token_request": "its token endpoint takes only JSON bodies",
    "nested_token": "its token response does not hold the access token at the top level",
    "no_response_type": "its authorization request does not take response_type=code",
    "renamed_client_id": "it does not call the client credentials client_id and client_secret",
    "renamed_redirect_uri": "it does not call the redirect URI redirect_uri",
    "token_get": "its token endpoint takes only GET",
    "token_headers": "its token endpoint wants an extra header",
    "token_params": "its token endpoint wants extra parameters",
}
"""What a provider may refuse to do without, in words that follow "the provider's ... "."""

AuthMethod = Literal[
    "client_secret_basic", "client_secret_jwt", "client_secret_post", "none", "private_key_jwt"
]

BUILD_ARGUMENTS = frozenset(
    {
        "add_scopes",
        "authorize_params",
        "client_id",
        "client_secret",
        "distribution",
        "offline",
        "scope_set",
        "scopes",
    }
)
"""The keywords of `build_oauth` that are not variables."""

RESERVED_VARIABLES = BUILD_ARGUMENTS | {"lock", "name", "redirect_uri", "registry", "state"}
"""Names that a URL variable cannot have: `build_oauth`'s keywords, and what is kept for later."""

SEPARATORS = (" ", ",", ";", ":", "|", "+")
"""What may join scopes; the standard says a space."""

SCOPE_CHARACTERS = frozenset(map(chr, range(0x21, 0x7F))) - {'"', "\\"}
"""What a scope token consists of (RFC 6749 section 3.3)."""


class _Data(Model):
    model_config = ConfigDict(frozen=True, extra="forbid")

    if not TYPE_CHECKING:  # type checkers see the signature that pydantic makes of the fields

        def __init__(self, /, **data: Any) -> None:
            values = plain_values(type(self), data)
            if values is not None:
                fill(self, values, set(data))
                return
            try:
                super().__init__(**data)
            except ValidationError as error:
                from .validation_messages import reworded

                refused = reworded(type(self), error)
            else:
                return
            raise refused


class Variable(_Data):
    """A value that the URLs of a preset need from whoever uses it.

    Args:
        kind: what is accepted: `label` (one DNS label), `host` (a host name), `segment` (one path
            segment), `base_url` (`https://host[:port][/path]`), or `choice`.
        default: used where none is given; for a `choice`, one of the keys.
        example: a value to show in messages and documentation, and to test with.
        description: what it is and where to find it, in a sentence.
        choices: for a `choice`: from what the user says to what is put into the URL.
    """

    kind: Literal["label", "host", "segment", "base_url", "choice"]
    default: str | None = None
    example: str | None = None
    description: str = ""
    choices: Mapping[str, str] = {}

    def accepts(self, value: str, allow_loopback: bool = False) -> bool:
        """Tell whether a value may be put into a URL. Values are never repaired."""
        if self.kind == "choice":
            return value in self.choices
        return templates.fits(self.kind, value, allow_loopback)

    def accepted(self) -> str:
        """Say what is accepted, for a message."""
        if self.kind == "choice":
            return "one of " + ", ".join(self.choices)
        return templates.ACCEPTED[self.kind]


class Offline(_Data):
    """How a provider gives a refresh token.

    Args:
        mode: `request`: when asked with `scopes` or `params`; `always`: without asking; `never`;
            `unknown`: it could not be found out.
        scopes: the scopes that ask for it, such as `offline_access`.
        params: the authorization parameters that ask for it, such as `access_type=offline`.
    """

    mode: Literal["request", "always", "never", "unknown"]
    scopes: tuple[str, ...] = ()
    params: Mapping[str, str] = {}


class Preset(_Data):
    """What is known of one OAuth 2.0 provider.

    Args:
        name: canonical name: lower-case words joined by `_`; the entry point's name.
        title: what a person calls the provider.
        authorize_url: authorization endpoint (RFC 6749 section 3.1), https, with `{variable}`
            placeholders where it depends on tenant, region or host.
        token_url: token endpoint (RFC 6749 section 3.2), likewise.
        docs_url: the vendor's page that proves the values.
        categories: where a catalogue shelves it.
        issuer: issuer identifier where the provider publishes metadata (RFC 8414, OpenID
            Connect Discovery); a template too.
        variables: the placeholders, by name.
        scopes: default scopes, each a token of RFC 6749 section 3.3.
        scope_separator: what joins them; the standard says a space.
        scope_param: the query parameter they travel under, where it is not `scope`.
        scope_sets: named alternatives to the default scopes.
        scope_descriptions: what a scope grants.
        scope_restrictions: how the vendor restricts a scope, in the vendor's own word.
        authorize_params: parameters that every authorization request carries.
        offline: how a refresh token comes.
        pkce: whether the provider wants RFC 7636.
        token_endpoint_auth_methods: client authentication methods that the token endpoint takes,
            in the terms of RFC 8414, preferred first; empty where it is not known.
        needs: what the provider refuses to do without and no other field says; see `NEEDS`.
        error_response: members of the JSON body that mark an error which comes with HTTP status
            200, where a provider does that.
        refuses_with_404: the endpoints, `authorize_url` or `token_url`, that answer a request
            without parameters with status 404, as if they were not there.
        console_url: the page where an application is registered.
        setup: the steps that people get wrong. `{redirect_uri}` in them is filled in when shown.
        verified_on: the day on which the values were compared.
        evidence: with what: the `vendor_page`, or `catalogues` that agree with each other.
        unverified: names of fields that were set and could not be compared.
        allow_loopback: accept http for 127.0.0.1 and [::1]: for tests and local servers.

    Raises:
        InvalidPresetError: with everything that is wrong.
    """

    name: str
    title: str
    authorize_url: str
    token_url: str
    docs_url: str
    categories: tuple[str, ...] = ()
    issuer: str | None = None
    variables: Mapping[str, Variable] = {}
    scopes: tuple[str, ...] = ()
    scope_separator: str = " "
    scope_param: str = "scope"
    scope_sets: Mapping[str, tuple[str, ...]] = {}
    scope_descriptions: Mapping[str, str] = {}
    scope_restrictions: Mapping[str, str] = {}
    authorize_params: Mapping[str, str] = {}
    offline: Offline = Offline(mode="unknown")
    pkce: Literal["required", "supported", "unsupported", "unknown"] = "unknown"
    token_endpoint_auth_methods: tuple[AuthMethod, ...] = ()
    needs: tuple[Need, ...] = ()
    error_response: Mapping[str, bool | str] = {}
    refuses_with_404: tuple[Literal["authorize_url", "token_url"], ...] = ()
    console_url: str | None = None
    setup: tuple[str, ...] = ()
    verified_on: date | None = None
    evidence: Literal["vendor_page", "catalogues"] | None = None
    unverified: tuple[str, ...] = ()
    allow_loopback: bool = False

    if not TYPE_CHECKING:

        def __init__(self, /, **data: Any) -> None:
            try:
                super().__init__(**data)
            except ValidationError as error:
                problems = [
                    (".".join(map(str, part["loc"])), part["msg"])
                    for part in error.errors(include_url=False, include_input=False)
                ]
            else:
                problems = list(_contradictions(self))
                if not problems:
                    return
            name = data.get("name")
            name = name if isinstance(name, str) else "?"
            lines = "".join(f"\n  {field}: {problem}" for field, problem in problems)
            raise InvalidPresetError(
                f"The preset {name!r} is not valid:{lines}", name=name, problems=tuple(problems)
            ) from None


def rebuilt(preset: Preset) -> Preset:
    """Return a preset made anew: nothing of the given object is kept.

    Raises:
        InvalidPresetError: somebody changed its data, and they are not valid.
    """
    values = plain_values(Preset, deepcopy(vars(preset)))
    if values is not None:
        return Preset(**values)
    # What is not of the declared types, such as a string with methods of its own, comes out of
    # JSON as plain data, or not at all.
    data = Preset.__pydantic_serializer__.to_json(preset, warnings="none")
    return Preset.model_validate_json(data)


def scope_problem(token: str, separator: str) -> str | None:
    """Say why a text is no scope of RFC 6749 section 3.3 that `separator` can join, or None."""
    if not token:
        return "is empty"
    if not SCOPE_CHARACTERS.issuperset(token):
        return "holds a space, a quote, a backslash or a character outside printable ASCII"
    if separator in token:
        return f"holds {separator!r}, which joins the scopes of this provider"
    return None


def _contradictions(preset: Preset) -> Iterator[tuple[str, str]]:
    """Yield `(field, what is wrong)` for all that the types alone do not say."""
    try:
        canonical = fold(preset.name)
    except ValueError as error:
        yield "name", str(error)
    else:
        if canonical != preset.name:
            yield "name", f"{preset.name!r} is not canonical; write {canonical!r}"
    yield from _text_problems(preset)
    yield from _url_problems(preset)
    yield from _variable_problems(preset)
    yield from _scope_problems(preset)
    yield from _parameter_problems(preset)
    for field in preset.unverified:
        if field not in Preset.model_fields:
            yield "unverified", f"{field!r} is no field of a preset"


def _text_problems(preset: Preset) -> Iterator[tuple[str, str]]:
    texts: dict[str, Iterable[str]] = {
        "title": (preset.title,),
        "categories": preset.categories,
        "setup": preset.setup,
        "scope_descriptions": preset.scope_descriptions.values(),
        "scope_restrictions": preset.scope_restrictions.values(),
        "variables": [variable.description for variable in preset.variables.values()],
    }
    for field, values in texts.items():
        if not all(map(str.isprintable, values)):
            yield field, "holds a line break or a control character"
    if not preset.title.strip():
        yield "title", "is empty"
    for field in ("docs_url", "console_url"):
        url = getattr(preset, field)
        if url is not None and not templates.is_page(url):
            yield field, f"{url!r} is not the https URL of a page"


def _url_problems(preset: Preset) -> Iterator[tuple[str, str]]:
    kinds: dict[str, str] = {name: variable.kind for name, variable in preset.variables.items()}
    used = set()
    for field in ("authorize_url", "token_url", "issuer"):
        text = getattr(preset, field)
        if text is None:
            continue
        try:
            template = templates.parse(text, preset.allow_loopback)
        except ValueError as error:
            yield field, f"{text!r} {error}"
            continue
        if field == "issuer" and "?" in text:
            yield field, f"{text!r} has a query (RFC 8414 section 2 forbids it)"
        for name, where in template.slots:
            used.add(name)
            variable = preset.variables.get(name)
            if variable is None:
                yield field, f"has the placeholder {{{name}}}, which `variables` does not declare"
            elif variable.kind == "choice" and where in templates.ACCEPTED:
                for value in variable.choices.values():
                    if not templates.fits(where, value):
                        yield "variables", f"{name}: the choice {value!r} is no {where}"
        for problem in templates.unfit(template, kinds):
            yield field, problem
    for name in preset.variables:
        if name not in used:
            yield "variables", f"{name}: no URL has the placeholder {{{name}}}"


def _variable_problems(preset: Preset) -> Iterator[tuple[str, str]]:
    for name, variable in preset.variables.items():
        if not templates.is_identifier(name):
            yield "variables", f"{name!r} is no name; names are a-z, 0-9 and _"
        if name in RESERVED_VARIABLES:
            yield "variables", f"{name!r} is a name that build_oauth keeps for itself"
        if (variable.kind == "choice") != bool(variable.choices):
            yield "variables", f"{name}: `choices` go with the kind 'choice', and only with it"
        for field in ("default", "example"):
            value = getattr(variable, field)
            if value is not None and not variable.accepts(value, preset.allow_loopback):
                yield (
                    "variables",
                    f"{name}: the {field} {value!r} is refused; accepted is {variable.accepted()}",
                )


def _scope_problems(preset: Preset) -> Iterator[tuple[str, str]]:
    separator = preset.scope_separator
    if separator not in SEPARATORS:
        yield "scope_separator", f"{separator!r} is none of: space , ; : | +"
        return
    lists: dict[str, Iterable[str]] = {
        "scopes": preset.scopes,
        "offline": preset.offline.scopes,
        "scope_descriptions": preset.scope_descriptions,
        "scope_restrictions": preset.scope_restrictions,
    }
    for name, scopes in preset.scope_sets.items():
        if not templates.is_identifier(name):
            yield "scope_sets", f"{name!r} is no name; names are a-z, 0-9 and _"
        lists[f"scope_sets.{name}"] = scopes
    for field, given in lists.items():
        tokens = list(given)
        for token in tokens:
            problem = scope_problem(token, separator)
            if problem:
                yield field, f"the scope {token!r} {problem}"
        if len(set(tokens)) < len(tokens):
            yield field, "names a scope twice"


def _parameter_problems(preset: Preset) -> Iterator[tuple[str, str]]:
    offline = preset.offline
    if (offline.mode == "request") != bool(offline.scopes or offline.params):
        yield "offline", "`scopes` or `params` go with the mode 'request', and only with it"
    if preset.scope_param != "scope":
        problem = parameter_problem(preset.scope_param, "", "scope")
        if problem:
            yield "scope_param", problem
    for field, params in (
        ("authorize_params", preset.authorize_params),
        ("offline", offline.params),
    ):
        for name, value in params.items():
            problem = parameter_problem(name, value, preset.scope_param)
            if problem:
                yield field, problem


def parameter_problem(name: str, value: str, scope_param: str) -> str | None:
    """Say why a query parameter cannot be added to an authorization request, or None."""
    if name.lower() in templates.PROTOCOL_PARAMETERS:
        return f"{name!r} belongs to each authorization request and cannot be set"
    if name == scope_param:
        return f"{name!r} carries the scopes; use the scope arguments"
    if not name or not name.isprintable() or not name.isascii() or " " in name:
        return f"{name!r} is no parameter name; names are printable ASCII without spaces"
    if not value.isprintable():
        return f"the value of {name!r} holds a line break, a control or an unprintable character"
    return None
