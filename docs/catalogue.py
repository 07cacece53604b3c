"""Write the catalogue: the table of presets, a page a preset, and the same as JSON.

    python docs/catalogue.py OUT

The presets come from the installed package. docs/conf.py runs it after the other pages.
"""

import re
import shutil
import sys
from pathlib import Path

from catalogue_site import api
from catalogue_site.preset_page import view
from catalogue_site.rows import filters, row, slug
from catalogue_site.snippets import REDIRECT_URI
from generate_presets import catalogue
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

SITE = Path(__file__).parent / "catalogue_site"


def build(out: Path) -> None:
    """Write all files of the catalogue into a folder.

    Args:
        out: the folder, made if it is missing.
    """
    out.mkdir(parents=True, exist_ok=True)
    presets = catalogue()
    rows = sorted(map(row, presets), key=lambda row: row.title.lower())
    templates = _templates()
    written = api.files(rows)
    written["index.html"] = templates.get_template("index.html").render(
        root="", rows=rows, filters=filters(rows)
    )
    page = templates.get_template("preset.html")
    for preset in presets:
        (out / preset.name).mkdir(exist_ok=True)
        written[f"{preset.name}/index.html"] = page.render(root="../", **view(preset))
    for name, text in written.items():
        (out / name).write_text(text, encoding="utf-8")
    for asset in (SITE / "assets").iterdir():
        shutil.copyfile(asset, out / asset.name)


def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(SITE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(code=code, slug=slug, step=step)
    return templates


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
