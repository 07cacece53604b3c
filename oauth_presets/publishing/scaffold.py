"""The files of the package that `oauth-presets new` writes, from the templates in `package/`."""

import json
import re
import textwrap
from datetime import date
from importlib.resources import files as resources

from .._version import __version__
from ..core.preset import Preset
from .preset_source import LINE_LENGTH, attribute, module_source
from .readme import with_presets

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

LIBRARY = "[oauth-presets](https://pypi.org/project/oauth-presets/)"
INSTALL = """\
```sh
pip install {distribution}
```"""
INSTALL_PRIVATE = """\
This package is private. Install it in a checkout:

```sh
pip install .
```

Or build a wheel there, which installs anywhere:

```sh
pip wheel --no-deps --wheel-dir dist .
pip install dist/{module}-*.whl
```"""


def distribution_name(name: str) -> str:
    """Return the name of a preset's package."""
    return f"oauth-presets-{name.replace('_', '-')}"


def files(
    preset: Preset, license_: str, holder: str, origin: str = "", private: bool = False
) -> dict[str, str]:
    """Return the text of every file of the package, by relative path.

    Args:
        preset: the preset that the package publishes.
        license_: one of `LICENSES`; without a license the package is private.
        holder: the copyright holder; may be empty.
        origin: a sentence on the source of the values; may be empty.
        private: leave out the publishing workflow, and make PyPI refuse the package.
    """
    distribution, module = distribution_name(preset.name), f"oauth_presets_{preset.name}"
    licensed = license_ != "none"
    private = private or not licensed
    required = [name for name, v in preset.variables.items() if v.default is None]
    values = {
        "ATTRIBUTE": attribute(preset.name),
        "AUTHORS": f"authors = [{{ name = {_toml(holder)} }}]\n" if holder else "",
        "DESCRIPTION": _toml(f"The OAuth 2.0 preset of {preset.title} for oauth-presets"),
        "DISTRIBUTION": distribution,
        "DOCS_URL": preset.docs_url,
        "HOLDER": holder or f"the {distribution} authors",
        "INSTALL": (INSTALL_PRIVATE if private else INSTALL).format(
            distribution=distribution, module=module
        ),
        "LIBRARY": "oauth-presets" if private else LIBRARY,
        "LICENSE": f"license = {_toml(license_)}\n" if licensed else "",
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
        "CHANGELOG.md": "CHANGELOG.md.txt",
        ".github/workflows/test.yml": "test.yml.txt",
        ".gitignore": "gitignore.txt",
    }
    if not private:
        templates[".github/workflows/publish.yml"] = "publish.yml.txt"
    if licensed:
        templates["LICENSE"] = f"LICENSE-{license_}.txt"
    if not required and not preset.allow_loopback:  # otherwise no server is known
        templates[".github/workflows/check.yml"] = "check.yml.txt"
    texts = {path: _filled(template, values) for path, template in templates.items()}
    texts["README.md"] = with_presets(texts["README.md"], [preset])
    texts[f"tests/test_{preset.name}.py"] = test_source(preset.name, distribution)
    texts[f"{module}/__init__.py"] = module_source(preset, comments(preset, origin))
    texts[f"{module}/py.typed"] = ""
    return texts


def test_source(name: str, distribution: str) -> str:
    """Return the source of a test module that applies the contract to a preset."""
    class_name = "".join(word.capitalize() for word in name.split("_"))
    values = {"CLASS": class_name, "DISTRIBUTION": distribution, "NAME": name}
    return _filled("test_preset.py.txt", values)


def _filled(template: str, values: dict[str, str]) -> str:
    """Fill in each `@NAME@` of a template, in one pass: the values themselves are not filled in."""
    text = (resources(__package__) / "package" / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match[1]], text)


def comments(preset: Preset, origin: str) -> dict[str, list[str]]:
    """Return comments on what the author must decide, and on the source: field -> lines."""
    source = textwrap.wrap(origin, LINE_LENGTH - 6, break_long_words=False, break_on_hyphens=False)
    return {
        "offline": [*OFFLINE] if preset.offline.mode == "unknown" else [],
        "verified_on": [*source, *(COMPARED if preset.verified_on is None else ())],
    }


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
