"""Sage Accounting: https://developer.sage.com/accounting/guides/authenticating/authentication/."""

from datetime import date

from oauth_presets import Offline, Preset

sage = Preset(
    name="sage",
    title="Sage Accounting",
    categories=("accounting",),
    authorize_url="https://www.sageone.com/oauth2/auth/central",
    token_url="https://oauth.accounting.sage.com/token",
    scopes=("readonly",),
    scope_sets={"readonly": ("readonly",), "full": ("full_access",)},
    scope_descriptions={
        "readonly": "Read all businesses of the user",
        "full_access": "Read and write all businesses of the user",
    },
    authorize_params={"filter": "apiv3.1"},
    offline=Offline(mode="always"),
    docs_url="https://developer.sage.com/accounting/guides/authenticating/authentication/",
    setup=(
        "Register {redirect_uri} as a callback URL of the app; case and slashes count.",
        "filter=apiv3.1 keeps countries without API 3.1 out of the list; country=gb and the like"
        " skips the list.",
        "A code works once and for 60 seconds.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
