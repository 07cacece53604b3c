"""Talkdesk: https://docs.talkdesk.com/reference/authorization-code-basic."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

ACCOUNT = Variable(
    kind="label", example="acme", description="Account name, which the login host begins with."
)

REGION = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Region of the account: us, eu, ca or au.",
    choices={
        "us": "talkdeskid.com",
        "eu": "talkdeskid.eu",
        "ca": "talkdeskidca.com",
        "au": "talkdeskid.au",
    },
)

talkdesk = Preset(
    name="talkdesk",
    title="Talkdesk",
    categories=("support", "communication"),
    keywords=("contact center", "call center"),
    authorize_url="https://{account}.{region}/oauth/authorize",
    token_url="https://{account}.{region}/oauth/token",
    variables={"account": ACCOUNT, "region": REGION},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic", "private_key_jwt"),
    registration=("console",),
    docs_url="https://docs.talkdesk.com/reference/authorization-code-basic",
    setup=(
        "Create an OAuth client in Talkdesk Builder, with {redirect_uri} and the scopes it may ask"
        " for.",
        "Each region has an API host too: api.talkdeskapp.com is that of us.",
        "Apps that are listed in AppConnect must use private_key_jwt.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
