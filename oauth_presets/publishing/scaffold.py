"""The files of the package that `oauth-presets new` writes, from the texts in `package/`."""

import builtins
import json
import keyword
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files as resources
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel
from rich.cells import cell_len

from .._version import __version__
from ..core.preset import Preset

LICENSES = ("MIT", "BSD-3-Clause", "Apache-2.0", "none")
"""What to choose from: SPDX identifiers, or none."""

LINE_LENGTH = 100


def distribution_name(name: str) -> str:
    """Return what the package of a preset is called."""
    return f"oauth-presets-{name.replace('_', '-')}"


def files(preset: Preset, license_: str, holder: str, origin: str = "") -> dict[str, str]:
    """Return the text of every file of the package, by its path.

    Args:
        preset: what the package publishes.
        license_: one of `LICENSES`.
        holder: who holds the copyright; may be empty.
        origin: a sentence that says where values were read; may be empty.
    """
    distribution, module = distribution_name(preset.name), f"oauth_presets_{preset.name}"
    needed = {
        name: variable.example or ""
        for name, variable in preset.variables.items()
        if variable.default is None
    }
    call = [_literal(preset.name), 'client_id="..."', 'client_secret="..."']
    values = {
        "ATTRIBUTE": attribute(preset.name),
        "AUTHORS": f"authors = [{{ name = {_quoted(holder)} }}]\n" if holder else "",
        "CALL": ", ".join([*call, *(f"{name}={_literal(text)}" for name, text in needed.items())]),
        "CLASS": "".join(word.capitalize() for word in preset.name.split("_")),
        "DESCRIPTION": _quoted(f"The OAuth 2.0 preset of {preset.title} for oauth-presets"),
        "DISTRIBUTION": distribution,
        "DOCS_URL": preset.docs_url,
        "HOLDER": holder or f"the {distribution} authors",
        "LICENSE": "" if license_ == "none" else f"license = {_quoted(license_)}\n",
        "MODULE": module,
        "NAME": preset.name,
        "TITLE": preset.title,
        "VERSION": __version__,
        "YEAR": str(date.today().year),
    }
    sources = {
        "pyproject.toml": "pyproject.toml.txt",
        "README.md": "README.md.txt",
        f"tests/test_{preset.name}.py": "test_preset.py.txt",
        ".github/workflows/test.yml": "test.yml.txt",
        ".github/workflows/publish.yml": "publish.yml.txt",
        ".gitignore": "gitignore.txt",
    }
    if not needed and not preset.allow_loopback:  # else only its users know where a server is
        sources[".github/workflows/check.yml"] = "check.yml.txt"
    if license_ != "none":
        sources["LICENSE"] = f"LICENSE-{license_}.txt"
    folder = resources(__package__) / "package"
    written = {
        path: _filled((folder / source).read_text(encoding="utf-8"), values)
        for path, source in sources.items()
    }
    written[f"{module}/__init__.py"] = module_source(preset, _remarks(preset, origin))
    written[f"{module}/py.typed"] = ""
    return written


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Fill in `@NAME@`, all in one go: what a value holds is not looked at again."""
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def attribute(name: str) -> str:
    """Return what the module calls the preset: its name, unless that means something in Python."""
    taken = keyword.iskeyword(name) or hasattr(builtins, name) or name == "date"
    return f"preset_{name}" if taken or not name.isidentifier() else name


# -- the module, as ruff formats it ----------------------------------------------------------------


OFFLINE = (
    'Say how a refresh token comes: in the mode "request" (with scopes or params), "always" or',
    '"never". Import Offline for it, from oauth_presets.',
    'offline=Offline(mode="request", scopes=("offline_access",)),',
)
COMPARED = (
    "Once you have compared every value with docs_url, say so, and on which day. Import date for",
    "it, from datetime.",
    "verified_on=date(YYYY, MM, DD),",
    'evidence="vendor_page",',
)


def _remarks(preset: Preset, origin: str) -> dict[str, list[str]]:
    """Return what is left for the author to say, and where values were read: field -> lines."""
    read = textwrap.wrap(origin, LINE_LENGTH - 6, break_long_words=False, break_on_hyphens=False)
    return {
        "offline": [*OFFLINE] if preset.offline.mode == "unknown" else [],
        "verified_on": [*read, *(COMPARED if preset.verified_on is None else ())],
    }


def module_source(
    preset: Preset, remarks: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> str:
    """Return the source of a module that defines a preset, typed and formatted.

    Args:
        preset: the preset.
        remarks: lines of comments before fields, or where they would be.
    """
    title = preset.title.replace("\\", "\\\\").replace('"', "'")
    used = sorted({type(model).__name__ for model in _models(preset)})
    lines = [
        f'"""{title}: {preset.docs_url}."""',
        "",
        *(["from datetime import date", ""] if preset.verified_on else []),
        f"from oauth_presets import {', '.join(used)}",
        "",
        f"{attribute(preset.name)} = Preset(",
    ]
    said = dict(_fields(preset))
    for field in _order(preset):
        lines += [f"    # {line}" for line in remarks.get(field, ())]
        if field in said:
            lines += _lines(f"{field}=", said[field], "    ")
    return "\n".join([*lines, ")", ""])


def _fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """Yield the fields that were set, those that say where the values are from at the end."""
    fields = type(model).model_fields
    for name in _order(model):
        value = getattr(model, name)
        if fields[name].is_required() or value != fields[name].get_default():
            yield name, value


def _order(model: BaseModel) -> list[str]:
    order = sorted(type(model).model_fields, key=lambda name: name == "docs_url")
    if "docs_url" in order:
        order.insert(order.index("console_url"), order.pop())
    return order


def _models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for _, inner in _fields(value):
            yield from _models(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _models(inner)


def _lines(prefix: str, value: object, indent: str) -> list[str]:
    """Return `prefix value,` on one line where that fits, else one line for each part."""
    line = f"{indent}{prefix}{_flat(value)},"
    opening, parts, closing = _parts(value)
    if cell_len(line) <= LINE_LENGTH or not parts:
        return [line]
    lines = [f"{indent}{prefix}{opening}"]
    for key, part in parts:
        lines += _lines(key, part, f"{indent}    ")
    return [*lines, f"{indent}{closing},"]


def _flat(value: object) -> str:
    opening, parts, closing = _parts(value)
    if not opening:
        return _literal(value) if isinstance(value, str) else repr(value)
    inner = ", ".join(f"{key}{_flat(part)}" for key, part in parts)
    return f"{opening}{inner}{',' if isinstance(value, tuple) and len(value) == 1 else ''}{closing}"


def _parts(value: object) -> tuple[str, list[tuple[str, object]], str]:
    """Return the brackets of a value, empty where it has none, and what stands between them."""
    if isinstance(value, BaseModel):
        return f"{type(value).__name__}(", [(f"{k}=", v) for k, v in _fields(value)], ")"
    if isinstance(value, Mapping):
        return "{", [(f"{_literal(k)}: ", v) for k, v in value.items()], "}"
    if isinstance(value, tuple):
        return "(", [("", v) for v in value], ")"
    if isinstance(value, date):
        return "date(", [("", part) for part in (value.year, value.month, value.day)], ")"
    return "", [], ""


def _quoted(text: str) -> str:
    """Return a string literal in double quotes, as TOML and Python read it."""
    return json.dumps(text, ensure_ascii=False)


def _literal(text: str) -> str:
    """Return a string literal with the quotes that ruff prefers: those that need no escape."""
    if text.count('"') <= text.count("'"):
        return _quoted(text)
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
