"""Lever: https://hire.sandbox.lever.co/developer/oauth.

The page shows how clients are made; the endpoints are those of other catalogues.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset


def environment(name: str, title: str, login_host: str, api_host: str) -> Preset:
    """Make the preset of one Lever environment; only the hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("people",),
        keywords=("ats", "applicant tracking", "recruiting"),
        authorize_url=f"https://{login_host}/authorize",
        token_url=f"https://{login_host}/oauth/token",
        scopes=("opportunities:read:admin", "postings:read:admin", "users:read:admin"),
        scope_descriptions={
            "opportunities:read:admin": "Read candidates in the pipeline",
            "postings:read:admin": "Read job postings",
            "users:read:admin": "Read users",
            "interviews:read:admin": "Read interviews",
        },
        authorize_params={"audience": f"https://{api_host}/v1/"},
        api=Api(base_url=f"https://{api_host}/v1"),
        offline=Offline(mode="request", scopes=("offline_access",)),
        pkce="supported",  # the sandbox is a tenant of Auth0
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("partner",),
        docs_url="https://hire.sandbox.lever.co/developer/oauth",
        setup=(
            "Fill in Lever's form for partners and name {redirect_uri}; Lever makes the client.",
            "A super admin of the customer authorizes.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="catalogues",
        unverified=(
            "authorize_url",
            "token_url",
            "scopes",
            "authorize_params",
            "api",
            "pkce",
            "token_endpoint_auth_methods",
        ),
    )


lever = environment("lever", "Lever", "auth.lever.co", "api.lever.co")

lever_sandbox = environment(
    "lever_sandbox", "Lever (sandbox)", "sandbox-lever.auth0.com", "api.sandbox.lever.co"
)
