"""ServiceM8: https://developer.servicem8.com/docs/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset

servicem8 = Preset(
    name="servicem8",
    title="ServiceM8",
    categories=("projects",),
    keywords=("service m8", "field service"),
    authorize_url="https://go.servicem8.com/oauth/authorize",
    token_url="https://go.servicem8.com/oauth/access_token",
    scopes=("read_jobs", "read_customers", "read_staff"),
    scope_descriptions={
        "read_jobs": "Read jobs",
        "read_customers": "Read clients",
        "read_staff": "Read staff",
    },
    api=Api(base_url="https://api.servicem8.com/api_1.0"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.servicem8.com/docs/authentication",
    setup=(
        "Create an add-on in a development partner account. {redirect_uri} must be on the host of"
        " its Return URL.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "scopes", "api"),
)
