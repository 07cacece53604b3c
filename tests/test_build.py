"""From a preset and arguments to a configuration."""

import traceback
import tracemalloc
import warnings
from typing import Any

import pytest

from oauth_presets import (
    ArgumentError,
    CreateConnectorOAuth,
    OAuthPresetsError,
    Offline,
    Preset,
    PresetRegistry,
    ScopeError,
    UnsupportedNeedWarning,
    Variable,
    VariableError,
)
from oauth_presets.registry import REMEMBERED

BASE: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://{tenant}.acme.example/authorize?own=1&keep=a%20b",
    "token_url": "https://{tenant}.acme.example/{region}/token",
    "variables": {
        "tenant": Variable(kind="label", example="contoso", description="Your address begins so."),
        "region": Variable(kind="choice", default="eu", choices={"eu": "europe", "us": "america"}),
    },
    "scopes": ("read", "search"),
    "scope_sets": {"full": ("read", "write")},
    "authorize_params": {"audience": "api"},
    "offline": Offline(mode="request", scopes=("offline",), params={"access": "offline"}),
    "docs_url": "https://docs.acme.example",
}


def registry(**changes: Any) -> PresetRegistry:
    made = PresetRegistry()
    made.register(Preset.model_validate({**BASE, **changes}))
    return made


def build(changes: dict[str, Any] | None = None, **arguments: Any) -> CreateConnectorOAuth:
    return registry(**(changes or {})).build("acme", **{"tenant": "contoso", **arguments})


# -- scopes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "scope"),
    [
        ({}, "read search offline"),
        ({"offline": False}, "read search"),
        ({"scopes": ["a"]}, "a offline"),
        ({"scopes": "a b"}, "a b offline"),
        ({"scopes": ("a", "b", "a")}, "a b offline"),
        ({"scopes": (s for s in ["a"])}, "a offline"),
        ({"scopes": {"b", "a", "c"}}, "a b c offline"),
        ({"scopes": []}, "offline"),
        ({"scopes": ""}, "offline"),
        ({"scopes": [], "offline": False}, None),
        ({"add_scopes": ["a", "read"]}, "read search a offline"),
        ({"add_scopes": "a  b"}, "read search a b offline"),
        ({"scopes": "a", "add_scopes": "b"}, "a b offline"),
        ({"scope_set": "full"}, "read write offline"),
        ({"scope_set": "full", "add_scopes": ["x"]}, "read write x offline"),
        ({"scopes": ["offline", "a"]}, "offline a"),
    ],
)
def test_scopes(arguments: dict[str, Any], scope: str | None) -> None:
    assert build(**arguments).scope == scope


def test_the_providers_separator_joins_and_splits() -> None:
    comma = {"scope_separator": ","}
    assert build(comma, scopes="a,b c").scope == "a,b,c,offline"
    assert build(comma, scopes=["a", "b"], offline=False).scope == "a,b"


def test_scopes_can_travel_under_another_name() -> None:
    made = build({"scope_param": "user_scope", "scope_separator": ","})
    assert made.scope is None
    assert made.authorize_url is not None
    assert made.authorize_url.endswith("&user_scope=read%2Csearch%2Coffline")
    none = build({"scope_param": "user_scope"}, scopes=(), offline=False)
    assert none.authorize_url is not None
    assert "user_scope" not in none.authorize_url


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"scopes": ["a"], "scope_set": "full"}, "give one of them"),
        ({"scope_set": "none"}, "it has: full"),
        ({"scope_set": 5}, "it has: full"),
        ({"scopes": ["a b"]}, "'a b' holds a space"),
        ({"scopes": [""]}, "'' is empty"),
        ({"scopes": "a\tb"}, r"'a\tb' holds a space"),
        ({"scopes": "a,b"}, "Acme joins scopes with ' '"),
        ({"add_scopes": ["\u00e9"]}, r"'\xe9' holds"),
        ({"scopes": [1]}, "holds int"),
        ({"scopes": b"a"}, "not bytes"),
        ({"scopes": 5}, "not int"),
        ({"add_scopes": {"a": 1}}, "not dict"),
        ({"add_scopes": None}, "not NoneType"),
    ],
)
def test_scopes_that_are_refused(arguments: dict[str, Any], text: str) -> None:
    with pytest.raises(ScopeError) as caught:
        build(**arguments)
    assert text in str(caught.value)


def test_a_comma_that_the_preset_knows_is_no_mistake() -> None:
    assert build({"scopes": ("a,b",)}, scopes=["a,b"], offline=False).scope == "a,b"


# -- the query of authorize_url --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ({}, "own=1&keep=a%20b&audience=api&access=offline"),
        ({"offline": False}, "own=1&keep=a%20b&audience=api"),
        ({"authorize_params": {"own": "2"}}, "own=2&keep=a%20b&audience=api&access=offline"),
        ({"authorize_params": {"access": "x"}}, "own=1&keep=a%20b&audience=api&access=x"),
        (
            {"authorize_params": {"own": None, "nothing": None, "audience": None, "access": None}},
            "keep=a%20b",
        ),
        (
            {"authorize_params": {"q": "a b&c=\u00e9"}, "offline": False},
            "own=1&keep=a%20b&audience=api&q=a%20b%26c%3D%C3%A9",
        ),
    ],
)
def test_later_parameters_win_and_the_endpoints_own_stay(
    arguments: dict[str, Any], query: str
) -> None:
    assert build(**arguments).authorize_url == f"https://contoso.acme.example/authorize?{query}"


