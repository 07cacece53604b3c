"""Valid and invalid presets: contradictory data is refused."""

from collections.abc import Mapping
from datetime import date, datetime, timezone
from typing import Any, Literal, get_origin
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError

from oauth_presets import (
    Api,
    AuthorizationRequest,
    AuthorizationResponse,
    InvalidPresetError,
    Offline,
    Preset,
    PresetRegistry,
    Redirect,
    TokenRequest,
    TokenResponse,
    Variable,
    __version__,
    configure,
    get_preset,
    list_presets,
)
from oauth_presets.core.lazy_model import Model, plain_values
from oauth_presets.core.validation_messages import described_fields

DATA: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://acme.example/authorize",
    "token_url": "https://acme.example/token",
    "docs_url": "https://docs.acme.example/oauth#scopes",
}
LABEL = {"x": Variable(kind="label")}
ANYBODYS = (
    "has {x} in the last two labels of the host, so a value could name any domain; make the whole "
    "host a variable, or make the end of it a choice"
)
UNFIT = "does not fit there"
UNKNOWN = f"unknown field: oauth-presets {__version__} does not know it, but another version may"


def acme(**changes: Any) -> Preset:
    return Preset(**{**DATA, **changes})


def test_five_required_fields_are_enough() -> None:
    preset = acme()
    assert preset.offline == Offline(mode="unknown")
    assert (preset.scopes, preset.scope_separator, preset.pkce) == ((), " ", "unknown")


