"""The rules for a valid preset, beyond the types of its fields."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args

from . import url_template
from .names import fold

if TYPE_CHECKING:
    from .preset import Preset

CONFIGURE_ARGUMENTS = frozenset(
    {
        "add_scopes",
        "auth_method",
        "authorize_params",
        "client_id",
        "client_secret",
        "distribution",
        "offline",
        "pkce",
        "scope_set",
        "scopes",
        "token_params",
    }
)
"""The keyword arguments of `configure` that are not variables."""

RESERVED_VARIABLES = CONFIGURE_ARGUMENTS | {"lock", "name", "redirect_uri", "registry", "state"}
"""Names that a URL variable cannot have: `configure`'s keywords, and some kept for future use."""

SEPARATORS = (" ", ",", ";", ":", "|", "+")
"""The accepted scope separators; the standard is a space."""

SCOPE_CHARACTERS = frozenset(map(chr, range(0x21, 0x7F))) - {'"', "\\"}
"""The characters of a scope token (RFC 6749 section 3.3)."""

AUTHORIZATION_REQUEST = url_template.PROTOCOL_PARAMETERS - {"client_secret"}
"""Standard parameters of an authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3,
OpenID Connect Core section 3.1.2.1)."""

AUTHORIZATION_RESPONSE = frozenset(
    {"code", "error", "error_description", "error_uri", "iss", "state"}
)
"""Standard parameters of an authorization response (RFC 6749 section 4.1.2, RFC 9207)."""

TOKEN_REQUEST = frozenset(
    {
        "client_id",
        "client_secret",
        "code",
        "code_verifier",
        "device_code",
        "grant_type",
        "redirect_uri",
        "refresh_token",
        "scope",
        "token",
        "token_type_hint",
    }
)
"""Standard parameters of a token request (RFC 6749 sections 4.1.3 and 6, RFC 7636 section 4.5, RFC
8628 section 3.4) and of a revocation (RFC 7009 section 2.1)."""

TOKEN_RESPONSE = frozenset(
    {
        "access_token",
        "error",
        "error_description",
        "error_uri",
        "expires_in",
        "id_token",
        "refresh_token",
        "scope",
        "token_type",
    }
)
"""Standard members of a token response (RFC 6749 sections 5.1 and 5.2)."""

_PLACEHOLDER = re.compile(r"\{(?:api_base_url|client_id|redirect_uri|scope|state)\}")
"""The placeholders that a token request may fill in."""

SETTABLE = frozenset({"redirect_uri", "scope"})
"""Standard parameters of a token request that may be set: some providers want them in a refresh."""

_RESERVED_HEADERS = frozenset(
    {"authorization", "connection", "content-length", "content-type", "cookie", "host"}
    | {"transfer-encoding"}
)
_TOKEN_CHARACTERS = frozenset(map(chr, range(0x21, 0x7F))) - set('"(),/:;<=>?@[\\]{}')
"""The characters of a header name (RFC 9110 section 5.6.2)."""

Problems = Iterator[tuple[str, str]]


def contradictions(preset: "Preset") -> Problems:
    """Yield `(field, problem)` for everything that the types alone do not exclude."""
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
    yield from _authorization_problems(preset)
    yield from _token_problems(preset)
    yield from _api_problems(preset)
    yield from _lifetime_problems(preset)
    for field in preset.unverified:
        if field not in type(preset).model_fields:
            yield "unverified", f"a preset has no field {field!r}"


def _text_problems(preset: "Preset") -> Problems:
    texts: dict[str, Iterable[str]] = {
        "title": (preset.title,),
        "categories": preset.categories,
        "keywords": preset.keywords,
        "setup": preset.setup,
        "scope_descriptions": preset.scope_descriptions.values(),
        "scope_restrictions": preset.scope_restrictions.values(),
        "variables": [variable.description for variable in preset.variables.values()],
        "authorization_response": preset.authorization_response.extras.values(),
        "token_response": preset.token_response.extras.values(),
        "redirect": (preset.redirect.note,),
    }
    for field, values in texts.items():
        if not all(map(str.isprintable, values)):
            yield field, "has a line break or a control character"
    if not preset.title.strip():
        yield "title", "is empty"
    if not all(keyword.strip() for keyword in preset.keywords):
        yield "keywords", "has an empty keyword"
    if len({keyword.lower() for keyword in preset.keywords}) < len(preset.keywords):
        yield "keywords", "has a duplicate keyword"
    for field in ("docs_url", "console_url"):
        url = getattr(preset, field)
        if url is not None and not url_template.is_page(url):
            yield field, f"{url!r} is not the https URL of a page"


