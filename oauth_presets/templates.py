"""URL templates: parse them, check the values that go in, render, and check the result.

A template is an https URL in which a placeholder `{name}` stands for one whole label of the host,
the whole host, one whole path segment, or the whole front of the URL. Values are accepted or
refused by allow-list and never repaired, and the rendered URL is parsed again: the parsers of
urllib, httpx and pydantic disagree about almost everything that the lists below keep out.

`str.format` is never used: it would let a value or a template reach into objects.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pydantic_core import Url

MAX_URL_LENGTH = 2048
"""Longest URL, in characters, that is accepted or built."""

PROTOCOL_PARAMETERS = frozenset(
    {
        "client_id",
        "client_secret",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
    }
)
"""Query parameters that belong to each authorization request, never to a preset (RFC 6749
section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1)."""

# No "--" in third and fourth place: such labels ("xn--...") stand for other characters.
_LABEL = r"(?![a-z0-9-]{2}--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last label begins with a letter: "0x7f.1" and "127.0.0.1" are read as addresses.
_HOST = rf"(?=.{{4,253}}(?:[:/]|\Z))(?:{_LABEL}\.)+(?![0-9]){_LABEL}"
_SEGMENT = r"(?!.*\.\.)[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9_])?"
_PORT = r"(?:[1-9][0-9]{0,4})"
_PLAIN_PATH = rf"(?:/(?:(?!\.){_SEGMENT.replace('.*', '[^/]*')}))*"

_FORMS = {
    "label": re.compile(_LABEL, re.ASCII),
    "host": re.compile(_HOST, re.ASCII),
    "segment": re.compile(_SEGMENT, re.ASCII),
    "base_url": re.compile(rf"https://{_HOST}(?::{_PORT})?{_PLAIN_PATH}", re.ASCII),
}
_LOOPBACK_URL = re.compile(rf"http://(?:127\.0\.0\.1|\[::1\])(?::{_PORT})?{_PLAIN_PATH}", re.ASCII)

ACCEPTED = {
    "label": "one DNS label: lower-case letters, digits and inner hyphens, at most 63",
    "host": "a host name of two or more lower-case labels, without scheme, port or path; no IP",
    "segment": "one path segment: letters, digits, '.', '_' and '-', at most 128",
    "base_url": "https://host[:port][/path], lower-case host name, without a trailing '/'",
    "choice": "one of the choices",
}
"""What each kind of variable accepts, for messages."""

_FITS = {  # where a placeholder stands -> the kinds of variable that may stand there
    "front": ("base_url",),
    "host": ("host", "choice"),
    "label": ("label", "choice"),
    "segment": ("segment", "label", "choice"),
}

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_VARIABLE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*", re.ASCII)
_QUERY = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*", re.ASCII)


class Template(NamedTuple):
    """A parsed template: `pieces` alternate between literal text and variable names."""

    text: str
    pieces: tuple[str, ...]
    host: tuple[str, ...]
    """Pieces of the host alone; empty where the URL begins with a `base_url` variable."""
    slots: tuple[tuple[str, str], ...]
    """`(variable name, where it stands)`: "front", "host", "label" or "segment"."""


@lru_cache(maxsize=1024)
def parse(text: str, allow_loopback: bool = False) -> Template:
    """Parse a URL template.

    Raises:
        ValueError: what is wrong with it.
    """
    if len(text) > MAX_URL_LENGTH:
        raise ValueError(f"is longer than {MAX_URL_LENGTH} characters")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("holds a space, a control character or a character that is not ASCII")
    if "#" in text:
        raise ValueError("has a fragment (RFC 6749 sections 3.1 and 3.2 forbid it)")

    front, question, query = text.partition("?")
    slots: list[tuple[str, str]] = []
    host_pieces: tuple[str, ...] = ()
    match = _PLACEHOLDER.match(front)
    if match:
        slots.append((match[1], "front"))
        path = front[match.end() :]
        if path and not path.startswith("/"):
            raise ValueError(f"goes on with {path[:20]!r} after {{{match[1]}}}; '/' must follow")
    else:
        scheme, _, rest = front.partition("://")
        authority, slash, path = rest.partition("/")
        path = slash + path
        if allow_loopback and _LOOPBACK_URL.fullmatch(f"{scheme}://{authority}"):
            host_pieces = (_without_port(authority),)
        elif scheme != "https" or not authority:
            raise ValueError("does not begin with https:// and a host name")
        else:
            host_pieces = _host_pieces(authority, slots)

    _check_path(path, slots)
    if not _QUERY.fullmatch(query):
        raise ValueError("has a query with a character or a placeholder that does not belong there")
    _check_query(question, query)
    for name, _ in slots:
        if not _VARIABLE_NAME.fullmatch(name):
            raise ValueError(f"has a placeholder {{{name}}}; names are a-z, 0-9 and _")
    return Template(text, tuple(_PLACEHOLDER.split(text)), host_pieces, tuple(slots))


def _host_pieces(authority: str, slots: list[tuple[str, str]]) -> tuple[str, ...]:
    if "@" in authority:
        raise ValueError("has a user name in it")
    host, colon, port = authority.partition(":")
    if colon and not (re.fullmatch(_PORT, port, re.ASCII) and int(port) <= 65535):
        raise ValueError(f"has {port!r} for a port")
    whole = _PLACEHOLDER.fullmatch(host)
    if whole:
        slots.append((whole[1], "host"))
        return ("", whole[1], "")
    labels = host.split(".")
    for position, label in enumerate(labels):
        found = _PLACEHOLDER.fullmatch(label)
        if found:
            if position >= len(labels) - 2:
                raise ValueError(
                    f"has {{{found[1]}}} in the last two labels of the host, where a value could "
                    "name anybody's domain; make the whole host a variable"
                )
            slots.append((found[1], "label"))
    sample = ".".join("x" if _PLACEHOLDER.fullmatch(label) else label for label in labels)
    if not _FORMS["host"].fullmatch(sample):
        raise ValueError(
            f"has {host!r} for a host: a DNS name of two or more lower-case labels is accepted, "
            "in which a placeholder is a whole label or the whole host"
        )
    return tuple(_PLACEHOLDER.split(host))


def _without_port(authority: str) -> str:
    return re.sub(r":[0-9]+\Z", "", authority)


def _check_path(path: str, slots: list[tuple[str, str]]) -> None:
    for segment in path.split("/"):
        found = _PLACEHOLDER.fullmatch(segment)
        if found:
            slots.append((found[1], "segment"))
        elif "{" in segment or "}" in segment:
            raise ValueError(f"has {segment!r} in its path, where a placeholder is a whole segment")
    if not _PATH.fullmatch(_PLACEHOLDER.sub("x", path)):
        raise ValueError("has a character in its path that does not belong there")
    if "//" in path:
        raise ValueError("has an empty segment ('//') in its path")
    if any(unquote(segment) in (".", "..") for segment in path.split("/")):
        raise ValueError("has a '.' or '..' segment in its path")
    if re.search(r"%(?:[01][0-9A-F]|7F|2F|5C)", path.upper()):
        raise ValueError("has a percent-encoded slash, backslash or control character in its path")


def _check_query(question: str, query: str) -> None:
    if question and not query:
        raise ValueError("ends in '?'")
    seen = set()
    for pair in query.split("&") if query else ():
        name = parameter_name(pair)
        if not name:
            raise ValueError("has a query parameter without a name")
        if name in seen:
            raise ValueError(f"has the query parameter {name!r} twice (RFC 6749 section 3.1)")
        if name.lower() in PROTOCOL_PARAMETERS:
            raise ValueError(f"has {name!r} in its query, which belongs to each request")
        seen.add(name)


def parameter_name(pair: str) -> str:
    """Return the decoded name of one `name=value` piece of a query."""
    return unquote(pair.partition("=")[0].replace("+", " "))


def unfit(template: Template, kinds: dict[str, str]) -> list[str]:
    """Return what is wrong with the kinds of variable that fill the template's placeholders."""
    return [
        f"has {{{name}}} as its {where}, where a variable of kind {kinds[name]!r} does not fit "
        f"({' or '.join(_FITS[where])} does)"
        for name, where in template.slots
        if name in kinds and kinds[name] not in _FITS[where]
    ]


