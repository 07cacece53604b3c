"""URL templates: their syntax, the accepted values, and the agreement of three parsers."""

from urllib.parse import urlsplit

import httpx
import pytest
from pydantic_core import Url

from oauth_presets.core.url_template import check_host, check_url, fits, parse, render


def make(template: str, **values: str) -> str:
    return render(parse(template), values)


def test_placeholders_are_filled_in_place() -> None:
    assert make("https://{shop}.example.com/{realm}/a?x=1", shop="s-1", realm="R_2.x") == (
        "https://s-1.example.com/R_2.x/a?x=1"
    )
    assert make("https://{host}/a", host="id.example.org") == "https://id.example.org/a"
    assert make("https://{host}:8443/a", host="id.example.org") == "https://id.example.org:8443/a"
    assert make("{base}/a", base="https://x.example.org:8443/ctx") == (
        "https://x.example.org:8443/ctx/a"
    )
    assert make("https://example.com") == "https://example.com"
    assert make("https://example.com/{a1_b}", a1_b="x") == "https://example.com/x"


def no_host(host: str) -> str:
    return (
        f"has the invalid host {host!r}: a host is a DNS name of two or more lower-case labels, "
        "and a placeholder in it is a whole label or the whole host"
    )


NO_TEMPLATES = {
    "does not begin with https:// and a host name": [
        "http://example.com/a", "//example.com/a", "https:///a",
    ],
    "contains a user name": ["https://user@example.com/a"],
    "has a fragment (RFC 6749 sections 3.1 and 3.2 forbid it)": ["https://example.com/a#b"],
    no_host("example"): ["https://example/a"],
    no_host("EXAMPLE.com"): ["https://EXAMPLE.com/a"],
    no_host("127.0.0.1"): ["https://127.0.0.1/a"],
    no_host("0x7f.1"): ["https://0x7f.1/a"],
    no_host("xn--pple-43d.com"): ["https://xn--pple-43d.com/a"],
    no_host("example.com."): ["https://example.com./a"],
    no_host("a{x}.example.com"): ["https://a{x}.example.com/a"],
    no_host("exa{mple.com"): ["https://exa{mple.com/a"],
    "has the invalid port ':1]'": ["https://[::1]/a"],
    "has the invalid port '0'": ["https://example.com:0/a"],
    "has the invalid port '65536'": ["https://example.com:65536/a"],
    "has the invalid port ''": ["https://example.com:/a"],
    "continues with 'a' after {base}; '/' must follow": ["{base}a"],
    "has a placeholder {0.__class__}; names are a-z, 0-9 and _": [
        "https://example.com/{0.__class__}", "{0.__class__}/a",
    ],
    "has a placeholder {X}; names are a-z, 0-9 and _": ["https://example.com/{X}"],
    "has a placeholder {1a}; names are a-z, 0-9 and _": ["https://example.com/{1a}"],
    "has a placeholder {_}; names are a-z, 0-9 and _": ["https://example.com/{_}"],
    "has a placeholder {}; names are a-z, 0-9 and _": ["https://example.com/{}"],
    "has 'a{x}' in its path; a placeholder must be a whole segment": [
        "https://example.com/a{x}"
    ],
    "has 'a{' in its path; a placeholder must be a whole segment": ["https://example.com/a{"],
    "has 'a}' in its path; a placeholder must be a whole segment": ["https://example.com/a}"],
    "has a '.' or '..' segment in its path": [
        "https://example.com/../a", "https://example.com/%2e%2E/a", "https://example.com/./a",
    ],
    "has an empty segment ('//') in its path": ["https://example.com//a"],
    "has a percent-encoded slash, backslash or control character in its path": [
        "https://example.com/a%2Fb", "https://example.com/a%5cb", "https://example.com/a%00",
        "https://example.com/a%7f",
    ],
    "has a '%' in its path that is not a percent-encoding": [
        "https://example.com/a%zz", "https://example.com/a%4", "https://example.com/%",
    ],
    "has an invalid character in its path": ["https://example.com/a\\b"],
    "contains a space, a control character or a non-ASCII character": [
        "https://example.com/a b", "https://example.com/a\n", "https://ex\u00e4mple.com/a",
    ],
    "ends in '?'": ["https://example.com/a?"],
    "has a placeholder in its query, which is not allowed": [
        "https://example.com/a?b={x}", "https://example.com/a?b={", "https://example.com/a?b=}",
    ],
    "has an invalid character in its query": ['https://example.com/a?b="'],
    "has a '%' in its query that is not a percent-encoding": ["https://example.com/a?b=%zz"],
    "has a query parameter without a name": [
        "https://example.com/a?=b", "https://example.com/a?a&", "https://example.com/a?&",
    ],
    "has the query parameter 'b' twice (RFC 6749 section 3.1)": [
        "https://example.com/a?b=1&b=2", "https://example.com/a?b&c&%62",
    ],
    "has the query parameter 'a b' twice (RFC 6749 section 3.1)": [
        "https://example.com/a?a+b=1&a%20b=2",
    ],
    "has 'state' in its query, which belongs to each request": ["https://example.com/a?state=1"],
    "has 'Client_id' in its query, which belongs to each request": [
        "https://example.com/a?Client%5Fid=1"
    ],
    "is longer than 2048 characters": ["https://example.com/" + "a" * 2029],
}  # fmt: skip


