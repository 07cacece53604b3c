"""BambooHR: https://documentation.bamboohr.com/docs/getting-started.

Both endpoints are those of its own SDK, https://github.com/BambooHR/bhr-api-python.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

bamboohr = Preset(
    name="bamboohr",
    title="BambooHR",
    categories=("people",),
    keywords=("bamboo", "hris"),
    authorize_url="https://{company_domain}.bamboohr.com/authorize.php?request=authorize",
    token_url="https://{company_domain}.bamboohr.com/token.php?request=token",
    variables={
        "company_domain": Variable(
            kind="label",
            example="mycompany",
            description="The company's BambooHR address: mycompany for mycompany.bamboohr.com.",
        )
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://{company_domain}.bamboohr.com/api/v1"),
    redirect=Redirect(note="It must match the registered one exactly."),
    registration=("console",),
    docs_url="https://documentation.bamboohr.com/docs/getting-started",
    console_url="https://developers.bamboohr.com/home/applications",
    setup=(
        "Make an application in the developer portal, with {redirect_uri}.",
        "Select scopes there and pass the same ones as scopes=; their names are listed only in the "
        "portal. offline_access is among the miscellaneous ones.",
        "Signing in by OpenID Connect for an API key is closed to new integrations.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline", "api"),
)
