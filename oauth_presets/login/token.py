"""A token, and its serialised form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ..core.configuration import Configuration, check_configuration
from ..errors import ArgumentError
from ..util.utc import moment


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and what came with it (RFC 6749 section 5.1). Its repr shows no secret.

    Args:
        access_token: the access token.
        token_type: usually `Bearer`; empty if the provider left it out.
        expires_in: lifetime of the access token in seconds; None if unknown or unlimited.
        refresh_token: the refresh token, or None. If a refresh returns no new one, the old one
            stays valid (section 6) and is kept here.
        scopes: the granted scopes; None if the provider names none, which means those requested.
        requested: the requested scopes; None if unknown.
        obtained_at: when the token was requested: aware, in UTC.
        redirect_uri: the redirect URI of the sign-in; some providers require it for a refresh.
        variables: the variables that the authorization response selected, such as a region.
        extras: further members that the preset declares, such as `instance_url`.
        members: the whole response, including for example an `id_token`. Nothing in it is verified,
            and `to_dict` leaves it out.
        notes: deviations of the response from the standard; `to_dict` leaves them out.
    """

    access_token: str = field(repr=False)
    token_type: str = ""
    expires_in: int | None = None
    refresh_token: str | None = field(default=None, repr=False)
    scopes: tuple[str, ...] | None = None
    requested: tuple[str, ...] | None = None
    obtained_at: datetime | None = None
    redirect_uri: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict, repr=False)
    members: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def expires_at(self) -> datetime | None:
        """When the access token expires: aware, in UTC; None if unknown."""
        if self.obtained_at is None or self.expires_in is None:
            return None
        try:
            return self.obtained_at + timedelta(seconds=self.expires_in)
        except OverflowError:  # in more than 7,000 years
            return None

    def missing(self, config: Configuration) -> tuple[str, ...]:
        """Return the scopes that a configuration requests and that were not granted.

        Scopes that only request a refresh token are not missing if there is one: many providers do
        not list them.
        """
        check_configuration(config)
        granted = self.requested if self.scopes is None else self.scopes
        if granted is None:
            return ()
        implied = () if self.refresh_token is None else config.preset.offline.scopes
        return tuple(scope for scope in config.scopes if scope not in {*granted, *implied})

    def configuration(self, config: Configuration) -> Configuration:
        """Return the configuration with the variables that this token's sign-in selected.

        Raises:
            ArgumentError: the caller of `configure` set another value.
        """
        check_configuration(config)
        for name, value in self.variables.items():
            if name in config.pinned and config.variables.get(name) != value:
                raise ArgumentError(
                    f"The token belongs to {name}={value!a}, but the configuration has "
                    f"{name}={config.variables.get(name)!a}. Call configure() without {name}=."
                )
        return config.select(self.variables) if self.variables else config

    def to_dict(self) -> dict[str, Any]:
        """Return the token as JSON-compatible data, without unset fields. It contains secrets."""
        data = {
            "access_token": self.access_token,
            "token_type": self.token_type or None,
            "expires_in": self.expires_in,
            "refresh_token": self.refresh_token,
            "scopes": None if self.scopes is None else [*self.scopes],
            "requested": None if self.requested is None else [*self.requested],
            "obtained_at": None if self.obtained_at is None else self.obtained_at.isoformat(),
            "redirect_uri": self.redirect_uri,
            "variables": {**self.variables} or None,
            "extras": {**self.extras} or None,
        }
        return {name: value for name, value in data.items() if value is not None}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Token":
        """Restore a token from the data that `to_dict` returned.

        Args:
            data: `access_token` is required. `obtained_at` is in ISO 8601 with an offset.

        Raises:
            ArgumentError: a member is missing, unknown or of the wrong type. No value is shown.
        """
        if not isinstance(data, Mapping):
            raise ArgumentError(f"A token is made from a mapping, not {type(data).__name__}.")
        for name in data:
            if name not in _MEMBERS:
                raise ArgumentError(
                    f"A token has no member {name!a:.60}. Its members: {', '.join(_MEMBERS)}."
                )
        if not data.get("access_token"):
            raise ArgumentError("The access_token is missing.")
        fields = {name: value for name, value in data.items() if value is not None}
        for name, value in fields.items():
            accepted, is_accepted = _MEMBERS[name]
            if not is_accepted(value):
                raise ArgumentError(f"The {name} of a token must be {accepted}.")
        for name in ("scopes", "requested"):
            if name in fields:
                fields[name] = tuple(fields[name])
        if "obtained_at" in fields:
            fields["obtained_at"] = moment(fields["obtained_at"])
        return cls(**fields)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_seconds(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(name, str) for name in value)


def _is_text_object(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(text, str) for pair in value.items() for text in pair
    )


_MEMBERS: dict[str, tuple[str, Any]] = {
    "access_token": ("a string", _is_text),
    "token_type": ("a string", _is_text),
    "expires_in": ("a whole number of seconds", _is_seconds),
    "refresh_token": ("a string", _is_text),
    "scopes": ("a list of strings", _is_texts),
    "requested": ("a list of strings", _is_texts),
    "obtained_at": ("a time in ISO 8601 with an offset", moment),
    "redirect_uri": ("a string", _is_text),
    "variables": ("an object of strings", _is_text_object),
    "extras": ("an object", _is_object),
}
