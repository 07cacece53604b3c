"""SurveyMonkey: https://api.surveymonkey.com/v3/docs.

Its own https://github.com/SurveyMonkey/public_api_docs shows the parameters, with an older host.
"""

from datetime import date

from oauth_presets import Offline, Preset

surveymonkey = Preset(
    name="surveymonkey",
    title="SurveyMonkey",
    categories=("forms",),
    authorize_url="https://api.surveymonkey.com/oauth/authorize",
    token_url="https://api.surveymonkey.com/oauth/token",
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://api.surveymonkey.com/v3/docs",
    console_url="https://developer.surveymonkey.com/apps/",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URL in the settings of the app.",
        "Scopes are set on the app as required or optional; they are not part of the request.",
        "Reading the answers of a survey needs a paid plan of whoever authorizes.",
        "Call the API at the access_url of the token response: accounts in Europe and Canada have"
        " hosts of their own.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=("authorize_url", "token_url"),
)
