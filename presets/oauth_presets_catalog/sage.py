"""Sage Accounting: https://developer.sage.com/accounting/guides/authenticating/authentication/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "readonly": "Read all businesses of the user",
    "full_access": "Read and write all businesses of the user",
}

sage = Preset(
    name="sage",
    title="Sage Accounting",
    categories=("accounting",),
    keywords=("sage business cloud", "sage one", "sageone"),
    authorize_url="https://www.sageone.com/oauth2/auth/central",
    token_url="https://oauth.accounting.sage.com/token",
    userinfo_url="https://api.accounting.sage.com/v3.1/user",
    scopes=("readonly",),
    scope_sets={"readonly": ("readonly",), "full": ("full_access",)},
    scope_descriptions=SCOPES,
    authorize_params={"filter": "apiv3.1"},
    api=Api(base_url="https://api.accounting.sage.com/v3.1"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always", rotates=True, seconds=31 * 24 * 3600),
    access_token_seconds=300,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.sage.com/accounting/guides/authenticating/authentication/",
    setup=(
        "Register {redirect_uri} as a callback URL of the app; case and slashes count.",
        "filter=apiv3.1 keeps countries without API 3.1 out of the list; country=gb and the like"
        " skips the list.",
        "A code works once and for 60 seconds.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("access_token_seconds", "api", "offline", "userinfo_url"),
)
