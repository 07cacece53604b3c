"""For the tests of preset packages: the contract under pytest, and throw-away distributions.

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
        "oauth_presets.testing needs pytest, which is not installed here: pip install pytest",
        name=error.name,
    ) from None

from .core.names import fold, normalize_distribution
from .core.preset import Preset, rebuilt
from .errors import OAuthPresetsError, PresetLoadError, UnknownPresetError
from .publishing.pyproject import entry_points
from .publishing.rules import RULES, without_advice
from .registry.discovery import GROUP
from .registry.registry import PresetRegistry

__all__ = ["PresetContract", "make_distribution"]


class PresetContract:
    """The rules that a published preset is held to, each a test, under plain pytest.

    A subclass sets `entry_point`, the name under which the installed package offers the preset,
    with `distribution` where another package offers the name too; or `preset`, the preset itself.
    For several, mark the class with `pytest.mark.parametrize("subject", [...])`: names, presets.
    """

    preset: ClassVar[Preset | None] = None
    entry_point: ClassVar[str | None] = None
    distribution: ClassVar[str | None] = None

    @pytest.fixture
    def subject(self) -> Preset | str | None:
        """What to hold to the rules: a preset, or the name of an installed one."""
        return self.preset if self.preset is not None else self.entry_point

    def test_loads(self, subject: Preset | str | None) -> None:
        """There is a preset, as a registry would have it; the failure says why there is none."""
        found = self._found(subject)
        if isinstance(found, str):
            pytest.fail(found, pytrace=False)

    @pytest.mark.parametrize("rule", RULES)
    def test_keeps(self, subject: Preset | str | None, rule: str) -> None:
        """The preset keeps the rule; the failure says what to change, and why."""
        preset = self._found(subject)
        if isinstance(preset, str):
            pytest.skip("there is no preset to look at: test_loads says why")
        if wrong := "".join(f"\n  - {text}" for text in RULES[rule](preset)):
            said = f"The preset {preset.name!r} breaks the rule {rule!r}:{wrong}"
            pytest.fail(said, pytrace=False)

    def _found(self, subject: Preset | str | None) -> Preset | str:
        """Return the preset, made anew, or say why there is none."""
        try:
            if isinstance(subject, str):
                return PresetRegistry().get(subject, self.distribution)
            if type(subject) is Preset:
                return rebuilt(subject)
        except PresetLoadError as error:
            return without_advice(error)
        except UnknownPresetError as error:
            return f"{error}{_declared(subject, Path(inspect.getfile(type(self))))}"
        except OAuthPresetsError as error:
            return str(error)
        if subject is None:
            return (
                f'{type(self).__name__} says no preset: set `entry_point = "acme"`, the name under '
                "which the installed package offers it, or `preset = acme`."
            )
        return f"A {type(subject).__name__} is no Preset: no subclass, no function is accepted."


def _declared(name: object, tests: Path) -> str:
    """Say what is missing where the source tree beside the tests offers what is not installed."""
    pyproject = next((f for p in tests.parents if (f := p / "pyproject.toml").is_file()), None)
    if pyproject is None:
        return ""
    with contextlib.suppress(OSError, ValueError, ModuleNotFoundError):
        if fold(str(name)) in map(fold, entry_points(pyproject).get(GROUP, ())):
            return (
                f" {pyproject} declares it, but entry points are read from what is installed: run "
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
    """Lay down what installing a wheel would: a .dist-info folder and modules.

    It counts as installed once `folder` is on `sys.path`, as after
    `monkeypatch.syspath_prepend(folder)`; a registry that has looked before needs `refresh()`.

    Args:
        folder: where it goes; made if it is not there.
        name: the distribution's name.
        presets: its entry points: preset name -> `module:object`.
        modules: its modules: dotted name -> source.
        version: the distribution's version.
        requires: the requirements in its metadata.

    Returns:
        The .dist-info folder.

    Raises:
        FileExistsError: there is one already.
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
