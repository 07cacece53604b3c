"""Formats the result of a sign-in as table rows and JSON; tokens are masked unless revealed."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from ..core.connector import MASK
from ..core.preset import Preset
from ..errors import LoginError

if TYPE_CHECKING:
    from ..login import Login, Token


class SignInReport(NamedTuple):
    """The result of a sign-in and of the refresh after it."""

    preset: Preset
    login: "Login"
    refreshed: "Token | LoginError | None"
    offline: bool
    seconds: Mapping[str, float]

    @property
    def token(self) -> "Token":
        """The current token: after a refresh, most providers revoke the old one."""
        failed = self.refreshed is None or isinstance(self.refreshed, LoginError)
        return self.login.token if failed else cast("Token", self.refreshed)

    @property
    def rotated(self) -> bool:
        """Whether the refresh returned another refresh token."""
        return self.token.refresh_token != self.login.token.refresh_token

    @property
    def missing(self) -> list[str]:
        """The scopes that were requested but not granted."""
        return [scope for scope in self.login.asked if scope not in self.login.granted]

    @property
    def unrequested(self) -> list[str]:
        """The scopes that were granted but not requested."""
        return [scope for scope in self.login.granted if scope not in self.login.asked]

    @property
    def about_refresh(self) -> str:
        """Whether the refresh token works, or what the provider needs to issue one."""
        offline, title, docs_url = self.preset.offline, self.preset.title, self.preset.docs_url
        if self.login.token.refresh_token is not None:
            if isinstance(self.refreshed, LoginError):
                return "issued, but refused when used"
            return "issued, and works; " + ("replaced" if self.rotated else "not replaced")
        ways = [f"the scope {scope}" for scope in offline.scopes]
        ways += [f"{name}={value}" for name, value in offline.params.items()]
        way = " and ".join(ways)
        if offline.mode == "request" and not self.offline:
            return f"none issued; {title} issues one when requested with {way}: omit --no-offline"
        if offline.mode == "request":
            return (
                f"none issued, although requested with {way}. Check that the registration of this "
                f"client allows it, see {docs_url}"
            )
        return {
            "always": f"none issued, although {title} should always issue one, see {docs_url}",
            "never": f"none issued; {title} never issues one",
            "unknown": f"none issued; how {title} issues one is unknown, see {docs_url}",
        }[offline.mode]


def rows(report: SignInReport, reveal: bool) -> Iterator[tuple[str, str]]:
    """Yield the label and text of each line of the report."""
    token, login = report.token, report.login
    yield "Provider", report.preset.title
    yield "Token type", token.token_type or "not stated"
    yield "Access token", _secret(token.access_token, reveal)
    yield "Lifetime", _duration(token.expires_in)
    yield "Scopes requested", " ".join(login.asked) or "none"
    granted = " ".join(login.granted) or "none"
    if login.token.scopes is None:
        granted += " (not stated by the provider: as requested)"
    yield "Scopes granted", granted
    if report.missing:
        yield "Not granted", " ".join(report.missing)
    if report.unrequested:
        yield "Not requested", " ".join(report.unrequested)
    for name, value in token.variables.items():
        yield name, f"{value}, chosen by the response"
    if token.refresh_token is not None:
        yield "Refresh token", _secret(token.refresh_token, reveal)
    yield "Refresh token" if token.refresh_token is None else "", report.about_refresh
    for name, extra in token.extras.items():
        yield name, _text(extra)
    yield "Time", ", ".join(f"{step} {taken:.2f} s" for step, taken in report.seconds.items())
    for note in login.notes:
        yield "Note", note


def as_object(report: SignInReport, reveal: bool) -> dict[str, Any]:
    """Return the report for JSON."""
    token, login = report.token, report.login
    failed = isinstance(report.refreshed, LoginError)
    shown: dict[str, Any] = {
        "preset": report.preset.name,
        "token_type": token.token_type,
        "expires_in": token.expires_in,
        "scopes_requested": list(login.asked),
        "scopes_granted": list(login.granted),
        "scopes_stated": login.token.scopes is not None,
        "scopes_missing": report.missing,
        "refresh_token_issued": login.token.refresh_token is not None,
        "refreshed": None if report.refreshed is None else not failed,
        "rotated": None if report.refreshed is None or failed else report.rotated,
        "about_refresh": report.about_refresh,
        "extras": {**token.extras},
        "variables": {**token.variables},
        "seconds": {step: round(taken, 3) for step, taken in report.seconds.items()},
        "notes": list(login.notes),
    }
    if reveal:
        shown |= {"access_token": token.access_token, "refresh_token": token.refresh_token}
    return shown


def _secret(token: str, reveal: bool) -> str:
    return token if reveal else f"{MASK} ({len(token)} characters; --reveal prints it)"


def _text(value: object) -> str:
    """Return a provider's value, made safe for a terminal."""
    from ..login.token_response import harmless

    return harmless(value if isinstance(value, str) else json.dumps(value))


def _duration(seconds: int | None) -> str:
    if seconds is None:
        return "not stated"
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds} s, about {seconds / size:.0f} {unit}"
    return f"{seconds} s"
