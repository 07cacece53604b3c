"""Dialpad: https://developers.dialpad.com/docs/oauth."""

from datetime import date

from oauth_presets import Preset

dialpad = Preset(
    name="dialpad",
    title="Dialpad",
    categories=("communication",),
    authorize_url="https://dialpad.com/oauth2/authorize",
    token_url="https://dialpad.com/oauth2/token",
    scope_sets={"export": ("recordings_export", "message_content_export")},
    scope_descriptions={
        "recordings_export": "Give the addresses of recordings in call events",
        "message_content_export": "Read the text of the user's SMS messages",
    },
    docs_url="https://developers.dialpad.com/docs/oauth",
    setup=(
        "Dialpad registers applications by a form: give it {redirect_uri} and the scopes needed.",
        "Without a scope, a token has basic access to the user's account.",
        "The redirect URI must not have a fragment.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
