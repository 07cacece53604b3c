"""Copper: https://developer.copper.com/introduction/oauth/flow.html."""

from datetime import date

from oauth_presets import Api, Offline, Preset

copper = Preset(
    name="copper",
    title="Copper",
    categories=("crm", "sales"),
    keywords=("copper crm", "prosperworks"),
    authorize_url="https://app.copper.com/oauth/authorize",
    token_url="https://app.copper.com/oauth/token",
    scopes=("developer/v1/all",),
    scope_descriptions={"developer/v1/all": "Everything the API offers; there is no other scope"},
    api=Api(base_url="https://api.copper.com/developer_api"),
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developer.copper.com/introduction/oauth/flow.html",
    setup=(
        "Ask Copper for a client, and name {redirect_uri} as its callback.",
        "The answer arrives as a POST with the code in its body.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
