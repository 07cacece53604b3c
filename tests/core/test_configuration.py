"""Building a configuration from a preset and arguments."""

import traceback
import tracemalloc
import warnings
from typing import Any

import pytest
from pydantic import SecretStr
from support import counted

import oauth_presets.core.plan
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
from oauth_presets.registry.registry import REMEMBERED

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
def test_scope_arguments_give_the_expected_scope(
    arguments: dict[str, Any], scope: str | None
) -> None:
    assert build(**arguments).scope == scope


def test_provider_separator_joins_and_splits_scopes() -> None:
    comma = {"scope_separator": ","}
    assert build(comma, scopes="a,b c").scope == "a,b,c,offline"
    assert build(comma, scopes=["a", "b"], offline=False).scope == "a,b"


RENAMED = {"authorization_request": {"names": {"scope": "user_scope"}}}


def test_renamed_scope_parameter_is_used() -> None:
    made = build({**RENAMED, "scope_separator": ","})
    assert made.scope is None
    assert made.authorize_url is not None
    assert made.authorize_url.endswith("&user_scope=read%2Csearch%2Coffline")
    none = build(RENAMED, scopes=(), offline=False)
    assert none.authorize_url is not None
    assert "user_scope" not in none.authorize_url


SEPARATELY = (
    "Pass each scope as a separate string, or all of them in one string, separated by spaces."
)
NO_SCOPE = "has a space, a quote, a backslash or a character outside printable ASCII. " + SEPARATELY


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"scopes": ["a"], "scope_set": "full"},
            "scopes= and scope_set= both replace the default scopes; give only one.",
        ),
        ({"scope_set": "none"}, "Acme has no scope set 'none'. Its scope sets: full."),
        ({"scope_set": 5}, "scope_set= takes a string, not int."),
        ({"scopes": {"a", 1}}, "scopes= contains a value of type int; scopes are strings."),
        ({"scopes": ["a b"]}, f"scopes=: the scope 'a b' {NO_SCOPE}"),
        ({"scopes": "a\tb"}, f"scopes=: the scope 'a\\tb' {NO_SCOPE}"),
        ({"add_scopes": ["\u00e9"]}, f"add_scopes=: the scope '\\xe9' {NO_SCOPE}"),
        ({"scopes": [""]}, f"scopes=: the scope '' is empty. {SEPARATELY}"),
        (
            {"scopes": "a,b"},
            f"scopes=: the scope 'a,b' has a comma; Acme joins scopes with ' '. {SEPARATELY}",
        ),
        ({"scopes": [1]}, "scopes= contains a value of type int; scopes are strings."),
        ({"scopes": b"a"}, "scopes= takes a string or several strings, not bytes."),
        ({"scopes": 5}, "scopes= takes a string or several strings, not int."),
        ({"add_scopes": {"a": 1}}, "add_scopes= takes a string or several strings, not dict."),
        ({"add_scopes": None}, "add_scopes= takes a string or several strings, not NoneType."),
    ],
)
def test_invalid_scopes_are_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ScopeError) as caught:
        build(**arguments)
    assert str(caught.value) == message


def test_unknown_scope_set_error_lists_the_scope_sets() -> None:
    with pytest.raises(
        ScopeError, match=r"^Acme has no scope set 'full'\. Its scope sets: none\.$"
    ):
        build({"scope_sets": {}}, scope_set="full")
    with pytest.raises(
        ScopeError, match=r"^Acme has no scope set 'full'\. Its scope sets: a, b\.$"
    ):
        build({"scope_sets": {"a": (), "b": ()}}, scope_set="full")


def test_comma_in_a_known_scope_is_accepted() -> None:
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
def test_later_parameters_win_and_endpoint_parameters_are_kept(
    arguments: dict[str, Any], query: str
) -> None:
    assert build(**arguments).authorize_url == f"https://contoso.acme.example/authorize?{query}"


def test_endpoint_parameter_without_a_value_is_kept() -> None:
    plain = {"authorize_url": "https://{tenant}.acme.example/a?b&c=", "authorize_params": {}}
    assert build(plain, offline=False).authorize_url == "https://contoso.acme.example/a?b=&c="


def test_url_without_parameters_has_no_question_mark() -> None:
    plain = {"authorize_url": "https://{tenant}.acme.example/a", "authorize_params": {}}
    assert build(plain, offline=False).authorize_url == "https://contoso.acme.example/a"


