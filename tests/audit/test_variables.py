"""Files of variables: what they may hold, and what is said of those that hold anything else."""

from pathlib import Path

import pytest

from oauth_presets import ArgumentError
from oauth_presets.audit.variables import not_strings, read_variables

SETS = {
    "one": [{"tenant": "a", "region": "eu"}, {"tenant": "b", "region": "eu"}],
    "two": [{"tenant": "c"}, {}],
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "v.toml",
            "[One]\ntenant = ['a', 'b']\nregion = 'eu'\n[[two]]\ntenant = 'c'\n[[two]]",
        ),
        (
            "v.json",
            '{"One": {"tenant": ["a", "b"], "region": "eu"}, "two": [{"tenant": "c"}, {}]}',
        ),
    ],
)
def test_file_holds_sets_of_values(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert read_variables(tmp_path / name) == SETS


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("one = 1", "'one' has a value instead of a table"),
        ("one = [1]", "'one' has a value instead of a table"),
        ("one.tenant = []", "'one' has no values"),
        ("one = []", "'one' has no values"),
        ("[one]\n[One]", "it has two tables for 'one'"),
        (
            "one = {tenant = ['a'], region = ['b']}",
            "'one' has lists of values for 'tenant' and 'region'; write a table for each "
            "combination",
        ),
    ],
)
def test_what_is_not_a_set_of_values_is_an_error(tmp_path: Path, content: str, text: str) -> None:
    file = tmp_path / "v.toml"
    file.write_text(content)
    with pytest.raises(ArgumentError) as caught:
        read_variables(file)
    assert str(caught.value) == f"Cannot use the variables file {file}: {text}."


@pytest.mark.parametrize(
    ("name", "content"), [("v.toml", "one"), ("v.toml", "\udcff"), ("v.json", "[]")]
)
def test_damaged_file_is_an_error(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(ArgumentError, match=r"^Cannot use the variables file .*: "):
        read_variables(tmp_path / name)


def test_values_that_are_not_strings_are_named_once(tmp_path: Path) -> None:
    file = tmp_path / "v.toml"
    file.write_text("one = [{tenant = 1}, {tenant = ['a', 2]}, {region = 'eu'}]\ntwo.x = {}")
    assert not_strings(read_variables(file)) == ("one.tenant", "two.x")
