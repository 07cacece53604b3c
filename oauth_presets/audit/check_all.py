"""Checks many presets against their providers, several at a time."""

import queue
import time
from collections.abc import Iterable, Iterator, Mapping
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from ..core.configuration import Configuration
from ..core.names import folded_or_same, normalize_distribution
from ..core.plan import make_plan
from ..core.preset import Preset
from ..core.variables import accepted_value
from ..errors import LockError, OAuthPresetsError, VariableError
from ..lockfile.file import Lock, command
from ..lockfile.record import Record
from ..registry.registry import PresetRegistry
from ..util.text import described, joined
from .variables import Variables

if TYPE_CHECKING:
    from ..metadata import CheckFinding, CheckResult

AT_ONCE = 8
"""The number of presets that are checked concurrently."""


class Check(NamedTuple):
    """A preset with one set of values for its variables, before or after it is checked."""

    name: str
    distribution: str
    preset: Preset | None
    variables: Mapping[str, str]
    verdict: str = ""
    """That of the result; `skipped` or `broken` if it cannot be checked; empty before the check."""
    reason: str = ""
    """Why it cannot be checked."""
    refused: tuple[str, ...] = ()
    """Why values are refused."""
    missing: tuple[str, ...] = ()
    """Required variables without a value."""
    result: "CheckResult | None" = None
    seconds: float = 0.0

    @property
    def ok(self) -> bool | None:
        """Whether nothing contradicts the preset; None if it was skipped."""
        if self.result is not None:
            return self.result.ok
        return False if self.verdict == "broken" else None

    @property
    def findings(self) -> "tuple[CheckFinding, ...]":
        """The findings of the check; none if there was no check."""
        return () if self.result is None else self.result.findings


def named(
    registry: PresetRegistry, names: Iterable[str], distribution: str | None, variables: Variables
) -> tuple[list[Check], dict[str, OAuthPresetsError]]:
    """Return the checks of the named presets, and the errors of names that have no preset."""
    presets: dict[str, tuple[str, Preset]] = {}
    failed: dict[str, OAuthPresetsError] = {}
    for name in names:
        try:
            preset = registry.get(name, distribution)
            presets[preset.name] = registry.resolve(name, distribution).distribution, preset
        except OAuthPresetsError as error:
            failed[folded_or_same(name)] = error
    checks = [check for owned in presets.values() for check in _prepared(*owned, variables)]
    return checks, failed


def everything(registry: PresetRegistry, variables: Variables) -> list[Check]:
    """Return the checks of all installed presets; those that do not load are `broken`."""
    checks = []
    for entry in registry.list():
        try:
            preset = registry.get(entry.name, entry.distribution)
        except OAuthPresetsError as error:
            checks.append(Check(*entry.key, None, {}, "broken", str(error)))
        else:
            checks += _prepared(entry.distribution, preset, variables)
    return checks


def locked(
    lock: Lock, names: Iterable[str], distribution: str | None, variables: Variables
) -> tuple[list[Check], dict[str, OAuthPresetsError]]:
    """Return the checks of locked presets, and the errors of names that are not locked.

    Presets are read from the lock: no plugin is imported.

    Args:
        lock: the lock.
        names: the presets to check; empty for all.
        distribution: the package, if the names alone do not resolve to it.
        variables: values for their variables.
    """
    names = [*names]
    records = [] if names else [*lock.records.values()]
    failed: dict[str, OAuthPresetsError] = {}
    for name in names:
        try:
            records.append(_record(lock, name, distribution))
        except LockError as error:
            failed[folded_or_same(name)] = error
    checks = []
    for record in {(record.name, record.distribution): record for record in records}.values():
        try:
            preset = record.preset()
        except (OAuthPresetsError, ValidationError) as error:
            reason = f"This version of oauth-presets refuses the locked preset: {described(error)}"
            checks.append(Check(record.name, record.distribution, None, {}, "broken", reason))
        else:
            checks += _prepared(record.distribution, preset, variables)
    return checks, failed


