"""Greenhouse: https://developers.greenhouse.io/candidate-ingestion.html.

Harvest, version 3, and the Candidate Ingestion API have different authorization servers. Greenhouse
confirms the endpoints with the credentials. Client authentication at the latter as in Greenhouse's
own https://github.com/grnhse/omniauth-greenhouse.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

greenhouse = Preset(
    name="greenhouse",
    title="Greenhouse Harvest",
    categories=("people",),
    keywords=("greenhouse recruiting", "ats", "applicant tracking"),
    authorize_url="https://auth.greenhouse.io/authorize",
    token_url="https://auth.greenhouse.io/token",
    scopes=("harvest:candidates:list", "harvest:applications:list", "harvest:jobs:list"),
    scope_descriptions={
        "harvest:candidates:list": "List candidates",
        "harvest:applications:list": "List applications",
        "harvest:jobs:list": "List jobs",
    },
    api=Api(base_url="https://harvest.greenhouse.io/v3"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("partner",),
    docs_url="https://harvestdocs.greenhouse.io/docs/harvest-partner-oauth",
    setup=("Greenhouse issues credentials to partners; name {redirect_uri} as the callback.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "scopes",
        "api",
        "offline",
        "token_endpoint_auth_methods",
    ),
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
