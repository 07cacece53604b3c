"""From a preset and the user's own values to a `CreateConnectorOAuth`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from pydantic import SecretStr

from ..errors import ArgumentError, ScopeError, VariableError
from ..util.concealed import Concealed
from ..util.text import shown
from . import url_template as templates
from .connector import CREDENTIAL_RULE, CreateConnectorOAuth, is_credential
from .lazy_model import fill
from .preset import BUILD_ARGUMENTS, NEEDS, Preset, parameter_problem, scope_problem

NO_SECRET: Concealed[Any] = Concealed(None)
NO_VARIABLES: Concealed[dict[str, str]] = Concealed({})


class Endpoints(NamedTuple):
    """The URLs of a preset, with its variables filled in."""

    authorize_url: str
    token_url: str
    issuer: str | None


class Origin(NamedTuple):
    """Where a value comes from."""

    text: str
    """For a person."""
    argument: str = ""
    """The keyword argument that set it; empty if the preset did."""


def of_argument(name: str) -> Origin:
    """Return the origin of a value that an argument set."""
    return Origin(f"the argument {name}=", name)


FOR_REFRESH_TOKEN = Origin("the preset's way to ask for a refresh token")


class _Resolved(NamedTuple):
    """What the arguments and the preset come to, before it is put together."""

    variables: dict[str, str]
    scopes: dict[str, Origin]
    authorize_url: str
    query: dict[str, tuple[str, Origin]]
    """Parameter name -> `name=value`, encoded, and where it came from."""
    token_url: str


class Prepared(NamedTuple):
    """A configuration but for its credentials."""

    authorize_url: str
    token_url: str
    scope: str | None
    scopes: tuple[str, ...]
    """The scopes in `scope`, or under the preset's own parameter in the query."""
    warning: str
    """What the provider may refuse; empty where there is nothing."""

    def complete(
        self,
        client_id: "str | SecretStr | None" = None,
        client_secret: "Concealed[str | SecretStr | None]" = NO_SECRET,
    ) -> CreateConnectorOAuth:
        """Return the configuration with the credentials in it, once they have been checked."""
        values = {
            "client_id": _credential("client_id", Concealed(client_id)),
            "client_secret": _credential("client_secret", client_secret),
            "authorize_url": self.authorize_url,
            "token_url": self.token_url,
            "scope": self.scope,
        }
        made = CreateConnectorOAuth.__new__(CreateConnectorOAuth)
        fill(made, values, {name for name, value in values.items() if value is not None})
        return made


def prepare(
    preset: Preset,
    scopes: Iterable[str] | None = None,
    add_scopes: Iterable[str] = (),
    scope_set: str | None = None,
    offline: bool = True,
    authorize_params: Mapping[str, str | None] | None = None,
    variables: Concealed[dict[str, str]] = NO_VARIABLES,
) -> Prepared:
    """Do everything but check the credentials; `PresetRegistry.build` documents the arguments."""
    resolved = _resolve(preset, scopes, add_scopes, scope_set, offline, authorize_params, variables)
    in_scope = preset.scope_param == "scope" and resolved.scopes
    return Prepared(
        _with_query(resolved),
        resolved.token_url,
        preset.scope_separator.join(resolved.scopes) if in_scope else None,
        tuple(resolved.scopes),
        _warning(preset),
    )


def endpoints(preset: Preset, variables: Mapping[str, str] | None = None) -> Endpoints:
    """Fill in the variables of a preset's URLs.

    Args:
        preset: whose URLs.
        variables: values for the placeholders, such as `{"tenant": "contoso"}`.

    Raises:
        VariableError: a variable is missing, unknown, or its value is refused.
    """
    values = _variables(preset, Concealed(dict(variables or {})))
    return Endpoints(
        _render(preset, preset.authorize_url, values),
        _render(preset, preset.token_url, values),
        None if preset.issuer is None else _render(preset, preset.issuer, values),
    )


def _resolve(
    preset: Preset,
    scopes: Iterable[str] | None,
    add_scopes: Iterable[str],
    scope_set: str | None,
    offline: bool,
    authorize_params: Mapping[str, str | None] | None,
    variables: Concealed[dict[str, str]],
) -> _Resolved:
    """Put together the values of a preset and the arguments of `build`."""
    if not isinstance(offline, bool):
        raise ArgumentError("offline is True or False.")
    values = _variables(preset, variables)
    asked = _scopes(preset, scopes, add_scopes, scope_set, offline)
    url, _, own = _render(preset, preset.authorize_url, values).partition("?")
    query = _query(preset, own, offline, asked, authorize_params)
    return _Resolved(values, asked, url, query, _render(preset, preset.token_url, values))


