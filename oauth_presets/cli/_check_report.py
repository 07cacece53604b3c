"""The report of `oauth-presets check`: rows of a table, JSON, JUnit."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # only to write

from ..audit.check_all import Check
from ._shapes import CheckRow, FindingRow

if TYPE_CHECKING:
    from ..metadata import CheckFinding


def cells(checks: Iterable[Check]) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, verdict, evidence and a finding; further findings in rows below it."""
    checks = [*checks]
    for check, label in zip(checks, labels(checks), strict=True):
        evidence = "" if check.result is None else check.result.evidence
        first = (label, check.verdict.replace("_", " "), evidence)
        texts = [_lines(finding) for finding in check.findings] or [check.reason]
        for number, text in enumerate(texts):
            yield (*(("", "", "") if number else first), text)


def _lines(finding: "CheckFinding") -> str:
    note = "note: " if finding.severity == "note" else ""
    lines = [f"{note}{finding.field}: {finding.text}"]
    lines += [f"  preset    {finding.preset}"] if finding.preset else []
    lines += [f"  provider  {finding.provider}"] if finding.provider else []
    return "\n".join(lines)


def labels(checks: Iterable[Check]) -> list[str]:
    """Return the name of each check: the preset's, with variables if there are several of it."""
    checks = [*checks]
    counts = Counter((check.name, check.distribution) for check in checks)
    return [
        f"{check.name} ({', '.join(f'{k}={v}' for k, v in check.variables.items())})"
        if counts[check.name, check.distribution] > 1
        else check.name
        for check in checks
    ]


def as_row(check: Check) -> CheckRow:
    """Return a check for JSON."""
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

    A preset that differs, or has an issuer that publishes nothing usable, is a failure. One that
    is unreachable or does not load is an error.
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
        text = "\n".join(map(_lines, check.findings)) or check.reason
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
    """Replace the characters that XML cannot hold."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)
