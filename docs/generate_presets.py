"""Write docs/presets: one page a preset and an index by category, from the data alone.

    python docs/generate_presets.py

A test compares what is checked in with what this would write.
"""

from collections import defaultdict
from pathlib import Path

from oauth_presets import Preset, get_preset, list_presets
from oauth_presets.core.preset import NEEDS

FOLDER = Path(__file__).parent / "presets"
NOTE = "<!-- Written by docs/generate_presets.py from the preset's data. -->"
EVIDENCE = {
    "vendor_page": "the vendor's page",
    "catalogues": "other catalogues that agree",
    None: "-",
}


def pages() -> dict[str, str]:
    """Return the text of every page, by file name."""
    presets = [get_preset(entry.name) for entry in list_presets() if entry.first_party]
    written = {f"{preset.name}.md": page(preset) for preset in presets}
    written["README.md"] = index(presets)
    return written


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
        f"| Authorization endpoint | `{preset.authorize_url}` |",
        f"| Token endpoint | `{preset.token_url}` |",
    ]
    if preset.issuer:
        lines.append(f"| Issuer | `{preset.issuer}` |")
    for name, value in preset.authorize_params.items():
        lines.append(f"| Always sent | `{name}={value}` |")
    lines += [
        f"| Default scopes | {_codes(preset.scopes)} |",
        f"| Refresh token | {_refresh(preset)} |",
        f"| PKCE | {preset.pkce} |",
    ]
    if preset.scope_separator != " ":
        lines.append(f"| Scopes are joined by | `{preset.scope_separator}` |")
    if preset.scope_param != "scope":
        lines.append(f"| Scopes travel as | `{preset.scope_param}` |")
    if preset.token_endpoint_auth_methods:
        methods = _codes(preset.token_endpoint_auth_methods)
        lines.append(f"| Client authentication | {methods} |")
    for need in preset.needs:
        lines.append(f"| Beyond the five fields | {NEEDS[need]} |")
    if preset.console_url:
        lines.append(f"| Register an application | <{preset.console_url}> |")
    lines += [
        f"| Source | <{preset.docs_url}> |",
        f"| Compared | {preset.verified_on or '-'}, with {EVIDENCE[preset.evidence]} |",
    ]
    if preset.unverified:
        lines.append(f"| Not compared | {_codes(preset.unverified)} |")
    lines += _variables(preset) + _scopes(preset)
    if preset.setup:
        lines += ["", "## Setup", ""]
        for number, step in enumerate(preset.setup, 1):
            lines.append(f"{number}. {step.replace('{redirect_uri}', 'your redirect URI')}")
    return "\n".join(lines) + "\n"


def _codes(words: tuple[str, ...]) -> str:
    return " ".join(f"`{word}`" for word in words) or "none"


def _refresh(preset: Preset) -> str:
    offline = preset.offline
    if offline.mode != "request":
        return {"always": "always given", "never": "none", "unknown": "not known"}[offline.mode]
    asked = [f"`{scope}`" for scope in offline.scopes]
    asked += [f"`{name}={value}`" for name, value in offline.params.items()]
    return f"asked for with {' and '.join(asked)}, which `offline=True` does"


def _variables(preset: Preset) -> list[str]:
    if not preset.variables:
        return []
    lines = ["", "## Variables", "", "| name | what | example | default |", "|---|---|---|---|"]
    for name, variable in preset.variables.items():
        what = f"{variable.description} ({variable.accepted()})".strip()
        example = f"`{variable.example}`" if variable.example else ""
        default = f"`{variable.default}`" if variable.default else "required"
        lines.append(f"| `{name}` | {what} | {example} | {default} |")
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
    """Write the pages, and remove those of presets that are gone."""
    written = pages()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
