"""AWeber: https://help.aweber.com/hc/en-us/articles/360021258174.

Scopes are those of https://help.aweber.com/hc/en-us/articles/360021487653.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("account.read", "list.read", "subscriber.read", "email.read")

SCOPES = {
    "account.read": "Read the account",
    "list.read": "Read lists",
    "list.write": "Change lists",
    "subscriber.read": "Read subscribers, without names and addresses",
    "subscriber.read-extended": "Read subscribers' names, addresses and notes",
    "subscriber.write": "Add, change and remove subscribers",
    "email.read": "Read messages, campaigns and their statistics",
    "email.write": "Write and send messages",
}

aweber = Preset(
    name="aweber",
    title="AWeber",
    categories=("marketing", "email"),
    keywords=("newsletter", "email marketing"),
    authorize_url="https://auth.aweber.com/oauth2/authorize",
    token_url="https://auth.aweber.com/oauth2/token",
    revocation_url="https://auth.aweber.com/oauth2/revoke",
    userinfo_url="https://api.aweber.com/1.0/accounts",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "extended": (*READ_ONLY, "subscriber.read-extended"),
        "full": (*READ_ONLY, "list.write", "subscriber.write", "email.write"),
    },
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="refused",  # by clients with a secret; a public client must send a challenge
    token_endpoint_auth_methods=("client_secret_basic",),
    api=Api(base_url="https://api.aweber.com/1.0"),
    redirect=Redirect(note="It must match the registered one exactly."),
    registration=("console",),
    docs_url="https://help.aweber.com/hc/en-us/articles/"
    "360021258174-How-do-I-use-OAuth-2-authentication-with-AWeber-s-API",
    setup=(
        "Make an app in a developer account, which is not a customer account, and enter "
        "{redirect_uri} as its OAuth redirect URL.",
        "Apps that still use OAuth 1 need new credentials.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "offline", "pkce", "redirect"),
)
