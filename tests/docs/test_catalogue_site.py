"""The static catalogue: its files as they are written, and its pages as a browser shows them."""

import json
import os
import re
import shlex
import ssl
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, partial
from gzip import compress
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import typer
from support import PROJECT
from support.command import run
from support.environment import made_once
from support.real_servers import CHROMIUM, missing

from oauth_presets import (
    IntegrationError,
    LoginError,
    Preset,
    UnsupportedNeedWarning,
    get_preset,
)
from oauth_presets.cli.app import app
from oauth_presets.integrations import TARGETS
from oauth_presets.registry import search_index

pytest.importorskip("jinja2")
pytest.importorskip("playwright")

import catalogue
from catalogue_site.snippets import REDIRECT_URI, Snippet, snippets
from generate_presets import catalogue as all_presets
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.slow

AXE = PROJECT / "tests" / "peers" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
API = (PROJECT / "docs" / "catalogue-api.md").read_text(encoding="utf-8")
KINDS = {
    "the table": "?q=google",
    "scopes and scope sets": "google_drive/",
    "variables, and a target that loses something": "zoho_crm/#cohere",
    "many departures, and a target that refuses": "tiktok_ads/#mcp",
    "a public client": "etsy/",
}
PRESETS = all_presets()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue, built once."""
    with made_once(tmp_path_factory, "catalogue") as (folder, to_do):
        if to_do:
            catalogue.build(folder)
    return folder


def document(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


# -- files -----------------------------------------------------------------------------------------


def test_every_preset_has_a_page_and_a_twin(built: Path) -> None:
    for preset in PRESETS:
        page = (built / preset.name / "index.html").read_text(encoding="utf-8")
        assert f'href="../{preset.name}.json"' in page
        assert (built / f"{preset.name}.json").exists()


def test_twin_is_what_show_prints(built: Path) -> None:
    for name in ("google_drive", "zoho_crm"):
        shown = run("show", name, "--json").stdout
        assert (built / f"{name}.json").read_text(encoding="utf-8") == shown


def test_json_is_valid_by_the_schema_beside_it(built: Path) -> None:
    schema = document(built, "catalogue.schema.json")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document(built, "catalogue.json"))
    alone = Draft202012Validator({"$ref": "#/$defs/FilePreset", "$defs": schema["$defs"]})
    for preset in PRESETS:
        alone.validate(document(built, f"{preset.name}.json"))


def test_catalogue_json_holds_the_presets_as_they_are(built: Path) -> None:
    data = document(built, "catalogue.json")
    assert data["format"] == 1
    assert [Preset.model_validate(row["preset"]) for row in data["presets"]] == PRESETS


def test_document_on_the_page_is_part_of_catalogue_json(built: Path) -> None:
    shown = json.loads(re.findall(r"^```json\n(.*?)^```", API, re.MULTILINE | re.DOTALL)[0])
    data = document(built, "catalogue.json")
    Draft202012Validator(document(built, "catalogue.schema.json")).validate(shown)
    (row,) = shown.pop("presets")
    assert shown.items() <= data.items()
    (whole,) = [each for each in data["presets"] if each["preset"]["name"] == row["preset"]["name"]]
    assert row["preset"] == {name: whole["preset"][name] for name in row["preset"]}
    assert row.keys() == whole.keys()


def test_command_line_reads_catalogue_json(built: Path) -> None:
    command = re.findall(r"^```sh\n(.*?)\n```", API, re.MULTILINE | re.DOTALL)[0]
    done = run(*shlex.split(command)[1:], cwd=built)
    assert done.returncode == 0, done.stderr
    assert "file:catalogue.json" in done.stdout


def test_llms_txt_names_every_preset_once(built: Path) -> None:
    text = (built / "llms.txt").read_text(encoding="utf-8")
    presets = text.partition("## Presets")[2]
    linked = re.findall(r"^- \[.+\]\((\w+)\.json\): ", presets, re.MULTILINE)
    assert sorted(linked) == [preset.name for preset in PRESETS]


def test_page_script_and_data_take_at_most_60_kb(built: Path) -> None:
    names = ("index.html", "catalogue.js", "catalogue.css")
    assert sum(len(compress((built / name).read_bytes())) for name in names) <= 60_000


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: "list[tuple[str, str | None]]") -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            elif name == "id" and value:
                self.ids.append(value)


def test_links_within_the_catalogue_lead_somewhere(built: Path) -> None:
    for file in built.rglob("*.html"):
        links = Links()
        links.feed(file.read_text(encoding="utf-8"))
        assert len({*links.ids}) == len(links.ids)
        here = f"/catalogue/{file.relative_to(built).as_posix().removesuffix('index.html')}"
        for link in links.found:
            target = urlsplit(urljoin(f"site:{here}", link))
            if target.scheme == "site" and target.path.startswith("/catalogue/"):
                path = target.path.removeprefix("/catalogue/")
                assert (built / (path if not path.endswith("/") else f"{path}index.html")).exists()
                assert not target.fragment or target.fragment in links.ids


def test_text_of_a_preset_is_escaped() -> None:
    hostile = "<script>x</script>\"'&"
    preset = get_preset("zoho_crm").model_copy(
        update={
            "title": hostile,
            "keywords": (hostile,),
            "setup": (f"{hostile} {{redirect_uri}}",),
            "scope_descriptions": {"a": hostile},
            "scope_restrictions": {"a": hostile},
        }
    )
    page = catalogue.preset_page(preset)
    assert "<script>x" not in page
    assert page.count("&lt;script&gt;x&lt;/script&gt;&#34;&#39;&amp;") >= 5


def test_catalogue_builds_from_the_data_of_a_wheel_alone(
    built: Path, wheels: Path, tmp_path: Path
) -> None:
    (wheel,) = wheels.glob("oauth_presets-*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "wheel")
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("catalogue.py", "generate_presets.py", "catalogue_site", "integrations"):
        os.symlink(PROJECT / "docs" / name, docs / name)
    program = (
        "import runpy, sys, oauth_presets, oauth_presets_catalog;"
        "assert all('wheel' in m.__file__ for m in (oauth_presets, oauth_presets_catalog));"
        f"sys.argv[1:] = ['out']; sys.path.insert(0, {str(docs)!r});"
        f"runpy.run_path({str(docs / 'catalogue.py')!r}, run_name='__main__')"
    )
    subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, check=True, timeout=120,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "wheel")},
    )  # fmt: skip
    made = tmp_path / "out"
    files = {path.relative_to(made) for path in made.rglob("*")}
    assert files == {path.relative_to(built) for path in built.rglob("*")}
    for name in ("index.html", "google_drive/index.html", "catalogue.json"):
        assert (made / name).read_bytes() == (built / name).read_bytes()


# -- code to paste ---------------------------------------------------------------------------------

GIVEN = {  # what the pages leave to their reader
    "fastmcp": "from fastmcp.server.auth import TokenVerifier\nverifier = TokenVerifier()\n",
    "mcp": "async def open_browser(url): ...\nasync def wait_for_callback(): ...\n"
    "class storage: ...\n",
}


@cache
def ways() -> dict[str, dict[str, Snippet]]:
    """Return the code of every preset by its name and the target."""
    return {preset.name: {each.target: each for each in snippets(preset)} for preset in PRESETS}


@pytest.fixture
def shared_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the trusted certificates once: each HTTP client would, which takes the most time."""
    context = ssl.create_default_context()
    monkeypatch.setattr(ssl, "create_default_context", lambda *_, **__: context)


