"""Fields of a preset from text: words, pairs and JSON."""

from typing import Any

import pytest

from oauth_presets import ArgumentError
from oauth_presets.publishing.field_text import set_field


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("pkce", "required", {"pkce": "required"}),
        ("scope_separator", ",", {"scope_separator": ","}),
        ("keywords", "a 'b c'", {"keywords": ["a", "b c"]}),
        ("keywords", "", {"keywords": []}),
        ("redirect.loopback", "127.0.0.1", {"redirect": {"loopback": ["127.0.0.1"]}}),
        ("redirect.loopback", "[]", {"redirect": {"loopback": []}}),
        ("offline.params", "a=b=c d=", {"offline": {"params": {"a": "b=c", "d": ""}}}),
        ("scope_sets.full", "a b", {"scope_sets": {"full": ["a", "b"]}}),
        ("token_response", '{"path": ["a"]}', {"token_response": {"path": ["a"]}}),
        ("variables.x.choices.eu", "eu1", {"variables": {"x": {"choices": {"eu": "eu1"}}}}),
    ],
)
def test_text_becomes_plain_data(path: str, text: str, value: dict[str, Any]) -> None:
    fields: dict[str, Any] = {}
    set_field(fields, path, text)
    assert fields == value


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("pcke", "", "Unknown field 'pcke'. Did you mean 'pkce'?"),
        ("offline.scope", "a", "Unknown field 'offline.scope'. Did you mean 'offline.scopes'?"),
        ("pkce.x", "a", "Unknown field 'pkce.x'."),
        ("", "a", "Unknown field ''."),
        ("token_request", "json", "token_request: expected a JSON object."),
        ("token_request", "", "token_request: expected a JSON object."),
        ("token_request", "[1]", "token_request: expected a JSON object."),
        ("scopes", "{}", "scopes: expected words, or a JSON array."),
        (
            "offline.params",
            "access_type",
            "offline.params: expected NAME=VALUE words, or a JSON object.",
        ),
        ("offline.scopes", '"a', "offline.scopes: No closing quotation."),
        ("api.headers.x", "y", "api.headers.x: 'api' is already set as a whole."),
    ],
)
def test_unsuitable_text_is_refused(path: str, text: str, message: str) -> None:
    fields: dict[str, Any] = {"api": []}
    with pytest.raises(ArgumentError) as caught:
        set_field(fields, path, text)
    assert str(caught.value) == message


def test_parts_of_a_field_are_kept() -> None:
    fields: dict[str, Any] = {"offline": {"mode": "request"}}
    set_field(fields, "offline.scopes", "offline_access")
    assert fields == {"offline": {"mode": "request", "scopes": ["offline_access"]}}