def test_preset_is_frozen() -> None:
    with pytest.raises(ValidationError):
        acme().name = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"name": "Acme"}, [("name", "'Acme' is not canonical; write 'acme'")]),
        (
            {"name": "a\u0441me"},
            [
                (
                    "name",
                    "a preset name is up to 64 ASCII letters, digits, '-', '_', '.' and spaces, "
                    "beginning and ending with a letter or digit",
                )
            ],
        ),
        ({"title": " "}, [("title", "is empty")]),
        ({"title": "A\x1b[31m"}, [("title", "has a line break or a control character")]),
        ({"setup": ("a\nb",)}, [("setup", "has a line break or a control character")]),
        ({"categories": ("a\nb",)}, [("categories", "has a line break or a control character")]),
        (
            {"scopes": ("a",), "scope_descriptions": {"a": "b\n"}},
            [("scope_descriptions", "has a line break or a control character")],
        ),
        (
            {"scopes": ("a",), "scope_restrictions": {"a": "b\n"}},
            [("scope_restrictions", "has a line break or a control character")],
        ),
        (
            {
                "token_url": "https://{x}.acme.example/",
                "variables": {"x": Variable(kind="label", description="a\t")},
            },
            [("variables", "has a line break or a control character")],
        ),
        (
            {"docs_url": "http://acme.example"},
            [("docs_url", "'http://acme.example' is not the https URL of a page")],
        ),
        (
            {"console_url": "acme.example"},
            [("console_url", "'acme.example' is not the https URL of a page")],
        ),
        (
            {"authorize_url": "https://acme", "token_url": "http://acme.example", "issuer": "acme"},
            [
                (
                    "authorize_url",
                    "'https://acme' has the invalid host 'acme': a host is a DNS name of two or "
                    "more lower-case labels, and a placeholder in it is a whole label or the whole "
                    "host",
                ),
                ("token_url", "'http://acme.example' does not begin with https:// and a host name"),
                ("issuer", "'acme' does not begin with https:// and a host name"),
            ],
        ),
        (
            {"issuer": "https://acme.example/?a=b"},
            [("issuer", "'https://acme.example/?a=b' has a query (RFC 8414 section 2 forbids it)")],
        ),
        (
            {"token_url": "https://{x}.acme.example/"},
            [("token_url", "has the placeholder {x}, which `variables` does not declare")],
        ),
        ({"variables": LABEL}, [("variables", "x: no URL has the placeholder {x}")]),
        *(
            ({"token_url": url, "variables": LABEL}, [("token_url", ANYBODYS)])
            for url in ("https://{x}.com/t", "https://acme.{x}/t")
        ),
        (
            {
                "token_url": "https://{x}.{end}/t",
                "variables": {**LABEL, "end": Variable(kind="choice", choices={"eu": "eu"})},
            },
            [("token_url", ANYBODYS)],
        ),
        (
            {
                "token_url": "https://acme.{end}/t",
                "variables": {"end": Variable(kind="choice", choices={"a": "com", "b": "123"})},
            },
            [
                (
                    "token_url",
                    "with {'end': '123'}: the URL would have the invalid host 'acme.123'",
                )
            ],
        ),
        *(
            (
                {
                    "token_url": url,
                    "variables": {"x": Variable(kind="choice", choices={"a": value})},
                },
                [("token_url", f"has {{x}} as its {where}, but its choice {value!r} {UNFIT}")],
            )
            for url, where, values in (
                ("https://{x}.acme.example/t", "label", ("", "a/b", "a..b", "A", "a.", "xn--a")),
                ("https://acme.example/{x}/t", "segment", ("", "a//b", "/a", "..", "a/..", "a?")),
                ("https://{x}/t", "host", ("", "a", "a.example/b", "127.0.0.1")),
            )
            for value in values
        ),
        (
            {
                "token_url": "https://{a}.{b}.{c}.{d}.acme.example/t",
                "variables": dict.fromkeys(
                    "abcd",
                    Variable(kind="choice", choices={f"c{n}": f"c{n}" for n in range(6)}),
                ),
            },
            [("token_url", "has more than 1000 combinations of choices")],
        ),
        (
            {"token_url": "https://{x}/t", "variables": LABEL},
            [
                (
                    "token_url",
                    "has {x} as its host, but a variable of kind 'label' does not fit there (host "
                    "or choice does)",
                )
            ],
        ),
        (
            {"token_url": "https://acme.example/{state}", "variables": {"state": LABEL["x"]}},
            [("variables", "'state' is reserved: for configure's arguments or for future use")],
        ),
        (
            {"variables": {"X-y": LABEL["x"]}},
            [
                ("variables", "X-y: no URL has the placeholder {X-y}"),
                ("variables", "'X-y' is not a valid name; names are a-z, 0-9 and _"),
            ],
        ),
        (
            {
                "token_url": "https://{x}.acme.example/",
                "variables": {"x": Variable(kind="label", example="a.b")},
            },
            [
                (
                    "variables",
                    "x: the example 'a.b' is not one DNS label: lower-case "
                    "letters, digits and inner hyphens, at most 63",
                )
            ],
        ),
        (
            {
                "token_url": "https://{x}.acme.example/",
                "variables": {"x": Variable(kind="label", default="-")},
            },
            [
                (
                    "variables",
                    "x: the default '-' is not one DNS label: lower-case "
                    "letters, digits and inner hyphens, at most 63",
                )
            ],
        ),
        (
            {
                "token_url": "{x}/t",
                "variables": {"x": Variable(kind="base_url", example="http://127.0.0.1:1")},
            },
            [
                (
                    "variables",
                    "x: the example 'http://127.0.0.1:1' is not "
                    "https://host[:port][/path], lower-case host name, without a trailing '/'",
                )
            ],
        ),
        (
            {
                "token_url": "https://{x}/",
                "variables": {
                    "x": Variable(kind="choice", choices={"eu": "evil", "us": "us.acme.example"})
                },
            },
            [("token_url", "has {x} as its host, but its choice 'evil' does not fit there")],
        ),
        (
            {
                "token_url": "{x}/",
                "variables": {
                    "x": Variable(kind="choice", choices={"eu": "https://eu.acme.example"})
                },
            },
            [
                (
                    "token_url",
                    "has {x} as its front, but a variable of kind 'choice' does not fit there "
                    "(base_url does)",
                )
            ],
        ),
        (
            {"token_url": "https://{x}/", "variables": {"x": Variable(kind="choice")}},
            [("variables", "x: kind 'choice' requires `choices`; no other kind has them")],
        ),
        (
            {
                "token_url": "https://{x}.acme.example/",
                "variables": {"x": Variable(kind="label", choices={"a": "B."})},
            },
            [("variables", "x: kind 'choice' requires `choices`; no other kind has them")],
        ),
        (
            {"scopes": ("a b",)},
            [
                (
                    "scopes",
                    "the scope 'a b' has a space, a quote, a backslash or a character outside "
                    "printable ASCII",
                )
            ],
        ),
        ({"scopes": ("",)}, [("scopes", "the scope '' is empty")]),
        ({"scopes": ("a", "a")}, [("scopes", "names 'a' twice")]),
        (
            {"scopes": ("a,b",), "scope_separator": ","},
            [("scopes", "the scope 'a,b' contains ',', which separates this provider's scopes")],
        ),
        (
            {"scope_sets": {"x": ('"',), "y": ("a", "a")}},
            [
                (
                    "scope_sets.x",
                    "the scope '\"' has a space, a quote, a backslash or a character outside "
                    "printable ASCII",
                ),
                ("scope_sets.y", "names 'a' twice"),
            ],
        ),
        (
            {"scope_sets": {"X y": ()}},
            [("scope_sets", "'X y' is not a valid name; names are a-z, 0-9 and _")],
        ),
        (
            {"scope_descriptions": {"a b": "c"}},
            [
                (
                    "scope_descriptions",
                    "the scope 'a b' has a space, a quote, a backslash or a character outside "
                    "printable ASCII",
                )
            ],
        ),
        (
            {"scope_restrictions": {"a b": "c"}},
            [
                (
                    "scope_restrictions",
                    "the scope 'a b' has a space, a quote, a backslash or a character outside "
                    "printable ASCII",
                )
            ],
        ),
        (
            {"offline": Offline(mode="request", scopes=("a b",))},
            [
                (
                    "offline",
                    "the scope 'a b' has a space, a quote, a backslash or a character outside "
                    "printable ASCII",
                )
            ],
        ),
        ({"scope_separator": "&"}, [("scope_separator", "'&' is not one of: space , ; : | +")]),
        (
            {
                "authorization_request": {"names": {"scope": "user_scope"}},
                "authorize_params": {"user_scope": "x"},
            },
            [("authorize_params", "'user_scope' carries the scopes; use the scope arguments")],
        ),
        (
            {"authorize_params": {"client_id": "x"}},
            [
                (
                    "authorize_params",
                    "'client_id' belongs to each authorization request and cannot be set",
                )
            ],
        ),
        (
            {"authorize_params": {"a": "b\n"}},
            [
                (
                    "authorize_params",
                    "the value of 'a' has a line break or a control character",
                )
            ],
        ),
        (
            {"authorize_params": {"a b": "c"}},
            [
                (
                    "authorize_params",
                    "'a b' is not a parameter name; names are printable ASCII without spaces",
                )
            ],
        ),
        (
            {"offline": Offline(mode="request", params={"scope": "a"})},
            [("offline", "'scope' carries the scopes; use the scope arguments")],
        ),
        (
            {"offline": Offline(mode="request")},
            [("offline", "mode 'request' requires `scopes` or `params`; no other mode has them")],
        ),
        (
            {"offline": Offline(mode="always", scopes=("a",))},
            [("offline", "mode 'request' requires `scopes` or `params`; no other mode has them")],
        ),
        ({"unverified": ("colour",)}, [("unverified", "a preset has no field 'colour'")]),
    ],
)
def test_contradictory_fields_are_refused(
    changes: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidPresetError) as caught:
        acme(**changes)
    assert [*caught.value.problems] == problems
    lines = "".join(f"\n  {field}: {problem}" for field, problem in problems)
    name = changes.get("name", "acme")
    assert str(caught.value) == f"The preset {name!r} is not valid:{lines}"