NOT_YOURS = "belongs to each authorization request and cannot be set."
NO_NAME = "is not a parameter name; names are printable ASCII without spaces."


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"state": "x"}, f"authorize_params=: 'state' {NOT_YOURS}"),
        ({"Redirect_URI": "x"}, f"authorize_params=: 'Redirect_URI' {NOT_YOURS}"),
        ({"code_challenge": None}, f"authorize_params=: 'code_challenge' {NOT_YOURS}"),
        ({"a": 1}, "authorize_params=: the value of 'a' must be a string or None, not int."),
        ({1: "a"}, "authorize_params=: a name must be a string, not int."),
        ({"": "a"}, f"authorize_params=: '' {NO_NAME}"),
        ({"a\n": "b"}, f"authorize_params=: 'a\\n' {NO_NAME}"),
        (
            {"a": "\udcff"},
            "authorize_params=: the value of 'a' has a line break or a control character.",
        ),
        (
            {"a": "x" * 2048},
            "authorize_url would be longer than 2048 characters; use fewer parameters or scopes.",
        ),
        ("a=b", "authorize_params= takes a mapping of names to values, not str."),
        ([("a", "b")], "authorize_params= takes a mapping of names to values, not list."),
    ],
)
def test_invalid_authorize_params_are_refused(params: Any, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        build(authorize_params=params)
    assert str(caught.value) == message


def test_url_longer_than_2048_characters_is_refused() -> None:
    length = len(build(authorize_params={"a": ""}).authorize_url or "")
    longest = build(authorize_params={"a": "x" * (2048 - length)})
    assert len(longest.authorize_url or "") == 2048
    with pytest.raises(ArgumentError, match="longer than 2048"):
        build(authorize_params={"a": "x" * (2049 - length)})
    segments = "/".join("{a}" for _ in range(17))
    long = {
        "authorize_url": "https://acme.example/a", "variables": {"a": Variable(kind="segment")},
        "token_url": f"https://acme.example/{segments}",
    }  # fmt: skip
    with pytest.raises(VariableError) as caught:
        registry(**long).build("acme", a="x" * 120)
    assert str(caught.value) == (
        "Acme: with these values the URL would be longer than 2048 characters."
    )


def test_parameters_are_percent_encoded() -> None:
    made = build(authorize_params={"a/b": "c/d&e=f g+h\u00e4"}).authorize_url
    assert (made or "").endswith("&a%2Fb=c%2Fd%26e%3Df%20g%2Bh%C3%A4")


def test_scope_parameter_in_authorize_params_is_refused() -> None:
    with pytest.raises(ArgumentError, match="use the scope arguments"):
        build(RENAMED, authorize_params={"user_scope": "x"})


# -- variables -------------------------------------------------------------------------------------


def test_variables_and_defaults_fill_the_urls() -> None:
    assert build().token_url == "https://contoso.acme.example/europe/token"
    assert build(region="us").token_url == "https://contoso.acme.example/america/token"


TENANT = (
    "Your address begins so. Accepted: one DNS label: lower-case letters, digits and inner "
    "hyphens, at most 63. Example: tenant='contoso'."
)


@pytest.mark.parametrize(
    ("arguments", "variable", "message"),
    [
        ({"tenant": "evil.com/"}, "tenant", f"tenant=: 'evil.com/' is refused. {TENANT}"),
        ({"tenant": ""}, "tenant", f"tenant=: '' is refused. {TENANT}"),
        ({"tenant": 5}, "tenant", f"tenant=: expected a string, not int. {TENANT}"),
        ({"tenant": None}, "tenant", f"tenant=: expected a string, not NoneType. {TENANT}"),
        (
            {"tenant": "acme/"},
            "tenant",
            f"tenant=: 'acme/' is refused; tenant='acme' would be accepted. {TENANT}",
        ),
        (
            {"tenant": "x" * 81},
            "tenant",
            f"tenant=: '{'x' * 77}...' is refused. {TENANT}",
        ),
        ({"tenant": "acme_x"}, "tenant", f"tenant=: 'acme_x' is refused. {TENANT}"),
        ({"tenant": "\u212aacme"}, "tenant", f"tenant=: '\\u212aacme' is refused. {TENANT}"),
        (
            {"region": "america"},
            "region",
            "region=: 'america' is refused. Accepted: one of eu, us.",
        ),
        (
            {"region": "EU"},
            "region",
            "region=: 'EU' is refused; region='eu' would be accepted. Accepted: one of eu, us.",
        ),
        ({"tennant": "x"}, "tennant", "Unknown argument 'tennant'. Did you mean 'tenant'?"),
        (
            {"client_secrt": "x"},
            "client_secrt",
            "Unknown argument 'client_secrt'. Did you mean 'client_secret'?",
        ),
        ({"zzz": "x"}, "zzz", "Unknown argument 'zzz'. The variables of Acme: tenant, region."),
    ],
)
def test_invalid_variables_are_refused(
    arguments: dict[str, Any], variable: str, message: str
) -> None:
    with pytest.raises(VariableError) as caught:
        build(**arguments)
    assert str(caught.value) == message
    assert caught.value.variable == variable


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        ("label", "Acme", "acme"),
        ("label", "acmeX", "acmex"),
        ("label", " Acme ", "acme"),
        ("label", " acme\n", "acme"),
        ("label", "acme.example.com", "acme"),
        ("label", "https://Acme.example.com/login", "acme"),
        ("host", "https://id.example.com/", "id.example.com"),
        ("host", "ID.example.com", "id.example.com"),
        ("host", "https://id.example.com/login", "id.example.com"),
        ("segment", "a/", "a"),
        ("base_url", "git.example.com", "https://git.example.com"),
        ("base_url", "http://git.example.com/a/", "https://git.example.com/a"),
        ("base_url", "https://Git.Example.com", "https://git.example.com"),
        ("choice", "EU", "eu"),
        ("label", "-", None),
        ("host", "localhost", None),
        ("base_url", "https://10.0.0.1", None),
    ],
)
def test_refused_variable_error_suggests_a_valid_value(
    kind: str, given: str, meant: str | None
) -> None:
    hosts = {"label": "https://{x}.acme.example", "segment": "https://acme.example/{x}",
             "base_url": "{x}"}  # fmt: skip
    url = hosts.get(kind, "https://{x}")
    choices = {"choices": {"eu": "eu.acme.example"}} if kind == "choice" else {}
    changes = {
        "authorize_url": f"{url}/a", "token_url": f"{url}/t",
        "variables": {"x": {"kind": kind, **choices}},
    }  # fmt: skip
    with pytest.raises(VariableError) as caught:
        registry(**changes).build("acme", x=given)
    said = f"; x={meant!r} would be accepted" if meant else ""
    assert str(caught.value).startswith(f"x=: {given!r} is refused{said}. ")


