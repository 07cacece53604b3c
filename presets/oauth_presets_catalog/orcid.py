"""ORCID: https://info.orcid.org/faq/how-does-3-legged-oauth-work."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

orcid = Preset(
    name="orcid",
    title="ORCID",
    categories=("identity", "documents"),
    authorize_url="https://{environment}/oauth/authorize",
    token_url="https://{environment}/oauth/token",
    issuer="https://{environment}",
    variables={
        "environment": Variable(
            kind="choice",
            choices={"production": "orcid.org", "sandbox": "sandbox.orcid.org"},
            default="production",
            example="sandbox",
            description="The live registry, or the sandbox with accounts of its own.",
        )
    },
    scopes=("/authenticate",),
    scope_sets={"public": ("/authenticate",), "limited": ("/read-limited",)},
    scope_descriptions={
        "/authenticate": "The ORCID iD, with access to the public record",
        "/read-limited": "Read what the researcher shows to trusted parties",
    },
    scope_restrictions={"/read-limited": "Member API"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://info.orcid.org/faq/how-does-3-legged-oauth-work",
    console_url="https://orcid.org/developer-tools",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the API client.",
        "Public API clients are made in the developer tools of an ORCID account; the Member API"
        " wants a membership.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer", "variables"),
)
