"""Check many presets against their providers, a few at a time."""

import queue
import time
from collections.abc import Iterable, Iterator, Mapping
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.configuration import Configuration
from ..core.names import fold
from ..core.plan import make_plan
from ..core.preset import Preset
from ..errors import OAuthPresetsError, VariableError
from ..registry.entry import PresetEntry
from ..registry.registry import PresetRegistry

if TYPE_CHECKING:
    from ..metadata import CheckFinding, CheckResult

AT_ONCE = 8
"""Presets that are checked at the same time."""


class Check(NamedTuple):
    """One preset, and what its check found."""

    name: str
    distribution: str
    preset: Preset | None
    variables: Mapping[str, str]
    verdict: str = ""
    """That of the check; `skipped` or `broken` if there was none; empty before it."""
    reason: str = ""
    """Why there was no check."""
    missing: tuple[str, ...] = ()
    """Variables without which the preset cannot be checked."""
    result: "CheckResult | None" = None
    seconds: float = 0.0

    @property
    def ok(self) -> bool | None:
        """Whether nothing speaks against the preset; None if that is unknown."""
        if self.result is not None:
            return self.result.ok
        return False if self.verdict == "broken" else None

    @property
    def findings(self) -> "tuple[CheckFinding, ...]":
        return () if self.result is None else self.result.findings


class Variables:
    """Values for the variables of several presets.

    Args:
        given: `subdomain` (for every preset that has such a variable) or `aha.subdomain` (for this
            preset alone) -> value.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = dict(given)
        self._unused = dict.fromkeys(given)

    def of(self, preset: Preset) -> dict[str, str]:
        """Return the values for one preset."""
        shared: dict[str, str] = {}
        own: dict[str, str] = {}
        for key, value in self._given.items():
            name, dot, variable = key.rpartition(".")
            if variable in preset.variables and (not dot or _folded(name) == preset.name):
                (own if dot else shared)[variable] = value
                self._unused.pop(key, None)
        return shared | own

    @property
    def unused(self) -> tuple[str, ...]:
        """The keys that no preset has used so far."""
        return tuple(self._unused)


def named(
    registry: PresetRegistry, names: Iterable[str], distribution: str | None, variables: Variables
) -> list[Check]:
    """Return a check for each named preset, each once.

    Raises:
        OAuthPresetsError: a preset does not load, or the value of a variable is refused.
    """
    presets = {preset.name: preset for preset in (registry.get(n, distribution) for n in names)}
    checks = []
    for name, preset in presets.items():
        check = _prepared(registry.resolve(name, distribution), preset, variables)
        if not check.missing:
            _configured(preset, check.variables)
        checks.append(check)
    return checks


def everything(registry: PresetRegistry, variables: Variables) -> list[Check]:
    """Return a check for each installed preset; one that cannot be checked has its verdict."""
    checks = []
    for entry in registry.list():
        try:
            preset = registry.get(entry.name, entry.distribution)
        except OAuthPresetsError as error:
            check = Check(entry.name, entry.distribution, None, {}, "broken", str(error))
        else:
            check = _prepared(entry, preset, variables)
            if not check.missing:
                try:
                    _configured(preset, check.variables)
                except VariableError as error:
                    check = check._replace(verdict="skipped", reason=str(error))
        checks.append(check)
    return checks


def check_all(checks: Iterable[Check], **options: Any) -> Iterator[Check]:
    """Yield the checks that have no verdict yet as they are done, in no particular order.

    Args:
        checks: made by `named` or `everything`.
        options: passed to `oauth_presets.metadata.check`.
    """
    from ..metadata import check
    from ..safe_http.transport import default_trust

    waiting: queue.SimpleQueue[tuple[Check, Preset]] = queue.SimpleQueue()
    done: queue.SimpleQueue[Check | BaseException] = queue.SimpleQueue()
    total = 0
    for one in checks:
        if one.preset is not None and not one.verdict:
            waiting.put((one, one.preset))
            total += 1
    trust = default_trust()  # read once for all

    def work() -> None:
        try:
            while True:
                one, preset = waiting.get_nowait()
                start = time.monotonic()
                config = _configured(preset, one.variables)
                result = check(config, ssl_context=trust, **options)
                seconds = time.monotonic() - start
                done.put(one._replace(verdict=result.verdict, result=result, seconds=seconds))
        except queue.Empty:
            pass
        except BaseException as error:  # raised again by the caller's thread
            done.put(error)

    # Daemons, unlike a pool's threads: Ctrl-C does not wait for answers.
    for _ in range(min(AT_ONCE, total)):
        Thread(target=work, daemon=True).start()
    for _ in range(total):
        outcome = done.get()
        if isinstance(outcome, BaseException):
            raise outcome
        yield outcome


def nothing_reached(checks: Iterable[Check]) -> bool:
    """Return whether several presets were checked and no provider could be reached."""
    verdicts = [check.verdict for check in checks if check.result is not None]
    return len(verdicts) > 1 and {*verdicts} == {"unreachable"}


def exit_code(checks: Iterable[Check]) -> int:
    """Return 3, 4, 5 or 1 for the worst verdict, else 0."""
    wrong = {check.verdict for check in checks if check.ok is False}
    codes = {"differs": 3, "no_metadata": 4, "unreachable": 5, "broken": 1}
    return next((code for verdict, code in codes.items() if verdict in wrong), 0)


def _prepared(entry: PresetEntry, preset: Preset, variables: Variables) -> Check:
    values = variables.of(preset)
    missing = tuple(
        name
        for name, variable in preset.variables.items()
        if variable.default is None and name not in values
    )
    check = Check(entry.name, entry.distribution, preset, values, missing=missing)
    if not missing:
        return check
    wanted = "; ".join(_needed(preset, name) for name in missing)
    return check._replace(verdict="skipped", reason=f"Missing variables: {wanted}.")


def _configured(preset: Preset, variables: Mapping[str, str]) -> Configuration:
    return make_plan(preset, "", variables=variables).complete()


def _needed(preset: Preset, name: str) -> str:
    description = preset.variables[name].description.rstrip(".")
    return f"{preset.name}.{name} ({description})" if description else f"{preset.name}.{name}"


def _folded(name: str) -> str:
    try:
        return fold(name)
    except ValueError:
        return name
