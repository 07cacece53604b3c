"""URL templates: parse them, check the values, render, and check the result.

A template is an https URL in which a placeholder `{name}` stands for one whole label of the host,
the whole host, one whole path segment, or the whole front of the URL. The values of a choice come
from the author of the preset and may be several labels or segments. Values are checked against
allow-lists and never repaired, and the rendered URL is parsed again: the parsers of urllib, httpx
and pydantic disagree about almost everything that the lists exclude.

`str.format` is never used: a value or a template could reach into objects.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from pydantic_core import Url

MAX_URL_LENGTH = 2048
"""Maximum length of a URL, in characters."""

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

_LOWER = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ") | _LOWER
_LABEL = _LOWER | {"-"}
_SEGMENT = _LETTERS | frozenset("._-")
_PATH = _LETTERS | frozenset("._~!$&'()*+,;=:@-%/")  # RFC 3986 section 3.3
_QUERY = _PATH | {"?"}  # RFC 3986 section 3.4
_HEX = frozenset("0123456789abcdefABCDEF")

ACCEPTED = {
    "label": "one DNS label: lower-case letters, digits and inner hyphens, at most 63",
    "host": "a host name of two or more lower-case labels, without scheme, port or path; no IP",
    "segment": "one path segment: letters, digits, '.', '_' and '-', at most 128",
    "base_url": "https://host[:port][/path], lower-case host name, without a trailing '/'",
}
"""What each kind of variable accepts, for messages; a `choice` lists its own values."""

_FITS = {  # position of a placeholder -> the kinds of variable that fit there
    "front": ("base_url",),
    "host": ("host", "choice"),
    "label": ("label", "choice"),
    "segment": ("segment", "label", "choice"),
}

MAX_COMBINATIONS = 1000
"""Maximum number of combinations of choices in one URL: creating a preset checks each."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Template(NamedTuple):
    """A parsed template: `pieces` alternate between literal text and variable names."""

    text: str
    pieces: tuple[str, ...]
    host: tuple[str, ...]
    """Pieces of the host alone; empty if the URL begins with a `base_url` variable."""
    slots: tuple[tuple[str, str], ...]
    """`(variable name, position)`: the position is "front", "host", "label" or "segment"."""


@lru_cache(maxsize=1024)
def parse(text: str, allow_loopback: bool = False) -> Template:
    """Parse a URL template.

    Raises:
        ValueError: it is not valid. The message continues a sentence about the template.
    """
    if len(text) > MAX_URL_LENGTH:
        raise ValueError(f"is longer than {MAX_URL_LENGTH} characters")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("contains a space, a control character or a non-ASCII character")
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
            raise ValueError(f"continues with {path[:20]!r} after {{{match[1]}}}; '/' must follow")
    else:
        scheme, _, rest = front.partition("://")
        authority, slash, path = rest.partition("/")
        path = slash + path
        if allow_loopback and scheme == "http" and _is_loopback(authority):
            host_pieces = (_without_port(authority),)
        elif scheme != "https" or not authority:
            raise ValueError("does not begin with https:// and a host name")
        else:
            host_pieces = _host_pieces(authority, slots)

    _check_path(path, slots)
    _check_query(question, query)
    for name, _ in slots:
        if not is_identifier(name):
            raise ValueError(f"has a placeholder {{{name}}}; names are a-z, 0-9 and _")
    return Template(text, tuple(_PLACEHOLDER.split(text)), host_pieces, tuple(slots))


def is_identifier(text: str) -> bool:
    """Tell whether a text can be the name of a variable or a scope set: `[a-z][a-z0-9_]*`."""
    return text[:1].isalpha() and _LOWER.issuperset(text.replace("_", ""))


