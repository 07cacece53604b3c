"""Egnyte: https://developers.egnyte.com/docs/read/Public_API_Authentication.

The endpoints are those of Egnyte's own client, https://github.com/egnyte/egnyte-dotnet.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

egnyte = Preset(
    name="egnyte",
    title="Egnyte",
    categories=("files", "documents"),
    authorize_url="https://{domain}.egnyte.com/puboauth/token",
    token_url="https://{domain}.egnyte.com/puboauth/token",
    variables={
        "domain": Variable(
            kind="label",
            example="acme",
            description="The company's Egnyte domain: acme for acme.egnyte.com.",
        )
    },
    scopes=("Egnyte.filesystem",),
    scope_descriptions={"Egnyte.filesystem": "Read and write the files the user can reach"},
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.egnyte.com/docs/read/Public_API_Authentication",
    console_url="https://developers.egnyte.com/",
    setup=(
        "Register an application with {redirect_uri} as its callback. Its API key is the client "
        "ID.",
        "Until Egnyte has certified it, a key works with the one domain it is registered for.",
        "Ask for a key for public use: one for internal use is meant for the password flow.",
        "Access tokens do not expire: keep them, and do not ask for one again and again.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
