"""Third-party authorization servers, and a user agent that signs in at their pages.

If a server is missing, its tests are skipped, with the reason; if CI is set, they fail.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from oauth_presets import Preset

PEERS = Path(__file__).parent.parent / "peers"
ALICE = {"login": "alice", "username": "alice", "password": "wonderland"}
CHROMIUM = "/usr/bin/chromium"
CLIENTS = {
    "client_secret_basic": "my-client-id",
    "client_secret_post": "my-other-client-id",
    "none": "my-public-client-id",
}
"""Authentication method -> the client of node-oidc-provider that uses it."""


def missing(what: str, fix: str) -> NoReturn:
    """Skip a test because something is missing; fail it if CI is set."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI is set: {fix}")
    pytest.skip(f"{what} is missing: {fix}")


class Panva(NamedTuple):
    """A running node-oidc-provider."""

    url: str

    def preset(self, method: str = "client_secret_basic") -> Preset:
        return Preset.model_validate(panva_preset(self.url, method))


def panva_preset(url: str, method: str) -> dict[str, Any]:
    """Return the data of a preset for a node-oidc-provider."""
    return {
        "name": "panva",
        "title": "Panva",
        "authorize_url": f"{url}/auth",
        "token_url": f"{url}/token",
        "issuer": url,
        "introspection_url": f"{url}/token/introspection",
        "revocation_url": f"{url}/token/revocation",
        "userinfo_url": f"{url}/me",
        "device_authorization_url": f"{url}/device/auth",
        "jwks_url": f"{url}/jwks",
        "docs_url": "https://github.com/panva/node-oidc-provider",
        "scopes": ("openid", "documents:read"),
        "offline": {
            "mode": "request", "scopes": ("offline_access",), "params": {"prompt": "consent"},
        },
        "pkce": "required",
        "token_endpoint_auth_methods": (method,),
        "allow_loopback": True,
    }  # fmt: skip


@contextmanager
def panva(secret: str, **options: Any) -> Iterator[Panva]:
    """Run node-oidc-provider with the clients in `CLIENTS`, and options for `panva.mjs`."""
    node = shutil.which("node")
    if node is None or not (PEERS / "node_modules" / "oidc-provider").is_dir():
        missing("node, or its package oidc-provider,", "npm ci --prefix tests/peers")
    clients = [
        {
            "client_id": client_id,
            **({} if method == "none" else {"client_secret": secret}),
            "token_endpoint_auth_method": method,
            "application_type": "native",
            "redirect_uris": ["http://127.0.0.1/panva"],
            "grant_types": [
                "authorization_code",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
                *(() if method == "none" else ("client_credentials",)),
            ],
        }
        for method, client_id in CLIENTS.items()
    ]
    with process(
        [node, str(PEERS / "panva.mjs"), json.dumps(clients), json.dumps(options)]
    ) as port:
        yield Panva(f"http://127.0.0.1:{port}")


@contextmanager
def django(secret: str, folder: Path) -> Iterator[str]:
    """Run django-oauth-toolkit with one confidential client, `me`; yield its URL."""
    if find_spec("oauth2_provider") is None:
        missing("django-oauth-toolkit", "pip install -e '.[test]'")
    script = str(PEERS / "django_server.py")
    with process([sys.executable, script, str(folder / "db.sqlite3"), secret]) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def process(command: list[str]) -> Iterator[int]:
    """Run a server that prints its port when it is ready, and ends when its stdin is closed."""
    running = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        line = running.stdout.readline()
        if not line:
            raise AssertionError(f"it did not start: {running.communicate(timeout=20)[1]}")
        yield int(line)
    finally:
        running.stdin.close()
        running.stdin = None
        try:
            running.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()


class UserAgent:
    """Follows redirects and fills in forms, as a user with a browser does."""

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self.transport = transport

    def sign_in(self, url: str, redirect_uri: str) -> str:
        """Sign in as Alice, consent, and return the URL that the browser is sent back to."""
        with httpx.Client(transport=self.transport, timeout=20) as client:
            response = client.get(url)
            for _ in range(15):
                if response.is_redirect:
                    target = urljoin(str(response.url), response.headers["location"])
                    if target.startswith(redirect_uri):
                        return target
                    response = client.get(target)
                    continue
                action, fields = _form(response)
                response = client.post(urljoin(str(response.url), action), data=fields)
        raise AssertionError("it goes in circles")

    def enter_code(self, url: str) -> None:
        """Sign in as Alice at a page with the code of a device, confirm it, and consent."""
        with httpx.Client(transport=self.transport, timeout=20) as client:
            response = client.get(url)
            for _ in range(15):
                if response.is_redirect:
                    response = client.get(urljoin(str(response.url), response.headers["location"]))
                elif "<form" in response.text:
                    action, fields = _form(response)
                    response = client.post(urljoin(str(response.url), action), data=fields)
                else:
                    assert response.status_code == 200, _text(response.text)
                    return
        raise AssertionError("it goes in circles")

    def query(self, url: str, redirect_uri: str) -> str:
        """Sign in, and return the query of the response."""
        return urlsplit(self.sign_in(url, redirect_uri)).query


def _form(response: httpx.Response) -> tuple[str, dict[str, str]]:
    """Return the target of the page's form, and the fields as Alice fills them in to consent."""
    page = response.text
    found = re.search(r"<form[^>]*method=\"?post.*?</form>", page, re.DOTALL | re.IGNORECASE)
    assert found, f"no form, status {response.status_code}: {_text(page)}"
    action = re.search(r'<form[^>]*?action="([^"]*)"', found[0])
    fields: dict[str, str] = {}
    for tag in re.findall(r"<(?:input|button)[^>]*>", found[0]):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        name, value = attributes.get("name"), unescape(attributes.get("value", ""))
        refusing = value.lower() in ("cancel", "deny", "logout")
        if name and not refusing and name not in fields:
            fields[name] = ALICE.get(name, value)
    return unescape(action[1]) if action else "", fields


def _text(page: str) -> str:
    page = re.sub(r"<(style|script).*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())[:500]