@pytest.mark.parametrize("target", TARGETS)
def test_code_runs_and_loses_what_the_page_says(
    target: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shared_trust: None
) -> None:
    if target != "openapi" and find_spec(target) is None:
        pytest.skip(f"{target} is missing")
    monkeypatch.setenv("FASTMCP_HOME", str(tmp_path))
    monkeypatch.setenv("MCP_SIGNING_KEY", "not a secret " * 3)
    for snippet in pasted(target):
        lost = {need.fact for need in snippet.lost}
        breaking = {need.fact for need in snippet.lost if need.impact == "breaks"}
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            refused: set[str] | None = None
            try:
                exec(GIVEN.get(target, "") + snippet.code, {"__name__": "pasted"})  # noqa: S102
            except IntegrationError as error:
                refused = {*error.lost}
        said = [each.message for each in told if isinstance(each.message, UnsupportedNeedWarning)]
        warned = {fact for warning in said for fact in warning.lost}
        assert (refused or warned) == (breaking if snippet.refused else lost), snippet.code
        assert (refused is not None) == snippet.refused, snippet.code


def pasted(target: str) -> Iterator[Snippet]:
    """Yield the code of one preset of each shape: what is lost, what is noted, with a secret."""
    shapes = set()
    for snippet in (by_target[target] for by_target in ways().values()):
        lost = tuple(need.fact for need in snippet.lost)
        shape = (lost, snippet.notes[1:], "client_secret" in snippet.code)
        if shape not in shapes:
            yield snippet
        shapes.add(shape)


def refusal(names: dict[str, Any], _: str) -> str:
    return f"{REDIRECT_URI}?error=access_denied&state={names['flow'].state}"


