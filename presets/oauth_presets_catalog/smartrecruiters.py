"""SmartRecruiters: https://developers.smartrecruiters.com/docs/authentication-oauth-authorization-code."""

from datetime import date

from oauth_presets import Api, Preset

smartrecruiters = Preset(
    name="smartrecruiters",
    title="SmartRecruiters",
    categories=("people",),
    keywords=("smart recruiters", "ats", "applicant tracking"),
    authorize_url="https://www.smartrecruiters.com/identity/oauth/allow",
    token_url="https://www.smartrecruiters.com/identity/oauth/token",
    scopes=("candidates_read",),
    scope_descriptions={
        "candidates_read": "Read candidates",
        "candidates_offers_read": "Read offers to candidates",
        "candidates_create": "Add candidates",
    },
    api=Api(base_url="https://api.smartrecruiters.com"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developers.smartrecruiters.com/docs/authentication-oauth-authorization-code",
    setup=(
        "Ask SmartRecruiters' partner team for a client, and name {redirect_uri}.",
        "An empty parameter scope is refused.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "token_endpoint_auth_methods", "api"),
)
