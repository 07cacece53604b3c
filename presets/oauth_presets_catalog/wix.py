"""Wix: https://dev.wix.com/docs/build-apps/develop-your-app/access/authentication/use-advanced-oauth."""

from datetime import date

from oauth_presets import (
    Api,
    AuthorizationRequest,
    AuthorizationResponse,
    Offline,
    Preset,
    TokenRequest,
)

wix = Preset(
    name="wix",
    title="Wix",
    categories=("commerce",),
    keywords=("wix studio", "website builder"),
    authorize_url="https://www.wix.com/installer/install",
    token_url="https://www.wixapis.com/oauth/access",
    authorization_request=AuthorizationRequest(
        names={"client_id": "appId", "redirect_uri": "redirectUrl"}, omit=("response_type", "scope")
    ),
    authorization_response=AuthorizationResponse(
        extras={"instanceId": "Installation of the app on the site"}
    ),
    token_request=TokenRequest(body="json"),
    api=Api(base_url="https://www.wixapis.com"),
    offline=Offline(mode="always"),
    access_token_seconds=300,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/wix-incubator/sample-wix-rest-app",
    setup=(
        "Wix calls this custom authentication legacy: it is for apps that use it already.",
        "In the Developers Center, enter {redirect_uri} as the redirect URL of the app, and choose"
        " its permissions there.",
        "An installation that begins in Wix's App Market brings a token: pass it with"
        " authorize_params={'token': ...}.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