def _warning(preset: Preset) -> str:
    unsupported = "; ".join(_unsupported(preset))
    return unsupported and (
        f"{preset.title} may refuse what is built here: {unsupported}. CreateConnectorOAuth has no "
        "field for that, and how Cohere calls a token endpoint is not documented: try it before "
        "you rely on it."
    )


def _unsupported(preset: Preset) -> Iterator[str]:
    for need in preset.needs:
        yield NEEDS[need]
    if preset.pkce == "required":
        yield "it wants PKCE (RFC 7636) in every authorization request"
    methods = preset.token_endpoint_auth_methods
    if methods and "client_secret_post" not in methods:
        yield f"its token endpoint takes client authentication only as {' or '.join(methods)}"


def _credential(name: str, given: Concealed[Any]) -> str | None:
    if given.value is None:
        return None
    if isinstance(given.value, SecretStr):
        given = Concealed(given.value.get_secret_value())
    if not isinstance(given.value, str):
        raise ArgumentError(f"{name} is a string or a SecretStr, not {type(given.value).__name__}.")
    if not is_credential(given.value):
        raise ArgumentError(f"{name} {CREDENTIAL_RULE}")
    return str.__str__(given.value)


# -- variables -------------------------------------------------------------------------------------


def _variables(preset: Preset, given: Concealed[dict[str, str]]) -> dict[str, str]:
    unknown = [name for name in given.value if name not in preset.variables]
    if unknown:
        raise VariableError(_unknown_keyword(preset, unknown[0]), variable=unknown[0])
    values = {}
    for name, variable in preset.variables.items():
        if name not in given.value:
            if variable.default is None:
                raise VariableError(
                    f"{preset.title} needs {name}=: {_accepted(preset, name)}", variable=name
                )
            value = variable.default
        else:
            value = _accept(preset, name, given.value[name])
        values[name] = variable.choices[value] if variable.kind == "choice" else value
    return values


def _accept(preset: Preset, name: str, value: object) -> str:
    variable = preset.variables[name]
    if not isinstance(value, str):
        wrong = f"a string is needed, not {type(value).__name__}"
    elif variable.accepts(value, preset.allow_loopback):
        return str.__str__(value)
    else:
        wrong = f"{shown(value)} is refused"
        for other in _meant(value):
            if variable.accepts(other, preset.allow_loopback):
                wrong += f"; {name}={shown(other)} would be accepted"
                break
    raise VariableError(f"{name}=: {wrong}. {_accepted(preset, name)}", variable=name)


def _meant(value: str) -> Iterator[str]:
    """Yield what may have been meant: it is only said, never used."""
    if value.isascii():
        plain = value.strip().rstrip("/")
        yield plain
        yield plain.lower()
        _, scheme, rest = plain.lower().rpartition("://")
        yield f"https://{rest}"
        host = rest.partition("/")[0]
        if scheme or value == plain:  # of "evil.com/", nothing is meant
            yield host
            yield host.partition(".")[0]


def _accepted(preset: Preset, name: str) -> str:
    variable = preset.variables[name]
    parts = [variable.description.rstrip(".")] if variable.description else []
    parts.append(f"Accepted is {variable.accepted()}")
    if variable.example is not None:
        parts.append(f"Example: {name}={variable.example!r}")
    return ". ".join(parts) + "."


def _unknown_keyword(preset: Preset, name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted({*BUILD_ARGUMENTS, *preset.variables}))
    if near:
        advice = f"Did you mean {near[0]}=?"
    elif preset.variables:
        advice = f"{preset.title} takes {', '.join(f'{known}=' for known in preset.variables)}."
    else:
        advice = f"The URLs of {preset.title} have no variables."
    return f"There is no argument {ascii(name)[1:-1]}=. {advice}"


def _render(preset: Preset, text: str, values: dict[str, str]) -> str:
    try:
        return templates.render(templates.parse(text, preset.allow_loopback), values)
    except ValueError as error:
        raise VariableError(f"{preset.title}: with these values {error}.") from None


# -- scopes ----------------------------------------------------------------------------------------


