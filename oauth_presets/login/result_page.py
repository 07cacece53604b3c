"""The page in the browser at the end of a sign-in: a self-contained document without scripts."""

import base64
import hashlib
from html import escape
from typing import Literal

PageKind = Literal["done", "failed", "refused"]

_STYLE = """
:root { color-scheme: light dark; --paper: #f4f5f7; --card: #fff; --ink: #1c2430; --soft: #4d5868;
  --line: #d8dde4; --done: #14713d; --failed: #b3261e; --refused: #7a5200 }
@media (prefers-color-scheme: dark) { :root { --paper: #12161c; --card: #1b222b; --ink: #eef1f5;
  --soft: #b3bdca; --line: #313b47; --done: #6fd79a; --failed: #ff9c94; --refused: #f2c069 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif }
main { width: 100%; max-width: 32rem; padding: 2.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 1rem; box-shadow: 0 .75rem 2.5rem #0001 }
svg { width: 3rem; height: 3rem; fill: none; stroke: currentColor; stroke-width: 3;
  stroke-linecap: round; stroke-linejoin: round }
.done svg { color: var(--done) } .failed svg { color: var(--failed) }
.refused svg { color: var(--refused) }
h1 { margin: 1rem 0 .5rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere }
p { margin: .5rem 0; overflow-wrap: anywhere }
p:last-child { margin-top: 1.5rem; color: var(--soft); font-size: .9375rem }
"""

_MARKS = {
    "done": "M15 25l6.5 6.5L34 18",
    "failed": "M17 17l14 14M31 17L17 31",
    "refused": "M24 14v13M24 33.5v.5",
}

_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src "
    f"'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
)

HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", _POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Connection", "close"),
)
"""The headers of every answer of the receiver."""


def page(kind: PageKind, title: str, text: str, advice: str = "") -> bytes:
    """Return a page.

    Args:
        kind: `done`, `failed`, or `refused` for a request that is not the response.
        title: the heading.
        text: what happened; it is escaped.
        advice: what to do next; by default, to return to where the sign-in began.
    """
    advice = advice or "You can close this page and return to where you began the sign-in."
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main class="{kind}">
<svg viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="21"/>\
<path d="{_MARKS[kind]}"/></svg>
<h1>{escape(title)}</h1>
<p>{escape(text)}</p>
<p>{escape(advice)}</p>
</main>
</body>
</html>
""".encode()
