"""What a preset may be: whatever contradicts itself cannot be made."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone
from typing import Any, Literal, get_origin

import pytest
from pydantic import ValidationError

from oauth_presets import (
    InvalidPresetError,
    Offline,
    Preset,
    PresetRegistry,
    Variable,
    get_preset,
    list_presets,
)
from oauth_presets._pydantic import Model, plain_values

DATA: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://acme.example/authorize",
    "token_url": "https://acme.example/token",
    "docs_url": "https://docs.acme.example/oauth#scopes",
}
LABEL = {"x": Variable(kind="label")}


def acme(**changes: Any) -> Preset:
    return Preset(**{**DATA, **changes})


def test_five_fields_are_enough() -> None:
    preset = acme()
    assert preset.offline == Offline(mode="unknown")
    assert (preset.scopes, preset.scope_separator, preset.pkce) == ((), " ", "unknown")


def test_it_is_frozen() -> None:
    with pytest.raises(ValidationError):
        acme().name = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"name": "Acme"}, "name", "write 'acme'"),
        ({"name": "a\u0441me"}, "name", "ASCII"),
        ({"title": " "}, "title", "empty"),
        ({"title": "A\x1b[31m"}, "title", "control"),
        ({"setup": ("a\nb",)}, "setup", "line break"),
        ({"docs_url": "http://acme.example"}, "docs_url", "https URL of a page"),
        ({"console_url": "acme.example"}, "console_url", "https URL of a page"),
        ({"token_url": "https://acme"}, "token_url", "'https://acme' has 'acme' for a host"),
        ({"issuer": "https://acme.example/?a=b"}, "issuer", "query"),
        ({"token_url": "https://{x}.acme.example/"}, "token_url", "does not declare"),
        ({"variables": LABEL}, "variables", "no URL has the placeholder {x}"),
        (
            {"token_url": "https://{x}/t", "variables": LABEL},
            "token_url",
            "of kind 'label' does not fit (host or choice does)",
        ),
        (
            {"token_url": "https://acme.example/{state}", "variables": {"state": LABEL["x"]}},
            "variables",
            "keeps for itself",
        ),
        (
            {
                "token_url": "https://{x}.acme.example/",
                "variables": {"x": Variable(kind="label", example="a.b")},
            },
            "variables",
            "the example 'a.b' is refused",
        ),
        (
            {
                "token_url": "https://{x}/",
                "variables": {"x": Variable(kind="choice", choices={"eu": "evil"})},
            },
            "variables",
            "the choice 'evil' is no host",
        ),
        (
            {"token_url": "https://{x}/", "variables": {"x": Variable(kind="choice")}},
            "variables",
            "`choices` go with",
        ),
        ({"scopes": ("a b",)}, "scopes", "'a b' holds a space"),
        ({"scopes": ("",)}, "scopes", "empty"),
        ({"scopes": ("a", "a")}, "scopes", "twice"),
        ({"scopes": ("a,b",), "scope_separator": ","}, "scopes", "joins the scopes"),
        ({"scope_sets": {"x": ('"',)}}, "scope_sets.x", "quote"),
        ({"scope_sets": {"X y": ()}}, "scope_sets", "no name"),
        ({"scope_separator": "&"}, "scope_separator", "none of"),
        ({"scope_param": "state"}, "scope_param", "cannot be set"),
        ({"authorize_params": {"client_id": "x"}}, "authorize_params", "cannot be set"),
        ({"authorize_params": {"a": "b\n"}}, "authorize_params", "line break"),
        ({"authorize_params": {"a b": "c"}}, "authorize_params", "no parameter name"),
        ({"offline": Offline(mode="request")}, "offline", "go with the mode 'request'"),
        ({"offline": Offline(mode="always", scopes=("a",))}, "offline", "go with the mode"),
        ({"unverified": ("colour",)}, "unverified", "no field"),
        ({"colour": "red"}, "colour", "no such field"),
        ({"scope": ("a",)}, "scope", "no such field; did you mean 'scopes'?"),
        ({"offline": {"mode": "never", "scope": ()}}, "offline.scope", "did you mean 'scopes'?"),
        ({"variables": {"x": {"kid": "host"}}}, "variables.x.kid", "did you mean 'kind'?"),
        ({"variables": {"x": {}}}, "variables.x.kind", "is missing: what is accepted: `label`"),
        ({"pkce": "maybe"}, "pkce", "'maybe' is not accepted; 'required', "),
        ({"scopes": 5}, "scopes", "of the type int; a tuple is needed, as in ('a', 'b') or ('a',)"),
        ({"offline": {"mode": "request", "scopes": "a"}}, "offline.scopes", "('a',), not ('a')"),
        ({"scope_sets": {"x": "a"}}, "scope_sets.x", "('a',), not ('a')"),
        ({"scopes": (1,)}, "scopes.0", "of the type int; a string is needed"),
        ({"title": None}, "title", "of the type NoneType; a string is needed"),
        ({"authorize_params": "a=b"}, "authorize_params", "a dict is needed, as in {'a': 'b'}"),
        ({"allow_loopback": "maybe"}, "allow_loopback", "neither True nor False"),
        ({"verified_on": "25.11.2026"}, "verified_on", "'2026-11-25': YYYY-MM-DD"),
        ({"verified_on": True}, "verified_on", "YYYY-MM-DD"),
        (
            {"offline": True},
            "offline",
            "is of the type bool; needed is Offline(mode=...), mode being one of 'request', "
            "'always', 'never', 'unknown'",
        ),
        ({"variables": {"x": "host"}}, "variables.x", "needed is Variable(kind=...), kind being"),
    ],
)
def test_what_is_refused(changes: dict[str, Any], field: str, text: str) -> None:
    with pytest.raises(InvalidPresetError) as caught:
        acme(**changes)
    assert any(f == field and text in problem for f, problem in caught.value.problems), str(
        caught.value
    )
    assert field in str(caught.value)


def test_everything_that_is_wrong_is_listed() -> None:
    with pytest.raises(InvalidPresetError) as caught:
        acme(title="", token_url="http://x", scopes=("a b",))
    assert [field for field, _ in caught.value.problems] == ["title", "token_url", "scopes"]
    assert str(caught.value) == (
        "The preset 'acme' is not valid:\n"
        "  title: is empty\n"
        "  token_url: 'http://x' does not begin with https:// and a host name\n"
        "  scopes: the scope 'a b' holds a space, a quote, a backslash or a character outside "
        "printable ASCII"
    )


def test_a_missing_field_is_named_with_what_it_is_for() -> None:
    text = "docs_url: is missing: the vendor's page that proves the values."
    with pytest.raises(InvalidPresetError, match=text):
        Preset.model_validate({k: v for k, v in DATA.items() if k != "docs_url"})


TUPLES = sorted(
    name for name, field in Preset.model_fields.items() if get_origin(field.annotation) is tuple
)


@pytest.mark.parametrize("field", TUPLES)
def test_a_string_in_brackets_is_no_tuple(field: str) -> None:
    for text, said in (("a b", "'a b'"), ("x" * 41, "'...'")):
        with pytest.raises(InvalidPresetError) as caught:
            acme(**{field: text})
        wanted = f"is a string; a tuple is needed, which the comma makes: ({said},), not ({said})"
        assert caught.value.problems == ((field, wanted),)


@pytest.mark.parametrize(
    ("make", "field", "text"),
    [
        (lambda: Offline(mode="request", scopes="a"), "scopes", "('a',), not ('a')"),
        (lambda: Offline(mode="no"), "mode", "'no' is not accepted; 'request', "),
        (lambda: Variable(kind="host", exmple="{0}"), "exmple", "did you mean 'example'?"),  # type: ignore[call-arg]
    ],
)
def test_the_parts_of_a_preset_are_refused_in_the_same_words(
    make: Callable[[], object], field: str, text: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        make()
    (error,) = caught.value.errors()
    assert error["loc"] == (field,)
    assert text in error["msg"]
    assert caught.value.__context__ is None  # nothing of pydantic's is shown before it


def test_loopback_is_for_tests() -> None:
    local = {"authorize_url": "http://127.0.0.1:1/a", "token_url": "http://127.0.0.1:1/t"}
    assert acme(**local, allow_loopback=True).token_url == "http://127.0.0.1:1/t"
    with pytest.raises(InvalidPresetError, match="https://"):
        acme(**local)


def test_json_and_back() -> None:
    preset = acme(
        scopes=("a",),
        variables={"tenant": Variable(kind="choice", choices={"eu": "eu.acme.example"})},
        token_url="https://{tenant}/token",
        verified_on="2026-11-24",
    )
    assert Preset.model_validate_json(preset.model_dump_json()) == preset


@pytest.mark.parametrize("name", sorted({entry.name for entry in list_presets()}))
def test_pydantic_would_have_made_the_same_of_it(name: str) -> None:
    # Values of the declared types are taken without pydantic's validators; lists are not of them.
    preset = get_preset(name)
    given = {field: getattr(preset, field) for field in preset.model_fields_set}
    lists = {k: list(v) if isinstance(v, tuple) else v for k, v in given.items()}
    converted = Preset(**{**lists, "unverified": list(preset.unverified)})
    assert converted == preset
    assert converted.model_dump_json() == preset.model_dump_json()
    assert {type(value) for value in vars(converted).values()} == {
        type(value) for value in vars(preset).values()
    }


def test_a_string_with_methods_of_its_own_becomes_a_plain_one() -> None:
    class Text(str):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    registry = PresetRegistry()
    registry.register(acme(title=Text("Acme"), scopes=(Text("a"),)))
    taken = registry.get("acme")
    assert {type(taken.title), *map(type, taken.scopes)} == {str}


def test_a_mapping_that_was_given_is_not_shared() -> None:
    params = {"a": "b"}
    preset = acme(authorize_params=params)
    params["a"] = "c"
    assert preset.authorize_params == {"a": "b"}


# -- values that need no conversion ----------------------------------------------------------------


class Part(Model):
    text: str


class Whole(Model):
    text: str = "t"
    flag: bool = False
    day: date | None = None
    mode: Literal["a", "b"] = "a"
    many: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    table: Mapping[str, str] = {}
    part: Part | None = None
    tables: Mapping[str, tuple[str, ...]] = {}


class Text(str):
    pass


MADE = Part(text="x")
BROKEN = Part(text="x")
object.__setattr__(BROKEN, "text", 5)


@pytest.mark.parametrize(
    ("field", "plain", "others"),
    [
        ("text", ["", "a"], [Text("a"), b"a", 5, None, ["a"]]),
        ("flag", [True, False], [1, "true", None]),
        (
            "day",
            [None, date(2026, 1, 2)],
            ["2026-01-02", 5, datetime(2026, 1, 2, tzinfo=timezone.utc)],
        ),
        ("mode", ["a", "b"], ["c", Text("a"), 5, None]),
        ("many", [(), ("a",), ("a", "b")], [["a"], "a", ("a", 5), (5, "a"), (Text("a"),), None]),
        ("parts", [(), (MADE,)], [[MADE], (MADE, {"text": "x"}), (MADE, BROKEN), ({"text": "x"},)]),
        ("table", [{}, {"a": "b"}], [[("a", "b")], {"a": 5}, {5: "a"}, {"a": "b", "c": 5}, None]),
        ("part", [None, MADE], [{"text": "x"}, BROKEN, Whole(), "x"]),
        ("tables", [{}, {"a": ("b",)}], [{"a": ["b"]}, {"a": "b"}, {"a": ("b", 5)}]),
    ],
)
def test_only_values_of_the_very_types_are_taken_as_they_are(
    field: str, plain: list[Any], others: list[Any]
) -> None:
    for value in plain:
        taken = plain_values(Whole, {field: value})
        assert taken == dict(Whole.model_validate({field: value}))
        assert list(taken) == list(Whole.model_fields)
        if isinstance(value, dict):
            assert taken[field] is not value
    for value in others:
        assert plain_values(Whole, {field: value}) is None
        assert plain_values(Whole, {field: plain[0], "more": value}) is None
    assert plain_values(Part, {}) is None
