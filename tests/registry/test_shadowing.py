"""Several packages offer one name: nothing is chosen silently, and the order does not matter."""

import itertools
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pydantic
import pytest
from support import PROJECT, own_info
from support.plugins import preset_module

import oauth_presets
from oauth_presets import (
    OAuthPresetsError,
    PresetConflictError,
    PresetRegistry,
    UnknownPresetError,
    get_preset,
)
from oauth_presets.publishing.export import export
from oauth_presets.testing import make_distribution

SPELLINGS = {
    "google_drive": ("google_drive", "Google-Drive", "GOOGLE.-_DRIVE"),
    "free_name": ("free_name", "Free Name", "FREE.name"),
}


@pytest.fixture
def neighbours(tmp_path: Path, site: Path) -> list[Path]:
    """Three packages in separate folders; each offers every name, in a different spelling."""
    folders = []
    for number in range(3):
        folder = site / f"folder{number}"
        offers = {spelt[number]: f"mod{number}_{name}:preset" for name, spelt in SPELLINGS.items()}
        modules = {
            f"mod{number}_{name}": preset_module(name, title=f"Theirs {number}")
            for name in SPELLINGS
        }
        make_distribution(folder, f"package-{number}", offers, modules)
        folders.append(folder)
    return folders


def orders(folders: list[Path]) -> Iterator[list[str]]:
    """Yield every order of the folders and of the rest of sys.path, which stays together."""
    rest = [*sys.path]
    for order in itertools.permutations([*map(str, folders), None]):
        yield [part for entry in order for part in (rest if entry is None else [entry])]


def outcome(name: str, distribution: str | None) -> tuple[str, ...]:
    """Return a registry's answer in a comparable form."""
    registry = PresetRegistry()
    before = set(sys.modules)
    try:
        answer = registry.get(name, distribution).title
    except OAuthPresetsError as error:
        answer = f"{type(error).__name__}: {error}"
    imported = sorted(name for name in set(sys.modules) - before if name.startswith("mod"))
    for module in imported:
        del sys.modules[module]
    listed = [entry for entry in registry.list() if entry.name == "_".join(name.lower().split())]
    return answer, *imported, *map(str, listed)


@pytest.mark.slow
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("choice", [None, "package-0", "Package.1", "oauth-presets", "nobody"])
def test_sys_path_order_does_not_affect_resolution(
    neighbours: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    count: int,
    choice: str | None,
) -> None:
    get_preset("slack")  # imports our own modules, so that only plugins' imports count below
    outcomes = set()
    for order in orders(neighbours[:count]):
        monkeypatch.setattr(sys, "path", order)
        outcomes.add(outcome(name, choice))
    ((answer, *rest),) = outcomes
    imported = [part for part in rest if part.startswith("mod")]
    listed = [part for part in rest if not part.startswith("mod")]
    owners = [f"package-{number}" for number in range(count)]
    named = choice in (None, "nobody", "oauth-presets")
    if choice in ("package-0", "Package.1"):
        number = choice[-1]
        assert answer == f"Theirs {number}"
        assert imported == [f"mod{number}_{name}"]
    elif name == "google_drive" and choice != "nobody":
        assert answer == "Google Drive"
    elif choice is None:
        assert answer.startswith("PresetConflictError: ")
        assert all(owner in answer for owner in owners)
    else:
        assert answer.startswith("UnknownPresetError: ")
        assert all(owner in answer for owner in owners)
    assert not (named and imported)
    flag = "shadowed=True" if name == "google_drive" else "conflict=True"
    assert [owner for owner in owners if any(owner in row and flag in row for row in listed)] == (
        owners
    )


def test_all_spellings_resolve_to_the_same_preset(
    neighbours: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*map(str, neighbours), *sys.path])
    registry = PresetRegistry()
    for spelt in SPELLINGS["free_name"]:
        with pytest.raises(PresetConflictError) as caught:
            registry.get(spelt)
        assert caught.value.owners == ("package-0", "package-1", "package-2")
    for spelt in SPELLINGS["google_drive"]:
        assert registry.get(spelt).title == "Google Drive"


