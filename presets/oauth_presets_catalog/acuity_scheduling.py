"""Acuity Scheduling: https://developers.acuityscheduling.com/docs/oauth2.

The paths are those of Acuity's own client, https://github.com/AcuityScheduling/acuity-js.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

acuity_scheduling = Preset(
    name="acuity_scheduling",
    title="Acuity Scheduling",
    categories=("calendar",),
    keywords=("acuity", "squarespace scheduling"),
    authorize_url="https://acuityscheduling.com/oauth2/authorize",
    token_url="https://acuityscheduling.com/oauth2/token",
    scopes=("api-v1",),
    scope_descriptions={"api-v1": "Everything the API offers; the only scope"},
    api=Api(base_url="https://acuityscheduling.com/api/v1"),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.acuityscheduling.com/docs/oauth2",
    console_url="https://acuityscheduling.com/oauth2/register",
    setup=("Register the client with the form, and enter {redirect_uri} as its redirect URI.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("access_token_seconds", "api", "offline"),
)
