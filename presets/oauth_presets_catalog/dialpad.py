"""Dialpad: https://developers.dialpad.com/docs/oauth.

Both environments and the parameters are those of Dialpad's API description, in
https://github.com/dialpad/dialpad-python-sdk.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

EXPORT = ("recordings_export", "message_content_export")


SCOPES = {
    "recordings_export": "Give the addresses of recordings in call events",
    "message_content_export": "Read the text of the user's SMS messages",
    "message_content_export:all": "Read the text of the whole company's SMS messages",
    "screen_pop": "Show a page to the user on the user's own screen",
}


def environment(name: str, title: str, host: str) -> Preset:
    """Make the preset of one Dialpad environment; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("communication",),
        keywords=("voip", "business phone"),
        authorize_url=f"https://{host}/oauth2/authorize",
        token_url=f"https://{host}/oauth2/token",
        userinfo_url=f"https://{host}/api/v2/users/me",
        absent=("revocation_url",),  # /oauth2/deauthorize ends all tokens of the app
        scope_sets={"export": EXPORT, "company": (*EXPORT, "message_content_export:all")},
        scope_descriptions=SCOPES,
        offline=Offline(mode="request", scopes=("offline_access",), rotates=True),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
        api=Api(base_url=f"https://{host}/api/v2"),
        redirect=Redirect(note="It may have a query, which is kept, but no fragment."),
        registration=("partner",),
        docs_url="https://github.com/dialpad/dialpad-python-sdk/blob/HEAD/dialpad_api_spec.json",
        setup=(
            "Dialpad registers applications by a form: give it {redirect_uri} and the scopes.",
            "Without a scope, a token has basic access to the user's account.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("offline", "userinfo_url"),
    )


dialpad = environment("dialpad", "Dialpad", "dialpad.com")
dialpad_sandbox = environment("dialpad_sandbox", "Dialpad Sandbox", "sandbox.dialpad.com")
