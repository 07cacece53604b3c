"""Dropbox: https://developers.dropbox.com/oauth-guide.

Endpoints and parameters are those of Dropbox's own SDK,
https://github.com/dropbox/dropbox-sdk-rust; scopes are those of
https://github.com/dropbox/dropbox-api-spec.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("files.metadata.read", "files.content.read")
TEAM = ("team_info.read", "members.read", "groups.read", "team_data.member")

SCOPES = {
    "account_info.read": "Read the user's name, email address, country and quota",
    "files.metadata.read": "See names and other metadata of files and folders",
    "files.metadata.write": "Change metadata of files and folders",
    "files.content.read": "Read the content of files",
    "files.content.write": "Create, change and delete files",
    "sharing.read": "See who files and folders are shared with",
    "sharing.write": "Share files and folders, and stop sharing them",
    "file_requests.read": "Read file requests",
    "file_requests.write": "Create, change and delete file requests",
    "contacts.write": "Remove contacts that were added by hand",
    "team_info.read": "Read the team",
    "members.read": "List the members of the team",
    "groups.read": "List the groups of the team",
    "team_data.member": "Act as a member of the team",
    "team_data.content.read": "Read the team's folders",
    "events.read": "Read the team's activity log",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "metadata": ("files.metadata.read",),
    "sharing": (*READ_ONLY, "sharing.read"),
    "account": (*READ_ONLY, "account_info.read"),
    "team": (*READ_ONLY, *TEAM, "team_data.content.read"),
    "full": (
        *READ_ONLY,
        "files.metadata.write",
        "files.content.write",
        "sharing.read",
        "sharing.write",
    ),
}

dropbox = Preset(
    name="dropbox",
    title="Dropbox",
    categories=("files", "documents"),
    keywords=("dropbox business", "dropbox paper"),
    authorize_url="https://www.dropbox.com/oauth2/authorize",
    token_url="https://api.dropboxapi.com/oauth2/token",
    absent=("revocation_url", "userinfo_url"),  # both are calls of the API, by POST
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    scope_restrictions=dict.fromkeys(
        (*TEAM, "team_data.content.read", "events.read"), "team admins only"
    ),
    offline=Offline(mode="request", params={"token_access_type": "offline"}),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    api=Api(base_url="https://api.dropboxapi.com/2"),
    redirect=Redirect(
        loopback=("localhost",), any_port=False, note="localhost too is registered exactly."
    ),
    registration=("console",),
    docs_url="https://developers.dropbox.com/oauth-guide",
    console_url="https://www.dropbox.com/developers/apps",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the app, exactly as it is sent.",
        "Tick the scopes under Permissions first: a request can only narrow them down.",
        "An app with access to its app folder sees nothing else; choose full Dropbox access to "
        "read the user's files.",
        "The app key is the client ID. PKCE takes the place of the secret.",
        "POST users/get_current_account names the owner of a token, auth/token/revoke ends it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("console_url", "scope_restrictions", "redirect"),
)
