"""Client authentication at the token endpoint (RFC 6749 section 2.3.1)."""

import base64
from urllib.parse import quote_plus

from ..core.configuration import Configuration, check_configuration
from ..core.plan import BY_SECRET
from ..errors import ArgumentError


def check_client(config: Configuration) -> None:
    """Refuse a configuration that cannot make token requests.

    Raises:
        ArgumentError: this is not a configuration, it has no client identifier, or the provider
            accepts only other client authentication than a shared secret.
    """
    check_configuration(config)
    if config.client_id is None:
        raise ArgumentError(
            "client_id is missing: the provider issues one to each registered app. Pass it to "
            "configure()."
        )
    if config.auth_method not in (*BY_SECRET, "none"):
        accepted = " or ".join(config.preset.token_endpoint_auth_methods)
        raise ArgumentError(
            f"{config.preset.title} accepts client authentication only as {accepted}, which is not "
            "supported here. Use a client library that supports it; configure() returns the URLs "
            "and parameters."
        )


def client_authentication(config: Configuration) -> tuple[dict[str, str], str]:
    """Return the client's credentials (section 2.3.1): parameters and the Authorization header."""
    request, authorization = config.preset.token_request, ""
    client: dict[str, str] = {}
    if config.auth_method == "client_secret_basic":
        authorization = _basic(config)
    elif "client_id" not in request.omit:
        client[request.names.get("client_id", "client_id")] = config.client_id or ""
    if config.auth_method == "client_secret_post":
        client[request.names.get("client_secret", "client_secret")] = config.client_secret or ""
    return client, authorization


def _basic(config: Configuration) -> str:
    # Each half is form-encoded before they are joined (section 2.3.1, appendix B). Otherwise a
    # colon in a client identifier would end it early, and a percent sign would be decoded.
    pair = f"{quote_plus(config.client_id or '')}:{quote_plus(config.client_secret or '')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
