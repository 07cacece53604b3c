"""Requests-OAuthlib: an `OAuth2Session` for a provider.

Tested with requests-oauthlib 2.0 and oauthlib 3.3 to 4.0.
"""

from typing import Any

from ..core.configuration import Configuration
from ._carried import check, library

with library("requests_oauthlib", "requests-oauthlib>=2"):
    from requests_oauthlib import OAuth2Session

    from ._oauthlib_client import ProviderSession


def session(config: Configuration, *, redirect_uri: str, **more: Any) -> OAuth2Session:
    """Return an `OAuth2Session`.

    `authorization_url`, `fetch_token` and `refresh_token` take the URL, the secret and the
    parameters from the configuration. In a web application, one session makes the URL and another
    redeems the code: pass `state=` to the second one, and the first one's `code_verifier` to its
    `fetch_token`.

    Args:
        config: a configuration with a client identifier.
        redirect_uri: where the response arrives, as registered with the provider.
        more: further arguments of `OAuth2Session`, such as `token`, `state` and `token_updater`.

    Raises:
        IntegrationError: the provider needs something that the library cannot carry.
    """
    check(config, "requests_oauthlib")
    return ProviderSession(config=config, redirect_uri=redirect_uri, **more)
