"""Smartsheet: https://developers.smartsheet.com/api/smartsheet/guides/advanced-topics/oauth."""

from datetime import date
from typing import Literal

from oauth_presets import Api, Offline, Preset, Redirect

DOCS_URL = "https://developers.smartsheet.com/api/smartsheet/guides/advanced-topics/oauth"
REGIONS_URL = "https://developers.smartsheet.com/api/smartsheet/guides/basics/base-url"
SCOPES = ("READ_SHEETS", "READ_SIGHTS", "READ_USERS", "READ_CONTACTS", "READ_EVENTS")


def region(
    name: str,
    title: str,
    domain: str,
    docs_url: str = REGIONS_URL,
    evidence: Literal["vendor_page", "catalogues"] = "catalogues",
) -> Preset:
    """Make the preset of one region; both of its hosts differ."""
    endpoints = () if evidence == "vendor_page" else ("authorize_url", "token_url")
    return Preset(
        name=name,
        title=title,
        categories=("projects", "data"),
        authorize_url=f"https://app.{domain}/b/authorize",
        token_url=f"https://api.{domain}/2.0/token",
        userinfo_url=f"https://api.{domain}/2.0/users/me",
        absent=("revocation_url", "introspection_url"),
        scopes=("READ_SHEETS",),
        scope_sets={
            "sheets": ("READ_SHEETS",),
            "readonly": SCOPES,
            "write": ("READ_SHEETS", "WRITE_SHEETS"),
        },
        scope_descriptions={
            "READ_SHEETS": "Read sheets with their attachments and comments",
            "READ_SIGHTS": "Read dashboards",
            "READ_USERS": "List the users of the organisation",
            "READ_CONTACTS": "Read the user's contacts",
            "READ_EVENTS": "Read the events of the organisation",
            "WRITE_SHEETS": "Change sheets with their attachments and comments",
        },
        api=Api(base_url=f"https://api.{domain}/2.0"),
        redirect=Redirect(loopback=("localhost",)),
        offline=Offline(mode="always"),
        access_token_seconds=604799,
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("console",),
        docs_url=docs_url,
        setup=(
            "Register for Developer Tools in the account, create an app, and enter {redirect_uri}"
            " as its app redirect URL.",
            "Each region has its own accounts, apps and tokens.",
            "To revoke, send DELETE to the token endpoint with the token.",
        ),
        verified_on=date(2026, 11, 25),
        evidence=evidence,
        unverified=(*endpoints, "absent", "scopes", "scope_sets", "userinfo_url"),
    )


# The vendor's page on regions proves only the API hosts; its samples prove both US endpoints.
smartsheet = region("smartsheet", "Smartsheet", "smartsheet.com", DOCS_URL, "vendor_page")
smartsheet_eu = region("smartsheet_eu", "Smartsheet Europe", "smartsheet.eu")
smartsheet_au = region("smartsheet_au", "Smartsheet Australia", "smartsheet.au")
smartsheet_gov = region("smartsheet_gov", "Smartsheet Gov", "smartsheetgov.com")
