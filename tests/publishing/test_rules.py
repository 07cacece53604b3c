"""The contract: our catalogue keeps it, and every rule detects its violation."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import oauth_presets_catalog
import pytest
from support import PROJECT

from oauth_presets import Preset, get_preset, list_presets
from oauth_presets.publishing.rules import RULES, violations
from oauth_presets.testing import PresetContract, make_distribution

SUBDOMAIN = {"kind": "label", "example": "contoso", "description": "The site"}

GOOD: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://{subdomain}.acme.example/authorize?fixed=1",
    "token_url": "https://{subdomain}.acme.example/token",
    "issuer": "https://{subdomain}.acme.example",
    "variables": {"subdomain": SUBDOMAIN},
    "scopes": ["read"],
    "scope_sets": {"full": ["read", "write"]},
    "scope_descriptions": {"read": "Read", "write": "Write"},
    "scope_restrictions": {"write": "review"},
    "authorize_params": {"audience": "api"},
    "offline": {"mode": "request", "scopes": ["offline_access"], "params": {"access": "offline"}},
    "docs_url": "https://docs.acme.example/oauth",
    "setup": ["Register {redirect_uri}."],
    "verified_on": "2026-11-24",
    "evidence": "vendor_page",
    "unverified": ["scopes"],
}


def variables(**changes: Any) -> dict[str, Any]:
    """Change the variable; None leaves a field out."""
    changed = {**SUBDOMAIN, **changes}
    return {"variables": {"subdomain": {k: v for k, v in changed.items() if v is not None}}}


TENANT = {"tenant": {"kind": "label", "example": "x", "description": "x"}}

# A change to the good preset -> the rule that must detect it, and a part of its text.
BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"verified_on": None}, "source", "verified_on is not set"),
    ({"verified_on": "2999-01-01"}, "source", "in the future"),
    ({"evidence": None}, "source", "evidence is not set"),
    ({"unverified": ["console_url"]}, "source", "unverified names 'console_url', which is"),
    (
        {"unverified": ["token_url"]},
        "source",
        "unverified names 'token_url', but",
    ),
    ({"setup": []}, "setup", "RFC 6749 sections 3.1.2.2 and 3.1.2.4"),
    (
        {"setup": ["Register {redirect_uri} at {host}."]},
        "setup",
        "setup contains {host}, but only",
    ),
    (variables(example=None), "variables", "the variable 'subdomain' has no example"),
    (variables(description=" "), "variables", "the variable 'subdomain' has no description"),
    (
        {
            "authorize_url": "https://{class}.acme.example/authorize",
            "token_url": "https://{class}.acme.example/token",
            "issuer": None,
            "variables": {"class": SUBDOMAIN},
        },
        "variables",
        "the variable 'class' is a Python keyword",
    ),
    ({"allow_loopback": True}, "endpoints", "RFC 6749 sections 3.1 and 3.2"),
    ({"token_url": "https://{subdomain}.acme.example:8443/token"}, "endpoints", "port"),
    ({"scopes": ["read,write"], "scope_descriptions": {}}, "scopes", "RFC 6749 section 3.3"),
    ({"scopes": ["read", "offline_access"]}, "scopes", "offline_access"),
    ({"scopes": ["other"]}, "scopes", "scopes contains 'other', which scope_desc"),
    ({"scope_sets": {"full": ["other"]}}, "scopes", "the set 'full' contains 'other'"),
    ({"scope_restrictions": {"other": "x"}}, "scopes", "scope_restrictions contains 'other'"),
    ({"authorize_params": {"fixed": "2"}}, "parameters", "RFC 6749 section 3.1"),
    ({"authorize_params": {"access": "online"}}, "parameters", "offline sets 'access'"),
    (variables(example=None), "build", "the examples of its variables"),
    ({"authorize_params": {"access": "offline"}}, "build", "query of authorize_url"),
    ({"scopes": ["offline_access"]}, "build", "does not change the scopes"),
    (
        {
            "issuer": "https://{tenant}.acme.example",
            "variables": {"subdomain": SUBDOMAIN, **TENANT},
        },
        "issuer",
        "RFC 8414 section 3.3",
    ),
]

# A module without a usable preset -> the rule, and a text of both `validate` and the suite.
BROKEN: list[tuple[str, str, str]] = [
    ("other = None", "entry_point", "has no attribute"),
    ("raise SystemExit(3)", "entry_point", "SystemExit"),
    ("acme = {'name': 'acme'}", "entry_point", "must be a Preset"),
    ("acme = lambda: Preset(**GOOD)", "entry_point", "must be a Preset"),
    ("class Mine(Preset): pass\nacme = Mine(**GOOD)", "entry_point", "must be a Preset"),
    ("acme = Preset(**{**GOOD, 'name': 'another'})", "entry_point", "'another'"),
    ("acme = Preset(**{**GOOD, 'token_url': 'http://acme.example/'})", "data", "token_url"),
    ("acme = Preset.model_construct(**{**dict(Preset(**GOOD)), 'scopes': 1})", "data", "scopes"),
]


def acme(**changes: Any) -> Preset:
    return Preset.model_validate({**GOOD, **changes})


@pytest.mark.parametrize("name", [entry.name for entry in list_presets() if entry.first_party])
def test_our_own_preset_keeps_every_rule(name: str) -> None:
    assert violations(get_preset(name)) == ()


class TestGood(PresetContract):
    preset = acme()


class TestByEntryPoint(PresetContract):
    entry_point = "google-drive"
    distribution = "oauth-presets"


@pytest.mark.parametrize("subject", ["slack", "Slack User", acme()])
class TestSeveral(PresetContract):
    distribution = "oauth-presets"


def test_good_preset_has_no_violations() -> None:
    assert violations(acme()) == ()


class Reports(NamedTuple):
    validate: dict[str, list[dict[str, str]]]
    """Preset -> violations."""
    suite: dict[str, dict[str, str]]
    """Test class -> rule -> failure."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The reports of `validate` and of the suite for a package with every violation."""
    folder = tmp_path_factory.mktemp("bad")
    start = f"from oauth_presets import Preset\nGOOD = {GOOD!r}\n"
    modules = {f"broken_{n}": start + text for n, (text, _, _) in enumerate(BROKEN)}
    for number, (changes, _, _) in enumerate(BAD):
        changed = {**changes, "name": f"bad_{number}"}
        modules[f"bad_{number}"] = start + f"acme = Preset(**{{**GOOD, **{changed!r}}})\n"
    for number, (text, _, _) in enumerate(BROKEN):
        modules[f"broken_{number}"] = start.replace("'acme'", f"'broken_{number}'") + text
    make_distribution(folder, "bad-presets", {m: f"{m}:acme" for m in modules}, modules)
    tests = "from oauth_presets.testing import PresetContract\n"
    for name in modules:
        tests += f"class Test_{name}(PresetContract):\n    entry_point = {name!r}\n"
    (folder / "test_bad.py").write_text(tests)

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", *arguments],
            capture_output=True, text=True, cwd=folder, timeout=120,
            env={**os.environ, "PYTHONPATH": str(folder)},
        )  # fmt: skip
        assert done.returncode == 1, done.stdout + done.stderr
        return done.stdout

    rows = json.loads(run("oauth_presets", "validate", "bad-presets", "--json"))
    run("pytest", "-q", "-p", "no:cacheprovider", "--junitxml", "report.xml", "test_bad.py")
    suite: dict[str, dict[str, str]] = {}
    for case in ET.parse(folder / "report.xml").iter("testcase"):  # noqa: S314 (ours)
        name = case.attrib["classname"].rpartition(".Test_")[2]
        rule = case.attrib["name"].removeprefix("test_keeps[").removesuffix("]")
        for failure in case.iter("failure"):
            suite.setdefault(name, {})[rule] = failure.text or ""
    return Reports({row["preset"]: row["violations"] for row in rows}, suite)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BAD)))