def _record(lock: Lock, name: str, distribution: str | None) -> Record:
    """Return the record that a name, or a name with a distribution, resolves to."""
    records = [record for record in lock.records.values() if record.name == folded_or_same(name)]
    for record in records:
        if distribution is None:
            matches = record.by_name
        else:
            owner = normalize_distribution(record.distribution)
            matches = owner == normalize_distribution(distribution)
        if matches:
            return record
    if records:
        owners = joined((record.distribution for record in records), "and")
        raise LockError(f"{lock.path} holds {name!r} of {owners}; choose one with --distribution.")
    raise LockError(
        f"The preset {name!r} is not in {lock.path}. To lock it, run "
        f"`{command(lock.path, None, '--add', name)}`."
    )


def check_all(checks: Iterable[Check], **options: Any) -> Iterator[Check]:
    """Run the checks that have no verdict yet; yield each when it is done, in no particular order.

    Args:
        checks: from `named`, `everything` or `locked`.
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
    trust = default_trust()  # read once, before the threads need it

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

    # Daemon threads, unlike those of a pool, do not keep Ctrl-C waiting for responses.
    for _ in range(min(AT_ONCE, total)):
        Thread(target=work, daemon=True).start()
    for _ in range(total):
        outcome = done.get()
        if isinstance(outcome, BaseException):
            raise outcome
        yield outcome


def nothing_reached(checks: Iterable[Check]) -> bool:
    """Return whether presets were checked, but no provider could be reached."""
    return {check.verdict for check in checks if check.result is not None} == {"unreachable"}


def exit_code(checks: Iterable[Check]) -> int:
    """Return 3, 4, 5 or 1 for the worst verdict, else 0."""
    verdicts = {check.verdict for check in checks if check.ok is False}
    codes = {"differs": 3, "no_metadata": 4, "unreachable": 5, "broken": 1}
    return next((code for verdict, code in codes.items() if verdict in verdicts), 0)


def missing_variables(preset: Preset, names: Iterable[str]) -> str:
    """Return a sentence that names and describes the missing variables of a preset."""
    return f"Missing variables: {'; '.join(_labelled(preset, name) for name in names)}."


def _prepared(distribution: str, preset: Preset, variables: Variables) -> list[Check]:
    """Return a check for each set of values, `skipped` if the values do not suffice."""
    checks = []
    for values in variables.of(preset):
        missing = tuple(
            name
            for name, variable in preset.variables.items()
            if variable.default is None and name not in values
        )
        refused = _refused(preset, values, not missing)
        reason = " ".join([*refused, *([missing_variables(preset, missing)] if missing else [])])
        verdict = "skipped" if reason else ""
        checks.append(
            Check(preset.name, distribution, preset, values, verdict, reason, refused, missing)
        )
    return checks


def _refused(preset: Preset, values: Mapping[str, Any], complete: bool) -> tuple[str, ...]:
    """Return why values are refused: each on its own, or else all together.

    The caller reports unknown variables and values that are not strings.

    Args:
        preset: the preset.
        values: variable -> value.
        complete: whether each required variable has a value.
    """
    known = {name: value for name, value in values.items() if name in preset.variables}
    strings = {name: value for name, value in known.items() if isinstance(value, str)}
    reasons = []
    for name, value in strings.items():
        try:
            accepted_value(preset, name, value)
        except VariableError as error:
            reasons.append(str(error))
    if complete and not reasons and strings == known:
        try:
            _configured(preset, known)
        except VariableError as error:
            reasons.append(str(error))
    return tuple(reasons)


def _configured(preset: Preset, variables: Mapping[str, str]) -> Configuration:
    return make_plan(preset, "", variables=variables).complete()


def _labelled(preset: Preset, name: str) -> str:
    description = preset.variables[name].description.rstrip(".")
    return f"{preset.name}.{name} ({description})" if description else f"{preset.name}.{name}"