def test_own_code_reads_the_response(shared_trust: None) -> None:
    for preset in PRESETS:
        names: dict[str, Any] = {}
        names["input"] = partial(refusal, names)
        with pytest.raises(LoginError) as caught:
            exec(ways()[preset.name]["python"].code, names)  # noqa: S102
        assert "access_denied" in str(caught.value), preset.name


def test_command_has_options_that_there_are() -> None:
    import_module("oauth_presets.cli.login")  # which adds the command
    command: Any = typer.main.get_command(app)
    for preset in PRESETS:
        words = shlex.split(ways()[preset.name]["command"].code.replace("\\\n", ""))
        assert words[:2] == ["oauth-presets", "login"]
        context = command.commands["login"].make_context("login", words[2:])
        assert context.params["name"] == preset.name
        assert context.params["redirect_uri"] == REDIRECT_URI


# -- in a browser ----------------------------------------------------------------------------------


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The catalogue, served on loopback."""
    handler = partial(Quiet, directory=str(built))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        missing("Chromium", "run .ci/peers")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open a page of the catalogue; no console message, error or request to elsewhere may come."""
    seen: list[str] = []
    requests: list[str] = []
    with ExitStack() as stack:

        def opened(path: str = "", width: int = 1280, **options: Any) -> Page:
            options = {"viewport": {"width": width, "height": 900}, **options}
            context = stack.enter_context(browser.new_context(**options))
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.on("console", lambda it: seen.append(f"console: {it.text}"))
            page.on("pageerror", lambda it: seen.append(f"error: {it}"))
            page.on("request", lambda it: requests.append(it.url))
            page.goto(urljoin(address, path))
            return page

        yield opened
    assert seen == []
    assert [url for url in requests if not url.startswith(address)] == []


def names(page: Page) -> list[str]:
    # The rows beyond the first come a little later.
    page.wait_for_selector("#presets:not([aria-busy])")
    return page.locator("#presets tbody code").all_inner_texts()


QUERIES = [
    "gdrive", "gsuite", "365", "google drive", "drive", "crm", "zo", "micro soft",
    "accounts.google.com", "https://login.microsoftonline.com/common", "drive.google.com",
    "acme.zendesk.com", "no such thing",
]  # fmt: skip


def test_search_finds_what_the_command_line_finds(visit: Open) -> None:
    page = visit()
    everything = names(page)
    assert len(everything) == len(PRESETS)
    for query in QUERIES:
        page.fill("#q", query)
        found = search_index.search(query, everything)
        assert names(page) == found, query
        assert page.is_visible("#none") == (not found)
        shown = f"{len(found)} of {len(PRESETS)} presets"
        assert page.inner_text("#count") == shown


def test_every_key_press_shows_results(visit: Open) -> None:
    page = visit()
    page.focus("#q")
    for key in "accounts.google.com":
        page.keyboard.press(key)
        assert page.locator("#presets tbody tr").count() > 0
    assert "google_drive" in names(page)


def test_filters_leave_the_presets_that_fit(visit: Open) -> None:
    page = visit()
    fits: dict[tuple[str, str], Callable[[Preset], bool]] = {
        ("category", "files"): lambda preset: "files" in preset.categories,
        ("evidence", "vendor-page"): lambda preset: preset.evidence == "vendor_page",
        ("pkce", "required"): lambda preset: preset.pkce == "required",
        ("refresh", "on-request"): lambda preset: preset.offline.mode == "request",
        ("registration", "dynamic"): lambda preset: "dynamic" in preset.registration,
        ("region", "japan"): lambda preset: "jp" in str(preset.variables).split("'"),
    }
    for (field, value), fit in fits.items():
        page.select_option(f"#{field}", value)
        shown = {*names(page)}
        assert shown >= {preset.name for preset in PRESETS if fit(preset)}
        assert field == "region" or shown == {preset.name for preset in PRESETS if fit(preset)}
        assert page.inner_text(f"#{field} option:checked").endswith(f"({len(shown)})")
        page.select_option(f"#{field}", "")
    page.select_option("#category", "crm")
    page.select_option("#pkce", "required")
    assert {*names(page)} == {
        preset.name
        for preset in PRESETS
        if "crm" in preset.categories and preset.pkce == "required"
    }


def test_state_is_in_the_url_and_comes_back_from_it(visit: Open) -> None:
    page = visit()
    page.fill("#q", "google")
    page.select_option("#category", "documents")
    page.click("#presets thead button >> text=Evidence")
    page.click("#presets thead button >> text=Evidence")
    shown = names(page)
    page.wait_for_url("**/?q=google&category=documents&sort=-evidence")
    again = visit(f"?{urlsplit(page.url).query}")
    assert names(again) == shown
    assert again.input_value("#q") == "google"
    again.click("#clear")
    assert len(names(again)) == len(PRESETS)
    again.wait_for_url(re.compile("/$"))


