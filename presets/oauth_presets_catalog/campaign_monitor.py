"""Campaign Monitor: https://www.campaignmonitor.com/api/v3-3/getting-started/.

Endpoints and requests are those of Campaign Monitor's client,
https://github.com/campaignmonitor/createsend-python.
"""

from datetime import date

from oauth_presets import Api, AuthorizationRequest, Offline, Preset

SCOPES = {
    "ViewReports": "Read reports on campaigns and subscribers",
    "ManageLists": "Create and change lists",
    "ImportSubscribers": "Add subscribers",
    "CreateCampaigns": "Create campaigns",
    "SendCampaigns": "Send campaigns",
    "ViewTransactional": "Read transactional email",
    "AdministerPersons": "Manage the people of the account",
    "AdministerAccount": "Manage the account",
}

campaign_monitor = Preset(
    name="campaign_monitor",
    title="Campaign Monitor",
    categories=("marketing", "email"),
    keywords=("createsend", "marigold"),
    authorize_url="https://api.createsend.com/oauth",
    token_url="https://api.createsend.com/oauth/token",
    scopes=("ViewReports",),
    scope_separator=",",
    scope_descriptions=SCOPES,
    authorize_params={"type": "web_server"},
    authorization_request=AuthorizationRequest(omit=("response_type",)),
    api=Api(base_url="https://api.createsend.com/api/v3.3"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://www.campaignmonitor.com/api/v3-3/getting-started/",
    setup=("Under App store, OAuth Registration, register the application with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("authorize_params", "scope_separator", "api"),
)
