"""For tests of preset packages: the contract as tests, and throw-away distributions.

from oauth_presets.testing import PresetContract

class TestAcme(PresetContract):
    entry_point = "acme"
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from .contract import RULES
from .discovery import GROUP
from .preset import Preset
from .registry import PresetRegistry

__all__ = ["PresetContract", "make_distribution"]


class PresetContract:
    """The rules that a published preset is held to, each a test, under plain pytest.

    Subclass it and set either `preset`, or `entry_point` to the name under which the installed
    package offers it; with `distribution` where another package offers the name too. For several
    presets, override the fixture `subject` with one that is parametrised.
    """

    preset: ClassVar[Preset | None] = None
    entry_point: ClassVar[str | None] = None
    distribution: ClassVar[str | None] = None

    @pytest.fixture
    def subject(self) -> Preset:
        """The preset to hold to the rules."""
        if self.preset is not None:
            return self.preset
        if self.entry_point is None:
            pytest.fail(
                f"{type(self).__name__} says no preset: set `preset = acme`, or "
                '`entry_point = "acme"` for one that is installed.'
            )
        return PresetRegistry().get(self.entry_point, self.distribution)

    def test_source(self, subject: Preset) -> None:
        """The preset says how it is known to be right, and since when."""
        _hold("source", subject)

    def test_setup(self, subject: Preset) -> None:
        """Whoever uses the preset learns where the redirect URI is registered."""
        _hold("setup", subject)

    def test_variables(self, subject: Preset) -> None:
        """Every variable can be understood and tried out."""
        _hold("variables", subject)

    def test_hosts(self, subject: Preset) -> None:
        """The endpoints are public https endpoints."""
        _hold("hosts", subject)

    def test_scopes(self, subject: Preset) -> None:
        """Scopes are separate tokens, described, and those for a refresh token in one place."""
        _hold("scopes", subject)

    def test_parameters(self, subject: Preset) -> None:
        """No parameter of the authorization request is set twice."""
        _hold("parameters", subject)

    def test_build(self, subject: Preset) -> None:
        """A configuration can be built, and offline changes what the preset declares."""
        _hold("build", subject)

    def test_round_trip(self, subject: Preset) -> None:
        """The preset is plain data."""
        _hold("round_trip", subject)

    def test_issuer(self, subject: Preset) -> None:
        """The issuer is what discovery would answer with."""
        _hold("issuer", subject)


def _hold(rule: str, preset: Preset) -> None:
    __tracebackhide__ = True
    wrong = [f"\n  - {text}" for text in RULES[rule](preset)]
    if wrong:
        pytest.fail(f"The preset {preset.name!r} breaks the rule {rule!r}:{''.join(wrong)}")


def make_distribution(
    folder: Path,
    name: str,
    presets: Mapping[str, str] | None = None,
    modules: Mapping[str, str] | None = None,
    version: str = "1.0",
    requires: Iterable[str] = (),
) -> Path:
    """Lay down what installing a wheel would: a .dist-info folder and modules.

    Args:
        folder: what goes on `sys.path`; made if it is not there.
        name: the distribution's name.
        presets: its entry points: preset name -> `module:object`.
        modules: its modules: name -> source.
        version: the distribution's version.
        requires: the requirements in its metadata.

    Returns:
        The .dist-info folder.
    """
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Requires-Dist: {requirement}" for requirement in requires]
    (info / "METADATA").write_text("\n".join(metadata) + "\n", encoding="utf-8")
    lines = [f"{preset} = {value}" for preset, value in (presets or {}).items()]
    entry_points = "\n".join([f"[{GROUP}]", *lines])
    (info / "entry_points.txt").write_text(entry_points + "\n", encoding="utf-8")
    recorded = ["METADATA", "entry_points.txt", "RECORD"]
    for module, source in (modules or {}).items():
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
    files = [f"{info.name}/{file}" for file in recorded] + [f"{m}.py" for m in modules or {}]
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files), encoding="utf-8")
    return info
