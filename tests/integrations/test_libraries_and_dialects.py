"""Client libraries at providers that depart from the standard: it works, or nothing is sent."""

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from support.client_libraries import LIBRARIES, Journey, Token
from support.dialects import (
    CLIENT_ID,
    DIALECTS,
    REDIRECT_URI,
    SECRET,
    DialectServer,
    dialect_server,
)

from oauth_presets import IntegrationError, UnsupportedNeedWarning, configure
from oauth_presets.integrations import lost_for

pytestmark = pytest.mark.slow

pytest.importorskip("authlib")
pytest.importorskip("flask_dance")
pytest.importorskip("httpx_oauth")
pytest.importorskip("requests_oauthlib")
pytest.importorskip("starlette")


@pytest.fixture(params=DIALECTS)
def server(request: pytest.FixtureRequest) -> Iterator[DialectServer]:
    with dialect_server(request.param) as running:
        yield running


KEEPS_THE_CALLBACK = {
    "authlib.client", "authlib.async_client", "flask_dance", "requests_oauthlib",
}  # fmt: skip

CALLBACK: dict[str, Token] = {
    "clover": {"merchant_id": "M1"},
    "quickbooks": {"realmId": "9130"},
    "amazon_seller": {"selling_partner_id": "A1"},
    "zoho": {"variables": {"region": "eu"}},
}
EXTRAS: dict[str, Token] = {
    "tiktok": {"open_id": "user-1"},
    "withings": {"userid": 363},
    "slack": {"team.id": "T1"},
    "zoho": {"api_domain": "https://www.zohoapis.eu"},
    "notion": {"workspace_id": "W1"},
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_library_signs_in_and_refreshes_or_sends_nothing(
    name: str, server: DialectServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the server speaks http
    target, travel = LIBRARIES[name]
    keeps = name in KEEPS_THE_CALLBACK
    # Whoever does not read the region out of the callback has to know it.
    region: dict[str, Any] = {"region": "eu"} if server.dialect.name == "zoho" and not keeps else {}
    preset = server.preset()
    config = configure(preset, client_id=CLIENT_ID, client_secret=SECRET, **region)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UnsupportedNeedWarning)
        refused = None
        try:
            token, refreshed, told = travel(
                Journey(config, REDIRECT_URI, server.browse, server.expire)
            )
        except IntegrationError as error:
            refused = error
    if refused:
        assert not keeps
        assert refused.target == target
        assert refused.lost
        assert not server.sent
        return
    kinds = ["authorization", "code", "api", "refresh", "api"]
    assert [(sent.kind, sent.refused) for sent in server.sent] == [(kind, "") for kind in kinds]
    assert [each["sub"] for each in told] == ["user-1", "user-1"]
    needs = () if keeps else lost_for(config, target)
    lost = [tuple(need.fact for need in needs)] * bool(needs)
    said = [each.message for each in caught]
    assert [each.lost for each in said if isinstance(each, UnsupportedNeedWarning)] == lost
    kept = {**EXTRAS.get(preset.name, {}), **(CALLBACK.get(preset.name, {}) if keeps else {})}
    for each in (token, refreshed) if keeps else (token,):
        assert {member: each.get(member) for member in kept} == kept
        assert each["token_type"] == "Bearer"
    assert token["access_token"] == "access-1"
    assert refreshed["access_token"] == "access-2"


@pytest.mark.parametrize("name", LIBRARIES)
@pytest.mark.parametrize("server", ["linkedin", "plain"], indirect=True)
def test_challenge_is_sent_unless_the_provider_refuses_it(
    name: str, server: DialectServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    config = configure(server.preset(), client_id=CLIENT_ID, client_secret=SECRET)
    LIBRARIES[name][1](Journey(config, REDIRECT_URI, server.browse, server.expire))
    (asked,), (redeemed,) = server.of("authorization"), server.of("code")
    assert ("code_challenge" in asked.params) is config.pkce
    assert ("code_verifier" in redeemed.params) is config.pkce
