"""HiBob: https://apidocs.hibob.com/reference/oauth-20."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "employee_data:read": "Read the data of employees",
    "timeoff:read": "Read time off",
    "company.metadata:read": "Read the fields and lists of the company",
}

hibob = Preset(
    name="hibob",
    title="HiBob",
    categories=("people",),
    keywords=("bob", "hi bob"),
    authorize_url="https://auth.app.hibob.com/oauth2/v1/apps/authorize",
    token_url="https://auth.app.hibob.com/oauth2/v1/apps/token",
    scopes=("employee_data:read", "timeoff:read", "company.metadata:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.hibob.com"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("partner",),
    docs_url="https://apidocs.hibob.com/reference/oauth-20",
    setup=(
        "Bob gives clients to its marketplace and technology partners; name {redirect_uri}.",
        "Installations begin in Bob: the callback must serve people who are not signed in to your"
        " application.",
        "The customer chooses scopes and employees when consenting.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "scopes", "token_endpoint_auth_methods", "api"),
)
