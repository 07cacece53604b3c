"""ORCID: https://info.orcid.org/faq/how-does-3-legged-oauth-work.

Its source, https://github.com/ORCID/ORCID-Source, reads no code challenge.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenResponse, Variable

SCOPES = {
    "/authenticate": "The ORCID iD, with access to the public record",
    "openid": "Sign the researcher in and return an ID token",
    "/read-limited": "Read what the researcher shows to trusted parties",
    "/activities/update": "Add to and change works, affiliations and funding",
}

ENVIRONMENT = Variable(
    kind="choice",
    choices={"production": "orcid.org", "sandbox": "sandbox.orcid.org"},
    default="production",
    example="sandbox",
    description="The live registry, or the sandbox with separate accounts.",
)

orcid = Preset(
    name="orcid",
    title="ORCID",
    categories=("identity", "documents"),
    keywords=("orcid id", "researcher id"),
    authorize_url="https://{environment}/oauth/authorize",
    token_url="https://{environment}/oauth/token",
    revocation_url="https://{environment}/oauth/revoke",
    userinfo_url="https://{environment}/oauth/userinfo",
    jwks_url="https://{environment}/oauth/jwks",
    issuer="https://{environment}",
    variables={"environment": ENVIRONMENT},
    scopes=("/authenticate",),
    scope_sets={
        "public": ("/authenticate",),
        "signin": ("openid",),
        "limited": ("/read-limited",),
        "update": ("/read-limited", "/activities/update"),
    },
    scope_descriptions=SCOPES,
    scope_restrictions={"/read-limited": "Member API", "/activities/update": "Member API"},
    token_response=TokenResponse(extras={"orcid": "ORCID iD of the researcher"}),
    api=Api(base_url="https://pub.{environment}/v3.0", headers={"Accept": "application/json"}),
    offline=Offline(mode="always"),
    access_token_seconds=631138518,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://info.orcid.org/faq/how-does-3-legged-oauth-work",
    console_url="https://orcid.org/developer-tools",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the API client; one for the Member API takes a"
        " membership.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api", "issuer", "pkce", "scope_sets", "variables"),
)
