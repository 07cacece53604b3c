"""Hostile values: in a URL they would move the host, leave the segment or break the URL."""

import itertools

_HOSTS = ["evil.com", "127.0.0.1", "[::1]", "localhost", "0x7f.1", "2130706433", "169.254.169.254"]
_AFTER = ["/", "#", "?", "\\", "/#", "/?", "?#", ":80/", ":@", "/.", "%2f", "%23", "%00", ";", "//"]
_BEFORE = ["/", "//", "\\\\", "@", "a@", "a:b@", ".", "https://", "http:", "javascript:", "?", "#"]

# Characters that some parser folds to a dot, a slash, a letter or nothing.
_FOLDED = [
    "evil\u3002com", "evil\uff0ecom", "evil\uff61com", "evil\u2024com", "evil\u2025com",
    "\uff45vil", "\u24d4vil", "\ufb00", "\u212aelvin", "\u017f", "stra\u00dfe", "\u0130", "\u0131",
    "p\u0430ypal", "\u03b1cme", "\u13aacme", "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b",
    "a\ufeffb", "a\u00adb", "a\u034fb", "a\u180eb", "a\u115fb", "\u202eevil", "\u2066evil\u2069",
    "a\uff0fb", "a\u2044b", "a\u2215b", "a\u29f8b", "a\uff3cb", "a\uff1fb", "a\uff03b", "a\uff20b",
    "a\uff1ab", "a\u2047b", "a\u2100b", "a\u2105b", "a\u2488b", "\u2474", "\u00e9", "e\u0301",
    "\U0001f600", "\U000e0061", "\u0661", "\u0967", "\uff11", "\u00b2", "\ud800", "\udcff",
    "\u00a0a", "a\u3000b", "a\u2028b", "a\u2029b", "a\u0085b",
]  # fmt: skip

_CONTROLS = [
    f"{before}{chr(code)}{after}"
    for code in (0, 1, 8, 9, 10, 11, 12, 13, 27, 31, 32, 127, 128, 160)
    for before, after in (("a", "b"), ("", "a"), ("a", ""))
]

_ENCODED = [
    "%2e", "%2E%2e", "..%2f", "%2e%2e/", "%252e", "a%2fb", "a%5cb", "a%23b", "a%3fb", "a%40b",
    "%41", "%0a", "%0d%0a", "%09", "%c0%ae", "%c0%af", "%e3%80%82", "%", "%zz", "%u002e", "a+b",
    "a%20b", "&amp;", "&#46;", "\\u002e", "\\x2e", "=?utf-8?q?a?=",
]  # fmt: skip

_DOTS = [
    ".", "..", "...", "../", "/..", "../..", "a/..", "a/../b", "a..b", ".a", "a.", "..a", "a..",
    "./a", "a/./b", "a//b", "/a", "a/", "//a", "a/b", "..\\", "..;/", ";", "a;b", ".;/", "~", "-",
    "--", "-a", "a-", "_", "__",
]  # fmt: skip

_CODE = [
    "{0.__class__}", "{x.__class__.__init__.__globals__}", "{}", "{{}}", "{tenant}", "{base_url}",
    "%(x)s", "%s", "${HOME}", "$(id)", "`id`", "{{7*7}}", "<script>", "'\"><", "' OR 1=1", "a|b",
    "a&b", "a=b", "*", "!", "^", "a,b", "(a)", "[a]", "a:b", "a@b", "a#b", "a?b", "a\\b", "a\"b",
    "a'b", "a<b",
]  # fmt: skip

_NAMES = [
    "", "xn--", "xn--a", "xn--pple-43d", "XN--pple-43d", "xn--pple-43d.com", "ab--cd", "a" * 64,
    "a" * 129, "a" * 300, "a." * 130 + "com", "A", "Contoso", "LOCALHOST", "localhost", "evil",
    "evil.com", "a.evil.com", "evil.com.", ".evil.com", "evil..com", "evil.123", "evil.0x7f", "1.1",
    "0x7f.1", "0x7f000001", "017700000001", "2130706433", "127.1", "127.0.0.1", "0", "1e3", "::1",
    "[::1]", "[::ffff:127.0.0.1]", "[v1.x]", "evil.com:80", "evil.com:", "a_b.com", "a b.com",
    "com", "0.0.0.0", "evil.com:443", "None", "null", "undefined", "NaN", "True", "169.254.169.254",
]  # fmt: skip

_URLS = [
    "https://", "https:///", "https://evil", "https://evil.com", "https://evil.com/",
    "https://evil.com#", "https://evil.com?", "https://evil.com?a", "https://evil.com/?a=b",
    "https://a@evil.com", "https://a:b@evil.com", "https://evil.com:0", "https://evil.com:65536",
    "https://evil.com:8443", "https://evil.com:08443", "https://evil.com:+80",
    "https://evil.com: 80", "https://evil.com:\u0661", "https://evil.com:80:80",
    "https://evil.com/a/../b", "https://evil.com/%2e%2e", "https://evil.com//a",
    "https://evil.com/.a", "https://evil.com/a b", "https://EVIL.com", "HTTPS://evil.com",
    "https:evil.com", "https:/evil.com", "https:\\\\evil.com", "https://evil.com\\@good.com",
    "https://good.com@evil.com", "https://evil\u3002com", "https://127.0.0.1", "https://[::1]",
    "https://localhost", "https://evil.1", "https://xn--a.com", "http://evil.com",
    "http://127.0.0.1", "http://127.0.0.1:8080", "http://[::1]", "ftp://evil.com", "//evil.com",
    "evil.com/a", "javascript:alert(1)", "data:,a", "file:///etc/passwd", "\nhttps://a.b",
    "https://a.b\n", " https://evil.com", "https://evil.com ", "https://evil.com/{x}",
    "https://evil.com/a/b.c",
]  # fmt: skip

HOSTILE = list(
    dict.fromkeys(
        [
            *(host + after for host, after in itertools.product(_HOSTS, _AFTER)),
            *(before + host for host, before in itertools.product(_HOSTS, _BEFORE)),
            *_FOLDED, *_CONTROLS, *_ENCODED, *_DOTS, *_CODE, *_NAMES, *_URLS,
        ]
    )
)  # fmt: skip

HARMLESS = {
    "label": {"0", "evil", "com", "ab--cd", "localhost", "2130706433", "0x7f000001",
              "017700000001", "1e3", "null", "undefined"},
    "segment": {
        "0", "evil", "com", "localhost", "2130706433", "0x7f000001", "017700000001", "1e3", "null",
        "undefined", "xn--a", "xn--pple-43d", "XN--pple-43d", "xn--pple-43d.com", "ab--cd",
        "a" * 64, "A", "Contoso", "LOCALHOST", "evil.com", "a.evil.com", "evil.123", "evil.0x7f",
        "1.1", "0x7f.1", "127.1", "127.0.0.1", "a_b.com", "0.0.0.0", "None", "NaN", "True", "_",
        "__", "169.254.169.254",
    },
    "host": {"evil.com", "a.evil.com"},
    "base_url": {"https://evil.com", "https://evil.com:8443", "https://evil.com/a/b.c"},
    "choice": set[str](),
}  # fmt: skip
"""The hostile values that each kind accepts: as a whole label or segment they are harmless. Whether
a `host` or a `base_url` is trustworthy is for the user to decide."""
