"""ArcGIS: https://developers.arcgis.com/documentation/security-and-authentication/reference/.

The endpoints are those of Esri's own https://github.com/Esri/arcgis-rest-js.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

arcgis = Preset(
    name="arcgis",
    title="ArcGIS",
    categories=("data", "developer"),
    keywords=("esri", "arcgis online", "arcgis enterprise", "gis"),
    authorize_url="{base_url}/oauth2/authorize",
    token_url="{base_url}/oauth2/token",
    userinfo_url="{base_url}/community/self?f=json",
    absent=("revocation_url",),  # /oauth2/revokeToken takes the token as auth_token
    variables={
        "base_url": Variable(
            kind="base_url",
            default="https://www.arcgis.com/sharing/rest",
            example="https://gis.example.com/portal/sharing/rest",
            description="Portal service: ArcGIS Online, or the /sharing/rest of an own portal.",
        )
    },
    offline=Offline(mode="always"),
    access_token_seconds=1800,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="{base_url}"),
    redirect=Redirect(loopback=("localhost",)),
    registration=("console",),
    docs_url=(
        "https://developers.arcgis.com/documentation/security-and-authentication/reference/"
        "rest-authentication-operations"
    ),
    setup=(
        "Add {redirect_uri} to the redirect URLs of the OAuth credentials.",
        "There are no scopes: the token can do what the user can.",
        "The parameter expiration, in minutes, sets how long the refresh token lives, 90 days at"
        " most.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
