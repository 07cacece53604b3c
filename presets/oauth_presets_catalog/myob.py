"""MYOB Business: https://developer.myob.com/api/myob-business-api/api-overview/authentication/."""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset

myob = Preset(
    name="myob",
    title="MYOB Business",
    categories=("accounting",),
    keywords=("myob accountright", "accountright", "myob essentials"),
    authorize_url="https://secure.myob.com/oauth2/account/authorize",
    token_url="https://secure.myob.com/oauth2/v1/authorize",
    authorize_params={"prompt": "consent"},
    authorization_response=AuthorizationResponse(
        extras={"businessId": "Company file, part of the address of every API call"}
    ),
    api=Api(
        base_url="https://api.myob.com/accountright",
        headers={"x-myobapi-key": "{client_id}", "x-myobapi-version": "v2"},
    ),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.myob.com/api/myob-business-api/api-overview/authentication/",
    setup=(
        "Register the app on my.MYOB's Developer tab with {redirect_uri} as its redirect URI;"
        " the API key is the client ID.",
        "Name the granular data scopes that you need (their names start with sme-); keys made"
        " before 2025-03-12 knew one scope only, and it is withdrawn.",
        "An administrator of the company file must agree, one file at a time.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("api", "authorization_response"),
)
