"""Supabase: https://supabase.com/docs/guides/integrations/build-a-supabase-integration."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

supabase = Preset(
    name="supabase",
    title="Supabase",
    categories=("developer", "data"),
    authorize_url="https://api.supabase.com/v1/oauth/authorize",
    token_url="https://api.supabase.com/v1/oauth/token",
    registration_url="https://api.supabase.com/platform/oauth/apps/register",
    issuer="https://api.supabase.com",
    api=Api(base_url="https://api.supabase.com/v1"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console", "dynamic"),
    docs_url="https://supabase.com/docs/guides/integrations/build-a-supabase-integration",
    setup=(
        "Add {redirect_uri} to the authorization callback URLs of the OAuth app.",
        "Choose the scopes when you create the app; the scope parameter is deprecated.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
