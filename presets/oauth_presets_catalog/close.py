"""Close: https://developer.close.com/api/overview/oauth-authentication.

PKCE and client authentication are those of its server metadata,
https://api.close.com/.well-known/oauth-authorization-server.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

close = Preset(
    name="close",
    title="Close",
    categories=("crm", "sales"),
    keywords=("close.com", "close crm", "close.io"),
    authorize_url="https://app.close.com/oauth2/authorize/",
    token_url="https://api.close.com/oauth2/token/",
    revocation_url="https://api.close.com/oauth2/revoke/",
    userinfo_url="https://api.close.com/api/v1/me/",
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    api=Api(base_url="https://api.close.com/api/v1"),
    redirect=Redirect(note="It must be https."),
    registration=("console",),
    docs_url="https://developer.close.com/topics/authentication-oauth2/",
    setup=(
        "Make an app under Settings, Developer, OAuth Apps, with the redirect URL {redirect_uri}.",
        "Each app has the scopes all.full_access and offline_access; none is sent.",
        "An app is private to its organisation until Close makes it public.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("userinfo_url", "api"),
)