# -- URLs and variables ----------------------------------------------------------------------------


def url_templates(preset: "Preset") -> Iterator[tuple[str, str]]:
    """Yield `(field, text)` for every URL template that a preset sets."""
    for field in ("authorize_url", "token_url", "issuer", *further_endpoints()):
        text = getattr(preset, field)
        if text is not None:
            yield field, text
    if preset.api.base_url is not None:
        yield "api", preset.api.base_url


def further_endpoints() -> tuple[str, ...]:
    """Return the names of the seven endpoints that a preset may set or declare absent."""
    from .preset import EndpointField

    return get_args(EndpointField)


def _url_problems(preset: "Preset") -> Problems:
    kinds: dict[str, str] = {name: variable.kind for name, variable in preset.variables.items()}
    choices = {
        name: tuple(variable.choices.values())
        for name, variable in preset.variables.items()
        if variable.kind == "choice"
    }
    used = set()
    for field, text in url_templates(preset):
        try:
            template = url_template.parse(text, preset.allow_loopback)
        except ValueError as error:
            yield field, f"{text!r} {error}"
            continue
        if field == "issuer" and "?" in text:
            yield field, f"{text!r} has a query (RFC 8414 section 2 forbids it)"
        if field == "api" and "?" in text:
            yield field, f"base_url: {text!r} has a query"
        for name, _ in template.slots:
            if name not in kinds and name not in used:
                yield field, f"has the placeholder {{{name}}}, which `variables` does not declare"
            used.add(name)
        for problem in url_template.misuses(template, kinds, choices):
            yield field, problem
    for name in preset.variables:
        if name not in used:
            yield "variables", f"{name}: no URL has the placeholder {{{name}}}"
    for field in preset.absent:
        if getattr(preset, field) is not None:
            yield "absent", f"names {field!r}, which is set"
    yield from _repeated("absent", preset.absent)


def _variable_problems(preset: "Preset") -> Problems:
    for name, variable in preset.variables.items():
        if not url_template.is_identifier(name):
            yield "variables", f"{name!r} is not a valid name; names are a-z, 0-9 and _"
        if name in RESERVED_VARIABLES:
            yield "variables", f"{name!r} is reserved: for configure's arguments or for future use"
        if (variable.kind == "choice") != bool(variable.choices):
            yield "variables", f"{name}: kind 'choice' requires `choices`; no other kind has them"
        for key in variable.choices:
            if not key or not key.isprintable() or not key.isascii() or key != key.strip():
                yield "variables", f"{name}: the choice {key!r} is not printable ASCII"
        for field in ("default", "example"):
            value = getattr(variable, field)
            if value is not None and not variable.accepts(value, preset.allow_loopback):
                yield (
                    "variables",
                    f"{name}: the {field} {value!r} is not {variable.accepted()}",
                )


# -- scopes ----------------------------------------------------------------------------------------


def scope_problem(token: str, separator: str) -> str | None:
    """Return why a text is not a scope (RFC 6749 section 3.3) that can be joined, or None."""
    if not token:
        return "is empty"
    if not SCOPE_CHARACTERS.issuperset(token):
        return "has a space, a quote, a backslash or a character outside printable ASCII"
    if separator in token:
        return f"contains {separator!r}, which separates this provider's scopes"
    return None


def _scope_problems(preset: "Preset") -> Problems:
    separator = preset.scope_separator
    if separator not in SEPARATORS:
        yield "scope_separator", f"{separator!r} is not one of: space , ; : | +"
        return
    lists: dict[str, Iterable[str]] = {
        "scopes": preset.scopes,
        "offline": preset.offline.scopes,
        "scope_descriptions": preset.scope_descriptions,
        "scope_restrictions": preset.scope_restrictions,
    }
    for name, scopes in preset.scope_sets.items():
        if not url_template.is_identifier(name):
            yield "scope_sets", f"{name!r} is not a valid name; names are a-z, 0-9 and _"
        lists[f"scope_sets.{name}"] = scopes
    for field, listed in lists.items():
        for scope in listed:
            problem = scope_problem(scope, separator)
            if problem:
                yield field, f"the scope {scope!r} {problem}"
        yield from _repeated(field, listed)


