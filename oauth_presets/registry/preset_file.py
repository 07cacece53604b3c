"""Presets as a static file: export what is installed, and read such a file, without code.

The file is JSON, sorted, the same for the same presets. Other languages and tools can use it, and
`PresetRegistry.load` reads it on machines that must not run third-party code.
"""

import inspect
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ..core.names import fold, normalize_distribution
from ..core.preset import Offline, Preset, Variable
from ..core.validation_messages import described_fields
from ..errors import InvalidPresetError, OAuthPresetsError, PresetLoadError
from ..util.strict_json import json_object

if TYPE_CHECKING:
    from .registry import PresetRegistry


class Row(BaseModel):
    """A preset, and who offers it.

    Args:
        distribution: the package that offers the preset, as it was installed.
        version: the version of that package; empty where there is none.
        first_party: whether that package is oauth-presets itself.
        preset: the preset; what it leaves out has its default value.
    """

    model_config = ConfigDict(extra="forbid")

    distribution: str
    version: str
    first_party: bool
    preset: Preset


class Catalogue(BaseModel):
    """Presets of oauth-presets, as data.

    Args:
        format: the version of this format.
        presets: the presets, sorted by name and distribution.
    """

    model_config = ConfigDict(extra="forbid")

    format: Literal[1]
    presets: tuple[Row, ...]


def export(
    registry: "PresetRegistry", names: Iterable[str] = (), distribution: str | None = None
) -> tuple[dict[str, Any], tuple[OAuthPresetsError, ...]]:
    """Return a catalogue of the installed presets as plain data, and what did not load.

    Args:
        registry: whose presets.
        names: the presets to export; all, where there are none.
        distribution: only those of this package.

    Raises:
        UnknownPresetError: nobody offers one of the names, or not this distribution.
    """
    entries = registry.list()
    if distribution is not None:
        wanted = normalize_distribution(distribution)
        entries = tuple(e for e in entries if normalize_distribution(e.distribution) == wanted)
    asked = set()
    for name in names:
        if not any(entry.name == _folded(name) for entry in entries):
            registry.get(name, distribution)  # says what is wrong with the name
        asked.add(_folded(name))
    rows, failed = [], []
    for entry in entries:
        if not asked or entry.name in asked:
            try:
                preset = registry.get(entry.name, entry.distribution)
            except OAuthPresetsError as error:
                failed.append(error)
            else:
                rows.append(
                    Row(
                        distribution=entry.distribution,
                        version=entry.version,
                        first_party=entry.first_party,
                        preset=preset,
                    )
                )
    catalogue = Catalogue(format=1, presets=tuple(rows))
    return catalogue.model_dump(mode="json", exclude_defaults=True), tuple(failed)


def _folded(name: str) -> str:
    try:
        return fold(name)
    except ValueError:
        return ""


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `export` returns."""
    made = Catalogue.model_json_schema()
    for model in (Catalogue, Row, Preset, Variable, Offline):
        part = made if model is Catalogue else made["$defs"][model.__name__]
        _describe(part, model)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    """Put what a docstring says into a part of the schema: of the whole, and of each property."""
    part["description"] = (inspect.getdoc(model) or "").partition("\n\nArgs:\n")[0]
    for name, said in described_fields(model).items():
        part["properties"][name]["description"] = said


def read(path: "str | os.PathLike[str]") -> tuple[Preset, ...]:
    """Read the presets of a file that `export` made. No code is run.

    A name that the file has from oauth-presets and from others too is the one of oauth-presets, as
    it was where the file was made.

    Raises:
        PresetLoadError: the file is missing or damaged, holds a preset that is not valid, or a name
            from several packages. Nothing of it is used then.
    """
    shown = os.fspath(path)
    try:
        body = Path(path).read_bytes()
        json_object(body)  # which refuses what pydantic lets pass, such as a key twice
        rows = Catalogue.model_validate_json(body).presets
    except OSError as error:
        raise _damaged(shown, error.strerror or type(error).__name__) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "it"
        raise _damaged(shown, f"{where}: {first['msg']}") from None
    except (InvalidPresetError, ValueError) as error:
        raise _damaged(shown, str(error)) from None
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: not row.first_party):
        first_row = found.setdefault(row.preset.name, row)
        if first_row is not row and first_row.first_party == row.first_party:
            raise _damaged(
                shown,
                f"it holds {row.preset.name!r} of {first_row.distribution!r} and of "
                f"{row.distribution!r}; export those of one, with --distribution",
            )
    return tuple(row.preset for row in found.values())


def _damaged(path: str, reason: str) -> PresetLoadError:
    return PresetLoadError(
        f"The file {path} cannot be used: {reason}. `oauth-presets export` makes such files.",
        distribution=f"file:{path}",
    )
