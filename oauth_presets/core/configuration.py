"""A preset filled in with the user's own values, as every client needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ArgumentError
from .connector import CreateConnectorOAuth
from .plan import connector_of, scope_field_of, with_query
from .preset import Api, AuthMethod, Preset
from .variables import Endpoints, accepted_variables, endpoints


@dataclass(frozen=True)
class Configuration:
    """The facts about a provider, filled in for one client. `configure` returns it.

    Attributes:
        preset: the preset.
        owner: the distribution that offers the preset.
        variables: the value of each URL variable, in the form that `configure` takes.
        pinned: the variables that the caller passed; no response may choose another value.
        client_id: the client identifier; None in a partial configuration.
        client_secret: the client secret; None if there is none. It is not in the repr.
        authorize_url: the authorization endpoint, without parameters.
        authorize_params: further parameters of the authorization request.
        token_url: the token endpoint, which redeems codes.
        refresh_url: the endpoint for refresh tokens; None if it is `token_url`.
        issuer: the issuer identifier; like the next six, None if the preset does not set it.
        revocation_url: the revocation endpoint.
        introspection_url: the introspection endpoint.
        userinfo_url: the user info endpoint.
        device_authorization_url: the device authorization endpoint.
        registration_url: the client registration endpoint.
        jwks_url: the provider's signing keys.
        api: where and how the access token is used.
        scopes: the scopes to request.
        scope: the scopes, joined; None if there are none.
        scope_separator: the character that joins them.
        pkce: whether the authorization request carries a code challenge (RFC 7636).
        auth_method: the client authentication method to use.
        token_params: the caller's further parameters of every token request.
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
    auth_method: AuthMethod
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
        return connector_of(
            with_query(self.preset, self.authorize_url, self.authorize_params, self.scopes),
            self.token_url,
            scope_field_of(self.preset, self.scopes),
            self.client_id,
            self.client_secret,
        )

    def select(self, variables: Mapping[str, str]) -> "Configuration":
        """Return the configuration with the values that a response chose for some variables.

        Raises:
            VariableError: a variable is unknown or its value is refused.
        """
        values = accepted_variables(self.preset, {**self.variables, **variables})
        urls = endpoints(self.preset, values)
        return replace(self, variables=values, **url_fields(self.preset, urls, self.client_id))

    def as_dict(self, reveal: bool = False) -> dict[str, Any]:
        """Return plain data for JSON, with the client secret only if `reveal` is true."""
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


def check_configuration(config: object) -> None:
    """Check that a value is a `Configuration`.

    Raises:
        ArgumentError: it is not. The message shows only the type: the value may be a secret.
    """
    if not isinstance(config, Configuration):
        raise ArgumentError(
            "Expected a Configuration, such as configure('slack', client_id=...) returns, not "
            f"{type(config).__name__}."
        )


def url_fields(preset: Preset, urls: Endpoints, client_id: str | None) -> dict[str, Any]:
    """Return the fields of a configuration that hold URLs, and `api`."""
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