def test_no_parameter_no_question_mark() -> None:
    plain = {"authorize_url": "https://{tenant}.acme.example/a", "authorize_params": {}}
    assert build(plain, offline=False).authorize_url == "https://contoso.acme.example/a"


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"state": "x"}, "cannot be set"),
        ({"Redirect_URI": "x"}, "cannot be set"),
        ({"code_challenge": None}, "cannot be set"),
        ({"a": 1}, "not int"),
        ({1: "a"}, "not int"),
        ({"": "a"}, "no parameter name"),
        ({"a\n": "b"}, "no parameter name"),
        ({"a": "\udcff"}, "unprintable"),
        ({"a": "x" * 2048}, "2048"),
        ("a=b", "takes a mapping"),
        ([("a", "b")], "takes a mapping"),
    ],
)
def test_parameters_that_are_refused(params: Any, text: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        build(authorize_params=params)
    assert text in str(caught.value)


def test_the_scope_parameter_is_not_set_by_hand() -> None:
    with pytest.raises(ArgumentError, match="use the scope arguments"):
        build({"scope_param": "user_scope"}, authorize_params={"user_scope": "x"})


# -- variables -------------------------------------------------------------------------------------


def test_variables_and_defaults() -> None:
    assert build().token_url == "https://contoso.acme.example/europe/token"
    assert build(region="us").token_url == "https://contoso.acme.example/america/token"


@pytest.mark.parametrize(
    ("arguments", "variable", "text"),
    [
        (
            {"tenant": "evil.com/"},
            "tenant",
            "tenant=: 'evil.com/' is refused. Your address begins so. Accepted is one DNS label: "
            "lower-case letters, digits and inner hyphens, at most 63. Example: tenant='contoso'.",
        ),
        ({"tenant": ""}, "tenant", "'' is refused"),
        ({"tenant": None}, "tenant", "a string is needed, not NoneType"),
        ({"tenant": "acme/"}, "tenant", "without the trailing '/' it is accepted: tenant='acme'"),
        ({"region": "america"}, "region", "one of eu, us"),
        ({"region": "EU"}, "region", "one of eu, us"),
        ({"tennant": "x"}, "tennant", "There is no argument tennant=. Did you mean tenant=?"),
        ({"client_secrt": "x"}, "client_secrt", "Did you mean client_secret=?"),
        ({"zzz": "x"}, "zzz", "Acme takes tenant=, region=."),
    ],
)
def test_variables_that_are_refused(arguments: dict[str, Any], variable: str, text: str) -> None:
    with pytest.raises(VariableError) as caught:
        build(**arguments)
    assert text in str(caught.value)
    assert caught.value.variable == variable


def test_a_missing_variable_says_what_it_is() -> None:
    with pytest.raises(VariableError) as caught:
        registry().build("acme")
    assert str(caught.value) == (
        "Acme needs tenant=: Your address begins so. Accepted is one DNS label: lower-case "
        "letters, digits and inner hyphens, at most 63. Example: tenant='contoso'."
    )


def test_a_subclass_of_str_is_taken_for_its_text() -> None:
    class Liar(str):
        def __str__(self) -> str:
            return "evil.com/"

        __format__ = __str__  # type: ignore[assignment]

    assert build(tenant=Liar("good")).token_url == "https://good.acme.example/europe/token"


# -- credentials -----------------------------------------------------------------------------------


def test_credentials_are_optional_and_go_through() -> None:
    assert build().client_id is None
    made = build(client_id="id", client_secret="s3cret")
    assert (made.client_id, made.client_secret) == ("id", "s3cret")


@pytest.mark.parametrize("name", ["client_id", "client_secret"])
@pytest.mark.parametrize("value", ["", " canary", "canary\n", "can\tary", "can\u00e1ry", 5, b"x"])
def test_credentials_that_are_refused_are_not_shown(name: str, value: object) -> None:
    with pytest.raises(ArgumentError) as caught:
        build(None, **{name: value})
    assert str(caught.value).startswith(name)
    assert "can" not in str(caught.value).replace("printable", "")


@pytest.mark.parametrize(
    "arguments",
    [
        {"client_secret": "canary "},
        {"client_secret": "canary", "tenant": "evil.com/"},
        {"client_secret": "canary", "scopes": ["a b"]},
        {"client_secret": "canary", "authorize_params": {"state": "x"}},
        {"client_secret": "canary", "offline": "yes"},
        {"client_secrt": "canary"},
    ],
)
def test_no_frame_of_ours_holds_the_secret_when_it_fails(arguments: dict[str, Any]) -> None:
    with pytest.raises(OAuthPresetsError) as caught:
        build(**arguments)
    names = []
    for frame, _ in traceback.walk_tb(caught.value.__traceback__):
        module = str(frame.f_globals.get("__name__"))
        if module.startswith("oauth_presets."):
            names.append(module)
            assert "canary" not in repr(frame.f_locals), module
    assert "oauth_presets.registry" in names


# -- everything else -------------------------------------------------------------------------------


def test_offline_is_a_boolean() -> None:
    with pytest.raises(ArgumentError, match="True or False"):
        build(offline="no")


@pytest.mark.parametrize("mode", ["always", "never", "unknown"])
def test_offline_is_silent_where_there_is_nothing_to_ask(mode: str) -> None:
    changes = {"offline": {"mode": mode}}
    assert build(changes, offline=True) == build(changes, offline=False)


def test_two_builds_share_nothing() -> None:
    made = registry()
    first = made.build("acme", tenant="a", client_secret="one")
    second = made.build("acme", tenant="b")
    first.scope = "other"
    assert second.client_secret is None
    assert second.scope == "read search offline"


def test_a_copy_of_a_preset_changes_nothing() -> None:
    made = registry()
    preset = made.get("acme")
    preset.authorize_params["audience"] = "evil"  # type: ignore[index]
    preset.offline.params["access"] = "evil"  # type: ignore[index]
    preset.variables["tenant"].choices["x"] = "evil"  # type: ignore[index]
    assert "evil" not in repr(made.get("acme"))
    assert "evil" not in str(made.build("acme", tenant="a").authorize_url)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"needs": ("json_token_request",)}, "its token endpoint takes only JSON bodies"),
        ({"pkce": "required"}, "it wants PKCE (RFC 7636) in every authorization request"),
        (
            {"token_endpoint_auth_methods": ("client_secret_basic",)},
            "its token endpoint takes client authentication only as client_secret_basic",
        ),
    ],
)
def test_what_cannot_be_carried_is_warned_of(changes: dict[str, Any], text: str) -> None:
    with pytest.warns(UnsupportedNeedWarning) as caught:
        build(changes)
    assert str(caught[0].message) == (
        f"Acme may refuse what is built here: {text}. CreateConnectorOAuth has no field for that, "
        "and how Cohere calls a token endpoint is not documented: try it before you rely on it."
    )
    assert caught[0].filename == __file__


