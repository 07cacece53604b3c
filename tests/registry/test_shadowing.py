"""Several packages, one name: nothing is chosen in silence, and no order decides."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pydantic
import pytest
from support import PROJECT, own_info, preset_module

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
    """Three packages in folders of their own, each of which offers each name in its spelling."""
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
    """Yield every order of the folders and of all the rest of sys.path, in one piece."""
    rest = [*sys.path]
    for order in itertools.permutations([*map(str, folders), None]):
        yield [part for entry in order for part in (rest if entry is None else [entry])]


def outcome(name: str, distribution: str | None) -> tuple[str, ...]:
    """Return what a registry answers, in a form that can be compared."""
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


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("choice", [None, "package-0", "Package.1", "oauth-presets", "nobody"])
def test_no_order_of_the_path_decides(
    neighbours: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    count: int,
    choice: str | None,
) -> None:
    get_preset("slack")  # what a first look-up imports of ours is not what is looked at here
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


def test_every_spelling_is_one_name(
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
def test_a_look_alike_is_no_name(name: str, site: Path) -> None:
    info = make_distribution(site, "alike-presets", {}, {"alike": preset_module("alike")})
    points = f"[oauth_presets]\n{name} = alike:preset\n"
    (info / "entry_points.txt").write_bytes(points.encode())
    registry = PresetRegistry()
    with pytest.raises(UnknownPresetError, match="cannot be a preset's name"):
        registry.get(name)
    offers = [entry.name for entry in registry.list() if entry.distribution == "alike-presets"]
    rows = [problem.distribution for problem in registry.problems()]
    # A file cannot hold some of them: what is read then is another name, and an honest one.
    assert (offers, rows) in (
        ([], ["alike-presets"]), (["google_drive"], []), (["drive"], []),
        (["google_drive"], ["alike-presets"]),
    )  # fmt: skip
    assert "alike" not in sys.modules


def test_an_application_and_a_file_have_no_precedence(
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
    assert caught.value.owners == ("<application>", f"file:{file}")
    assert registry.get("free_name", "<application>").title == "Mine"
    assert registry.get("free_name", f"file:{file}").title == "Theirs 0"


# -- our own metadata ------------------------------------------------------------------------------


@pytest.fixture
def without_metadata(tmp_path: Path) -> Path:
    """A folder that holds this package and what it needs, but no metadata of it."""
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
    """Run a program with nothing on sys.path but these folders and the standard library."""
    done = subprocess.run(
        [sys.executable, "-S", "-W", "error", "-c", f"from oauth_presets import *\n{program}"],
        capture_output=True, text=True, timeout=60, cwd=path[0],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))},
    )  # fmt: skip
    return done.stdout + done.stderr.splitlines()[-1] if done.stderr else done.stdout


DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda text: None,
    "not UTF-8": lambda text: b"[oauth_presets]\ncaf\xe9 = x\n",
    "empty": lambda text: b"",
    "cut": lambda text: text[: text.index(b"freeagent")],
    "a line is lost": lambda text: b"".join(
        line for line in text.splitlines(True) if not line.startswith(b"slack ")
    ),
    "a line leads elsewhere": lambda text: text.replace(
        b"slack = oauth_presets_catalog.slack:slack", b"slack = thief:preset"
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_with_damaged_metadata_of_ours_nobody_takes_our_names(
    without_metadata: Path, tmp_path: Path, damage: str
) -> None:
    points = own_info(without_metadata) / "entry_points.txt"
    damaged = DAMAGE[damage](points.read_bytes())
    points.write_bytes(damaged) if damaged is not None else points.unlink()
    thief = tmp_path / "thief"
    make_distribution(thief, "thief", {"slack": "thief:preset"},
                      {"thief": preset_module("slack", title="Stolen")})  # fmt: skip
    refused = bare("print(get_preset('slack').title)", without_metadata, thief)
    assert refused == (
        "oauth_presets.errors.PresetConflictError: The metadata of oauth-presets itself was not "
        "found, or is damaged, so that it is not known whether 'slack' is a name of its own. "
        "Reinstall it. Choose one with distribution='thief'."
    )
    asked = bare("print(get_preset('slack', 'thief').title)", without_metadata, thief)
    assert asked == "Stolen\n"
    program = "print([e.conflict for e in list_presets() if e.distribution == 'thief'])"
    assert bare(program, without_metadata, thief) == "[True]\n"
    unknown = bare("get_preset('slack')", without_metadata)
    assert unknown == (
        "oauth_presets.errors.UnknownPresetError: There is no preset 'slack'. The metadata of "
        "oauth-presets itself was not found, or is damaged, so that its own presets are not all "
        "there: install it again, `pip install --force-reinstall oauth-presets` (in a checkout, "
        "`pip install -e .`)."
    )
    program = "print([p.reason for p in PresetRegistry().problems()])"
    assert bare(program, without_metadata).startswith("['its ")


def test_metadata_without_a_record_are_taken_as_they_are(
    without_metadata: Path, tmp_path: Path
) -> None:
    # Those who repackage, such as Debian, leave RECORD out.
    info = own_info(without_metadata)
    (info / "RECORD").unlink()
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:preset"},
                      {"acme_mod": preset_module("acme")})  # fmt: skip
    program = "print(get_preset('acme').title, get_preset('slack').title)"
    assert bare(program, without_metadata, tmp_path) == "Acme Slack\n"
    (info / "RECORD").write_bytes(b"\xff")
    assert "PresetConflictError" in bare(program, without_metadata, tmp_path)


def test_doctor_says_that_our_metadata_is_damaged(without_metadata: Path, tmp_path: Path) -> None:
    program = "import sys; sys.argv = ['', 'doctor']; from oauth_presets.cli import main; main()"
    assert "its own metadata was not found" in bare(program, without_metadata)
    points = own_info(without_metadata) / "entry_points.txt"
    points.write_bytes(DAMAGE["a line is lost"](points.read_bytes()) or b"")
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:preset"},
                      {"acme_mod": preset_module("acme")})  # fmt: skip
    said = bare(program, without_metadata, tmp_path)
    assert "': its entry_points.txt is not what was installed" in said
    assert "whether oauth-presets offers it too is not known; needs --distribution" in said


def test_a_second_copy_of_our_metadata_is_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = make_distribution(tmp_path, "oauth-presets", version=oauth_presets.__version__)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), f"{tmp_path}/../{tmp_path.name}"])
    registry = PresetRegistry()
    assert registry.get("google_drive").title == "Google Drive"
    rows = [problem for problem in registry.problems() if problem.distribution == "oauth-presets"]
    assert {Path(row.path).resolve() for row in rows} == {copy}
    assert all("claims to be oauth-presets" in row.reason for row in rows)
