"""The stores keep the contract, and what is particular to each."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy
from cryptography.fernet import Fernet
from filelock import FileLock
from support.postgresql import postgresql

from oauth_presets import ArgumentError, StoreError
from oauth_presets.testing import TokenStoreContract
from oauth_presets.tokens import Encrypted, FileStore, MemoryStore, SQLStore, TokenStore, file_store

KEYS = Fernet.generate_key()


class TestMemoryStore(TokenStoreContract):
    @pytest.fixture
    def store(self) -> TokenStore:
        return MemoryStore()


class TestFileStore(TokenStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> TokenStore:
        return FileStore(tmp_path / "tokens.json")

    @pytest.fixture
    def other(self, store: TokenStore, tmp_path: Path) -> TokenStore:
        return FileStore(str(tmp_path / "tokens.json"))


class TestEncrypted(TestFileStore):
    @pytest.fixture
    def store(self, tmp_path: Path) -> TokenStore:
        return Encrypted(FileStore(tmp_path / "tokens.json"), KEYS)

    @pytest.fixture
    def other(self, store: TokenStore, tmp_path: Path) -> TokenStore:
        return Encrypted(FileStore(tmp_path / "tokens.json"), [Fernet.generate_key(), KEYS][1:])


class TestSQLStoreOnSQLite(TokenStoreContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'tokens.db'}"

    @pytest.fixture
    def store(self, url: str) -> Iterator[TokenStore]:
        with disposed(url) as engine:
            yield SQLStore(engine)

    @pytest.fixture
    def other(self, store: TokenStore, url: str) -> Iterator[TokenStore]:
        with disposed(url) as engine:
            yield SQLStore(engine)

    def test_expired_lease_is_taken_over_and_its_holder_cannot_write(
        self, store: TokenStore, url: str
    ) -> None:
        with disposed(url) as engine:
            brief = SQLStore(engine, lease=0.3)
            with brief.lock("alice", 0) as late:
                with pytest.raises(TimeoutError), store.lock("alice", 0):
                    pass
                with store.lock("alice", 20) as write:
                    assert late("late") is False
                    assert write("text") is True
                assert late("later") is False
            assert store.read("alice") == "text"

    def test_late_holder_does_not_release_another_lease(self, store: TokenStore, url: str) -> None:
        with disposed(url) as engine:
            brief = SQLStore(engine, lease=0.1).lock("alice", 0)
            brief.__enter__()
            with store.lock("alice", 20):
                brief.__exit__(None, None, None)
                with pytest.raises(TimeoutError), store.lock("alice", 0):
                    pass

    def test_waiting_holds_no_connection(self, url: str) -> None:
        engine = sqlalchemy.create_engine(url, pool_size=1, max_overflow=0, pool_timeout=1)
        store = SQLStore(engine)
        with store.lock("alice", 0), store.lock("bob", 0) as write:
            with pytest.raises(TimeoutError), store.lock("alice", 0.3):
                pass
            assert write("text")
        engine.dispose()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.mark.slow
class TestSQLStoreOnPostgreSQL(TestSQLStoreOnSQLite):
    @pytest.fixture
    def url(self, server: str) -> str:
        with disposed(server) as engine, engine.begin() as connection:
            for table in ("tokens", "leases"):
                connection.execute(sqlalchemy.text(f"DROP TABLE IF EXISTS oauth_presets_{table}"))
        return server


STORES: dict[str, Callable[[Path], TokenStore]] = {
    "MemoryStore": lambda _: MemoryStore(),
    "FileStore": lambda folder: FileStore(folder / "tokens.json"),
    "Encrypted": lambda folder: Encrypted(FileStore(folder / "tokens.json"), KEYS),
    "SQLStore": lambda folder: SQLStore(sqlalchemy.create_engine(f"sqlite:///{folder}/tokens.db")),
}


@pytest.fixture(params=STORES)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> TokenStore:
    return STORES[request.param](tmp_path)


def test_negative_timeout_tries_the_lock_once(any_store: TokenStore) -> None:
    with any_store.lock("alice", 0):
        with pytest.raises(TimeoutError) as caught, any_store.lock("alice", -1):
            pass
        assert re.fullmatch(r"The key is locked by another thread[a-z, ]*\.", str(caught.value))


def test_timeout_may_be_of_any_length(any_store: TokenStore) -> None:
    with any_store.lock("alice", 1e300) as write:
        assert write("text")


def test_lock_may_be_released_by_another_thread(any_store: TokenStore) -> None:
    lock = any_store.lock("alice", 0)
    lock.__enter__()
    thread = threading.Thread(target=lock.__exit__, args=(None, None, None))
    thread.start()
    thread.join()
    with any_store.lock("alice", 0):
        pass


def test_repr_names_the_store_without_its_texts(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    memory = MemoryStore()
    memory.write("alice", "canary")
    with disposed(f"sqlite:///{tmp_path}/tokens.db") as engine:
        shown = [memory, FileStore(path), Encrypted(FileStore(path), KEYS), SQLStore(engine)]
        assert [*map(repr, shown)] == [
            "MemoryStore(1 keys)",
            f"FileStore('{path}')",
            f"Encrypted(FileStore('{path}'))",
            "SQLStore(sqlite)",
        ]


class disposed:  # noqa: N801
    """An engine that leaves no connection behind."""

    def __init__(self, url: str) -> None:
        self.engine = sqlalchemy.create_engine(url)

    def __enter__(self) -> sqlalchemy.Engine:
        return self.engine

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()


# -- files -----------------------------------------------------------------------------------------


def test_token_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_text("{}")
    path.chmod(0o644)
    store = FileStore(path)
    store.write("alice", "text")
    with store.lock("alice", 0):
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.rglob("*")}
    assert modes == {
        "tokens.json": 0o600,
        "tokens.json.locks": 0o700,
        "file.lock": 0o600,
        "2bd806c97f0e00af1a1fc3328fa763a9.lock": 0o600,  # SHA-256 of "alice"
    }


def test_token_file_has_a_line_for_each_key(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "tokens.json")
    store.write("alice", "a\u00e9")
    store.write("bob", "b")
    text = (tmp_path / "tokens.json").read_text(encoding="ascii")
    assert text == '{\n "alice": "a\\u00e9",\n "bob": "b"\n}'


def test_busy_token_file_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tokens.json"
    store = FileStore(path)
    store.write("alice", "text")
    monkeypatch.setattr(file_store, "WRITING", 0.1)
    with FileLock(tmp_path / "tokens.json.locks" / "file.lock"):  # as another process
        for use in (store.delete, lambda key: store.write(key, "new")):
            with pytest.raises(StoreError) as caught:
                use("alice")
            assert str(caught.value) == (
                f"The token file {path} cannot be written: another process has held its lock for "
                "0.1 seconds."
            )
    assert store.read("alice") == "text"


def test_unreadable_token_file_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.mkdir()
    with pytest.raises(StoreError) as caught:
        FileStore(path).read("alice")
    assert str(caught.value) == f"The token file {path} cannot be read: Is a directory."


def test_file_system_without_locks_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acquire(*_: object, **__: object) -> None:
        raise NotImplementedError("flock")

    monkeypatch.setattr(FileLock, "acquire", acquire)
    path = tmp_path / "tokens.json"
    with pytest.raises(StoreError) as caught, FileStore(path).lock("alice", 0):
        pass
    assert str(caught.value) == f"The token file {path} cannot be locked: NotImplementedError."


@pytest.mark.parametrize(
    "text", ["", '{"alice": "te', "[]", '{"alice": 1}', "\udcff", "[" * 100_000]
)
def test_damaged_token_file_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(text, errors="surrogateescape")
    store = FileStore(path)
    for use in (store.read, store.delete, lambda key: store.write(key, "new")):
        with pytest.raises(StoreError) as caught:
            use("alice")
        assert str(caught.value) == (
            f"The token file {path} is damaged: it is not a JSON object of strings. Restore it "
            "from a backup, or remove it, after which everyone must sign in again."
        )
    assert path.read_text(errors="surrogateescape") == text


def elsewhere(tmp_path: Path, program: str, user: int | None = None) -> str:
    """Run a program in a process of its own, with `path` set; as another user if so asked."""
    become = f"import os; os.setuid({user})\n" if user is not None else ""
    program = (
        f"from oauth_presets import StoreError\n"
        f"from oauth_presets.tokens import FileStore\npath = {str(tmp_path / 'tokens.json')!r}\n"
        f"store = FileStore(path)\n{become}{program}"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


WRITE = "try: store.write('alice', 'x' * 5000)\nexcept StoreError as error: print(error)"


def test_interrupted_write_leaves_the_token_file_unchanged(tmp_path: Path) -> None:
    FileStore(tmp_path / "tokens.json").write("alice", "text")
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
    shown = elsewhere(tmp_path, limited + WRITE)
    assert shown == f"The token file {tmp_path / 'tokens.json'} cannot be written: File too large."
    assert FileStore(tmp_path / "tokens.json").read("alice") == "text"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["tokens.json", "tokens.json.locks"]


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can be another user")


def test_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    if IS_ROOT:  # root can write everywhere: another user tries, who must be able to come here
        for folder in (tmp_path, *tmp_path.parents[:3]):
            if folder.owner() == "root" and folder != Path("/tmp"):  # noqa: S108
                folder.chmod(0o755)
    else:
        tmp_path.chmod(0o555)
    shown = elsewhere(tmp_path, WRITE, user=65534 if IS_ROOT else None)
    tmp_path.chmod(0o755)
    assert shown == (
        f"The token file {tmp_path / 'tokens.json'} cannot be locked: Permission denied."
    )


@needs_root
def test_token_file_of_another_user_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_text(json.dumps({"alice": "planted"}))
    os.chown(path, 65534, 65534)
    with pytest.raises(StoreError) as caught:
        FileStore(path).read("alice")
    assert str(caught.value) == (
        f"The token file {path} belongs to another user, who could have changed the tokens in it. "
        "Use a file that belongs to you."
    )


@pytest.mark.parametrize("lease", [0, -1, float("nan"), "30", None])
def test_invalid_lease_is_refused(tmp_path: Path, lease: Any) -> None:
    with pytest.raises(ArgumentError) as caught:
        SQLStore(sqlalchemy.create_engine(f"sqlite:///{tmp_path}/t.db"), lease=lease)
    assert str(caught.value) == "lease= takes a number of seconds greater than 0."


def test_encrypted_store_keeps_the_lease_of_the_other(tmp_path: Path) -> None:
    store = SQLStore(sqlalchemy.create_engine(f"sqlite:///{tmp_path}/t.db"), lease=0.5)
    assert (store.lease, Encrypted(store, KEYS).lease) == (0.5, 0.5)
    assert Encrypted(MemoryStore(), KEYS).lease == 30


def test_invalid_database_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "t.db").write_text("not a database" * 100)
    with pytest.raises(StoreError) as caught:
        SQLStore(sqlalchemy.create_engine(f"sqlite:///{tmp_path}/t.db")).read("alice")
    assert str(caught.value) == (
        "The token store's database failed: DatabaseError: file is not a database."
    )
    assert (tmp_path / "t.db").read_text() == "not a database" * 100


def test_lock_of_a_killed_process_is_released(tmp_path: Path) -> None:
    program = (
        "lock = store.lock('alice', 0)\nlock.__enter__()\nprint('held', flush=True)\n"
        "import time; time.sleep(60)"
    )
    program = (
        "from oauth_presets.tokens import FileStore\n"
        f"store = FileStore({str(tmp_path / 'tokens.json')!r})\n{program}"
    )
    holder = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    store = FileStore(tmp_path / "tokens.json")
    with pytest.raises(TimeoutError), store.lock("alice", 0):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with store.lock("alice", 10):
        pass


# -- encryption ------------------------------------------------------------------------------------


def test_wrapped_store_holds_only_encrypted_text() -> None:
    inner = MemoryStore()
    Encrypted(inner, KEYS).write("alice", "canary")
    assert "canary" not in str(inner.read("alice"))


def test_rotated_key_reads_old_texts() -> None:
    inner, new = MemoryStore(), Fernet.generate_key()
    Encrypted(inner, KEYS).write("alice", "text")
    both = Encrypted(inner, [new.decode(), KEYS])
    assert both.read("alice") == "text"
    both.write("alice", "text")
    assert Encrypted(inner, new).read("alice") == "text"


def moved(inner: TokenStore) -> None:
    inner.write("mallory", str(inner.read("alice")))


def damaged(inner: TokenStore) -> None:
    inner.write("mallory", str(inner.read("alice"))[:-5])


def never_encrypted(inner: TokenStore) -> None:
    inner.write("mallory", "text")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (moved, "it was encrypted for another key of the store"),
        (damaged, "it is damaged, or was encrypted with another Fernet key"),
        (never_encrypted, "it is damaged, or was encrypted with another Fernet key"),
    ],
)
def test_text_encrypted_with_another_key_is_refused(
    change: Callable[[TokenStore], None], problem: str
) -> None:
    inner = MemoryStore()
    store = Encrypted(inner, KEYS)
    store.write("alice", "text")
    change(inner)
    with pytest.raises(StoreError) as caught:
        store.read("mallory")
    assert str(caught.value) == (
        f"The text stored under 'mallory' cannot be decrypted: {problem}. Pass the Fernet key that "
        "it was encrypted with, or delete it and sign in again."
    )


@pytest.mark.parametrize(
    ("keys", "problem"), [([], "none was given"), (["canary"], "one of them is not")]
)
def test_invalid_encryption_key_is_refused(keys: list[str], problem: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        Encrypted(MemoryStore(), keys)
    assert str(caught.value) == (
        "keys= takes Fernet keys, 32 bytes in URL-safe base64, as made by Fernet.generate_key(): "
        f"{problem}."
    )


# -- databases -------------------------------------------------------------------------------------


def test_sql_store_refuses_anything_but_an_engine() -> None:
    with pytest.raises(ArgumentError) as caught:
        SQLStore("sqlite:///tokens.db")  # type: ignore[arg-type]
    assert str(caught.value) == (
        "SQLStore takes an engine from sqlalchemy.create_engine(), not str. It works in async code "
        "too."
    )


def test_sql_store_refuses_another_database() -> None:
    driver: Any = SimpleNamespace(paramstyle="format", __name__="driver")
    with pytest.raises(ArgumentError) as caught:
        SQLStore(sqlalchemy.create_engine("mssql+pymssql://localhost", module=driver))
    assert str(caught.value) == (
        "SQLStore takes PostgreSQL or SQLite, not mssql. For another database write a TokenStore: "
        "it has four methods."
    )


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_sql_store_refuses_sqlite_in_memory(url: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        SQLStore(sqlalchemy.create_engine(url))
    assert str(caught.value) == (
        "SQLStore takes SQLite with a file: each connection to a database in memory may see "
        "another one. Use MemoryStore."
    )


def test_tables_that_another_process_creates_meanwhile_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_all = sqlalchemy.MetaData.create_all

    def too_late(metadata: sqlalchemy.MetaData, engine: sqlalchemy.Engine) -> None:
        create_all(metadata, engine)
        create_all(metadata, engine, checkfirst=False)

    monkeypatch.setattr(sqlalchemy.MetaData, "create_all", too_late)
    with disposed(f"sqlite:///{tmp_path / 'tokens.db'}") as engine:
        store = SQLStore(engine)
        store.write("alice", "text")
        assert store.read("alice") == "text"


def test_tables_that_cannot_be_created_are_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "tokens.db"
    path.touch()
    with disposed(f"sqlite:///file:{path}?mode=ro&uri=true") as engine:
        with pytest.raises(StoreError) as caught:
            SQLStore(engine).read("alice")
        assert str(caught.value) == (
            "The token store's database failed: OperationalError: attempt to write a readonly "
            "database."
        )


def test_database_error_shows_no_stored_text(tmp_path: Path) -> None:
    with disposed(f"sqlite:///{tmp_path / 'tokens.db'}") as engine:
        store = SQLStore(engine)
        store.write("alice", "text")
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("DROP TABLE oauth_presets_tokens"))
        with pytest.raises(StoreError) as caught:
            store.write("alice", "canary")
        assert str(caught.value) == (
            "The token store's database failed: OperationalError: no such table: "
            "oauth_presets_tokens."
        )
        assert caught.value.__context__ is None