@pytest.mark.parametrize(
    ("url", "choices", "hosts"),
    [
        ("https://acme.{x}/t", {"com": "com", "uk": "co.uk"}, {"acme.com", "acme.co.uk"}),
        ("https://{t}.{x}/t", {"eu": "eu.acme.com", "us": "acme.com"},
         {"a--b.acme.com", "a--b.eu.acme.com"}),
        ("https://{x}/t", {"us": "acme.com"}, {"acme.com"}),
        ("https://{x}.acme.com/{t}", {"a": "v1", "b": "eu.v1"}, {"v1.acme.com", "eu.v1.acme.com"}),
        ("https://acme.com/{x}/{t}", {"a": "v1", "b": "v2/eu"}, {"acme.com"}),
    ],
)  # fmt: skip
def test_choice_may_be_several_labels_or_segments(
    url: str, choices: dict[str, str], hosts: set[str]
) -> None:
    variables = {"x": Variable(kind="choice", choices=choices)}
    if "{t}" in url:
        variables["t"] = Variable(kind="label")
    preset = acme(token_url=url, variables=variables)
    values: dict[str, Any] = {"t": "a--b"} if "{t}" in url else {}
    made = [configure(preset, x=key, **values).token_url for key in choices]
    assert {urlsplit(made_url).hostname for made_url in made} == hosts
    assert all(value in made_url for value, made_url in zip(choices.values(), made, strict=True))


