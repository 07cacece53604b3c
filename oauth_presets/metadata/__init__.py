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
    "CheckResult",
    "Finding",
    "Metadata",
    "Verdict",
    "acheck",
    "afetch",
    "check",
    "fetch",
    "well_known_urls",
]

if TYPE_CHECKING:
    from .checking import (
        TIMEOUT,
        CheckResult,
        Finding,
        Metadata,
        Verdict,
        acheck,
        afetch,
        check,
        fetch,
        well_known_urls,
    )

__getattr__, __dir__ = lazy_face(__name__, dict.fromkeys(__all__, ".checking"))