@pytest.mark.parametrize(("argument", "suggestion"), [("tennant", "tenant"), ("zzz", "")])
def test_unknown_argument_error_carries_its_suggestion(argument: str, suggestion: str) -> None:
    arguments: dict[str, Any] = {argument: "x"}
    with pytest.raises(VariableError) as caught:
        build(**arguments)
    assert (caught.value.variable, caught.value.suggestion) == (argument, suggestion)


def test_unknown_argument_without_variables_is_explained() -> None:
    plain = {
        "authorize_url": "https://acme.example/a", "token_url": "https://acme.example/t",
        "variables": {},
    }  # fmt: skip
    with pytest.raises(VariableError) as caught:
        registry(**plain).build("acme", zzz="x")
    assert str(caught.value) == "Unknown argument 'zzz'. The URLs of Acme have no variables."


def test_loopback_is_accepted_if_the_preset_allows_it() -> None:
    changes = {
        "authorize_url": "{base}/a", "token_url": "{base}/t",
        "variables": {"base": Variable(kind="base_url", example="https://acme.example")},
    }  # fmt: skip
    local = registry(**changes, allow_loopback=True)
    assert local.build("acme", base="http://127.0.0.1:8080").token_url == "http://127.0.0.1:8080/t"
    with pytest.raises(VariableError, match=r"base='http://127\.0\.0\.1:8080' would be accepted"):
        local.build("acme", base="http://127.0.0.1:8080/")
    fixed = {
        "authorize_url": "http://127.0.0.1:8080/{path}/a", "token_url": "http://[::1]/t",
        "variables": {"path": Variable(kind="segment")},
    }  # fmt: skip
    made = registry(**fixed, allow_loopback=True).build("acme", path="x", offline=False)
    assert (made.authorize_url or "").startswith("http://127.0.0.1:8080/x/a?")
    with pytest.raises(VariableError, match=r"is refused\. Accepted: https://host"):
        registry(**changes).build("acme", base="http://127.0.0.1:8080")


