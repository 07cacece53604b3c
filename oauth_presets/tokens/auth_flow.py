"""The `Auth` of httpx and of httpx2, but for the class that it derives from."""

import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from ..core.configuration import Configuration
from ..errors import ArgumentError
from ..login.token import Token
from ..login.token_request import check_client
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
    """Signs requests with a token that is kept in a store, and refreshed there.

    It may be shared by threads and tasks; it is cheap to make for a single request, too.

    Args:
        config: what `configure` returns, for the client that signed in.
        store: where the token is kept.
        key: the store's key: whose token it is, such as `user-42`. What is stored is bound to the
            preset, its endpoints, the client identifier and the key, so that no two configurations
            can share a key.
        leeway: seconds before its expiry from which a token is refreshed, but at most a tenth of
            its lifetime.
        origins: where the token may go besides the origin of `api.base_url`, such as
            `https://api.example.com`. If neither is known, it goes wherever the request goes, by
            https.
        client_credentials: use the client's own token (RFC 6749 section 4.4): it is asked for
            when there is none, and again when it expires.
        client: makes the token requests, in async code too; by default they go through the
            library's own guarded client, never through the one that is signed for.
        network: see `oauth_presets.login.Network`.

    Raises:
        ArgumentError: an argument is refused. By a request: the token must not go where the request
            goes.
        SignInRequiredError: by a request: the user must sign in again.
        LoginError: by a request: the token could not be refreshed now.
        StoreError: by each method and request: the store fails, or what it holds belongs to another
            configuration.
    """

    requires_request_body = False
    requires_response_body = False
    _not_read: ClassVar[type[Exception]]
    """What a request raises if its body is not in memory."""

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
        named = parsed_origins(config, origins)
        options = {"client": client, **network}
        self._keeper = Keeper(config, store, key, leeway, named, client_credentials, options)
        self._refused: str | None = None
        self._origins = allowed(config, named)
        # If the sign-in chooses a region, the origins are known once there is a token.
        self._chosen = bool(config.preset.authorization_response.selects)
        self._options = options

    def __repr__(self) -> str:
        keeper = self._keeper
        return f"TokenAuth({keeper.config.preset.name!r}, key={keeper.key!r})"

    # -- what is kept ------------------------------------------------------------------------------

    @conceal_locals
    def save(self, token: Token) -> None:
        """Save a token, as after a sign-in, in place of the current one."""
        if not isinstance(token, Token):
            raise ArgumentError(f"save() takes a Token, not {type(token).__name__}.")
        self._keeper.save(token)

    @conceal_locals
    def load(self) -> Token | None:
        """Return the token that is kept, expired or not; None if there is none."""
        return self._keeper.load()

    @conceal_locals
    def sign_out(self) -> bool:
        """Have the provider revoke the token, then delete it.

        It is deleted even if the provider cannot be asked. Other processes that have it in memory
        use it until it is due.

        Returns:
            Whether it was revoked: not if there was none, or the preset knows no revocation
            endpoint.

        Raises:
            LoginError: the provider refuses, or does not answer.
        """
        config = self._keeper.config
        with self._keeper.removed() as token:
            if token is None or config.revocation_url is None:
                return False
            options: Any = self._options
            revoke(config, token, timeout=self._keeper.patience, **options)
            return True

    async def asave(self, token: Token) -> None:
        """Do what `save` does, in a worker thread."""
        await _in_thread(partial(self.save, token))

    async def aload(self) -> Token | None:
        """Do what `load` does, in a worker thread."""
        return await _in_thread(self.load)

    async def asign_out(self) -> bool:
        """Do what `sign_out` does, in a worker thread."""
        return await _in_thread(self.sign_out)

    # -- what httpx calls --------------------------------------------------------------------------

    def sync_auth_flow(self, request: Any) -> Generator[Any, Any, None]:
        """Sign a request, and once more with a new token if the first one is refused."""
        made, fresh = self._current(), False
        if made is None:
            began = self._begin(request)
            made = self._keeper.obtain(self._refused, _patience(request))
            fresh = made.obtained >= began
        self._sign(request, made)
        response = yield request
        if self._asks_again(request, response, made, fresh):
            made = self._keeper.obtain(made.token.access_token, _patience(request))
            self._sign(request, made)
            yield request

    async def async_auth_flow(self, request: Any) -> AsyncGenerator[Any, Any]:
        """Do what `sync_auth_flow` does, in a task of asyncio or trio."""
        made, fresh = self._current(), False
        if made is None:
            began = self._begin(request)
            made = await self._keeper.aobtain(self._refused, _patience(request))
            fresh = made.obtained >= began
        self._sign(request, made)
        response = yield request
        if self._asks_again(request, response, made, fresh):
            made = await self._keeper.aobtain(made.token.access_token, _patience(request))
            self._sign(request, made)
            yield request

    def _current(self) -> Signature | None:
        """Return the token in memory, unless it is due or was refused."""
        made = self._keeper.current
        if made is None or made.until <= time.time() or made.token.access_token == self._refused:
            return None
        return made

    def _begin(self, request: Any) -> float:
        """Refuse a request before a token is asked for in vain; return the time."""
        if not self._chosen:
            check_destination(request.url, self._origins, self._keeper.config)
        return time.time()

    def _sign(self, request: Any, made: Signature) -> None:
        check_destination(request.url, made.origins, self._keeper.config)
        request.headers.update(made.headers)
        for name, value in made.further.items():
            request.headers.setdefault(name, value)

    def _asks_again(self, request: Any, response: Any, made: Signature, fresh: bool) -> bool:
        """Tell whether to send a request with a new token: the one that it had is refused."""
        if response.status_code != 401 or fresh:
            return False
        try:
            request.content  # noqa: B018
        except self._not_read:  # it cannot be sent twice, so the next request has the new token
            self._refused = made.token.access_token
            return False
        return True


def _patience(request: Any) -> float | None:
    """Return the seconds that a request waits for a connection, and thus for others' refreshes."""
    timeouts = request.extensions.get("timeout") or {}
    seconds: float | None = timeouts.get("pool")
    return seconds


async def _in_thread(work: Callable[[], T]) -> T:
    from anyio.to_thread import run_sync  # httpx is built on it

    return await run_sync(work)
