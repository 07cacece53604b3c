"""The check of one preset: its issuer's metadata first, else a probe of its endpoints."""

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
    contradict the preset. `no_metadata`: no usable metadata is published; the endpoints answer as
    expected. `unreachable`: there was no answer.
    """

    preset: str
    verdict: Verdict
    evidence: Literal["metadata", "probe", "none"]
    """What the verdict rests on; a probe is weaker."""
    source: str
    """The URL of the metadata that was compared; empty without any."""
    findings: tuple[CheckFinding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing contradicts the preset.

        True if the metadata matches, or if the preset names no issuer and its endpoints answer. A
        preset whose issuer publishes no usable metadata is not ok.
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
        config: what `configure` returns; it needs no credentials, and none is sent.
        client: the caller's own client, which then decides how to connect. Its headers,
            credentials and cookies are not sent, and it follows no redirect.
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
    findings: tuple[CheckFinding, ...] = ()
    if config.issuer is not None:
        found = yield from discover(config.issuer)
        findings = found.findings
        if found.metadata is not None:
            _, url, document = found.metadata
            openid = url == well_known_urls(config.issuer)[1]
            findings += tuple(compare(config, document, openid))
            differs = any(finding.severity == "error" for finding in findings)
            verdict: Verdict = "differs" if differs else "match"
            return CheckResult(config.preset.name, verdict, "metadata", url, findings)
        if found.verdict == "unreachable":
            return CheckResult(config.preset.name, "unreachable", "none", "", findings)
        if found.verdict == "differs":
            return CheckResult(config.preset.name, "differs", "metadata", "", findings)
    probed, more = yield from probe(config)
    findings += more
    if probed == "unreachable":
        return CheckResult(config.preset.name, "unreachable", "none", "", findings)
    verdict = "no_metadata" if probed == "as_expected" else "differs"
    return CheckResult(config.preset.name, verdict, "probe", "", findings)
