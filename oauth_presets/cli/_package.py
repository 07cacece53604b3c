"""The files of the package that `oauth-presets new` writes."""

import json
from datetime import date

from ..preset import Preset, Variable

MIT = """MIT License

Copyright (c) {year} {author}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""

ISC = """ISC License

Copyright (c) {year} {author}

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.
"""

LICENSES = {"MIT": MIT, "ISC": ISC}
"""The texts to choose from, by SPDX identifier."""

PYPROJECT = """[build-system]
requires = ["hatchling>=1.26"]
build-backend = "hatchling.build"

[project]
name = @DISTRIBUTION@
version = "0.1.0"
description = @DESCRIPTION@
readme = "README.md"
requires-python = ">=3.10"
@LICENSE@keywords = ["oauth", "oauth2", "oauth-presets"]
dependencies = ["oauth-presets>=@VERSION@"]

[project.optional-dependencies]
test = ["oauth-presets[cli]", "pytest>=8.2"]
dev = [@TEST_EXTRA@, "mypy>=1.15", "ruff>=0.11"]

[project.entry-points.oauth_presets]
@NAME@ = "@MODULE@:@ATTRIBUTE@"

[tool.hatch.build.targets.wheel]
packages = ["@MODULE@"]

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib", "-ra"]
filterwarnings = ["error"]
testpaths = ["tests"]

[tool.ruff]
line-length = 100

[tool.mypy]
strict = true
files = ["@MODULE@", "tests"]
"""

README = """# @DISTRIBUTION_PLAIN@

