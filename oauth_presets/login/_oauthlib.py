"""What is used of oauthlib, or a friendly line where the extra `login` is not installed."""

try:
    from oauthlib.oauth2 import OAuth2Error, WebApplicationClient
except ModuleNotFoundError as error:
    if error.name != "oauthlib":
        raise
    raise ModuleNotFoundError(
        "Signing in needs oauthlib, which is not installed here. Install it with:  "
        "pip install 'oauth-presets[login]'",
        name="oauthlib",
    ) from None

__all__ = ["OAuth2Error", "WebApplicationClient"]
