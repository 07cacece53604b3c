"""Workable: https://workable.readme.io/page/oauth."""

from datetime import date

from oauth_presets import Offline, Preset

SCOPES = {
    "r_jobs": "Read jobs",
    "r_candidates": "Read candidates",
    "r_employees": "Read employees",
    "r_requisitions": "Read requisitions",
    "r_offers": "Read offers",
    "r_account": "Read the account",
}

workable = Preset(
    name="workable",
    title="Workable",
    categories=("people",),
    keywords=("ats", "applicant tracking", "recruiting"),
    authorize_url="https://www.workable.com/oauth/authorize",
    token_url="https://www.workable.com/oauth/token",
    scopes=("r_jobs", "r_candidates"),
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", rotates=True),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://workable.readme.io/page/oauth",
    setup=(
        "Workable gives clients to its partners; name {redirect_uri} as the redirect URI.",
        "The API is at the account's own subdomain: https://acme.workable.com/spi/v3.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "scopes", "token_endpoint_auth_methods"),
)
