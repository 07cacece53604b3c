"""Works out a configuration from a preset and the caller's arguments, except the credentials.

A plan is cached and shared. `Plan.connector` adds the credentials and returns Cohere's five
strings, `Plan.complete` the whole `Configuration`. That class costs a cold process more than the
whole plan, so it has its own module.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

from pydantic import SecretStr

from ..errors import ArgumentError
from .connector import CREDENTIAL_RULE, CreateConnectorOAuth, is_credential
from .lazy_model import fill
from .origin import FOR_REFRESH_TOKEN, Origin, of_argument
from .preset import AuthMethod, Preset
from .preset_rules import parameter_problem, token_parameter_problem
from .scopes import chosen_scopes
from .url_template import MAX_URL_LENGTH
from .variables import Endpoints, accepted_variables, endpoints

if TYPE_CHECKING:
    from .configuration import Configuration

SharedAuth = Literal["client_secret_basic", "client_secret_post", "none"]
"""The client authentication methods that need at most a client identifier and a shared secret."""

BY_SECRET: tuple[SharedAuth, ...] = ("client_secret_basic", "client_secret_post")


class Plan:
    """A configuration without its credentials, made by `make_plan`.

    Attributes:
        preset: the preset.
        owner: the distribution that offers it.
        variables: the value of each URL variable.
        pinned: the variables that the caller passed.
        endpoints: the URLs, filled in; `authorize_url` without its query.
        params: parameter of the authorization request -> value and origin.
        dropped: parameters of the preset that the caller dropped.
        scopes: scope -> origin.
        offline: whether a refresh token is requested.
        token_params: the caller's parameters of token requests.
        auth_method: the caller's choice; None if the preset decides.
        pkce: whether a code challenge will be sent.
    """

    client_id = client_secret = None  # as in a configuration without credentials

    def __init__(
        self,
        preset: Preset,
        owner: str,
        variables: dict[str, str],
        pinned: frozenset[str],
        urls: Endpoints,
        params: dict[str, tuple[str, Origin]],
        dropped: tuple[str, ...],
        scopes: dict[str, Origin],
        offline: bool,
        token_params: dict[str, str],
        auth_method: SharedAuth | None,
        pkce: bool,
    ) -> None:
        self.preset = preset
        self.owner = owner
        self.variables = variables
        self.pinned = pinned
        self.endpoints = urls
        self.params = params
        self.dropped = dropped
        self.scopes = scopes
        self.offline = offline
        self.token_params = token_params
        self.auth_method = auth_method
        self.pkce = pkce

    @property
    def refresh_url(self) -> str | None:
        """The endpoint for refresh tokens; None if it is the token endpoint."""
        return self.endpoints.refresh_url

    @property
    def authorize_params(self) -> dict[str, str]:
        """Further parameters of the authorization request."""
        return {name: value for name, (value, _) in self.params.items()}

    @cached_property
    def full_url(self) -> str:
        """`authorize_url` with its parameters, and the scopes if their parameter is renamed."""
        url, scopes = self.endpoints.authorize_url, (*self.scopes,)
        return with_query(self.preset, url, self.authorize_params, scopes)

    @cached_property
    def scope_field(self) -> str | None:
        """The `scope` of the connector."""
        return scope_field_of(self.preset, (*self.scopes,))

    @cached_property
    def warning(self) -> str:
        """The warning about what the five fields cannot carry; empty if they carry everything."""
        from .requirements import FIVE_FIELDS, lost, warning

        return warning(self.preset, lost(self, FIVE_FIELDS))

    def connector(
        self,
        client_id: "str | SecretStr | None" = None,
        client_secret: "str | SecretStr | None" = None,
    ) -> CreateConnectorOAuth:
        """Return `complete(...).connector()`, without making the configuration."""
        return connector_of(
            self.full_url,
            self.endpoints.token_url,
            self.scope_field,
            credential("client_id", client_id),
            credential("client_secret", client_secret),
        )

    def complete(
        self,
        client_id: "str | SecretStr | None" = None,
        client_secret: "str | SecretStr | None" = None,
    ) -> "Configuration":
        """Return the configuration with these credentials.

        Raises:
            ArgumentError: a credential is refused, or contradicts `auth_method`.
        """
        from .configuration import Configuration, url_fields

        identifier = credential("client_id", client_id)
        secret = credential("client_secret", client_secret)
        preset = self.preset
        return Configuration(
            preset=preset,
            owner=self.owner,
            variables={**self.variables},
            pinned=self.pinned,
            client_id=identifier,
            client_secret=secret,
            authorize_params=self.authorize_params,
            scopes=(*self.scopes,),
            scope_separator=preset.scope_separator,
            pkce=self.pkce,
            auth_method=_auth_method(
                preset, self.auth_method, identifier is not None, secret is not None
            ),
            token_params={**self.token_params},
            **url_fields(preset, self.endpoints, identifier),
        )


def make_plan(
    preset: Preset,
    owner: str,
    scopes: Iterable[str] | None = None,
    add_scopes: Iterable[str] = (),
    scope_set: str | None = None,
    offline: bool = True,
    authorize_params: Mapping[str, str | None] | None = None,
    token_params: Mapping[str, str] | None = None,
    auth_method: str | None = None,
    pkce: bool | None = None,
    variables: Mapping[str, str] | None = None,
) -> Plan:
    """Work out everything but the credentials; see `PresetRegistry.configure` for the arguments."""
    if not isinstance(offline, bool):
        raise ArgumentError("offline= takes True or False.")
    if not isinstance(pkce, bool | None):
        raise ArgumentError("pkce= takes True, False or None.")
    if auth_method not in (None, *BY_SECRET, "none"):
        raise ArgumentError(
            f"auth_method= takes {', '.join(map(repr, BY_SECRET))} or 'none', not "
            f"{auth_method!a:.40}."
        )
    variables = variables or {}
    values = accepted_variables(preset, variables)
    requested = chosen_scopes(preset, scopes, add_scopes, scope_set, offline)
    urls = endpoints(preset, values)
    base, _, query = urls.authorize_url.partition("?")
    params, dropped = _params(preset, query, offline, authorize_params)
    return Plan(
        preset,
        owner,
        values,
        frozenset(variables),
        urls._replace(authorize_url=base),
        params,
        dropped,
        requested,
        offline,
        _token_params(preset, token_params),
        auth_method,
        preset.pkce != "refused" if pkce is None else pkce,
    )


# -- the authorization request ---------------------------------------------------------------------


def _params(
    preset: Preset, query: str, offline: bool, extra: Mapping[str, str | None] | None
) -> tuple[dict[str, tuple[str, Origin]], tuple[str, ...]]:
    """Return the parameters, and the names of those that the caller dropped.

    Those in the endpoint's query are kept (RFC 6749 section 3.1); later ones replace earlier ones.
    """
    of_url = Origin("the preset's URL")
    params = {name: (value, of_url) for name, value in parse_qsl(query, keep_blank_values=True)}
    for name, value in preset.authorize_params.items():
        params[name] = value, Origin("the preset: sent with every request")
    if offline:
        for name, value in preset.offline.params.items():
            params[name] = value, FOR_REFRESH_TOKEN
    if extra is None:
        return params, ()
    dropped = []
    for name, given in _items("authorize_params", extra):
        if not isinstance(given, str | None):
            kind = type(given).__name__
            raise ArgumentError(
                f"authorize_params=: the value of {name!a} must be a string or None, not {kind}."
            )
        problem = parameter_problem(name, given or "", preset.authorization_request.names)
        if problem:
            raise ArgumentError(f"authorize_params=: {problem}.")
        if given is None:
            params.pop(name, None)
            dropped.append(name)
        else:
            params[name] = str.__str__(given), of_argument("authorize_params")
    return params, tuple(dropped)


def _items(argument: str, mapping: object) -> Iterable[tuple[str, Any]]:
    """Return the items of an argument that must be a mapping with strings as names."""
    if not isinstance(mapping, Mapping):
        kind = type(mapping).__name__
        raise ArgumentError(f"{argument}= takes a mapping of names to values, not {kind}.")
    for name in mapping:
        if not isinstance(name, str):
            kind = type(name).__name__
            raise ArgumentError(f"{argument}=: a name must be a string, not {kind}.")
    return mapping.items()


def with_query(preset: Preset, url: str, params: Mapping[str, str], scopes: tuple[str, ...]) -> str:
    """Return a URL with parameters, and with the scopes if their parameter is renamed.

    Raises:
        ArgumentError: the URL would be too long.
    """
    pairs = {**params}
    names = preset.authorization_request.names
    if scopes and "scope" in names:
        pairs[names["scope"]] = preset.scope_separator.join(scopes)
    if not pairs:
        return url
    url = f"{url}?{urlencode(pairs, quote_via=quote)}"
    if len(url) > MAX_URL_LENGTH:
        raise ArgumentError(
            f"authorize_url would be longer than {MAX_URL_LENGTH} characters; use fewer parameters "
            "or scopes."
        )
    return url


def scope_field_of(preset: Preset, scopes: tuple[str, ...]) -> str | None:
    """Return the connector's `scope`; None if the parameter is renamed or must not be sent."""
    request = preset.authorization_request
    if "scope" in request.names or "scope" in request.omit:
        return None
    return preset.scope_separator.join(scopes) or None


