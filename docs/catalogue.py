"""Write the catalogue: the table of presets, a page a preset, and the same as JSON.

    python docs/catalogue.py OUT

The presets come from the installed package. docs/conf.py runs it after the other pages.
"""

import re
import shutil
import sys
from functools import cache
from pathlib import Path

from catalogue_site import api
from catalogue_site.preset_page import view
from catalogue_site.rows import Row, filters, row, slug
from catalogue_site.snippets import REDIRECT_URI
from generate_presets import catalogue
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from oauth_presets import Preset

SITE = Path(__file__).parent / "catalogue_site"


def build(out: Path) -> None:
    """Write all files of the catalogue into a folder.

    Args:
        out: the folder, made if it is missing.
    """
    presets = catalogue()
    rows = sorted(map(row, presets), key=lambda row: row.title.lower())
    written = {
        **api.files(rows),
        "index.html": table_page(rows),
        **{f"{preset.name}/index.html": preset_page(preset) for preset in presets},
    }
    for name, text in written.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
    for asset in (SITE / "assets").iterdir():
        shutil.copyfile(asset, out / asset.name)


def table_page(rows: list[Row]) -> str:
    """Return the page that lists all presets."""
    return _template("index.html").render(root="", rows=rows, filters=filters(rows))


def preset_page(preset: Preset) -> str:
    """Return the page of one preset."""
    return _template("preset.html").render(root="../", **view(preset))


@cache
def _template(name: str) -> Template:
    templates = Environment(
        loader=FileSystemLoader(SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(code=code, slug=slug, step=step)
    return templates.get_template(name)


def code(text: str) -> Markup:
    """Mark the redirect URI in code, for the script to fill in."""
    mark = Markup("<span data-redirect>{}</span>").format(REDIRECT_URI)
    return Markup(str(escape(text)).replace(str(escape(REDIRECT_URI)), mark))  # noqa: S704 - escaped


def step(text: str) -> Markup:
    """Mark the redirect URI in a setup step."""
    parts = re.split(r"(\{redirect_uri\})", text)
    mark = Markup("<span data-redirect>your redirect URI</span>")
    return Markup("").join(mark if part == "{redirect_uri}" else part for part in parts)


def main() -> None:
    """Write the catalogue into the folder that the command line names."""
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/catalogue.py OUT")
    build(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
