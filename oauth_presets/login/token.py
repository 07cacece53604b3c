"""A token, and its form for a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from ..core.configuration import Configuration, check_configuration
from ..errors import ArgumentError


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and what came with it (RFC 6749 section 5.1). Its repr shows no secret.

    Args:
        access_token: the access token.
        token_type: usually `Bearer`; empty if the provider left it out.
        expires_in: lifetime of the access token in seconds; None if unknown or unlimited.
        refresh_token: the refresh token, or None. After a refresh that brought no new one, it is
            the old one, which stays valid (section 6).
        scopes: the granted scopes; None if the provider does not say, which means those requested.
        requested: the scopes that were asked for; None if that is not known.
        obtained_at: when it was asked for: aware, in UTC.
        redirect_uri: that of the sign-in, which some providers want again in a refresh.
        variables: the variables that the authorization response chose, such as a region.
        extras: what else the provider sends and the preset declares, such as `instance_url`.
        members: the whole response, such as an `id_token`; nothing in it was verified, and
            `to_dict` leaves it out.
        notes: where the response departs from the standard; left out likewise.
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
        """When the access token expires: aware, in UTC; None if that is not known."""
        if self.obtained_at is None or self.expires_in is None:
            return None
        try:
            return self.obtained_at + timedelta(seconds=self.expires_in)
        except OverflowError:  # in more than 7,000 years
            return None

    def missing(self, config: Configuration) -> tuple[str, ...]:
        """Return the scopes that a configuration asks for and that were not granted.

        Those that only ask for a refresh token are not missing if there is one; many providers do
        not list them.
        """
        check_configuration(config)
        granted = self.requested if self.scopes is None else self.scopes
        if granted is None:
            return ()
        implied = () if self.refresh_token is None else config.preset.offline.scopes
        return tuple(scope for scope in config.scopes if scope not in {*granted, *implied})

    def configuration(self, config: Configuration) -> Configuration:
        """Return a configuration for this token: with the variables that its sign-in chose.

        Raises:
            ArgumentError: the caller of `configure` gave another value.
        """
        check_configuration(config)
        for name, value in self.variables.items():
            if name in config.pinned and config.variables.get(name) != value:
                raise ArgumentError(
                    f"The token belongs to {name}={value!a}, the configuration to "
                    f"{name}={config.variables.get(name)!a}. Configure it without {name}=."
                )
        return config.select(self.variables) if self.variables else config

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data for JSON, without what is not set. It holds secrets."""
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
        """Return the token that `to_dict` returned the data of.

        Args:
            data: `access_token` is required. `obtained_at` is in ISO 8601, with an offset.

        Raises:
            ArgumentError: a member is missing, unknown or of another type. No value is shown.
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
        given = {name: value for name, value in data.items() if value is not None}
        for name, value in given.items():
            accepted, is_accepted = _MEMBERS[name]
            if not is_accepted(value):
                raise ArgumentError(f"The {name} of a token is {accepted}.")
        for name in ("scopes", "requested"):
            if name in given:
                given[name] = tuple(given[name])
        if "obtained_at" in given:
            given["obtained_at"] = moment(given["obtained_at"])
        return cls(**given)


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(timezone.utc)


def moment(text: object) -> datetime | None:
    """Read a time in ISO 8601 with an offset; None if it is none."""
    if not isinstance(text, str):
        return None
    try:
        # Python 3.10 does not know the Z.
        read = datetime.fromisoformat(f"{text[:-1]}+00:00" if text.endswith("Z") else text)
        return read.astimezone(timezone.utc) if read.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


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
