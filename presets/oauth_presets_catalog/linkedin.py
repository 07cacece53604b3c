"""LinkedIn: https://learn.microsoft.com/en-us/linkedin/shared/authentication/.

Both endpoints are written out in LinkedIn's own client,
https://github.com/linkedin-developers/linkedin-api-python-client.
"""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Api, Offline, Preset


def product(
    name: str,
    title: str,
    categories: tuple[str, ...],
    keywords: tuple[str, ...],
    sets: Mapping[str, tuple[str, ...]],
    scopes: Mapping[str, str],
    base_url: str,
    setup: str,
    *unverified: str,
) -> Preset:
    """Make the preset of one LinkedIn product; the first of the scope sets is the default."""
    return Preset(
        name=name,
        title=title,
        categories=categories,
        keywords=keywords,
        authorize_url="https://www.linkedin.com/oauth/v2/authorization",
        token_url="https://www.linkedin.com/oauth/v2/accessToken",
        revocation_url="https://www.linkedin.com/oauth/v2/revoke",
        introspection_url="https://www.linkedin.com/oauth/v2/introspectToken",
        userinfo_url="https://api.linkedin.com/v2/userinfo" if "openid" in scopes else None,
        scopes=next(iter(sets.values())),
        scope_sets=sets,
        scope_descriptions=scopes,
        api=Api(base_url=base_url),
        offline=Offline(mode="never"),
        access_token_seconds=5_184_000,
        pkce="refused",
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("console",),
        docs_url="https://learn.microsoft.com/en-us/linkedin/shared/authentication/"
        "authorization-code-flow",
        console_url="https://www.linkedin.com/developers/apps",
        setup=(
            "Add {redirect_uri} to the authorized redirect URLs on the app's Auth tab.",
            setup,
            "Only approved partners get refresh tokens, for 365 days; otherwise the member signs in"
            " again when the token expires.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("revocation_url", "api", "pkce", *unverified),
    )


linkedin = product(
    "linkedin",
    "LinkedIn",
    ("social", "marketing", "identity"),
    ("linked in",),
    {"signin": ("openid", "profile", "email"), "share": ("openid", "profile", "w_member_social")},
    {
        "openid": "Sign the member in and return an ID token",
        "profile": "Identifier, name and picture of the member",
        "email": "Primary email address of the member",
        "w_member_social": "Post, comment and react as the member",
    },
    "https://api.linkedin.com",
    "Add the product Sign In with LinkedIn using OpenID Connect; every other scope comes with a"
    " product that LinkedIn must approve.",
    "userinfo_url",
)

linkedin_ads = product(
    "linkedin_ads",
    "LinkedIn Ads",
    ("marketing",),
    ("linkedin marketing", "campaign manager"),
    {"readonly": ("r_ads", "r_ads_reporting"), "full": ("rw_ads", "r_ads_reporting")},
    {
        "r_ads": "Read ad accounts",
        "r_ads_reporting": "Read reports on ads",
        "rw_ads": "Read and manage ad accounts",
        "r_organization_social": "Read the organisation's posts",
        "r_marketing_leadgen_automation": "Read lead forms and leads",
    },
    "https://api.linkedin.com/rest",
    "Request the product Advertising API; an administrator of the company's page verifies the app"
    " first.",
    "scopes",
    "scope_sets",
)
