"""The public names, and what importing them costs."""

import pickle
import re
from collections.abc import Callable

import pytest

import oauth_presets
from oauth_presets import errors


def test_all_is_sorted_and_complete() -> None:
    assert oauth_presets.__all__ == sorted(oauth_presets.__all__)
    for name in oauth_presets.__all__:
        assert getattr(oauth_presets, name).__module__.startswith("oauth_presets.")
        assert name in dir(oauth_presets)


def test_unknown_attribute_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        oauth_presets.nothing  # noqa: B018


def exceptions() -> list[type[Exception]]:
    found = [value for value in vars(errors).values() if isinstance(value, type)]
    return [value for value in found if issubclass(value, Exception)]


def test_exception_tree_is_documented_and_public() -> None:
    documented = re.findall(r"\* (\w+)", errors.__doc__ or "")
    assert sorted(documented) == sorted(cls.__name__ for cls in exceptions())
    assert set(documented) <= set(oauth_presets.__all__)
    for cls in exceptions():
        assert issubclass(cls, errors.OAuthPresetsError | Warning)


@pytest.mark.parametrize("cls", exceptions())
def test_exceptions_survive_pickling(cls: type[Exception]) -> None:
    error = cls("what was wrong")
    error.__dict__["name"] = "x"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (type(again), str(again), again.__dict__) == (cls, "what was wrong", error.__dict__)


def test_unknown_preset_error_is_a_key_error_with_a_plain_message() -> None:
    with pytest.raises(KeyError) as caught:
        oauth_presets.get_preset("qqqqqqqq")
    assert str(caught.value).startswith("Unknown preset 'qqqqqqqq'. ")


# -- what is imported, in fresh processes ----------------------------------------------------------

SHOW = "import sys; print(*sorted(sys.modules))"


def test_importing_the_package_imports_nothing_else(python: Callable[..., str]) -> None:
    bare = set(python(SHOW).split())
    imported = set(python(f"import oauth_presets; {SHOW}").split()) - bare
    assert imported == {"oauth_presets", "oauth_presets._version"}


def test_listing_imports_no_plugin_and_no_heavy_library(python: Callable[..., str]) -> None:
    listed = python(f"import oauth_presets; oauth_presets.list_presets(); {SHOW}").split()
    for heavy in ("oauth_presets_catalog", "pydantic", "httpx", "typer", "rich"):
        assert heavy not in listed


def test_building_imports_one_plugin(python: Callable[..., str]) -> None:
    built = python(f"from oauth_presets import build_oauth; build_oauth('slack'); {SHOW}").split()
    catalogue = {name for name in built if name.startswith("oauth_presets_catalog")}
    assert catalogue == {"oauth_presets_catalog", "oauth_presets_catalog.slack"}
    for heavy in ("httpx", "typer", "rich", "importlib_metadata", "importlib.metadata"):
        assert heavy not in built


def test_building_builds_no_validators(python: Callable[..., str]) -> None:
    program = (
        "from oauth_presets import *; oauth = build_oauth('slack', client_id='x')\n"
        "models = [CreateConnectorOAuth, Preset, Variable, Offline]\n"
        "print([model.__pydantic_complete__ for model in models])\n"
        "oauth.client_id = 'y'; print(oauth.model_dump(include={'client_id'}))\n"
    )
    assert python(program).splitlines() == ["[False, False, False, False]", "{'client_id': 'y'}"]


def test_repeated_build_touches_no_file(python: Callable[..., str]) -> None:
    program = """
import sys
from oauth_presets import build_oauth
def build():
    build_oauth("google_drive", client_id="x", client_secret="y")
    build_oauth("sharepoint", client_id="x", tenant="contoso", scopes=["Files.Read.All"])
build()
events = []
sys.addaudithook(lambda event, _: events.append(event))
for _ in range(5_000):
    build()
print(events)
open(__import__("os").devnull).close()
print("open" in events)
"""
    assert python(program).splitlines() == ["[]", "True"]


@pytest.mark.parametrize(
    "call",
    [
        "build_oauth('slakc')",
        "build_oauth('')",
        "get_preset('google_drvie')",
        "build_oauth('jira', distribution='nobody')",
    ],
)
def test_error_messages_import_no_plugin(call: str, python: Callable[..., str]) -> None:
    program = f"from oauth_presets import *\ntry: {call}\nexcept OAuthPresetsError: {SHOW}"
    assert "oauth_presets_catalog" not in python(program)
