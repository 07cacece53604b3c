"""What `oauth-presets check` reports: rows of a table, JSON, JUnit."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET  # it writes here, and reads nothing

from ..core.preset import Preset

if TYPE_CHECKING:
    from ..metadata.checking import CheckResult
    from ..metadata.comparison import Finding


class Row(NamedTuple):
    """One preset, and what was found out about it."""

    name: str
    distribution: str
    preset: Preset | None
    variables: Mapping[str, str]
    verdict: str = ""
    """That of the check; `skipped` or `broken` where there was none; empty before it."""
    reason: str = ""
    """Why there was no check."""
    result: "CheckResult | None" = None
    seconds: float = 0.0

    @property
    def ok(self) -> bool | None:
        """Whether nothing speaks against the preset; None where that is not known."""
        if self.result is not None:
            return self.result.ok
        return False if self.verdict == "broken" else None

    @property
    def findings(self) -> "tuple[Finding, ...]":
        return () if self.result is None else self.result.findings


def cells(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, verdict, evidence and a finding; further findings below it, alone."""
    for row in rows:
        evidence = "" if row.result is None else row.result.evidence
        first = (row.name, row.verdict.replace("_", " "), evidence)
        for number, text in enumerate(map(_lines, row.findings) if row.findings else [row.reason]):
            yield (*(("", "", "") if number else first), text)


def _lines(finding: "Finding") -> str:
    note = "note: " if finding.severity == "note" else ""
    lines = [f"{note}{finding.field}: {finding.text}"]
    lines += [f"  preset    {finding.preset}"] if finding.preset else []
    lines += [f"  provider  {finding.provider}"] if finding.provider else []
    return "\n".join(lines)


def as_object(row: Row) -> dict[str, Any]:
    """Return what is known, for JSON."""
    return {
        "name": row.name,
        "distribution": row.distribution,
        "variables": dict(row.variables),
        "verdict": row.verdict,
        "ok": row.ok,
        "reason": row.reason,
        "evidence": "none" if row.result is None else row.result.evidence,
        "source": "" if row.result is None else row.result.source,
        "seconds": round(row.seconds, 3),
        "findings": [finding._asdict() for finding in row.findings],
    }


def junit_xml(rows: list[Row]) -> str:
    """Return a JUnit report.

    A failure: it differs, or its issuer publishes nothing usable. An error: unreachable, or it does
    not load.
    """
    outcomes = [_outcome(row) for row in rows]
    counts = {
        "tests": str(len(rows)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
        "skipped": str(outcomes.count("skipped")),
        "time": f"{sum(row.seconds for row in rows):.3f}",
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": "oauth-presets check", **counts})
    for row, outcome in zip(rows, outcomes, strict=True):
        attributes = {"classname": row.distribution, "name": row.name, "time": f"{row.seconds:.3f}"}
        case = ET.SubElement(suite, "testcase", {k: _text(v) for k, v in attributes.items()})
        verdict = row.verdict.replace("_", " ")
        text = "\n".join(map(_lines, row.findings)) or row.reason
        if outcome:
            ET.SubElement(case, outcome, message=verdict).text = _text(text)
        else:
            ET.SubElement(case, "system-out").text = _text(f"{verdict}\n{text}".rstrip())
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _outcome(row: Row) -> str:
    if row.ok is None:
        return "skipped"
    if row.ok:
        return ""
    return "error" if row.verdict in ("unreachable", "broken") else "failure"


def _text(text: str) -> str:
    """Return a text without what XML has no place for."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)
