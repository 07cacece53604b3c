"""The files of the package that `oauth-presets new` writes, from the templates in `package/`."""

import json
import re
import textwrap
from datetime import date
from importlib.resources import files as resources

from .._version import __version__
from ..core.preset import Preset
from .preset_source import LINE_LENGTH, attribute, call_source, literal, module_source

LICENSES = ("MIT", "BSD-3-Clause", "Apache-2.0", "none")
"""SPDX identifiers, or none for a private package."""

OFFLINE = (
    'Say how to get a refresh token: mode="request" (with scopes or params), "always" or "never".',
    "Import Offline from oauth_presets.",
    'offline=Offline(mode="request", scopes=("offline_access",)),',
)
COMPARED = (
    "Compare every value with docs_url, then record the date. Import date from datetime.",
    "verified_on=date(YYYY, MM, DD),",
    'evidence="vendor_page",',
)


def distribution_name(name: str) -> str:
    """Return the name of a preset's package."""
    return f"oauth-presets-{name.replace('_', '-')}"


def files(preset: Preset, license_: str, holder: str, origin: str = "") -> dict[str, str]:
    """Return the text of every file of the package, by relative path.

    Args:
        preset: the preset that the package publishes.
        license_: one of `LICENSES`; without a license the package is not for PyPI.
        holder: the copyright holder; may be empty.
        origin: a sentence that says where values were read; may be empty.
    """
    distribution, module = distribution_name(preset.name), f"oauth_presets_{preset.name}"
    private = license_ == "none"
    required = [name for name, v in preset.variables.items() if v.default is None]
    call = [literal(preset.name), 'client_id="..."', 'client_secret="..."']
    call += [f"{name}={literal(preset.variables[name].example or '')}" for name in required]
    values = {
        "ATTRIBUTE": attribute(preset.name),
        "AUTHORS": f"authors = [{{ name = {_toml(holder)} }}]\n" if holder else "",
        "CALL": call_source("oauth = build_oauth", call),
        "CLASS": "".join(word.capitalize() for word in preset.name.split("_")),
        "DESCRIPTION": _toml(f"The OAuth 2.0 preset of {preset.title} for oauth-presets"),
        "DISTRIBUTION": distribution,
        "DOCS_URL": preset.docs_url,
        "HOLDER": holder or f"the {distribution} authors",
        "LICENSE": "" if private else f"license = {_toml(license_)}\n",
        "MODULE": module,
        "NAME": preset.name,
        "PRIVATE": '"Private :: Do Not Upload", ' if private else "",
        "TITLE": preset.title,
        "VERSION": __version__,
        "YEAR": str(date.today().year),
    }
    templates = {
        "pyproject.toml": "pyproject.toml.txt",
        "README.md": "README.md.txt",
        f"tests/test_{preset.name}.py": "test_preset.py.txt",
        ".github/workflows/test.yml": "test.yml.txt",
        ".gitignore": "gitignore.txt",
    }
    if not private:
        templates[".github/workflows/publish.yml"] = "publish.yml.txt"
        templates["LICENSE"] = f"LICENSE-{license_}.txt"
    if not required and not preset.allow_loopback:  # otherwise only users know a server
        templates[".github/workflows/check.yml"] = "check.yml.txt"
    folder = resources(__package__) / "package"
    written = {
        path: _filled((folder / template).read_text(encoding="utf-8"), values)
        for path, template in templates.items()
    }
    written[f"{module}/__init__.py"] = module_source(preset, _comments(preset, origin))
    written[f"{module}/py.typed"] = ""
    return written


def _filled(text: str, values: dict[str, str]) -> str:
    """Fill in `@NAME@` in one pass, which leaves the values themselves alone."""
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def _comments(preset: Preset, origin: str) -> dict[str, list[str]]:
    """Return what the author must still decide, and where values were read: field -> lines."""
    read = textwrap.wrap(origin, LINE_LENGTH - 6, break_long_words=False, break_on_hyphens=False)
    return {
        "offline": [*OFFLINE] if preset.offline.mode == "unknown" else [],
        "verified_on": [*read, *(COMPARED if preset.verified_on is None else ())],
    }


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
