"""The requests that `core` makes from a preset satisfy the strict servers of `support.dialects`."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlsplit

import httpx
import pytest
from support.dialects import (
    CLIENT_ID,
    DIALECTS,
    REDIRECT_URI,
    SECRET,
    DialectServer,
    dialect_server,
)

from oauth_presets import Configuration, Preset, configure
from oauth_presets.core import requests, responses

VERIFIER = "v" * 43
CHALLENGE = "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM"  # its S256

HTTP = httpx.Client(trust_env=False)

DEPARTING = [name for name in DIALECTS if name != "plain"]

# Without these the sign-in works, but part of the response is lost.
KEPT = {
    "authorization_response": {"clover", "quickbooks"},
    "token_response": {"notion", "slack", "tiktok", "zoho"},
}


class FailedError(Exception):
    """The provider refused, or its response cannot be read."""


@pytest.fixture(params=DIALECTS)
def server(request: pytest.FixtureRequest) -> Iterator[DialectServer]:
    with dialect_server(request.param) as running:
        yield running


def configured(preset: Preset) -> Configuration:
    return configure(preset, client_id=CLIENT_ID, client_secret=SECRET)


def sign_in(server: DialectServer, preset: Preset) -> None:
    """Redeem a code, call the API, refresh, and call the API again, using only `core`."""
    config = configured(preset)
    params = requests.authorization_params(
        config, REDIRECT_URI, state="s", code_challenge=CHALLENGE if config.pkce else None
    )
    response = HTTP.get(requests.authorization_url(config, params))
    if response.status_code != 302:
        raise FailedError(response.text)
    answer = dict(parse_qsl(urlsplit(response.headers["location"]).query))
    selects = config.preset.authorization_response.selects
    config = config.select({name: answer[param] for param, name in selects.items()})
    code = responses.authorization_members(config.preset.authorization_response, answer)
    if "code" not in code:
        raise FailedError("no code")
    verifier = VERIFIER if config.pkce else None
    token = exchange(
        config,
        config.token_url,
        requests.code_params(config, code["code"], REDIRECT_URI, code_verifier=verifier, state="s"),
    )
    call(config, token)
    server.expire()
    params = requests.refresh_params(config, token["refresh_token"], redirect_uri=REDIRECT_URI)
    call(config, exchange(config, config.refresh_url or config.token_url, params))


def exchange(config: Configuration, url: str, params: dict[str, str]) -> dict[str, Any]:
    names = config.preset.token_request.names
    headers = requests.token_headers(config)
    if config.auth_method == "client_secret_basic":
        pair = f"{quote_plus(CLIENT_ID)}:{quote_plus(SECRET)}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        client = {"client_id": CLIENT_ID, "client_secret": SECRET}
        omitted = config.preset.token_request.omit
        params |= {names.get(n, n): value for n, value in client.items() if n not in omitted}
    as_json = config.preset.token_request.body == "json"
    body: dict[str, Any] = {"json": params} if as_json else {"data": params}
    answer = HTTP.post(url, headers=headers, **body)
    if answer.status_code != 200 or not answer.text.startswith("{"):
        raise FailedError(answer.text)
    if responses.is_failure(config.preset.token_response, answer.json()):
        raise FailedError(answer.text)
    token = responses.token_members(config.preset.token_response, answer.json())
    if "access_token" not in token:
        raise FailedError(answer.text)
    return token


def call(config: Configuration, token: dict[str, Any]) -> None:
    api = config.api
    sent = f"{api.scheme} {token['access_token']}".lstrip()
    assert config.userinfo_url
    answer = HTTP.get(config.userinfo_url, headers={**api.headers, api.header: sent})
    if answer.status_code != 200:
        raise FailedError(answer.text)


def test_preset_with_the_data_signs_in_and_refreshes(server: DialectServer) -> None:
    sign_in(server, server.preset())
    assert [(sent.kind, sent.refused) for sent in server.sent] == [
        (kind, "") for kind in ("authorization", "code", "api", "refresh", "api")
    ]


@pytest.mark.parametrize(
    "server", [name for name in DEPARTING if name != "quickbooks"], indirect=True
)
def test_preset_without_the_data_fails(server: DialectServer) -> None:
    with pytest.raises(FailedError):
        sign_in(server, server.plain())


@pytest.mark.parametrize(
    ("server", "field"),
    [
        (name, field)
        for name in DEPARTING
        for field in DIALECTS[name].data
        if field not in ("scopes", "variables") and name not in KEPT.get(field, ())
    ],
    indirect=["server"],
)
def test_preset_without_one_field_of_the_data_fails(server: DialectServer, field: str) -> None:
    with pytest.raises(FailedError):
        sign_in(server, server.preset(without=[field]))


def test_user_refusal_is_reported_in_the_callback(server: DialectServer) -> None:
    server.denies = True
    config = configured(server.preset())
    params = requests.authorization_params(config, REDIRECT_URI, state="s")
    callback = server.browse(requests.authorization_url(config, params))
    assert callback == f"{REDIRECT_URI}?error=access_denied&state=s"


def test_wrong_code_is_refused_in_the_dialects_format(server: DialectServer) -> None:
    config = configured(server.preset())
    with pytest.raises(FailedError):
        exchange(config, config.token_url, requests.code_params(config, "wrong", REDIRECT_URI))
    (sent,) = server.of("code")
    assert sent.refused in ("unknown code", "not known at /us/token")
