"""What becomes of what a target cannot carry."""

import os
import re
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from oauth_presets import (
    ArgumentError,
    Configuration,
    IntegrationError,
    Preset,
    UnsupportedNeedWarning,
    configure,
)
from oauth_presets.core.requirements import FACTS
from oauth_presets.integrations import TARGETS, _carried, lost_for

DATA: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://acme.example/authorize",
    "token_url": "https://acme.example/token",
    "issuer": "https://acme.example",
    "docs_url": "https://docs.acme.example/oauth",
    "scopes": ("a",),
}


def config_of(**fields: Any) -> Configuration:
    return configure(Preset(**{**DATA, **fields}), client_id="me", client_secret="not-a-secret")


def test_targets_are_sorted_and_carry_known_facts() -> None:
    assert [*TARGETS] == sorted(TARGETS)
    assert TARGETS.keys() == _carried.TITLES.keys()
    for facts in TARGETS.values():
        assert facts <= FACTS


def test_each_target_is_a_module_and_each_public_module_a_target() -> None:
    folder = Path(_carried.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert modules == TARGETS.keys()


def test_table_of_targets_needs_no_client_library(python: Callable[..., str]) -> None:
    program = "import sys, oauth_presets.integrations; print(*sys.modules)"
    loaded = set(python(program).split())
    assert not loaded & {"authlib", "cohere", "fastmcp", "httpx", "httpx2", "mcp", "requests"}


def test_unknown_target_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ArgumentError) as caught:
        lost_for(config_of(), "nothing")
    assert str(caught.value) == f"Unknown target 'nothing'. Choose one of {', '.join(TARGETS)}."


def test_breaking_loss_is_an_error_with_an_alternative() -> None:
    config = config_of(token_request={"body": "json"})
    with pytest.raises(IntegrationError) as caught:
        _carried.check(config, "mcp")
    assert str(caught.value).startswith(
        "The MCP SDK cannot carry everything that Acme needs. The token endpoint accepts only "
        "JSON bodies; a form is refused. Use oauth_presets.login or "
    )
    assert (caught.value.target, caught.value.lost) == ("mcp", ("json_token_request",))


def test_alternative_for_client_assertions_is_an_external_library() -> None:
    config = config_of(token_endpoint_auth_methods=("private_key_jwt",))
    with pytest.raises(IntegrationError) as caught:
        _carried.check(config, "fastmcp")
    assert str(caught.value) == (
        "FastMCP cannot carry everything that Acme needs. The token endpoint accepts client "
        "authentication only as private_key_jwt (RFC 7523); a client secret is refused. Use a "
        "library that signs client assertions; the configuration has the URLs for it."
    )


def test_degrading_loss_is_one_warning_at_the_callers_line() -> None:
    config = config_of(
        token_request={"refresh_params": {"x": "y"}}, refresh_url="https://acme.example/refresh"
    )

    def integration() -> None:
        _carried.check(config, "mcp")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        integration()
    (warning,) = caught
    assert str(warning.message) == (
        "The MCP SDK cannot carry everything that Acme needs. A refresh carries x; without it the "
        "token cannot be refreshed. Tokens are refreshed at https://acme.example/refresh; the "
        "token endpoint refuses them."
    )
    assert isinstance(warning.message, UnsupportedNeedWarning)
    assert (warning.message.target, warning.message.lost) == (
        "mcp", ("refresh_params", "refresh_url"),
    )  # fmt: skip
    assert warning.filename == __file__


def test_nothing_lost_is_silent() -> None:
    _carried.check(config_of(), "mcp")


@pytest.mark.parametrize("given", ["google_drive", None, Preset(**DATA)])
def test_anything_but_a_configuration_is_refused(given: Any) -> None:
    with pytest.raises(ArgumentError, match="Expected a Configuration"):
        _carried.check(given, "mcp")


def test_configuration_without_a_client_identifier_is_refused() -> None:
    with pytest.raises(ArgumentError) as caught:
        _carried.check(configure(Preset(**DATA)), "mcp")
    assert str(caught.value) == (
        "The configuration has no client identifier: pass client_id= to configure()."
    )


PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
LIBRARIES = (
    "authlib", "cohere", "fastmcp", "flask_dance", "httpx_oauth", "mcp", "requests_oauthlib",
)  # fmt: skip


@pytest.mark.parametrize("package", LIBRARIES)
def test_missing_library_error_is_one_line(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, f"oauth_presets.integrations.{package}", raising=False)

    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name.partition(".")[0] == package:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(sys, "meta_path", [Missing, *sys.meta_path])
    with pytest.raises(ModuleNotFoundError) as caught:
        import_module(f"oauth_presets.integrations.{package}")
    message = re.fullmatch(
        rf"oauth_presets\.integrations\.{package} needs {package}: pip install '([\w-]+>=[\d.]+)'",
        str(caught.value),
    )
    assert message is not None
    assert f'"{message[1]}' in PYPROJECT.read_text()  # the version that is declared, and tested
    assert caught.value.__suppress_context__


@pytest.mark.skipif(not os.environ.get("CI"), reason="CI is not set")
@pytest.mark.parametrize("package", [*LIBRARIES, "starlette"])
def test_libraries_are_installed_in_ci(package: str) -> None:
    if package == "fastmcp" and sys.version_info < (3, 11):
        pytest.skip("FastMCP needs Python 3.11")
    assert find_spec(package), "pip install -e '.[test]'"


def test_failure_within_a_library_is_not_reworded() -> None:
    with (
        pytest.raises(ModuleNotFoundError, match="No module named 'something_else'"),
        _carried.library("fastmcp", "fastmcp>=4"),
    ):
        import something_else  # type: ignore[import-not-found]  # noqa: F401