LOOK_ALIKES = [
    "g\u043eogle_drive",  # Cyrillic o
    "goog\u217ce_drive",  # Roman numeral fifty
    "google\u2010drive",  # hyphen
    "google\u2212drive",  # minus
    "google\u00a0drive",  # no-break space
    "google\u3000drive",  # ideographic space
    "google\u200b_drive",  # zero-width space
    "google\u00ad_drive",  # soft hyphen
    "google\uff3fdrive",  # full-width low line
    "google\u2024drive",  # one dot leader
    "\uff47oogle_drive",  # full-width g
    "google_dr\u0131ve",  # dotless i
    "google_dr\u0130ve",
    "google_drive\u0301",
    "\u202egoogle_drive",
    "google_drive\ufe0f",
    "google_drive\n",
    "google\tdrive",
    "google\x00drive",
    "\u212aakao",  # Kelvin sign
    "\u017flack",  # long s
    "\ufb01gma",
]


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alike_names_are_rejected(name: str, site: Path) -> None:
    info = make_distribution(site, "alike-presets", {}, {"alike": preset_module("alike")})
    points = f"[oauth_presets]\n{name} = alike:preset\n"
    (info / "entry_points.txt").write_bytes(points.encode())
    registry = PresetRegistry()
    with pytest.raises(UnknownPresetError, match="cannot be a preset's name"):
        registry.get(name)
    offers = [entry.name for entry in registry.list() if entry.distribution == "alike-presets"]
    rows = [problem.distribution for problem in registry.problems()]
    # Some cannot be written to entry_points.txt unchanged; then an honest other name is read.
    assert (offers, rows) in (
        ([], ["alike-presets"]), (["google_drive"], []), (["drive"], []),
        (["google_drive"], ["alike-presets"]),
    )  # fmt: skip
    assert "alike" not in sys.modules


def test_application_and_file_presets_have_no_precedence(
    neighbours: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "presets.json"
    monkeypatch.setattr(sys, "path", [str(neighbours[0]), *sys.path])
    theirs = PresetRegistry()
    document, problems, _ = export(theirs, ["free_name"])
    assert not problems
    file.write_text(json.dumps(document))
    mine = get_preset("slack").model_copy(update={"name": "free_name", "title": "Mine"})

    monkeypatch.setattr(sys, "path", sys.path[1:])
    registry = PresetRegistry()
    registry.register(mine)
    registry.load(file)
    with pytest.raises(PresetConflictError) as caught:
        registry.get("free_name")
    assert caught.value.owners == ("<application>", "file:presets.json")
    assert registry.get("free_name", "<application>").title == "Mine"
    assert registry.get("free_name", "file:presets.json").title == "Theirs 0"


# -- our own metadata ------------------------------------------------------------------------------


@pytest.fixture
def without_metadata(tmp_path: Path) -> Path:
    """A folder with this package and its dependencies, but without its metadata."""
    folder = tmp_path / "libraries"
    folder.mkdir()
    libraries = Path(pydantic.__file__).parent.parent
    for entry in libraries.iterdir():
        if not entry.name.startswith(("oauth_presets", "_oauth_presets")):
            (folder / entry.name).symlink_to(entry)
    package = Path(oauth_presets.__file__).parent
    catalogue = package.parent / "oauth_presets_catalog"
    if not catalogue.exists():
        catalogue = PROJECT / "presets" / "oauth_presets_catalog"
    for source in (package, catalogue):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("*.pyc"))
    return folder


def bare(program: str, *path: Path) -> str:
    """Run a program with only these folders and the standard library on sys.path."""
    done = subprocess.run(
        [sys.executable, "-S", "-W", "error", "-c", f"from oauth_presets import *\n{program}"],
        capture_output=True, text=True, timeout=60, cwd=path[0],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
    )  # fmt: skip
    return done.stdout + done.stderr.splitlines()[-1] if done.stderr else done.stdout


ADVICE = (
    "The metadata of oauth-presets (its .dist-info folder) is missing or damaged. Keep it in "
    "images and archives, or reinstall: `pip install --force-reinstall oauth-presets` (in a "
    "checkout, `pip install -e .`)."
)

FROZEN_ADVICE = (
    "The metadata of oauth-presets (its .dist-info folder) is missing or damaged in this frozen "
    "application. PyInstaller includes them automatically; tell any other tool to include the "
    "metadata of oauth-presets and the modules of oauth_presets_catalog."
)

DAMAGE: dict[str, bytes | None] = {
    "missing": None,
    "not UTF-8": b"[oauth_presets]\ncaf\xe9 = x\n",
    "empty": b"",
}


def lay_thief(folder: Path) -> Path:
    modules = {"thief": preset_module("slack", title="Stolen")}
    make_distribution(folder, "thief", {"slack": "thief:preset"}, modules)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("damage", DAMAGE)
