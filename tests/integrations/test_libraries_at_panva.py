"""Client libraries at node-oidc-provider: a code with PKCE, user info, a refresh with rotation.

What each puts on the wire is compared with the configuration. The token and user-info endpoints are
reached through a server that notes what passes.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

import pytest
from support.client_libraries import LIBRARIES, Journey
from support.passing_on import SECRET, authenticated, noting
from support.real_servers import CLIENTS, Panva, UserAgent, panva

from oauth_presets import Configuration, Preset, configure

pytestmark = pytest.mark.slow

pytest.importorskip("authlib")
pytest.importorskip("flask_dance")
pytest.importorskip("httpx_oauth")
pytest.importorskip("requests_oauthlib")
pytest.importorskip("starlette")

REDIRECT_URI = "http://127.0.0.1:8123/panva"


@pytest.fixture(scope="module")
def upstream() -> Iterator[Panva]:
    with panva(SECRET) as running:
        yield running


def config_of(upstream: Panva, through: str, method: str) -> Configuration:
    data = {
        **upstream.preset(method).model_dump(),
        "token_url": f"{through}/token",
        "userinfo_url": f"{through}/me",
    }
    secret = None if method == "none" else SECRET
    return configure(Preset(**data), client_id=CLIENTS[method], client_secret=secret)


@pytest.mark.parametrize("method", CLIENTS)
@pytest.mark.parametrize("name", LIBRARIES)
def test_library_requests_match_the_configuration(
    name: str, method: str, upstream: Panva, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # all of it speaks http
    opened: list[str] = []

    def browse(url: str) -> str:
        opened.append(url)
        return UserAgent().sign_in(url, REDIRECT_URI)

    with noting(upstream.url) as (through, passed):
        config = config_of(upstream, through, method)
        token, refreshed, told = LIBRARIES[name][1](Journey(config, REDIRECT_URI, browse))
    assert [each["sub"] for each in told] == ["alice", "alice"]
    assert refreshed["refresh_token"] not in (None, token["refresh_token"])  # it rotates

    (url,) = opened
    assert url.partition("?")[0] == config.authorize_url
    assert "+" not in url
    asked = dict(parse_qsl(urlsplit(url).query))
    challenge = asked.pop("code_challenge")
    assert asked.pop("state")
    asked.pop("nonce", None)  # Authlib's `register` asks for an ID token that answers this request
    assert asked == {
        "response_type": "code",
        "client_id": config.client_id,
        "redirect_uri": REDIRECT_URI,
        "scope": "openid documents:read offline_access",
        "code_challenge_method": "S256",
        **config.authorize_params,
    }

    code, first, refresh, second = passed
    form = authenticated(code, config)
    verifier = sha256(form.pop("code_verifier").encode()).digest()
    assert urlsafe_b64encode(verifier).decode().rstrip("=") == challenge
    assert form.pop("code")
    assert form == {"grant_type": "authorization_code", "redirect_uri": REDIRECT_URI}
    assert authenticated(refresh, config) == {
        "grant_type": "refresh_token",
        "refresh_token": token["refresh_token"],
    }
    assert (code.path, refresh.path) == ("/token", "/token")
    for call, each in ((first, token), (second, refreshed)):
        assert call.path == "/me"
        assert call.headers["authorization"] == f"Bearer {each['access_token']}"