def test_what_can_be_carried_is_not_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        build({"pkce": "supported", "token_endpoint_auth_methods": ("client_secret_basic",
               "client_secret_post")})  # fmt: skip


# -- the second call -------------------------------------------------------------------------------


def test_what_is_asked_for_again_is_made_again() -> None:
    made = registry()
    for _ in range(3):
        assert made.build("acme", tenant="a", scopes=["x"]).scope == "x offline"
        assert made.build("acme", tenant="a", scopes="x", offline=False).scope == "x"
        assert made.build("acme", tenant="b").token_url == "https://b.acme.example/europe/token"
        assert made.build("acme", tenant="b", authorize_params={"own": "2"}).authorize_url == (
            "https://b.acme.example/authorize?own=2&keep=a%20b&audience=api&access=offline"
        )


def test_an_iterator_of_scopes_is_asked_each_time() -> None:
    made = registry()

    def build(*scopes: str) -> str | None:
        return made.build("acme", tenant="a", scopes=iter(scopes), add_scopes=iter("z")).scope

    assert [build("x"), build("y"), build()] == ["x z offline", "y z offline", "z offline"]


def test_a_mapping_that_changed_is_another() -> None:
    made, params, scopes = registry(), {"a": "1"}, ["x"]
    first = made.build("acme", tenant="a", authorize_params=params, scopes=scopes)
    params["a"] = "2"
    scopes[0] = "y"
    second = made.build("acme", tenant="a", authorize_params=params, scopes=scopes)
    assert (first.authorize_url or "").endswith("&a=1")
    assert (second.authorize_url or "").endswith("&a=2")
    assert (first.scope, second.scope) == ("x offline", "y offline")


@pytest.mark.parametrize(
    "wrong", [{"offline": 1}, {"scopes": (["x"],)}, {"scopes": {"x": 1}}, {"scope_set": ["full"]}]
)
def test_what_is_wrong_is_wrong_each_time(wrong: dict[str, Any]) -> None:
    made = registry()
    made.build("acme", tenant="a", scopes=("x",))
    for _ in range(2):
        with pytest.raises(OAuthPresetsError):
            made.build("acme", tenant="a", **wrong)


def test_credentials_are_not_remembered() -> None:
    made = registry()
    assert made.build("acme", tenant="a", client_id="id", client_secret="s3cret").client_id == "id"
    again = made.build("acme", tenant="a")
    assert (again.client_id, again.client_secret) == (None, None)


def test_a_warning_comes_each_time() -> None:
    made = registry(pkce="required")
    for _ in range(2):
        with pytest.warns(UnsupportedNeedWarning, match="PKCE"):
            made.build("acme", tenant="a")


def test_what_is_remembered_is_bounded() -> None:
    made = registry()
    tracemalloc.start()
    try:
        sizes = []
        for lot in range(3):
            for number in range(2 * REMEMBERED):
                made.build("acme", tenant=f"t{lot}-{number}")
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[2] < 1.1 * sizes[0]