def test_missing_own_metadata_leaves_every_name_unresolved(
    without_metadata: Path, tmp_path: Path, damage: str, frozen: bool
) -> None:
    points = own_info(without_metadata) / "entry_points.txt"
    content = DAMAGE[damage]
    points.write_bytes(content) if content is not None else points.unlink()
    thief = lay_thief(tmp_path / "thief")
    start = "import sys; sys.frozen = True\n" if frozen else ""
    advice = FROZEN_ADVICE if frozen else ADVICE
    refused = bare(f"{start}print(get_preset('slack').title)", without_metadata, thief)
    assert refused == (
        "oauth_presets.errors.PresetConflictError: Cannot tell whether 'slack' is a preset of "
        f"oauth-presets. {advice} Choose one with distribution='thief'."
    )
    asked = bare(f"{start}print(get_preset('slack', 'thief').title)", without_metadata, thief)
    assert asked == "Stolen\n"
    program = "print([e.conflict for e in list_presets() if e.distribution == 'thief'])"
    assert bare(start + program, without_metadata, thief) == "[True]\n"
    unknown = bare(f"{start}get_preset('slack')", without_metadata)
    assert unknown == f"oauth_presets.errors.UnknownPresetError: Unknown preset 'slack'. {advice}"
    program = "print(len(PresetRegistry().problems()))"
    assert bare(start + program, without_metadata) == "1\n"


def zipped(folder: Path, *packages: str) -> Path:
    """Return a zip file with some packages of a folder, like one that zipapp makes."""
    archive = folder.parent / "app.pyz"
    with zipfile.ZipFile(archive, "w") as file:
        for package in packages:
            for path in sorted((folder / package).rglob("*")):
                if path.is_file():
                    file.write(path, path.relative_to(folder))
    shutil.rmtree(folder / "oauth_presets")
    shutil.rmtree(folder / "oauth_presets_catalog")
    return archive


BOTH = """
print(get_preset('slack').title, [e.version for e in list_presets() if e.first_party][:1])
print(PresetRegistry().problems(), [e[:2] for e in list_presets() if not e.first_party])
"""


def test_own_metadata_is_found_in_a_zip_file(without_metadata: Path, tmp_path: Path) -> None:
    info = own_info(without_metadata)
    archive = zipped(without_metadata, "oauth_presets", "oauth_presets_catalog", info.name)
    shutil.rmtree(info)
    thief = lay_thief(tmp_path / "thief")
    assert bare(BOTH, thief, archive, without_metadata) == (
        f"Slack ['{oauth_presets.__version__}']\n() [('slack', 'thief')]\n"
    )


def test_zip_file_is_preferred_to_an_installation_of_the_same_version(
    without_metadata: Path, tmp_path: Path
) -> None:
    info = own_info(without_metadata)
    second = tmp_path / "second"
    for name in ("oauth_presets", info.name):
        shutil.copytree(without_metadata / name, second / name)
    archive = zipped(without_metadata, "oauth_presets", "oauth_presets_catalog", info.name)
    shutil.rmtree(info)
    program = (
        "from oauth_presets.registry.discovery import other_versions\n"
        "print(get_preset('slack').title, PresetRegistry().problems(), other_versions())"
    )
    assert bare(program, without_metadata, archive, second) == "Slack () []\n"
    metadata = second / info.name / "METADATA"
    version = oauth_presets.__version__
    metadata.write_text(metadata.read_text().replace(f"Version: {version}", "Version: 0.0.1", 1))
    (second / info.name).rename(second / "oauth_presets-0.0.1.dist-info")
    text = f"0.0.1 is also in {str(second)!a}; {version} is used"
    twice = [("oauth-presets", text)]
    assert bare(program, without_metadata, archive, second) == f"Slack () {twice}\n"


def test_own_metadata_in_a_zip_file_is_found_on_an_odd_path(
    without_metadata: Path, tmp_path: Path
) -> None:
    info = own_info(without_metadata)
    archive = zipped(without_metadata, "oauth_presets", "oauth_presets_catalog", info.name)
    shutil.rmtree(info)
    program = "import sys; sys.path[0:0] = [b'x', None, 5]; print(get_preset('slack').title)"
    assert bare(program, tmp_path, archive, without_metadata) == "Slack\n"