def test_missing_variable_error_describes_it() -> None:
    with pytest.raises(VariableError) as caught:
        registry().build("acme")
    assert str(caught.value) == f"Acme needs tenant=: {TENANT}"
    assert caught.value.variable == "tenant"


def test_str_subclass_cannot_override_its_text() -> None:
    class Liar(str):
        def __str__(self) -> str:
            return "evil.com/"

        __format__ = __str__  # type: ignore[assignment]

    assert build(tenant=Liar("good")).token_url == "https://good.acme.example/europe/token"


# -- credentials -----------------------------------------------------------------------------------


def test_credentials_are_optional_and_passed_through() -> None:
    assert build().client_id is None
    made = build(client_id="id", client_secret="s3cret")
    assert (made.client_id, made.client_secret) == ("id", "s3cret")
    assert made.model_fields_set == set(CreateConnectorOAuth.model_fields)
    assert build().model_fields_set == {"authorize_url", "token_url", "scope"}
    assert build(client_id=SecretStr("id"), client_secret=SecretStr("s3cret")) == made
    with pytest.raises(ArgumentError, match=r"^client_secret is empty"):
        build(client_secret=SecretStr(""))


@pytest.mark.parametrize("name", ["client_id", "client_secret"])
@pytest.mark.parametrize("value", ["", " canary", "canary\n", "can\tary", "can\u00e1ry", 5, b"x"])
def test_refused_credentials_are_not_shown(name: str, value: object) -> None:
    with pytest.raises(ArgumentError) as caught:
        build(None, **{name: value})
    assert str(caught.value) == (
        f"{name} is empty, has leading or trailing whitespace, or has a character that is "
        "not printable ASCII. It is not shown here; copy it again from the provider's console."
        if isinstance(value, str)
        else f"{name}= takes a string or a SecretStr, not {type(value).__name__}."
    )


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
def test_no_library_frame_holds_the_secret_after_an_error(arguments: dict[str, Any]) -> None:
    with pytest.raises(OAuthPresetsError) as caught:
        build(**arguments)
    names = []
    for frame, _ in traceback.walk_tb(caught.value.__traceback__):
        module = str(frame.f_globals.get("__name__"))
        if module.startswith("oauth_presets."):
            names.append(module)
            assert "canary" not in repr(frame.f_locals), module
    assert "oauth_presets.registry.registry" in names


# -- other arguments and results -------------------------------------------------------------------


def test_offline_must_be_a_boolean() -> None:
    with pytest.raises(ArgumentError, match=r"^offline= takes True or False\.$"):
        build(offline="no")


@pytest.mark.parametrize("mode", ["always", "never", "unknown"])
def test_offline_without_request_parameters_changes_nothing(mode: str) -> None:
    changes = {"offline": {"mode": mode}}
    assert build(changes, offline=True) == build(changes, offline=False)


def test_builds_share_no_state() -> None:
    made = registry()
    first = made.build("acme", tenant="a", client_secret="one")
    second = made.build("acme", tenant="b")
    first.scope = "other"
    assert second.client_secret is None
    assert second.scope == "read search offline"


def test_changing_a_returned_preset_does_not_affect_the_registry() -> None:
    made = registry()
    preset = made.get("acme")
    preset.authorize_params["audience"] = "evil"  # type: ignore[index]
    preset.offline.params["access"] = "evil"  # type: ignore[index]
    preset.variables["tenant"].choices["x"] = "evil"  # type: ignore[index]
    assert "evil" not in repr(made.get("acme"))
    assert "evil" not in str(made.build("acme", tenant="a").authorize_url)


PKCE = "Every authorization request needs PKCE (RFC 7636); without it the request is refused."
BASIC = (
    "The token endpoint accepts the client secret only with HTTP Basic (client_secret_basic); in "
    "the body it is refused."
)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {"token_request": {"body": "json"}},
            "The token endpoint accepts only JSON bodies; a form is refused.",
        ),
        ({"pkce": "required"}, PKCE),
        (
            {"pkce": "required", "token_endpoint_auth_methods": ("client_secret_basic", "none")},
            f"{PKCE} {BASIC}",
        ),
        ({"token_endpoint_auth_methods": ("client_secret_basic",)}, BASIC),
        (
            {"refresh_url": "https://{tenant}.acme.example/refresh"},
            "Tokens are refreshed at https://contoso.acme.example/refresh; the token endpoint "
            "refuses them.",
        ),
    ],
)
def test_five_fields_warn_of_what_they_cannot_carry(changes: dict[str, Any], text: str) -> None:
    with pytest.warns(UnsupportedNeedWarning) as caught:
        build(changes)
    assert str(caught[0].message) == (
        f"CreateConnectorOAuth cannot carry everything that Acme needs. {text} Code that uses "
        "these five fields must handle this itself; configure() returns everything."
    )


