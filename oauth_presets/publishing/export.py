"""Exports presets as a static JSON file, which any language can read without running plugins.

The file is sorted and reproducible. `PresetRegistry.load` reads it.
"""

import inspect
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import BaseModel

from ..core import preset as data
from ..core import preset_rules
from ..core.names import normalize_distribution
from ..core.validation_messages import described_fields
from ..errors import OAuthPresetsError, UnknownPresetError
from ..registry.entry import PresetEntry
from ..registry.preset_file import FilePreset, PresetFile
from ..registry.registry import PresetRegistry


class Export(NamedTuple):
    """The presets of a registry as plain data, and those that were left out."""

    document: dict[str, Any]
    problems: tuple[OAuthPresetsError, ...]
    """Why presets do not load, or names do not resolve without `distribution=`."""
    shadowed: tuple[PresetEntry, ...]
    """Other packages' presets, left out because oauth-presets offers their names itself."""


def export(
    registry: PresetRegistry, names: Iterable[str] = (), distribution: str | None = None
) -> Export:
    """Export each name once, as the registry resolves it.

    Args:
        registry: the registry to export from.
        names: the presets to export; all by default.
        distribution: only presets of this distribution.

    Raises:
        UnknownPresetError: one of the names is not offered, or not by this distribution.
    """
    entries = [e for e in registry.list() if _is_of(e, distribution)]
    rows: dict[str, FilePreset] = {}
    problems = []
    for name in names or dict.fromkeys(entry.name for entry in entries):
        try:
            entry = registry.resolve(name, distribution)
            preset = registry.get(name, distribution)
        except UnknownPresetError:
            raise
        except OAuthPresetsError as error:
            problems.append(error)
            continue
        rows[preset.name] = FilePreset.of(entry, preset)
    file = PresetFile(format=1, presets=tuple(rows[name] for name in sorted(rows)))
    return Export(
        document=file.model_dump(mode="json", exclude_defaults=True),
        problems=tuple(problems),
        shadowed=tuple(
            e for e in entries if e.shadowed and e.name in rows and rows[e.name].first_party
        ),
    )


def _is_of(entry: PresetEntry, distribution: str | None) -> bool:
    return distribution is None or normalize_distribution(
        entry.distribution
    ) == normalize_distribution(distribution)


_RENAMED = {
    "AuthorizationRequest": preset_rules.AUTHORIZATION_REQUEST,
    "AuthorizationResponse": preset_rules.AUTHORIZATION_RESPONSE,
    "TokenRequest": preset_rules.TOKEN_REQUEST,
    "TokenResponse": preset_rules.TOKEN_RESPONSE,
}
"""Model -> the standard parameters that it can rename."""


def schema(root: type[BaseModel] = PresetFile) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an exported document, or of one of its rows."""
    document = root.model_json_schema()
    definitions = document["$defs"]
    _describe(document, root)
    for name, part in definitions.items():
        _describe(part, FilePreset if name == FilePreset.__name__ else getattr(data, name))
    for name, standard in _RENAMED.items():
        definitions[name]["properties"]["names"]["propertyNames"] = {"enum": sorted(standard)}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **document}


def _describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    """Copy a model's docstring into its part of the schema."""
    part["description"] = (inspect.getdoc(model) or "").partition("\n\nArgs:\n")[0]
    for name, description in described_fields(model).items():
        part["properties"][name]["description"] = description
