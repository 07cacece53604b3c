"""`TokenAuth` for httpx2, which Authlib, FastMCP and the MCP SDK use."""

try:
    import httpx2
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "oauth_presets.tokens.httpx2 needs httpx2: pip install httpx2", name=error.name
    ) from None

from .auth_flow import AuthFlow

__all__ = ["TokenAuth"]


class TokenAuth(AuthFlow, httpx2.Auth):
    """An `auth=` for the sync and async clients of httpx2."""

    __doc__ = AuthFlow.__doc__
    _not_read = httpx2.RequestNotRead
