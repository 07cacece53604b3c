"""DigitalOcean: https://docs.digitalocean.com/reference/api/oauth."""

from datetime import date

from oauth_presets import Offline, Preset

digitalocean = Preset(
    name="digitalocean",
    title="DigitalOcean",
    categories=("developer",),
    authorize_url="https://cloud.digitalocean.com/v1/oauth/authorize",
    token_url="https://cloud.digitalocean.com/v1/oauth/token",
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write")},
    scope_descriptions={
        "read": "Read all resources of the team",
        "write": "Create, change and delete resources of the team",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    docs_url="https://docs.digitalocean.com/reference/api/oauth",
    setup=(
        "Enter {redirect_uri} as the callback URL of the OAuth application.",
        "Refreshing has an endpoint of its own, https://cloud.digitalocean.com/v1/oauth/refresh.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "offline"),
)