def fits(kind: str, value: str, allow_loopback: bool = False) -> bool:
    """Tell whether a value is of the grammar of a kind (`choice` has none of its own)."""
    if kind == "base_url" and allow_loopback and _LOOPBACK_URL.fullmatch(value):
        return _port_in_range(value)
    return bool(_FORMS[kind].fullmatch(value)) and (kind != "base_url" or _port_in_range(value))


def _port_in_range(url: str) -> bool:
    port = re.match(r"[a-z]+://(?:\[::1\]|[^:/]+):([0-9]+)", url)
    return port is None or int(port[1]) <= 65535


def render(template: Template, values: dict[str, str]) -> str:
    """Put checked values into a template, and check the URL that comes out.

    Args:
        template: what `parse` returned.
        values: a value for each placeholder, each accepted by `fits` before.

    Raises:
        ValueError: the result is not the URL that the template promised.
    """
    if not template.slots:
        return template.text
    url = _join(template.pieces, values)
    if template.host:
        expected = _join(template.host, values)
    else:
        expected = _without_port(values[template.slots[0][0]].split("/")[2])
    if len(url) > MAX_URL_LENGTH:
        raise ValueError(f"the URL would be longer than {MAX_URL_LENGTH} characters")
    check_host(url, expected)
    return url


def _join(pieces: tuple[str, ...], values: dict[str, str]) -> str:
    return "".join(values[p] if i % 2 else p for i, p in enumerate(pieces))


def check_host(url: str, expected: str) -> None:
    """Raise ValueError unless two independent parsers agree on the host and find no user name.

    httpx, the third, is compared in the tests: importing it here would cost every process.
    """
    ours, theirs = urlsplit(url), Url(url)
    bracketed = f"[{ours.hostname}]" if ":" in (ours.hostname or "") else ours.hostname
    if bracketed != expected or theirs.host != expected:
        raise ValueError("the URL does not lead to the host that its template promised")
    if "@" in ours.netloc or theirs.username or theirs.password or ours.fragment:
        raise ValueError("the URL has a user name or a fragment")


def check_url(url: str) -> None:
    """Raise ValueError unless this is a complete endpoint URL: https, or http on loopback."""
    if "{" in url:
        raise ValueError("has a placeholder that was not filled in")
    parse(url, True)
