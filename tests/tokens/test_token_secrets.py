"""Canary tokens and a canary secret through TokenAuth and the stores: seen only where sent."""

import contextlib
import io
import logging
import pickle
import pprint
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import rich.pretty
import sqlalchemy
from cryptography.fernet import Fernet
from rich.console import Console
from rich.traceback import Traceback
from support.api import Api
from support.provider import Provider, provider

from oauth_presets import Configuration, OAuthPresetsError, PresetRegistry
from oauth_presets.login import DeviceCode, Token
from oauth_presets.tokens import (
    Encrypted,
    FileStore,
    MemoryStore,
    SQLStore,
    TokenAuth,
    TokenStore,
    revoke,
    userinfo,
)
from oauth_presets.tokens.record import TokenRecord
from oauth_presets.tokens.signature import make_signature

WORDS = ("kanarienvogel", "tok3n")
"""Joined only where it is used, so that no source line and no local variable here holds it."""


def canary() -> str:
    return "-".join(WORDS)


def assert_unseen(text: str) -> None:
    found = canary() in text
    assert not found, "the canary was seen"


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        yield running


def configured(acme: Provider, **fields: Any) -> Configuration:
    fields = {"api": {"base_url": "https://api.acme.example"}, **fields}
    return PresetRegistry().configure(acme.preset(**fields), client_id="me", client_secret=canary())


def token(age: float = 4000) -> Token:
    obtained = datetime.now(timezone.utc) - timedelta(seconds=age)
    return Token(
        canary(), refresh_token=canary(), expires_in=3600, obtained_at=obtained,
        extras={"session": canary()}, members={"id_token": canary()},
    )  # fmt: skip


def saved(acme: Provider, store: TokenStore, age: float = 0) -> TokenAuth:
    auth = TokenAuth(configured(acme), store=store, key="alice")
    auth.save(token(age))
    return auth


def rich_print(held: object) -> str:
    out = io.StringIO()
    Console(file=out, width=400).print(held, [held], {"a": held})
    return out.getvalue()


def logs(held: object) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    logger = logging.getLogger("tokens")
    logger.addHandler(handler)
    try:
        logger.warning("%s %r %s", held, held, [held])
    finally:
        logger.removeHandler(handler)
    return out.getvalue()


def raise_with(held: object) -> None:
    raise RuntimeError("with a local variable")


