"""The catalogue for programs: JSON of all presets and of each, its JSON Schema, and llms.txt."""

import json
from typing import Any

from oauth_presets.publishing.export import export, schema
from oauth_presets.registry.preset_file import FilePreset, PresetFile
from oauth_presets.registry.registry import default_registry

from .rows import Row

OWNER = "oauth-presets"
LLMS = """\
# The catalogue of oauth-presets

> OAuth 2.0 provider presets: endpoints, scopes, PKCE, client authentication, refresh tokens, setup
> steps and how each provider departs from the standard, compared with the vendor's page on the date
> that each preset states.

In Python: `configure("NAME", client_id="...", client_secret="...")` of `oauth_presets`. Each link
below is one preset as JSON; the same address with `/` in place of `.json` is a page for people. A
URL may hold `{variables}`; the preset says what each accepts, with an example. Values that could
not be compared are listed in `unverified`.

- [All presets](catalogue.json): one JSON document
- [JSON Schema](catalogue.schema.json): its schema; each preset alone is a `FilePreset` of it

## Presets

"""


def files(rows: list[Row]) -> dict[str, str]:
    """Return the text of each file, by its name."""
    document = export(default_registry, distribution=OWNER).document
    # With every field, as `oauth-presets show --json` prints it.
    presets = PresetFile.model_validate(document).presets
    return {
        "catalogue.json": _json(document),
        "catalogue.schema.json": _json(schema()),
        "llms.txt": llms(rows),
        **{f"{each.preset.name}.json": preset_file(each) for each in presets},
    }


def preset_file(entry: FilePreset) -> str:
    """Return one preset as JSON, with every field."""
    return _json(entry.model_dump(mode="json"))


def llms(rows: list[Row]) -> str:
    """Return the list of presets for language models (llmstxt.org)."""
    lines = []
    for row in rows:
        known = f"; also {', '.join(row.keywords)}" if row.keywords else ""
        lines.append(f"- [{row.title}]({row.name}.json): {', '.join(row.categories)}{known}")
    return LLMS + "\n".join(lines) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
