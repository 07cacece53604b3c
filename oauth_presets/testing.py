"""For the tests of preset packages: the contract under pytest, and throwaway distributions.

from oauth_presets.testing import PresetContract

class TestAcme(PresetContract):
    entry_point = "acme"
"""

import contextlib
import inspect
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

try:
    import pytest
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "oauth_presets.testing needs pytest: pip install pytest",
        name=error.name,
    ) from None

from .core.names import fold, normalize_distribution
from .core.preset import Preset, rebuilt
from .errors import OAuthPresetsError, PresetLoadError, UnknownPresetError
from .publishing.pyproject import entry_points
from .publishing.rules import RULES
from .registry.discovery import GROUP
from .registry.registry import PresetRegistry

__all__ = ["PresetContract", "make_distribution"]


class PresetContract:
    """The contract for published presets: each rule is a test, under plain pytest.

    A subclass sets `entry_point`, the name under which the installed package offers the preset
    (and `distribution`, if another package offers that name too), or `preset`, the object itself.
    For several presets, decorate it with `pytest.mark.parametrize("subject", [...])`, a list of
    names or presets.
    """

    preset: ClassVar[Preset | None] = None
    entry_point: ClassVar[str | None] = None
    distribution: ClassVar[str | None] = None

    @pytest.fixture
    def subject(self) -> Preset | str | None:
        """The preset under test, or the name of an installed one."""
        return self.preset if self.preset is not None else self.entry_point

    def test_loads(self, subject: Preset | str | None) -> None:
        """A registry can load the preset; the failure says why not."""
        found = self._found(subject)
        if isinstance(found, str):
            pytest.fail(found, pytrace=False)

    @pytest.mark.parametrize("rule", RULES)
    def test_keeps(self, subject: Preset | str | None, rule: str) -> None:
        """The preset keeps the rule; the failure says what to change and why."""
        preset = self._found(subject)
        if isinstance(preset, str):
            pytest.skip("the preset cannot be loaded; see test_loads")
        if wrong := "".join(f"\n  - {text}" for text in RULES[rule](preset)):
            pytest.fail(
                f"The preset {preset.name!r} breaks the rule {rule!r}:{wrong}", pytrace=False
            )

    def _found(self, subject: Preset | str | None) -> Preset | str:
        """Return a copy of the preset, or why there is none."""
        try:
            if isinstance(subject, str):
                return PresetRegistry().get(subject, self.distribution)
            if type(subject) is Preset:
                return rebuilt(subject)
        except PresetLoadError as error:  # its message is for users of the package
            return f"The preset {subject!r} cannot be loaded: {error.reason}."
        except UnknownPresetError as error:
            return f"{error}{_install_hint(subject, Path(inspect.getfile(type(self))))}"
        except OAuthPresetsError as error:
            return str(error)
        if subject is None:
            return (
                f'{type(self).__name__} has no preset to test: set `entry_point = "acme"`, the '
                "name under which the installed package offers it, or `preset = acme`."
            )
        return f"Expected a Preset, got {type(subject).__name__}; subclasses are not accepted."


def _install_hint(name: object, tests: Path) -> str:
    """Say so if the source tree around the tests declares a preset that is not installed."""
    pyproject = next((f for p in tests.parents if (f := p / "pyproject.toml").is_file()), None)
    if pyproject is None:
        return ""
    with contextlib.suppress(OSError, ValueError, ModuleNotFoundError):
        if fold(str(name)) in map(fold, entry_points(pyproject).get(GROUP, ())):
            return (
                f" {pyproject} declares it, but entry points are read from installed packages: run "
                "`pip install` again."
            )
    return ""


def make_distribution(
    folder: Path,
    name: str,
    presets: Mapping[str, str] | None = None,
    modules: Mapping[str, str] | None = None,
    version: str = "1.0",
    requires: Iterable[str] = (),
) -> Path:
    """Write a .dist-info folder and modules, as installing a wheel does.

    It counts as installed once `folder` is on `sys.path`, for example by
    `monkeypatch.syspath_prepend(folder)`; a registry in use needs `refresh()`.

    Args:
        folder: the target folder; created if missing.
        name: the distribution's name.
        presets: its entry points: preset name -> `module:object`.
        modules: its modules: dotted name -> source code.
        version: the distribution's version.
        requires: the requirements in its metadata.

    Returns:
        The .dist-info folder.

    Raises:
        FileExistsError: the .dist-info folder exists.
    """
    info = folder / f"{normalize_distribution(name).replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Requires-Dist: {requirement}" for requirement in requires]
    points = [f"[{GROUP}]", *(f"{preset} = {value}" for preset, value in (presets or {}).items())]
    files = {
        f"{info.name}/METADATA": "\n".join(metadata) + "\n",
        f"{info.name}/entry_points.txt": "\n".join(points) + "\n",
        **{f"{module.replace('.', '/')}.py": text for module, text in (modules or {}).items()},
    }
    record = f"{info.name}/RECORD"
    files[record] = "".join(f"{file},,\n" for file in [*files, record])
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return info
