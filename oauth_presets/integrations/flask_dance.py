"""Flask-Dance: an `OAuth2ConsumerBlueprint` for a provider.

Tested with Flask-Dance 7.1.
"""

from typing import Any

from ..core.configuration import Configuration
from ._carried import check, library

with library("flask_dance", "flask-dance>=7.1"):
    from flask_dance.consumer import OAuth2ConsumerBlueprint
    from flask_dance.consumer.requests import OAuth2Session

    from ._oauthlib_client import ProviderSession


class _Session(ProviderSession, OAuth2Session):
    """Flask-Dance's session, with the messages of `ProviderSession`, which comes first."""


def blueprint(config: Configuration, import_name: str = __name__, **more: Any) -> Any:
    """Return an `OAuth2ConsumerBlueprint`; its name is the preset's.

    Its `token` includes the extras that the preset declares.

    Args:
        config: a configuration with a client identifier.
        import_name: the import name of the blueprint.
        more: further arguments of the blueprint, such as `storage` and `redirect_to`.

    Raises:
        IntegrationError: the provider needs something that the library cannot carry.
    """
    check(config, "flask_dance")
    more.setdefault("name", config.preset.name)
    return OAuth2ConsumerBlueprint(
        import_name=import_name,
        client_id=config.client_id,
        client_secret=config.client_secret,
        base_url=config.api.base_url,
        authorization_url=config.authorize_url,
        token_url=config.token_url,
        use_pkce=config.pkce,
        session_class=_Session,
        config=config,
        pkce=None,  # the blueprint handles it, because the verifier must outlive the session
        **more,
    )