def test_validate_and_the_suite_report_each_violation(number: int, reports: Reports) -> None:
    _, rule, text = BAD[number]
    texts = [found["text"] for found in reports.validate[f"bad_{number}"] if found["rule"] == rule]
    assert any(text in found for found in texts), texts
    failures = reports.suite[f"bad_{number}"]
    assert f"breaks the rule {rule!r}" in failures[rule]
    assert text in failures[rule]
    assert set(failures) == {found["rule"] for found in reports.validate[f"bad_{number}"]}


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_validate_and_the_suite_report_unloadable_presets(number: int, reports: Reports) -> None:
    _, rule, text = BROKEN[number]
    (found,) = reports.validate[f"broken_{number}"]
    assert found["rule"] == rule
    assert text in found["text"]
    ((test, failure),) = reports.suite[f"broken_{number}"].items()  # reported once
    assert test == "test_loads"
    assert text in failure
    assert "During handling" not in failure
    assert "uninstall" not in failure + found["text"]  # advice for users, not for the author


def test_every_rule_has_a_violation() -> None:
    assert {rule for _, rule, _ in BAD} == set(RULES)


@pytest.mark.slow
def test_suite_without_a_valid_preset_fails_with_the_reason(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(
        """
        from oauth_presets import Preset, get_preset
        from oauth_presets.testing import PresetContract

        class TestForgotten(PresetContract):
            pass

        class TestWrong(PresetContract):
            preset = {"name": "acme"}

        class TestPastTheValidation(PresetContract):
            preset = get_preset("slack").model_copy(update={"token_url": "http://x"})
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=3, skipped=3 * len(RULES))
    said = result.stdout.str()
    assert "TestForgotten has no preset to test" in said
    assert "Expected a Preset, got dict; subclasses are not accepted." in said
    assert "token_url: 'http://x' does not begin with https://" in said
    assert "During handling" not in said


@pytest.mark.slow
@pytest.mark.parametrize("declared", ["acme_new", "Acme.New", "another", None, "damaged"])
def test_declared_but_uninstalled_preset_gets_a_hint(
    declared: str | None, pytester: pytest.Pytester
) -> None:
    content = f'[project.entry-points.oauth_presets]\n"{declared}" = "acme_mod:acme_new"\n'
    if declared:
        pytester.makepyprojecttoml(
            "[project]\nentry-points = 1\n" if declared == "damaged" else content
        )
    pytester.mkdir("tests").joinpath("test_acme.py").write_text(
        "from oauth_presets.testing import PresetContract\n"
        "class TestAcme(PresetContract):\n    entry_point = 'acme_new'\n"
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=1, skipped=len(RULES))
    said = result.stdout.str()
    assert "Unknown preset 'acme_new'." in said
    assert "During handling" not in said
    hint = "but entry points are read from installed packages: run `pip install` again."
    assert (hint in said) == (declared in ("acme_new", "Acme.New"))


def test_import_without_pytest_names_the_missing_package(python: Callable[..., str]) -> None:
    said = python(
        "import sys; sys.modules['pytest'] = None; import oauth_presets.testing", check=False
    )
    assert "pip install pytest" in said


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    """The names of the program that writes what follows from the catalogue's data."""
    file = PROJECT / "docs" / "generate_presets.py"
    namespace: dict[str, Any] = {"__file__": str(file), "__name__": "docs"}
    exec(file.read_text(encoding="utf-8"), namespace)  # noqa: S102
    return namespace


def test_search_index_is_up_to_date(generator: dict[str, Any]) -> None:
    # The installed one: beside the tests of a wheel there is no catalogue.
    written = Path(oauth_presets_catalog.__file__).with_name("index.json").read_text("utf-8")
    assert written == generator["search_index"](generator["catalogue"]()), (
        "run python docs/generate_presets.py"
    )


AT_LEAST = {
    "presets": 371,
    "compared with the vendor's page": 319,
    "PKCE known": 249,
    "client authentication known": 368,
    "client authentication known and compared": 314,
    "refresh token known": 354,
    "base URL of the API": 312,
    "user info, or known to be absent": 216,
    "revocation, or known to be absent": 179,
    "lifetime of a token": 185,
    "loopback redirect URIs": 100,
    "registration": 368,
    "described scopes": 1650,
}
"""What the catalogue knew when it was last looked at: raise a number when it grows."""


def test_catalogue_counts_never_decrease(generator: dict[str, Any]) -> None:
    counts = generator["counts"](generator["catalogue"]())
    assert counts.keys() == AT_LEAST.keys()
    assert {what: n for what, n in counts.items() if n < AT_LEAST[what]} == {}


def test_preset_pages_are_up_to_date(generator: dict[str, Any]) -> None:
    docs = PROJECT / "docs"
    pages = generator["pages"]()
    found = {file.name: file.read_text(encoding="utf-8") for file in (docs / "presets").iterdir()}
    stale = sorted(name for name in {*pages, *found} if pages.get(name) != found.get(name))
    assert not stale, f"run python docs/generate_presets.py: {stale}"
