"""Okta: https://developer.okta.com/docs/concepts/auth-servers."""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

DOMAIN = Variable(
    kind="host",
    example="acme.okta.com",
    description="Your Okta domain: acme.okta.com, .oktapreview.com, .okta-emea.com, or your own.",
)
SIGN_IN = ("openid", "profile", "email")
DESCRIPTIONS = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and other profile claims of the user",
    "email": "Email address of the user",
}
DIRECTORY = {
    "okta.users.read": "Read the users of the organisation",
    "okta.groups.read": "Read the groups of the organisation and their members",
    "okta.apps.read": "Read the apps of the organisation",
    "okta.logs.read": "Read the system log",
    "okta.policies.read": "Read policies",
}


def server(
    name: str,
    title: str,
    issuer: str,
    endpoints: str,
    variables: Mapping[str, Variable],
    sets: Mapping[str, tuple[str, ...]],
    described: Mapping[str, str],
    docs_url: str,
    *setup: str,
    api: Api | None = None,
) -> Preset:
    """Make the preset of the organisation's own authorization server or of a custom one."""
    return Preset(
        name=name,
        title=title,
        categories=("identity",),
        keywords=("okta sso", "workforce identity"),
        authorize_url=f"{endpoints}/authorize",
        token_url=f"{endpoints}/token",
        revocation_url=f"{endpoints}/revoke",
        introspection_url=f"{endpoints}/introspect",
        userinfo_url=f"{endpoints}/userinfo",
        device_authorization_url=f"{endpoints}/device/authorize",
        registration_url="https://{okta_domain}/oauth2/v1/clients",
        jwks_url=f"{endpoints}/keys",
        issuer=issuer,
        variables=variables,
        scopes=SIGN_IN,
        scope_sets=sets,
        scope_descriptions=described,
        api=api or Api(),
        offline=Offline(mode="request", scopes=("offline_access",)),
        pkce="supported",
        token_endpoint_auth_methods=(
            "client_secret_basic",
            "client_secret_post",
            "private_key_jwt",
            "client_secret_jwt",
            "none",
        ),
        registration=("console",),
        docs_url=docs_url,
        setup=(
            "Add {redirect_uri} to the sign-in redirect URIs of the app integration.",
            "Allow the grant type Refresh Token in the app integration.",
            "Registering a client by request takes an API token of an administrator.",
            *setup,
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
    )


okta = server(
    "okta",
    "Okta",
    "https://{okta_domain}",
    "https://{okta_domain}/oauth2/v1",
    {"okta_domain": DOMAIN},
    {"signin": SIGN_IN, "directory": ("okta.users.read", "okta.groups.read"), "all": (*DIRECTORY,)},
    DESCRIPTIONS | DIRECTORY,
    "https://developer.okta.com/docs/api/openapi/okta-oauth/oauth",
    "An administrator grants okta.* scopes to the app; only this server issues them.",
    "Only Okta itself can check the access tokens of this server; for your own API use"
    " okta_custom.",
    api=Api(base_url="https://{okta_domain}/api/v1"),
)
okta_custom = server(
    "okta_custom",
    "Okta (custom authorization server)",
    "https://{okta_domain}/oauth2/{server_id}",
    "https://{okta_domain}/oauth2/{server_id}/v1",
    {
        "okta_domain": DOMAIN,
        "server_id": Variable(
            kind="segment",
            default="default",
            example="aus9o8wzkhckw9TLa0h7",
            description="Id of the custom authorization server; Okta ships one called default.",
        ),
    },
    {"signin": SIGN_IN},
    DESCRIPTIONS,
    "https://developer.okta.com/docs/api/openapi/okta-oauth/oauth/customas",
    "Custom authorization servers need the product API Access Management in production.",
)
