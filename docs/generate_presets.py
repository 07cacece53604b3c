"""Generate the presets' pages, the list of them, and the search index from the catalogue.

    python docs/generate_presets.py

A test checks that the files in the repository are up to date.
"""

import json
import re
from collections import defaultdict
from itertools import product
from pathlib import Path
from runpy import run_path

from oauth_presets import Preset, get_preset, list_presets
from oauth_presets.core.description import (
    client_lines,
    endpoint_lines,
    request_lines,
    source_lines,
)
from oauth_presets.core.preset_rules import url_templates

FOLDER = Path(__file__).parent / "presets"
INDEX = FOLDER.parent.parent / "presets" / "oauth_presets_catalog" / "index.json"
NOTE = "<!-- Written by docs/generate_presets.py from the preset's data. -->"


def catalogue() -> list[Preset]:
    """Return the first-party presets, sorted by name."""
    return [get_preset(entry.name) for entry in list_presets() if entry.first_party]


def pages() -> dict[str, str]:
    """Return the text of every page, by file name."""
    presets = catalogue()
    return {
        **{f"{preset.name}.md": page(preset) for preset in presets},
        "README.md": index(presets),
    }


def search_index(presets: list[Preset]) -> str:
    """Return the index that is searched without importing presets: JSON, one line per preset."""
    rows = [
        json.dumps(
            [p.name, p.title, [*p.categories], [*p.keywords], sorted(_hosts(p))], ensure_ascii=False
        )
        for p in presets
    ]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _hosts(preset: Preset) -> set[str]:
    """Return the hosts of a preset's URLs, with `*` for free variables; `*` alone is left out."""
    hosts = set()
    for _, text in url_templates(preset):
        host = text.partition("://")[2].partition("/")[0].partition(":")[0]
        names = re.findall(r"\{(\w+)\}", host)
        choices = [[*preset.variables[name].choices.values()] or ["*"] for name in names]
        for values in product(*choices):
            hosts.add(re.sub(r"\{\w+\}", "{}", host).format(*values))
    return {host for host in hosts if "." in host.lstrip("*.")}


def counts(presets: list[Preset]) -> dict[str, int]:
    """Return how many presets state each fact; higher is better."""

    def known(field: str) -> int:
        return sum(getattr(p, field) is not None or field in p.absent for p in presets)

    return {
        "presets": len(presets),
        "compared with the vendor's page": sum(p.evidence == "vendor_page" for p in presets),
        "PKCE known": sum(p.pkce != "unknown" for p in presets),
        "client authentication known": sum(bool(p.token_endpoint_auth_methods) for p in presets),
        "client authentication known and compared": sum(
            bool(p.token_endpoint_auth_methods)
            and "token_endpoint_auth_methods" not in p.unverified
            for p in presets
        ),
        "refresh token known": sum(p.offline.mode != "unknown" for p in presets),
        "base URL of the API": sum(p.api.base_url is not None for p in presets),
        "user info, or known to be absent": known("userinfo_url"),
        "revocation, or known to be absent": known("revocation_url"),
        "lifetime of a token": sum(
            bool(p.access_token_seconds or p.offline.seconds) for p in presets
        ),
        "loopback redirect URIs": sum(p.redirect.loopback is not None for p in presets),
        "registration": sum(bool(p.registration) for p in presets),
        "described scopes": sum(len(p.scope_descriptions) for p in presets),
    }


def index(presets: list[Preset]) -> str:
    """Return the page that lists all presets under their categories."""
    shelves: dict[str, list[Preset]] = defaultdict(list)
    for preset in presets:
        for category in preset.categories:
            shelves[category].append(preset)
    compared = sum(preset.evidence == "vendor_page" for preset in presets)
    lines = [
        NOTE,
        "",
        "# Presets",
        "",
        f"{len(presets)} presets: {compared} compared with the vendor's page, "
        f"{len(presets) - compared} with other catalogues that agree.",
    ]
    lines += ["", "| fact | count |", "|---|---|"]
    lines += [f"| {fact} | {count} |" for fact, count in counts(presets).items()]
    for category in sorted(shelves):
        lines += ["", f"## {category.capitalize()}", ""]
        for preset in sorted(shelves[category], key=lambda preset: preset.title.lower()):
            lines.append(f"- [{preset.title}]({preset.name}.md) (`{preset.name}`)")
    return "\n".join(lines) + "\n"


def page(preset: Preset) -> str:
    """Return the page of one preset."""
    arguments = "".join(
        f', {name}="{variable.example}"'
        for name, variable in preset.variables.items()
        if variable.default is None
    )
    lines = [
        NOTE,
        "",
        f"# {preset.title}",
        "",
        "```python",
        f'build_oauth("{preset.name}", client_id="...", client_secret="..."{arguments})',
        "```",
        "",
        "| | |",
        "|---|---|",
    ]
    facts = [
        *([("Categories", ", ".join(preset.categories))] if preset.categories else []),
        *([("Also known as", ", ".join(preset.keywords))] if preset.keywords else []),
        *endpoint_lines(preset),
        ("Default scopes", " ".join(preset.scopes) or "none"),
        *request_lines(preset),
        *client_lines(preset),
        *source_lines(preset),
    ]
    lines += [f"| {label} | {_cell(text)} |" for label, text in facts]
    lines += _variables(preset) + _scopes(preset)
    if preset.setup:
        lines += ["", "## Setup", ""]
        for number, step in enumerate(preset.setup, 1):
            lines.append(f"{number}. {step.replace('{redirect_uri}', 'your redirect URI')}")
    return "\n".join(lines) + "\n"


def _codes(words: tuple[str, ...]) -> str:
    return " ".join(f"`{word}`" for word in words) or "none"


def _cell(text: str) -> str:
    if text.startswith("https://") and " " not in text and "{" not in text:
        return f"<{text}>"
    return re.sub(r"(\S*\{\w+\}\S*)", r"`\1`", text.replace("|", "\\|"))


def _variables(preset: Preset) -> list[str]:
    if not preset.variables:
        return []
    lines = ["", "## Variables", "", "| name | what | example | default |", "|---|---|---|---|"]
    for name, variable in preset.variables.items():
        meaning = f"{variable.description} ({variable.accepted()})".strip()
        example = f"`{variable.example}`" if variable.example else ""
        default = f"`{variable.default}`" if variable.default else "required"
        lines.append(f"| `{name}` | {meaning} | {example} | {default} |")
    return lines


def _scopes(preset: Preset) -> list[str]:
    lines = []
    if preset.scope_descriptions:
        lines += ["", "## Scopes", "", "| scope | grants | restriction |", "|---|---|---|"]
        for scope, grants in preset.scope_descriptions.items():
            restriction = preset.scope_restrictions.get(scope, "")
            lines.append(f"| `{scope}` | {grants} | {restriction} |")
    if preset.scope_sets:
        lines += ["", "## Scope sets", ""]
        for name, scopes in preset.scope_sets.items():
            lines.append(f"- `{name}`: {_codes(scopes)}")
    return lines


def main() -> None:
    """Write all files, and remove the pages of presets that no longer exist."""
    INDEX.write_text(search_index(catalogue()), encoding="utf-8")
    texts = pages()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    run_path(str(Path(__file__).with_name("generate_targets.py")), run_name="__main__")


if __name__ == "__main__":
    main()
