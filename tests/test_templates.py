"""URL templates: what they may be, what values may go in, and that three parsers agree."""

from urllib.parse import urlsplit

import httpx
import pytest
from pydantic_core import Url

from oauth_presets.templates import check_url, fits, parse, render


def make(template: str, **values: str) -> str:
    return render(parse(template), values)


def test_placeholders_are_filled_where_they_stand() -> None:
    assert make("https://{shop}.example.com/{realm}/a?x=1", shop="s-1", realm="R_2.x") == (
        "https://s-1.example.com/R_2.x/a?x=1"
    )
    assert make("https://{host}/a", host="id.example.org") == "https://id.example.org/a"
    assert make("https://{host}:8443/a", host="id.example.org") == "https://id.example.org:8443/a"
    assert make("{base}/a", base="https://x.example.org:8443/ctx") == (
        "https://x.example.org:8443/ctx/a"
    )
    assert make("https://example.com") == "https://example.com"


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("http://example.com/a", "https://"),
        ("//example.com/a", "https://"),
        ("https:///a", "https://"),
        ("https://user@example.com/a", "user name"),
        ("https://example.com/a#b", "fragment"),
        ("https://example/a", "host"),
        ("https://EXAMPLE.com/a", "host"),
        ("https://127.0.0.1/a", "host"),
        ("https://0x7f.1/a", "host"),
        ("https://[::1]/a", "port"),
        ("https://xn--pple-43d.com/a", "host"),
        ("https://example.com./a", "host"),
        ("https://example.com:0/a", "port"),
        ("https://example.com:99999/a", "port"),
        ("https://a{x}.example.com/a", "whole label"),
        ("https://{x}.com/a", "last two labels"),
        ("https://example.{x}/a", "last two labels"),
        ("https://example.com/a{x}", "whole segment"),
        ("https://example.com/a?b={x}", "placeholder"),
        ("{base}a", "'/' must follow"),
        ("https://example.com/{0.__class__}", "names are"),
        ("https://example.com/{X}", "names are"),
        ("https://example.com/{}", "names are"),
        ("https://example.com/../a", "'..'"),
        ("https://example.com/%2e%2E/a", "'..'"),
        ("https://example.com//a", "empty segment"),
        ("https://example.com/a%2Fb", "percent-encoded"),
        ("https://example.com/a%5cb", "percent-encoded"),
        ("https://example.com/a%00", "percent-encoded"),
        ("https://example.com/a%7f", "percent-encoded"),
        ("https://example.com/a%zz", "percent-encoding"),
        ("https://example.com/a\\b", "character"),
        ("https://example.com/a b", "space"),
        ("https://example.com/a\n", "control"),
        ("https://ex\u00e4mple.com/a", "ASCII"),
        ("https://example.com/a?", "ends in"),
        ("https://example.com/a?=b", "without a name"),
        ("https://example.com/a?b=1&b=2", "twice"),
        ("https://example.com/a?state=1", "belongs to each request"),
        ("https://example.com/a?Client%5Fid=1", "belongs to each request"),
        ("https://example.com/" + "a" * 2048, "longer"),
    ],
)
def test_what_is_no_template(template: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("(", r"\(")):
        parse(template)


def test_loopback_only_where_it_is_allowed() -> None:
    for url in ("http://127.0.0.1/a", "http://127.0.0.1:8080/a", "http://[::1]:8080/a"):
        assert parse(url, True).text == url
        with pytest.raises(ValueError, match="https://"):
            parse(url)
    for url in ("http://localhost/a", "http://127.0.0.2/a", "http://127.0.0.1.example.com/a"):
        with pytest.raises(ValueError, match="https://"):
            parse(url, True)
    assert render(parse("http://[::1]:9/{t}", True), {"t": "x"}) == "http://[::1]:9/x"


ACCEPTED = {
    "label": ["a", "acme", "a-b", "a--b", "0", "x" * 63],
    "host": ["example.com", "a.b.example.co", "1.example"],
    "segment": ["a", "A_b", "contoso.onmicrosoft.com", "_x_", "xn--a", "x" * 128],
    "base_url": ["https://example.com", "https://a.example.com:8443/b/c.d"],
}
REFUSED = {
    "label": ["", "-a", "a-", "A", "a.b", "xn--a", "ab--c", "x" * 64, "a\n", "\u212a", "a_b"],
    "host": ["", "localhost", "a", "1.2", "a.0x7f", "127.0.0.1", "a..b", "a.b.", "a.com:1", "A.com",
             "xn--a.com", "a.com/", "a.com\n", ".a.com", "a." + "x" * 64, "a." * 130 + "com"],
    "segment": ["", ".", "..", "a..b", ".a", "a.", "-a", "a/b", "a b", "a%41", "x" * 129, "a\n"],
    "base_url": ["https://a.com/", "http://a.com", "https://a.com?b", "https://a.com#b", "a.com",
                 "https://a.com/../b", "https://a.com/.b", "https://a@b.com", "https://a.com:0",
                 "https://a.com:65536", "https://127.0.0.1", "https://localhost",
                 "http://127.0.0.1", "https://a.com//b", "https://a.com:"],
}  # fmt: skip


@pytest.mark.parametrize("kind", ACCEPTED)
def test_values_by_kind(kind: str) -> None:
    for value in ACCEPTED[kind]:
        assert fits(kind, value), value
    for value in REFUSED[kind]:
        assert not fits(kind, value), value


def test_loopback_base_urls() -> None:
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


def test_a_rendered_url_has_a_limit() -> None:
    long = "https://example.com/" + "/".join(["{a}"] * 17)
    assert len(make(long, a="x" * 100)) <= 2048
    with pytest.raises(ValueError, match="longer"):
        make(long, a="x" * 128)


def test_render_does_not_trust_its_caller() -> None:
    # Values are checked before; should one slip through, the result is parsed again.
    for evil in ("evil.com/", "a@evil.com", "evil.com#", "evil.com?"):
        with pytest.raises(ValueError, match=r"host|user name"):
            make("https://{x}.example.com/a", x=evil)


def test_complete_urls() -> None:
    for url in ("https://a.example/b?c=d", "https://a.example:8443/b", "http://127.0.0.1:1/b"):
        check_url(url)
    for url in ("https://{x}.example.com/", "http://a.example/b", "ftp://a.example", "x"):
        with pytest.raises(ValueError, match=r"placeholder|https://"):
            check_url(url)