The OAuth 2.0 preset of @TITLE@ for [oauth-presets](https://pypi.org/project/oauth-presets/).

## Use

```sh
pip install @DISTRIBUTION_PLAIN@
```

```python
from oauth_presets import build_oauth

oauth = build_oauth(@CALL@)
```

The values were compared with <@DOCS_URL@>; `oauth-presets show @NAME@` tells when.

## Work on it

```sh
python -m venv .venv
.venv/bin/pip install -e '.[dev]'
.venv/bin/pytest
.venv/bin/oauth-presets validate .
.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy
```

When a value changes, compare all of them with the vendor's page again and set `verified_on` to
that day.
"""

TESTS = '''"""The preset keeps the contract of oauth-presets, as it is installed."""

from oauth_presets.testing import PresetContract


class Test@CLASS@(PresetContract):
    entry_point = @NAME_QUOTED@
    distribution = @DISTRIBUTION@
'''

WORKFLOW = """name: test

on:
  push:
  pull_request:
  schedule:
    - cron: "17 5 * * 1" # once a week: do the provider's endpoints still answer as they should?

permissions:
  contents: read

jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ["3.10", "3.11", "3.12", "3.13"]
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: ${{ matrix.python }}
      - run: pip install -e '.[dev]'
      - run: pytest
      - run: oauth-presets validate .
      - run: ruff check . && ruff format --check . && mypy

  check:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: pip install -e '.[test]'
      - run: oauth-presets check @NAME@@SETTINGS@
"""

GITIGNORE = """__pycache__/
*.pyc
.mypy_cache/
.pytest_cache/
.ruff_cache/
.venv/
build/
dist/
"""


def files(
    preset: Preset, attribute: str, license_: str, author: str, version: str
) -> dict[str, str]:
    """Return the text of every file of the package, by its path."""
    distribution = f"oauth-presets-{preset.name.replace('_', '-')}"
    module = f"oauth_presets_{preset.name}"
    needed = {
        name: variable.example or ""
        for name, variable in preset.variables.items()
        if variable.default is None
    }
    keywords = "".join(f", {name}={_quoted(value)}" for name, value in needed.items())
    values = {
        "ATTRIBUTE": attribute,
        "CALL": f'{_quoted(preset.name)}, client_id="...", client_secret="..."{keywords}',
        "CLASS": "".join(word.capitalize() for word in preset.name.split("_")),
        "DESCRIPTION": _quoted(f"The OAuth 2.0 preset of {preset.title} for oauth-presets"),
        "DISTRIBUTION": _quoted(distribution),
        "DISTRIBUTION_PLAIN": distribution,
        "DOCS_URL": preset.docs_url,
        "LICENSE": "" if license_ == "none" else f"license = {_quoted(license_)}\n",
        "MODULE": module,
        "NAME": preset.name,
        "NAME_QUOTED": _quoted(preset.name),
        "SETTINGS": "".join(f" --set {name}={value}" for name, value in needed.items()),
        "TEST_EXTRA": _quoted(f"{distribution}[test]"),
        "TITLE": preset.title,
        "VERSION": version,
    }
    written = {
        "pyproject.toml": PYPROJECT,
        "README.md": README,
        f"tests/test_{preset.name}.py": TESTS,
        ".github/workflows/test.yml": WORKFLOW,
        ".gitignore": GITIGNORE,
    }
    for key, value in values.items():
        written = {path: text.replace(f"@{key}@", value) for path, text in written.items()}
    written[f"{module}/__init__.py"] = module_source(preset, attribute)
    written[f"{module}/py.typed"] = ""
    if license_ != "none":
        holder = author or f"the {distribution} authors"
        text = LICENSES[license_].replace("{year}", str(date.today().year))
        written["LICENSE"] = text.replace("{author}", holder)
    return written


def module_source(preset: Preset, attribute: str) -> str:
    """Return the module that defines a preset, as ruff formats it."""
    compared = preset.verified_on or date.today()
    names = ["Offline"] if preset.offline.mode != "unknown" else []
    names += ["Preset", *(["Variable"] if preset.variables else [])]
    lines = [
        f'"""{preset.title}: {preset.docs_url}."""'.replace("\\", "\\\\"),
        "",
        "from datetime import date",
        "",
        f"from oauth_presets import {', '.join(names)}",
        "",
        f"{attribute} = Preset(",
        f"    name={_literal(preset.name)},",
        f"    title={_literal(preset.title)},",
        f"    authorize_url={_literal(preset.authorize_url)},",
        f"    token_url={_literal(preset.token_url)},",
    ]
    if preset.issuer:
        lines.append(f"    issuer={_literal(preset.issuer)},")
    if preset.variables:
        lines.append("    variables={")
        for name, variable in preset.variables.items():
            lines += _variable(name, variable)
        lines.append("    },")
    lines += _tuple("scopes", preset.scopes)
    if preset.offline.mode == "request":
        scopes = "".join(f"{_literal(scope)}, " for scope in preset.offline.scopes).strip()
        scopes = scopes if len(preset.offline.scopes) == 1 else scopes.rstrip(",")
        lines.append(f'    offline=Offline(mode="request", scopes=({scopes})),')
    elif preset.offline.mode != "unknown":
        lines.append(f"    offline=Offline(mode={_literal(preset.offline.mode)}),")
    if preset.pkce != "unknown":
        lines.append(f"    pkce={_literal(preset.pkce)},")
    lines += _tuple("token_endpoint_auth_methods", preset.token_endpoint_auth_methods)
    lines.append(f"    docs_url={_literal(preset.docs_url)},")
    lines += _tuple("setup", preset.setup)
    lines += [
        f"    verified_on=date({compared.year}, {compared.month}, {compared.day}),",
        '    evidence="vendor_page",',
        ")",
    ]
    return "\n".join(lines) + "\n"


def _variable(name: str, variable: Variable) -> list[str]:
    return [
        f"        {_literal(name)}: Variable(",
        f"            kind={_literal(variable.kind)},",
        f"            example={_literal(variable.example or '')},",
        f"            description={_literal(variable.description)},",
        "        ),",
    ]


def _tuple(field: str, values: tuple[str, ...]) -> list[str]:
    if not values:
        return []
    one = f"    {field}=({_literal(values[0])},),"
    if len(values) == 1 and len(one) <= 100:
        return [one]
    return [f"    {field}=(", *(f"        {_literal(value)}," for value in values), "    ),"]


def _quoted(text: str) -> str:
    """Return a string literal in double quotes, as TOML and Python read it."""
    return json.dumps(text, ensure_ascii=False)


def _literal(text: str) -> str:
    """Return a string literal with the quotes that ruff prefers: those that need no escape."""
    if text.count('"') <= text.count("'"):
        return _quoted(text)
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
