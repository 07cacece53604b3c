"""Amazon: https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "profile": "Name, email address and id of the customer",
    "profile:user_id": "Id of the customer, without name and address",
    "postal_code": "Postal code of the customer's primary shipping address",
}

SCOPE_SETS = {
    "readonly": ("profile",),
    "minimal": ("profile:user_id",),
    "address": ("profile", "postal_code"),
}

amazon = Preset(
    name="amazon",
    title="Login with Amazon",
    categories=("identity", "commerce"),
    keywords=("lwa",),
    authorize_url="https://www.amazon.com/ap/oa",
    token_url="https://api.amazon.com/auth/o2/token",
    userinfo_url="https://api.amazon.com/user/profile",
    absent=("introspection_url",),  # the vendor's tokeninfo is a GET with the token in the query
    scopes=("profile",),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    api=Api(base_url="https://api.amazon.com"),
    redirect=Redirect(note="It must be https."),
    registration=("console",),
    docs_url="https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html",
    setup=("Add {redirect_uri} to the allowed return URLs of the security profile.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("api",),
)
