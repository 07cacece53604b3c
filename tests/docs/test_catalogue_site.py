"""The static catalogue: its files as they are written, and its pages as a browser shows them."""

import json
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from gzip import compress
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import made_once
from jsonschema import Draft202012Validator
from support import PROJECT
from support.real_servers import CHROMIUM, missing

from oauth_presets import Preset, UnsupportedNeedWarning, configure, get_preset
from oauth_presets.integrations import TARGETS
from oauth_presets.registry import search_index

pytest.importorskip("jinja2")

import catalogue
from catalogue_site.snippets import REDIRECT_URI, configured, snippets

pytestmark = pytest.mark.slow

AXE = PROJECT / "tests" / "peers" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
KINDS = {
    "the table": "",
    "scopes and scope sets": "google_drive/",
    "variables, and a target that loses something": "zoho_crm/#cohere",
    "many departures, and a target that refuses": "tiktok_ads/#mcp",
    "a public client": "etsy/",
}
PRESETS = catalogue.catalogue()


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
        shown = subprocess.run(
            [sys.executable, "-m", "oauth_presets", "show", name, "--json"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert (built / f"{name}.json").read_text(encoding="utf-8") == shown.stdout


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


def test_llms_txt_names_every_preset_once(built: Path) -> None:
    text = (built / "llms.txt").read_text(encoding="utf-8")
    linked = re.findall(r"^- \[.+\]\((\w+)\.json\): ", text, re.MULTILINE)
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


@pytest.mark.once
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
    "mcp": "import httpx2\nasync def open_browser(url): ...\nasync def wait_for_callback(): ...\n"
    "class storage: ...\n",
    "python": "input = lambda prompt: f'{REDIRECT_URI}?error=access_denied&state={flow.state}'\n",
}


@pytest.mark.parametrize("target", ["python", *TARGETS])
def test_code_runs_and_loses_what_the_page_says(
    target: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if target not in ("python", "openapi") and find_spec(target) is None:
        pytest.skip(f"{target} is missing")
    monkeypatch.setenv("FASTMCP_HOME", str(tmp_path))
    monkeypatch.setenv("MCP_SIGNING_KEY", "not a secret " * 3)
    for preset in PRESETS:
        (snippet,) = [each for each in snippets(preset) if each.target == target]
        lost = {need.fact for need in snippet.lost}
        breaking = {need.fact for need in snippet.lost if need.impact == "breaks"}
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                exec(GIVEN.get(target, "") + snippet.code, {"__name__": "pasted"})  # noqa: S102
            except IntegrationError as error:
                assert (snippet.refused, {*error.lost}) == (True, breaking)
                continue
        assert not snippet.refused
        said = [each.message for each in told if isinstance(each.message, UnsupportedNeedWarning)]
        assert {fact for warning in said for fact in warning.lost} == lost


def test_command_has_options_that_there_are() -> None:
    command = typer.main.get_command(cli).get_command(None, "login")
    for preset in PRESETS:
        words = shlex.split(snippets(preset)[1].code.replace("\\\n", " "))
        assert words[:2] == ["oauth-presets", "login"]
        context = command.make_context("login", words[2:])
        assert context.params["name"] == preset.name
        assert context.params["redirect_uri"] == REDIRECT_URI
