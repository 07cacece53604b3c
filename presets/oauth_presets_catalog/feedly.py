"""Feedly: https://developer.feedly.com/v3/auth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SUBSCRIPTIONS = "https://cloud.feedly.com/subscriptions"

feedly = Preset(
    name="feedly",
    title="Feedly",
    categories=("media", "documents"),
    keywords=("rss",),
    authorize_url="https://cloud.feedly.com/v3/auth/auth",
    token_url="https://cloud.feedly.com/v3/auth/token",
    scopes=(SUBSCRIPTIONS,),
    scope_descriptions={SUBSCRIPTIONS: "The user's feeds, articles and boards"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://cloud.feedly.com/v3"),
    registration=("partner",),
    docs_url="https://developer.feedly.com/v3/auth/",
    setup=(
        "Feedly hands out client credentials in its partner programme and registers {redirect_uri}"
        " there; it must match exactly.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=("token_url", "scope_descriptions", "token_endpoint_auth_methods", "api"),
)
