"""Flask-Dance: an `OAuth2ConsumerBlueprint` that speaks the provider's way.

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
    """`flask_dance`'s session comes second: what it adds stays, what it sends is the provider's."""


def blueprint(config: Configuration, import_name: str = __name__, **more: Any) -> Any:
    """Return an `OAuth2ConsumerBlueprint`; its name is the preset's.

    What came with the token, such as the extras that the preset declares, is in its `token`.

    Args:
        config: what `configure` returns, with a client identifier.
        import_name: that of the blueprint.
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
        pkce=None,  # the blueprint does it, as it has to outlive the session
        **more,
    )
