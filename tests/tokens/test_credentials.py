"""Client credentials from the environment, and from a real keyring."""

import json
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyrings.alt.file import PlaintextKeyring
from support.command import run

from oauth_presets import ArgumentError, StoreError, configure
from oauth_presets.tokens import from_env, from_keyring

ID = "OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_ID"
SECRET = "OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_SECRET"


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlaintextKeyring:
    """A keyring in a temporary folder: the one that `run` uses too."""
    backend = PlaintextKeyring()
    backend.file_path = str(tmp_path / "python_keyring" / "keyring_pass.cfg")
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyrings.alt.file.PlaintextKeyring")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return backend


# -- the environment -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["google_drive", "Google Drive", "google-drive"])
def test_credentials_are_read_from_the_environment(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ID, "me")
    monkeypatch.setenv(SECRET, "canary")
    given = from_env(name)
    assert "canary" not in repr(given)
    config = configure(name, **given)  # type: ignore[arg-type]
    assert (config.client_id, config.client_secret) == ("me", "canary")


def test_environment_without_a_secret_is_a_public_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ID, "me")
    assert from_env("google_drive") == {"client_id": "me"}


def test_environment_without_an_identifier_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET, "canary")
    with pytest.raises(ArgumentError) as caught:
        from_env("google_drive")
    assert str(caught.value) == (
        f"The environment variable {ID} is not set. Set it to the client identifier, and {SECRET} "
        "to the client secret."
    )


@pytest.mark.parametrize("value", ["", " canary", "canary\n"])
def test_invalid_credential_is_named_but_not_shown(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ID, "me")
    monkeypatch.setenv(SECRET, value)
    with pytest.raises(ArgumentError, match=SECRET) as caught:
        from_env("google_drive")
    assert "canary" not in str(caught.value)


# -- the keyring -----------------------------------------------------------------------------------


def test_credentials_round_trip_through_the_keyring(ring: PlaintextKeyring) -> None:
    done = run(
        "credentials", "set", "google-drive", "--client-id", "me", "--client-secret-stdin",
        stdin="canary\n",
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (
        0, "", "Stored the client identifier and secret of Google Drive in the keyring.\n"
    )  # fmt: skip
    given = from_keyring("Google Drive")
    assert "canary" not in repr(given)
    config = configure("google_drive", **given)  # type: ignore[arg-type]
    assert (config.client_id, config.client_secret) == ("me", "canary")
    listed = run("credentials", "list")
    assert (listed.returncode, listed.stdout) == (0, "google_drive\n")
    assert json.loads(run("credentials", "list", "--json").stdout) == ["google_drive"]
    deleted = run("credentials", "delete", "google_drive")
    assert (deleted.returncode, deleted.stderr) == (
        0, "Removed the client credentials for google_drive from the keyring.\n"
    )  # fmt: skip
    assert run("credentials", "list").stdout == ""


def test_credentials_without_a_secret_make_a_public_client(ring: PlaintextKeyring) -> None:
    done = run("credentials", "set", "github", "--client-id", "me")
    assert done.stderr == "Stored the client identifier of GitHub in the keyring.\n"
    assert from_keyring("github") == {"client_id": "me"}


def test_missing_credentials_error_names_the_remedy(ring: PlaintextKeyring) -> None:
    with pytest.raises(StoreError) as caught:
        from_keyring("slack")
    assert str(caught.value) == (
        "The keyring has no client credentials for 'slack'. Store them with: oauth-presets "
        "credentials set slack"
    )
    done = run("credentials", "delete", "slack")
    assert (done.returncode, done.stderr) == (
        1, "Error: The keyring has no client credentials for 'slack'.\n"
    )  # fmt: skip


def test_unknown_preset_is_not_stored_in_the_keyring(ring: PlaintextKeyring) -> None:
    done = run("credentials", "set", "slakc", "--client-id", "me")
    assert done.returncode == 1
    assert "Did you mean 'slack'?" in done.stderr


@pytest.mark.parametrize("text", ["canary", "{}", "[]", '{"client_id": 1}', "null"])
def test_foreign_keyring_entry_is_refused(ring: PlaintextKeyring, text: str) -> None:
    ring.set_password("oauth-presets", "slack", text)
    with pytest.raises(StoreError) as caught:
        from_keyring("slack")
    assert str(caught.value) == (
        "The keyring's entry for 'slack' was not stored by oauth-presets. Store it again with: "
        "oauth-presets credentials set slack"
    )


def test_system_without_a_keyring_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())  # type: ignore[no-untyped-call]
    with pytest.raises(StoreError) as caught:
        from_keyring("slack")
    assert str(caught.value) == (
        "Client credentials: this system has no usable keyring. On a desktop, start its keyring; "
        "on a server, use from_env()."
    )
    assert caught.value.__context__ is None


def test_locked_keyring_is_a_clear_error(
    ring: PlaintextKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: str) -> None:
        raise keyring.errors.KeyringLocked("canary")

    monkeypatch.setattr(ring, "get_password", refuse)
    with pytest.raises(StoreError) as caught:
        from_keyring("slack")
    assert str(caught.value) == (
        "Client credentials: the keyring failed: KeyringLocked. Unlock it and try again."
    )


def test_missing_package_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(StoreError) as caught:
        from_keyring("slack")
    assert str(caught.value) == (
        "Client credentials: the package keyring is not installed. Install it with: pip install "
        "'oauth-presets[keyring]'"
    )
