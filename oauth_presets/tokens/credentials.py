"""Read client credentials from the environment or the system's keyring.

Neither is read unless these functions are called: `configure("slack", **from_env("slack"))`.
"""

import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from ..core.names import fold
from ..core.plan import credential
from ..errors import ArgumentError, StoreError
from ..util.concealed import conceal_locals

if TYPE_CHECKING:
    from types import ModuleType

SERVICE = "oauth-presets"
"""The service name in the keyring; the user name is the preset's name."""


@conceal_locals
def from_env(name: str) -> dict[str, SecretStr | str]:
    """Return the client credentials in the environment, as arguments for `configure`.

    Args:
        name: the preset's name. For `google_drive` the variables are
            `OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_ID` and, if the client has a secret,
            `OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_SECRET`.

    Raises:
        ArgumentError: the client identifier is not set, or a value is malformed. No value is shown.
    """
    variable = f"OAUTH_PRESETS_{fold(name).upper()}_CLIENT"
    if f"{variable}_ID" not in os.environ:
        raise ArgumentError(
            f"The environment variable {variable}_ID is not set. Set it to the client identifier, "
            f"and {variable}_SECRET to the client secret."
        )
    return _arguments(
        (f"{variable}_ID", os.environ[f"{variable}_ID"]),
        (f"{variable}_SECRET", os.environ.get(f"{variable}_SECRET")),
    )


@conceal_locals
def from_keyring(name: str) -> dict[str, SecretStr | str]:
    """Return the client credentials in the system's keyring, as arguments for `configure`.

    `oauth-presets credentials set NAME` stores them there.

    Args:
        name: the preset's name.

    Raises:
        StoreError: there is no keyring, it fails, or it has no credentials for this preset.
    """
    folded = fold(name)
    text = _call_keyring("get_password", folded)
    if text is None:
        raise StoreError(
            f"The keyring has no client credentials for {folded!r}. Store them with: oauth-presets "
            f"credentials set {folded}"
        )
    try:
        stored = json.loads(text)
        return _arguments(
            ("client_id", stored["client_id"]), ("client_secret", stored.get("client_secret"))
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        problem = (
            f"The keyring's entry for {folded!r} was not stored by oauth-presets. Store it again "
            f"with: oauth-presets credentials set {folded}"
        )
    raise StoreError(problem)


@conceal_locals
def keep(name: str, client_id: str, client_secret: str | None) -> None:
    """Store a preset's client credentials in the system's keyring, replacing any others."""
    arguments = _arguments(("client_id", client_id), ("client_secret", client_secret))
    stored = {
        key: value.get_secret_value() if isinstance(value, SecretStr) else value
        for key, value in arguments.items()
    }
    _call_keyring("set_password", fold(name), json.dumps(stored))


def kept(names: Iterable[str]) -> list[str]:
    """Return the names whose credentials are in the system's keyring."""
    return [name for name in names if _call_keyring("get_password", name) is not None]


def forget(name: str) -> None:
    """Delete a preset's credentials from the system's keyring.

    Raises:
        StoreError: the keyring has none.
    """
    folded = fold(name)
    if _call_keyring("get_password", folded) is None:
        raise StoreError(f"The keyring has no client credentials for {folded!r}.")
    _call_keyring("delete_password", folded)


def _arguments(identifier: tuple[str, Any], secret: tuple[str, Any]) -> dict[str, SecretStr | str]:
    arguments: dict[str, SecretStr | str] = {}
    client_id = credential(*identifier)
    if client_id is not None:
        arguments["client_id"] = client_id
    client_secret = credential(*secret)
    if client_secret is not None:
        arguments["client_secret"] = SecretStr(client_secret)
    return arguments


@conceal_locals
def _call_keyring(method: str, *arguments: str) -> Any:
    keyring = _keyring()
    try:
        return getattr(keyring, method)(SERVICE, *arguments)
    except keyring.errors.NoKeyringError:
        problem = (
            "this system has no usable keyring. On a desktop, start its keyring; on a server, use "
            "from_env()"
        )
    except (keyring.errors.KeyringError, OSError) as error:
        problem = f"the keyring failed: {type(error).__name__}. Unlock it and try again"
    raise StoreError(f"Client credentials: {problem}.")


def _keyring() -> "ModuleType":
    try:
        import keyring
        import keyring.errors
    except ModuleNotFoundError:
        raise StoreError(
            "Client credentials: the package keyring is not installed. Install it with: "
            "pip install 'oauth-presets[keyring]'"
        ) from None
    return keyring
