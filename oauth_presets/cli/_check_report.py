"""Formats the results of `oauth-presets check` as table rows, JSON and JUnit XML."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # for writing only

from ..audit.check_all import Check
from ._shapes import CheckRow, FindingRow

if TYPE_CHECKING:
    from ..metadata import CheckFinding


def cells(checks: Iterable[Check]) -> Iterator[tuple[str, str, str, str]]:
    """Yield table rows of name, verdict, evidence and finding, with a row for each finding."""
    checks = [*checks]
    for check, label in zip(checks, labels(checks), strict=True):
        evidence = "" if check.result is None else check.result.evidence
        leading = (label, check.verdict.replace("_", " "), evidence)
        for text in [_finding_text(finding) for finding in check.findings] or [check.reason]:
            yield (*leading, text)
            leading = ("", "", "")


def _finding_text(finding: "CheckFinding") -> str:
    note = "note: " if finding.severity == "note" else ""
    lines = [f"{note}{finding.field}: {finding.text}"]
    lines += [f"  preset    {finding.preset}"] if finding.preset else []
    lines += [f"  provider  {finding.provider}"] if finding.provider else []
    return "\n".join(lines)


def labels(checks: Iterable[Check]) -> list[str]:
    """Return the preset's name for each check, with its variables if it is checked repeatedly."""
    checks = [*checks]
    counts = Counter((check.name, check.distribution) for check in checks)
    return [
        f"{check.name} ({', '.join(f'{k}={v}' for k, v in check.variables.items())})"
        if counts[check.name, check.distribution] > 1
        else check.name
        for check in checks
    ]


def as_row(check: Check) -> CheckRow:
    """Convert a check for JSON."""
    return CheckRow(
        name=check.name,
        distribution=check.distribution,
        variables=dict(check.variables),
        verdict=check.verdict,
        ok=check.ok,
        reason=check.reason,
        evidence="none" if check.result is None else check.result.evidence,
        source="" if check.result is None else check.result.source,
        seconds=round(check.seconds, 3),
        findings=tuple(FindingRow(**finding._asdict()) for finding in check.findings),
    )


def junit_xml(checks: list[Check]) -> str:
    """Return a JUnit report.

    A preset that differs, or that names an issuer without usable metadata, is a failure. A preset
    that does not load, or whose provider is unreachable, is an error.
    """
    outcomes = [_outcome(check) for check in checks]
    counts = {
        "tests": str(len(checks)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
        "skipped": str(outcomes.count("skipped")),
        "time": f"{sum(check.seconds for check in checks):.3f}",
    }
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {"name": "oauth-presets check", **counts})
    for check, label, outcome in zip(checks, labels(checks), outcomes, strict=True):
        case = ET.SubElement(
            suite,
            "testcase",
            classname=_text(check.distribution),
            name=_text(label),
            time=f"{check.seconds:.3f}",
        )
        verdict = check.verdict.replace("_", " ")
        text = "\n".join(map(_finding_text, check.findings)) or check.reason
        if outcome:
            ET.SubElement(case, outcome, message=verdict).text = _text(text)
        else:
            ET.SubElement(case, "system-out").text = _text(f"{verdict}\n{text}".rstrip())
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _outcome(check: Check) -> str:
    if check.ok is None:
        return "skipped"
    if check.ok:
        return ""
    return "error" if check.verdict in ("unreachable", "broken") else "failure"


def _text(text: str) -> str:
    """Replace characters that XML cannot contain."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)