def _host_pieces(authority: str, slots: list[tuple[str, str]]) -> tuple[str, ...]:
    if "@" in authority:
        raise ValueError("contains a user name")
    host, colon, port = authority.partition(":")
    if colon and not _is_port(port):
        raise ValueError(f"has the invalid port {port!r}")
    whole = _PLACEHOLDER.fullmatch(host)
    if whole:
        slots.append((whole[1], "host"))
        return ("", whole[1], "")
    labels = host.split(".")
    for position, label in enumerate(labels):
        found = _PLACEHOLDER.fullmatch(label)
        if found:
            slots.append((found[1], "label"))
            labels[position] = "x"
    if not _is_host(".".join(labels)):
        raise ValueError(
            f"has the invalid host {host!r}: a host is a DNS name of two or more lower-case "
            "labels, and a placeholder in it is a whole label or the whole host"
        )
    return tuple(_PLACEHOLDER.split(host))


def _check_path(path: str, slots: list[tuple[str, str]]) -> None:
    for segment in path.split("/"):
        found = _PLACEHOLDER.fullmatch(segment)
        if found:
            slots.append((found[1], "segment"))
        elif "{" in segment or "}" in segment:
            raise ValueError(f"has {segment!r} in its path; a placeholder must be a whole segment")
        elif unquote(segment) in (".", ".."):
            raise ValueError("has a '.' or '..' segment in its path")
    _check_characters(_PLACEHOLDER.sub("x", path), _PATH, "path")
    if "//" in path:
        raise ValueError("has an empty segment ('//') in its path")
    decoded = unquote(path)
    if decoded.count("/") > path.count("/") or "\\" in decoded or not decoded.isprintable():
        raise ValueError("has a percent-encoded slash, backslash or control character in its path")


def _check_characters(text: str, allowed: frozenset[str], part: str) -> None:
    if not allowed.issuperset(text):
        raise ValueError(f"has an invalid character in its {part}")
    for follows in text.split("%")[1:]:
        if not _HEX.issuperset(follows[:2]) or len(follows) < 2:
            raise ValueError(f"has a '%' in its {part} that is not a percent-encoding")


def _check_query(question: str, query: str) -> None:
    if question and not query:
        raise ValueError("ends in '?'")
    if "{" in query or "}" in query:
        raise ValueError("has a placeholder in its query, which is not allowed")
    _check_characters(query, _QUERY, "query")
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


