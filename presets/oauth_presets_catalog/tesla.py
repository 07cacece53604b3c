"""Tesla: https://developer.tesla.com/docs/fleet-api/authentication/third-party-tokens."""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, TokenRequest, Variable

SCOPES = {
    "openid": "Sign the customer in",
    "user_data": "Contact information and home address of the customer",
    "vehicle_device_data": "Live data of the customer's vehicles",
    "vehicle_location": "Where the vehicles are",
    "vehicle_cmds": "Send commands to the vehicles",
    "vehicle_charging_cmds": "Start, stop and schedule charging",
    "energy_device_data": "Live data of the customer's energy products",
    "energy_cmds": "Change the settings of the energy products",
}


def cloud(
    name: str, title: str, authorize_url: str, token_url: str, domain: str, **fields: Any
) -> Preset:
    """Make the preset of one of Tesla's clouds; the audience is the API that the token is for."""
    return Preset(
        name=name,
        title=title,
        categories=("analytics", "events"),
        keywords=("fleet api", "tesla motors"),
        authorize_url=authorize_url,
        token_url=token_url,
        scopes=("openid", "vehicle_device_data"),
        scope_sets={
            "readonly": ("openid", "vehicle_device_data"),
            "location": ("openid", "vehicle_device_data", "vehicle_location"),
            "energy": ("openid", "energy_device_data"),
            "profile": ("openid", "user_data"),
            "charging": ("openid", "vehicle_device_data", "vehicle_charging_cmds"),
        },
        scope_descriptions=SCOPES,
        offline=Offline(
            mode="request", scopes=("offline_access",), rotates=True, seconds=90 * 24 * 3600
        ),
        token_endpoint_auth_methods=("client_secret_post",),
        token_request=TokenRequest(code_params={"audience": "{api_base_url}"}),
        registration=("console",),
        docs_url=f"https://developer.tesla.{domain}/docs/fleet-api/authentication/third-party-tokens",
        console_url=f"https://developer.tesla.{domain}",
        setup=(
            "Add {redirect_uri} to the redirect URIs of the application.",
            "Host the public key on the application's domain and register the partner account"
            " first.",
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("scope_descriptions", "scope_sets"),
        **fields,
    )


tesla = cloud(
    "tesla",
    "Tesla Fleet API",
    "https://auth.tesla.com/oauth2/v3/authorize",
    "https://fleet-auth.prd.vn.cloud.tesla.com/oauth2/v3/token",
    "com",
    variables={
        "region": Variable(
            kind="choice",
            default="na",
            example="eu",
            description="na: North America and Asia-Pacific; eu: Europe, Middle East and Africa.",
            choices={"na": "fleet-api.prd.na", "eu": "fleet-api.prd.eu"},
        )
    },
    api=Api(base_url="https://{region}.vn.cloud.tesla.com"),
)
tesla_china = cloud(
    "tesla_china",
    "Tesla Fleet API (China)",
    "https://auth.tesla.cn/oauth2/v3/authorize",
    "https://auth.tesla.cn/oauth2/v3/token",
    "cn",
    api=Api(base_url="https://fleet-api.prd.cn.vn.cloud.tesla.cn"),
)
