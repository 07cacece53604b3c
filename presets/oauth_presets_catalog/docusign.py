"""Docusign: https://developers.docusign.com/platform/auth/confidential-authcode-get-token.

The endpoints are those of Docusign's own client,
https://github.com/docusign/docusign-esign-python-client; scopes are those of
https://developers.docusign.com/platform/auth/reference/scopes.
"""

from datetime import date

from oauth_presets import Offline, Preset

ESIGNATURE = ("signature", "extended")


SCOPES = {
    "signature": "Read, send and sign envelopes; nearly every eSignature call needs it",
    "extended": "Give each new refresh token its full lifetime",
    "adm_store_unified_repo_read": "Read agreements in Agreement Manager",
    "public_dms_document_read": "Download the documents of agreements",
    "search_read": "Search the text of agreements",
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile of the user",
    "email": "Email address of the user",
}
SCOPE_SETS = {
    "esignature": ESIGNATURE,
    "agreements": (
        *ESIGNATURE,
        "adm_store_unified_repo_read",
        "public_dms_document_read",
        "search_read",
    ),
    "signin": ("openid", "profile", "email"),
}


def environment(name: str, title: str, host: str, note: str) -> Preset:
    """Make the preset of one Docusign environment; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("documents",),
        keywords=("esignature", "e-signature", "envelopes"),
        authorize_url=f"https://{host}/oauth/auth",
        token_url=f"https://{host}/oauth/token",
        revocation_url=f"https://{host}/oauth/revoke",
        userinfo_url=f"https://{host}/oauth/userinfo",
        scopes=ESIGNATURE,
        scope_sets=SCOPE_SETS,
        scope_descriptions=SCOPES,
        offline=Offline(mode="always"),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_basic", "none"),
        registration=("console",),
        docs_url="https://developers.docusign.com/platform/auth/confidential-authcode-get-token",
        setup=(
            "Add {redirect_uri} to the redirect URIs of the app. Its integration key is the client "
            "ID.",
            "No scope reads envelopes only. Without extended, refreshing ends after 30 days.",
            "Calls go to the base_uri of the account, which the user info names.",
            note,
        ),
        verified_on=date(2026, 11, 25),
        evidence="vendor_page",
        unverified=("revocation_url",),
    )


docusign = environment(
    "docusign",
    "Docusign",
    "account.docusign.com",
    "An integration key comes from the demo environment. Promote it, then give it a secret and "
    "redirect URIs here too: they are not copied.",
)
docusign_demo = environment(
    "docusign_demo",
    "Docusign Demo",
    "account-d.docusign.com",
    "The demo environment is the developer sandbox; its accounts and users are separate.",
)
