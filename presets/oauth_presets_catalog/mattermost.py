"""Mattermost: https://developers.mattermost.com/integrate/apps/authentication/oauth2/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

BASE_URL = Variable(
    kind="base_url",
    example="https://mattermost.example.com",
    description="Site URL of the Mattermost server.",
)

mattermost = Preset(
    name="mattermost",
    title="Mattermost",
    categories=("communication",),
    authorize_url="{base_url}/oauth/authorize",
    token_url="{base_url}/oauth/access_token",
    userinfo_url="{base_url}/api/v4/users/me",
    registration_url="{base_url}/api/v4/oauth/apps/register",
    absent=("revocation_url", "introspection_url"),
    variables={"base_url": BASE_URL},
    api=Api(base_url="{base_url}/api/v4"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://developers.mattermost.com/integrate/apps/authentication/oauth2/",
    setup=(
        "A system administrator enables the OAuth 2.0 service provider in the System Console; it is"
        " off by default, and so is dynamic registration.",
        "Under Product menu, Integrations, OAuth 2.0 Applications, add an application with"
        " {redirect_uri} among its Callback URLs.",
        "There are no scopes: the app may do whatever the user may.",
        "A public client has no secret, must use PKCE and gets no refresh token.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline", "absent"),
)
