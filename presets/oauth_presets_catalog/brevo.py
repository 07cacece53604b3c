"""Brevo: https://developers.brevo.com/docs/oauth-integration-guide.

The token endpoint and those beside it are those of Brevo's own client,
https://github.com/getbrevo/brevo-cli; so is PKCE, for apps without a secret.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "contacts:read": "Read contacts",
    "contacts:write": "Create and change contacts",
    "crm:read": "Read companies, deals and tasks",
    "crm:write": "Create and change companies, deals and tasks",
    "all": "Everything the user can do",
}

brevo = Preset(
    name="brevo",
    title="Brevo",
    categories=("marketing", "email", "crm"),
    keywords=("sendinblue",),
    authorize_url="https://oauth.brevo.com/realms/partner/oauth/authorize",
    token_url="https://oauth.brevo.com/realms/partner/oauth/token",
    revocation_url="https://oauth.brevo.com/realms/partner/oauth/revoke",
    introspection_url="https://oauth.brevo.com/realms/partner/oauth/introspect",
    userinfo_url="https://api.brevo.com/v3/account",
    scopes=("contacts:read", "crm:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.brevo.com/v3"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always", seconds=2_592_000),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developers.brevo.com/docs/oauth-integration-guide",
    setup=(
        "Create an app with Brevo's command line, brevo app create, with {redirect_uri}.",
        "A private app serves the users of your own organisation.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes",),
)
