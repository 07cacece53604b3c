"""The stored form of a token: the token, and the configuration it belongs to."""

import json
from dataclasses import dataclass, field
from typing import Any

from ..core.configuration import Configuration
from ..errors import OAuthPresetsError, StoreError
from ..login.token import Token


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token as stored; `refused` means that the provider refused its refresh token."""

    token: Token = field(repr=False)
    refused: bool = False


def binding(config: Configuration, key: str) -> dict[str, str | None]:
    """Return the identity that a token is bound to: preset, endpoints, client and key."""
    return {
        "preset": config.preset.name,
        "client_id": config.client_id,
        "authorize_url": config.authorize_url,
        "token_url": config.token_url,
        "refresh_url": config.refresh_url,
        "key": key,
    }


def to_text(record: TokenRecord, config: Configuration, key: str) -> str:
    """Serialise a record."""
    data: dict[str, Any] = {"for": binding(config, key), "token": record.token.to_dict()}
    if record.refused:
        data["refused"] = True
    return json.dumps(data)


def from_text(text: str, config: Configuration, key: str) -> TokenRecord:
    """Parse a stored text.

    Raises:
        StoreError: it is damaged or belongs to another configuration. The message shows no token.
    """
    stored, data = _parsed(text, key)
    for name, expected in binding(config, key).items():
        if stored.get(name) == expected:
            continue
        theirs = f": {stored.get(name)!a:.100}, not {expected!a:.100}" if name == "preset" else ""
        raise StoreError(
            f"The token stored under {key!a} belongs to another {name}{theirs}. Give each "
            "configuration its own key, or sign in again and save the new token."
        )
    try:
        return TokenRecord(Token.from_dict(data["token"]), data.get("refused") is True)
    except (OAuthPresetsError, KeyError):
        problem = _damaged(key)
    raise problem


def preset_of(text: str, key: str) -> str:
    """Return the name of the preset that a stored text belongs to.

    Raises:
        StoreError: it is damaged.
    """
    name: str = _parsed(text, key)[0]["preset"]
    return name


def _parsed(text: str, key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    try:
        data = json.loads(text)
        stored = data["for"]
        if isinstance(stored["preset"], str):
            return stored, data
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise _damaged(key)


def _damaged(key: str) -> StoreError:
    return StoreError(
        f"The text stored under {key!a} is damaged, or was not written by this library. Delete it "
        "and sign in again."
    )
