"""bexio: https://docs.bexio.com/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

bexio = Preset(
    name="bexio",
    title="bexio",
    categories=("accounting", "crm"),
    authorize_url="https://auth.bexio.com/realms/bexio/protocol/openid-connect/auth",
    token_url="https://auth.bexio.com/realms/bexio/protocol/openid-connect/token",
    scopes=("openid", "profile", "contact_show", "kb_invoice_show", "article_show"),
    scope_descriptions={
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
    },
    api=Api(base_url="https://api.bexio.com/2.0"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    registration=("console",),
    docs_url="https://docs.bexio.com/",
    console_url="https://developer.bexio.com",
    setup=(
        "Create an app in the developer portal, with {redirect_uri}.",
        "The user may untick scopes: compare what was granted.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "offline", "api"),
)
