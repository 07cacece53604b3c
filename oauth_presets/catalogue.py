"""Presets as a static file: export what is installed, and read such a file, without code.

The file is JSON, sorted, the same for the same presets. Other languages and tools can use it, and
`PresetRegistry.load` reads it on machines that must not run third-party code.
"""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import InvalidPresetError, OAuthPresetsError, PresetLoadError
from .files import strict_json
from .preset import Preset

if TYPE_CHECKING:
    from .registry import PresetEntry, PresetRegistry

FORMAT = 1
"""The version of the file's format."""

Document = dict[str, Any]


def export(
    registry: "PresetRegistry", names: "list[str] | None" = None
) -> tuple[Document, dict[str, OAuthPresetsError]]:
    """Return a document of the installed presets, and what did not load.

    Args:
        registry: whose presets.
        names: the presets to export; all, where there are none.

    Returns:
        The document: `{"format": 1, "presets": [{"distribution", "version", "first_party",
        "preset"}, ...]}`, sorted by name and distribution; and an error for each preset that does
        not load, by `name of distribution`.

    Raises:
        UnknownPresetError: nobody offers one of the names.
    """
    wanted = {registry.get(name).name for name in names} if names else None
    presets, failed = [], {}
    for entry in registry.list():
        if wanted is None or entry.name in wanted:
            try:
                presets.append(_row(registry, entry))
            except OAuthPresetsError as error:
                failed[f"{entry.name} of {entry.distribution}"] = error
    return {"format": FORMAT, "presets": presets}, failed


def _row(registry: "PresetRegistry", entry: "PresetEntry") -> Document:
    preset = registry.get(entry.name, entry.distribution)
    return {
        "distribution": entry.distribution,
        "version": entry.version,
        "first_party": entry.first_party,
        "preset": preset.model_dump(mode="json", exclude_defaults=True),
    }


def schema() -> Document:
    """Return the JSON Schema (draft 2020-12) of the document that `export` returns."""
    preset = Preset.model_json_schema(ref_template="#/$defs/{model}")
    definitions = {**preset.pop("$defs"), "Preset": preset}
    row = {
        "distribution": {"type": "string", "description": "Who offers the preset."},
        "version": {"type": "string"},
        "first_party": {"type": "boolean"},
        "preset": {"$ref": "#/$defs/Preset"},
    }
    rows = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": row,
            "required": sorted(row),
            "additionalProperties": False,
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A catalogue of oauth-presets",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "presets": rows},
        "required": ["format", "presets"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def read(path: "str | os.PathLike[str]") -> tuple[Preset, ...]:
    """Read the presets of a file that `export` made. No code is run.

    Raises:
        PresetLoadError: the file is missing, damaged, or holds a preset that is not valid; nothing
            of it is used then.
    """
    shown = os.fspath(path)
    try:
        content = strict_json(Path(path).read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise _damaged(shown, f"its format is {content['format']!r}; {FORMAT} is known here")
        presets = tuple(
            Preset.model_validate_json(json.dumps(row["preset"])) for row in content["presets"]
        )
    except OSError as error:
        raise _damaged(shown, str(error.strerror)) from None
    except InvalidPresetError as error:
        raise _damaged(shown, str(error)) from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _damaged(shown, f"it is no catalogue ({type(error).__name__})") from None
    names = [preset.name for preset in presets]
    for name in names:
        if names.count(name) > 1:
            raise _damaged(shown, f"it holds {name!r} more than once")
    return presets


def _damaged(path: str, reason: str) -> PresetLoadError:
    return PresetLoadError(
        f"The file {path} cannot be used: {reason}. `oauth-presets export` makes such files.",
        distribution=f"file:{path}",
    )
