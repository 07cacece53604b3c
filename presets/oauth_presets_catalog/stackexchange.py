"""Stack Exchange: https://api.stackexchange.com/docs/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenResponse

SCOPES = {
    "read_inbox": "Read the user's inbox and notifications",
    "no_expiry": "Get a token that does not expire",
    "write_access": "Ask, answer, edit and vote as the user",
    "private_info": "Read the user's own votes and other private data",
}

stackexchange = Preset(
    name="stackexchange",
    title="Stack Exchange",
    categories=("developer", "social"),
    keywords=("stack overflow", "stackoverflow"),
    authorize_url="https://stackoverflow.com/oauth",
    token_url="https://stackoverflow.com/oauth/access_token/json",
    absent=("revocation_url", "introspection_url", "device_authorization_url"),
    scope_separator=",",
    scope_sets={
        "readonly": (),
        "inbox": ("read_inbox",),
        "lasting": ("no_expiry",),
        "full": ("write_access", "private_info"),
    },
    scope_descriptions=SCOPES,
    token_response=TokenResponse(names={"expires_in": "expires"}),
    api=Api(base_url="https://api.stackexchange.com/2.3"),
    offline=Offline(mode="never"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://api.stackexchange.com/docs/authentication",
    setup=(
        "Register the application with an OAuth domain that covers {redirect_uri}.",
        "Reading needs no scope. The vendor advises against no_expiry.",
        "The API takes the token in the query, as access_token with the app's key beside it.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("absent", "offline", "scope_separator", "scope_sets", "pkce"),
)
