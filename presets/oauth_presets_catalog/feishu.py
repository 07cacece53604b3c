"""Feishu and Lark: https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code.

Feishu's token endpoint is that of the page get-user-access-token-v3; its page on version 2 calls
that version deprecated. Revocation and device flow are those of https://github.com/larksuite/cli,
Lark's endpoints those of https://github.com/larksuite/lark-openapi-mcp.
"""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset

CONTACTS = ("contact:contact.base:readonly",)
COMMON: dict[str, Any] = {
    "categories": ("communication", "documents", "calendar"),
    "scopes": CONTACTS,
    "scope_sets": {
        "readonly": CONTACTS,
        "documents": (*CONTACTS, "docx:document:readonly", "drive:drive:readonly"),
        "wiki": (*CONTACTS, "wiki:wiki:readonly"),
        "calendar": (*CONTACTS, "calendar:calendar:readonly"),
        "messages": (*CONTACTS, "im:chat:readonly", "im:message:readonly"),
    },
    "scope_descriptions": {
        "contact:contact.base:readonly": "Basic information of contacts",
        "docx:document:readonly": "Read documents",
        "drive:drive:readonly": "Read files and folders of the drive",
        "wiki:wiki:readonly": "Read the wiki",
        "calendar:calendar:readonly": "Read calendars and their events",
        "im:chat:readonly": "Read about chats",
        "im:message:readonly": "Read messages of chats",
        "sheets:spreadsheet:readonly": "Read spreadsheets",
        "task:task:readonly": "Read tasks",
    },
    "offline": Offline(mode="request", scopes=("offline_access",), rotates=True),
    "access_token_seconds": 7200,
    "pkce": "supported",
    "token_endpoint_auth_methods": ("client_secret_post",),
    "registration": ("console",),
    "setup": (
        "Add {redirect_uri} to the redirect URLs in the security settings of the app.",
        "Switch on every scope in the app's permissions first, offline_access too.",
        "The authorization code lasts five minutes.",
    ),
    "verified_on": date(2026, 11, 27),
    "evidence": "vendor_page",
}

feishu = Preset(
    name="feishu",
    title="Feishu",
    keywords=("lark china", "bytedance"),
    authorize_url="https://accounts.feishu.cn/open-apis/authen/v1/authorize",
    token_url="https://accounts.feishu.cn/oauth/v3/token",
    revocation_url="https://accounts.feishu.cn/oauth/v1/revoke",
    userinfo_url="https://open.feishu.cn/open-apis/authen/v1/user_info",
    device_authorization_url="https://accounts.feishu.cn/oauth/v1/device_authorization",
    api=Api(base_url="https://open.feishu.cn/open-apis"),
    docs_url="https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code",
    console_url="https://open.feishu.cn/app",
    unverified=("console_url",),
    **COMMON,
)

lark = Preset(
    name="lark",
    title="Lark",
    keywords=("larksuite", "lark suite", "feishu international"),
    authorize_url="https://open.larksuite.com/open-apis/authen/v1/authorize",
    token_url="https://open.larksuite.com/open-apis/authen/v2/oauth/token",
    revocation_url="https://accounts.larksuite.com/oauth/v1/revoke",
    userinfo_url="https://open.larksuite.com/open-apis/authen/v1/user_info",
    device_authorization_url="https://accounts.larksuite.com/oauth/v1/device_authorization",
    api=Api(base_url="https://open.larksuite.com/open-apis"),
    docs_url="https://github.com/larksuite/lark-openapi-mcp/blob/main/src/auth/provider/oauth.ts",
    console_url="https://open.larksuite.com/app",
    unverified=("console_url",),
    **COMMON,
)