# -- the authorization request and its response ----------------------------------------------------


def parameter_problem(name: str, value: str, names: Mapping[str, str]) -> str | None:
    """Return why a query parameter cannot be added to an authorization request, or None.

    Args:
        name: its name.
        value: its value.
        names: `authorization_request.names` of the preset.
    """
    standard = {provided: own for own, provided in names.items()}.get(name, name.lower())
    if standard in url_template.PROTOCOL_PARAMETERS:
        if standard == "scope":
            return f"{name!r} carries the scopes; use the scope arguments"
        return f"{name!r} belongs to each authorization request and cannot be set"
    return _plain_problem(name, value)


def _plain_problem(name: str, value: str) -> str | None:
    if not name or not name.isprintable() or not name.isascii() or " " in name:
        return f"{name!r} is not a parameter name; names are printable ASCII without spaces"
    if not value.isprintable():
        return f"the value of {name!r} has a line break or a control character"
    return None


def _authorization_problems(preset: "Preset") -> Problems:
    offline, request = preset.offline, preset.authorization_request
    if (offline.mode == "request") != bool(offline.scopes or offline.params):
        yield "offline", "mode 'request' requires `scopes` or `params`; no other mode has them"
    for field, params in (
        ("authorize_params", preset.authorize_params),
        ("offline", offline.params),
    ):
        for name, value in params.items():
            problem = parameter_problem(name, value, request.names)
            if problem is None and _PLACEHOLDER.search(value):
                problem = f"the placeholder in {value!r} of {name!r} is not filled in"
            if problem:
                yield field, problem
    yield from _name_problems("authorization_request", request.names, AUTHORIZATION_REQUEST)
    yield from _omit_problems("authorization_request", request.names, request.omit)
    response = preset.authorization_response
    field = "authorization_response"
    yield from _name_problems(field, response.names, AUTHORIZATION_RESPONSE)
    for name in (*response.extras, *response.selects):
        if name in AUTHORIZATION_RESPONSE or name in response.names.values():
            yield field, f"{name!r} is a parameter of every response; do not list it"
        elif problem := _plain_problem(name, ""):
            yield field, problem
    if response.iss and preset.issuer is None:
        yield field, "iss: `issuer` is not set, so there is nothing to compare it with"
    for name, variable in response.selects.items():
        declared = preset.variables.get(variable)
        if declared is None or declared.kind != "choice":
            yield (
                field,
                f"selects: {name!r} decides {variable!r}, which is not a variable of kind 'choice'",
            )
    yield from _repeated(field, response.selects.values())


def _name_problems(field: str, names: Mapping[str, str], standard: frozenset[str]) -> Problems:
    if not names:
        return
    for own, provided in names.items():
        if own not in standard:
            known = ", ".join(sorted(standard))
            yield field, f"names: {own!r} is not a standard name here; these are: {known}"
        elif problem := _plain_problem(provided, ""):
            yield field, f"names: {problem}"
        elif provided == own:
            yield field, f"names: {own!r} is renamed to itself"
    in_use = Counter([*names.values(), *(name for name in standard if name not in names)])
    for provided in names.values():
        if in_use[provided] > 1:
            yield field, f"names: {provided!r} would stand for two parameters"
            return


def _omit_problems(field: str, names: Mapping[str, str], omit: tuple[str, ...]) -> Problems:
    for name in omit:
        if name in names:
            yield field, f"both omits and renames {name!r}"
    yield from _repeated(field, omit)


# -- the token requests and their response ---------------------------------------------------------


def token_parameter_problem(name: str, value: str, names: Mapping[str, str]) -> str | None:
    """Return why a parameter cannot be added to a token request, or None.

    Args:
        name: its name.
        value: its value.
        names: `token_request.names` of the preset.
    """
    standard = {provided: own for own, provided in names.items()}.get(name, name)
    if standard in TOKEN_REQUEST - SETTABLE:
        return f"{name!r} belongs to each token request and cannot be set"
    return _plain_problem(name, value)


