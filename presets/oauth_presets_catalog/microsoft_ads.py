"""Microsoft Advertising: https://learn.microsoft.com/en-us/advertising/guides/."""

from datetime import date

from oauth_presets import Offline, Preset, Redirect, Variable

MANAGE = "https://ads.microsoft.com/msads.manage"
MANAGE_SANDBOX = "https://si.ads.microsoft.com/msads.manage"

TENANT = Variable(
    kind="segment",
    default="common",
    example="contoso.onmicrosoft.com",
    description="Directory that signs the user in: its id or domain, or common.",
)

microsoft_ads = Preset(
    name="microsoft_ads",
    title="Microsoft Advertising",
    categories=("marketing", "analytics"),
    keywords=("bing ads", "bingads", "microsoft advertising", "adcenter"),
    authorize_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
    token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
    device_authorization_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode",
    jwks_url="https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys",
    absent=("revocation_url", "introspection_url", "registration_url"),
    variables={"tenant": TENANT},
    scopes=(MANAGE,),
    scope_sets={"production": (MANAGE,), "sandbox": (MANAGE_SANDBOX,)},
    scope_descriptions={
        MANAGE: "Read and manage the advertising accounts that the user can reach",
        MANAGE_SANDBOX: "The same in the sandbox environment",
    },
    redirect=Redirect(
        loopback=("localhost", "127.0.0.1"),
        any_port=True,
        note="http://127.0.0.1 can be entered in the app's manifest only.",
    ),
    offline=Offline(
        mode="request", scopes=("offline_access",), rotates=True, seconds=90 * 24 * 3600
    ),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://learn.microsoft.com/en-us/advertising/guides/authentication-oauth-consent",
    setup=(
        "Register {redirect_uri} as a redirect URI of the app registration in the Azure portal.",
        "No scope is read-only; the user's rights in the account are the limit.",
        "Every API call wants a developer token in DeveloperToken, beside the access token.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