def test_loopback_example_is_accepted_if_allowed() -> None:
    variables = {"x": Variable(kind="base_url", example="http://127.0.0.1:1")}
    assert acme(token_url="{x}/t", variables=variables, allow_loopback=True).variables == variables


KIND_IS_MISSING = (
    "is missing: what is accepted: `label` (one DNS label), `host` (a host name), `segment` (one "
    "path segment), `base_url` (`https://host[:port][/path]`), or `choice`."
)
PKCE = "expected 'required', 'supported', 'ignored', 'refused' or 'unknown'"
COMMA = "is a string; expected a tuple, which needs a comma: ('a',), not ('a')"
DATE = "is not a valid date; write date(2026, 11, 25) or '2026-11-25' (YYYY-MM-DD)"


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"colour": "red"}, "colour", UNKNOWN),
        ({"needs": ("token_get",)}, "needs", UNKNOWN),
        ({"scope": ("a",)}, "scope", "unknown field; did you mean 'scopes'?"),
        (
            {"offline": {"mode": "never", "scope": ()}},
            "offline.scope",
            "unknown field; did you mean 'scopes'?",
        ),
        (
            {"variables": {"x": {"kind": "host", "exmple": "x.example"}}},
            "variables.x.exmple",
            "unknown field; did you mean 'example'?",
        ),
        ({"variables": {"x": {}}}, "variables.x.kind", KIND_IS_MISSING),
        ({"pkce": "maybe"}, "pkce", f"'maybe' is not accepted; {PKCE}"),
        ({"pkce": b"maybe"}, "pkce", f"a value of type bytes is not accepted; {PKCE}"),
        (
            {"scopes": 5},
            "scopes",
            "is of type int; expected a tuple, such as ('a', 'b') or ('a',)",
        ),
        ({"offline": {"mode": "request", "scopes": "a"}}, "offline.scopes", COMMA),
        ({"scope_sets": {"x": "a"}}, "scope_sets.x", COMMA),
        ({"scopes": (1,)}, "scopes.0", "is of type int; expected a string"),
        ({"title": None}, "title", "is of type NoneType; expected a string"),
        (
            {"authorize_params": "a=b"},
            "authorize_params",
            "is of type str; expected a dict, such as {'a': 'b'}",
        ),
        ({"allow_loopback": "maybe"}, "allow_loopback", "must be True or False"),
        ({"verified_on": "25.11.2026"}, "verified_on", DATE),
        ({"verified_on": True}, "verified_on", DATE),
        (
            {"offline": True},
            "offline",
            "is of type bool; expected Offline(mode=...) with one of 'request', 'always', 'never', "
            "'unknown'",
        ),
        (
            {"variables": {"x": "host"}},
            "variables.x",
            "is of type str; expected Variable(kind=...) with one of 'label', 'host', 'segment', "
            "'base_url', 'choice'",
        ),
        ({"token_request": 1}, "token_request", "is of type int; expected TokenRequest"),
    ],
)
def test_values_of_the_wrong_type_are_refused(
    changes: dict[str, Any], field: str, text: str
) -> None:
    with pytest.raises(InvalidPresetError) as caught:
        acme(**changes)
    assert caught.value.problems == ((field, text),)
    assert f"  {field}: {text}" in str(caught.value)


