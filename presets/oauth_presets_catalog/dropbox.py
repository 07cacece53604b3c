"""Dropbox: https://developers.dropbox.com/oauth-guide.

Endpoints and parameters are those of Dropbox's own SDK,
https://github.com/dropbox/dropbox-sdk-rust.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = ("files.metadata.read", "files.content.read")

dropbox = Preset(
    name="dropbox",
    title="Dropbox",
    categories=("files", "documents"),
    authorize_url="https://www.dropbox.com/oauth2/authorize",
    token_url="https://api.dropboxapi.com/oauth2/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "metadata": ("files.metadata.read",),
        "sharing": (*READ_ONLY, "sharing.read"),
        "full": (*READ_ONLY, "files.metadata.write", "files.content.write"),
    },
    scope_descriptions={
        "files.metadata.read": "See names and other metadata of files and folders",
        "files.metadata.write": "Change metadata of files and folders",
        "files.content.read": "Read the content of files",
        "files.content.write": "Create, change and delete files",
        "sharing.read": "See with whom files and folders are shared",
    },
    offline=Offline(mode="request", params={"token_access_type": "offline"}),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.dropbox.com/oauth-guide",
    console_url="https://www.dropbox.com/developers/apps",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the app, exactly as it is sent.",
        "Tick the scopes under Permissions first: a request can only narrow them down.",
        "An app with access to its app folder sees nothing else; choose full Dropbox access to "
        "read the user's files.",
        "The app key is the client ID. PKCE takes the place of the secret.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "console_url"),
)
