"""TokenAuth: what it sends, when it refreshes, what it keeps, what it refuses."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
from support.api import KINDS, Api
from support.provider import SECRET, Provider, provider

from oauth_presets import (
    ArgumentError,
    Configuration,
    LoginError,
    PresetRegistry,
    SignInRequiredError,
    StoreError,
)
from oauth_presets.login import Token
from oauth_presets.tokens import MemoryStore, TokenAuth, TokenStore


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        running.answer(NEW)
        yield running


@pytest.fixture(params=KINDS)
def api(request: pytest.FixtureRequest) -> Api:
    return Api(request.param)


@pytest.fixture
def store() -> TokenStore:
    return MemoryStore()


NEW = {"access_token": "new", "token_type": "Bearer", "expires_in": 3600, "refresh_token": "r2"}


def configured(acme: Provider, *, client_id: str = "me", **fields: Any) -> Configuration:
    fields = {"api": {"base_url": "https://api.acme.example/v1"}, **fields}
    return PresetRegistry().configure(
        acme.preset(**fields), client_id=client_id, client_secret=SECRET
    )


def token(age: float = 0, **changes: Any) -> Token:
    """Return a token for an hour that was obtained some seconds ago."""
    fields = {"access_token": "old", "expires_in": 3600, "refresh_token": "r1", **changes}
    return Token(obtained_at=datetime.now(timezone.utc) - timedelta(seconds=age), **fields)


# -- what is sent ----------------------------------------------------------------------------------


def test_saved_token_is_sent(acme: Provider, api: Api, store: TokenStore) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token())
    assert [api.send(auth), api.send(auth)] == [200, 200]
    assert api.tokens == ["old", "old"]
    assert acme.requests == []


def test_saved_token_is_sent_by_another_process(acme: Provider, api: Api) -> None:
    store = MemoryStore()
    api.save(api.auth(configured(acme), store=store, key="alice"), token())
    assert api.send(api.auth(configured(acme), store=store, key="alice")) == 200
    assert api.tokens == ["old"]


def test_token_is_sent_in_the_api_header(acme: Provider, store: TokenStore) -> None:
    api = Api()
    config = configured(
        acme,
        api={"headers": {"Client-Id": "{client_id}", "Version": "2"}, "header": "X-Token",
             "scheme": ""},
    )  # fmt: skip
    auth = api.auth(config, store=store, key="alice")
    auth.save(token())
    api.send(auth, headers={"version": "3"})
    sent = api.calls[0].headers
    assert (sent["x-token"], sent["client-id"], sent["version"]) == ("old", "me", "3")
    assert "authorization" not in sent


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/", "http://api.acme.example/", "https://api.acme.example:8443/",
     "https://api.acme.example.evil.example/"],
)  # fmt: skip
def test_token_is_sent_to_the_api_only(
    acme: Provider, api: Api, store: TokenStore, url: str
) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token(age=4000))
    with pytest.raises(ArgumentError) as caught:
        api.send(auth, url)
    assert str(caught.value) == (
        f"The token of Acme is not sent to {url.rstrip('/')}: it goes to https://api.acme.example "
        "only. Add other origins with origins=."
    )
    assert (api.calls, acme.requests) == ([], [])


def test_token_is_sent_to_additional_origins(acme: Provider, store: TokenStore) -> None:
    api = Api()
    auth = api.auth(
        configured(acme), store=store, key="alice",
        origins=["https://files.acme.example", "https://[2001:db8::1]:8443/"],
    )  # fmt: skip
    auth.save(token())
    for url in ("https://files.acme.example:443/x", "https://[2001:db8::1]:8443/"):
        assert api.send(auth, url) == 200


@pytest.mark.parametrize(
    "url", ["http://api.acme.example/", "http://localhost/", "ftp://x.example/"]
)
def test_token_needs_https_if_no_api_is_known(acme: Provider, store: TokenStore, url: str) -> None:
    api = Api()
    auth = api.auth(configured(acme, api={}), store=store, key="alice")
    auth.save(token())
    assert api.send(auth, "https://anywhere.example/") == 200
    assert api.send(auth, "http://127.0.0.1:8000/") == 200  # the preset allows loopback
    with pytest.raises((ArgumentError, httpx.UnsupportedProtocol)):
        api.send(auth, url)
    assert len(api.calls) == 2


def test_chosen_region_decides_where_the_token_goes(acme: Provider, store: TokenStore) -> None:
    config = configured(
        acme,
        variables={"region": {"kind": "choice", "default": "us",
                              "choices": {"us": "api.acme.example", "eu": "eu.acme.example"}}},
        api={"base_url": "https://{region}/v1"},
        authorization_response={"selects": {"location": "region"}},
    )  # fmt: skip
    api = Api()
    auth = api.auth(config, store=store, key="alice")
    auth.save(token(variables={"region": "eu"}))
    assert api.send(auth, "https://eu.acme.example/") == 200
    with pytest.raises(ArgumentError, match=r"not sent to https://api\.acme\.example"):
        api.send(auth)


# -- when it is refreshed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lifetime", "age", "refreshes"),
    [(3600, 3535, 0), (3600, 3541, 1), (3600, 4000, 1), (20, 17, 0), (20, 19, 1), (None, 1e6, 0)],
)
def test_token_is_refreshed_shortly_before_it_expires(
    acme: Provider, store: TokenStore, lifetime: int | None, age: float, refreshes: int
) -> None:
    api = Api()
    auth = api.auth(configured(acme), store=store, key="alice")
    auth.save(token(age, expires_in=lifetime))
    for _ in range(2):
        assert api.send(auth) == 200
    assert api.tokens == [["old", "new"][refreshes]] * 2
    assert [request.form["refresh_token"] for request in acme.requests] == ["r1"] * refreshes


@pytest.mark.parametrize(("documented", "refreshes"), [(3600, 1), (7200, 0), ("never", 0)])
def test_documented_lifetime_is_used_without_expires_in(
    acme: Provider, store: TokenStore, documented: object, refreshes: int
) -> None:
    api = Api()
    auth = api.auth(configured(acme, access_token_seconds=documented), store=store, key="alice")
    auth.save(token(3541, expires_in=None))
    for _ in range(2):
        assert api.send(auth) == 200
    assert len(acme.requests) == refreshes


def test_documented_lifetime_does_not_expire_an_unrefreshable_token(
    acme: Provider, store: TokenStore
) -> None:
    api = Api()
    auth = api.auth(configured(acme, access_token_seconds=3600), store=store, key="alice")
    auth.save(token(4000, expires_in=None, refresh_token=None))
    assert api.send(auth) == 200
    auth.save(token(4000, expires_in=None))
    acme.answer({}, 503)
    assert api.send(auth) == 200
    assert api.tokens == ["old", "old"]


def test_refused_token_is_refreshed_and_the_request_repeated(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token())
    api.refused = {"old"}
    assert api.send(auth, content=b"body") == 200
    assert api.calls == [(call.headers, b"body") for call in api.calls]
    assert api.tokens == ["old", "new"]
    kept = api.load(auth)
    assert kept is not None
    assert (kept.access_token, kept.refresh_token) == ("new", "r2")


def test_request_is_repeated_once(acme: Provider, api: Api, store: TokenStore) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token())
    api.refused = {"old", "new"}
    assert api.send(auth) == 401
    assert api.tokens == ["old", "new"]
    assert len(acme.requests) == 1


def test_token_refreshed_for_a_request_is_not_refreshed_again_for_it(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token(age=4000))
    api.refused = {"new"}
    assert api.send(auth) == 401
    assert len(acme.requests) == 1


def test_body_that_cannot_be_repeated_is_sent_once(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    def once() -> Iterator[bytes]:
        yield b"body"

    async def once_async() -> Any:
        yield b"body"

    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token())
    api.refused = {"old"}
    assert api.send(auth, content=once_async() if api.loop else once()) == 401
    assert acme.requests == []
    assert api.send(auth) == 200
    assert api.tokens == ["old", "new"]


def test_newer_token_in_the_store_is_used_without_a_refresh(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    here, elsewhere = (api.auth(configured(acme), store=store, key="alice") for _ in range(2))
    api.save(here, token())
    api.save(elsewhere, token(access_token="newer"))
    api.refused = {"old"}
    assert api.send(here) == 200
    assert api.tokens == ["old", "newer"]
    assert acme.requests == []


def test_refresh_token_that_is_not_replaced_is_kept(acme: Provider, store: TokenStore) -> None:
    acme.answer({**NEW, "refresh_token": None})
    api = Api()
    auth = api.auth(configured(acme), store=store, key="alice")
    auth.save(token(age=4000))
    api.send(auth)
    kept = auth.load()
    assert kept is not None
    assert (kept.access_token, kept.refresh_token) == ("new", "r1")


def test_token_without_a_refresh_token_is_used_until_it_expires(
    acme: Provider, store: TokenStore
) -> None:
    api = Api()
    auth = api.auth(configured(acme), store=store, key="alice")
    auth.save(token(age=3590, refresh_token=None))
    assert api.send(auth) == 200
    auth.save(token(age=3600, refresh_token=None))
    with pytest.raises(SignInRequiredError) as caught:
        api.send(auth)
    assert str(caught.value) == (
        "Acme: the token under 'alice' can no longer be used: it has expired, and there is no "
        "refresh token. Sign in again, then save the new token."
    )


def test_client_credentials_token_is_requested_again_on_expiry(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    acme.answer({"access_token": "own", "expires_in": 3600})
    auth = api.auth(configured(acme), store=store, key="own", client_credentials=True)
    assert [api.send(auth), api.send(auth)] == [200, 200]
    api.save(auth, token(age=4000, refresh_token=None))
    assert api.send(auth) == 200
    assert api.tokens == ["own"] * 3
    assert [r.form["grant_type"] for r in acme.requests] == ["client_credentials"] * 2


# -- what fails ------------------------------------------------------------------------------------


def test_missing_token_needs_a_sign_in(acme: Provider, api: Api, store: TokenStore) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    assert api.load(auth) is None
    with pytest.raises(SignInRequiredError) as caught:
        api.send(auth)
    assert str(caught.value) == (
        "Acme: no token is stored under 'alice'. Sign in, then save the token."
    )


@pytest.mark.parametrize(
    "refusal", [({"error": "invalid_grant"}, 400), ({"error": "bad_refresh_token"}, 200)]
)
def test_refused_refresh_needs_a_sign_in_and_is_not_repeated(
    acme: Provider, api: Api, store: TokenStore, refusal: tuple[dict[str, str], int]
) -> None:
    acme.answer(*refusal)
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token(age=4000))
    another = api.auth(configured(acme), store=store, key="alice")
    for one in (auth, auth, another):
        with pytest.raises(SignInRequiredError, match="Sign in again"):
            api.send(one)
    assert (len(acme.requests), api.calls) == (1, [])
    api.save(another, token(access_token="signed in again"))
    assert [api.send(auth), api.send(another)] == [200, 200]


def test_failed_refresh_is_retried_by_the_next_request(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    acme.answer({}, 503)
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token(age=4000))
    with pytest.raises(LoginError) as caught:
        api.send(auth)
    assert not isinstance(caught.value, SignInRequiredError)
    acme.answer(NEW)
    assert api.send(auth) == 200
    assert api.tokens == ["new"]


def test_token_that_is_due_is_used_while_the_provider_is_down(
    acme: Provider, store: TokenStore
) -> None:
    acme.answer({}, 503)
    api = Api()
    auth = api.auth(configured(acme), store=store, key="alice")
    auth.save(token(age=3570))
    assert api.send(auth) == 200
    api.refused = {"old"}
    with pytest.raises(LoginError):
        api.send(auth)
    acme.answer(NEW)
    assert api.send(auth) == 200
    assert api.tokens == ["old", "old", "new"]


class Failing(MemoryStore):
    """Does not write when told so, or loses its locks."""

    full = False
    loses = 0

    def lock(self, key: str, timeout: float) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def held() -> Iterator[Any]:
            with MemoryStore.lock(self, key, timeout) as write:

                def written(text: str) -> bool:
                    if self.full:
                        raise StoreError("The disk is full.")
                    if self.loses:
                        self.loses -= 1
                        return False
                    return write(text)

                yield written

        return held()


def test_new_token_is_not_used_before_it_is_saved_and_not_lost(acme: Provider, api: Api) -> None:
    store = Failing()
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token(age=4000))
    store.full = True
    with pytest.raises(StoreError):
        api.send(auth)
    assert api.calls == []
    store.full = False
    assert api.send(auth) == 200
    assert (api.tokens, len(acme.requests)) == (["new"], 1)


def test_token_is_saved_after_a_lost_lock_unless_another_was(acme: Provider) -> None:
    store, api = Failing(), Api()
    auth = api.auth(configured(acme), store=store, key="alice")
    auth.save(token(age=4000))
    store.loses = 1
    assert api.send(auth) == 200
    assert (api.tokens, len(acme.requests)) == (["new"], 1)
    auth.save(token(age=4000))
    store.loses = 2
    with pytest.raises(StoreError, match="was lost before the token could be saved"):
        api.send(auth)


# -- one refresh -----------------------------------------------------------------------------------


def test_threads_share_one_refresh(acme: Provider, store: TokenStore) -> None:
    config, api = configured(acme), Api()
    shared = TokenAuth(config, store=store, key="alice")
    shared.save(token(age=4000))
    acme.before_reply = lambda: threading.Event().wait(0.3)

    def send(number: int) -> int:
        own = TokenAuth(config, store=store, key="alice")
        return api.send(own if number % 2 else shared)

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(send, range(60))) == {200}
    assert len(acme.requests) == 1
    assert set(api.tokens) == {"new"}


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_tasks_share_one_refresh_and_one_refusal(acme: Provider, loop: str) -> None:
    config, store = configured(acme), MemoryStore()
    api = Api(f"httpx {loop}")
    transport = api.transport()

    asking, everybody_asks = [0], threading.Event()

    def reply_after_everybody_asked() -> None:
        everybody_asks.wait(20)
        everybody_asks.clear()
        time.sleep(0.2)  # for the last to find the refresh that is going on

    async def send(auth: TokenAuth, found: list[Any]) -> None:
        async with httpx.AsyncClient(transport=transport, auth=auth) as client:
            asking[0] += 1
            if asking[0] % 100 == 0:
                everybody_asks.set()
            try:
                found.append((await client.get("https://api.acme.example/")).status_code)
            except SignInRequiredError as error:
                found.append(error)

    async def work() -> list[Any]:
        found: list[Any] = []
        async with anyio.create_task_group() as group:
            for _ in range(100):
                group.start_soon(send, TokenAuth(config, store=store, key="alice"), found)
        return found

    saver = TokenAuth(config, store=store, key="alice")
    acme.before_reply = reply_after_everybody_asked
    saver.save(token(age=4000))
    assert anyio.run(work, backend=loop) == [200] * 100
    saver.save(token(age=4000))
    acme.answer({"error": "invalid_grant"}, 400)
    refused = anyio.run(work, backend=loop)
    assert len({*map(id, refused)}) == 100  # each has an error of its own
    assert {str(error) for error in refused} == {str(refused[0])}
    assert len(acme.requests) == 2


def test_event_loops_share_one_refresh(acme: Provider) -> None:
    config, store = configured(acme), MemoryStore()
    TokenAuth(config, store=store, key="alice").save(token(age=4000))
    acme.before_reply = lambda: threading.Event().wait(0.5)

    async def sign(signed: list[str]) -> None:
        auth = TokenAuth(config, store=store, key="alice")
        request = httpx.Request("GET", "https://api.acme.example/")
        async with aclosing(auth.async_auth_flow(request)) as flow:
            signed.append((await anext(flow)).headers["Authorization"])

    async def work() -> list[str]:
        signed: list[str] = []
        with anyio.fail_after(10):
            async with anyio.create_task_group() as group:
                for _ in range(3):
                    group.start_soon(sign, signed)
        return signed

    with ThreadPoolExecutor(4) as pool:
        loops = [pool.submit(partial(anyio.run, work, backend=n)) for n in ("asyncio", "trio") * 2]
        assert [loop.result() for loop in loops] == [["Bearer new"] * 3] * 4
    assert len(acme.requests) == 1


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_cancelled_request_loses_no_token(acme: Provider, store: TokenStore, loop: str) -> None:
    auth = TokenAuth(configured(acme), store=store, key="alice")
    auth.save(token(age=4000))
    asked, answers = threading.Event(), threading.Event()

    def wait() -> None:
        asked.set()
        answers.wait(20)

    acme.before_reply = wait

    async def give_up() -> None:
        async with httpx.AsyncClient(auth=auth) as client, anyio.create_task_group() as group:
            group.start_soon(client.get, "https://api.acme.example/")
            await anyio.to_thread.run_sync(asked.wait, 20)
            group.cancel_scope.cancel()

    anyio.run(give_up, backend=loop)
    answers.set()
    assert Api().send(auth) == 200
    kept = auth.load()
    assert kept is not None
    assert (kept.access_token, len(acme.requests)) == ("new", 1)


def test_waiting_for_another_refresh_is_bounded_by_the_pool_timeout(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token(age=4000))
    timeouts = {"timeout": {"connect": 5, "read": 5, "write": 5, "pool": 0.2}}
    with store.lock("alice", 0), pytest.raises(LoginError) as caught:  # as another process
        api.send(auth, extensions=timeouts)
    assert str(caught.value) == (
        "Acme: another refresh of the token under 'alice' took longer than this request waits for "
        "a connection (httpx's pool timeout). Try again."
    )
    assert api.send(auth) == 200


@pytest.mark.slow
def test_waiting_for_another_refresh_times_out_once(acme: Provider, store: TokenStore) -> None:
    auth = TokenAuth(configured(acme), store=store, key="alice")
    auth.save(token(age=4000))
    held: list[float] = []

    def ask() -> None:
        began = time.monotonic()
        with httpx.Client(auth=auth, timeout=httpx.Timeout(5, pool=2)) as client:
            with pytest.raises(LoginError):
                client.get("https://api.acme.example/")
            held.append(time.monotonic() - began)

    with store.lock("alice", 0):  # as another process
        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
            time.sleep(0.7)
        for thread in threads:
            thread.join()
    assert len(held) == 3
    assert max(held) < 3.3  # one wait of 2 seconds, not two


def test_unknown_option_is_refused(acme: Provider, store: TokenStore) -> None:
    options: Any = {"origin": ["https://api.acme.example"]}
    with pytest.raises(ArgumentError, match="Unknown argument 'origin'"):
        TokenAuth(configured(acme), store=store, key="alice", **options)


def test_callers_client_makes_the_token_requests(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"access_token": "by the client"})

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        auth = api.auth(configured(acme), store=store, key="alice", client=client)
        api.save(auth, token(age=4000))
        assert api.send(auth) == 200
    assert (api.tokens, acme.requests) == (["by the client"], [])


# -- what a record belongs to ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "key", "problem"),
    [
        ({"name": "other"}, "alice", "another preset: 'acme', not 'other'"),
        ({"client_id": "another"}, "alice", "another client_id"),
        ({"token_url": "https://other.example/token"}, "alice", "another token_url"),
        ({"refresh_url": "https://other.example/refresh"}, "alice", "another refresh_url"),
        ({"authorize_url": "https://other.example/auth"}, "alice", "another authorize_url"),
        ({}, "mallory", "another key"),
    ],
)
def test_record_of_another_configuration_is_refused(
    acme: Provider, api: Api, store: TokenStore, changes: Any, key: str, problem: str
) -> None:
    api.save(api.auth(configured(acme), store=store, key="alice"), token(age=4000))
    if key != "alice":
        store.write(key, str(store.read("alice")))
    auth = api.auth(configured(acme, **changes), store=store, key=key)
    for use in (api.send, api.load, api.sign_out):
        with pytest.raises(StoreError) as caught:
            use(auth)
        assert str(caught.value) == (
            f"The token stored under {key!r} belongs to {problem}. Give each configuration its own "
            "key, or sign in again and save the new token."
        )
    assert (api.calls, acme.requests) == ([], [])
    assert store.read(key) is not None


def test_save_does_not_replace_the_token_of_another_preset(
    acme: Provider, store: TokenStore
) -> None:
    TokenAuth(configured(acme), store=store, key="alice").save(token())
    other = TokenAuth(configured(acme, name="other", title="Other"), store=store, key="alice")
    with pytest.raises(StoreError) as caught:
        other.save(token())
    assert str(caught.value) == (
        "A token of another preset is stored under 'alice': 'acme'. Give Other its own key."
    )


def test_save_replaces_the_token_of_another_client(acme: Provider, store: TokenStore) -> None:
    TokenAuth(configured(acme), store=store, key="alice").save(token())
    auth = TokenAuth(configured(acme, client_id="another"), store=store, key="alice")
    auth.save(token(access_token="its own"))
    kept = auth.load()
    assert kept is not None
    assert kept.access_token == "its own"


DAMAGED = (
    "The text stored under 'alice' is damaged, or was not written by this library. Delete it and "
    "sign in again."
)


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "null", '{"for": 1}', '{"for": "preset"}', '{"for": {}}',
        '{"for": {"preset": 1}}', "[" * 99999,
    ],
)  # fmt: skip
def test_damaged_record_is_refused_and_kept(acme: Provider, store: TokenStore, text: str) -> None:
    store.write("alice", text)
    auth = TokenAuth(configured(acme), store=store, key="alice")
    for use in (auth.load, lambda: auth.save(token())):
        with pytest.raises(StoreError) as caught:
            use()
        assert str(caught.value) == DAMAGED
    assert store.read("alice") == text


def test_record_without_its_token_is_damaged(acme: Provider, store: TokenStore) -> None:
    auth = TokenAuth(configured(acme), store=store, key="alice")
    auth.save(token())
    record = json.loads(str(store.read("alice")))
    del record["token"]
    for broken in ({}, {"token": None}, {"token": {"access_token": ""}}, {"token": {"unknown": 1}}):
        store.write("alice", json.dumps({**record, **broken}))
        with pytest.raises(StoreError) as caught:
            auth.load()
        assert str(caught.value) == DAMAGED


# -- signing out -----------------------------------------------------------------------------------


def test_sign_out_revokes_both_tokens_and_deletes_them(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    config = configured(acme, revocation_url=f"{acme.url}/revoke")
    auth = api.auth(config, store=store, key="alice")
    api.save(auth, token())
    acme.answer({})
    assert api.sign_out(auth) is True
    forms = [(r.form["token"], r.form["token_type_hint"]) for r in acme.requests]
    assert forms == [("r1", "refresh_token"), ("old", "access_token")]
    assert store.read("alice") is None
    with pytest.raises(SignInRequiredError):
        api.send(auth)
    assert api.sign_out(auth) is False


def test_sign_out_deletes_the_token_that_cannot_be_revoked(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    acme.answer({}, 503)
    config = configured(acme, revocation_url=f"{acme.url}/revoke")
    auth = api.auth(config, store=store, key="alice")
    api.save(auth, token())
    with pytest.raises(LoginError, match="the revocation endpoint refused"):
        api.sign_out(auth)
    assert store.read("alice") is None


def test_sign_out_without_a_revocation_endpoint_deletes(
    acme: Provider, api: Api, store: TokenStore
) -> None:
    auth = api.auth(configured(acme), store=store, key="alice")
    api.save(auth, token())
    assert api.sign_out(auth) is False
    assert store.read("alice") is None


# -- arguments -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"store": {}}, "store= takes a TokenStore, not dict."),
        ({"key": ""}, "key= takes a non-empty string, such as 'user-42'."),
        ({"key": 42}, "key= takes a non-empty string, such as 'user-42'."),
        ({"leeway": -1}, "leeway= takes a number of seconds, 0 or more."),
        ({"leeway": float("nan")}, "leeway= takes a number of seconds, 0 or more."),
        ({"origins": "https://x.example"},
         "origins= takes several strings, not one: put it in a list."),
        ({"origins": ["http://x.example"]}, "origins= takes origins such as "
         "'https://api.example.com', not 'http://x.example'."),
        ({"origins": ["x.example"]}, "origins= takes origins such as "
         "'https://api.example.com', not 'x.example'."),
    ],
)  # fmt: skip
def test_invalid_arguments_are_refused(acme: Provider, arguments: Any, message: str) -> None:
    arguments = {"store": MemoryStore(), "key": "alice", **arguments}
    with pytest.raises(ArgumentError) as caught:
        TokenAuth(configured(acme), **arguments)
    assert str(caught.value) == message


def test_save_accepts_only_a_token(acme: Provider, store: TokenStore) -> None:
    auth = TokenAuth(configured(acme), store=store, key="alice")
    with pytest.raises(ArgumentError, match=r"^save\(\) takes a Token, not str\.$"):
        auth.save("canary")  # type: ignore[arg-type]


def test_repr_shows_preset_and_key(acme: Provider, store: TokenStore) -> None:
    assert repr(TokenAuth(configured(acme), store=store, key="alice")) == (
        "TokenAuth('acme', key='alice')"
    )
