"""SurveyMonkey: https://api.surveymonkey.com/v3/docs.

Its own https://github.com/SurveyMonkey/public_api_docs shows the parameters, with an older host.
"""

from datetime import date

from oauth_presets import Offline, Preset, TokenResponse

surveymonkey = Preset(
    name="surveymonkey",
    title="SurveyMonkey",
    categories=("forms",),
    keywords=("momentive",),
    authorize_url="https://api.surveymonkey.com/oauth/authorize",
    token_url="https://api.surveymonkey.com/oauth/token",
    token_response=TokenResponse(
        extras={"access_url": "Base URL of the API, by the account's region"}
    ),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://api.surveymonkey.com/v3/docs",
    console_url="https://developer.surveymonkey.com/apps/",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URL in the settings of the app.",
        "Scopes are set on the app as required or optional; they are not part of the request.",
        "Reading the answers of a survey needs a paid plan of whoever authorizes.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "access_token_seconds"),
)
