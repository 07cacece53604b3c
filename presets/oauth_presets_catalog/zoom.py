"""Zoom: https://developers.zoom.us/docs/integrations/oauth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

CLOUD = Variable(
    kind="choice",
    default="commercial",
    example="gov",
    description="Zoom, or Zoom for Government with its own accounts and apps.",
    choices={"commercial": "zoom.us", "gov": "zoomgov.com"},
)

zoom = Preset(
    name="zoom",
    title="Zoom",
    categories=("communication", "events"),
    keywords=("zoom meetings", "zoom phone"),
    authorize_url="https://{cloud}/oauth/authorize",
    token_url="https://{cloud}/oauth/token",
    revocation_url="https://{cloud}/oauth/revoke",
    userinfo_url="https://api.{cloud}/v2/users/me",
    variables={"cloud": CLOUD},
    api=Api(base_url="https://api.{cloud}/v2"),
    redirect=Redirect(
        loopback=("127.0.0.1",), any_port=True, note="For clients with PKCE and for native ones."
    ),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    registration=("console",),
    docs_url="https://developers.zoom.us/docs/integrations/oauth/",
    console_url="https://marketplace.zoom.us/",
    setup=(
        "Create an OAuth app in the App Marketplace, with {redirect_uri} as its redirect URL and in"
        " its allow list.",
        "Choose the scopes on the app; a request need not repeat them. userinfo_url needs"
        " user:read:user.",
        "The public client ID differs from that of the confidential client.",
        "Revoking a token removes the app for the user.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "userinfo_url", "variables"),
)
