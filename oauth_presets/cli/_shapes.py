"""The models of the commands' JSON, as `oauth-presets schema` describes them."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ..audit.diff import Change
from ..audit.doctor import Examination
from ..audit.sides import Comparison, Side


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    def plain(self) -> Any:
        """Return the model as plain data for JSON."""
        return self.model_dump(mode="json", by_alias=True)


# -- show --for ------------------------------------------------------------------------------------


class Lost(_Shape):
    """A requirement of a configuration that a client library cannot carry."""

    fact: str
    """What the configuration needs."""
    impact: Literal["breaks", "degrades"]
    """What happens without it."""
    text: str
    """The requirement in words."""


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
    """The changed field, such as `token_request.params.expiring`; empty for the other kinds."""
    was: Any
    """The field's old value; null if it was not set."""
    now: Any = Field(serialization_alias="is")
    """The field's new value; null if it is not set."""
    detail: str
    """If no field has changed: why it does not load, or why it is gone or new."""
    asks_for: tuple[str, ...]
    """Scopes that it requests now but did not before."""


def change_rows(changes: Iterable[Change]) -> tuple[ChangeRow, ...]:
    """Convert changes for JSON."""
    return tuple(ChangeRow(**change._asdict(), asks_for=change.asks_for) for change in changes)


class LockCheck(_Shape):
    """The differences between a lock and the installed presets."""

    lock: str
    """The lock file."""
    presets: int
    """The number of presets that it holds."""
    changes: tuple[ChangeRow, ...]
    """The differences; empty if everything matches."""


class SourceRow(_Shape):
    """One side of a comparison."""

    source: str
    """The file, or `installed`."""
    kind: Literal["export", "installed", "lock", "wheel"]
    """The kind of source."""
    presets: int
    """The number of its presets that were compared."""

    @classmethod
    def of(cls, side: Side) -> "SourceRow":
        """Convert a side for JSON."""
        presets = len(side.records) + len(side.broken)
        return cls(source=side.source, kind=side.kind, presets=presets)


class VersionRow(_Shape):
    """A distribution with different versions on the two sides."""

    distribution: str
    """Its name."""
    was: str | None
    """Its version on the old side; null if that side does not have it."""
    now: str | None = Field(serialization_alias="is")
    """Its version on the new side; null if that side does not have it."""


class Diff(_Shape):
    """The changes from one source of presets to another."""

    old: SourceRow
    """The old side."""
    new: SourceRow
    """The new side."""
    versions: tuple[VersionRow, ...]
    """Distributions with different versions on the two sides. They do not count as changes."""
    changes: tuple[ChangeRow, ...]
    """The changes: first those that request more scopes, then presets that do not load."""

    @classmethod
    def of(cls, comparison: Comparison) -> "Diff":
        """Convert a comparison for JSON."""
        return cls(
            old=SourceRow.of(comparison.old),
            new=SourceRow.of(comparison.new),
            versions=tuple(VersionRow(**row._asdict()) for row in comparison.versions),
            changes=change_rows(comparison.changes),
        )


# -- check -----------------------------------------------------------------------------------------


class FindingRow(_Shape):
    """A finding about a preset."""

    field: str
    """The field of the preset that it concerns."""
    preset: str
    """The preset's value; may be empty."""
    provider: str
    """The provider's value, quoted and truncated; may be empty."""
    severity: Literal["error", "note"]
    """Whether it contradicts the preset."""
    text: str
    """The finding in words."""


class CheckRow(_Shape):
    """A preset, checked with one set of variables."""

    name: str
    """The preset."""
    distribution: str
    """The package or file that offers it."""
    variables: dict[str, str]
    """The values of its variables."""
    verdict: Literal["match", "differs", "no_metadata", "unreachable", "skipped", "broken"]
    """The outcome, see docs/checking.md."""
    ok: bool | None
    """Whether nothing contradicts the preset; null if it was skipped."""
    reason: str
    """Why it was not checked; empty if it was."""
    evidence: Literal["metadata", "probe", "none"]
    """What the verdict is based on."""
    source: str
    """The URL of the metadata; may be empty."""
    seconds: float
    """The duration of the check."""
    findings: tuple[FindingRow, ...]
    """The findings."""


class CheckReport(_Shape):
    """The results of `oauth-presets check`."""

    nothing_reached: bool
    """Whether presets were checked, but no provider could be reached."""
    not_checked: int
    """The number of checks that are missing because the command was interrupted."""
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
    """An error or a warning about an installation."""

    kind: str
    """Its kind, see docs/trust.md."""
    name: str
    """The preset; empty if it is not about one preset."""
    distribution: str
    """The distribution."""
    finding: str
    """The diagnosis in words."""
    fails: bool
    """Whether it is an error, rather than a warning."""


class DoctorReport(_Shape):
    """The errors and warnings about an installation."""

    distributions: tuple[OffersRow, ...]
    """The distributions and their presets."""
    findings: tuple[DiagnosisRow, ...]
    """The errors and warnings."""

    @classmethod
    def of(cls, examination: Examination) -> "DoctorReport":
        """Convert an examination for JSON."""
        return cls(
            distributions=tuple(OffersRow(**row._asdict()) for row in examination.distributions),
            findings=tuple(
                DiagnosisRow(**row._asdict(), fails=row.fails) for row in examination.diagnoses
            ),
        )


# -- list, validate, build --explain ---------------------------------------------------------------


class ListRow(_Shape):
    """An offered preset. `list` does not use this model, to avoid importing pydantic."""

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
    """Whether the name alone does not resolve, so that it needs --distribution."""
    title: str | None
    """The provider's name; null if it is not known without loading the preset."""
    categories: tuple[str, ...]
    """Its categories; empty if they are not known without loading the preset."""
    keywords: tuple[str, ...]
    """Its keywords; empty if they are not known without loading the preset."""
    variables: tuple[str, ...] | None
    """With --details, its variables; otherwise null."""
    error: str | None
    """With --details, why it does not load; otherwise null."""


class ViolationRow(_Shape):
    """A rule that a preset violates."""

    rule: str
    """The rule."""
    text: str
    """What to change, and why."""


class ValidateRow(_Shape):
    """A preset that was checked against the contract."""

    target: str
    """The argument that it comes from."""
    preset: str
    """Its name."""
    violations: tuple[ViolationRow, ...]
    """The violations; empty if the preset is valid."""
    notes: tuple[str, ...]
    """What the contract does not demand, but users will miss."""


class ExplainedRow(_Shape):
    """A part of a configuration, and its source."""

    field: str
    """The part."""
    value: str
    """Its value; a secret is masked."""
    source: str
    """The source of the value, in words."""
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
"""Kind -> the type of the command's JSON."""


def shape_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a command's JSON."""
    schema = TypeAdapter(SHAPES[kind]).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
