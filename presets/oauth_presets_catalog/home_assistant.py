"""Home Assistant: https://developers.home-assistant.io/docs/auth_api."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

BASE_URL = Variable(
    kind="base_url",
    example="https://home.example.com",
    description="Address of the Home Assistant server.",
)

home_assistant = Preset(
    name="home_assistant",
    title="Home Assistant",
    categories=("data",),
    keywords=("hass", "smart home", "nabu casa"),
    authorize_url="{base_url}/auth/authorize",
    token_url="{base_url}/auth/token",
    revocation_url="{base_url}/auth/revoke",
    variables={"base_url": BASE_URL},
    api=Api(base_url="{base_url}/api"),
    offline=Offline(mode="always", rotates=False),
    access_token_seconds=1800,
    pkce="ignored",  # an older version of its source reads neither challenge nor verifier
    token_endpoint_auth_methods=("none",),
    docs_url="https://developers.home-assistant.io/docs/auth_api",
    setup=(
        "Nothing is registered: the client ID is the URL of the application's website, and"
        " {redirect_uri} has the same host and port.",
        "For another redirect URI, the website links to it with rel='redirect_uri'.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api", "pkce"),
)