def test_all_problems_are_listed() -> None:
    with pytest.raises(InvalidPresetError) as caught:
        acme(title="", token_url="http://x", scopes=("a b",))
    assert [field for field, _ in caught.value.problems] == ["title", "token_url", "scopes"]
    assert str(caught.value) == (
        "The preset 'acme' is not valid:\n"
        "  title: is empty\n"
        "  token_url: 'http://x' does not begin with https:// and a host name\n"
        "  scopes: the scope 'a b' has a space, a quote, a backslash or a character outside "
        "printable ASCII"
    )


def test_missing_field_is_named_with_its_purpose() -> None:
    with pytest.raises(InvalidPresetError) as caught:
        Preset.model_validate({k: v for k, v in DATA.items() if k != "docs_url"})
    text = "is missing: the vendor's page that documents the values."
    assert caught.value.problems == (("docs_url", text),)


def test_missing_field_is_named_without_docstrings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Preset, "__doc__", None)  # as under python -OO
    with pytest.raises(InvalidPresetError) as caught:
        Preset.model_validate({k: v for k, v in DATA.items() if k != "docs_url"})
    assert caught.value.problems == (("docs_url", "is missing"),)


@pytest.mark.parametrize(
    "model",
    [
        Api, AuthorizationRequest, AuthorizationResponse, Offline, Preset, Redirect, TokenRequest,
        TokenResponse, Variable,
    ],
)  # fmt: skip
def test_docstring_describes_every_field(model: type[Model]) -> None:
    assert [*described_fields(model)] == [*model.model_fields]


TUPLES = sorted(
    name for name, field in Preset.model_fields.items() if get_origin(field.annotation) is tuple
)


@pytest.mark.parametrize("field", TUPLES)
def test_string_instead_of_a_tuple_is_refused(field: str) -> None:
    for text, said in (("a b", "'a b'"), ("x" * 40, f"'{'x' * 40}'"), ("x" * 41, "'...'")):
        with pytest.raises(InvalidPresetError) as caught:
            acme(**{field: text})
        wanted = f"is a string; expected a tuple, which needs a comma: ({said},), not ({said})"
        assert caught.value.problems == ((field, wanted),)


@pytest.mark.parametrize(
    ("model", "field", "value", "text"),
    [
        (Offline, "scopes", "a", COMMA),
        (Offline, "mode", "no",
         "'no' is not accepted; expected 'request', 'always', 'never' or 'unknown'"),
        (Variable, "exmple", "{0}", "unknown field; did you mean 'example'?"),
    ],
)  # fmt: skip
def test_nested_models_report_the_same_messages(
    model: type[Model], field: str, value: str, text: str
) -> None:
    required = {"mode": "never"} if model is Offline else {"kind": "host"}
    with pytest.raises(ValidationError) as caught:
        model(**{**required, field: value})
    assert caught.value.title == model.__name__
    assert caught.value.errors() == [
        {"type": "refused", "loc": (field,), "msg": text, "input": value}
    ]
    assert caught.value.__context__ is None  # the traceback shows no pydantic error before it


def test_loopback_is_refused_by_default() -> None:
    local = {"authorize_url": "http://127.0.0.1:1/a", "token_url": "http://127.0.0.1:1/t"}
    assert acme(**local, allow_loopback=True).token_url == "http://127.0.0.1:1/t"
    with pytest.raises(InvalidPresetError, match="https://"):
        acme(**local)


def test_json_round_trip() -> None:
    preset = acme(
        scopes=("a",),
        variables={"tenant": Variable(kind="choice", choices={"eu": "eu.acme.example"})},
        token_url="https://{tenant}/token",
        verified_on="2026-11-24",
    )
    assert Preset.model_validate_json(preset.model_dump_json()) == preset


@pytest.mark.parametrize("name", sorted({entry.name for entry in list_presets()}))
def test_fast_path_equals_pydantic_validation(name: str) -> None:
    # Values of the declared types bypass pydantic's validators; lists do not.
    preset = get_preset(name)
    given = {field: getattr(preset, field) for field in preset.model_fields_set}
    lists = {k: list(v) if isinstance(v, tuple) else v for k, v in given.items()}
    converted = Preset(**{**lists, "unverified": list(preset.unverified)})
    assert converted == preset
    assert converted.model_dump_json() == preset.model_dump_json()
    assert {type(value) for value in vars(converted).values()} == {
        type(value) for value in vars(preset).values()
    }


