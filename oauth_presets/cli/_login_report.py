"""What a sign-in came to, for a person and for a program; tokens masked unless revealed."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..core.connector import MASK
from ..core.preset import Preset
from ..errors import LoginError

if TYPE_CHECKING:
    from ..login.native import Login, Token


class Report(NamedTuple):
    """What a sign-in came to, and the refresh after it."""

    preset: Preset
    came: "Login"
    refreshed: "Token | LoginError | None"
    asked_offline: bool
    seconds: Mapping[str, float]

    @property
    def token(self) -> "Token":
        """The token that is valid now: most providers revoke what was refreshed."""
        failed = self.refreshed is None or isinstance(self.refreshed, LoginError)
        return self.came.token if failed else cast("Token", self.refreshed)

    @property
    def rotated(self) -> bool:
        """Whether the refresh brought another refresh token."""
        return self.token.refresh_token != self.came.token.refresh_token

    @property
    def missing(self) -> list[str]:
        return [scope for scope in self.came.asked if scope not in self.came.granted]

    @property
    def unasked(self) -> list[str]:
        return [scope for scope in self.came.granted if scope not in self.came.asked]

    @property
    def about_refresh(self) -> str:
        """What came of the refresh token, or what the provider needs to give one."""
        offline, title, docs_url = self.preset.offline, self.preset.title, self.preset.docs_url
        if self.came.token.refresh_token is not None:
            if isinstance(self.refreshed, LoginError):
                return "came, and was refused when it was used"
            return f"came, and works; {'a new one' if self.rotated else 'none'} came in its place"
        ways = [f"the scope {scope}" for scope in offline.scopes]
        ways += [f"{name}={value}" for name, value in offline.params.items()]
        way = " and ".join(ways)
        if offline.mode == "request" and not self.asked_offline:
            return f"none came; {title} gives one when asked with {way}: leave out --no-offline"
        if offline.mode == "request":
            return (
                f"none came, though it was asked for with {way}. Whether this client may have one "
                f"is for its registration to say, see {docs_url}"
            )
        return {
            "always": f"none came, though {title} is said to give one unasked, see {docs_url}",
            "never": f"none came; {title} gives none",
            "unknown": f"none came; how {title} gives one is not known here, see {docs_url}",
        }[offline.mode]


def rows(report: Report, reveal: bool) -> Iterator[tuple[str, str]]:
    """Yield the lines of the report, for a person: label and text."""
    token, came = report.token, report.came
    yield "Provider", report.preset.title
    yield "Token type", token.token_type or "not said"
    yield "Access token", _secret(token.access_token, reveal)
    yield "Lifetime", _duration(token.expires_in)
    yield "Scopes asked", " ".join(came.asked) or "none"
    granted = " ".join(came.granted) or "none"
    if came.token.scopes is None:
        granted += " (the provider does not say, which stands for what was asked)"
    yield "Scopes granted", granted
    if report.missing:
        yield "Not granted", " ".join(report.missing)
    if report.unasked:
        yield "Not asked", " ".join(report.unasked)
    if token.refresh_token is not None:
        yield "Refresh token", _secret(token.refresh_token, reveal)
    yield "Refresh token" if token.refresh_token is None else "", report.about_refresh
    yield "Time", ", ".join(f"{step} {taken:.2f} s" for step, taken in report.seconds.items())
    for note in came.notes:
        yield "Note", note


def as_object(report: Report, reveal: bool) -> dict[str, Any]:
    """Return the report, for a program."""
    token, came = report.token, report.came
    failed = isinstance(report.refreshed, LoginError)
    shown: dict[str, Any] = {
        "preset": report.preset.name,
        "token_type": token.token_type,
        "expires_in": token.expires_in,
        "scopes_asked": list(came.asked),
        "scopes_granted": list(came.granted),
        "scopes_said": came.token.scopes is not None,
        "scopes_missing": report.missing,
        "refresh_token_came": came.token.refresh_token is not None,
        "refreshed": None if report.refreshed is None else not failed,
        "rotated": None if report.refreshed is None or failed else report.rotated,
        "about_refresh": report.about_refresh,
        "seconds": {step: round(taken, 3) for step, taken in report.seconds.items()},
        "notes": list(came.notes),
    }
    if reveal:
        shown |= {"access_token": token.access_token, "refresh_token": token.refresh_token}
    return shown


def _secret(token: str, reveal: bool) -> str:
    return token if reveal else f"{MASK} ({len(token)} characters; --reveal prints it)"


def _duration(seconds: int | None) -> str:
    if seconds is None:
        return "not said"
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds} s, about {seconds / size:.0f} {unit}"
    return f"{seconds} s"
