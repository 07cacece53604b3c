"""The common part of `TokenAuth` for httpx and httpx2."""

import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from ..core.configuration import Configuration
from ..errors import ArgumentError
from ..login.client import check_client
from ..login.token import Token
from ..safe_http.exchange import Network
from ..util.concealed import conceal_locals
from .account import revoke
from .keeper import Keeper
from .signature import Signature, allowed, check_destination, parsed_origins
from .store import TokenStore

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

T = TypeVar("T")


class AuthFlow:
    """Signs requests with a stored token, and refreshes it when it is due.

    It can be shared by threads and tasks, and is cheap enough to make for a single request.

    Args:
        config: the configuration of the client that signed in.
        store: where the token is kept.
        key: the key in the store, which identifies the token's user, such as `user-42`. A stored
            token is bound to the preset, its endpoints, the client identifier and the key: two
            configurations cannot share a key.
        leeway: how many seconds before its expiry a token is refreshed, but at most a tenth of its
            lifetime.
        origins: where the token may go in addition to the origin of `api.base_url`, such as
            `https://api.example.com`. If neither is known, it goes wherever the request goes, by
            https.
        client_credentials: use the client's own token (RFC 6749 section 4.4), requested when there
            is none and again when it expires.
        client: sends the token requests, also from async code; by default the library's own guarded
            client does, never the client whose requests are signed.
        network: see `oauth_presets.login.Network`.

    Raises:
        ArgumentError: an argument is refused or, from a request, the token must not go to its URL.
        SignInRequiredError: from a request, if the user must sign in again.
        LoginError: from a request, if the token could not be refreshed now.
        StoreError: from methods and requests, if the store fails or its token belongs to another
            configuration.
    """

    requires_request_body = False
    requires_response_body = False
    _not_read: ClassVar[type[Exception]]
    """The library's exception for a request whose body is not in memory."""

    @conceal_locals
    def __init__(
        self,
        config: Configuration,
        *,
        store: TokenStore,
        key: str,
        leeway: float = 60,
        origins: Iterable[str] = (),
        client_credentials: bool = False,
        client: "httpx.Client | None" = None,
        **network: "Unpack[Network]",
    ) -> None:
        check_client(config)
        if not isinstance(store, TokenStore):
            raise ArgumentError(f"store= takes a TokenStore, not {type(store).__name__}.")
        if not isinstance(key, str) or not key:
            raise ArgumentError("key= takes a non-empty string, such as 'user-42'.")
        if not isinstance(leeway, int | float) or not leeway >= 0:
            raise ArgumentError("leeway= takes a number of seconds, 0 or more.")
        for name in sorted(network.keys() - Network.__annotations__.keys()):
            raise ArgumentError(
                f"Unknown argument {name!a}. The options are leeway, origins, client_credentials, "
                f"client, {', '.join(Network.__annotations__)}."
            )
        parsed = parsed_origins(config, origins)
        options = {"client": client, **network}
        self._keeper = Keeper(config, store, key, leeway, parsed, client_credentials, options)
        self._refused: str | None = None
        self._origins = allowed(config, parsed)
        # If the sign-in selects a region, the origins are unknown until there is a token.
        self._token_decides_origins = bool(config.preset.authorization_response.selects)
        self._options = options

    def __repr__(self) -> str:
        keeper = self._keeper
        return f"TokenAuth({keeper.config.preset.name!r}, key={keeper.key!r})"

    # -- the stored token --------------------------------------------------------------------------

    @conceal_locals
    def save(self, token: Token) -> None:
        """Store a token, for example after a sign-in, replacing the current one."""
        if not isinstance(token, Token):
            raise ArgumentError(f"save() takes a Token, not {type(token).__name__}.")
        self._keeper.save(token)

    @conceal_locals
    def load(self) -> Token | None:
        """Return the stored token, expired or not; None if there is none."""
        return self._keeper.load()

    @conceal_locals
    def sign_out(self) -> bool:
        """Have the provider revoke the token, then delete it.

        It is deleted even if the provider does not answer. Other processes that have it in memory
        use it until it is due for a refresh.

        Returns:
            Whether it was revoked; False if there was no token, or the preset has no revocation
            endpoint.

        Raises:
            LoginError: the provider refuses or does not answer.
        """
        config = self._keeper.config
        with self._keeper.removed() as token:
            if token is None or config.revocation_url is None:
                return False
            options: Any = self._options
            revoke(config, token, timeout=self._keeper.patience, **options)
            return True

    async def asave(self, token: Token) -> None:
        """Call `save` in a worker thread."""
        await _in_thread(partial(self.save, token))

    async def aload(self) -> Token | None:
        """Call `load` in a worker thread."""
        return await _in_thread(self.load)

    async def asign_out(self) -> bool:
        """Call `sign_out` in a worker thread."""
        return await _in_thread(self.sign_out)

    # -- called by httpx ---------------------------------------------------------------------------

    def sync_auth_flow(self, request: Any) -> Generator[Any, Any, None]:
        """Sign a request; if the token is refused, sign it again with a new one."""
        signature, fresh = self._current(), False
        if signature is None:
            began = self._begin(request)
            signature = self._keeper.obtain(self._refused, _patience(request))
            fresh = signature.obtained >= began
        self._sign(request, signature)
        response = yield request
        if self._asks_again(request, response, signature, fresh):
            signature = self._keeper.obtain(signature.token.access_token, _patience(request))
            self._sign(request, signature)
            yield request

    async def async_auth_flow(self, request: Any) -> AsyncGenerator[Any, Any]:
        """Do the same as `sync_auth_flow`, in a task of asyncio or trio."""
        signature, fresh = self._current(), False
        if signature is None:
            began = self._begin(request)
            signature = await self._keeper.aobtain(self._refused, _patience(request))
            fresh = signature.obtained >= began
        self._sign(request, signature)
        response = yield request
        if self._asks_again(request, response, signature, fresh):
            signature = await self._keeper.aobtain(signature.token.access_token, _patience(request))
            self._sign(request, signature)
            yield request

    def _current(self) -> Signature | None:
        """Return the signature in memory, unless its token is due for a refresh or was refused."""
        signature = self._keeper.current
        if (
            signature is None
            or signature.until <= time.time()
            or signature.token.access_token == self._refused
        ):
            return None
        return signature

    def _begin(self, request: Any) -> float:
        """Refuse a request before requesting a token in vain; return the time."""
        if not self._token_decides_origins:
            check_destination(request.url, self._origins, self._keeper.config)
        return time.time()

    def _sign(self, request: Any, signature: Signature) -> None:
        check_destination(request.url, signature.origins, self._keeper.config)
        for name, value in signature.headers.items():  # update() makes an httpx.Headers each time
            request.headers[name] = value
        for name, value in signature.further.items():
            request.headers.setdefault(name, value)

    def _asks_again(self, request: Any, response: Any, signature: Signature, fresh: bool) -> bool:
        """Tell whether the token was refused and the request can be sent again with a new one."""
        if response.status_code != 401 or fresh:
            return False
        try:
            request.content  # noqa: B018
        except self._not_read:  # it cannot be sent twice; the next request gets a new token
            self._refused = signature.token.access_token
            return False
        return True


def _patience(request: Any) -> float | None:
    """Return how long a request waits for a connection, and thus for a refresh by others."""
    timeouts = request.extensions.get("timeout") or {}
    seconds: float | None = timeouts.get("pool")
    return seconds


async def _in_thread(work: Callable[[], T]) -> T:
    from anyio.to_thread import run_sync  # httpx is built on it

    return await run_sync(work)
