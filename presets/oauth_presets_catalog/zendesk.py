"""Zendesk: https://developer.zendesk.com/documentation/ticketing/working-with-oauth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

SCOPES = {
    "read": "Read tickets, users, articles and everything else that the user can see",
    "write": "Create, change and delete what the user can",
    "tickets:read": "Read tickets",
    "users:read": "Read users",
    "organizations:read": "Read organizations",
    "hc:read": "Read the help center",
}

SUBDOMAIN = Variable(
    kind="label",
    example="acme",
    description="The first word of your Zendesk address, as in acme.zendesk.com.",
)

zendesk = Preset(
    name="zendesk",
    title="Zendesk",
    categories=("support",),
    authorize_url="https://{subdomain}.zendesk.com/oauth/authorizations/new",
    token_url="https://{subdomain}.zendesk.com/oauth/tokens",
    userinfo_url="https://{subdomain}.zendesk.com/api/v2/users/me.json",
    absent=("revocation_url", "introspection_url"),
    variables={"subdomain": SUBDOMAIN},
    scopes=("read",),
    scope_sets={
        "readonly": ("read",),
        "tickets": ("tickets:read", "users:read", "organizations:read"),
        "articles": ("hc:read",),
        "full": ("read", "write"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{subdomain}.zendesk.com/api/v2"),
    redirect=Redirect(loopback=("localhost", "127.0.0.1")),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=1800,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/",
    setup=(
        "Enter {redirect_uri} as a redirect URL of the OAuth client in Admin Center, Apps and"
        " integrations, APIs.",
        "A client belongs to one account. One for many accounts is a global client, which Zendesk"
        " grants on request.",
        "Clients made before 30 April 2026 get neither expiry nor refresh tokens unless the token"
        " request has expires_in; all must refresh by 1 April 2027.",
        "To revoke, DELETE /oauth/tokens/current.json with the token.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "userinfo_url"),
)
