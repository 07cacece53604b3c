"""PagerDuty: https://developer.pagerduty.com/docs/oauth-functionality."""

from datetime import date

from oauth_presets import Offline, Preset

pagerduty = Preset(
    name="pagerduty",
    title="PagerDuty",
    categories=("developer", "support"),
    authorize_url="https://identity.pagerduty.com/oauth/authorize",
    token_url="https://identity.pagerduty.com/oauth/token",
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("write",)},
    scope_descriptions={
        "read": "Read what the user can see",
        "write": "Read and write what the user can",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.pagerduty.com/docs/oauth-functionality",
    setup=(
        "Add OAuth 2.0 to the app and enter {redirect_uri} as a redirect URL.",
        "read and write are for Classic User OAuth. With Scoped OAuth pass the scopes set on the"
        " app, such as incidents.read; a wrong one is dropped in silence.",
        "A code is good for 30 seconds.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
