"""Check presets against the metadata of their providers, or else by probing the endpoints.

A preset is compared with its issuer's metadata (RFC 8414, OpenID Connect Discovery). If none is
published, its endpoints are probed without credentials, which is weaker evidence. Presets are never
changed, and servers never trusted.

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
        "..safe_http.exchange": ("TIMEOUT",),
        ".checking": ("CheckResult", "acheck", "check"),
        ".comparison": ("CheckFinding",),
        ".well_known": ("Metadata", "Verdict", "afetch", "fetch", "well_known_urls"),
    },
)
