"""Compare presets with what their providers publish; probe those that publish nothing.

The metadata of an issuer (RFC 8414, OpenID Connect Discovery) is compared with the preset. If there
is none, the endpoints are probed without credentials, which is weaker evidence. A preset is never
changed, and a server never trusted.

>>> from oauth_presets import get_preset
>>> from oauth_presets.metadata import check
>>> check(get_preset("google_drive")).verdict  # doctest: +SKIP (it asks Google)
'match'
"""

from typing import TYPE_CHECKING

from ..util.lazy_face import lazy_face

__all__ = [
    "TIMEOUT",
    "CheckFinding",
    "CheckResult",
    "Metadata",
    "Verdict",
    "acheck",
    "afetch",
    "check",
    "fetch",
    "well_known_urls",
]

if TYPE_CHECKING:
    from ..safe_http.exchange import TIMEOUT
    from .checking import CheckResult, acheck, check
    from .comparison import CheckFinding
    from .well_known import Metadata, Verdict, afetch, fetch, well_known_urls

__getattr__, __dir__ = lazy_face(
    __name__,
    {
        "TIMEOUT": "..safe_http.exchange",
        "CheckFinding": ".comparison",
        "CheckResult": ".checking",
        "Metadata": ".well_known",
        "Verdict": ".well_known",
        "acheck": ".checking",
        "afetch": ".well_known",
        "check": ".checking",
        "fetch": ".well_known",
        "well_known_urls": ".well_known",
    },
)
