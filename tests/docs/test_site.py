"""The documentation's site: it builds without a warning, offline; its links and assets resolve."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from support import PROJECT
from support.environment import made_once
from support.real_servers import missing

pytestmark = pytest.mark.slow

AXE = PROJECT / "tests" / "peers" / "node_modules" / "axe-core" / "axe.min.js"
PUBLIC = ["", ".login", ".tokens", ".metadata", ".lock", ".testing", ".integrations"]
NO_NETWORK = """
import runpy, socket, sys
def refuse(*_, **__): raise OSError("the build asked for a network")
socket.socket.connect = socket.getaddrinfo = refuse
sys.argv[0] = "sphinx"
runpy.run_module("sphinx", run_name="__main__")
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once, without a network."""
    if find_spec("furo") is None:
        missing("the dependency group docs", "pip install --group docs")
    with made_once(tmp_path_factory, "site") as (out, to_do):
        if to_do:
            build(out, tmp_path_factory.mktemp("doctrees"))
    return out


def build(out: Path, doctrees: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK, "-W", "--keep-going", "-q", "-b", "dirhtml",
         "-d", str(doctrees), "docs", str(out)],
        cwd=PROJECT, capture_output=True, text=True, timeout=300,
        env={k: v for k, v in os.environ.items() if not k.startswith("SPHINX")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


class Page(HTMLParser):
    """What a page links to, what it loads, and where its fragments are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            # Sphinx names the neighbours of a page in <link rel="next">: pages, too.
            self.loads.append(given["href"])
        self.loads += [given[name] for name in ("src", "poster", "data") if name in given]
        if "srcset" in given:
            self.loads += [part.split()[0] for part in given["srcset"].split(",")]


class Site(NamedTuple):
    """All pages, by their path."""

    root: Path
    pages: dict[Path, Page]

    def target(self, page: Path, link: str) -> Path:
        """Return the file that a link leads to."""
        path = unquote(urlsplit(link).path)
        base = self.root if path.startswith("/") else page.parent
        file = (base / path.lstrip("/")).resolve() if path else page
        return file / "index.html" if file.is_dir() else file


@pytest.fixture(scope="module")
def pages(site: Path) -> Site:
    found = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    return Site(site, found)


def is_external(link: str) -> bool:
    return bool(urlsplit(link).scheme or urlsplit(link).netloc)


def test_site_links_resolve(pages: Site) -> None:
    assert len(pages.pages) > 30
    broken = set()
    for path, page in pages.pages.items():
        for link in page.links:
            if is_external(link):
                assert re.match(r"(https|mailto|data):", link) or "127.0.0.1" in link, (path, link)
                continue
            target = pages.target(path, link)
            fragment = unquote(urlsplit(link).fragment)
            if not target.is_file() or (
                fragment and target in pages.pages and fragment not in pages.pages[target].ids
            ):
                broken.add((str(path.relative_to(pages.root)), link))
    assert broken == set()


def test_every_asset_is_part_of_the_site(pages: Site) -> None:
    """Nothing is loaded from elsewhere: no font, no script, no picture."""
    for path, page in pages.pages.items():
        for link in page.loads:
            if not link.startswith("data:"):
                assert not is_external(link), (path, link)
                assert pages.target(path, link).is_file(), (path, link)
    for sheet in pages.root.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        for url in re.findall(r"(?:url\(|@import\s+)[\"']?([^\"')\s;]+)", text):
            assert not is_external(url) or url.startswith("data:"), (sheet, url)


def documented(site: Path) -> set[str]:
    return {name for path in site.glob("reference/*/index.html")
            for name in Page(path.read_text(encoding="utf-8")).ids}  # fmt: skip


def test_every_public_name_is_documented(site: Path) -> None:
    names = documented(site)
    for name in [f"oauth_presets{module}" for module in PUBLIC]:
        for public in import_module(name).__all__:
            # A name of several modules is documented in one: an error under oauth_presets.errors.
            homes = (name, "oauth_presets", "oauth_presets.errors")
            ids = {f"{home}.{public}" for home in homes}
            assert ids & names, f"{name}.{public}"


def test_every_option_of_the_command_line_is_documented(site: Path) -> None:
    from oauth_presets.cli.app import MODULES

    text = (site / "reference" / "command-line" / "index.html").read_text(encoding="utf-8")
    for command in MODULES:
        assert f'id="oauth-presets-{command}"' in text, command
    assert "--client-secret-stdin" in text


def test_every_field_of_the_data_model_has_its_type(site: Path) -> None:
    from oauth_presets import Preset

    text = (site / "reference" / "data-model" / "index.html").read_text(encoding="utf-8")
    for field in Preset.model_fields:
        assert re.search(rf"<strong>{field}</strong> \((<a [^>]*>)?<em>", text), field


def test_types_are_links(site: Path) -> None:
    text = (site / "reference" / "login" / "index.html").read_text(encoding="utf-8")
    assert 'href="../oauth_presets/#oauth_presets.Configuration"' in text
    assert 'href="https://docs.python.org/3/library/datetime.html#datetime.datetime"' in text


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Serve the site on loopback, as static hosting does."""

    class Files(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from peers.chromium import CHROMIUM, FLAGS
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        missing("Chromium", ".ci/peers")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


PATHS = (
    "",
    "start/",
    "integrations/",
    "reference/data-model/",
    "reference/command-line/",
    "search/",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Any, served: str, scheme: str) -> None:
    if not AXE.exists():
        missing("axe-core", ".ci/peers")
    page = browser.new_page(color_scheme=scheme)
    for path in PATHS:
        page.goto(f"{served}/{path}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(path, each["id"], each["nodes"][0]["html"]) for each in found] == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_in_a_browser(browser: Any, served: str, width: int, scheme: str) -> None:
    """No page asks another host, complains on the console or is wider than the screen."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda it: asked.append(it.url))
    page.on("console", lambda it: complaints.append(it.text))
    page.on("pageerror", lambda it: complaints.append(str(it)))
    for path in PATHS:
        page.goto(f"{served}/{path}")
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, path
    page.goto(f"{served}/search/?q=TokenAuth")
    page.wait_for_selector("#search-results li a")
    page.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