# -- the token requests ----------------------------------------------------------------------------


def _token_params(preset: Preset, given: Mapping[str, str] | None) -> dict[str, str]:
    if given is None:
        return {}
    for name, value in _items("token_params", given):
        if not isinstance(value, str):
            kind = type(value).__name__
            raise ArgumentError(
                f"token_params=: the value of {name!a} must be a string, not {kind}."
            )
        problem = token_parameter_problem(name, value, preset.token_request.names)
        if problem:
            raise ArgumentError(f"token_params=: {problem}.")
    return {name: str.__str__(value) for name, value in given.items()}


def _auth_method(
    preset: Preset, choice: SharedAuth | None, has_id: bool, has_secret: bool
) -> AuthMethod:
    if choice is not None:
        if has_id and has_secret == (choice == "none"):
            verb = "cannot be used with" if has_secret else "needs"
            raise ArgumentError(f"auth_method={choice!r} {verb} a client secret.")
        return choice
    methods = preset.token_endpoint_auth_methods
    if has_id and not has_secret:
        return "none"
    # RFC 6749 section 2.3.1 requires every server to support HTTP Basic.
    return next((m for m in methods if m in BY_SECRET), None) or (
        methods[0] if methods else "client_secret_basic"
    )


# -- the result ------------------------------------------------------------------------------------


def credential(name: str, value: object) -> str | None:
    """Return a client identifier or secret as a plain string; None stays None.

    Raises:
        ArgumentError: it is not valid. The value is not shown.
    """
    if value is None:
        return None
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if not isinstance(value, str):
        kind = type(value).__name__
        raise ArgumentError(f"{name}= takes a string or a SecretStr, not {kind}.")
    if not is_credential(value):
        raise ArgumentError(f"{name} {CREDENTIAL_RULE}")
    return str.__str__(value)


def connector_of(
    authorize_url: str,
    token_url: str,
    scope: str | None,
    client_id: str | None,
    client_secret: str | None,
) -> CreateConnectorOAuth:
    """Return a connector with values that are already checked, without pydantic's validators."""
    values = {
        "client_id": client_id,
        "client_secret": client_secret,
        "authorize_url": authorize_url,
        "token_url": token_url,
        "scope": scope,
    }
    made = CreateConnectorOAuth.__new__(CreateConnectorOAuth)
    fill(made, values, {name for name, value in values.items() if value is not None})
    return made
