"""The shapes of the commands' JSON: `oauth-presets schema` prints their JSON Schemas."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ..audit.diff import Change
from ..audit.doctor import Examination
from ..audit.sides import Comparison, Side


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    def plain(self) -> Any:
        """Return it for JSON."""
        return self.model_dump(mode="json", by_alias=True)


# -- show --for ------------------------------------------------------------------------------------


class Lost(_Shape):
    """Something that a client library cannot carry."""

    fact: str
    """What the configuration needs."""
    impact: Literal["breaks", "degrades"]
    """What happens without it."""
    text: str
    """The same as text."""


# -- changes: lock --check, diff -------------------------------------------------------------------


class ChangeRow(_Shape):
    """One change of a preset."""

    name: str
    """The preset."""
    distribution: str
    """The package or file that offers it."""
    kind: Literal["broken", "changed", "gone", "new"]
    """Whether it does not load, has changed, or is on one side only."""
    field: str
    """The field that has changed, as in `token_request.params.expiring`; else empty."""
    was: Any
    """The field's value before; null if it was not set."""
    now: Any = Field(serialization_alias="is")
    """Its value now; null if it is not set."""
    detail: str
    """If no field has changed: why it does not load, or why it is gone or new."""
    asks_for: tuple[str, ...]
    """Scopes that it requests now but did not before."""


def change_rows(changes: Iterable[Change]) -> tuple[ChangeRow, ...]:
    """Return changes for JSON."""
    return tuple(ChangeRow(**one._asdict(), asks_for=one.asks_for) for one in changes)


class LockCheck(_Shape):
    """What differs between a lock and what is installed."""

    lock: str
    """The lock file."""
    presets: int
    """How many presets it holds."""
    changes: tuple[ChangeRow, ...]
    """What differs; none if they match."""


class SourceRow(_Shape):
    """One side of a comparison."""

    source: str
    """The file, or `installed`."""
    kind: Literal["export", "installed", "lock", "wheel"]
    """What it is."""
    presets: int
    """How many of its presets were compared."""

    @classmethod
    def of(cls, side: Side) -> "SourceRow":
        """Return a side for JSON."""
        presets = len(side.records) + len(side.broken)
        return cls(source=side.source, kind=side.kind, presets=presets)


class VersionRow(_Shape):
    """A distribution with another version on each side."""

    distribution: str
    """Its name."""
    was: str | None
    """Its version on the old side; null if it is not there."""
    now: str | None = Field(serialization_alias="is")
    """Its version on the new side; null if it is not there."""


class Diff(_Shape):
    """What changes from one source of presets to another."""

    old: SourceRow
    """The old side."""
    new: SourceRow
    """The new side."""
    versions: tuple[VersionRow, ...]
    """Distributions with different versions on the two sides. They do not count as changes."""
    changes: tuple[ChangeRow, ...]
    """What differs: first what asks for more scopes, then presets that do not load."""

    @classmethod
    def of(cls, found: Comparison) -> "Diff":
        """Return a comparison for JSON."""
        return cls(
            old=SourceRow.of(found.old),
            new=SourceRow.of(found.new),
            versions=tuple(VersionRow(**one._asdict()) for one in found.versions),
            changes=change_rows(found.changes),
        )


# -- check -----------------------------------------------------------------------------------------


class FindingRow(_Shape):
    """Something that was found about a preset."""

    field: str
    """The field of the preset that it concerns."""
    preset: str
    """The preset's value; may be empty."""
    provider: str
    """The provider's value, quoted and truncated; may be empty."""
    severity: Literal["error", "note"]
    """Whether it contradicts the preset."""
    text: str
    """The finding as text."""


class CheckRow(_Shape):
    """A preset, checked with one set of variables."""

    name: str
    """The preset."""
    distribution: str
    """The package or file that offers it."""
    variables: dict[str, str]
    """The variables that were given."""
    verdict: Literal["match", "differs", "no_metadata", "unreachable", "skipped", "broken"]
    """The outcome, see docs/checking.md."""
    ok: bool | None
    """Whether nothing contradicts the preset; null if it was skipped."""
    reason: str
    """Why it was not checked, else empty."""
    evidence: Literal["metadata", "probe", "none"]
    """What the verdict rests on."""
    source: str
    """The URL of the metadata, else empty."""
    seconds: float
    """How long the check took."""
    findings: tuple[FindingRow, ...]
    """What was found."""


