"""Sign in with a preset: the authorization code flow, for a native app or a web application.

`login` opens the system browser, receives the response on loopback and redeems the code. A web
application with its own redirect URI uses `start` and `finish`. `refresh` uses a refresh token.
Functions that wait have async twins. Nothing is stored, and no repr shows a secret.
"""

from typing import TYPE_CHECKING

from ..util.lazy_face import lazy_face

__all__ = [
    "ClientAuth",
    "Flow",
    "Login",
    "LoginError",
    "Network",
    "Token",
    "afinish",
    "alogin",
    "arefresh",
    "finish",
    "login",
    "open_browser",
    "refresh",
    "start",
]

if TYPE_CHECKING:
    from ..errors import LoginError
    from ..safe_http.exchange import Network
    from .flow import Flow, start
    from .native import Login, alogin, login, open_browser
    from .redeem import afinish, arefresh, finish, refresh
    from .token_request import ClientAuth
    from .token_response import Token

__getattr__, __dir__ = lazy_face(
    __name__,
    {
        "ClientAuth": ".token_request",
        "Flow": ".flow",
        "Login": ".native",
        "LoginError": "..errors",
        "Network": "..safe_http.exchange",
        "Token": ".token_response",
        "afinish": ".redeem",
        "alogin": ".native",
        "arefresh": ".redeem",
        "finish": ".redeem",
        "login": ".native",
        "open_browser": ".native",
        "refresh": ".redeem",
        "start": ".flow",
    },
)