def _token_problems(preset: "Preset") -> Problems:
    request, response, field = preset.token_request, preset.token_response, "token_request"
    common = {"{client_id}", "{redirect_uri}", "{scope}"}
    if preset.api.base_url is not None:
        common.add("{api_base_url}")
    for where, params, placeholders in (
        ("params", request.params, common),
        ("code_params", request.code_params, common | {"{state}"}),
        ("refresh_params", request.refresh_params, common),
    ):
        for name, value in params.items():
            problem = token_parameter_problem(name, value, request.names)
            if name == "redirect_uri" and where != "refresh_params":
                problem = "'redirect_uri' is already sent with every code"
            if problem is None and _PLACEHOLDER.search(value) and not _is_placeholder(value):
                problem = f"the value of {name!r} must be a placeholder or have none, not {value!r}"
            if problem is None and _is_placeholder(value) and value not in placeholders:
                known = ", ".join(sorted(placeholders))
                problem = (
                    f"{value!r} of {name!r} is not a supported placeholder; these are: {known}"
                )
            if problem:
                yield field, f"{where}: {problem}"
        if where != "params" and (twice := [name for name in params if name in request.params]):
            yield field, f"{where}: {twice[0]!r} is also in `params`"
    yield from _header_problems(field, request.headers, _RESERVED_HEADERS)
    yield from _name_problems(field, request.names, TOKEN_REQUEST)
    yield from _omit_problems(field, request.names, request.omit)
    field = "token_response"
    if not all(response.path):
        yield field, "path: has an empty name"
    yield from _name_problems(field, response.names, TOKEN_RESPONSE)
    for name in (*response.extras, *response.success, *response.failure):
        if problem := _plain_problem(name, ""):
            yield field, problem
    for name in response.extras:
        if name in TOKEN_RESPONSE - {"id_token", "scope"} or name in response.names.values():
            yield field, f"extras: {name!r} is a member of every token; do not list it"
    for name, mark in response.success.items():
        if name in response.failure and response.failure[name] == mark:
            yield field, f"{name!r} marks success and failure with the same value"


def _header_problems(field: str, headers: Mapping[str, str], taken: frozenset[str]) -> Problems:
    for name, value in headers.items():
        if not _is_token(name):
            yield field, f"headers: {name!r} is not a header name (RFC 9110 section 5.1)"
        elif name.lower() in taken:
            yield field, f"headers: {name!r} is set by every client and cannot be set here"
        if not value.isascii() or not value.isprintable() or value != value.strip():
            yield field, f"headers: the value of {name!r} is not printable ASCII"
        if _is_placeholder(value) and value != "{client_id}":
            yield field, f"headers: {value!r} is not supported; only {{client_id}} is"


def _is_token(text: str) -> bool:
    return bool(text) and _TOKEN_CHARACTERS.issuperset(text)


def _is_placeholder(value: str) -> bool:
    return value[:1] == "{" and value[-1:] == "}"


def _api_problems(preset: "Preset") -> Problems:
    api, redirect = preset.api, preset.redirect
    header = api.header.lower()
    yield from _header_problems("api", api.headers, _RESERVED_HEADERS | {header})
    if not _is_token(api.header):
        yield "api", f"header: {api.header!r} is not a header name (RFC 9110 section 5.1)"
    elif header in _RESERVED_HEADERS - {"authorization"}:
        yield "api", f"header: {api.header!r} cannot carry a token"
    if api.scheme and not _is_token(api.scheme):
        yield "api", f"scheme: {api.scheme!r} is not a scheme (RFC 9110 section 11.1)"
    yield from _repeated("redirect", redirect.loopback or ())
    if redirect.any_port is not None and not redirect.loopback:
        yield "redirect", "`any_port` needs `loopback` hosts"


def _lifetime_problems(preset: "Preset") -> Problems:
    seconds: Any = preset.access_token_seconds
    if isinstance(seconds, int) and seconds <= 0:
        yield "access_token_seconds", f"{seconds} is not a number of seconds greater than 0"
    if preset.offline.seconds is not None and preset.offline.seconds <= 0:
        yield "offline", f"seconds: {preset.offline.seconds} is not greater than 0"
    if preset.offline.mode == "never" and (
        preset.offline.seconds is not None or preset.offline.rotates is not None
    ):
        yield "offline", "`rotates` and `seconds` are not allowed with mode 'never'"
    yield from _repeated("registration", preset.registration)


def _repeated(field: str, values: Iterable[str]) -> Problems:
    listed = [*values]
    if len({*listed}) < len(listed):
        twice = next(value for value, count in Counter(listed).items() if count > 1)
        yield field, f"names {twice!r} twice"
