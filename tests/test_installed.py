"""The built wheels, really installed into environments of their own."""

import json
import zipfile
from pathlib import Path

import pytest
from support import PROJECT
from support.environment import Environment

pytestmark = pytest.mark.slow

BUILD = "from oauth_presets import build_oauth; print(build_oauth({!r}, client_id='x', **{}).{})"


def test_wheel_contains_only_the_two_packages(wheels: Path) -> None:
    (wheel,) = wheels.glob("oauth_presets-*.whl")
    names = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == {
        "oauth_presets",
        "oauth_presets_catalog",
    }
    for package in ("oauth_presets", "oauth_presets_catalog"):
        assert f"{package}/py.typed" in zipfile.ZipFile(wheel).namelist()


def test_installed_wheel_works(installed: Environment) -> None:
    shown = installed.run("-W", "error", "-c", BUILD.format("google_drive", {}, "token_url"))
    assert shown.strip() == "https://oauth2.googleapis.com/token"
    where = installed.run("-c", "import oauth_presets; print(oauth_presets.__file__)")
    assert str(installed.folder) in where
    command = installed.folder / "bin" / "oauth-presets"
    assert command.exists()


@pytest.fixture(scope="module")
def with_acme(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    environment = Environment(tmp_path_factory.mktemp("acme"))
    (ours,) = wheels.glob("oauth_presets-*.whl")
    (acme,) = wheels.glob("oauth_presets_acme-*.whl")
    environment.install(f"{ours}[cli]", str(acme))
    return environment


def test_third_party_package_is_found(with_acme: Environment) -> None:
    rows = json.loads(with_acme.run("-m", "oauth_presets", "list", "--json"))
    acme = {row["name"]: row for row in rows if row["distribution"] == "oauth-presets-acme"}
    assert set(acme) == {"acme", "google_drive"}
    assert acme["acme"]["version"] == "1.2.3"
    assert acme["google_drive"]["shadowed"] is True
    assert with_acme.run("-c", BUILD.format("acme", {"subdomain": "x"}, "scope")).strip() == (
        "documents:read search offline_access"
    )


def test_first_party_name_stays_and_shadowed_preset_is_reachable(with_acme: Environment) -> None:
    ours = with_acme.run("-c", BUILD.format("google_drive", {}, "token_url"))
    assert ours.strip() == "https://oauth2.googleapis.com/token"
    asked = {"distribution": "oauth-presets-acme"}
    theirs = with_acme.run("-c", BUILD.format("google_drive", asked, "token_url"))
    assert theirs.strip() == "https://proxy.acme.example/oauth/token"


def test_uninstalled_package_is_gone(with_acme: Environment) -> None:
    with_acme.uninstall("oauth-presets-acme")
    shown = with_acme.run("-c", BUILD.format("acme", {}, "scope"), check=False)
    assert "UnknownPresetError: Unknown preset 'acme'" in shown
    rows = json.loads(with_acme.run("-m", "oauth_presets", "list", "--json"))
    assert {row["distribution"] for row in rows} == {"oauth-presets"}


def test_editable_install_and_wheel_count_once(
    wheels: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    environment = Environment(tmp_path_factory.mktemp("editable"))
    (ours,) = wheels.glob("oauth_presets-*.whl")
    environment.install("hatchling", "editables")
    environment.install("--no-build-isolation", "-e", f"{PROJECT}[cli]")
    extra = environment.folder / "extra"
    environment.install("--no-deps", "--target", str(extra), str(ours))
    program = (
        f"import sys; sys.path.append({str(extra)!r}); from oauth_presets import *; "
        "names = [e.name for e in list_presets()]; print(len(names) == len(set(names)), "
        "build_oauth('slack').scope is not None)"
    )
    assert environment.run("-c", program).split() == ["True", "True"]
