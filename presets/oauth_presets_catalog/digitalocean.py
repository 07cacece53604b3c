"""DigitalOcean: https://docs.digitalocean.com/documentation/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "read": "Read all resources of the team",
    "write": "Create, change and delete resources of the team",
}

digitalocean = Preset(
    name="digitalocean",
    title="DigitalOcean",
    categories=("developer",),
    keywords=("do", "droplets"),
    authorize_url="https://cloud.digitalocean.com/v1/oauth/authorize",
    token_url="https://cloud.digitalocean.com/v1/oauth/token",
    revocation_url="https://cloud.digitalocean.com/v1/oauth/revoke",
    userinfo_url="https://api.digitalocean.com/v2/account",
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    api=Api(base_url="https://api.digitalocean.com/v2"),
    redirect=Redirect(loopback=("localhost",)),
    registration=("console", "dynamic"),
    docs_url="https://docs.digitalocean.com/documentation/oauth",
    console_url="https://cloud.digitalocean.com/account/api/applications/new",
    setup=(
        "Enter {redirect_uri} as the callback URL of the OAuth application.",
        "A client without a secret comes by dynamic registration and must use PKCE.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scope_sets", "token_endpoint_auth_methods", "userinfo_url", "redirect"),
)
