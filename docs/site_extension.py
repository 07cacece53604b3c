"""What the site adds to Sphinx: generated reference pages, fields of models, links, the catalogue.

The pages stay readable in the repository: their links name files of it, and lead to the site's
pages here.
"""

import json
import posixpath
import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_type_hints

import typer
from docutils import nodes
from pydantic import BaseModel
from sphinx.application import Sphinx
from sphinx.util.typing import stringify_annotation
from typer.cli import get_docs_for_click

from oauth_presets.cli import app as cli
from oauth_presets.cli.schema import Kind, schema_of

PROJECT = Path(__file__).parent.parent
PAGES = {  # files of the repository that are pages of the site
    "CHANGELOG.md": "/changelog.md",
    "CONTRIBUTING.md": "/contributing.md",
    "README.md": "/index.md",
    "SECURITY.md": "/security.md",
    "docs/integrations/README.md": "/integrations.md",
    "docs/presets/README.md": "/catalogue.md",
    "presets/README.md": "/presets.md",
}
LIBRARIES = "\n```{toctree}\n:hidden:\n:glob:\n\nintegrations/*\n```\n"
LINK = re.compile(r"\[([^\[\]]*)\]\(([^)#:\s]+\.md)(#[^)]*)?\)")


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the additions."""
    app.connect("source-read", _read_page)
    app.connect("include-read", _read_included)
    app.connect("autodoc-process-docstring", _before_napoleon, priority=_NAPOLEON - 1)
    app.connect("autodoc-process-docstring", _after_napoleon, priority=_NAPOLEON + 1)
    app.connect("autodoc-process-signature", _signature)
    app.connect("doctree-resolved", _resolve_site)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


# -- pages -----------------------------------------------------------------------------------------


def _read_page(app: Sphinx, docname: str, content: list[str]) -> None:
    path = Path(app.env.doc2path(docname)).relative_to(PROJECT)
    text = content[0]
    if docname == "reference/command-line":
        text += command_line()
    elif docname == "integrations":
        text += LIBRARIES
    content[0] = site_links(text, path.as_posix())


def _read_included(app: Sphinx, path: Path, docname: str, content: list[str]) -> None:
    absolute = (Path(app.srcdir) / path).resolve()
    content[0] = site_links(content[0], absolute.relative_to(PROJECT).as_posix())


def site_links(text: str, page: str) -> str:
    """Return a page with its links to files of the repository as links within the site.

    A link that shows the path of a file shows the page's title instead.

    Args:
        text: the page's Markdown.
        page: its path in the repository.
    """

    def link(found: "re.Match[str]") -> str:
        shown, target, anchor = found.groups(default="")
        if target.startswith("/"):
            return found[0]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        if path.startswith("docs/presets/") and path not in PAGES:
            return f"[{shown}](site:catalogue/{Path(path).stem}/)"
        shown = "" if shown.endswith(".md") else shown
        return f"[{shown}]({PAGES.get(path, '/' + path.removeprefix('docs/'))}{anchor})"

    return LINK.sub(link, text)


def command_line() -> str:
    """Return the reference of the command line, as Markdown."""
    for module in sorted({*cli.MODULES.values()}):
        import_module(f"oauth_presets.cli.{module}")
    command = typer.main.get_command(cli.app)
    context = typer.Context(command)
    pages = []
    for name in sorted(cli.MODULES):
        each = command.commands[name]  # type: ignore[attr-defined]
        text = get_docs_for_click(obj=each, ctx=context, indent=1, call_prefix="oauth-presets")
        text = re.sub(r"```console\n\$ (.*)\n```", r"```text\n\1\n```", text)
        pages.append(re.sub(r"(?<![`\w-])(--[a-z][a-z-]+)(?![`\w])", r"`\1`", text))
    return "\n".join(pages)


# -- docstrings ------------------------------------------------------------------------------------

_NAPOLEON = 500  # the priority at which napoleon reads a docstring


def _before_napoleon(
    app: Sphinx, what: str, name: str, obj: object, options: Any, lines: list[str]
) -> None:
    """Make reStructuredText of a docstring; give fields their types, and models their defaults."""
    lines[:] = [re.sub(r"(?<![`:])`([^`]+)`(?![`_])", r"``\1``", line) for line in lines]
    if what in ("attribute", "property"):
        _sentences[name] = [*lines]
    elif isinstance(obj, type) and issubclass(obj, BaseModel):
        hints = get_type_hints(obj)
        for field, info in obj.model_fields.items():
            default = "" if info.is_required() else f", default: {info.default!r}"
            lines += ["", f":type {field}: {stringify_annotation(hints[field], 'smart')}{default}"]
    elif is_dataclass(obj):
        hints = get_type_hints(obj)
        for each in fields(obj):
            lines += [
                "",
                f":vartype {each.name}: {stringify_annotation(hints[each.name], 'smart')}",
            ]


def _signature(
    app: Sphinx, what: str, name: str, obj: object, options: Any, signature: str, returned: str
) -> tuple[str, str] | None:
    """Leave out the signature where it says nothing: fields are listed, and functions make them."""
    is_listed = isinstance(obj, type) and "    Attributes:\n" in (obj.__doc__ or "")
    is_model = isinstance(obj, type) and issubclass(obj, BaseModel)
    return ("", "") if is_model or is_listed else None


def _after_napoleon(
    app: Sphinx, what: str, name: str, obj: object, options: Any, lines: list[str]
) -> None:
    """Undo what napoleon makes of a sentence with a colon: it takes what precedes for a type."""
    if name in _sentences:
        lines[:] = _sentences.pop(name)


_sentences: dict[str, list[str]] = {}


# -- the theme -------------------------------------------------------------------------------------

ACCESSIBLE = {  # what Furo writes -> what assistive technology needs
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="Pages">',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
}


def accessible(page: str) -> str:
    """Return a page that names its landmarks and the level of its headings."""
    for written, needed in ACCESSIBLE.items():
        page = page.replace(written, needed)
    return page


# -- the catalogue and the schema ------------------------------------------------------------------


def _resolve_site(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Resolve links to files of the site that are no page of Sphinx's: `site:catalogue/slack/`."""
    root = app.builder.get_relative_uri(docname, "index")
    for node in doctree.findall(nodes.reference):
        scheme, _, path = node.get("refuri", "").partition(":")
        if scheme == "site":
            node["refuri"] = posixpath.join(root, path)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for page in out.rglob("*.html"):
        if page.parts[len(out.parts)] != "catalogue":
            page.write_text(accessible(page.read_text(encoding="utf-8")), encoding="utf-8")
    (out / "schemas").mkdir(exist_ok=True)
    for kind in Kind:
        name = "presets" if kind is Kind.export else kind.value
        text = json.dumps(schema_of(kind), indent=2)
        (out / "schemas" / f"{name}.json").write_text(text, encoding="utf-8")
    if find_spec("catalogue"):
        import_module("catalogue").build(out / "catalogue")
