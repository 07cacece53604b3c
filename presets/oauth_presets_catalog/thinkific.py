"""Thinkific: https://developers.thinkific.com/api/authorization/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name of the user",
    "email": "Email address of the user",
    "site": "The site of the user",
}

SUBDOMAIN = Variable(
    kind="label", example="acme", description="Site: what stands before .thinkific.com."
)

thinkific = Preset(
    name="thinkific",
    title="Thinkific",
    categories=("commerce", "people"),
    keywords=("online courses",),
    authorize_url="https://{subdomain}.thinkific.com/oauth2/authorize",
    token_url="https://{subdomain}.thinkific.com/oauth2/token",
    variables={"subdomain": SUBDOMAIN},
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.thinkific.com/api/public/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    registration=("console",),
    docs_url="https://github.com/thinkific/thinkific-oauth-vuejs-starter",
    setup=(
        "Create an app in the Partner Portal, with {redirect_uri}, and choose its API scopes"
        " there; the parameter scope is for OpenID Connect alone.",
        "Students can sign in too: their tokens do what a student may.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "api"),
)
