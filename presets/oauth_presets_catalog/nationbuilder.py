"""NationBuilder: https://support.nationbuilder.com/en/articles/9180281.

The token request is at https://support.nationbuilder.com/en/articles/9559128-generating-api-tokens,
PKCE at https://support.nationbuilder.com/en/articles/9903805-api-authentication-guide.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SLUG = Variable(
    kind="label",
    example="joeyforprez",
    description="The nation's slug, the first part of its nationbuilder.com address.",
)

nationbuilder = Preset(
    name="nationbuilder",
    title="NationBuilder",
    categories=("crm", "marketing"),
    authorize_url="https://{slug}.nationbuilder.com/oauth/authorize",
    token_url="https://{slug}.nationbuilder.com/oauth/token",
    userinfo_url="https://{slug}.nationbuilder.com/api/v2/signups/me",
    variables={"slug": SLUG},
    api=Api(base_url="https://{slug}.nationbuilder.com/api/v2"),
    offline=Offline(mode="always"),
    access_token_seconds=86_400,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://support.nationbuilder.com/en/articles/"
    "9180281-api-authentication-quick-start-guide",
    setup=(
        "Register the app under Settings, Developer, with {redirect_uri} as its callback URL: for"
        " certified developers, and nations on the Enterprise or Network plan.",
        "An administrator of the nation must grant the access.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("api", "token_url", "pkce", "userinfo_url"),
)
