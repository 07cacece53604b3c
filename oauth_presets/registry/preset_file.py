"""Files of exported presets: their model, and a reader that runs no code."""

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ..core.offer import file_owner
from ..core.preset import Preset
from ..errors import InvalidPresetError, PresetLoadError
from ..util.strict_json import json_object
from .entry import PresetEntry


class FilePreset(BaseModel):
    """A preset and its owner.

    Args:
        distribution: the package that offers the preset.
        version: the package's version; empty if it has none.
        first_party: whether the package is oauth-presets itself.
        preset: the preset. Omitted fields have their default values.
    """

    model_config = ConfigDict(extra="forbid")

    distribution: str
    version: str
    first_party: bool
    preset: Preset

    @classmethod
    def of(cls, entry: PresetEntry, preset: Preset) -> "FilePreset":
        """Return a preset with the owner that a registry entry names."""
        return cls(
            distribution=entry.distribution,
            version=entry.version,
            first_party=entry.first_party,
            preset=preset,
        )


class PresetFile(BaseModel):
    """Presets as data.

    Args:
        format: the version of the format.
        presets: the presets, sorted by name; each name once.
    """

    model_config = ConfigDict(extra="forbid")

    format: Literal[1]
    presets: tuple[FilePreset, ...]


def read(path: "str | os.PathLike[str]") -> tuple[Preset, ...]:
    """Return the presets of an exported file; see `read_rows`."""
    return tuple(row.preset for row in read_rows(path))


def read_rows(path: "str | os.PathLike[str]") -> tuple[FilePreset, ...]:
    """Return the presets of an exported file with their owners. No code is run.

    Raises:
        PresetLoadError: the file is missing or damaged, or contains an invalid preset or the
            same name twice.
    """
    shown = os.fspath(path)
    try:
        body = Path(path).read_bytes()
        json_object(body)  # refuses what pydantic accepts, such as duplicate keys
        rows = PresetFile.model_validate_json(body).presets
    except OSError as error:
        raise _damaged(shown, error.strerror or type(error).__name__) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "it"
        raise _damaged(shown, f"{where}: {first['msg']}") from None
    except (InvalidPresetError, ValueError) as error:
        raise _damaged(shown, str(error)) from None
    found: dict[str, FilePreset] = {}
    for row in rows:
        earlier = found.setdefault(row.preset.name, row)
        if earlier is not row:
            raise _damaged(
                shown,
                f"it contains {row.preset.name!r} of {earlier.distribution!r} and of "
                f"{row.distribution!r}; export only one of them, with --distribution",
            )
    return tuple(found.values())


def _damaged(path: str, reason: str) -> PresetLoadError:
    return PresetLoadError(
        f"The file {path} cannot be used: {reason}. `oauth-presets export` writes such files.",
        distribution=file_owner(path),
        reason=reason,
    )
