"""Microsoft Advertising: https://learn.microsoft.com/en-us/advertising/guides/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

MANAGE = "https://ads.microsoft.com/msads.manage"
MANAGE_SANDBOX = "https://si.ads.microsoft.com/msads.manage"

microsoft_ads = Preset(
    name="microsoft_ads",
    title="Microsoft Advertising",
    categories=("marketing", "analytics"),
    authorize_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
    token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
    variables={
        "tenant": Variable(
            kind="segment",
            default="common",
            example="contoso.onmicrosoft.com",
            description="Directory that signs the user in: its id or domain, or common.",
        )
    },
    scopes=(MANAGE,),
    scope_sets={"production": (MANAGE,), "sandbox": (MANAGE_SANDBOX,)},
    scope_descriptions={
        MANAGE: "Read and manage the advertising accounts that the user can reach",
        MANAGE_SANDBOX: "The same in the sandbox environment",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post", "none"),
    docs_url="https://learn.microsoft.com/en-us/advertising/guides/authentication-oauth-consent",
    setup=(
        "Register {redirect_uri} as a redirect URI of the app registration in the Azure portal.",
        "There is no read-only scope; what the user may do in the account is the limit.",
        "Every API call wants a developer token beside the access token.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