def _scopes(
    preset: Preset,
    scopes: Iterable[str] | None,
    add_scopes: Iterable[str],
    scope_set: str | None,
    offline: bool,
) -> dict[str, Origin]:
    """Return the scopes to ask for, each with where it came from; the first mention counts."""
    if scopes is not None and scope_set is not None:
        raise ScopeError(
            "scopes= and scope_set= both replace the default scopes; give one of them."
        )
    if scope_set is not None:
        if not isinstance(scope_set, str):
            raise ScopeError(f"scope_set= is a string, not {type(scope_set).__name__}.")
        if scope_set not in preset.scope_sets:
            known = ", ".join(preset.scope_sets) or "none"
            raise ScopeError(
                f"{preset.title} has no scope set {shown(scope_set)}; it has: {known}."
            )
        asked = dict.fromkeys(
            preset.scope_sets[scope_set], Origin(f"the scope set {scope_set!r}", "scope_set")
        )
    elif scopes is not None:
        asked = dict.fromkeys(_tokens(preset, "scopes", scopes), of_argument("scopes"))
    else:
        asked = dict.fromkeys(preset.scopes, Origin("the preset's default scopes"))
    for scope in _tokens(preset, "add_scopes", add_scopes):
        asked.setdefault(scope, of_argument("add_scopes"))
    if offline:
        for scope in preset.offline.scopes:
            asked.setdefault(scope, FOR_REFRESH_TOKEN)
    return asked


def _tokens(preset: Preset, argument: str, given: Iterable[str]) -> list[str]:
    """Return the scopes in an argument: a string of them, or any iterable of strings."""
    separator = preset.scope_separator
    if isinstance(given, str):
        tokens = [token for token in given.replace(separator, " ").split(" ") if token]
    elif isinstance(given, bytes | Mapping) or not isinstance(given, Iterable):
        raise ScopeError(
            f"{argument}= takes a string or several strings, not {type(given).__name__}."
        )
    else:  # a set has no order of its own, and the result has to be the same in every process
        tokens = sorted(given, key=str) if isinstance(given, set | frozenset) else [*given]
    known = {*preset.scopes, *preset.scope_descriptions}
    for token in tokens:
        if not isinstance(token, str):
            raise ScopeError(f"{argument}= holds {type(token).__name__}; scopes are strings.")
        problem = scope_problem(token, separator)
        if problem is None and "," in token and token not in known:
            # The standard allows it, but a list meant for another provider is what it nearly
            # always is; at the provider it would only be an unknown scope.
            problem = f"holds a comma; {preset.title} joins scopes with {separator!r}"
        if problem:
            raise ScopeError(
                f"{argument}=: the scope {shown(token)} {problem}. Give each scope as a string of "
                "its own, or all of them in one string with spaces."
            )
    return tokens


# -- the authorization endpoint's query ------------------------------------------------------------


def _query(
    preset: Preset,
    own: str,
    offline: bool,
    asked: Mapping[str, Origin],
    extra: Mapping[str, str | None] | None,
) -> dict[str, tuple[str, Origin]]:
    """Return the parameters: the endpoint's own stay (RFC 6749 section 3.1), later ones win."""
    pairs = {
        templates.parameter_name(pair): (pair, Origin("the preset's URL"))
        for pair in (own.split("&") if own else ())
    }
    for name, value in preset.authorize_params.items():
        pairs[name] = _pair(name, value), Origin("the preset: sent with every request")
    if offline:
        for name, value in preset.offline.params.items():
            pairs[name] = _pair(name, value), FOR_REFRESH_TOKEN
    if asked and preset.scope_param != "scope":
        joined = preset.scope_separator.join(asked)
        pairs[preset.scope_param] = (
            _pair(preset.scope_param, joined),
            Origin("the scopes"),
        )
    if extra is None:
        return pairs
    if not isinstance(extra, Mapping):
        raise ArgumentError(
            f"authorize_params= takes a mapping of names to values, not {type(extra).__name__}."
        )
    for name, given in extra.items():
        problem = _argument_problem(name, given, preset.scope_param)
        if problem:
            raise ArgumentError(f"authorize_params=: {problem}.")
        if given is None:
            pairs.pop(name, None)
        else:
            pairs[name] = _pair(name, given), of_argument("authorize_params")
    return pairs


def _with_query(resolved: _Resolved) -> str:
    if not resolved.query:
        return resolved.authorize_url
    url = f"{resolved.authorize_url}?{'&'.join(pair for pair, _ in resolved.query.values())}"
    if len(url) > templates.MAX_URL_LENGTH:
        raise ArgumentError(
            f"authorize_url would be longer than {templates.MAX_URL_LENGTH} characters; ask for "
            "fewer parameters or scopes."
        )
    return url


def _argument_problem(name: object, value: object, scope_param: str) -> str | None:
    if not isinstance(name, str):
        return f"a name is a string, not {type(name).__name__}"
    if not isinstance(value, str | None):
        return f"the value of {name!a} is a string or None, not {type(value).__name__}"
    return parameter_problem(name, value or "", scope_param)


def _pair(name: str, value: str) -> str:
    return f"{quote(name, safe='')}={quote(value, safe='')}"
