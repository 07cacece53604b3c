"""Every preset of the catalogue, for every target: a result, or an error or warning that says why.

There is no third outcome.
"""

import warnings
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest

from oauth_presets import (
    Configuration,
    IntegrationError,
    UnsupportedNeedWarning,
    configure,
    get_preset,
    list_presets,
)
from oauth_presets.core.requirements import lost
from oauth_presets.integrations import TARGETS, lost_for
from oauth_presets.integrations._carried import CALLBACK

pytestmark = pytest.mark.slow

NAMES = [entry.name for entry in list_presets() if entry.distribution == "oauth-presets"]


@cache
def configurations() -> dict[str, Configuration]:
    made = {}
    for name in NAMES:
        variables = get_preset(name).variables
        values: dict[str, Any] = {
            variable: data.example for variable, data in variables.items() if data.example
        }
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a secret is not taken
            made[name] = configure(name, client_id="me", client_secret="not-a-secret", **values)
    return made


def cohere(config: Configuration) -> object:
    from oauth_presets.integrations.cohere import connector

    return connector(config)


def fastmcp(config: Configuration) -> object:
    from fastmcp.server.auth import TokenVerifier
    from key_value.aio.stores.memory import MemoryStore

    from oauth_presets.integrations.fastmcp import oauth_proxy

    return oauth_proxy(
        config, base_url="https://mcp.example.com", token_verifier=TokenVerifier(),
        client_storage=MemoryStore(), jwt_signing_key=b"k" * 43,
    )  # fmt: skip


def mcp(config: Configuration) -> object:
    from oauth_presets.integrations.mcp import client_information

    return client_information(config, "http://127.0.0.1:8123/callback")


def authlib_client(config: Configuration) -> object:
    from oauth_presets.integrations.authlib import client

    return client(config, redirect_uri="http://127.0.0.1:8123/callback")


def openapi(config: Configuration) -> object:
    from oauth_presets.integrations.openapi import security_scheme

    return security_scheme(config)


def authlib(config: Configuration) -> object:
    from oauth_presets.integrations.authlib import register

    return register(config)


def flask_dance(config: Configuration) -> object:
    from oauth_presets.integrations.flask_dance import blueprint

    return blueprint(config)


def httpx_oauth(config: Configuration) -> object:
    from oauth_presets.integrations.httpx_oauth import client

    return client(config, redirect_uri="http://127.0.0.1:8123/callback")


def requests_oauthlib(config: Configuration) -> object:
    from oauth_presets.integrations.requests_oauthlib import session

    return session(config, redirect_uri="http://127.0.0.1:8123/callback")


MAKERS: dict[str, Callable[[Configuration], object]] = {
    "authlib": authlib, "authlib.client": authlib_client, "cohere": cohere, "fastmcp": fastmcp,
    "flask_dance": flask_dance, "httpx_oauth": httpx_oauth, "mcp": mcp, "openapi": openapi,
    "requests_oauthlib": requests_oauthlib,
}  # fmt: skip


def outcome(
    target: str, config: Configuration
) -> tuple[IntegrationError | None, list[UnsupportedNeedWarning]]:
    """Make it; return the error, and the warnings of what is lost."""
    refused = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            assert MAKERS[target](config) is not None
        except IntegrationError as error:
            refused = error
    messages = [each.message for each in caught]
    return refused, [each for each in messages if isinstance(each, UnsupportedNeedWarning)]


@pytest.mark.parametrize("target", MAKERS)
def test_every_preset_has_a_result_or_a_reason(target: str) -> None:
    if target != "openapi" and find_spec(target.partition(".")[0]) is None:
        pytest.skip(f"{target} is missing")
    made = 0
    carried = TARGETS["authlib"] | CALLBACK
    for name, config in configurations().items():
        needs = lost(config, carried) if target == "authlib.client" else lost_for(config, target)
        breaking = [need for need in needs if need.impact == "breaks" and target != "openapi"]
        refused, warned = outcome(target, config)
        if breaking:
            assert refused is not None, name
            assert refused.lost == tuple(need.fact for need in breaking), name
            assert all(need.text in str(refused) for need in breaking), name
            assert not warned, name
            continue
        made += 1
        assert refused is None, name
        assert len(warned) == bool(needs), name
        for warning in warned:
            assert warning.lost == tuple(need.fact for need in needs), name
            assert all(need.text in str(warning) for need in needs), name
    assert made > len(NAMES) / 10, "hardly any preset goes into it"