def misuses(
    template: Template, kinds: Mapping[str, str], choices: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yield what is wrong with the variables that fill a template's placeholders.

    Args:
        template: what `parse` returned.
        kinds: variable name -> kind. Undeclared ones are reported elsewhere.
        choices: variable name -> the values that a choice puts into the URL.
    """
    if not template.slots:
        return
    for name, where in template.slots:
        if name in kinds and kinds[name] not in _FITS[where]:
            yield (
                f"has {{{name}}} as its {where}, but a variable of kind {kinds[name]!r} does not "
                f"fit there ({' or '.join(_FITS[where])} does)"
            )
            return
        for value in choices.get(name, ()):
            if not _fits_as_choice(where, value):
                yield f"has {{{name}}} as its {where}, but its choice {value!r} does not fit there"
                return
    names = [name for name in dict(template.slots) if name in choices]
    if prod(len(choices[name]) for name in names) > MAX_COMBINATIONS:
        yield f"has more than {MAX_COMBINATIONS} combinations of choices"
        return
    for values in product(*(choices[name] for name in names)):
        problem = _combination_problem(template, dict(zip(names, values, strict=True)))
        if problem:
            yield problem
            return


def _fits_as_choice(where: str, value: str) -> bool:
    if where == "host":
        return _is_host(value)
    parts, fits_part = (
        (value.split("."), _is_label) if where == "label" else (value.split("/"), _is_segment)
    )
    return all(map(fits_part, parts))


def _combination_problem(template: Template, chosen: Mapping[str, str]) -> str | None:
    """Return what is wrong with the URL that these choices make, or None."""
    free = {name: "x" for name, _ in template.slots}
    free |= {name: "x.example.com" for name, where in template.slots if where == "host"}
    free |= {name: "https://example.com" for name, where in template.slots if where == "front"}
    if "." in "".join(template.host[::2]):  # otherwise the host or the front is a variable
        marked = _join(template.host, {name: chosen.get(name, f"{{{name}}}") for name in free})
        found = _PLACEHOLDER.search(".".join(marked.split(".")[-2:]))
        if found:
            return (
                f"has {{{found[1]}}} in the last two labels of the host, so a value could name any "
                "domain; make the whole host a variable, or make the end of it a choice"
            )
    try:
        render(template, {**free, **chosen})
    except ValueError as error:
        return f"with {chosen}: {error}" if chosen else str(error)
    return None


def fits(kind: str, value: str, allow_loopback: bool = False) -> bool:
    """Tell whether a value follows the grammar of a kind; `choice` has no grammar."""
    return {"label": _is_label, "host": _is_host, "segment": _is_segment}.get(kind, _is_base_url)(
        value
    ) or (kind == "base_url" and allow_loopback and _is_base_url(value, loopback=True))


def _is_label(text: str) -> bool:
    return (
        0 < len(text) <= 63
        and _LABEL.issuperset(text)
        and text[0] != "-" != text[-1]
        and not text.startswith("xn--")  # encodes non-ASCII characters
    )


def _is_host(text: str) -> bool:
    labels = text.split(".")
    return (
        len(labels) >= 2
        and len(text) <= 253
        and all(map(_is_label, labels))
        and labels[-1][0].isalpha()  # "0x7f.1" and "127.0.0.1" would be parsed as addresses
    )


def _is_segment(text: str) -> bool:
    return (
        0 < len(text) <= 128
        and _SEGMENT.issuperset(text)
        and text[0] not in ".-"
        and text[-1] not in ".-"
        and ".." not in text
    )


def _is_base_url(text: str, loopback: bool = False) -> bool:
    scheme, separator, rest = text.partition("://")
    authority, *segments = rest.split("/")
    if loopback:
        host_fits = scheme == "http" and _is_loopback(authority)
    else:
        host, colon, port = authority.partition(":")
        host_fits = scheme == "https" and _is_host(host) and (not colon or _is_port(port))
    return bool(separator) and host_fits and all(map(_is_segment, segments))


def _is_loopback(authority: str) -> bool:
    host = _without_port(authority)
    port = authority[len(host) + 1 :]
    return host in ("127.0.0.1", "[::1]") and (authority == host or _is_port(port))


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and text[0] != "0" and int(text[:6]) <= 65535


def _without_port(authority: str) -> str:
    host, colon, port = authority.rpartition(":")
    return host if colon and "]" not in port else authority


def render(template: Template, values: Mapping[str, str]) -> str:
    """Put checked values into a template, and check the resulting URL.

    Args:
        template: what `parse` returned.
        values: a value for each placeholder, which `fits` accepted.

    Raises:
        ValueError: the URL is too long, or does not lead to the host in the template.
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
    if template.host and not (_is_host(expected) or _is_loopback(expected)):
        raise ValueError(f"the URL would have the invalid host {expected!r}")
    check_host(url, expected)
    return url


def _join(pieces: tuple[str, ...], values: Mapping[str, str]) -> str:
    return "".join(values[p] if i % 2 else p for i, p in enumerate(pieces))


def check_host(url: str, expected: str) -> None:
    """Raise ValueError unless two independent parsers agree on the host and find no user name.

    The tests compare a third, httpx: importing it here would slow down every process.
    """
    split = urlsplit(url)
    host = f"[{split.hostname}]" if ":" in (split.hostname or "") else split.hostname
    if host != expected or Url(url).host != expected:
        raise ValueError("the URL does not lead to the host that its template promised")
    if "@" in split.netloc or "#" in url:
        raise ValueError("the URL has a user name or a fragment")


def is_page(url: str) -> bool:
    """Tell whether a text is the https URL of a page; a fragment is allowed."""
    host = url.removeprefix("https://").partition("/")[0].partition("?")[0].partition("#")[0]
    plain = url.isascii() and url.isprintable() and " " not in url
    return url.startswith("https://") and plain and _is_host(host)


def check_url(url: str) -> None:
    """Raise ValueError unless this is a complete endpoint URL: https, or http on loopback."""
    if "{" in url:
        raise ValueError("has a placeholder that was not filled in")
    parse(url, True)
