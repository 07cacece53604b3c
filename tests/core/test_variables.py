"""No variable moves a host: hostile values against every preset that has variables."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from pydantic_core import Url
from support.hostile import HARMLESS, HOSTILE

from oauth_presets import (
    ArgumentError,
    Preset,
    VariableError,
    get_preset,
    list_presets,
)
from oauth_presets.core.plan import make_plan

PRESETS = [get_preset(entry.name) for entry in list_presets() if entry.first_party]
TEMPLATED = [preset for preset in PRESETS if preset.variables]
pytestmark = pytest.mark.filterwarnings("ignore::oauth_presets.UnsupportedNeedWarning")


def made(preset: Preset, values: dict[str, str] | None = None, **arguments: Any) -> tuple[str, ...]:
    """Fill in each variable with its example, or with a given value; return every URL."""
    examples = {name: v.example for name, v in preset.variables.items() if v.example is not None}
    variables = {**examples, **(values or {})}
    planned = make_plan(preset, "", variables=variables, **arguments)
    return (planned.full_url, *(url for url in planned.endpoints if url is not None))


def assert_parsers_agree(url: str) -> None:
    """Assert that urllib, httpx and pydantic agree on the parts that decide where a URL leads."""
    ours, theirs, third = urlsplit(url), httpx.URL(url), Url(url)
    assert ours.scheme == theirs.scheme == third.scheme == "https"
    assert ours.hostname == theirs.host == third.host
    assert ours.hostname is not None
    assert ours.hostname.isascii()
    assert (ours.port or 443) == (theirs.port or 443) == (third.port or 443)
    assert "@" not in ours.netloc
    assert not theirs.userinfo
    assert third.username is third.password is None
    assert (ours.path or "/") == theirs.raw_path.decode().partition("?")[0] == (third.path or "/")
    assert ours.query == theirs.query.decode() == (third.query or "")
    assert not ours.fragment
    assert str(theirs) == url.replace(".com:443", ".com")  # neither repairs anything


def test_enough_hostile_values_and_templates_are_tested() -> None:
    assert len(HOSTILE) >= 200
    assert len(TEMPLATED) >= 40
    kinds = {variable.kind for preset in TEMPLATED for variable in preset.variables.values()}
    assert kinds == {*HARMLESS}


@pytest.mark.parametrize("preset", TEMPLATED, ids=lambda preset: preset.name)
def test_no_hostile_value_changes_the_host_or_escapes_its_place(preset: Preset) -> None:
    usual = made(preset)
    for name, variable in preset.variables.items():
        accepted, refusals = set(), []
        for value in HOSTILE:
            try:
                urls = made(preset, {name: value})
            except VariableError as error:
                refusals.append((error.variable, str(error).isprintable()))
                continue
            accepted.add(value)
            for url, before in zip(urls, usual, strict=True):
                assert_parsers_agree(url)
                assert_in_place(url, before, variable.kind, str(variable.example), value)
        assert accepted == HARMLESS[variable.kind]
        assert {*refusals} == {(name, True)}


def assert_in_place(url: str, before: str, kind: str, example: str, value: str) -> None:
    """Assert that a value takes exactly the place of the example, as one whole piece."""
    if kind == "base_url":
        assert url in (value + before.removeprefix(example), before)
        return
    if kind == "host":
        assert url in (before.replace(f"//{example}", f"//{value}"), before)
        return
    now, then = urlsplit(url), urlsplit(before)
    assert now.query == then.query
    if kind == "label":
        assert now.path == then.path
        pieces = zip(now.netloc.split("."), then.netloc.split("."), strict=True)
    else:
        assert now.netloc == then.netloc
        pieces = zip(now.path.split("/"), then.path.split("/"), strict=True)
    for piece, usual in pieces:
        assert piece == usual or (piece, usual) == (value, example)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_three_parsers_agree_on_every_url_of_the_catalogue(preset: Preset) -> None:
    choices: list[dict[str, Any]] = [{}, {"offline": False}]
    choices += [{"scope_set": name} for name in preset.scope_sets]
    built = [made(preset, **arguments) for arguments in choices]
    for name, variable in preset.variables.items():
        built += [made(preset, {name: key}) for key in variable.choices]
    for urls in built:
        for url in urls:
            assert_parsers_agree(url)


def test_no_parameter_escapes_the_query() -> None:
    preset = get_preset("google_drive")
    refused = 0
    for value in HOSTILE:
        try:
            url, *_ = made(preset, authorize_params={"q": value})
        except ArgumentError:
            refused += 1
            continue
        assert_parsers_agree(url)
        assert urlsplit(url).hostname == "accounts.google.com"
        assert dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))["q"] == value
    assert refused < len(HOSTILE) / 2
