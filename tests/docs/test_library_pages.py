"""The pages of client libraries, run from top to bottom at a provider on loopback."""

import asyncio
import inspect
import re
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from support import PROJECT
from support.client_libraries import CHALLENGE, VERIFIER
from support.dialects import CLIENT_ID, SECRET, DialectServer, dialect_server

import oauth_presets
from oauth_presets import Configuration, configure

pytest.importorskip("authlib")
pytest.importorskip("flask_dance")
pytest.importorskip("httpx_oauth")
pytest.importorskip("requests_oauthlib")
pytest.importorskip("starlette")

FOLDER = PROJECT / "docs" / "integrations"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DialectServer]:
    """Run a provider; what a page configures is that provider."""
    with dialect_server("plain") as running:

        def configured(name: str, **_: str) -> Configuration:
            preset = running.preset().model_copy(update={"name": name})
            return configure(preset, client_id=CLIENT_ID, client_secret=SECRET)

        monkeypatch.setattr(oauth_presets, "configure", configured)
        monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
        yield running


def blocks(page: str) -> list[str]:
    text = (FOLDER / page).read_text(encoding="utf-8")
    return re.findall(r"^```py(?:thon)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def run(code: str, names: dict[str, Any]) -> None:
    compiled = compile(code, "page", "exec", flags=PyCF_ALLOW_TOP_LEVEL_AWAIT)
    names.setdefault("__name__", __name__)
    result = eval(compiled, names)  # noqa: S307
    if inspect.iscoroutine(result):
        asyncio.run(result)


def pasted(server: DialectServer) -> Callable[[str], str]:
    """Return an `input` that does as the prompt says."""
    return lambda prompt: server.browse(prompt.split()[1])


def kinds(server: DialectServer) -> list[str]:
    assert not any(sent.refused for sent in server.sent)
    return [sent.kind for sent in server.sent]


def test_authlib_client(server: DialectServer) -> None:
    make, use, _ = blocks("authlib.md")
    names: dict[str, Any] = {}
    run(make, names)
    names["input"] = pasted(server)
    run(use, names)
    assert names["answer"].json()["sub"] == "user-1"
    names["client"].close()


def test_authlib_register(server: DialectServer) -> None:
    names: dict[str, Any] = {}
    run(blocks("authlib.md")[2], names)
    browser = names["app"].test_client()
    callback = server.browse(browser.get("/login").headers["location"])
    assert browser.get(f"/callback?{urlsplit(callback).query}").text == "access-1"
    assert kinds(server) == ["authorization", "code"]


def test_requests_oauthlib(server: DialectServer) -> None:
    make, use, use_elsewhere = blocks("requests_oauthlib.md")
    names: dict[str, Any] = {}
    run(make, names)
    names["input"] = pasted(server)
    run(use, names)
    assert names["answer"].json()["sub"] == "user-1"
    names["url"], names["state"] = names["session"].authorization_url()
    names["callback"] = server.browse(names["url"])
    names["code_verifier"] = names["session"].code_verifier
    run(use_elsewhere, names)
    assert names["token"]["access_token"] == "access-2"


def test_httpx_oauth(server: DialectServer) -> None:
    make, ask, redeem = blocks("httpx_oauth.md")
    names: dict[str, Any] = {"state": "s", "challenge": CHALLENGE, "code_verifier": VERIFIER}
    run(make, names)
    run(ask, names)
    names["code"] = dict(parse_qsl(urlsplit(server.browse(names["url"])).query))["code"]
    run(redeem, names)
    assert names["profile"]["sub"] == "user-1"


def test_flask_dance(server: DialectServer) -> None:
    make, use = blocks("flask_dance.md")
    names: dict[str, Any] = {}
    run(make, names)
    run(use, names)
    browser, base = names["app"].test_client(), "http://127.0.0.1"
    server.redirect_uri = f"{base}/accounts/google_drive/authorized"
    asked = browser.get("/accounts/google_drive", base_url=base).headers["location"]
    callback = server.browse(asked)
    assert browser.get(callback).status_code == 302
    assert browser.get("/me", base_url=base).get_json()["sub"] == "user-1"
    assert kinds(server) == ["authorization", "code", "api"]
