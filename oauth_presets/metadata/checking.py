"""Check one preset: by its issuer's metadata, or else by a probe of its endpoints."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from ..core.configuration import Configuration
from ..safe_http.exchange import TIMEOUT, arun, run
from ..safe_http.messages import Steps
from .comparison import CheckFinding, compare
from .probe import probe
from .well_known import Verdict, discover, well_known_urls

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

    from ..safe_http.exchange import Network


class CheckResult(NamedTuple):
    """The result of checking one preset.

    Verdicts: `match`: the provider's metadata agrees. `differs`: the metadata or the endpoints
    contradict the preset. `no_metadata`: no usable metadata is published, but the endpoints answer
    as expected. `unreachable`: there was no answer.
    """

    preset: str
    verdict: Verdict
    evidence: Literal["metadata", "probe", "none"]
    """The basis of the verdict; a probe is weaker than metadata."""
    source: str
    """The URL of the compared metadata; empty if there was none."""
    findings: tuple[CheckFinding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing contradicts the preset.

        True if the metadata matches, or if the preset names no issuer and its endpoints answer. If
        its issuer publishes no usable metadata, the preset is not ok.
        """
        answered = self.verdict in ("match", "no_metadata")
        return answered and all(finding.severity == "note" for finding in self.findings)


def check(
    config: Configuration,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> CheckResult:
    """Compare a preset with its provider.

    Args:
        config: the configuration to check. It needs no credentials, and none are sent.
        client: the caller's own client, which then decides how to connect. Its headers,
            credentials and cookies are not sent, and redirects are not followed.
        timeout: seconds for everything together.
        network: `allow_private`, `use_proxy` and `ssl_context`; see `Network`.

    Raises:
        ArgumentError: the timeout is not a positive number of seconds.
    """
    return run(_check(config), client=client, timeout=timeout, **network)


async def acheck(
    config: Configuration,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> CheckResult:
    """Compare a preset with its provider; `check` documents the arguments."""
    return await arun(_check(config), client=client, timeout=timeout, **network)


def _check(config: Configuration) -> Steps[CheckResult]:
    name = config.preset.name
    findings: tuple[CheckFinding, ...] = ()
    if config.issuer is not None:
        discovery = yield from discover(config.issuer)
        findings = discovery.findings
        if discovery.metadata is not None:
            _, url, document = discovery.metadata
            openid = url == well_known_urls(config.issuer)[1]
            findings += tuple(compare(config, document, openid))
            differs = any(finding.severity == "error" for finding in findings)
            return CheckResult(name, "differs" if differs else "match", "metadata", url, findings)
        if discovery.verdict == "unreachable":
            return CheckResult(name, "unreachable", "none", "", findings)
        if discovery.verdict == "differs":
            return CheckResult(name, "differs", "metadata", "", findings)
    outcome, probe_findings = yield from probe(config)
    verdict: Verdict = "no_metadata" if outcome == "as_expected" else outcome
    evidence: Literal["probe", "none"] = "none" if verdict == "unreachable" else "probe"
    return CheckResult(name, verdict, evidence, "", findings + probe_findings)
