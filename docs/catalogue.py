"""Write the catalogue: the table of presets, a page for each preset, and both as JSON.

    python docs/catalogue.py OUT

The presets come from the installed package. The site's build runs this after the other pages.
"""

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
    """Write all files of the catalogue to a folder, which is created if missing."""
    presets = catalogue()
    rows = sorted(map(row, presets), key=lambda row: row.title.lower())
    texts = {
        **api.files(rows),
        "index.html": table_page(rows),
        **{f"{preset.name}/index.html": preset_page(preset) for preset in presets},
    }
    for name, text in texts.items():
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
    environment = Environment(
        loader=FileSystemLoader(SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(code=code, slug=slug, step=step)
    return environment.get_template(name)


def code(text: str) -> Markup:
    """Mark the redirect URI in code, so that the page's script can replace it."""
    return _marked(text, REDIRECT_URI, REDIRECT_URI)


def step(text: str) -> Markup:
    """Mark the redirect URI in a setup step, so that the page's script can replace it."""
    return _marked(text, "{redirect_uri}", "your redirect URI")


def _marked(text: str, placeholder: str, shown: str) -> Markup:
    mark = Markup("<span data-redirect>{}</span>").format(shown)
    return mark.join(map(escape, text.split(placeholder)))


def main() -> None:
    """Write the catalogue to the folder named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/catalogue.py OUT")
    build(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
