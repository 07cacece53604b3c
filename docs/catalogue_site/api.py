"""The catalogue for programs: JSON of all presets and of each one, a JSON Schema, llms.txt."""

import json
from typing import Any

from oauth_presets.core.offer import OWN_DISTRIBUTION
from oauth_presets.publishing.export import export, schema
from oauth_presets.registry.preset_file import PresetFile
from oauth_presets.registry.registry import default_registry

from .rows import Row

LLMS = """\
# The catalogue of oauth-presets

> OAuth 2.0 provider presets: endpoints, scopes, PKCE, client authentication, refresh tokens, setup
> steps and how each provider departs from the standard, compared with the vendor's page on the date
> that each preset states.

In Python: `configure("NAME", client_id="...", client_secret="...")` from `oauth_presets`. Each link
below is a preset as JSON; with `/` in place of `.json`, the address is a page for people. URLs may
contain `{variables}`; the preset describes what each accepts, with an example. `unverified` lists
values that could not be compared.

- [All presets](catalogue.json): one JSON document
- [JSON Schema](catalogue.schema.json): its schema; each preset alone is a `FilePreset` of it

## Presets

"""


def files(rows: list[Row]) -> dict[str, str]:
    """Return the text of each file, by file name."""
    document = export(default_registry, distribution=OWN_DISTRIBUTION).document
    presets = PresetFile.model_validate(document).presets
    return {
        "catalogue.json": _json(document),
        "catalogue.schema.json": _json(schema()),
        "llms.txt": llms(rows),
        # With every field, as `oauth-presets show --json` prints it.
        **{f"{row.preset.name}.json": _json(row.model_dump(mode="json")) for row in presets},
    }


def llms(rows: list[Row]) -> str:
    """Return the list of presets for language models (llmstxt.org)."""
    lines = []
    for row in rows:
        keywords = f"; also {', '.join(row.keywords)}" if row.keywords else ""
        lines.append(f"- [{row.title}]({row.name}.json): {', '.join(row.categories)}{keywords}")
    return LLMS + "\n".join(lines) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