class CheckReport(_Shape):
    """What `oauth-presets check` found."""

    nothing_reached: bool
    """Whether presets were checked and no provider could be reached."""
    not_checked: int
    """How many are missing because the command was interrupted."""
    checks: tuple[CheckRow, ...]
    """The checks, sorted."""


# -- doctor ----------------------------------------------------------------------------------------


class OffersRow(_Shape):
    """A distribution that offers presets."""

    distribution: str
    """Its name."""
    version: str
    """Its version; empty if it has none."""
    presets: tuple[str, ...]
    """The presets that it offers."""


class DiagnosisRow(_Shape):
    """One thing to know about an installation."""

    kind: str
    """What it is, see docs/trust.md."""
    name: str
    """The preset; empty if it concerns more than one."""
    distribution: str
    """The distribution."""
    finding: str
    """The diagnosis as text."""
    fails: bool
    """Whether it is an error, rather than a warning."""


class DoctorReport(_Shape):
    """Whether an installation is sound."""

    distributions: tuple[OffersRow, ...]
    """The presets that each distribution offers."""
    findings: tuple[DiagnosisRow, ...]
    """What was found."""

    @classmethod
    def of(cls, report: Examination) -> "DoctorReport":
        """Return a report for JSON."""
        return cls(
            distributions=tuple(OffersRow(**one._asdict()) for one in report.distributions),
            findings=tuple(
                DiagnosisRow(**one._asdict(), fails=one.fails) for one in report.diagnoses
            ),
        )


# -- list, validate, build --explain ---------------------------------------------------------------


class ListRow(_Shape):
    """An offer of a preset. `list` writes it without this model, since it imports no pydantic."""

    name: str
    """The preset."""
    distribution: str
    """The package or file that offers it."""
    version: str
    """That package's version; empty if it has none."""
    value: str
    """The entry point's value, `module:object`; empty if there is no package."""
    first_party: bool
    """Whether it is a preset of oauth-presets itself."""
    shadowed: bool
    """Whether oauth-presets offers the name itself, so that it needs --distribution."""
    conflict: bool
    """Whether the name alone reaches nobody's preset, so that it needs --distribution."""
    title: str | None
    """What people call the provider; null if it is not known without loading the preset."""
    categories: tuple[str, ...]
    """Its categories, as far as they are known."""
    keywords: tuple[str, ...]
    """Its keywords, as far as they are known."""
    variables: tuple[str, ...] | None
    """With --details, its variables; else null."""
    error: str | None
    """With --details, why it does not load; else null."""


class ViolationRow(_Shape):
    """A rule that a preset violates."""

    rule: str
    """The rule."""
    text: str
    """What is wrong."""


class ValidateRow(_Shape):
    """A preset, held to the contract."""

    target: str
    """The argument that it comes from."""
    preset: str
    """Its name."""
    violations: tuple[ViolationRow, ...]
    """What is wrong; nothing if it is valid."""
    notes: tuple[str, ...]
    """What is merely worth knowing."""


class ExplainedRow(_Shape):
    """A part of a configuration, and where it comes from."""

    field: str
    """The part."""
    value: str
    """Its value; a secret is masked."""
    source: str
    """Where the value comes from, in words."""
    argument: str
    """The argument that set it; empty if the preset did."""


# -- schemas ---------------------------------------------------------------------------------------

SHAPES: dict[str, Any] = {
    "check": CheckReport,
    "diff": Diff,
    "doctor": DoctorReport,
    "explain": tuple[ExplainedRow, ...],
    "list": tuple[ListRow, ...],
    "lock": LockCheck,
    "show-for": tuple[Lost, ...],
    "validate": tuple[ValidateRow, ...],
}
"""Kind -> what is printed."""


def shape_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what a command prints with `--json`."""
    made = TypeAdapter(SHAPES[kind]).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