def test_own_metadata_is_found_under_a_renamed_version(
    without_metadata: Path, tmp_path: Path
) -> None:
    info, version = own_info(without_metadata), oauth_presets.__version__
    renamed = info.rename(info.with_name(f"oauth_presets-{version}+corp1.dist-info"))
    metadata = renamed / "METADATA"
    text = metadata.read_text().replace(f"Version: {version}", f"Version: {version}+corp1", 1)
    metadata.write_text(text)
    thief = lay_thief(tmp_path / "thief")
    for path in ([thief, without_metadata], [without_metadata, thief]):
        assert bare(BOTH, *path) == f"Slack ['{version}+corp1']\n() [('slack', 'thief')]\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["oauth-presets", "OAuth.Presets"])
def test_impersonating_metadata_elsewhere_is_ignored(
    without_metadata: Path, tmp_path: Path, name: str
) -> None:
    modules = {"thief": preset_module("slack", title="Stolen")}
    offers = {"slack": "thief:preset", "acme": "oauth_presets_catalog.slack:slack"}
    make_distribution(tmp_path / "thief", name, offers, modules, version="99")
    for path in ([tmp_path / "thief", without_metadata], [without_metadata, tmp_path / "thief"]):
        assert f"Unknown preset 'slack'. {ADVICE}" in bare("get_preset('slack')", *path)
        assert bare("print(list_presets())", *path) == "()\n"


def test_two_versions_of_own_metadata_are_both_ignored(without_metadata: Path) -> None:
    info = own_info(without_metadata)
    shutil.copytree(info, info.with_name("oauth_presets-0.0.1+a.dist-info"))
    info.rename(info.with_name("oauth_presets-0.0.1+b.dist-info"))
    assert "Unknown preset 'slack'" in bare("get_preset('slack')", without_metadata)


def test_own_metadata_needs_no_record_file(without_metadata: Path, tmp_path: Path) -> None:
    # Repackagers such as Debian leave RECORD out.
    (own_info(without_metadata) / "RECORD").unlink()
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:preset"},
                      {"acme_mod": preset_module("acme")})  # fmt: skip
    program = "print(get_preset('acme').title, get_preset('slack').title)"
    assert bare(program, without_metadata, tmp_path) == "Acme Slack\n"


def test_first_party_lookup_does_not_import_importlib_metadata(without_metadata: Path) -> None:
    own_info(without_metadata)
    program = "import sys; PresetRegistry().resolve('slack'); print(sorted(sys.modules))"
    assert "importlib.metadata" not in bare(program, without_metadata)


@pytest.mark.parametrize("version", ["0.0.1", oauth_presets.__version__])
def test_second_installation_of_oauth_presets_is_not_used(
    without_metadata: Path, tmp_path: Path, version: str
) -> None:
    own_info(without_metadata)
    modules = {"oauth_presets/__init__": "raise AssertionError('it was imported')"}
    offers = {"slack": "oauth_presets_catalog.slack:other", "new": "oauth_presets:new"}
    lower = tmp_path / "lower"
    make_distribution(lower, "oauth-presets", offers, modules, version=version)
    program = (
        "from oauth_presets.registry.discovery import other_versions\n"
        "print(get_preset('slack').title, PresetRegistry().problems(), other_versions())\n"
        "print([e for e in list_presets() if e.name == 'new'])"
    )
    text = f"0.0.1 is also in {str(lower)!a}; {oauth_presets.__version__} is used"
    twice = [("oauth-presets", text)] if version == "0.0.1" else []
    assert bare(program, without_metadata, lower) == f"Slack () {twice}\n[]\n"


def test_doctor_reports_missing_own_metadata(without_metadata: Path, tmp_path: Path) -> None:
    program = "import sys; sys.argv = ['', 'doctor']; from oauth_presets.cli import main; main()"
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:preset"},
                      {"acme_mod": preset_module("acme")})  # fmt: skip
    report = bare(program, without_metadata, tmp_path)
    assert ADVICE in report
    assert (
        "cannot tell whether oauth-presets offers it too; choose one with --distribution" in report
    )


def test_second_copy_of_own_metadata_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = make_distribution(tmp_path, "oauth-presets", version=oauth_presets.__version__)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), f"{tmp_path}/../{tmp_path.name}"])
    registry = PresetRegistry()
    assert registry.get("google_drive").title == "Google Drive"
    rows = [problem for problem in registry.problems() if problem.distribution == "oauth-presets"]
    assert {Path(row.path).resolve() for row in rows} == {copy}
    assert all("claims to be oauth-presets" in row.reason for row in rows)
