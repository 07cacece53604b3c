"""Apple: https://developer.apple.com/documentation/signinwithapplerestapi.

The endpoints stand on the pages below it, "Request an authorization to the Sign in with Apple
server" and "Token validation".
"""

from datetime import date

from oauth_presets import Offline, Preset, Redirect

SCOPES = {
    "name": "Name of the user, given only at the first sign-in",
    "email": "Email address of the user, or one that Apple forwards",
}

apple = Preset(
    name="apple",
    title="Sign in with Apple",
    categories=("identity",),
    keywords=("apple id", "apple account", "icloud"),
    authorize_url="https://appleid.apple.com/auth/authorize",
    token_url="https://appleid.apple.com/auth/token",
    revocation_url="https://appleid.apple.com/auth/revoke",
    jwks_url="https://appleid.apple.com/auth/keys",
    absent=("userinfo_url",),
    scope_sets={"profile": ("name", "email")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", rotates=False),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    redirect=Redirect(loopback=(), note="It must be https with a domain name, not an IP address."),
    registration=("console",),
    docs_url="https://developer.apple.com/documentation/signinwithapplerestapi",
    setup=(
        "Register {redirect_uri} as a return URL of the Services ID, which is the client id.",
        "The client secret is a JWT that you sign with your Apple key, and it expires: make a new"
        " one in time.",
        "For the scopes name and email also pass authorize_params={'response_mode': 'form_post'};"
        " the answer is then posted to the redirect URI.",
        "Who the user is stands in the ID token.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "jwks_url", "absent", "offline", "pkce"),
)
