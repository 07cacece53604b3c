"""Client credentials from where they are kept: the environment, or the system's keyring.

Neither is read unless it is asked for: `configure("slack", **from_env("slack"))`.
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
"""The name of the service in the keyring; the user name is the preset's name."""


@conceal_locals
def from_env(name: str) -> dict[str, SecretStr | str]:
    """Return the client credentials in the environment, as arguments for `configure`.

    Args:
        name: a preset's name: for `google_drive` they are in `OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_ID`
            and, unless the client has no secret, `OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_SECRET`.

    Raises:
        ArgumentError: the client identifier is not set, or a value cannot be one. None is shown.
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

    `oauth-presets credentials set NAME` puts them there.

    Args:
        name: a preset's name.

    Raises:
        StoreError: there is no keyring, it fails, or it has none for this preset.
    """
    folded = fold(name)
    text = _asked("get_password", folded)
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
            f"What the keyring has for {folded!r} was not stored by oauth-presets. Store it again "
            f"with: oauth-presets credentials set {folded}"
        )
    raise StoreError(problem)


@conceal_locals
def keep(name: str, client_id: str, client_secret: str | None) -> None:
    """Put client credentials into the system's keyring, in place of any others of this preset."""
    arguments = _arguments(("client_id", client_id), ("client_secret", client_secret))
    stored = {
        key: value.get_secret_value() if isinstance(value, SecretStr) else value
        for key, value in arguments.items()
    }
    _asked("set_password", fold(name), json.dumps(stored))


def kept(names: Iterable[str]) -> list[str]:
    """Return those of some presets' names that the system's keyring has credentials for."""
    return [name for name in names if _asked("get_password", name) is not None]


def forget(name: str) -> None:
    """Remove the credentials of a preset from the system's keyring.

    Raises:
        StoreError: there are none.
    """
    folded = fold(name)
    if _asked("get_password", folded) is None:
        raise StoreError(f"The keyring has no client credentials for {folded!r}.")
    _asked("delete_password", folded)


def _arguments(identifier: tuple[str, Any], secret: tuple[str, Any]) -> dict[str, SecretStr | str]:
    found: dict[str, SecretStr | str] = {}
    client_id = credential(*identifier)
    if client_id is not None:
        found["client_id"] = client_id
    client_secret = credential(*secret)
    if client_secret is not None:
        found["client_secret"] = SecretStr(client_secret)
    return found


@conceal_locals
def _asked(method: str, *arguments: str) -> Any:
    keyring = _keyring()
    try:
        return getattr(keyring, method)(SERVICE, *arguments)
    except keyring.errors.NoKeyringError:
        problem = (
            "this system has no usable keyring. On a desktop, start its keyring; on a server, use "
            "from_env()"
        )
    except (keyring.errors.KeyringError, OSError) as error:
        problem = f"the keyring fails: {type(error).__name__}. Unlock it, and try again"
    raise StoreError(f"Client credentials: {problem}.")


def _keyring() -> "ModuleType":
    try:
        import keyring
        import keyring.errors
    except ModuleNotFoundError:
        raise StoreError(
            "Client credentials: the keyring needs the package keyring. Install it with: "
            "pip install 'oauth-presets[keyring]'"
        ) from None
    return keyring