def test_warning_points_at_the_calling_line() -> None:
    made = registry(pkce="required")
    with pytest.warns(UnsupportedNeedWarning) as caught:
        made.build("acme", tenant="a")
    assert caught[0].filename == __file__


def test_supported_needs_emit_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        build({"pkce": "supported", "token_endpoint_auth_methods": ("client_secret_basic",
               "client_secret_post")})  # fmt: skip


# -- repeated calls and the cache ------------------------------------------------------------------


def test_repeated_builds_follow_their_arguments() -> None:
    made = registry()
    for _ in range(3):
        assert made.build("acme", tenant="a", scopes=["x"]).scope == "x offline"
        assert made.build("acme", tenant="a", scopes=["y"]).scope == "y offline"
        assert made.build("acme", tenant="a", add_scopes=["y"]).scope == "read search y offline"
        assert made.build("acme", tenant="a", add_scopes=["z"]).scope == "read search z offline"
        assert made.build("acme", tenant="a", scopes="x", offline=False).scope == "x"
        assert made.build("acme", tenant="b").token_url == "https://b.acme.example/europe/token"
        assert made.build("acme", tenant="b", authorize_params={"own": "2"}).authorize_url == (
            "https://b.acme.example/authorize?own=2&keep=a%20b&audience=api&access=offline"
        )


@pytest.mark.parametrize(
    "arguments",
    [
        {}, {"scopes": "x"}, {"scopes": ["x"]}, {"scopes": ("x",)}, {"add_scopes": ["x"]},
        {"authorize_params": {"a": "1"}}, {"offline": False}, {"scope_set": "full"},
        {"distribution": "<application>"}, {"client_id": "id"},
    ],
)  # fmt: skip
def test_repeated_build_uses_cached_plan(
    arguments: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = counted(monkeypatch, oauth_presets.core.plan, "make_plan")
    made, other = registry(), registry()
    first = made.build("acme", tenant="a", **arguments)
    assert made.build("acme", tenant="a", **arguments) == first
    assert len(prepared) == 1
    made.build("Acme", tenant="a", **arguments)
    made.build("acme", tenant="b", **arguments)
    other.build("acme", tenant="a", **arguments)
    assert len(prepared) == 4


def test_scope_iterators_are_not_cached() -> None:
    made = registry()

    def build(*scopes: str) -> str | None:
        return made.build("acme", tenant="a", scopes=iter(scopes), add_scopes=iter("z")).scope

    assert [build("x"), build("y"), build()] == ["x z offline", "y z offline", "z offline"]


def test_changed_mapping_is_not_served_from_the_cache() -> None:
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
def test_invalid_arguments_fail_on_every_call(wrong: dict[str, Any]) -> None:
    made = registry()
    made.build("acme", tenant="a", scopes=("x",))
    for _ in range(2):
        with pytest.raises(OAuthPresetsError):
            made.build("acme", tenant="a", **wrong)


def test_credentials_are_not_cached() -> None:
    made = registry()
    assert made.build("acme", tenant="a", client_id="id", client_secret="s3cret").client_id == "id"
    again = made.build("acme", tenant="a")
    assert (again.client_id, again.client_secret) == (None, None)


def test_warning_is_emitted_on_every_build() -> None:
    made = registry(pkce="required")
    for _ in range(2):
        with pytest.warns(UnsupportedNeedWarning, match="PKCE"):
            made.build("acme", tenant="a")


@pytest.mark.slow
def test_plan_cache_memory_is_bounded() -> None:
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
    assert sizes[2] < 1.5 * sizes[0], sizes  # unbounded, it would be three times as large


def test_full_plan_cache_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared, made = counted(monkeypatch, oauth_presets.core.plan, "make_plan"), registry()
    for number in range(REMEMBERED):
        made.build("acme", tenant=f"t{number}")
    made.build("acme", tenant="t0")
    assert len(prepared) == REMEMBERED
    made.build("acme", tenant="more")
    made.build("acme", tenant="t0")
    assert len(prepared) == REMEMBERED + 2