def with_locals(error: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def rich_traceback(error: BaseException) -> str:
    out = io.StringIO()
    shown = Traceback.from_exception(
        type(error), error, error.__traceback__, show_locals=True, locals_max_length=50,
        locals_max_string=10_000, locals_hide_dunder=False, locals_hide_sunder=False,
    )  # fmt: skip
    Console(file=out, width=400).print(shown)
    return out.getvalue()


def in_a_traceback(held: object) -> str:
    try:
        raise_with(held)
    except RuntimeError as error:
        return with_locals(error)
    return ""


SINKS: dict[str, Callable[[Any], str]] = {
    "repr": repr,
    "str": str,
    "f-string": lambda held: f"{held} {held!r} {[held]}",
    "pprint": lambda held: pprint.pformat([held]),
    "rich": rich_print,
    "rich, pretty": lambda held: rich.pretty.pretty_repr([held]),
    "logging": logs,
    "locals": in_a_traceback,
}

HOLDERS: dict[str, Callable[[Provider, Path], Any]] = {
    "TokenAuth": lambda acme, _: saved(acme, MemoryStore()),
    "its keeper": lambda acme, _: saved(acme, MemoryStore())._keeper,
    "Token": lambda *_: token(),
    "DeviceCode": lambda *_: DeviceCode(
        "user-code", "https://acme.example", None, datetime.now(timezone.utc), 5, canary()
    ),
    "TokenRecord": lambda *_: TokenRecord(token()),
    "Signature": lambda acme, _: make_signature(
        configured(acme), token(), leeway=0, renewable=True, origins=frozenset()
    ),
    "MemoryStore": lambda acme, _: saved(acme, MemoryStore())._keeper._store,
    "FileStore": lambda acme, path: saved(acme, FileStore(path / "tokens.json"))._keeper._store,
    "Encrypted": lambda acme, _: (
        saved(acme, Encrypted(MemoryStore(), Fernet.generate_key()))._keeper._store
    ),
    "SQLStore": lambda acme, path: SQLStore(sqlalchemy.create_engine(f"sqlite:///{path}/t.db")),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_objects_holding_a_token_do_not_show_it(
    acme: Provider, tmp_path: Path, holder: str
) -> None:
    held = HOLDERS[holder](acme, tmp_path)
    for sink in SINKS.values():
        assert_unseen(sink(held))


# -- errors ----------------------------------------------------------------------------------------


def send(auth: Any, url: str = "https://api.acme.example/") -> None:
    Api().send(auth, url)


def send_async(auth: Any) -> None:
    Api("httpx trio").send(auth)


def echoing(acme: Provider, error: str) -> TokenAuth:
    acme.answer({"error": error, "error_description": f"not {canary()}"}, 400)
    return saved(acme, MemoryStore(), 4000)


def damaged(acme: Provider) -> TokenAuth:
    store = MemoryStore()
    auth = saved(acme, store)
    store.write("alice", str(store.read("alice"))[:-3])
    return TokenAuth(configured(acme), store=store, key="alice") if auth else auth


def of_another_client(acme: Provider) -> TokenAuth:
    store = MemoryStore()
    saved(acme, store)
    config = PresetRegistry().configure(acme.preset(), client_id="x", client_secret=canary())
    return TokenAuth(config, store=store, key="alice")


def broken_database(acme: Provider, folder: Path) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{folder / 'tokens.db'}")
    store = SQLStore(engine)
    store.delete("alice")
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP TABLE oauth_presets_tokens"))
    try:
        store.write("alice", canary())
    finally:
        engine.dispose()


def unwritable_file(acme: Provider, folder: Path) -> None:
    (folder / "tokens.json").mkdir()
    FileStore(folder / "tokens.json").write("alice", canary())


PATHS: dict[str, Callable[[Provider, Path], object]] = {
    "refused refresh": lambda acme, _: send(echoing(acme, "invalid_grant")),
    "refused refresh, async": lambda acme, _: send_async(echoing(acme, "invalid_grant")),
    "failed refresh": lambda acme, _: send(echoing(acme, "server_error")),
    "another origin": lambda acme, _: send(saved(acme, MemoryStore()), "https://evil.example/"),
    "damaged record": lambda acme, _: send(damaged(acme)),
    "another client's record": lambda acme, _: send(of_another_client(acme)),
    "refused revocation": lambda acme, _: refused_revocation(acme),
    "refused user info": lambda acme, _: userinfo(
        configured(acme, userinfo_url=f"{acme.url}/me"), token()
    ),
    "broken database": broken_database,
    "unwritable file": unwritable_file,
    "wrong encryption key": lambda *_: Encrypted(MemoryStore(), canary()),
    "another encryption key": lambda *_: another_key(),
}


def refused_revocation(acme: Provider) -> None:
    acme.answer({"error": "x", "error_description": canary()}, 400)
    revoke(configured(acme, revocation_url=f"{acme.url}/revoke"), token())


def another_key() -> None:
    inner = MemoryStore()
    Encrypted(inner, Fernet.generate_key()).write("alice", canary())
    Encrypted(inner, Fernet.generate_key()).read("alice")


SHOWN: dict[str, Callable[[BaseException], str]] = {
    "str": str,
    "repr": repr,
    "args": lambda error: repr(error.args),
    "vars": lambda error: repr(vars(error)),
    "locals": with_locals,
    "rich": rich_traceback,
    "chain": lambda error: repr((error.__cause__, error.__context__)),
    "pickle": lambda error: repr(pickle.dumps(error)),
}


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_no_error_shows_a_token_or_the_secret(acme: Provider, tmp_path: Path, path: str) -> None:
    caught: BaseException | None = None
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        PATHS[path](acme, tmp_path)
    except BaseException as error:
        caught = error
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger().setLevel(logging.WARNING)
    assert isinstance(caught, OAuthPresetsError), caught
    for name, show in SHOWN.items():
        found = canary() in show(caught)
        assert not found, f"the canary was seen by way of {name}"
    assert_unseen(out.getvalue())


# -- where it is kept and sent ---------------------------------------------------------------------


def test_httpx_logs_show_no_token(acme: Provider) -> None:
    auth = saved(acme, MemoryStore())
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    logger = logging.getLogger("httpx")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        with httpx.Client(transport=Api().transport(), auth=auth) as client:
            response = client.get("https://api.acme.example/")
            with contextlib.suppress(httpx.HTTPStatusError):
                response.raise_for_status()
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    assert out.getvalue()
    for shown in (out.getvalue(), repr(response), repr(response.request.headers)):
        assert_unseen(shown)


@pytest.mark.parametrize("loop", ["asyncio", "trio"])
def test_encrypted_files_hold_no_token(acme: Provider, tmp_path: Path, loop: str) -> None:
    store = Encrypted(FileStore(tmp_path / "tokens.json"), Fernet.generate_key())
    auth = TokenAuth(configured(acme), store=store, key="alice")
    anyio.run(auth.asave, token(), backend=loop)
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert kept
    assert not any(canary().encode() in text for text in kept)
