"""A preset, filled in with the user's own values.

`plan` does everything but the credentials, so that its result can be remembered; `Plan.complete`
adds them and returns the `Configuration`, `Plan.connector` only Cohere's five strings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

from pydantic import SecretStr

from ..errors import ArgumentError
from ..util.concealed import Concealed
from .connector import CREDENTIAL_RULE, CreateConnectorOAuth, is_credential
from .lazy_model import fill
from .origin import FOR_REFRESH_TOKEN, Origin, of_argument
from .preset import Api, Preset
from .preset_rules import parameter_problem, token_parameter_problem
from .scopes import chosen_scopes
from .url_template import MAX_URL_LENGTH
from .variables import Endpoints, accepted_variables, endpoints

SharedAuth = Literal["client_secret_basic", "client_secret_post", "none"]
"""The client authentication methods that a client identifier and a shared secret can do."""

ClientAuth = Literal[
    "client_secret_basic", "client_secret_jwt", "client_secret_post", "none", "private_key_jwt"
]

BY_SECRET: tuple[SharedAuth, ...] = ("client_secret_basic", "client_secret_post")

NOTHING: Concealed[Any] = Concealed(None)


@dataclass(frozen=True)
class Configuration:
    """Everything that is known of a provider, filled in for one client. `configure` makes it.

    Attributes:
        preset: the preset that it was made from.
        owner: the distribution that offers the preset.
        variables: the value of each URL variable, as `configure` takes it.
        pinned: the variables that the caller gave: no response may choose another value.
        client_id: the client identifier; None if it is still to be added.
        client_secret: the client secret; None if there is none. It is in no repr.
        authorize_url: the authorization endpoint, without parameters.
        authorize_params: further parameters of the authorization request.
        token_url: the token endpoint, for codes.
        refresh_url: the endpoint for refresh tokens; None if it is `token_url`.
        issuer, revocation_url, introspection_url, userinfo_url, device_authorization_url,
            registration_url, jwks_url: as in the preset; None if it sets none.
        api: where and how the access token is used.
        scopes: the scopes to ask for.
        scope: the same, joined; None if there are none.
        scope_separator: what joins them.
        pkce: whether the authorization request carries a code challenge (RFC 7636).
        auth_method: the client authentication method that will be used.
        token_params: further parameters of every token request, as the caller gave them.
    """

    preset: Preset = field(repr=False)
    owner: str
    variables: Mapping[str, str]
    pinned: frozenset[str] = field(repr=False)
    client_id: str | None
    client_secret: str | None = field(repr=False)
    authorize_url: str
    authorize_params: Mapping[str, str]
    token_url: str
    issuer: str | None
    refresh_url: str | None
    revocation_url: str | None
    introspection_url: str | None
    userinfo_url: str | None
    device_authorization_url: str | None
    registration_url: str | None
    jwks_url: str | None
    api: Api
    scopes: tuple[str, ...]
    scope_separator: str
    pkce: bool
    auth_method: ClientAuth
    token_params: Mapping[str, str] = field(repr=False)

    @property
    def scope(self) -> str | None:
        """The scopes, joined; None if there are none."""
        return self.scope_separator.join(self.scopes) or None

    def connector(self) -> CreateConnectorOAuth:
        """Return the five strings of Cohere's connectors API.

        Raises:
            ArgumentError: `authorize_url` would be too long with its parameters.
        """
        return _connector(
            _with_query(self.preset, self.authorize_url, self.authorize_params, self.scopes),
            self.token_url,
            _scope_field(self.preset, self.scopes),
            self.client_id,
            Concealed(self.client_secret),
        )

    def select(self, variables: Mapping[str, str]) -> "Configuration":
        """Return the configuration with other values of some variables, as a response chose them.

        Raises:
            VariableError: a variable is unknown or its value is refused.
        """
        values = accepted_variables(self.preset, Concealed({**self.variables, **variables}))
        urls = endpoints(self.preset, values)
        return replace(self, variables=values, **_url_fields(self.preset, urls, self.client_id))

    def as_dict(self, reveal: bool = False) -> dict[str, Any]:
        """Return it as plain data for JSON; the client secret only if `reveal` is set."""
        left_out = {"preset", "pinned", *(() if reveal else ("client_secret",))}
        shown = {name: value for name, value in vars(self).items() if name not in left_out}
        departures = ("authorization_request", "authorization_response", "token_request")
        return {
            "preset": self.preset.name,
            **shown,
            "scopes": [*self.scopes],
            "scope": self.scope,
            "api": self.api.model_dump(mode="json"),
            **{
                name: getattr(self.preset, name).model_dump(mode="json")
                for name in (*departures, "token_response")
            },
        }


class Plan:
    """A configuration but for its credentials; `plan` makes it.

    Attributes:
        preset: the preset.
        owner: the distribution that offers it.
        variables: the value of each URL variable.
        pinned: the variables that the caller gave.
        endpoints: the URLs, filled in; `authorize_url` without its query.
        params: parameters of the authorization request -> value and origin.
        dropped: parameters of the preset that the caller left out.
        scopes: scope -> origin.
        token_params: what the caller adds to token requests.
        auth_method: what the caller said; None if the preset decides.
        pkce: whether a code challenge will be sent.
    """

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
        self.token_params = token_params
        self.auth_method = auth_method
        self.pkce = pkce

    @cached_property
    def full_url(self) -> str:
        """`authorize_url` with its parameters, and the scopes if they have a name of their own."""
        params = {name: value for name, (value, _) in self.params.items()}
        return _with_query(self.preset, self.endpoints.authorize_url, params, (*self.scopes,))

    @cached_property
    def scope_field(self) -> str | None:
        """The `scope` of the connector."""
        return _scope_field(self.preset, (*self.scopes,))

    @cached_property
    def warning(self) -> str:
        """What the five fields cannot carry, as a sentence; empty if they carry everything."""
        from .requirements import FIVE_FIELDS, lost, warning

        return warning(self.preset, lost(self.complete(), FIVE_FIELDS))

    def connector(
        self,
        client_id: "str | SecretStr | None" = None,
        client_secret: "Concealed[str | SecretStr | None]" = NOTHING,
    ) -> CreateConnectorOAuth:
        """Return `complete(...).connector()`, without making the configuration."""
        return _connector(
            self.full_url,
            self.endpoints.token_url,
            self.scope_field,
            credential("client_id", Concealed(client_id)),
            Concealed(credential("client_secret", client_secret)),
        )

    def complete(
        self,
        client_id: "str | SecretStr | None" = None,
        client_secret: "Concealed[str | SecretStr | None]" = NOTHING,
    ) -> Configuration:
        """Return the configuration with these credentials.

        Raises:
            ArgumentError: a credential is refused, or contradicts `auth_method`.
        """
        identifier = credential("client_id", Concealed(client_id))
        secret = Concealed(credential("client_secret", client_secret))
        preset = self.preset
        return Configuration(
            preset=preset,
            owner=self.owner,
            variables={**self.variables},
            pinned=self.pinned,
            client_id=identifier,
            client_secret=secret.value,
            authorize_params={name: value for name, (value, _) in self.params.items()},
            scopes=(*self.scopes,),
            scope_separator=preset.scope_separator,
            pkce=self.pkce,
            auth_method=_auth_method(
                preset, self.auth_method, identifier is not None, secret.value is not None
            ),
            token_params={**self.token_params},
            **_url_fields(preset, self.endpoints, identifier),
        )


def plan(
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
    variables: "Concealed[dict[str, str]] | None" = None,
) -> Plan:
    """Do everything but the credentials; `PresetRegistry.configure` documents the arguments."""
    if not isinstance(offline, bool):
        raise ArgumentError("offline= takes True or False.")
    if not isinstance(pkce, bool | None):
        raise ArgumentError("pkce= takes True, False or None.")
    if auth_method not in (None, *BY_SECRET, "none"):
        raise ArgumentError(
            f"auth_method= takes {', '.join(map(repr, BY_SECRET))} or 'none', not "
            f"{auth_method!a:.40}."
        )
    given: Concealed[dict[str, str]] = variables or Concealed({})
    values = accepted_variables(preset, given)
    asked = chosen_scopes(preset, scopes, add_scopes, scope_set, offline)
    urls = endpoints(preset, values)
    base, _, own = urls.authorize_url.partition("?")
    params, dropped = _params(preset, own, offline, authorize_params)
    return Plan(
        preset,
        owner,
        values,
        frozenset(given.value),
        urls._replace(authorize_url=base),
        params,
        dropped,
        asked,
        _token_params(preset, token_params),
        auth_method,
        preset.pkce != "refused" if pkce is None else pkce,
    )


# -- the authorization request ---------------------------------------------------------------------


def _params(
    preset: Preset, own: str, offline: bool, extra: Mapping[str, str | None] | None
) -> tuple[dict[str, tuple[str, Origin]], tuple[str, ...]]:
    """Return the parameters and what was dropped: the endpoint's own stay (RFC 6749 section 3.1),
    and a later one replaces an earlier one."""
    of_url = Origin("the preset's URL")
    params = {name: (value, of_url) for name, value in parse_qsl(own, keep_blank_values=True)}
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


def _items(argument: str, given: object) -> Iterable[tuple[str, Any]]:
    if not isinstance(given, Mapping):
        kind = type(given).__name__
        raise ArgumentError(f"{argument}= takes a mapping of names to values, not {kind}.")
    for name in given:
        if not isinstance(name, str):
            kind = type(name).__name__
            raise ArgumentError(f"{argument}=: a name must be a string, not {kind}.")
    return given.items()


def _with_query(
    preset: Preset, url: str, params: Mapping[str, str], scopes: tuple[str, ...]
) -> str:
    pairs = {**params}
    names = preset.authorization_request.names
    if scopes and "scope" in names:
        pairs[names["scope"]] = preset.scope_separator.join(scopes)
    if not pairs:
        return url
    url = f"{url}?{urlencode(pairs, quote_via=quote, safe='')}"
    if len(url) > MAX_URL_LENGTH:
        raise ArgumentError(
            f"authorize_url would be longer than {MAX_URL_LENGTH} characters; ask for fewer "
            "parameters or scopes."
        )
    return url


def _scope_field(preset: Preset, scopes: tuple[str, ...]) -> str | None:
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
    preset: Preset, wanted: SharedAuth | None, has_id: bool, has_secret: bool
) -> ClientAuth:
    if wanted is not None:
        if has_id and has_secret == (wanted == "none"):
            verb = "does not go with" if has_secret else "needs"
            raise ArgumentError(f"auth_method={wanted!r} {verb} a client secret.")
        return wanted
    methods = preset.token_endpoint_auth_methods
    if has_id and not has_secret:
        return "none"
    # RFC 6749 section 2.3.1 has every server take Basic.
    return next((m for m in methods if m in BY_SECRET), None) or (
        methods[0] if methods else "client_secret_basic"
    )


# -- putting it together ---------------------------------------------------------------------------


def credential(name: str, given: Concealed[Any]) -> str | None:
    """Return a client identifier or secret as a plain string, or None if there is none.

    Raises:
        ArgumentError: it cannot be one. It is not shown.
    """
    if given.value is None:
        return None
    if isinstance(given.value, SecretStr):
        given = Concealed(given.value.get_secret_value())
    if not isinstance(given.value, str):
        kind = type(given.value).__name__
        raise ArgumentError(f"{name}= takes a string or a SecretStr, not {kind}.")
    if not is_credential(given.value):
        raise ArgumentError(f"{name} {CREDENTIAL_RULE}")
    return str.__str__(given.value)


def _url_fields(preset: Preset, urls: Endpoints, client_id: str | None) -> dict[str, Any]:
    fields = urls._asdict()
    base_url, headers = fields.pop("api_base_url"), {**preset.api.headers}
    for name, value in headers.items():
        if value == "{client_id}" and client_id is not None:
            headers[name] = client_id
    fields["authorize_url"] = urls.authorize_url.partition("?")[0]
    fields["api"] = Api(
        base_url=base_url, headers=headers, header=preset.api.header, scheme=preset.api.scheme
    )
    return fields


def _connector(
    authorize_url: str,
    token_url: str,
    scope: str | None,
    client_id: str | None,
    client_secret: Concealed[str | None],
) -> CreateConnectorOAuth:
    # The values are known to be right, so pydantic's validators are not needed.
    values = {
        "client_id": client_id,
        "client_secret": client_secret.value,
        "authorize_url": authorize_url,
        "token_url": token_url,
        "scope": scope,
    }
    made = CreateConnectorOAuth.__new__(CreateConnectorOAuth)
    fill(made, values, {name for name, value in values.items() if value is not None})
    return made
