"""For tests of preset packages: the contract as tests, and throw-away distributions.

from oauth_presets.testing import PresetContract

class TestAcme(PresetContract):
    entry_point = "acme"
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from .contract import RULES
from .preset import Preset
from .registry import GROUP, PresetRegistry

__all__ = ["PresetContract", "make_distribution"]


class PresetContract:
    """The rules that a published preset is held to, each a test, under plain pytest.

    Subclass it and set either `preset`, or `entry_point` to the name under which the installed
    package offers it; with `distribution` where another package offers the name too. To run it for
    several presets, give the class a `preset` fixture that is parametrised.
    """

    preset: ClassVar[Preset | None] = None
    entry_point: ClassVar[str | None] = None
    distribution: ClassVar[str | None] = None

    def _given(self) -> Preset:
        if isinstance(self.preset, Preset):
            return self.preset
        if self.entry_point is None:
            raise TypeError(
                f"{type(self).__name__} says no preset: set `preset = acme`, or "
                '`entry_point = "acme"` for one that is installed.'
            )
        return PresetRegistry().get(self.entry_point, self.distribution)

    def _hold(self, rule: str) -> None:
        __tracebackhide__ = True
        preset = self._given()
        wrong = list(RULES[rule](preset))
        if wrong:
            lines = "".join(f"\n  - {text}" for text in wrong)
            raise AssertionError(f"The preset {preset.name!r} breaks the rule {rule!r}:{lines}")

    def test_source(self) -> None:
        """The preset says how it is known to be right, and since when."""
        self._hold("source")

    def test_setup(self) -> None:
        """Whoever uses the preset learns where the redirect URI is registered."""
        self._hold("setup")

    def test_variables(self) -> None:
        """Every variable can be understood and tried out."""
        self._hold("variables")

    def test_hosts(self) -> None:
        """The endpoints are public https endpoints."""
        self._hold("hosts")

    def test_scopes(self) -> None:
        """Scopes are separate tokens, described, and those for a refresh token in one place."""
        self._hold("scopes")

    def test_parameters(self) -> None:
        """No parameter of the authorization request is set twice."""
        self._hold("parameters")

    def test_build(self) -> None:
        """A configuration can be built, and offline changes what the preset declares."""
        self._hold("build")

    def test_round_trip(self) -> None:
        """The preset is plain data."""
        self._hold("round_trip")

    def test_issuer(self) -> None:
        """The issuer is what discovery would answer with."""
        self._hold("issuer")


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
