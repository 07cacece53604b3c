"""VideoAsk: https://developers.videoask.com."""

from datetime import date

from oauth_presets import Api, Offline, Preset

videoask = Preset(
    name="videoask",
    title="VideoAsk",
    categories=("forms",),
    keywords=("video ask", "typeform"),
    authorize_url="https://auth.videoask.com/authorize",
    token_url="https://auth.videoask.com/oauth/token",
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the user in and return an ID token",
        "profile": "Name of the user",
        "email": "Email address of the user",
    },
    authorize_params={"audience": "https://api.videoask.com/"},
    api=Api(base_url="https://api.videoask.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.videoask.com",
    setup=("In the account, under Developer apps, create an app with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "api"),
)
