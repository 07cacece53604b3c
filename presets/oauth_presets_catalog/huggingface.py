"""Hugging Face: https://huggingface.co/docs/hub/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "openid": "Return an ID token",
    "profile": "Read the user's profile",
    "email": "Read the user's email address",
    "read-repos": "Read the user's repositories, and those of organisations the user picks",
    "write-repos": "Read and write those repositories",
    "manage-repos": "Read, write, create and delete those repositories",
    "write-discussions": "Open and answer discussions and pull requests",
    "inference-api": "Call inference providers at the user's expense",
    "read-billing": "Learn whether the user has a payment method",
}

huggingface = Preset(
    name="huggingface",
    title="Hugging Face",
    categories=("developer", "data"),
    keywords=("hf", "hugging face hub"),
    authorize_url="https://huggingface.co/oauth/authorize",
    token_url="https://huggingface.co/oauth/token",
    issuer="https://huggingface.co",
    userinfo_url="https://huggingface.co/oauth/userinfo",
    device_authorization_url="https://huggingface.co/oauth/device",
    scopes=("openid", "profile", "read-repos"),
    scope_sets={
        "readonly": ("openid", "profile", "read-repos"),
        "signin": ("openid", "profile", "email"),
        "inference": ("openid", "profile", "inference-api"),
        "full": ("openid", "profile", "email", "manage-repos", "write-discussions"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://huggingface.co/api"),
    redirect=Redirect(
        loopback=("127.0.0.1", "localhost"), any_port=True, note="Any port for http only."
    ),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    registration=("console", "metadata_document"),
    docs_url="https://huggingface.co/docs/hub/oauth",
    console_url="https://huggingface.co/settings/applications/new",
    setup=(
        "Enter {redirect_uri} as a redirect URL of the OAuth app.",
        "The user picks the organisations; authorize_params={'orgIds': ...} asks for one.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline",),
)
