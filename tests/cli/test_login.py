"""`oauth-presets login`, run as a process, with distributions as they are installed."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from support.provider import GOOD, Provider, free_port, provider
from support.real_servers import (
    CHROMIUM,
    CLIENTS,
    PEERS,
    Panva,
    UserAgent,
    missing,
    panva,
    panva_preset,
)

from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets", "login"]
SECRET = "a:b+c%20d/e&f~\"'\\"
MASK = "**********"


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[Panva]:
    with panva(SECRET) as running:
        yield running


def install(site: Path, data: dict[str, Any]) -> None:
    """Lay down a distribution that offers a preset."""
    name = data["name"]
    source = f"from oauth_presets import Preset\n\n{name} = Preset.model_validate({data!r})\n"
    make_distribution(
        site, f"{name}-presets", {name: f"{name}_plugin:{name}"}, {f"{name}_plugin": source}
    )


def install_acme(site: Path, acme: Provider, **fields: Any) -> None:
    install(site, acme.preset(issuer=None, **fields).model_dump(mode="json"))


class Running:
    """The command, under way: its first words have been read."""

    def __init__(self, site: Path, *arguments: str, **environment: str) -> None:
        merged = {k: v for k, v in os.environ.items() if not k.startswith("OAUTH_PRESETS_")}
        merged |= {"PYTHONPATH": str(site), **environment}
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=merged,
        )  # fmt: skip
        assert self.process.stderr is not None
        self.said = ""
        while "Waiting for" not in self.said:
            line = self.process.stderr.readline()
            assert line, self.said
            self.said += line
        found = re.search(r"Redirect URI to register with \S+: (\S+)", self.said)
        assert found
        self.redirect_uri = found[1]
        (self.url,) = re.findall(r"^https?://\S+$", self.said, re.MULTILINE)
        self.state = parse_qs(urlsplit(self.url).query)["state"][0]

    def respond(self, query: str = "") -> httpx.Response:
        query = query or f"code=x&state={self.state}"
        return httpx.get(f"{self.redirect_uri}?{query}", follow_redirects=True, timeout=20)

    def end(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


@contextmanager
def running(site: Path, *arguments: str, **environment: str) -> Iterator[Running]:
    started = Running(site, *arguments, **environment)
    try:
        yield started
    finally:
        started.process.kill()
        started.process.communicate(timeout=20)


def rows(text: str) -> Mapping[str, str]:
    """Read the report back."""
    pairs = (line.partition("  ") for line in text.splitlines() if not line.startswith(" "))
    return {label: value.strip() for label, _, value in pairs}


# -- with a real server and a real browser ---------------------------------------------------------


def test_panva_in_chromium(server: Panva, tmp_path: Path) -> None:
    if not Path(CHROMIUM).exists():
        missing(CHROMIUM, "apt-get install --no-install-recommends chromium")
    if find_spec("playwright") is None:
        missing("playwright", "pip install -e '.[test]'")
    install(tmp_path / "site", panva_preset(server.url, "client_secret_basic"))
    report = tmp_path / "seen.json"
    browser = shlex.join([sys.executable, str(PEERS / "chromium.py"), str(report)])
    with running(
        tmp_path / "site",
        "panva", "--client-id", CLIENTS["client_secret_basic"], "--path", "/panva",
        BROWSER=f"{browser} %s", OAUTH_PRESETS_CLIENT_SECRET=SECRET,
    ) as started:  # fmt: skip
        code, out, err = started.end()
    assert code == 0, err
    assert started.said.startswith("Redirect URI to register with Panva: http://127.0.0.1:")
    shown = rows(out)
    assert shown["Provider"] == "Panva"
    assert shown["Token type"] == "Bearer"
    assert shown["Lifetime"] == "3600 s, about 60 minutes"
    assert shown["Scopes requested"] == "openid documents:read offline_access"
    assert shown["Scopes granted"] == shown["Scopes requested"]
    assert shown["Access token"].startswith(MASK)
    assert shown["Refresh token"].startswith(MASK)
    assert "issued, and works; replaced" in out
    assert re.fullmatch(
        r"metadata [\d.]+ s, browser [\d.]+ s, token [\d.]+ s, refresh [\d.]+ s", shown["Time"]
    )
    assert SECRET not in out + err + started.said

    seen = json.loads(report.read_text(encoding="utf-8"))
    assert seen["url"] == f"{started.redirect_uri}/done"
    assert seen["heading"] == seen["title"] == "Signed in to Panva"
    assert (seen["lang"], seen["headings"]) == ("en", 1)
    assert seen["style"] == "16px", "the page's own style was not applied"
    assert [url for url in seen["history"] if "code=" in url] == []
    here = started.redirect_uri.removesuffix("/panva")
    assert [text for where, text in seen["complaints"] if where.startswith(here)] == []
    assert {url for where, url in seen["requests"] if where.startswith(here)} <= {seen["url"]}


def test_panva_with_print_url(server: Panva, tmp_path: Path) -> None:
    install(tmp_path, panva_preset(server.url, "client_secret_post"))
    with running(
        tmp_path, "panva", "--client-id", CLIENTS["client_secret_post"], "--path", "/panva",
        "--print-url", "--json", "--reveal", OAUTH_PRESETS_CLIENT_SECRET=SECRET,
    ) as started:  # fmt: skip
        back = UserAgent().sign_in(started.url, started.redirect_uri)
        assert "Signed in to Panva" in httpx.get(back, follow_redirects=True).text
        code, out, _ = started.end()
    assert code == 0
    shown = json.loads(out)
    assert shown["scopes_granted"] == shown["scopes_requested"]
    assert shown["refreshed"] is shown["rotated"] is shown["refresh_token_issued"] is True
    bearer = {"Authorization": f"Bearer {shown['access_token']}"}
    assert httpx.get(f"{server.url}/me", headers=bearer).json()["sub"] == "alice"


def test_panva_by_another_device(server: Panva, tmp_path: Path) -> None:
    install(tmp_path, panva_preset(server.url, "client_secret_basic"))
    arguments = ("panva", "--client-id", CLIENTS["client_secret_basic"], "--device", "--json")
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "OAUTH_PRESETS_CLIENT_SECRET": SECRET},
    ) as process:  # fmt: skip
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            found = re.match(r"Go to (\S+) on any device and enter the code (\S+)$", said)
            assert found, said + process.stderr.read()
            UserAgent().enter_code(f"{found[1]}?user_code={found[2]}")
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0, err
    shown = json.loads(out)
    assert shown["scopes_granted"] == shown["scopes_requested"]
    assert shown["refresh_token_issued"] is True
    assert SECRET not in out + err


# -- what it says ----------------------------------------------------------------------------------


def test_tokens_are_masked_without_reveal(acme: Provider, tmp_path: Path) -> None:
    acme.answer({**GOOD, "refresh_token": "canary-refresh", "scope": "read extra"})
    install_acme(tmp_path, acme)
    for options in ((), ("--json",), ("--reveal",), ("--json", "--reveal")):
        with running(tmp_path, "acme", "--client-id", "me", "--print-url", *options) as started:
            started.respond()
            code, out, err = started.end()
        assert code == 0
        canaries = [word for word in ("canary-access", "canary-refresh") if word in out]
        assert bool(canaries) == ("--reveal" in options), canaries
        assert "canary" not in err + started.said


def test_granted_scopes_are_compared_with_the_request(acme: Provider, tmp_path: Path) -> None:
    acme.answer({**GOOD, "scope": "read extra"})
    install_acme(tmp_path, acme)
    with running(tmp_path, "acme", "--client-id", "me", "--print-url") as started:
        started.respond()
        shown = rows(started.end()[1])
    assert shown["Scopes requested"] == "read write offline_access"
    assert shown["Scopes granted"] == "read extra"
    assert shown["Not granted"] == "write offline_access"
    assert shown["Not requested"] == "extra"


@pytest.mark.parametrize(
    ("offline", "options", "expected"),
    [
        ({"mode": "request", "scopes": ["offline_access"]}, (), "requested with the scope offline"),
        (
            {"mode": "request", "params": {"access_type": "offline"}},
            ("--no-offline",),
            "when requested with access_type=offline: omit --no-offline",
        ),
        ({"mode": "always"}, (), "should always issue one, see https://docs.acme.example"),
        ({"mode": "never"}, (), "Acme never issues one"),
        ({"mode": "unknown"}, (), "how Acme issues one is unknown, see https://docs"),
    ],
)
def test_missing_refresh_token_names_what_the_provider_needs(
    acme: Provider, tmp_path: Path, offline: Any, options: tuple[str, ...], expected: str
) -> None:
    install_acme(tmp_path, acme, offline=offline)
    with running(tmp_path, "acme", "--client-id", "me", "--print-url", *options) as started:
        started.respond()
        code, out, _ = started.end()
    assert code == 0
    assert rows(out)["Refresh token"].startswith("none issued")
    assert expected in out


def test_failed_refresh_is_an_error_after_the_report(acme: Provider, tmp_path: Path) -> None:
    acme.answer({**GOOD, "refresh_token": "canary-refresh"})
    install_acme(tmp_path, acme)

    def refuse() -> None:
        if "refresh_token=" in acme.requests[-1].body:
            acme.answer({"error": "invalid_grant"}, 400)

    acme.before_reply = refuse
    with running(tmp_path, "acme", "--client-id", "me", "--print-url") as started:
        started.respond()
        code, out, err = started.end()
    assert code == 1
    assert "issued, but refused when used" in out
    assert "Error: The sign-in succeeded, but the refresh failed." in err
    assert "invalid_grant" in err


def test_port_keeps_the_redirect_uri_the_same(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme)
    port = free_port()
    uris = set()
    for _ in range(2):
        with running(
            tmp_path, "acme", "--client-id", "me", "--print-url", "--port", str(port)
        ) as started:
            uris.add(started.redirect_uri)
            assert "each time" not in started.said
            assert f"ssh -L {port}:127.0.0.1:{port} HOST" in started.said
            started.respond()
            assert started.end()[0] == 0
    assert uris == {f"http://127.0.0.1:{port}/acme"}
    with running(tmp_path, "acme", "--client-id", "me", "--print-url") as started:
        assert "Its port and path change each time; if the provider needs" in started.said


def test_pasted_response_needs_no_listener_and_shows_the_declared_extras(
    acme: Provider, tmp_path: Path
) -> None:
    extras = {"realmId": "Company ID"}
    install_acme(
        tmp_path,
        acme,
        authorization_response={"extras": extras},
        token_response={"extras": {"team.id": "The workspace"}},
    )
    acme.answer({**GOOD, "team": {"id": "T1\x1b[31m"}})
    for options in ((), ("--json",)):
        pasting = subprocess.Popen(
            [*COMMAND, "acme", "--client-id", "me", "--paste",
             "--redirect-uri", "https://app.example/callback", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )  # fmt: skip
        assert pasting.stderr is not None
        said = ""
        while "Paste the final URL" not in said:
            line = pasting.stderr.readline()
            assert line, said
            said += line
        (url,) = re.findall(r"^https?://\S+$", said, re.MULTILINE)
        state = parse_qs(urlsplit(url).query)["state"][0]
        out, err = pasting.communicate(
            f"https://app.example/callback?code=x&state={state}&realmId=9130&other=1\n", timeout=60
        )
        assert pasting.returncode == 0, err
        assert "Redirect URI to register with Acme: https://app.example/callback" in said
        if options:
            assert json.loads(out)["extras"] == {"realmId": "9130", "team.id": "T1\x1b[31m"}
        else:
            assert rows(out)["realmId"] == "9130"
            assert rows(out)["team.id"] == "T1?[31m"
        assert "other" not in out


def test_no_pkce_sends_no_challenge(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme, pkce="unknown")
    with running(
        tmp_path, "acme", "--client-id", "me", "--print-url", "--no-pkce", "--host", "localhost",
        "--authorize-param", "hd=example.org",
        OAUTH_PRESETS_CLIENT_SECRET=SECRET,
    ) as started:  # fmt: skip
        assert "code_challenge" not in started.url
        assert "&hd=example.org&" in started.url
        assert started.redirect_uri.startswith("http://localhost:")
        started.respond()
        assert started.end()[0] == 0
    assert "code_verifier" not in acme.requests[0].form


def test_client_credentials_need_no_browser(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme)
    done = subprocess.run(
        [*COMMAND, "acme", "--client-id", "me", "--client-credentials"],
        capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "OAUTH_PRESETS_CLIENT_SECRET": SECRET},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert acme.requests[0].form == {"grant_type": "client_credentials", "scope": "read write"}
    assert rows(done.stdout)["Scopes requested"] == "read write"


# -- what goes wrong -------------------------------------------------------------------------------


def test_refused_sign_in_is_one_line_on_stderr(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme)
    with running(tmp_path, "acme", "--client-id", "me", "--print-url") as started:
        page = started.respond(f"error=access_denied&state={started.state}")
        code, out, err = started.end()
    assert (code, out) == (1, "")
    assert err.startswith(
        "Error: Acme: the authorization endpoint refused the request: access_denied."
    )
    assert len(err.splitlines()) == 1
    assert "access_denied" in page.text


def test_sign_in_continues_without_a_browser(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme)
    with running(tmp_path, "acme", "--client-id", "me", BROWSER="false") as started:
        assert "Could not open a browser here." in started.said
        started.respond()
        assert started.end()[0] == 0


def test_ctrl_c_exits_with_130_and_closes_the_port(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme)
    with running(tmp_path, "acme", "--client-id", "me", "--print-url") as started:
        started.process.send_signal(signal.SIGINT)
        code, out, err = started.end()
        with pytest.raises(httpx.ConnectError):
            started.respond()
    assert (code, out) == (130, "")
    assert "Traceback" not in err


def test_missing_response_times_out(acme: Provider, tmp_path: Path) -> None:
    install_acme(tmp_path, acme)
    with running(tmp_path, "acme", "--client-id", "me", "--print-url", "--timeout", "1") as started:
        code, out, err = started.end()
    assert (code, out) == (1, "")
    assert f"No response arrived in time at {started.redirect_uri}" in err


@pytest.mark.parametrize(
    ("arguments", "code", "expected"),
    [
        (("acme",), 2, "--client-id"),
        (("acme", "--client-id", "me", "--port", "70000"), 2, "--port"),
        (("acme", "--client-id", "me", "--path", "x"), 1, "path= takes"),
        (("acme", "--client-id", "me", "--timeout", "0"), 2, "--timeout"),
        (("acme", "--client-id", "me", "--auth-method", "magic"), 1, "auth_method= takes"),
        (("acme", "--client-id", "me", "--token-param", "x"), 2, "--token-param"),
        (("acme", "--client-id", "me", "--no-pkce"), 1, "pkce=False is refused"),
        (
            ("acme", "--client-id", "me", "--paste"),
            1,
            "paste=True needs the registered redirect URI",
        ),
        (("acme", "--client-id", "me", "--paste", "--device"), 2, "exclude each other"),
        (("acme", "--client-id", "me", "--device"), 1, "no device authorization endpoint"),
        (("acme", "--client-id", "me", "--set", "a=b"), 1, "Unknown argument 'a'"),
        (("nobody", "--client-id", "me"), 1, "Unknown preset"),
    ],
)
def test_wrong_usage_fails_before_the_sign_in(
    acme: Provider, tmp_path: Path, arguments: tuple[str, ...], code: int, expected: str
) -> None:
    install_acme(tmp_path, acme)
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "NO_COLOR": "1", "COLUMNS": "200"},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert expected in done.stderr
    assert "Redirect URI" not in done.stderr
    assert done.stdout == ""
    assert acme.requests == []
