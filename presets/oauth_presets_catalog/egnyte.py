"""Egnyte: https://developers.egnyte.com/docs/read/Public_API_Authentication.

The endpoints are those of Egnyte's own client, https://github.com/egnyte/egnyte-dotnet.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "Egnyte.filesystem": "Read and write the files the user can reach",
    "Egnyte.link": "Read, create and delete links to files and folders",
    "Egnyte.permission": "Read and change permissions of folders",
    "Egnyte.user": "Read and manage users",
    "Egnyte.group": "Read and manage groups",
    "Egnyte.audit": "Make and read audit reports",
    "Egnyte.bookmark": "Read and change bookmarks of folders",
}
SCOPE_SETS = {
    "files": ("Egnyte.filesystem",),
    "sharing": ("Egnyte.filesystem", "Egnyte.link", "Egnyte.permission"),
    "directory": ("Egnyte.filesystem", "Egnyte.user", "Egnyte.group"),
    "audit": ("Egnyte.filesystem", "Egnyte.audit"),
}

egnyte = Preset(
    name="egnyte",
    title="Egnyte",
    categories=("files", "documents"),
    keywords=("egnyte connect",),
    authorize_url="https://{domain}.egnyte.com/puboauth/token",
    token_url="https://{domain}.egnyte.com/puboauth/token",
    userinfo_url="https://{domain}.egnyte.com/pubapi/v1/userinfo",
    variables={
        "domain": Variable(
            kind="label",
            example="acme",
            description="The company's Egnyte domain: acme for acme.egnyte.com.",
        )
    },
    scopes=("Egnyte.filesystem",),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://{domain}.egnyte.com/pubapi"),
    registration=("console",),
    docs_url="https://developers.egnyte.com/docs/read/Public_API_Authentication",
    console_url="https://developers.egnyte.com/",
    setup=(
        "Register an app with {redirect_uri}, for public use. Its API key is the client ID, and"
        " works with one domain until Egnyte has certified it.",
        "Keep the access token: do not ask for one again and again.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "scope_descriptions", "api", "userinfo_url"),
)
