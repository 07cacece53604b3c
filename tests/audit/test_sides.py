"""What can be compared with what: wrong sources are errors that say what is accepted."""

import os
import zipfile
from pathlib import Path

import pytest
from support.plugins import preset_module, wheel

from oauth_presets import OAuthPresetsError, PresetRegistry
from oauth_presets.audit.sides import ACCEPTED, compare
from oauth_presets.lock import write_lock

BAD_ZIP = "Cannot unpack {0} as a wheel: BadZipFile: File is not a zip file."


def message(old: Path, new: Path) -> str:
    """Return the error of a comparison; the folder is left out."""
    with pytest.raises(OAuthPresetsError) as caught:
        compare(str(old), str(new), PresetRegistry())
    return str(caught.value).replace(f"{new.parent}/", "")


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("no.whl", None, f"Cannot read no.whl: No such file or directory. Accepted: {ACCEPTED}."),
        ("no", None, f"Cannot read no: No such file or directory. Accepted: {ACCEPTED}."),
        ("text.txt", "text", f"Cannot compare text.txt. Accepted: {ACCEPTED}."),
        ("text.whl", "text", BAD_ZIP.format("text.whl")),
        ("text.lock", "text", "The lock text.lock is damaged: expecting value at character 0."),
        ("empty.lock", "", "The lock empty.lock is damaged: it is empty."),
        ("cut.lock", '{"format": 3, "names": ["sl', "The lock cut.lock is damaged: unterminated"),
        ("text.json", "text", "The file text.json cannot be used: expecting value at character 0."),
        ("other.json", "{}", "The file other.json cannot be used: format: Field required."),
        ("x.lock", "null", "The lock x.lock is damaged: it is not a JSON object."),
        ("other", '{"names": []}', "The lock other is damaged: format: Field required."),
    ],
)  # fmt: skip
def test_unusable_source_is_an_error(
    tmp_path: Path, name: str, content: str | None, text: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    assert message(tmp_path / name, tmp_path / name).startswith(text)


def test_source_that_is_not_a_regular_file_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.whl")
    for source in (tmp_path / "pipe.whl", Path("/dev/zero")):
        assert message(source, tmp_path / "x") == (
            f"Cannot read {str(source).removeprefix(f'{tmp_path}/')}: not a regular file. "
            f"Accepted: {ACCEPTED}."
        )


def test_folder_is_not_a_source(tmp_path: Path) -> None:
    assert message(tmp_path, tmp_path / "x").endswith(f"Is a directory. Accepted: {ACCEPTED}.")


def test_truncated_wheel_is_an_error(tmp_path: Path) -> None:
    whole = wheel(tmp_path, {"acme": "m:preset"}, {"m": preset_module("acme")})
    whole.write_bytes(whole.read_bytes()[:-40])
    assert message(whole, whole) == BAD_ZIP.format(whole.name)


def test_two_entry_points_of_one_name_are_an_error(tmp_path: Path) -> None:
    twice = wheel(tmp_path, {"acme": "m:a", "Acme": "m:a"}, {})
    assert message(twice, twice) == (
        f"The entry points of {twice.name} cannot be used: ValueError: two of its entry points are "
        f"named 'acme'. `oauth-presets validate {twice.name}` says more."
    )


def test_wheel_without_metadata_is_an_error(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.whl", "w"):
        pass
    assert message(tmp_path / "x.whl", tmp_path / "x.whl") == (
        "x.whl is not a wheel: it has 0 .dist-info folders."
    )


def test_sources_without_a_common_distribution_are_an_error(tmp_path: Path) -> None:
    lock = tmp_path / "oauth-presets.lock"
    write_lock(lock, ["slack"])
    other = wheel(tmp_path, {"acme": "acme_mod:preset"}, {"acme_mod": preset_module("acme")})
    assert message(lock, other) == (
        f"Nothing to compare: oauth-presets.lock and {other.name} hold no preset of the same "
        "distribution."
    )


def test_wheel_without_presets_is_an_error_on_either_side(tmp_path: Path) -> None:
    presets = {"acme": "acme_mod:preset"}
    acme = wheel(tmp_path, presets, {"acme_mod": preset_module("acme")})
    empty = wheel(tmp_path, {}, {}, version="2.0")
    for pair in ((acme, empty), (empty, acme)):
        assert message(*pair) == f"{empty.name} holds no presets."


def test_installed_is_not_compared_with_itself() -> None:
    with pytest.raises(OAuthPresetsError) as caught:
        compare("installed", "installed", PresetRegistry())
    assert str(caught.value) == (f"'installed' cannot be compared with itself. Name {ACCEPTED}.")
