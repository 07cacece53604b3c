"""Amazon Ads: https://github.com/amzn/ads-advanced-tools-docs.

Its authorization server is Login with Amazon: PKCE is that of the preset `amazon`.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "advertising::campaign_management": "Read and manage sponsored ads and DSP campaigns",
    "advertising::audiences": "Read and manage audiences",
}

amazon_ads = Preset(
    name="amazon_ads",
    title="Amazon Ads",
    categories=("marketing", "commerce"),
    keywords=("amazon advertising", "sponsored products", "amazon dsp"),
    authorize_url="https://{region}/ap/oa",
    token_url="https://api.amazon.com/auth/o2/token",
    variables={
        "region": Variable(
            kind="choice",
            default="na",
            example="eu",
            description="Region of the advertising account: na, eu or fe (Far East).",
            choices={
                "na": "www.amazon.com",
                "eu": "eu.account.amazon.com",
                "fe": "apac.account.amazon.com",
            },
        )
    },
    scopes=("advertising::campaign_management",),
    scope_descriptions=SCOPES,
    api=Api(
        base_url="https://advertising-api.amazon.com",
        headers={"Amazon-Advertising-API-ClientId": "{client_id}"},
    ),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/amzn/ads-advanced-tools-docs",
    setup=(
        "Add {redirect_uri} to the allowed return URLs of a Login with Amazon security profile, and"
        " apply for access to the Amazon Ads API with that profile.",
        "Each call for a profile needs the header Amazon-Advertising-API-Scope with its ID.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("variables", "api"),
)
