"""A preset is data: the known facts about one provider, their source and its date.

The models are frozen and refuse unknown fields. A preset with contradictory data cannot be created:
`InvalidPresetError` lists every problem.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, ValidationError

from ..errors import InvalidPresetError
from . import url_template as templates
from .lazy_model import Model, fill, plain_values

AuthMethod = Literal[
    "client_secret_basic", "client_secret_jwt", "client_secret_post", "none", "private_key_jwt"
]

EndpointField = Literal[
    "refresh_url",
    "revocation_url",
    "introspection_url",
    "userinfo_url",
    "device_authorization_url",
    "registration_url",
    "jwks_url",
]
"""The optional endpoints: a preset may set them, or name them in `absent`."""


class _Data(Model):
    model_config = ConfigDict(frozen=True, extra="forbid")

    if not TYPE_CHECKING:  # type checkers see the signature that pydantic derives from the fields

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
    """A value that the URLs of a preset need from its user.

    Args:
        kind: what is accepted: `label` (one DNS label), `host` (a host name), `segment` (one path
            segment), `base_url` (`https://host[:port][/path]`), or `choice`.
        default: the value if the user passes none; for a `choice`, one of its keys.
        example: a value for messages, documentation and tests.
        description: what it is and where to find it, in a sentence.
        choices: for a `choice`: accepted value -> the text that it puts into the URL.
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
        """Describe the accepted values, for a message."""
        if self.kind == "choice":
            return "one of " + ", ".join(self.choices)
        return templates.ACCEPTED[self.kind]


class Offline(_Data):
    """When a provider issues a refresh token, and how long it lasts.

    Args:
        mode: `request`: if asked with `scopes` or `params`; `always`: without being asked; `never`;
            `unknown`.
        scopes: the scopes that ask for it, such as `offline_access`.
        params: the authorization parameters that ask for it, such as `access_type=offline`.
        rotates: whether a refresh replaces the refresh token; None if unknown.
        seconds: lifetime of the refresh token; None if unknown.
    """

    mode: Literal["request", "always", "never", "unknown"]
    scopes: tuple[str, ...] = ()
    params: Mapping[str, str] = {}
    rotates: bool | None = None
    seconds: int | None = None


class AuthorizationRequest(_Data):
    """How a provider's authorization request departs from RFC 6749 section 4.1.1.

    Args:
        names: standard parameter -> the provider's name for it: `{"client_id": "client_key"}`.
        omit: standard parameters that must not be sent.
    """

    names: Mapping[str, str] = {}
    omit: tuple[Literal["response_type", "scope"], ...] = ()


class AuthorizationResponse(_Data):
    """How a provider's authorization response departs from RFC 6749 section 4.1.2.

    Args:
        names: standard parameter -> the provider's name for it: `{"code": "authCode"}`.
        extras: parameters that the application must keep -> their meaning:
            `{"realmId": "Company ID, needed in every API call"}`.
        selects: parameter -> the `choice` variable that it decides: `{"location": "region"}`.
        iss: whether the response names its issuer (RFC 9207); None if unknown.
    """

    names: Mapping[str, str] = {}
    extras: Mapping[str, str] = {}
    selects: Mapping[str, str] = {}
    iss: bool | None = None


class TokenRequest(_Data):
    """How a provider's token requests depart from RFC 6749 sections 4.1.3 and 6.

    The whole value of a parameter may be a placeholder, which is filled in: `{client_id}`,
    `{redirect_uri}`, `{scope}` or `{api_base_url}`, in `code_params` also `{state}`.

    Args:
        body: `form`, or `json` if the endpoint accepts only JSON.
        params: further parameters of every token request.
        code_params: further parameters of the request that redeems a code.
        refresh_params: further parameters of a refresh.
        headers: further headers; `{client_id}` as a whole value is filled in.
        names: standard parameter -> the provider's name for it; also used to revoke a token
            (RFC 7009).
        omit: standard parameters that must not be sent.
    """

    body: Literal["form", "json"] = "form"
    params: Mapping[str, str] = {}
    code_params: Mapping[str, str] = {}
    refresh_params: Mapping[str, str] = {}
    headers: Mapping[str, str] = {}
    names: Mapping[str, str] = {}
    omit: tuple[Literal["client_id", "grant_type", "redirect_uri"], ...] = ()


class TokenResponse(_Data):
    """How a provider's token response departs from RFC 6749 section 5.

    The name of a member may be a path, such as `team.id`.

    Args:
        path: the members that lead to the object with the token: `("body",)`.
        names: standard member -> the provider's name for it: `{"access_token": "accessToken"}`.
        extras: members that the application must keep -> their meaning:
            `{"instance_url": "Base URL of the org"}`.
        success: member of the body -> its value in every successful response.
        failure: member of the body -> its value in an error that has HTTP status 200.
    """

    path: tuple[str, ...] = ()
    names: Mapping[str, str] = {}
    extras: Mapping[str, str] = {}
    success: Mapping[str, bool | int | str] = {}
    failure: Mapping[str, bool | int | str] = {}


class Api(_Data):
    """Where the access token is used, and how it is sent (RFC 6750 section 2.1).

    Args:
        base_url: base URL of the API; a template like the endpoints.
        headers: headers that every API call needs; `{client_id}` as a whole value is filled in.
        header: the header that carries the token.
        scheme: the scheme that precedes the token; empty if none does.
    """

    base_url: str | None = None
    headers: Mapping[str, str] = {}
    header: str = "Authorization"
    scheme: str = "Bearer"


