"""Qualtrics: https://api.qualtrics.com/."""

from datetime import date

from oauth_presets import Api, Preset, Variable

qualtrics = Preset(
    name="qualtrics",
    title="Qualtrics",
    categories=("forms", "analytics"),
    keywords=("surveys", "experience management"),
    authorize_url="https://{datacenter}.qualtrics.com/oauth2/auth",
    token_url="https://{datacenter}.qualtrics.com/oauth2/token",
    variables={
        "datacenter": Variable(
            kind="label",
            example="fra1",
            description="Data centre ID of the brand, in its settings.",
        ),
    },
    scopes=("read:surveys", "read:survey_responses"),
    scope_descriptions={
        "read:surveys": "Read surveys",
        "read:survey_responses": "Read answers to surveys",
    },
    api=Api(base_url="https://{datacenter}.qualtrics.com/API/v3"),
    registration=("console",),
    docs_url="https://api.qualtrics.com/",
    setup=("An administrator of the brand makes the OAuth client, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "scopes", "api"),
)
