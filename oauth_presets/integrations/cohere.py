"""The Cohere SDK: the OAuth part of a connector, and an audit of an existing one.

Cohere deprecated its connectors API in September 2025. Tested with cohere 5.13 to 7.3.
"""

from ..core.configuration import Configuration
from ._carried import check, library
from ._cohere_audit import Audit, ConnectorDifference, audit

with library("cohere", "cohere>=5.13"):
    import cohere

__all__ = ["Audit", "ConnectorDifference", "audit", "connector"]


def connector(config: Configuration) -> cohere.CreateConnectorOAuth:
    """Return the SDK's own class with the five strings of the connectors API.

    The SDK's class shows the client secret in its repr. `build_oauth` returns an object that does
    not, that omits unset fields from an update, and that only warns of what is lost.

    Args:
        config: a configuration with a client identifier.

    Raises:
        IntegrationError: the five fields cannot carry something without which the sign-in fails.
    """
    check(config, "cohere")
    return cohere.CreateConnectorOAuth(**config.connector().model_dump())
