"""Apple: https://developer.apple.com/documentation/signinwithapplerestapi.

The endpoints stand on the pages below it, "Request an authorization to the Sign in with Apple
server" and "Token validation".
"""

from datetime import date

from oauth_presets import Offline, Preset

apple = Preset(
    name="apple",
    title="Sign in with Apple",
    categories=("identity",),
    authorize_url="https://appleid.apple.com/auth/authorize",
    token_url="https://appleid.apple.com/auth/token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.apple.com/documentation/signinwithapplerestapi",
    setup=(
        "Register {redirect_uri} as a return URL of the Services ID, which is the client id. It"
        " must be https with a domain name: neither localhost nor an IP address.",
        "The client secret is a JWT that you sign with your Apple key, and it expires: make a new"
        " one in time.",
        "For the scopes name and email also pass authorize_params={'response_mode': 'form_post'};"
        " the answer is then posted to the redirect URI.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
