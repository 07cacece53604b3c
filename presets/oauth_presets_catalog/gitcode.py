"""GitCode: https://docs.gitcode.com/en/docs/apis/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "all_user": "The user's account",
    "all_projects": "The user's projects",
    "all_repository": "Repositories",
    "all_groups": "Groups",
    "all_issue": "Issues",
    "all_pr": "Pull requests",
    "all_note": "Comments",
    "all_hook": "Webhooks",
    "all_key": "SSH keys",
}

gitcode = Preset(
    name="gitcode",
    title="GitCode",
    categories=("developer",),
    keywords=("git hosting", "csdn"),
    authorize_url="https://gitcode.com/oauth/authorize",
    token_url="https://gitcode.com/oauth/token",
    userinfo_url="https://api.gitcode.com/api/v5/user",
    scopes=("all_user", "all_projects"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.gitcode.com/api/v5"),
    offline=Offline(mode="always"),
    access_token_seconds=1_296_000,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.gitcode.com/en/docs/apis/oauth",
    setup=("Create an OAuth application with {redirect_uri} as its callback URL.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "scope_descriptions"),
)
