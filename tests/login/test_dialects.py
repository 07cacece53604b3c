"""Sign in with providers that depart from the standard, each a strict server on loopback.

With its data a preset is signed in with, refreshes, and tells errors apart; the same preset without
them fails.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import anyio
import pytest
from support.dialects import (
    CLIENT_ID,
    DIALECTS,
    REDIRECT_URI,
    SCOPES,
    SECRET,
    DialectServer,
    dialect_server,
)

from oauth_presets import Configuration, LoginError, Preset, configure
from oauth_presets.login import Flow, Token, afinish, arefresh, finish, refresh, start


def _awaited(function: Callable[..., Any]) -> Callable[..., Token]:
    def run(*arguments: Any) -> Token:
        token: Token = anyio.run(partial(function, *arguments))
        return token

    return run


Finish = Callable[[Flow, str], Token]
Refresh = Callable[[Configuration, Token], Token]
TWINS: dict[str, tuple[Finish, Refresh]] = {
    "sync": (finish, refresh),
    "async": (_awaited(afinish), _awaited(arefresh)),
}


@pytest.fixture(params=DIALECTS)
def server(request: pytest.FixtureRequest) -> Iterator[DialectServer]:
    with dialect_server(request.param) as running:
        yield running


@pytest.fixture(params=TWINS)
def twin(request: pytest.FixtureRequest) -> tuple[Finish, Refresh]:
    return TWINS[request.param]


def configured(preset: Preset) -> Configuration:
    return configure(preset, client_id=CLIENT_ID, client_secret=SECRET)


def begun(server: DialectServer, preset: Preset) -> tuple[Flow, str]:
    """Start a sign-in, and return the flow with the callback that it led to."""
    flow = start(configured(preset), redirect_uri=REDIRECT_URI)
    return flow, server.browse(flow.authorization_url)


def test_sign_in_and_two_refreshes_succeed_with_the_dialects_data(
    server: DialectServer, twin: tuple[Finish, Refresh]
) -> None:
    redeemed, refreshed = twin
    preset = server.preset()
    flow, callback = begun(server, preset)
    token = redeemed(flow, callback)
    assert token.access_token == server.tokens.access_token
    assert token.refresh_token == server.tokens.refresh_token
    assert token.scopes in (None, SCOPES)
    assert token.missing(flow.config) == ()
    declared = {
        *preset.authorization_response.extras,
        *preset.token_response.extras,
    }
    assert token.extras.keys() == declared
    again = token
    for _ in range(2):
        again = refreshed(flow.config, Token.from_dict(again.to_dict()))
        assert again.access_token == server.tokens.access_token
        assert again.refresh_token == server.tokens.refresh_token
        assert again.extras == token.extras
        assert again.variables == token.variables
        assert again.missing(flow.config) == ()
    assert [sent.refused for sent in server.sent] == [""] * 4


def test_refusal_reports_the_providers_reason(
    server: DialectServer, twin: tuple[Finish, Refresh]
) -> None:
    redeemed, refreshed = twin
    flow, callback = begun(server, server.preset())
    code = server.dialect.callback
    name = next(parameter for parameter, value in code.items() if value == "<code>")
    pairs = dict(parse_qsl(urlsplit(callback).query)) | {name: "another-code"}
    with pytest.raises(LoginError, match=r"unknown code|invalid_code") as caught:
        redeemed(flow, "&".join(f"{key}={value}" for key, value in pairs.items()))
    assert caught.value.step == "token"
    with pytest.raises(LoginError, match=r"unknown refresh token|invalid_code") as caught:
        refreshed(flow.config, Token("a", refresh_token="other", redirect_uri=REDIRECT_URI))
    assert caught.value.step == "refresh"
    server.denies = True
    denied = begun(server, server.preset())
    with pytest.raises(LoginError, match="access_denied"):
        redeemed(*denied)


DEPARTURES = [
    (name, field)
    for name, dialect in DIALECTS.items()
    for field in dialect.data
    # `api` is about what follows the sign-in; a variable cannot be left out of its URLs; GitHub
    # answers in JSON to whoever asks for it, as the sign-in always does.
    if field not in ("api", "scopes", "variables") and name != "github"
]


@pytest.mark.parametrize(("name", "field"), DEPARTURES)
def test_sign_in_fails_or_loses_something_without_one_field_of_the_data(
    name: str, field: str
) -> None:
    with dialect_server(name) as server:
        preset = server.preset({field})
        config = configured(preset)
        declared = {
            *server.preset().authorization_response.extras,
            *server.preset().token_response.extras,
        }
        try:
            flow, callback = begun(server, preset)
            token = finish(flow, callback)
            refreshed = refresh(config, token)
        except (LoginError, AssertionError):
            return
        assert refreshed.extras.keys() < declared, "nothing was lost without it"


@pytest.mark.parametrize("name", [name for name in DIALECTS if name not in ("plain", "github")])
def test_plain_preset_fails_or_loses_something(name: str) -> None:
    with dialect_server(name) as server:
        try:
            flow, callback = begun(server, server.plain())
            token = finish(flow, callback)
            refresh(flow.config, token)
        except (LoginError, AssertionError):
            return
        assert server.preset().authorization_response.extras
        assert not token.extras


def test_region_that_the_response_chooses_holds_for_the_refresh() -> None:
    with dialect_server("zoho") as server:
        flow, callback = begun(server, server.preset())
        token = finish(flow, callback)
        assert token.variables == {"region": "eu"}
        assert token.configuration(flow.config).token_url == f"{server.url}/eu/token"
        refresh(flow.config, token)
        assert [sent.path for sent in server.of("refresh")] == ["/eu/token"]


def test_pinned_region_ends_the_sign_in_before_anything_is_sent() -> None:
    with dialect_server("zoho") as server:
        config = configure(server.preset(), client_id=CLIENT_ID, client_secret=SECRET, region="us")
        flow = start(config, redirect_uri=REDIRECT_URI)
        with pytest.raises(LoginError, match="the response selects region='eu'"):
            finish(flow, server.browse(flow.authorization_url))
        assert not server.of("code")
