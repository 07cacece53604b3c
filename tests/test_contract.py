"""The contract: our catalogue is held to it, and each rule bites."""

from pathlib import Path
from typing import Any

import pytest

from oauth_presets import Preset, Variable, get_preset, list_presets
from oauth_presets.contract import RULES, findings
from oauth_presets.testing import PresetContract

GOOD: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://{subdomain}.acme.example/authorize?fixed=1",
    "token_url": "https://{subdomain}.acme.example/token",
    "issuer": "https://{subdomain}.acme.example",
    "variables": {"subdomain": Variable(kind="label", example="contoso", description="The site")},
    "scopes": ("read",),
    "scope_sets": {"full": ("read", "write")},
    "scope_descriptions": {"read": "Read", "write": "Write"},
    "scope_restrictions": {"write": "review"},
    "authorize_params": {"audience": "api"},
    "offline": {"mode": "request", "scopes": ("offline_access",), "params": {"access": "offline"}},
    "docs_url": "https://docs.acme.example/oauth",
    "setup": ("Register {redirect_uri}.",),
    "verified_on": "2026-11-24",
    "evidence": "vendor_page",
    "unverified": ("scopes",),
}

# What is changed in the good preset -> the rule that has to name it, and a word that it says.
BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"verified_on": None}, "source", "verified_on is not set"),
    ({"verified_on": "2999-01-01"}, "source", "in the future"),
    ({"evidence": None}, "source", "evidence is not set"),
    ({"unverified": ("console_url",)}, "source", "console_url"),
    ({"setup": ()}, "setup", "{redirect_uri}"),
    ({"setup": ("Register {redirect_uri} at {host}.",)}, "setup", "{host}"),
    ({"variables": {"subdomain": Variable(kind="label", description="x")}}, "variables", "example"),
    ({"variables": {"subdomain": Variable(kind="label", example="x")}}, "variables", "description"),
    ({"allow_loopback": True}, "hosts", "allow_loopback"),
    ({"token_url": "https://{subdomain}.acme.example:8443/token"}, "hosts", "port"),
    ({"scopes": ("read,write",), "scope_descriptions": {}}, "scopes", "comma"),
    ({"scopes": ("read", "offline_access")}, "scopes", "offline_access"),
    ({"scopes": ("other",)}, "scopes", "leaves out"),
    ({"scope_sets": {"full": ("other",)}}, "scopes", "leaves out"),
    ({"scope_restrictions": {"other": "x"}}, "scopes", "scope_restrictions"),
    ({"authorize_params": {"fixed": "2"}}, "parameters", "'fixed'"),
    ({"authorize_params": {"access": "online"}}, "parameters", "'access'"),
    ({"variables": {"subdomain": Variable(kind="label", description="x")}}, "build", "examples"),
    (
        {
            "issuer": "https://{tenant}.acme.example",
            "variables": {
                **GOOD["variables"],
                "tenant": Variable(kind="label", example="x", description="x"),
            },
        },
        "issuer",
        "{tenant}",
    ),
]


def acme(**changes: Any) -> Preset:
    return Preset.model_validate({**GOOD, **changes})


class TestCatalogue(PresetContract):
    @pytest.fixture(params=[entry.name for entry in list_presets() if entry.first_party])
    def subject(self, request: pytest.FixtureRequest) -> Preset:
        return get_preset(request.param)


class TestGood(PresetContract):
    preset = acme()


class TestByEntryPoint(PresetContract):
    entry_point = "google-drive"


@pytest.mark.parametrize(("changes", "rule", "text"), BAD)
def test_a_bad_preset_is_named(changes: dict[str, Any], rule: str, text: str) -> None:
    found = [finding for finding in findings(acme(**changes)) if finding.rule == rule]
    assert found, f"the rule {rule!r} let it pass"
    assert any(text in finding.text for finding in found)


def test_every_rule_but_the_two_that_need_a_broken_model_is_shown_to_bite() -> None:
    # A round trip differs only for what `Preset` refuses to hold.
    assert {rule for _, rule, _ in BAD} == set(RULES) - {"round_trip"}


def test_a_preset_that_holds_more_than_data_breaks_the_round_trip() -> None:
    smuggled = Preset.model_construct(**{**dict(acme()), "scopes": ["read"]})
    assert any(finding.rule == "round_trip" for finding in findings(smuggled))


def test_every_rule_is_a_test_of_the_class() -> None:
    tests = {name.removeprefix("test_") for name in dir(PresetContract) if name[:5] == "test_"}
    assert tests == set(RULES)


def test_failures_say_what_to_change(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from oauth_presets import Preset
        from oauth_presets.testing import PresetContract

        class TestBad(PresetContract):
            preset = Preset(name="bad", title="Bad", docs_url="https://bad.example/",
                authorize_url="https://bad.example/a", token_url="https://bad.example/t")

        class TestForgotten(PresetContract):
            pass
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=len(RULES) - 2, failed=2, errors=len(RULES))
    for text in (
        "breaks the rule 'source'",
        "verified_on is not set",
        "TestForgotten says no preset",
    ):
        assert text in result.stdout.str()


def test_pages_of_the_presets_are_up_to_date() -> None:
    docs = Path(__file__).parent.parent / "docs"
    namespace: dict[str, Any] = {"__file__": str(docs / "generate_presets.py"), "__name__": "docs"}
    exec((docs / "generate_presets.py").read_text(encoding="utf-8"), namespace)  # noqa: S102
    pages = namespace["pages"]()
    found = {file.name: file.read_text(encoding="utf-8") for file in (docs / "presets").iterdir()}
    stale = sorted(name for name in {*pages, *found} if pages.get(name) != found.get(name))
    assert not stale, f"run python docs/generate_presets.py: {stale}"