def test_str_subclass_becomes_a_plain_string() -> None:
    class Text(str):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    registry = PresetRegistry()
    registry.register(acme(title=Text("Acme"), scopes=(Text("a"),)))
    taken = registry.get("acme")
    assert {type(taken.title), *map(type, taken.scopes)} == {str}


def test_mapping_argument_is_copied() -> None:
    params = {"a": "b"}
    preset = acme(authorize_params=params)
    params["a"] = "c"
    assert preset.authorize_params == {"a": "b"}


# -- values that need no conversion ----------------------------------------------------------------


class Text(str):
    pass


def models() -> tuple[type[Model], type[Model]]:
    """Return new models, of which nothing is cached."""

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

    return Whole, Part


MADE, BROKEN, OTHER = object(), object(), object()  # placeholders for parts in the table


@pytest.mark.parametrize(
    ("field", "plain", "others"),
    [
        ("text", ["", "a"], [Text("a"), b"a", 5, None, ["a"]]),
        ("flag", [True, False], [1, "true", None]),
        ("day", [None, date(2026, 1, 2)],
         ["2026-01-02", 5, datetime(2026, 1, 2, tzinfo=timezone.utc)]),
        ("mode", ["a", "b"], ["c", Text("a"), 5, None]),
        ("many", [(), ("a",), ("a", "b")],
         [["a"], "a", ("a", 5), (5, "a"), (Text("a"),), None]),
        ("parts", [(), (MADE,)], [[MADE], (MADE, {"text": "x"}), (MADE, BROKEN), ({"text": "x"},)]),
        ("table", [{}, {"a": "b"}], [[("a", "b")], {"a": 5}, {5: "a"}, {"a": "b", "c": 5}, None]),
        ("part", [None, MADE], [{"text": "x"}, BROKEN, OTHER, "x"]),
        ("tables", [{}, {"a": ("b",)}], [{"a": ["b"]}, {"a": "b"}, {"a": ("b", 5)}]),
    ],
)  # fmt: skip
def test_fast_path_takes_only_exact_types(field: str, plain: list[Any], others: list[Any]) -> None:
    whole, part = models()
    parts = {MADE: part(text="x"), BROKEN: part(text="x"), OTHER: whole()}
    object.__setattr__(parts[BROKEN], "text", 5)

    def real(value: Any) -> Any:
        if type(value) in (list, tuple):
            return type(value)(map(real, value))
        return parts[value] if type(value) is object else value

    for value in map(real, plain):
        taken = plain_values(whole, {field: value})
        assert taken == dict(whole.model_validate({field: value}))
        assert list(taken) == list(whole.model_fields)
        if isinstance(value, dict):
            assert taken[field] is not value
    for value in map(real, others):
        assert plain_values(whole, {field: value}) is None
        assert plain_values(whole, {field: real(plain[0]), "more": value}) is None
    assert plain_values(part, {}) is None


@pytest.mark.parametrize(
    "page", ["https://acme.example", "https://acme.example?a=b", "https://acme.example#a",
             "https://acme.example/a#b?c", "https://acme.example/a?b#c"]
)  # fmt: skip
def test_docs_url_must_be_an_https_url(page: str) -> None:
    assert acme(docs_url=page).docs_url == page
    for wrong in (
        "https://acme.example/a b",
        "https://acme.example/\u00e9",
        "https://acme/a",
        "https://acme.example/\x7f",
        "https://a@acme.example/",
        "https://acme.example:1/",
    ):
        with pytest.raises(InvalidPresetError, match="is not the https URL of a page"):
            acme(docs_url=wrong)


def test_variable_accepts_loopback_if_allowed() -> None:
    assert not Variable(kind="base_url").accepts("http://127.0.0.1")
    assert Variable(kind="base_url").accepts("http://127.0.0.1", True)
