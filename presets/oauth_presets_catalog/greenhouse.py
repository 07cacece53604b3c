"""Greenhouse: https://developers.greenhouse.io/candidate-ingestion.html.

Harvest, version 3, and the Candidate Ingestion API have different authorization servers. The former
has metadata at https://auth.greenhouse.io. Client authentication at the latter as in Greenhouse's
own https://github.com/grnhse/omniauth-greenhouse.
"""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset

greenhouse = Preset(
    name="greenhouse",
    title="Greenhouse Harvest",
    categories=("people",),
    keywords=("greenhouse recruiting", "ats", "applicant tracking"),
    authorize_url="https://auth.greenhouse.io/authorize",
    token_url="https://auth.greenhouse.io/token",
    issuer="https://auth.greenhouse.io",
    userinfo_url="https://app.greenhouse.io/userinfo",
    jwks_url="https://auth.greenhouse.io/.well-known/jwks.json",
    revocation_url="https://auth.greenhouse.io/revoke",
    registration_url="https://auth.greenhouse.io/register",
    scopes=("harvest:candidates:list", "harvest:applications:list", "harvest:jobs:list"),
    scope_descriptions={
        "harvest:candidates:list": "List candidates",
        "harvest:applications:list": "List applications",
        "harvest:jobs:list": "List jobs",
    },
    api=Api(base_url="https://harvest.greenhouse.io/v3"),
    authorization_response=AuthorizationResponse(iss=True),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=(
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "none",
    ),
    registration=("partner",),
    docs_url="https://harvestdocs.greenhouse.io/docs/harvest-partner-oauth",
    setup=("Greenhouse issues credentials to partners; name {redirect_uri} as the callback.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "api", "offline"),
)

greenhouse_ingestion = Preset(
    name="greenhouse_ingestion",
    title="Greenhouse Candidate Ingestion",
    categories=("people",),
    keywords=("greenhouse recruiting", "ats", "applicant tracking"),
    authorize_url="https://api.greenhouse.io/oauth/authorize",
    token_url="https://api.greenhouse.io/oauth/token",
    scopes=("candidates.view", "jobs.view"),
    scope_descriptions={
        "candidates.view": "See the candidates that this partner sent",
        "candidates.create": "Send candidates",
        "jobs.view": "See the user's jobs",
    },
    api=Api(base_url="https://api.greenhouse.io/v1/partners"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developers.greenhouse.io/candidate-ingestion.html",
    setup=(
        "Send Greenhouse the name of the application, {redirect_uri} and a logo of 128 by 128"
        " pixels; it answers with the consumer key.",
        "What the token reaches depends on the user's role.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
