"""The five strings that Cohere's connectors API takes, and the view of them that it returns.

https://docs.cohere.com/reference/create-connector. The fields are Cohere's: their names, and that
each is optional.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from ..errors import ArgumentError
from ..util.concealed import conceal_locals
from .lazy_model import Model
from .url_template import check_url

MASK = "**********"

CREDENTIAL_RULE = (
    "is empty, has leading or trailing whitespace, or has a character that is not printable ASCII. "
    "It is not shown here; copy it again from the provider's console."
)


def is_credential(value: str) -> bool:
    """Tell whether a text can be a client identifier or secret (RFC 6749 appendices A.1, A.2).

    Both are printable ASCII. Leading or trailing whitespace is a copying mistake.
    """
    return value.isascii() and value.isprintable() and value == value.strip() != ""


def _reveal(value: object) -> object:
    # A SecretStr would be sent as ten asterisks.
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def _credential(value: str) -> str:
    if not is_credential(value):
        raise ValueError(f"The value {CREDENTIAL_RULE}")
    return value


def _endpoint(value: str) -> str:
    try:
        check_url(value)
    except ValueError as error:
        raise ValueError(f"The URL {error}") from None
    return value


def _scope_string(value: str) -> str:
    if not is_credential(value) or '"' in value or "\\" in value:
        raise ValueError(
            "A scope must be printable ASCII without quotes and backslashes, and not empty"
        )
    return value


_Credential = Annotated[str, BeforeValidator(_reveal), AfterValidator(_credential)]
_Endpoint = Annotated[str, AfterValidator(_endpoint)]
_Scope = Annotated[str, AfterValidator(_scope_string)]


class CreateConnectorOAuth(Model):
    """The OAuth part of a request that creates or updates a Cohere connector.

    Mutable, because a partial one may be completed later; every assignment is validated. A field
    that is None is not serialised: on an update, a `null` might erase the stored value. The secret
    is a plain string, because it is sent as one; it is masked in `repr`, `str` and error messages.

    Args:
        client_id: the OAuth 2.0 client identifier.
        client_secret: the OAuth 2.0 client secret; a `SecretStr` is unwrapped.
        authorize_url: the authorization endpoint, with extra parameters in its query.
        token_url: the token endpoint.
        scope: the scopes, joined with the provider's separator.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True, hide_input_in_errors=True)

    client_id: _Credential | None = None
    client_secret: _Credential | None = Field(default=None, repr=False)
    authorize_url: _Endpoint | None = None
    token_url: _Endpoint | None = None
    scope: _Scope | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _mask_input(
        cls, data: Any, handler: ModelWrapValidatorHandler["CreateConnectorOAuth"]
    ) -> "CreateConnectorOAuth":
        # hide_input_in_errors leaves the input in errors() and json(). It is replaced here, for an
        # unknown field too: a misspelt one may hold the secret.
        try:
            return handler(data)
        except ValidationError as error:
            masked = _masked(cls.__name__, error)
        raise masked

    # Tracebacks with locals would show the input in pydantic's frames.

    if not TYPE_CHECKING:  # type checkers derive these signatures from the fields
        __init__ = conceal_locals(Model.__init__)
        __setattr__ = conceal_locals(Model.__setattr__)
        model_validate = classmethod(conceal_locals(Model.model_validate.__func__))
        model_validate_strings = classmethod(conceal_locals(Model.model_validate_strings.__func__))

    @classmethod
    @conceal_locals
    def model_validate_json(
        cls, json_data: str | bytes | bytearray, **kwargs: Any
    ) -> "CreateConnectorOAuth":
        """Validate JSON text as pydantic does, but do not show the text in errors."""
        try:
            return super().model_validate_json(json_data, **kwargs)
        except ValidationError as error:
            masked = _masked(cls.__name__, error)
        raise masked

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # As the decorator model_serializer does, without importing its module.
        schema = super().__get_pydantic_core_schema__(source, handler)
        only_what_is_set = core_schema.wrap_serializer_function_ser_schema(_only_what_is_set)
        return {**schema, "serialization": only_what_is_set}

    def dict(self, **kwargs: Any) -> dict[str, Any]:
        """Return `model_dump(**kwargs)`: the Cohere SDK calls `dict`, and pydantic's own warns."""
        return self.model_dump(**kwargs)

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return [
            (name, MASK if name == "client_secret" else value)
            for name, value in self.__dict__.items()
            if value is not None
        ]


def _only_what_is_set(model: object, handler: core_schema.SerializerFunctionWrapHandler) -> Any:
    return {name: value for name, value in handler(model).items() if value is not None}


def _masked(title: str, error: ValidationError) -> ValidationError:
    """Return the same errors with every input replaced by `MASK`."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError(
                part["type"], "{message}", {"message": part["msg"].removeprefix("Value error, ")}
            ),
            loc=part["loc"],
            input=MASK,
        )
        for part in error.errors()
    ]
    return ValidationError.from_exception_data(title, details, hide_input=True)


class ConnectorOAuth(Model):
    """The OAuth part of an existing connector, as the API returns it: without the secret.

    Args:
        client_id: the OAuth 2.0 client identifier, if one is stored.
        authorize_url: the authorization endpoint, unchanged.
        token_url: the token endpoint, unchanged.
        scope: the scopes, joined.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    client_id: str | None = None
    authorize_url: str
    token_url: str
    scope: str | None = None

    @classmethod
    def from_connector(cls, connector: object) -> "ConnectorOAuth":
        """Read the OAuth part of what the API or the SDK returned.

        Args:
            connector: a connector, a response with one under `connector`, or the OAuth part itself;
                as an object of the SDK or as parsed JSON.

        Raises:
            ArgumentError: it has no OAuth configuration.
        """
        part = connector
        for name in ("connector", "oauth"):
            part = _member(part, name) or part
        fields = {name: _member(part, name) for name in cls.model_fields}
        if not (isinstance(fields["authorize_url"], str) and isinstance(fields["token_url"], str)):
            raise ArgumentError(
                "This connector has no OAuth configuration. Expected a connector, a response that "
                "contains one, or its `oauth` part, with authorize_url and token_url."
            )
        return cls.model_validate(fields)


def _member(value: object, name: str) -> object:
    if isinstance(value, Mapping):
        return value.get(name)
    return getattr(value, name, None)
