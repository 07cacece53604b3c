"""How to ask a provider whether a token is still good, as FastMCP does on each call."""

from typing import Literal

from ..core.configuration import Configuration


def token_check(config: Configuration) -> Literal["introspection", "userinfo"] | None:
    """Return what answers it: introspection (RFC 7662) with a secret, else the user's account."""
    if config.introspection_url is not None and config.auth_method in (
        "client_secret_basic",
        "client_secret_post",
    ):
        return "introspection"
    return None if config.userinfo_url is None else "userinfo"