class Redirect(_Data):
    """Which redirect URIs on the user's own machine a provider accepts (RFC 8252 section 7.3).

    Args:
        loopback: the hosts that it accepts; None if unknown, empty if it accepts none of them.
        any_port: whether the port may differ from the registered one; None if unknown.
        note: anything else to know, in a sentence.
    """

    loopback: tuple[Literal["127.0.0.1", "localhost", "[::1]"], ...] | None = None
    any_port: bool | None = None
    note: str = ""


class Preset(_Data):
    """The known facts about one OAuth 2.0 provider.

    URLs are https URL templates: a `{variable}` stands for a tenant, a region or a host.

    Args:
        name: canonical name: lower-case words joined by `_`; the entry point's name.
        title: the provider's name, as users know it.
        authorize_url: authorization endpoint (RFC 6749 section 3.1).
        token_url: token endpoint (RFC 6749 section 3.2).
        docs_url: the vendor's page that documents the values.
        categories: its categories in the catalogue.
        keywords: other search terms: alternative, former and product names.
        issuer: issuer identifier, if the provider publishes metadata (RFC 8414, OpenID Connect
            Discovery).
        refresh_url: where a refresh goes, if not to `token_url`.
        revocation_url: revocation endpoint (RFC 7009).
        introspection_url: introspection endpoint (RFC 7662).
        userinfo_url: user info endpoint; it answers a GET with the token sent as `api` describes.
        device_authorization_url: device authorization endpoint (RFC 8628).
        registration_url: client registration endpoint (RFC 7591).
        jwks_url: the provider's signing keys (RFC 7517).
        absent: those of the seven endpoints above that the provider is known not to have.
        variables: the URLs' variables, by name.
        scopes: default scopes, each a token of RFC 6749 section 3.3.
        scope_separator: the character that joins scopes; in the standard, a space.
        scope_sets: named alternatives to the default scopes.
        scope_descriptions: scope -> what it grants.
        scope_restrictions: scope -> how the vendor restricts it, in the vendor's own term.
        authorize_params: parameters that every authorization request carries.
        authorization_request: departures of the authorization request from the standard.
        authorization_response: departures of the authorization response.
        token_request: departures of the token requests.
        token_response: departures of the token response.
        api: where and how the access token is used.
        redirect: which loopback redirect URIs the provider accepts.
        offline: how to get a refresh token.
        access_token_seconds: lifetime of an access token as the vendor states it; `never` if it
            does not expire.
        pkce: RFC 7636: `required`; `supported`; `ignored`, sent without effect; `refused`, must not
            be sent; `unknown`.
        token_endpoint_auth_methods: client authentication methods that the token endpoint accepts,
            in the terms of RFC 8414, preferred first; empty if unknown.
        registration: how a client is registered: in the vendor's `console`, by `dynamic`
            registration (RFC 7591), as a client ID `metadata_document`, or as a `partner` of the
            vendor.
        refuses_with_404: the endpoints that answer a request without parameters with status 404.
        console_url: the page where an application is registered.
        setup: steps that people get wrong and no field covers. `{redirect_uri}` in them is filled
            in when they are shown.
        verified_on: the date on which the values were compared with their source.
        evidence: the source: the `vendor_page`, or `catalogues` that agree with each other.
        unverified: names of fields that are set but could not be compared.
        allow_loopback: whether http is accepted for 127.0.0.1 and [::1], for tests and local
            servers.

    Raises:
        InvalidPresetError: the data is not valid; the message lists every problem.
    """

    name: str
    title: str
    authorize_url: str
    token_url: str
    docs_url: str
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    issuer: str | None = None
    refresh_url: str | None = None
    revocation_url: str | None = None
    introspection_url: str | None = None
    userinfo_url: str | None = None
    device_authorization_url: str | None = None
    registration_url: str | None = None
    jwks_url: str | None = None
    absent: tuple[EndpointField, ...] = ()
    variables: Mapping[str, Variable] = {}
    scopes: tuple[str, ...] = ()
    scope_separator: str = " "
    scope_sets: Mapping[str, tuple[str, ...]] = {}
    scope_descriptions: Mapping[str, str] = {}
    scope_restrictions: Mapping[str, str] = {}
    authorize_params: Mapping[str, str] = {}
    authorization_request: AuthorizationRequest = AuthorizationRequest()
    authorization_response: AuthorizationResponse = AuthorizationResponse()
    token_request: TokenRequest = TokenRequest()
    token_response: TokenResponse = TokenResponse()
    api: Api = Api()
    redirect: Redirect = Redirect()
    offline: Offline = Offline(mode="unknown")
    access_token_seconds: int | Literal["never"] | None = None
    pkce: Literal["required", "supported", "ignored", "refused", "unknown"] = "unknown"
    token_endpoint_auth_methods: tuple[AuthMethod, ...] = ()
    registration: tuple[Literal["console", "dynamic", "metadata_document", "partner"], ...] = ()
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
                    (".".join(map(str, part["loc"])), part["msg"]) for part in error.errors()
                ]
            else:
                from .preset_rules import contradictions

                problems = list(contradictions(self))
                if not problems:
                    return
            name = data.get("name")
            name = name if isinstance(name, str) else "?"
            lines = "".join(f"\n  {field}: {problem}" for field, problem in problems)
            raise InvalidPresetError(
                f"The preset {name!r} is not valid:{lines}", name=name, problems=tuple(problems)
            ) from None


def rebuilt(preset: Preset) -> Preset:
    """Return a new preset with the same data, which shares no object with the given one.

    Raises:
        InvalidPresetError: its data was changed and is not valid.
    """
    values = plain_values(Preset, deepcopy(vars(preset)))
    if values is not None:
        return Preset(**values)
    # JSON turns values of undeclared types, such as a subclass of str, into plain data, or fails.
    data = Preset.__pydantic_serializer__.to_json(preset, warnings="none")
    return Preset.model_validate_json(data)
