"""The generated section of a package's README: calls, variables and scopes of its presets."""

import re
from collections.abc import Iterable, Iterator

from ..core.preset import Preset
from .preset_source import call_source, literal

START = "<!-- The presets, written by `oauth-presets readme` -->"
END = "<!-- End of the presets -->"


def with_presets(readme: str, presets: Iterable[Preset]) -> str:
    """Return a README with its generated section brought up to date.

    The comments `START` and `END` enclose the section. Without them, it is added at the end.

    Raises:
        ValueError: one of the comments is missing, or they are in the wrong order.
    """
    if "\r\n" in readme:
        return with_presets(readme.replace("\r\n", "\n"), presets).replace("\n", "\r\n")
    lines = [START]
    for preset in presets:
        lines += ["", *_section(preset)]
    section = "\n".join([*lines, "", END])
    for missing, other in ((START, END), (END, START)):
        if readme.count(missing) < readme.count(other):
            raise ValueError(
                f"the comment {missing} is missing, but {other} is not. Put it back, or remove both"
            )
    old = re.compile(f"{re.escape(START)}.*?{re.escape(END)}", re.DOTALL)
    if old.search(readme):
        return old.sub(lambda _: section, readme, count=1)
    if START in readme:
        raise ValueError(f"the comment {END} comes before {START}")
    before = f"{readme.rstrip()}\n\n" if readme.strip() else ""
    return f"{before}## Presets\n\n{section}\n"


def _section(preset: Preset) -> Iterator[str]:
    required = {n: v.example or "..." for n, v in preset.variables.items() if v.default is None}
    call = [literal(preset.name), 'client_id="..."', 'client_secret="..."']
    call += [f"{name}={literal(example)}" for name, example in required.items()]
    yield f"### {preset.title}"
    yield from ("", "```python", "from oauth_presets import build_oauth", "")
    yield call_source("oauth = build_oauth", call)
    yield "```"
    if preset.variables:
        yield from (
            "",
            "| variable | what | accepted | example | default |",
            "|---|---|---|---|---|",
        )
        for name, variable in preset.variables.items():
            yield _row(
                f"`{name}`", _cell(variable.description), _cell(variable.accepted()),
                _code(variable.example), _code(variable.default) or "required",
            )  # fmt: skip
    if scopes := _scopes(preset):
        yield from ("", "| scope | what it grants | default |", "|---|---|---|")
        for scope in scopes:
            restriction = preset.scope_restrictions.get(scope)
            grants = preset.scope_descriptions.get(scope, "")
            grants += f" ({restriction})" if restriction else ""
            yield _row(_code(scope), _cell(grants), "yes" if scope in preset.scopes else "")
    if preset.scope_sets:
        yield from ("", "| `scope_set` | scopes |", "|---|---|")
        for name, members in preset.scope_sets.items():
            yield _row(f"`{name}`", " ".join(map(_code, members)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _scopes(preset: Preset) -> list[str]:
    """Return every scope in the preset, the defaults first."""
    sets = (scope for members in preset.scope_sets.values() for scope in members)
    return [*dict.fromkeys([*preset.scopes, *preset.scope_descriptions, *sets])]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(text: str | None) -> str:
    return f"`{_cell(text)}`" if text else ""
