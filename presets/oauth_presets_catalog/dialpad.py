"""Dialpad: https://developers.dialpad.com/docs/oauth."""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, Redirect

EXPORT = ("recordings_export", "message_content_export")
COMMON: dict[str, Any] = {
    "categories": ("communication",),
    "keywords": ("voip", "business phone"),
    "scope_sets": {"export": EXPORT, "company": (*EXPORT, "message_content_export:all")},
    "scope_descriptions": {
        "recordings_export": "Give the addresses of recordings in call events",
        "message_content_export": "Read the text of the user's SMS messages",
        "message_content_export:all": "Read the text of the whole company's SMS messages",
        "screen_pop": "Show a page to the user on the user's own screen",
    },
    "offline": Offline(mode="request", scopes=("offline_access",)),
    "redirect": Redirect(note="It may have a query, which is kept, but no fragment."),
    "registration": ("partner",),
    "docs_url": "https://developers.dialpad.com/docs/oauth",
    "setup": (
        "Dialpad registers applications by a form: give it {redirect_uri} and the scopes needed.",
        "Without a scope, a token has basic access to the user's account.",
    ),
}

dialpad = Preset(
    name="dialpad",
    title="Dialpad",
    authorize_url="https://dialpad.com/oauth2/authorize",
    token_url="https://dialpad.com/oauth2/token",
    api=Api(base_url="https://dialpad.com/api/v2"),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline",),
    **COMMON,
)

dialpad_sandbox = Preset(
    name="dialpad_sandbox",
    title="Dialpad Sandbox",
    authorize_url="https://sandbox.dialpad.com/oauth2/authorize",
    token_url="https://sandbox.dialpad.com/oauth2/token",
    api=Api(base_url="https://sandbox.dialpad.com/api/v2"),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",  # the vendor's pages show the sandbox's API only
    unverified=("authorize_url", "token_url", "offline"),
    **COMMON,
)
