"""Sign in with a configuration.

`login` opens the system browser, receives the response on loopback and redeems the code. A web
application with its own redirect URI uses `start` and `finish`. `device_login` signs in on another
device, `client_credentials` without a user; `refresh` uses a refresh token. Functions that wait
have async twins. Nothing is stored, and no repr shows a secret.
"""

from typing import TYPE_CHECKING

from ..util.lazy_face import lazy_face

__all__ = [
    "DeviceCode",
    "Flow",
    "Login",
    "LoginError",
    "Network",
    "Token",
    "aclient_credentials",
    "adevice_login",
    "afinish",
    "alogin",
    "arefresh",
    "client_credentials",
    "device_login",
    "finish",
    "login",
    "open_browser",
    "refresh",
    "show_code",
    "start",
]

if TYPE_CHECKING:
    from ..errors import LoginError
    from ..safe_http.exchange import Network
    from .device import DeviceCode, adevice_login, device_login, show_code
    from .flow import Flow, start
    from .native import Login, alogin, login, open_browser
    from .redeem import (
        aclient_credentials,
        afinish,
        arefresh,
        client_credentials,
        finish,
        refresh,
    )
    from .token import Token

__getattr__, __dir__ = lazy_face(
    __name__,
    {
        "..errors": ("LoginError",),
        "..safe_http.exchange": ("Network",),
        ".device": ("DeviceCode", "adevice_login", "device_login", "show_code"),
        ".flow": ("Flow", "start"),
        ".native": ("Login", "alogin", "login", "open_browser"),
        ".redeem": (
            "aclient_credentials",
            "afinish",
            "arefresh",
            "client_credentials",
            "finish",
            "refresh",
        ),
        ".token": ("Token",),
    },
)
