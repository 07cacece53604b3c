"""Stay signed in: store tokens, refresh each one once, and send them only where they belong.

`TokenAuth` signs the requests of an httpx client, `oauth_presets.tokens.httpx2.TokenAuth` those of
an httpx2 client. A `TokenStore` keeps the tokens: in memory, in a file or in a database, encrypted
if you wish.
"""

from typing import TYPE_CHECKING

from ..util.lazy_face import lazy_face

__all__ = [
    "Encrypted",
    "FileStore",
    "MemoryStore",
    "SQLStore",
    "SignInRequiredError",
    "StoreError",
    "TokenAuth",
    "TokenStore",
    "arevoke",
    "auserinfo",
    "from_env",
    "from_keyring",
    "revoke",
    "userinfo",
]

if TYPE_CHECKING:
    from ..errors import SignInRequiredError, StoreError
    from .account import arevoke, auserinfo, revoke, userinfo
    from .auth import TokenAuth
    from .credentials import from_env, from_keyring
    from .encrypted import Encrypted
    from .file_store import FileStore
    from .sql_store import SQLStore
    from .store import MemoryStore, TokenStore

__getattr__, __dir__ = lazy_face(
    __name__,
    {
        "..errors": ("SignInRequiredError", "StoreError"),
        ".account": ("arevoke", "auserinfo", "revoke", "userinfo"),
        ".auth": ("TokenAuth",),
        ".credentials": ("from_env", "from_keyring"),
        ".encrypted": ("Encrypted",),
        ".file_store": ("FileStore",),
        ".sql_store": ("SQLStore",),
        ".store": ("MemoryStore", "TokenStore"),
    },
)
