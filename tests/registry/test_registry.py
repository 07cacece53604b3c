"""Resolving names and loading presets, with real metadata in real folders."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, ClassVar

import pytest
from support import counted, own_info, plugins
from support.plugins import preset_module

import oauth_presets.registry.discovery
import oauth_presets.registry.loader
import oauth_presets.registry.registry
from oauth_presets import (
    ArgumentError,
    Preset,
    PresetConflictError,
    PresetEntry,
    PresetLoadError,
    PresetRegistry,
    UnknownPresetError,
    __version__,
    get_preset,
)
from oauth_presets.lock import write_lock
from oauth_presets.testing import make_distribution


def offer(site: Path, name: str, distribution: str, module: str, **changes: str) -> Path:
    source = preset_module(changes.pop("inner", name), title=changes.pop("title", ""))
    return plugins.offer(site, name, source, distribution=distribution, module=module, **changes)


def entries(registry: PresetRegistry, distribution: str) -> list[PresetEntry]:
    return [entry for entry in registry.list() if entry.distribution == distribution]


def named(name: str) -> Preset:
    return Preset.model_validate({**dict(get_preset("jira")), "name": name, "title": name})


# -- listing and loading ---------------------------------------------------------------------------


def test_third_party_preset_is_listed_and_loaded(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    assert entries(registry, "acme-presets") == [
        PresetEntry("acme", "acme-presets", "1.0", "acme_mod:preset", False, False, False)
    ]
    assert "acme_mod" not in sys.modules
    assert registry.get("ACME").title == "Acme"
    assert registry.get("acme", "Acme_Presets").title == "Acme"


def test_list_is_sorted_and_includes_first_party_presets() -> None:
    listed = PresetRegistry().list()
    assert list(listed) == sorted(listed)
    ours = {entry.name: entry for entry in listed if entry.first_party}
    assert ours["google_drive"].value == "oauth_presets_catalog.google:google_drive"
    assert not any(entry.shadowed or entry.conflict for entry in ours.values())


def test_first_party_name_resolves_without_a_scan(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_scan() -> None:
        raise AssertionError("what else is installed was looked at")

    monkeypatch.setattr(oauth_presets.registry.registry, "Scan", no_scan)
    registry = PresetRegistry()
    assert registry.get("google_drive").name == "google_drive"
    assert registry.get("google_drive", "oauth-presets").name == "google_drive"
    with pytest.raises(AssertionError, match="was looked at"):
        registry.get("acme")


def test_repeated_get_does_not_rescan(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    registry.get("acme")
    (site / "acme_presets-1.0.dist-info" / "entry_points.txt").unlink()
    assert registry.get("acme").name == "acme"
    registry.refresh()
    with pytest.raises(UnknownPresetError):
        registry.get("acme")


def test_repeated_get_loads_preset_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    loads = counted(monkeypatch, oauth_presets.registry.loader, "load")
    folds = counted(monkeypatch, oauth_presets.registry.registry, "fold")
    registry = PresetRegistry()
    for name in ("acme", "acme", "Acme", "acme"):
        registry.get(name)
    assert (len(loads), folds) == (1, [("acme",), ("Acme",)])
    for _ in range(2):
        registry.get("acme", "acme-presets")
        registry.get("acme", "Acme.Presets")
    assert len(loads) == 2
    registry.get("acme")
    assert (len(loads), len(folds)) == (2, 6)


# -- ownership -------------------------------------------------------------------------------------


def test_first_party_name_cannot_be_overridden(site: Path) -> None:
    offer(site, "Google-Drive", "evil-presets", "evil_mod", inner="google_drive", title="Evil")
    registry = PresetRegistry()
    assert registry.get("google_drive").title == "Google Drive"
    assert "evil_mod" not in sys.modules
    (entry,) = entries(registry, "evil-presets")
    assert (entry.name, entry.shadowed, entry.conflict) == ("google_drive", True, False)
    assert registry.get("google_drive", "evil-presets").title == "Evil"


def test_two_owners_raise_conflict_naming_both(site: Path) -> None:
    offer(site, "acme", "one-presets", "one_mod", title="One")
    offer(site, "Acme", "two-presets", "two_mod", inner="acme", title="Two")
    registry = PresetRegistry()
    with pytest.raises(PresetConflictError) as caught:
        registry.get("ACME")
    assert str(caught.value) == (
        "The preset 'acme' is offered by 'one-presets' and 'two-presets'. Choose one with "
        "distribution='one-presets', or uninstall the others."
    )
    assert (caught.value.name, caught.value.owners) == ("acme", ("one-presets", "two-presets"))
    assert all(entry.conflict for entry in registry.list() if entry.name == "acme")
    assert registry.get("acme", "two-presets").title == "Two"
    assert not {"one_mod"} & set(sys.modules)


def test_distribution_without_the_preset_is_an_error(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    with pytest.raises(UnknownPresetError) as caught:
        registry.get("Acme", "other")
    assert str(caught.value) == (
        "The distribution 'other' does not offer the preset 'acme'; 'acme-presets' does."
    )
    assert (caught.value.name, caught.value.suggestions) == ("Acme", ())
    with pytest.raises(UnknownPresetError, match="Unknown preset 'nothing'"):
        registry.get("nothing", "acme-presets")
    offer(site, "jira", "other-presets", "other_mod")
    registry.refresh()
    with pytest.raises(UnknownPresetError) as caught:
        registry.get("jira", "acme-presets")
    assert str(caught.value) == (
        "The distribution 'acme-presets' does not offer the preset 'jira'; 'oauth-presets' and "
        "'other-presets' do."
    )


def test_third_party_preset_with_a_first_party_name_is_shadowed(site: Path) -> None:
    offer(site, "jira", "one-presets", "one_mod")
    registry = PresetRegistry()
    assert [problem.distribution for problem in registry.problems()] == []
    shadowed = {entry.distribution: entry for entry in registry.list() if entry.name == "jira"}
    assert {name: entry[-2:] for name, entry in shadowed.items()} == {
        "oauth-presets": (False, False),
        "one-presets": (True, False),
    }


def test_metadata_impersonating_oauth_presets_is_a_problem(site: Path) -> None:
    info = offer(site, "acme", "oauth-presets", "acme_mod", version="99.0")
    sneaky = offer(site, "bcme", "harmless", "bcme_mod")
    (sneaky / "METADATA").write_text("Metadata-Version: 2.1\nName: oauth-presets\nVersion: 1\n")
    registry = PresetRegistry()
    reasons = {Path(problem.path): problem.reason for problem in registry.problems()}
    assert "claims to be oauth-presets" in reasons[info]
    assert "claims to be oauth-presets" in reasons[sneaky]
    for name in ("acme", "bcme"):
        with pytest.raises(UnknownPresetError):
            registry.get(name)


def test_metadata_impersonating_another_package_is_a_problem(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    thief = offer(site, "acme", "thief", "thief_mod", inner="acme", title="Thief")
    (thief / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-presets\nVersion: 1\n")
    registry = PresetRegistry()
    assert registry.get("acme").title == "Acme"
    assert [problem.distribution for problem in registry.problems()] == ["thief"]


# -- one distribution, found more than once --------------------------------------------------------


def test_several_versions_in_one_folder_count_once(site: Path) -> None:
    # The order in a folder listing is undefined, and differs between packages.
    names = ["acme-presets", *(f"acme-{letter}" for letter in "abcdefgh")]
    for name in names:
        for version in ("9.0", "1.0", "10.0", "2.0", "8.99", "3"):
            make_distribution(site, name, {name: "acme_mod:preset"}, version=version)
    registry = PresetRegistry()
    found = {entry.distribution: entry.version for entry in registry.list()}
    assert [found[name] for name in names] == ["10.0"] * 9


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("9.0", "10.0"), ("1.0", "1.0.1"), ("1.0rc1", "1.0"), ("1.0.dev3", "1.0"),
     ("1.0a2", "1.0rc1"), ("1.0", "1.0.post1"), ("1.0rc2", "1.0.1"), ("1.0", "1.0+cu12")],
)  # fmt: skip
def test_latest_version_in_a_folder_is_used(site: Path, earlier: str, later: str) -> None:
    for number in range(5):  # whatever the order of the folder listing
        for version in (earlier, later):
            make_distribution(site, f"acme-{number}", {f"a{number}": "a:b"}, version=version)
    found = [e.version for e in PresetRegistry().list() if e.distribution.startswith("acme-")]
    assert found == [later] * 5


def test_first_folder_on_the_path_is_used(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, "acme", "acme-presets", "acme_mod", version="1.0")
    other = tmp_path / "other"
    offer(other, "acme", "acme-presets", "acme_mod", version="2.0")
    monkeypatch.syspath_prepend(str(other))
    assert [e.version for e in entries(PresetRegistry(), "acme-presets")] == ["2.0"]
    monkeypatch.syspath_prepend(str(site))
    assert [e.version for e in entries(PresetRegistry(), "acme-presets")] == ["1.0"]


def test_duplicate_installations_are_reported(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, version in ((site, "2.0"), (site, "10.0"), (tmp_path / "other", "3.0")):
        offer(folder, "acme", "acme-presets", f"acme_{version[0]}", version=version)
        make_distribution(folder, "no-presets", version=version)
        make_distribution(folder, "bcme-presets", {"bcme": "b:b"}, version=version)
    make_distribution(tmp_path / "other", "once-presets", {"once": "b:b"})
    lies = make_distribution(tmp_path / "other", "lies-presets", {"lies": "b:b"}, version="1.0")
    make_distribution(site, "lies-presets", {"lies": "b:b"}, version="2.0")
    (lies / "METADATA").write_text("")
    same = {"same": "b:b"}
    for folder in (site, tmp_path / "other"):
        make_distribution(folder, "same-presets", same)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "other"), *sys.path, 5])
    found = oauth_presets.registry.discovery.other_versions()
    assert found == sorted(
        (name, f"{version} is also in {str(site)!a}; 3.0 is used")
        for name in ("acme-presets", "bcme-presets")
        for version in ("2.0", "10.0")
    )


def test_first_metadata_without_presets_hides_later_presets(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    other = tmp_path / "other"
    make_distribution(other, "acme-presets", version="2.0")
    monkeypatch.syspath_prepend(str(other))
    assert entries(PresetRegistry(), "acme-presets") == []


def test_duplicate_name_in_one_distribution_is_an_error(site: Path) -> None:
    presets = {"my-acme": "acme_mod:preset", "my_acme": "acme_mod:preset"}
    make_distribution(site, "acme-presets", presets, {"acme_mod": preset_module("my_acme")})
    with pytest.raises(PresetLoadError) as caught:
        PresetRegistry().get("my_acme")
    assert str(caught.value) == (
        "The distribution 'acme-presets' offers the preset 'my_acme' more than once, in different "
        "spellings of the name. Its author must remove one."
    )
    assert (caught.value.distribution, caught.value.entry_point) == ("acme-presets", "my_acme")


def test_egg_info_and_zipped_metadata_are_read(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = offer(site, "acme", "acme-presets", "acme_mod")
    metadata = described / "METADATA"
    metadata.write_text(metadata.read_text() + "Name: later\n\nName: in the description\n")
    old = offer(site, "bcme", "old-presets", "bcme_mod")
    (old / "METADATA").rename(old / "PKG-INFO")
    old.rename(site / "old_presets-1.0-py3.11.egg-info")
    zipped = offer(tmp_path / "zipped", "ccme", "zipped-presets", "ccme_mod").parent
    monkeypatch.syspath_prepend(shutil.make_archive(str(tmp_path / "archive"), "zip", zipped))
    registry = PresetRegistry()
    assert registry.problems() == ()
    for name, owner in (("acme", "acme-"), ("bcme", "old-"), ("ccme", "zipped-")):
        (entry,) = entries(registry, f"{owner}presets")
        assert entry[:3] == (name, f"{owner}presets", "1.0")
        assert registry.get(name).name == name


# -- broken metadata -------------------------------------------------------------------------------


def test_unreadable_metadata_is_one_problem(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    latin = offer(site, "x", "latin-presets", "latin_mod")
    (latin / "entry_points.txt").write_bytes(b"[oauth_presets]\ncaf\xe9 = x:y\n")
    nameless = offer(site, "y", "nameless-presets", "nameless_mod")
    (nameless / "METADATA").unlink()
    written = {
        "empty-presets": "",
        "no-version": "Name: no-version\n",
        "no-name": "Version: 1\n\nName: no-name\n",
        "accented": "Name: accented\nVersion: 1\u00e9\n",
        "ringing": "Name: ringing\nVersion: 1\a\n",
        "colon": "Name: colon: x\nVersion: 1\n",
    }
    for name, metadata in written.items():
        info = offer(site, f"of-{name}", name, name.replace("-", "_"))
        (info / "METADATA").write_text(metadata, encoding="utf-8")
    registry = PresetRegistry()
    problems = {problem.distribution: problem for problem in registry.problems()}
    assert problems["latin-presets"].path == str(latin)
    reasons = {name: problem.reason for name, problem in problems.items()}
    assert reasons.pop("latin-presets").startswith("UnicodeDecodeError: ")
    missing = "its METADATA is missing, or has no name or no version"
    garbled = "its METADATA has a name or a version that is not printable ASCII"
    assert reasons == {
        "nameless-presets": missing,
        "empty-presets": missing,
        "no-version": missing,
        "no-name": missing,
        "accented": garbled,
        "ringing": garbled,
        "colon": "its METADATA claims to be 'colon: x'",
    }
    with pytest.raises(UnknownPresetError) as caught:
        registry.get("y")
    assert str(caught.value) == (
        f"Unknown preset 'y'. nameless-presets offers it, but its metadata in {nameless} cannot be "
        f"used: {missing}. Reinstall nameless-presets, with its whole .dist-info folder."
    )
    assert registry.get("acme").name == "acme"
    assert registry.get("google_drive").name == "google_drive"


def test_unusual_files_on_the_path_are_tolerated(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "A_File-1.0.Dist-Info").write_text("")
    (site / "old_file-1.0.egg-info").write_text("Name: old-file\nVersion: 1.0\n")
    (site / "itself-1.0.dist-info").symlink_to(site / "itself-1.0.dist-info")
    dangling = make_distribution(site, "dangling")
    (dangling / "entry_points.txt").unlink()
    (dangling / "entry_points.txt").symlink_to(site / "nowhere")
    make_distribution(site, "no-presets")
    for name in ("my-dotted.acme-1.0.dist-info", "my-old.acme-1.0-py3.11.egg-info"):
        made = offer(site, "Acme " + name[3:6], name[:-4].partition("-1")[0], f"a{name[3:6]}")
        made.rename(site / name)
    (site / "acm\u00e9-1.0.dist-info").write_text("")
    (site / "ac\u200bme-1.0.dist-info").write_text("")
    egg = offer(tmp_path / "eggs", "eggs", "egg-presets", "egg_mod").rename(
        tmp_path / "eggs" / "EGG-INFO"
    )
    (egg / "METADATA").rename(egg / "PKG-INFO")
    egg_folder = (tmp_path / "eggs").rename(tmp_path / "egg_presets-1.0-py3.11.EGG")
    no_egg = tmp_path / "plain"
    shutil.copytree(egg_folder, no_egg)
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    looped = tmp_path / "loop"
    looped.symlink_to(looped)
    added = [egg_folder, no_egg, tmp_path / "broken.zip", looped, tmp_path / "absent"]
    monkeypatch.setattr(sys, "path", [*sys.path, *map(str, added), 5])
    registry = PresetRegistry()
    assert [entry.name for entry in registry.list() if "egg" in entry.distribution] == ["eggs"]
    assert registry.get("eggs").name == "eggs"
    owners = {entry.name: entry.distribution for entry in registry.list()}
    assert (owners["acme_dot"], owners["acme_old"]) == ("my-dotted.acme", "my-old.acme")
    rows = {problem[:2]: problem.reason for problem in registry.problems()}
    assert rows == {
        (
            "?",
            str(looped),
        ): f"OSError: [Errno {errno.ELOOP}] {os.strerror(errno.ELOOP)}: '{looped}'",
        ("?", "int"): "TypeError: expected str, bytes or os.PathLike object, not int",
        ("acm\\xe9", str(site / "acm\u00e9-1.0.dist-info")): "ValueError: it is not a folder",
        ("ac\\u200bme", str(site / "ac\u200bme-1.0.dist-info")): "ValueError: it is not a folder",
        ("a-file", str(site / "A_File-1.0.Dist-Info")): "ValueError: it is not a folder",
        ("itself", str(site / "itself-1.0.dist-info")): "ValueError: it is not a folder",
        ("dangling", str(dangling)): "FileNotFoundError: [Errno 2] No such file or directory: "
        f"'{dangling / 'entry_points.txt'}'",
    }


def test_unreadable_archive_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(path: list[str]) -> None:
        raise OSError(f"cannot read {path}")

    (tmp_path / "a.zip").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "a.zip")])
    monkeypatch.setattr("importlib_metadata.distributions", unreadable)
    reason = f"OSError: cannot read ['{tmp_path / 'a.zip'}']"
    assert PresetRegistry().problems() == (("?", "?", reason),)


# -- our own metadata ------------------------------------------------------------------------------

ADVICE = (
    "The metadata of oauth-presets (its .dist-info folder) is missing or damaged. Keep it in "
    "images and archives, or reinstall: `pip install --force-reinstall oauth-presets` (in a "
    "checkout, `pip install -e .`)."
)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("", None),
        ("rm entry_points.txt", ADVICE),
        (": > entry_points.txt", "its entry_points.txt names no preset"),
        ("rm RECORD METADATA", None),
        (
            "printf '\\377' > entry_points.txt",
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start "
            "byte",
        ),
    ],
)
def test_damaged_own_metadata_is_reported(
    damage: str, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info, mine = own_info(tmp_path), named("mine")
    subprocess.run(["sh", "-ec", damage], cwd=info, check=True)
    standard = [folder for folder in sys.path if not [*Path(folder).glob(info.name)]]
    monkeypatch.setattr(sys, "path", standard)
    monkeypatch.setattr(
        oauth_presets.registry.discovery, "__file__", str(tmp_path / "package" / "it.py")
    )
    where = "?" if damage.startswith("rm entry") else str(info)
    monkeypatch.setattr(sys, "path", [*standard, str(tmp_path)])
    row = ("oauth-presets", where, reason)
    registry = PresetRegistry()
    assert registry.problems() == ((row,) if reason else ())
    with pytest.raises(UnknownPresetError) as caught:
        registry.get("google_drvie")
    advice = ADVICE if reason else "Did you mean 'google_drive'?"
    assert str(caught.value) == f"Unknown preset 'google_drvie'. {advice}"
    registry.register(mine)
    assert registry.get("mine").title == "mine"
    offer(tmp_path, "acme", "acme-presets", f"of_{tmp_path.name}")
    registry.refresh()
    if reason is None:
        assert registry.get("acme").name == "acme"
    else:
        with pytest.raises(PresetConflictError) as conflict:
            registry.get("Acme")
        assert str(conflict.value) == (
            f"Cannot tell whether 'acme' is a preset of oauth-presets. {ADVICE} Choose one with "
            "distribution='acme-presets'."
        )
        assert (conflict.value.name, conflict.value.owners) == ("acme", ("acme-presets",))
        assert [e.conflict for e in entries(registry, "acme-presets")] == [True]
    assert [e.conflict for e in entries(registry, "<application>")] == [False]
    ours = {entry.name for entry in registry.list() if entry.first_party}
    assert ("google_drive" in ours) == (reason is None)


def test_entry_point_syntax_variants_are_read(site: Path) -> None:
    info = make_distribution(site, "acme-presets", {}, {"acme_mod": preset_module("good")})
    (info / "entry_points.txt").write_text(
        "stray = a:b\n[console_scripts]\nscript = a:b\n[Xoauth_presets]\nother = a:b\n"
        "  [oauth_presets]  \n# comment = a:b\n\n  Good=acme_mod:preset\neq = a:b=c\nbare\n"
        "[open = a:b\nb\u00e4d = a:b\n= a:b\n[oauth_presets_too]\nlater = a:b\n",
        encoding="utf-8",
    )
    registry = PresetRegistry()
    found = {entry.name: entry.value for entry in entries(registry, "acme-presets")}
    assert found == {"good": "acme_mod:preset", "eq": "a:b=c", "bare": ""}
    assert registry.get("good").name == "good"
    assert [problem.reason for problem in registry.problems()] == [
        "its entry point '' is not a valid preset name",
        "its entry point '[open' is not a valid preset name",
        "its entry point 'b\\xe4d' is not a valid preset name",
    ]
    assert {problem[:2] for problem in registry.problems()} == {("acme-presets", str(info))}


def test_locked_first_party_name_needs_own_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = own_info(tmp_path)
    write_lock(tmp_path / "lock", ["slack"])
    (info / "entry_points.txt").write_text("")
    standard = [folder for folder in sys.path if not [*Path(folder).glob(info.name)]]
    monkeypatch.setattr(sys, "path", [*standard, str(tmp_path)])
    monkeypatch.setattr(
        oauth_presets.registry.discovery, "__file__", str(tmp_path / "package" / "it.py")
    )
    with pytest.raises(UnknownPresetError, match="is missing or damaged"):
        PresetRegistry(lock=tmp_path / "lock").get("slack")


class Finder:
    """A third-party import system."""

    def __init__(self, *distributions: Any) -> None:
        self.distributions = distributions

    def find_spec(self, *_: object) -> None:
        return None

    def find_distributions(self, context: Any) -> Iterator[Any]:
        assert (context.name, context.path) == (None, sys.path)  # all names, the whole path
        for one in self.distributions:
            if isinstance(one, BaseException):
                raise one
            yield one


class Frozen:
    """A distribution that is not in a folder."""

    name = "frozen-presets"
    files: ClassVar = {
        "entry_points.txt": f"[oauth_presets]\nfrozen = {__name__}:FROZEN",
        "METADATA": "Name: frozen-presets\nVersion: 3\n",
    }

    def read_text(self, name: str) -> str | None:
        return self.files.get(name)


class OldFrozen(Frozen):
    name = "old-frozen"
    files: ClassVar = {
        "entry_points.txt": "[oauth_presets]\nold = x:y",
        "PKG-INFO": "Name: old-frozen\nVersion: 2\n",
    }


class Placed(Frozen):
    """A distribution with a path from its finder and false metadata."""

    _path = "/X/frozen_app/placed_presets-1.0.dist-info/"


class FrozenWithout(Frozen):
    name = "frozen-without"
    files: ClassVar = {}


def test_presets_of_other_metadata_finders_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Finder(FrozenWithout(), OldFrozen(), Frozen(), Placed(), OSError("gone"))
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, broken, object()])
    registry = PresetRegistry()
    (entry,) = entries(registry, "frozen-presets")
    assert entry[:3] == ("frozen", "frozen-presets", "3")
    assert [entry.version for entry in entries(registry, "old-frozen")] == ["2"]
    assert registry.problems() == (
        ("?", "?", "OSError: gone"),
        (
            "placed-presets",
            "/X/frozen_app/placed_presets-1.0.dist-info",
            "its METADATA claims to be 'frozen-presets'",
        ),
    )
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder(KeyboardInterrupt())])
    registry.refresh()
    with pytest.raises(KeyboardInterrupt):
        registry.list()


def test_unreadable_metadata_does_not_break_pydantic_or_builds(
    tmp_path: Path, python: Callable[..., str]
) -> None:
    latin = offer(tmp_path, "x", "latin-presets", "latin_mod")
    (latin / "entry_points.txt").write_bytes(b"[oauth_presets]\ncaf\xe9 = x:y\n")
    for first in ("build_oauth('google_drive')", "CreateConnectorOAuth()", "list_presets()"):
        program = f"from oauth_presets import *; {first}; print(build_oauth('slack').token_url)"
        assert "oauth.v2.access" in python(program, tmp_path)


NO_SUBCLASS = "it must be a Preset, not a subclass or a function that returns one"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            "raise ValueError('no\\nthanks')",
            "importing bad_mod:preset raised ValueError: no thanks",
        ),
        ("raise SystemExit(3)", "importing bad_mod:preset raised SystemExit: 3"),
        ("raise GeneratorExit", "importing bad_mod:preset raised GeneratorExit"),
        (
            "class E(BaseException):\n    def __str__(self): raise RuntimeError\nraise E",
            "importing bad_mod:preset raised E",
        ),
        (
            "import not_there",
            "importing bad_mod:preset raised ModuleNotFoundError: No module named 'not_there'",
        ),
        ("preset = {}", f"bad_mod:preset is a dict; {NO_SUBCLASS}"),
        (
            preset_module("bad") + "\nobject.__setattr__(preset, 'title', 5)",
            "The preset 'bad' is not valid:\n  title: is of type int; expected a string",
        ),
        (
            "import bad_help",
            "importing bad_mod:preset raised ZeroDivisionError: division by zero (in bad_help, "
            "line 3)",
        ),
        (
            "import bad_help2",
            "importing bad_mod:preset raised ValueError: deep (in bad_help2, line 1)",
        ),
        (
            "",
            "importing bad_mod:preset raised AttributeError: module 'bad_mod' has no attribute "
            "'preset'",
        ),
        (
            "from oauth_presets import Preset\nclass Mine(Preset): pass\n"
            + preset_module("bad").replace("= Preset(", "= Mine("),
            f"bad_mod:preset is a Mine; {NO_SUBCLASS}",
        ),
        *(
            (
                preset_module("bad").replace("Preset(", f"Preset({field}=('x',), ", 1),
                "importing bad_mod:preset raised InvalidPresetError: The preset 'bad' is not "
                f"valid: {field}: unknown field: oauth-presets {__version__} does not know it, but "
                "another version may",
            )
            for field in ("needs", "dpop")
        ),
        (preset_module("other"), "it calls itself 'other'; both names must be the same"),
        (
            preset_module("bad").replace("/authorize", "").replace("https://{", "http://{", 1),
            "importing bad_mod:preset raised InvalidPresetError: The preset 'bad' is not valid: "
            "authorize_url: 'http://{subdomain}.preset.example' does not begin with https:// and a "
            "host name",
        ),
        (
            preset_module("bad") + "\nobject.__setattr__(preset, 'token_url', 'http://evil')",
            "The preset 'bad' is not valid:\n"
            "  token_url: 'http://evil' does not begin with https:// and a host name",
        ),
        (
            preset_module("bad")
            + "\nclass E(str):\n    def __deepcopy__(self, memo): raise SystemExit(4)"
            "\nobject.__setattr__(preset, 'title', E('a'))",
            "its data cannot be used: SystemExit: 4",
        ),
    ],
)
def test_plugin_that_does_not_load_is_a_load_error(site: Path, source: str, reason: str) -> None:
    helpers = {
        "bad_help": "\ndef divide(): return 1 / 0\ndivide()\n",
        "bad_help2": "import bad_help3; bad_help3.fail()",
        "bad_help3": "def fail(): raise ValueError('deep')",
    }
    modules = {"bad_mod": source, **helpers}
    make_distribution(site, "bad-presets", {"bad": "bad_mod:preset"}, modules)
    registry = PresetRegistry()
    for _ in range(2):
        with pytest.raises(PresetLoadError) as caught:
            registry.get("bad")
        assert str(caught.value) == (
            f"The preset 'bad' of bad-presets 1.0 cannot be loaded: {reason}. Tell its author, or "
            "uninstall bad-presets."
        )
        assert (caught.value.distribution, caught.value.entry_point) == ("bad-presets", "bad")
    assert registry.get("google_drive").name == "google_drive"


@pytest.mark.parametrize(
    "change",
    ["sys.path.clear()", "del sys.path[-1]", "sys.path = []", "sys.path = [5]", "sys.path = None",
     "sys.path = tuple(sys.path)"],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["", "raise ValueError\n"])
def test_folders_removed_from_sys_path_by_a_plugin_are_restored(
    site: Path, monkeypatch: pytest.MonkeyPatch, change: str, ends: str
) -> None:
    source = f"import sys\n{change}\n{ends}{preset_module('bad')}"
    make_distribution(site, "bad-presets", {"bad": "bad_mod:preset"}, {"bad_mod": source})
    path = [*sys.path]
    monkeypatch.setattr(sys, "path", path)
    before = [*path]
    # Whether or not the import fails, the folders are restored.
    with contextlib.suppress(PresetLoadError):
        PresetRegistry().get("bad")
    assert sys.path is path
    assert sys.path == before


def test_plugin_may_add_a_folder_to_sys_path(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "import sys\nsys.path = ['/added', *sys.path]\n" + preset_module("acme")
    make_distribution(site, "acme-presets", {"acme": "acme_mod:preset"}, {"acme_mod": source})
    monkeypatch.setattr(sys, "path", [*sys.path])
    PresetRegistry().get("acme")
    assert sys.path[0] == "/added"


@pytest.mark.parametrize("value", [":::", "", "a..b:c", "a", "a:", ":b", "1:2", "a:b.c", "a b:c"])
def test_malformed_entry_point_value_is_a_load_error(site: Path, value: str) -> None:
    make_distribution(site, "bad-presets", {"bad": value, "good": "good_mod:preset"},
                      {"good_mod": preset_module("good")})  # fmt: skip
    registry = PresetRegistry()
    with pytest.raises(PresetLoadError) as caught:
        registry.get("bad")
    assert str(caught.value) == (
        f"The preset 'bad' of bad-presets 1.0 cannot be loaded: its entry point has the value "
        f"{value!r}, not module:object. Tell its author, or uninstall bad-presets."
    )
    assert registry.get("good").name == "good"


def test_keyboard_interrupt_in_a_plugin_propagates(site: Path) -> None:
    make_distribution(
        site, "bad-presets", {"bad": "bad_mod:x"}, {"bad_mod": "raise KeyboardInterrupt"}
    )
    with pytest.raises(KeyboardInterrupt):
        PresetRegistry().get("bad")


def test_plugin_object_is_copied_on_load(site: Path) -> None:
    source = preset_module("acme") + (
        "\nclass Text(str):\n    def __str__(self): return 'evil'\n"
        "preset.authorize_params['x'] = Text('good')\n"
    )
    make_distribution(site, "acme-presets", {"acme": "acme_mod:preset"}, {"acme_mod": source})
    registry = PresetRegistry()
    registry.get("acme")
    theirs = sys.modules["acme_mod"].preset
    theirs.authorize_params["x"] = "changed"
    assert registry.get("acme").authorize_params == {"x": "good"}
    assert type(registry.get("acme").authorize_params["x"]) is str


def test_plugin_may_use_the_registry_during_import(site: Path) -> None:
    source = "from oauth_presets import get_preset, list_presets\nlist_presets()\n" + (
        "get_preset('google_drive')\n" + preset_module("acme")
    )
    make_distribution(site, "acme-presets", {"acme": "acme_mod:preset"}, {"acme_mod": source})
    assert PresetRegistry().get("acme").name == "acme"


# -- names -----------------------------------------------------------------------------------------


def test_unknown_name_suggests_similar_names() -> None:
    with pytest.raises(UnknownPresetError) as caught:
        PresetRegistry().get("confluense")
    assert str(caught.value) == "Unknown preset 'confluense'. Did you mean 'confluence'?"
    assert (caught.value.name, caught.value.suggestions) == ("confluense", ("confluence",))


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("zqxzqxa", ("zqxzqxc", "zqxzqxb")),  # very close names exclude others
        ("zqxzxz", ("zqxzqxc", "zqxzqxb", "zqxzqqqqxd")),
        (
            "Few Words",
            ("few_words_1", "few_wordsy", "in_few_words"),
        ),  # matching words come before close names
        ("zqvvvvvvvv", ()),
    ],
)
def test_suggestions_for_unknown_names(name: str, suggestions: tuple[str, ...]) -> None:
    registry = PresetRegistry()
    for known in (
        "zqxzqxb", "zqxzqxc", "zqxzqqqqxd", "in_few_words", "few_words_1", "few_wordsy",
    ):  # fmt: skip
        registry.register(named(known))
    with pytest.raises(UnknownPresetError) as caught:
        registry.get(name)
    assert caught.value.suggestions == suggestions
    asked = " or ".join(map(repr, suggestions))
    assert str(caught.value) == f"Unknown preset {name!r}. " + (
        f"Did you mean {asked}?"
        if suggestions
        else "`oauth-presets list` shows what is installed; a package that offers the preset may "
        "be missing."
    )


@pytest.mark.parametrize("name", ["", "caf\xe9", "a/b", "x" * 65, "\u212a"])
def test_invalid_preset_names_are_rejected(name: str) -> None:
    with pytest.raises(UnknownPresetError) as caught:
        PresetRegistry().get(name)
    assert str(caught.value) == (
        f"{name!a} cannot be a preset's name: names are up to 64 ASCII letters, digits, '-', '_', "
        "'.' and spaces, beginning and ending with a letter or digit."
    )
    assert caught.value.name == name


def test_name_that_is_not_a_string_is_rejected() -> None:
    with pytest.raises(ArgumentError, match=r"^A preset's name must be a string, not int\.$"):
        PresetRegistry().get(5)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"^distribution= must be a string, not int\.$"):
        PresetRegistry().get("jira", 5)  # type: ignore[arg-type]


def test_many_suggestions_are_shortened_to_list_command() -> None:
    registry = PresetRegistry()
    for number in "123":
        registry.register(named(f"zzword_{number}"))
    with pytest.raises(UnknownPresetError, match="'zzword_1' or 'zzword_2' or 'zzword_3'"):
        registry.get("ZZword")
    registry.register(named("zzword_4"))
    with pytest.raises(UnknownPresetError) as caught:
        registry.get("ZZword")
    assert caught.value.suggestions == tuple(f"zzword_{number}" for number in "1234")
    assert str(caught.value) == (
        "Unknown preset 'ZZword'. `oauth-presets list zzword` shows 4 presets that match."
    )


# -- registration ----------------------------------------------------------------------------------


def test_application_registers_its_own_preset() -> None:
    registry = PresetRegistry()
    registry.register(named("mine"))
    assert registry.get("Mine").title == "mine"
    (entry,) = entries(registry, "<application>")
    assert (entry.name, entry.version, entry.value, entry.conflict) == ("mine", "", "", False)
    registry.refresh()
    assert registry.get("mine", "<application>").title == "mine"
    assert registry.explain("mine", distribution="<application>")[0].source.startswith(
        "<application>; https://"
    )
    with pytest.raises(UnknownPresetError):
        PresetRegistry().get("mine")


def test_registering_a_taken_name_is_a_conflict(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    offer(site, "both", "one-presets", "one_mod")
    offer(site, "both", "two-presets", "two_mod")
    registry.register(named("mine"))
    owners = {
        "jira": ("oauth-presets",), "acme": ("acme-presets",), "mine": ("<application>",),
        "both": ("one-presets", "two-presets"),
    }  # fmt: skip
    for name, whose in owners.items():
        with pytest.raises(PresetConflictError) as caught:
            registry.register(named(name))
        assert str(caught.value) == (
            f"A preset named {name!r} already exists, from {' and '.join(map(repr, whose))}. "
            "Register yours under another name."
        )
        assert (caught.value.name, caught.value.owners) == (name, whose)
    assert registry.get("mine").title == "mine"


def test_owner_installed_after_register_is_a_conflict(site: Path) -> None:
    registry = PresetRegistry()
    registry.register(named("acme"))
    assert registry.get("acme").title == "acme"
    offer(site, "acme", "acme-presets", "acme_mod", title="Theirs")
    registry.refresh()
    with pytest.raises(PresetConflictError, match="'<application>' and 'acme-presets'"):
        registry.get("acme")
    assert registry.get("acme", "acme-presets").title == "Theirs"
    assert registry.get("acme", "<application>").title == "acme"


def test_register_rejects_anything_but_a_preset() -> None:
    class Mine(Preset):
        pass

    refused: list[Any] = [{}, Mine.model_validate(dict(named("mine"))), None]
    for wrong, kind in zip(refused, ("dict", "Mine", "NoneType"), strict=True):
        with pytest.raises(ArgumentError) as caught:
            PresetRegistry().register(wrong)
        assert str(caught.value) == (
            f"register() takes a Preset, not {kind}. Subclasses are refused too."
        )


# -- threads ---------------------------------------------------------------------------------------


def test_concurrent_first_use_scans_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    scans = []
    scan = oauth_presets.registry.discovery.Scan

    def counted() -> object:
        scans.append(1)
        return scan()

    monkeypatch.setattr(oauth_presets.registry.registry, "Scan", counted)
    registry, barrier, built = PresetRegistry(), Barrier(8), []

    def work() -> None:
        barrier.wait()
        built.append(registry.build("acme", subdomain="x").token_url)

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert built == ["https://x.preset.example/token"] * 8
    assert len(scans) == 1
