"""Amazon: https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html."""

from datetime import date

from oauth_presets import Offline, Preset

amazon = Preset(
    name="amazon",
    title="Login with Amazon",
    categories=("identity", "commerce"),
    authorize_url="https://www.amazon.com/ap/oa",
    token_url="https://api.amazon.com/auth/o2/token",
    scopes=("profile",),
    scope_sets={"readonly": ("profile",), "minimal": ("profile:user_id",)},
    scope_descriptions={
        "profile": "Name, email address and id of the customer",
        "profile:user_id": "Id of the customer, without name and address",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    docs_url="https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html",
    setup=("Add {redirect_uri} to the allowed return URLs of the security profile.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
