"""The OAuth part of a request to Cohere, and the read view of an existing connector."""

import copy
import io
import json
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr, ValidationError
from rich.console import Console

from oauth_presets import ArgumentError, ConnectorOAuth, CreateConnectorOAuth

CANARY = "canary-5ecret"
FULL = {
    "client_id": "id",
    "client_secret": CANARY,
    "authorize_url": "https://a.example/authorize?x=1",
    "token_url": "https://a.example/token",
    "scope": "a b",
}


def test_only_set_fields_are_serialised() -> None:
    assert CreateConnectorOAuth().model_dump() == {}
    assert CreateConnectorOAuth().model_dump_json() == "{}"
    partial = CreateConnectorOAuth(client_id="id")
    for dumped in (
        partial.model_dump(),
        partial.dict(),
        json.loads(partial.model_dump_json()),
        partial.model_dump(by_alias=True, exclude_none=False),
    ):
        assert dumped == {"client_id": "id"}
    assert CreateConnectorOAuth(**FULL).model_dump() == FULL


def test_explicit_none_is_not_serialised() -> None:
    oauth = CreateConnectorOAuth(**FULL)
    oauth.client_secret = None
    assert "client_secret" not in oauth.model_dump()
    assert CreateConnectorOAuth(client_secret=None).model_dump() == {}


def test_nested_connector_serialises_and_validates_the_same() -> None:
    class Request(BaseModel):
        oauth: CreateConnectorOAuth

    assert Request(oauth=CreateConnectorOAuth(scope="a")).model_dump() == {"oauth": {"scope": "a"}}
    with pytest.raises(ValidationError) as caught:
        Request.model_validate({"oauth": {"client_secrt": CANARY}})
    assert CANARY not in str(caught.value) + repr(caught.value.errors())


def test_assignment_is_validated() -> None:
    oauth = CreateConnectorOAuth()
    for name, value in FULL.items():
        setattr(oauth, name, value)
    assert oauth == CreateConnectorOAuth(**FULL)
    with pytest.raises(ValidationError, match="URL"):
        oauth.token_url = "http://a.example/token"
    assert oauth.token_url == FULL["token_url"]


def test_secret_str_is_unwrapped_and_serialised() -> None:
    oauth = CreateConnectorOAuth(client_secret=SecretStr(CANARY))
    assert oauth.model_dump() == {"client_secret": CANARY}
    assert type(oauth.client_secret) is str


def test_pydantic_validation_arguments_are_passed_through() -> None:
    thing = Thing(**FULL)
    assert CreateConnectorOAuth.model_validate(thing, from_attributes=True).model_dump() == FULL
    assert CreateConnectorOAuth.model_validate_json(json.dumps(FULL)).model_dump() == FULL
    assert CreateConnectorOAuth.model_validate_strings(FULL).model_dump() == FULL
    for way, given in (("", FULL), ("_json", "{}"), ("_strings", FULL)):
        with pytest.raises(TypeError, match="nonsense"):
            getattr(CreateConnectorOAuth, f"model_validate{way}")(given, nonsense=True)


def test_urls_are_not_normalised() -> None:
    oauth = CreateConnectorOAuth(token_url="https://a.example")
    assert oauth.token_url == "https://a.example"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("client_id", ""),
        ("client_id", " id"),
        ("client_secret", "s\n"),
        ("client_secret", "s\x00"),
        ("client_secret", "\u00e9"),
        ("client_secret", 5),
        ("authorize_url", "http://a.example/authorize"),
        ("authorize_url", "https://a.example/#x"),
        ("authorize_url", "https://a.example/?state=1"),
        ("token_url", "https://{tenant}.a.example/token"),
        ("token_url", "javascript:alert(1)"),
        ("scope", ""),
        ("scope", 'a"b'),
        ("scope", "a\\b"),
        ("scope", "a\nb"),
    ],
)
def test_invalid_values_are_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        CreateConnectorOAuth.model_validate({field: value})
    assert [error["loc"] for error in caught.value.errors()] == [(field,)]


CREDENTIAL = (
    "The value is empty, has leading or trailing whitespace, or has a character that is not "
    "printable ASCII. It is not shown here; copy it again from the provider's console."
)
SCOPE = "A scope must be printable ASCII without quotes and backslashes, and not empty"


def test_validation_error_omits_the_values() -> None:
    with pytest.raises(ValidationError) as caught:
        CreateConnectorOAuth.model_validate(
            {"client_id": 5, "client_secret": " x", "token_url": "http://a", "scope": "", "x": 1}
        )
    assert str(caught.value) == (
        "5 validation errors for CreateConnectorOAuth\n"
        "client_id\n  Input should be a valid string [type=string_type]\n"
        f"client_secret\n  {CREDENTIAL} [type=value_error]\n"
        "token_url\n  The URL does not begin with https:// and a host name [type=value_error]\n"
        f"scope\n  {SCOPE} [type=value_error]\n"
        "x\n  Extra inputs are not permitted [type=extra_forbidden]"
    )
    assert [(e["type"], e["loc"], e["msg"]) for e in caught.value.errors()[1:3]] == [
        ("value_error", ("client_secret",), CREDENTIAL),
        ("value_error", ("token_url",), "The URL does not begin with https:// and a host name"),
    ]
    assert {error["input"] for error in caught.value.errors()} == {"**********"}


