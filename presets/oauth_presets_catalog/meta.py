"""Meta: https://developers.facebook.com/documentation/facebook-login/.

Client authentication of Threads as in https://github.com/fbsamples/threads_api, of Instagram as in
Meta's older https://github.com/facebookarchive/python-instagram.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

APP_REVIEW = "App Review (Advanced Access) for people who have no role on the app"

FACEBOOK_SCOPES = {
    "public_profile": "Name, picture and identifier of the person",
    "email": "Primary email address of the person",
    "pages_show_list": "List the Pages the person manages",
    "pages_read_engagement": "Read posts, photos, events and follower data of those Pages",
    "read_insights": "Read the insights of Pages, apps and domains the person owns",
    "pages_manage_posts": "Publish, change and delete posts of those Pages",
    "ads_read": "Read ads, campaigns and their statistics",
    "business_management": "Read and change what belongs to the person's businesses",
}
INSTAGRAM_SCOPES = {
    "instagram_business_basic": "Read the profile and the media of the professional account",
    "instagram_business_manage_comments": "Read, create, hide and delete comments",
    "instagram_business_manage_messages": "Read and send messages",
    "instagram_business_content_publish": "Publish posts",
}
THREADS_SCOPES = {
    "threads_basic": "Read the profile and the posts; every other call needs it too",
    "threads_read_replies": "Read replies",
    "threads_manage_insights": "Read insights",
    "threads_manage_replies": "Create and moderate replies",
    "threads_content_publish": "Publish posts",
}

API_VERSION = Variable(
    kind="segment",
    default="v25.0",
    example="v25.0",
    description="Version of the Graph API, as in v25.0; versions lapse after a while.",
)

facebook = Preset(
    name="facebook",
    title="Facebook",
    categories=("social", "marketing"),
    keywords=("meta", "facebook pages", "fb"),
    authorize_url="https://www.facebook.com/{api_version}/dialog/oauth",
    token_url="https://graph.facebook.com/{api_version}/oauth/access_token",
    userinfo_url="https://graph.facebook.com/{api_version}/me?fields=id,name",
    absent=("revocation_url", "introspection_url", "registration_url"),
    variables={"api_version": API_VERSION},
    scopes=("public_profile", "pages_show_list", "pages_read_engagement"),
    scope_separator=",",
    scope_sets={
        "login": ("public_profile", "email"),
        "pages": ("public_profile", "pages_show_list", "pages_read_engagement", "read_insights"),
        "ads": ("public_profile", "ads_read"),
        "business": ("public_profile", "business_management"),
        "publish": ("public_profile", "pages_show_list", "pages_manage_posts"),
    },
    scope_descriptions=FACEBOOK_SCOPES,
    scope_restrictions=dict.fromkeys(list(FACEBOOK_SCOPES)[2:], APP_REVIEW),
    api=Api(base_url="https://graph.facebook.com/{api_version}"),
    offline=Offline(mode="never"),
    pkce="refused",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url=(
        "https://developers.facebook.com/documentation/facebook-login/guides/advanced/manual-flow"
    ),
    console_url="https://developers.facebook.com/apps/",
    setup=(
        "Add {redirect_uri} to the valid OAuth redirect URIs in the Facebook Login settings.",
        "Refresh tokens do not exist: exchange the short-lived token for one of about 60 days"
        " (grant_type fb_exchange_token); after that the person signs in again.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=(
        "pkce",
        "scopes",
        "scope_sets",
        "scope_descriptions",
        "scope_restrictions",
        "token_endpoint_auth_methods",
    ),
)

instagram = Preset(
    name="instagram",
    title="Instagram",
    categories=("social", "marketing"),
    keywords=("meta", "ig", "instagram business"),
    authorize_url="https://www.instagram.com/oauth/authorize",
    token_url="https://api.instagram.com/oauth/access_token",
    userinfo_url="https://graph.instagram.com/me?fields=user_id,username",
    absent=("revocation_url", "introspection_url", "registration_url"),
    scopes=("instagram_business_basic",),
    scope_separator=",",
    scope_sets={"readonly": ("instagram_business_basic",), "full": tuple(INSTAGRAM_SCOPES)},
    scope_descriptions=INSTAGRAM_SCOPES,
    scope_restrictions=dict.fromkeys(INSTAGRAM_SCOPES, APP_REVIEW),
    api=Api(base_url="https://graph.instagram.com"),
    offline=Offline(mode="never"),
    access_token_seconds=3600,
    pkce="refused",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url=(
        "https://developers.facebook.com/documentation/instagram-platform/"
        "instagram-api-with-instagram-login/business-login"
    ),
    console_url="https://developers.facebook.com/apps/",
    setup=(
        "Add {redirect_uri} to the OAuth redirect URIs of the Instagram business login settings.",
        "Use the Instagram app ID and its secret, not those of the Meta app.",
        "Only professional accounts (Business or Creator) can sign in.",
        "Refresh tokens do not exist: exchange the one-hour token for one of 60 days and renew that"
        " one at graph.instagram.com before it expires.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=("pkce", "token_url", "scope_restrictions", "userinfo_url"),
)

threads = Preset(
    name="threads",
    title="Threads",
    categories=("social", "marketing"),
    keywords=("meta", "threads.net"),
    authorize_url="https://threads.com/oauth/authorize",
    token_url="https://graph.threads.com/oauth/access_token",
    userinfo_url="https://graph.threads.com/v1.0/me?fields=id,username",
    absent=("revocation_url", "introspection_url", "registration_url"),
    scopes=("threads_basic",),
    scope_separator=",",
    scope_sets={
        "readonly": ("threads_basic", "threads_read_replies", "threads_manage_insights"),
        "publish": ("threads_basic", "threads_content_publish"),
        "full": tuple(THREADS_SCOPES),
    },
    scope_descriptions=THREADS_SCOPES,
    scope_restrictions=dict.fromkeys(THREADS_SCOPES, APP_REVIEW),
    api=Api(base_url="https://graph.threads.com/v1.0"),
    offline=Offline(mode="never"),
    access_token_seconds=3600,
    pkce="refused",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url=(
        "https://developers.facebook.com/documentation/threads/get-started/"
        "get-access-tokens-and-permissions"
    ),
    console_url="https://developers.facebook.com/apps/",
    setup=(
        "Add {redirect_uri} to the valid OAuth URIs of the Threads use case; the dashboard may add"
        " a trailing slash.",
        "Use the Threads app ID and its secret, not those of the Meta app.",
        "Refresh tokens do not exist: exchange the one-hour token for one of 60 days (grant_type"
        " th_exchange_token) and renew that one before it expires (th_refresh_token).",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("pkce", "scope_restrictions", "userinfo_url", "api"),
)
