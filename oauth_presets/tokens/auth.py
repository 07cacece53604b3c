"""`TokenAuth` for httpx."""

import httpx

from .auth_flow import AuthFlow


class TokenAuth(AuthFlow, httpx.Auth):
    """An `auth=` for the clients of httpx, sync and async."""

    __doc__ = AuthFlow.__doc__
    _not_read = httpx.RequestNotRead
