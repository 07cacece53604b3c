"""`TokenAuth` for httpx."""

import httpx

from .auth_flow import AuthFlow


class TokenAuth(AuthFlow, httpx.Auth):
    """An `auth=` for the sync and async clients of httpx."""

    __doc__ = AuthFlow.__doc__
    _not_read = httpx.RequestNotRead