def test_unknown_state_in_the_url_is_ignored(visit: Open) -> None:
    assert len(names(visit("?category=nonsense&sort=-nonsense&other=1"))) == len(PRESETS)


def test_headings_sort_both_ways(visit: Open) -> None:
    page = visit()
    assert page.get_attribute("th[data-sort=title]", "aria-sort") == "ascending"
    page.click("#presets thead button >> text=Provider")
    assert page.get_attribute("th[data-sort=title]", "aria-sort") == "descending"
    by_title = sorted(PRESETS, key=lambda preset: preset.title.lower(), reverse=True)
    assert names(page) == [preset.name for preset in by_title]
    page.click("#presets thead button >> text=PKCE")
    levels = {preset.name: preset.pkce for preset in PRESETS}
    assert [levels[name] for name in names(page)] == sorted(levels.values())


def test_keyboard_reaches_everything(visit: Open) -> None:
    page = visit()
    focused = "document.activeElement.textContent || document.activeElement.id"
    page.keyboard.press("/")
    page.keyboard.type("zoho")
    page.keyboard.press("ArrowDown")
    first = page.evaluate(focused)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) != first
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == first
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "q"
    page.keyboard.press("Escape")
    assert page.input_value("#q") == ""
    page.keyboard.type("gdrive")
    page.keyboard.press("Enter")
    page.wait_for_url("**/google_drive/")
    page.go_back()
    page.wait_for_selector("#presets")
    assert page.input_value("#q") == "gdrive"
    assert names(page) == ["google_drive"]


def test_copy_buttons_copy_what_stands_beside_them(visit: Open) -> None:
    page = visit("google_drive/", permissions=["clipboard-read", "clipboard-write"])
    preset = get_preset("google_drive")
    copied = []
    for label in ("Token endpoint", "the default scopes", f"the scope {preset.scopes[0]}"):
        page.get_by_label(f"Copy {label}", exact=True).click()
        page.wait_for_selector(f"#told >> text=Copied {label}")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied == [preset.token_url, " ".join(preset.scopes), preset.scopes[0]]
    page.get_by_role("tab", name="Authlib", exact=True).click()
    page.get_by_label("Copy the code for Authlib").click()
    page.wait_for_selector("#told >> text=Authlib")
    code = ways()["google_drive"]["authlib"].code
    assert page.evaluate("navigator.clipboard.readText()") == code


def test_redirect_uri_is_filled_in_everywhere(visit: Open) -> None:
    page = visit("google_drive/")
    assert "with your redirect URI among" in page.inner_text(".steps")
    page.fill("#redirect-uri", 'https://mine.example/"+x<b>/cb')
    mine = "https://mine.example/%22+x%3Cb%3E/cb"
    assert f"with {mine} among" in page.inner_text(".steps")
    codes = page.locator("pre").all_text_contents()
    assert sum(f'redirect_uri="{mine}"' in code for code in codes) >= 3
    assert not any(REDIRECT_URI in code for code in codes)
    page.fill("#redirect-uri", "")
    assert "with your redirect URI among" in page.inner_text(".steps")


def test_tabs_are_moved_through_by_keys_and_named_in_the_url(visit: Open) -> None:
    page = visit("tiktok_ads/#mcp")
    assert "cannot sign in here" in page.inner_text("[role=tabpanel]:visible")
    page.focus("[role=tab][aria-selected=true]")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert page.url.endswith("#requests_oauthlib")
    assert page.locator("[role=tabpanel]:visible").count() == 1
    assert "requests_oauthlib.session(" in page.inner_text("[role=tabpanel]:visible")


def test_pages_are_whole_without_javascript(visit: Open) -> None:
    table = visit(java_script_enabled=False)
    assert len(table.locator("#presets tbody a").all()) == len(PRESETS)
    assert not table.is_visible("#filters")
    page = visit("zoho_crm/", java_script_enabled=False)
    assert page.locator("pre:visible").count() == len(TARGETS) + 1  # one target refuses
    assert not page.is_visible("#redirect-uri")


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_page_has_no_violation_of_accessibility_rules(visit: Open, path: str) -> None:
    if not AXE.exists():
        missing("axe-core", "run .ci/peers")
    backs = []
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = visit(path, width=width, color_scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        backs.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert backs == ["rgb(255, 255, 255)", "rgb(19, 20, 22)"]
