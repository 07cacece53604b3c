"""Zendesk: https://developer.zendesk.com/documentation/ticketing/working-with-oauth/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

zendesk = Preset(
    name="zendesk",
    title="Zendesk",
    categories=("support",),
    authorize_url="https://{subdomain}.zendesk.com/oauth/authorizations/new",
    token_url="https://{subdomain}.zendesk.com/oauth/tokens",
    variables={
        "subdomain": Variable(
            kind="label",
            example="acme",
            description="The first word of your Zendesk address, as in acme.zendesk.com.",
        )
    },
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write")},
    scope_descriptions={
        "read": "Read tickets, users, articles and everything else that the user can see",
        "write": "Create, change and delete what the user can",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/",
    setup=(
        "Enter {redirect_uri} as a redirect URL of the OAuth client in Admin Center, Apps and"
        " integrations, APIs.",
        "A client belongs to one account. One for many accounts is a global client, which Zendesk"
        " grants on request.",
        "Clients made after 30 April 2026 get access tokens of 30 minutes and refresh tokens. Older"
        " ones get neither unless the token request has expires_in; all must refresh by 1 April"
        " 2027.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
