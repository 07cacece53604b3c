"""A user at a browser: `chromium.py REPORT URL` signs in as Alice at a node-oidc-provider.

It replaces the system browser if $BROWSER names it. Playwright drives the system's Chromium,
headless and with a new profile. Observations are written to REPORT as JSON, with a screenshot of
the last page beside it.
"""

import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip


def sign_in(page: Page, url: str) -> None:
    """Fill in the forms until the receiver's page appears."""
    page.goto(url)
    page.fill("input[name=login]", "alice")
    page.fill("input[name=password]", "wonderland")
    page.click("button[type=submit]")
    page.wait_for_selector("text=Continue")
    page.click("button[type=submit]")
    page.wait_for_selector("main h1")


def main(report: Path, url: str) -> None:
    requests: list[tuple[str, str]] = []
    complaints: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=True, args=FLAGS,
            viewport={"width": 900, "height": 560}, color_scheme="light",
        )  # fmt: skip
        page = browser.pages[0]
        page.set_default_timeout(20_000)
        page.on("request", lambda it: requests.append((it.frame.url, it.url)))
        page.on("console", lambda it: complaints.append((it.location["url"], it.text)))
        sign_in(page, url)
        history = browser.new_cdp_session(page).send("Page.getNavigationHistory")
        seen = {
            "url": page.url,
            "title": page.title(),
            "heading": page.inner_text("main h1"),
            "text": page.inner_text("main"),
            "lang": page.get_attribute("html", "lang"),
            "headings": page.locator("h1").count(),
            "style": page.evaluate("getComputedStyle(document.querySelector('main')).borderRadius"),
            "history": [entry["url"] for entry in history["entries"]],
            "requests": requests,
            "complaints": complaints,
        }
        page.screenshot(path=str(report.with_suffix(".png")))
        browser.close()
    report.write_text(json.dumps(seen), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
