"""OpenAPI: a security scheme for an API that the provider protects.

Needs no library: a security scheme is plain data (OpenAPI 3.1, "Security Scheme Object").
"""

from typing import Any

from ..core.configuration import Configuration
from ..core.requests import authorization_url
from ._carried import lost_for, warn


def security_scheme(config: Configuration) -> dict[str, Any]:
    """Return an OpenAPI 3.1 security scheme for the authorization code flow.

    It only describes the flow, so nothing is refused: facts that its fields cannot express are
    added to `description`, with a warning.

    Args:
        config: the configuration. Credentials are not needed, and are never in the scheme.
    """
    needs = lost_for(config, "openapi")
    warn(config, "openapi", needs)
    preset = config.preset
    url = authorization_url(config, config.authorize_params)
    flow = {
        "authorizationUrl": url if config.authorize_params else config.authorize_url,
        "tokenUrl": config.token_url,
        **({"refreshUrl": config.refresh_url} if config.refresh_url else {}),
        "scopes": {name: preset.scope_descriptions.get(name, "") for name in config.scopes},
    }
    description = " ".join([f"{preset.title}: {preset.docs_url}", *(need.text for need in needs)])
    return {
        "type": "oauth2",
        "description": description,
        "flows": {"authorizationCode": flow},
    }
