"""Tesla: https://developer.tesla.com/docs/fleet-api/authentication/third-party-tokens."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

tesla = Preset(
    name="tesla",
    title="Tesla Fleet API",
    categories=("analytics", "events"),
    authorize_url="https://auth.tesla.com/oauth2/v3/authorize",
    token_url="https://fleet-auth.prd.vn.cloud.tesla.com/oauth2/v3/token",
    scopes=("openid", "vehicle_device_data"),
    scope_sets={
        "readonly": ("openid", "vehicle_device_data"),
        "profile": ("openid", "user_data"),
    },
    scope_descriptions={
        "openid": "Sign the customer in",
        "user_data": "Contact information and home address of the customer",
        "vehicle_device_data": "Live data of the customer's vehicles",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post",),
    token_request=TokenRequest(code_params={"audience": "{api_base_url}"}),
    api=Api(base_url="https://fleet-api.prd.na.vn.cloud.tesla.com"),
    docs_url="https://developer.tesla.com/docs/fleet-api/authentication/third-party-tokens",
    console_url="https://developer.tesla.com",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the application.",
        "Host the public key on the application's domain and register the partner account first.",
        "A refresh token works once and lasts three months.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scope_descriptions",),
)
