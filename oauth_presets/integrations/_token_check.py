"""How a provider can be asked whether a token is valid, as FastMCP does on each call."""

from typing import Literal

from ..core.configuration import Configuration
from ..core.plan import BY_SECRET


def token_check(config: Configuration) -> Literal["introspection", "userinfo"] | None:
    """Return the method: introspection (RFC 7662) with a secret, or else user info."""
    if config.introspection_url is not None and config.auth_method in BY_SECRET:
        return "introspection"
    return None if config.userinfo_url is None else "userinfo"
