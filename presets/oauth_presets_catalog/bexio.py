"""bexio: https://docs.bexio.com/.

The page shows the scopes; all endpoints are those of the server's discovery document.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

REALM = "https://auth.bexio.com/realms/bexio"

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name of the user",
    "contact_show": "Read contacts",
    "kb_invoice_show": "Read invoices",
    "kb_offer_show": "Read quotes",
    "kb_order_show": "Read orders",
    "article_show": "Read items",
    "monitoring_show": "Read timesheets",
    "task_show": "Read tasks",
    "note_show": "Read notes",
}

bexio = Preset(
    name="bexio",
    title="bexio",
    categories=("accounting", "crm"),
    authorize_url=f"{REALM}/protocol/openid-connect/auth",
    token_url=f"{REALM}/protocol/openid-connect/token",
    issuer=REALM,
    revocation_url=f"{REALM}/protocol/openid-connect/revoke",
    introspection_url=f"{REALM}/protocol/openid-connect/token/introspect",
    userinfo_url=f"{REALM}/protocol/openid-connect/userinfo",
    jwks_url=f"{REALM}/protocol/openid-connect/certs",
    scopes=("openid", "profile", "contact_show", "kb_invoice_show", "article_show"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.bexio.com/2.0"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url=f"{REALM}/.well-known/openid-configuration",
    console_url="https://developer.bexio.com",
    setup=("Create an app in the developer portal, with {redirect_uri}. Users may untick scopes.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline", "api"),
)