@pytest.mark.parametrize(
    ("template", "reason"),
    [(template, reason) for reason, templates in NO_TEMPLATES.items() for template in templates],
)
def test_invalid_templates_are_rejected(template: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(template)
    assert str(caught.value) == reason


def test_longest_url_and_highest_port_are_accepted() -> None:
    for url in ("https://example.com/" + "a" * 2028, "https://example.com:65535/a"):
        assert parse(url).text == url


def test_loopback_is_accepted_only_if_allowed() -> None:
    for url in (
        "http://127.0.0.1/a", "http://127.0.0.1:8080/a", "http://[::1]/a", "http://[::1]:8080/a",
    ):  # fmt: skip
        assert parse(url, True).text == url
        with pytest.raises(ValueError, match="https://"):
            parse(url)
    for url in ("http://localhost/a", "http://127.0.0.2/a", "http://127.0.0.1.example.com/a"):
        with pytest.raises(ValueError, match="https://"):
            parse(url, True)
    assert render(parse("http://[::1]:9/{t}", True), {"t": "x"}) == "http://[::1]:9/x"


ACCEPTED = {
    "label": ["a", "acme", "a-b", "a--b", "ab--c", "0", "x" * 63],
    "host": ["example.com", "a.b.example.co", "1.example", "a." * 125 + "com"],
    "segment": ["a", "A_b", "X", "aX", "contoso.onmicrosoft.com", "_x_", "xn--a", "x" * 128],
    "base_url": ["https://example.com", "https://a.example.com:8443/b/c.d"],
}
REFUSED = {
    "label": ["", "-a", "a-", "A", "a.b", "xn--a", "x" * 64, "a\n", "\u212a", "a_b"],
    "host": ["", "localhost", "a", "1.2", "a.0x7f", "127.0.0.1", "a..b", "a.b.", "a.com:1", "A.com",
             "xn--a.com", "a.com/", "a.com\n", ".a.com", "a." + "x" * 64, "a." * 125 + "comm",
             "a." * 130 + "com"],
    "segment": ["", ".", "..", "a..b", ".a", "a.", "-a", "a/b", "a b", "a%41", "x" * 129, "a\n"],
    "base_url": ["https://a.com/", "http://a.com", "https://a.com?b", "https://a.com#b", "a.com",
                 "https://a.com/../b", "https://a.com/.b", "https://a@b.com", "https://a.com:0",
                 "https://a.com:65536", "https://127.0.0.1", "https://localhost",
                 "http://127.0.0.1", "https://a.com//b", "https://a.com:"],
}  # fmt: skip


@pytest.mark.parametrize("kind", ACCEPTED)
def test_values_are_checked_by_kind(kind: str) -> None:
    for value in ACCEPTED[kind]:
        assert fits(kind, value), value
    for value in REFUSED[kind]:
        assert not fits(kind, value), value


def test_loopback_base_url_is_accepted_only_if_allowed() -> None:
    for value in ("http://127.0.0.1", "http://127.0.0.1:80/x", "http://[::1]:8080"):
        assert fits("base_url", value, True)
        assert not fits("base_url", value)
    assert not fits("base_url", "http://127.0.0.1:99999", True)
    assert not fits("base_url", "http://127.0.0.1:", True)


def test_three_parsers_agree_on_every_accepted_host() -> None:
    made = [make("https://{x}.example.com/a", x=value) for value in ACCEPTED["label"]]
    made += [make("https://{x}/a", x=value) for value in ACCEPTED["host"]]
    made += [make("https://example.com/{x}/a", x=value) for value in ACCEPTED["segment"]]
    made += [make("{x}/a", x=value) for value in ACCEPTED["base_url"]]
    for url in made:
        assert urlsplit(url).hostname == httpx.URL(url).host == Url(url).host


def test_rendered_url_has_a_length_limit() -> None:
    long = "https://example.com/" + "/".join(["{a}"] * 17)
    assert len(make(f"{long}/" + "a" * 311, a="x" * 100)) == 2048
    for template, value in ((f"{long}/" + "a" * 312, "x" * 100), (long, "x" * 128)):
        with pytest.raises(ValueError, match=r"^the URL would be longer than 2048 characters$"):
            make(template, a=value)


ELSEWHERE = "the URL does not lead to the host that its template promised"
NOT_PLAIN = "the URL has a user name or a fragment"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://b.example.org/", ELSEWHERE),
        (
            "https://a.example\\@b.example/",
            ELSEWHERE,
        ),  # urllib reads b.example, pydantic a.example
        ("https://b.example\\.a.example/", ELSEWHERE),  # pydantic reads b.example
        ("https://a@b.example/", NOT_PLAIN),
        ("https://:a@b.example/", NOT_PLAIN),
        ("https://b.example/#a", NOT_PLAIN),
    ],
)
def test_ambiguous_url_is_rejected(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        check_host(url, "b.example")
    assert str(caught.value) == reason
    check_host("https://b.example/", "b.example")


def test_render_rejects_unchecked_values() -> None:
    # Values are checked first; if one slips through, parsing the result catches it.
    for evil in ("evil.com/", "a@evil.com", "evil.com#", "evil.com?"):
        with pytest.raises(ValueError, match="would have the invalid host"):
            make("https://{x}.example.com/a", x=evil)
    with pytest.raises(ValueError, match=NOT_PLAIN):
        make("https://example.com/{x}", x="#")


def test_check_url_accepts_only_complete_https_urls() -> None:
    for url in ("https://a.example/b?c=d", "https://a.example:8443/b", "http://127.0.0.1:1/b"):
        check_url(url)
    for url in ("http://a.example/b", "ftp://a.example", "x"):
        with pytest.raises(ValueError, match=r"^does not begin with https:// and a host name$"):
            check_url(url)
    with pytest.raises(ValueError, match=r"^has a placeholder that was not filled in$"):
        check_url("https://{x}.example.com/")