def test_invalid_json_error_omits_the_text() -> None:
    with pytest.raises(ValidationError) as caught:
        CreateConnectorOAuth.model_validate_json(f'{{"client_secret": "{CANARY}')
    assert str(caught.value).startswith("1 validation error for CreateConnectorOAuth\n  Invalid")
    assert str(caught.value).endswith(" [type=json_invalid]")


def test_loopback_endpoints_are_accepted() -> None:
    assert CreateConnectorOAuth(token_url="http://127.0.0.1:8080/token").token_url


def test_misspelt_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="client_secrt"):
        CreateConnectorOAuth(client_secrt="x")  # type: ignore[call-arg]


def failures() -> list[Callable[[], object]]:
    def assign(name: str) -> Callable[[], object]:
        return lambda: setattr(CreateConnectorOAuth(), name, f"{CANARY} ")

    return [
        lambda: CreateConnectorOAuth(client_secret=f" {CANARY}"),
        lambda: CreateConnectorOAuth(client_secrt=CANARY),  # type: ignore[call-arg]
        lambda: CreateConnectorOAuth.model_validate({"client_secret": [CANARY]}),
        lambda: CreateConnectorOAuth.model_validate(CANARY),
        lambda: CreateConnectorOAuth.model_validate_json(f'{{"client_secret": "{CANARY}'),
        lambda: CreateConnectorOAuth.model_validate_json(f'{{"x": "{CANARY}"}}'),
        lambda: CreateConnectorOAuth.model_validate_strings({"client_secret": f"{CANARY} "}),
        assign("client_secret"),
        assign("client_secrt"),
    ]


@pytest.mark.parametrize("fail", failures())
def test_no_error_shows_the_input(fail: Callable[[], object]) -> None:
    with pytest.raises(ValidationError) as caught:
        fail()
    error = caught.value
    assert CANARY not in str(error)
    assert CANARY not in repr(error.errors())
    assert CANARY not in error.json()
    assert error.__context__ is None
    ours = [frame for frame in traceback.walk_tb(error.__traceback__) if _is_ours(frame[0])]
    assert not [frame for frame, _ in ours if CANARY in repr(frame.f_locals)]


def _is_ours(frame: Any) -> bool:
    return str(frame.f_globals.get("__name__", "")).startswith("oauth_presets.")


def test_the_secret_is_not_shown() -> None:
    oauth = CreateConnectorOAuth(**FULL)
    out = io.StringIO()
    Console(file=out, width=200).print(oauth)
    for text in (repr(oauth), str(oauth), f"{oauth}", f"{[oauth]}", out.getvalue()):
        assert CANARY not in text
        assert "**********" in text
    assert repr(CreateConnectorOAuth(client_id="x")) == "CreateConnectorOAuth(client_id='x')"
    assert str(CreateConnectorOAuth(client_secret=CANARY, scope="a")) == (
        "client_secret='**********' scope='a'"
    )


def test_pickle_and_copy_carry_the_secret() -> None:
    oauth = CreateConnectorOAuth(**FULL)
    for other in (pickle.loads(pickle.dumps(oauth)), copy.deepcopy(oauth), oauth.model_copy()):  # noqa: S301
        assert other == oauth
        assert other is not oauth


class Thing:
    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


@pytest.mark.parametrize(
    "connector",
    [
        {"oauth": FULL},
        {"connector": {"id": "x", "oauth": FULL}},
        FULL,
        Thing(oauth=Thing(**FULL)),
        Thing(connector=Thing(oauth=Thing(**FULL))),
    ],
)
def test_the_read_view_drops_the_secret(connector: object) -> None:
    seen = ConnectorOAuth.from_connector(connector)
    assert seen.model_dump() == {k: v for k, v in FULL.items() if k != "client_secret"}
    assert CANARY not in repr(vars(seen))


@pytest.mark.parametrize(
    "connector",
    [
        None, {}, {"oauth": None}, {"oauth": {}}, Thing(), "x", 5,
        {"oauth": {"authorize_url": "https://a.example/authorize"}},
        {"token_url": "https://a.example/token"},
    ],
)  # fmt: skip
def test_connector_without_oauth_is_an_error(connector: object) -> None:
    with pytest.raises(ArgumentError) as caught:
        ConnectorOAuth.from_connector(connector)
    assert str(caught.value) == (
        "This connector has no OAuth configuration. Expected a connector, a response that "
        "contains one, or its `oauth` part, with authorize_url and token_url."
    )


def test_the_read_view_never_holds_a_secret() -> None:
    given = ConnectorOAuth.model_validate(FULL)
    assert not hasattr(given, "client_secret")
    with pytest.raises(ValidationError):
        ConnectorOAuth(client_id="x")  # type: ignore[call-arg]
    with pytest.raises(ValidationError):
        given.client_id = "y"  # type: ignore[misc]
    copied = given.model_copy(update={"client_secret": CANARY})
    assert CANARY not in repr(copied) + repr(copied.model_dump())
