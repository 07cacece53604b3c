"""Who offers a name, and what is loaded: on real metadata in real folders."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from support import preset_module

import oauth_presets.discovery
import oauth_presets.registry
from oauth_presets import (
    ArgumentError,
    Preset,
    PresetConflictError,
    PresetEntry,
    PresetLoadError,
    PresetRegistry,
    UnknownPresetError,
    get_preset,
)
from oauth_presets.testing import make_distribution


def offer(site: Path, name: str, distribution: str, module: str, **changes: str) -> Path:
    return make_distribution(
        site, distribution, {name: f"{module}:preset"},
        {module: preset_module(changes.pop("inner", name), title=changes.pop("title", ""))},
        **changes,
    )  # fmt: skip


def entries(registry: PresetRegistry, distribution: str) -> list[PresetEntry]:
    return [entry for entry in registry.list() if entry.distribution == distribution]


def named(name: str) -> Preset:
    return Preset.model_validate({**dict(get_preset("jira")), "name": name, "title": name})


# -- listing and loading ---------------------------------------------------------------------------


def test_a_third_party_preset_is_listed_and_loaded(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    assert entries(registry, "acme-presets") == [
        PresetEntry("acme", "acme-presets", "1.0", "acme_mod:preset", False, False, False)
    ]
    assert "acme_mod" not in sys.modules
    assert registry.get("ACME").title == "Acme"
    assert registry.get("acme", "Acme_Presets").title == "Acme"


def test_listing_is_sorted_and_has_ours() -> None:
    listed = PresetRegistry().list()
    assert list(listed) == sorted(listed)
    ours = {entry.name: entry for entry in listed if entry.first_party}
    assert ours["google_drive"].value == "oauth_presets_catalog.google:google_drive"
    assert not any(entry.shadowed or entry.conflict for entry in ours.values())


def test_a_first_party_name_is_answered_without_a_scan(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_scan() -> None:
        raise AssertionError("what else is installed was looked at")

    monkeypatch.setattr(oauth_presets.registry, "Scan", no_scan)
    registry = PresetRegistry()
    assert registry.get("google_drive").name == "google_drive"
    assert registry.get("google_drive", "oauth-presets").name == "google_drive"
    with pytest.raises(AssertionError, match="was looked at"):
        registry.get("acme")


def test_what_is_asked_for_twice_is_looked_up_once(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    registry.get("acme")
    (site / "acme_presets-1.0.dist-info" / "entry_points.txt").unlink()
    assert registry.get("acme").name == "acme"
    registry.refresh()
    with pytest.raises(UnknownPresetError):
        registry.get("acme")


# -- ownership -------------------------------------------------------------------------------------


def test_a_first_party_name_cannot_be_taken(site: Path) -> None:
    offer(site, "Google-Drive", "evil-presets", "evil_mod", inner="google_drive", title="Evil")
    registry = PresetRegistry()
    assert registry.get("google_drive").title == "Google Drive"
    assert "evil_mod" not in sys.modules
    (entry,) = entries(registry, "evil-presets")
    assert (entry.name, entry.shadowed, entry.conflict) == ("google_drive", True, False)
    assert registry.get("google_drive", "evil-presets").title == "Evil"


def test_two_owners_are_a_conflict_that_names_both(site: Path) -> None:
    offer(site, "acme", "one-presets", "one_mod", title="One")
    offer(site, "Acme", "two-presets", "two_mod", inner="acme", title="Two")
    registry = PresetRegistry()
    with pytest.raises(PresetConflictError) as caught:
        registry.get("acme")
    assert str(caught.value) == (
        "The preset 'acme' is offered by 'one-presets' and 'two-presets'. Say whose you want: "
        "distribution='one-presets'; or uninstall one of them."
    )
    assert caught.value.owners == ("one-presets", "two-presets")
    assert all(entry.conflict for entry in registry.list() if entry.name == "acme")
    assert registry.get("acme", "two-presets").title == "Two"
    assert not {"one_mod"} & set(sys.modules)


def test_a_distribution_that_does_not_offer_the_name(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    with pytest.raises(UnknownPresetError, match="'other' offers no preset 'acme'; 'acme-presets'"):
        registry.get("acme", "other")
    with pytest.raises(UnknownPresetError, match="There is no preset 'nothing'"):
        registry.get("nothing", "acme-presets")


def test_metadata_that_claims_to_be_us_is_a_problem(site: Path) -> None:
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


def test_metadata_that_claims_to_be_somebody_else_is_a_problem(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    thief = offer(site, "acme", "thief", "thief_mod", inner="acme", title="Thief")
    (thief / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-presets\nVersion: 1\n")
    registry = PresetRegistry()
    assert registry.get("acme").title == "Acme"
    assert [problem.distribution for problem in registry.problems()] == ["thief"]


# -- one distribution, found more than once --------------------------------------------------------


def test_old_and_new_metadata_in_one_folder_count_once(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod", version="9.0")
    make_distribution(site, "acme-presets", {"acme": "acme_mod:preset"}, version="10.0")
    registry = PresetRegistry()
    assert [entry.version for entry in entries(registry, "acme-presets")] == ["10.0"]
    assert registry.get("acme").name == "acme"


def test_of_two_folders_the_first_on_the_path_counts(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, "acme", "acme-presets", "acme_mod", version="1.0")
    other = tmp_path / "other"
    offer(other, "acme", "acme-presets", "acme_mod", version="2.0")
    monkeypatch.syspath_prepend(str(other))
    assert [e.version for e in entries(PresetRegistry(), "acme-presets")] == ["2.0"]


def test_newer_metadata_without_presets_hides_older_with(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    other = tmp_path / "other"
    make_distribution(other, "acme-presets", version="2.0")
    monkeypatch.syspath_prepend(str(other))
    assert entries(PresetRegistry(), "acme-presets") == []


def test_one_name_twice_in_one_distribution(site: Path) -> None:
    presets = {"my-acme": "acme_mod:preset", "my_acme": "acme_mod:preset"}
    make_distribution(site, "acme-presets", presets, {"acme_mod": preset_module("my_acme")})
    with pytest.raises(PresetLoadError, match="more than once"):
        PresetRegistry().get("my_acme")


# -- what is broken is one row ---------------------------------------------------------------------


def test_unreadable_metadata_is_one_row(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    latin = offer(site, "x", "latin-presets", "latin_mod")
    (latin / "entry_points.txt").write_bytes(b"[oauth_presets]\ncaf\xe9 = x:y\n")
    nameless = offer(site, "y", "nameless-presets", "nameless_mod")
    (nameless / "METADATA").unlink()
    empty = offer(site, "z", "empty-presets", "empty_mod")
    (empty / "METADATA").write_text("")
    registry = PresetRegistry()
    problems = {problem.distribution: problem for problem in registry.problems()}
    assert set(problems) == {"latin-presets", "nameless-presets", "empty-presets"}
    assert "UnicodeDecodeError" in problems["latin-presets"].reason
    assert problems["latin-presets"].path == str(latin)
    assert registry.get("acme").name == "acme"
    assert registry.get("google_drive").name == "google_drive"


def test_unreadable_metadata_does_not_stop_pydantic_or_us(
    tmp_path: Path, python: Callable[..., str]
) -> None:
    latin = offer(tmp_path, "x", "latin-presets", "latin_mod")
    (latin / "entry_points.txt").write_bytes(b"[oauth_presets]\ncaf\xe9 = x:y\n")
    for first in ("build_oauth('google_drive')", "CreateConnectorOAuth()", "list_presets()"):
        program = f"from oauth_presets import *; {first}; print(build_oauth('slack').token_url)"
        assert "oauth.v2.access" in python(program, tmp_path)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "raise ValueError('no\\nthanks')",
            "importing bad_mod:preset raised ValueError: no thanks",
        ),
        ("raise SystemExit(3)", "raised SystemExit: 3"),
        ("raise GeneratorExit", "raised GeneratorExit"),
        ("class E(BaseException):\n    def __str__(self): raise RuntimeError\nraise E", "raised E"),
        ("import not_there", "No module named 'not_there'"),
        ("preset = {}", "is a dict; it must be a Preset"),
        ("", "has no attribute 'preset'"),
        (
            "from oauth_presets import Preset\nclass Mine(Preset): pass\n"
            + preset_module("bad").replace("= Preset(", "= Mine("),
            "is a Mine; it must be a Preset: no subclass",
        ),
        (preset_module("other"), "it calls itself 'other'; both names must be the same"),
        (preset_module("bad").replace("https://{", "http://{"), "raised InvalidPresetError"),
        (
            preset_module("bad") + "\nobject.__setattr__(preset, 'token_url', 'http://evil')",
            "The preset 'bad' is not valid",
        ),
    ],
)
def test_a_plugin_that_does_not_load(site: Path, source: str, text: str) -> None:
    make_distribution(site, "bad-presets", {"bad": "bad_mod:preset"}, {"bad_mod": source})
    registry = PresetRegistry()
    with pytest.raises(PresetLoadError) as caught:
        registry.get("bad")
    message = str(caught.value)
    assert message.startswith("The preset 'bad' of bad-presets 1.0 cannot be loaded: ")
    assert text in message
    assert (caught.value.distribution, caught.value.entry_point) == ("bad-presets", "bad")
    assert registry.get("google_drive").name == "google_drive"


@pytest.mark.parametrize("value", [":::", "", "a..b:c", "a", "a:", ":b", "1:2", "a:b.c", "a b:c"])
def test_a_value_that_is_no_reference(site: Path, value: str) -> None:
    make_distribution(site, "bad-presets", {"bad": value, "good": "good_mod:preset"},
                      {"good_mod": preset_module("good")})  # fmt: skip
    registry = PresetRegistry()
    with pytest.raises((PresetLoadError, UnknownPresetError)) as caught:
        registry.get("bad")
    seen = [problem.distribution for problem in registry.problems()]
    assert "bad-presets" in (*seen, getattr(caught.value, "distribution", ""))
    assert registry.get("google_drive").name == "google_drive"


def test_ctrl_c_in_a_plugin_is_ctrl_c(site: Path) -> None:
    make_distribution(
        site, "bad-presets", {"bad": "bad_mod:x"}, {"bad_mod": "raise KeyboardInterrupt"}
    )
    with pytest.raises(KeyboardInterrupt):
        PresetRegistry().get("bad")


def test_nothing_of_the_plugins_object_is_kept(site: Path) -> None:
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


def test_a_plugin_may_come_back_while_it_is_imported(site: Path) -> None:
    source = "from oauth_presets import get_preset, list_presets\nlist_presets()\n" + (
        "get_preset('google_drive')\n" + preset_module("acme")
    )
    make_distribution(site, "acme-presets", {"acme": "acme_mod:preset"}, {"acme_mod": source})
    assert PresetRegistry().get("acme").name == "acme"


# -- names -----------------------------------------------------------------------------------------


def test_an_unknown_name_suggests_near_ones() -> None:
    with pytest.raises(UnknownPresetError) as caught:
        PresetRegistry().get("confluense")
    assert caught.value.suggestions[0] == "confluence"
    assert str(caught.value).startswith(
        "There is no preset 'confluense'. Did you mean 'confluence'"
    )


def test_a_name_nothing_is_like() -> None:
    with pytest.raises(UnknownPresetError, match="`oauth-presets list` shows what is installed"):
        PresetRegistry().get("qqqqqqqq")


@pytest.mark.parametrize("name", ["", "caf\xe9", "a/b", "x" * 65, "\u212a"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(UnknownPresetError, match="cannot be a preset's name"):
        PresetRegistry().get(name)


def test_a_name_is_a_string() -> None:
    with pytest.raises(ArgumentError, match="not int"):
        PresetRegistry().get(5)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="not int"):
        PresetRegistry().get("jira", 5)  # type: ignore[arg-type]


# -- registration ----------------------------------------------------------------------------------


def test_an_application_registers_its_own() -> None:
    registry = PresetRegistry()
    registry.register(named("mine"))
    assert registry.get("Mine").title == "mine"
    (entry,) = entries(registry, "<application>")
    assert (entry.name, entry.version, entry.value, entry.conflict) == ("mine", "", "", False)
    registry.refresh()
    assert registry.get("mine", "<application>").title == "mine"
    with pytest.raises(UnknownPresetError):
        PresetRegistry().get("mine")


def test_registering_a_taken_name_is_a_conflict(site: Path) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    registry = PresetRegistry()
    registry.register(named("mine"))
    for name, owner in (("jira", "oauth-presets"), ("acme", "acme-pres"), ("mine", "<applic")):
        with pytest.raises(PresetConflictError, match=owner):
            registry.register(named(name))


def test_an_owner_that_comes_later_is_a_conflict_at_look_up(site: Path) -> None:
    registry = PresetRegistry()
    registry.register(named("acme"))
    assert registry.get("acme").title == "acme"
    offer(site, "acme", "acme-presets", "acme_mod", title="Theirs")
    registry.refresh()
    with pytest.raises(PresetConflictError, match="'<application>' and 'acme-presets'"):
        registry.get("acme")
    assert registry.get("acme", "acme-presets").title == "Theirs"
    assert registry.get("acme", "<application>").title == "acme"


def test_only_a_preset_is_registered() -> None:
    class Mine(Preset):
        pass

    refused: list[Any] = [{}, Mine.model_validate(dict(named("mine"))), None]
    for wrong in refused:
        with pytest.raises(ArgumentError, match="takes a Preset"):
            PresetRegistry().register(wrong)


# -- threads ---------------------------------------------------------------------------------------


def test_first_use_raced_by_threads_scans_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(site, "acme", "acme-presets", "acme_mod")
    scans = []
    scan = oauth_presets.discovery.Scan

    def counted() -> object:
        scans.append(1)
        return scan()

    monkeypatch.setattr(oauth_presets.registry, "Scan", counted)
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
