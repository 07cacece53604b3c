"""QuickBooks Time: https://tsheetsteam.github.io/api_docs/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

quickbooks_time = Preset(
    name="quickbooks_time",
    title="QuickBooks Time",
    categories=("projects", "people"),
    keywords=("tsheets", "time tracking"),
    authorize_url="https://rest.tsheets.com/api/v1/authorize",
    token_url="https://rest.tsheets.com/api/v1/grant",
    api=Api(base_url="https://rest.tsheets.com/api/v1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://tsheetsteam.github.io/api_docs/",
    setup=(
        "Add an application in QuickBooks Time's own API add-on, with {redirect_uri}; clients of"
        " the Intuit developer portal do not work here.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "offline", "token_endpoint_auth_methods", "api"),
)
