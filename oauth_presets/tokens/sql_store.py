"""Text under keys in a database, for all machines that reach it."""

import contextlib
import secrets
import time
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any, TypeVar

try:
    import sqlalchemy as sql
    from sqlalchemy.dialects import postgresql, sqlite
    from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "SQLStore needs SQLAlchemy: pip install 'oauth-presets[sql]'", name=error.name
    ) from None

from ..errors import ArgumentError, StoreError
from ..util.concealed import conceal_locals
from ..util.text import described, type_name
from .store import LEASE, TokenStore, Write

T = TypeVar("T")

POLL = 0.1
"""Seconds between two attempts to take a lease that somebody else has."""

_METADATA = sql.MetaData()
_TOKENS = sql.Table(
    "oauth_presets_tokens",
    _METADATA,
    sql.Column("key", sql.Text, primary_key=True),
    sql.Column("text", sql.Text, nullable=False),
)
_LEASES = sql.Table(
    "oauth_presets_leases",
    _METADATA,
    sql.Column("key", sql.Text, primary_key=True),
    sql.Column("owner", sql.Text, nullable=False),
    sql.Column("until", sql.Float, nullable=False),  # seconds since 1970, by the database's clock
)
# PostgreSQL's clock is the one that all machines share. SQLite serves one machine.
_NOW = {
    "postgresql": sql.extract("epoch", sql.func.clock_timestamp()),
    "sqlite": sql.literal_column("(julianday('now') - 2440587.5) * 86400.0", sql.Float),
}
_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class SQLStore(TokenStore):
    """Keeps text in a table, and locks in another: a row says who holds a key, and until when.

    Every transaction is short, so that nobody who waits holds a connection. The two tables,
    `oauth_presets_tokens` and `oauth_presets_leases`, are made on first use if they are missing.

    Args:
        engine: what `sqlalchemy.create_engine` returns, for PostgreSQL or a SQLite file.
        lease: seconds after which others take the lock of a holder that did not give it back. A
            token request ends before, so less than ten leaves slow providers no time.

    Raises:
        ArgumentError: the engine is of another kind, or the lease is not positive.
        StoreError: by each method, if the database fails. Its message has no values in it.
    """

    def __init__(self, engine: sql.Engine, *, lease: float = LEASE) -> None:
        if not isinstance(engine, sql.Engine):
            raise ArgumentError(
                f"SQLStore takes an engine from sqlalchemy.create_engine(), not "
                f"{type(engine).__name__}. It works in async code too."
            )
        self._dialect = engine.dialect.name
        if self._dialect not in _INSERT:
            raise ArgumentError(
                f"SQLStore takes PostgreSQL or SQLite, not {self._dialect}. For another database "
                "write a TokenStore: it has four methods."
            )
        if self._dialect == "sqlite" and engine.url.database in (None, "", ":memory:"):
            raise ArgumentError(
                "SQLStore takes SQLite with a file: each connection to a database in memory may "
                "see another one. Use MemoryStore."
            )
        if not isinstance(lease, int | float) or not lease > 0:
            raise ArgumentError("lease= takes a number of seconds greater than 0.")
        self._engine = engine
        self.lease = lease

    def __repr__(self) -> str:
        return f"SQLStore({self._dialect})"

    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""
        query = sql.select(_TOKENS.c.text).where(_TOKENS.c.key == key)
        return self._run(lambda connection: connection.scalar(query))

    @conceal_locals
    def write(self, key: str, text: str) -> None:
        """Put a text under a key."""
        self._run(lambda connection: self._put(connection, key, text))

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._run(lambda c: c.execute(sql.delete(_TOKENS).where(_TOKENS.c.key == key)))

    @contextlib.contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Hold a key by a lease; other threads, processes and machines wait."""
        owner = secrets.token_hex(16)
        mine = sql.and_(_LEASES.c.key == key, _LEASES.c.owner == owner)
        deadline = time.monotonic() + timeout
        while not self._take(key, owner):
            if time.monotonic() >= deadline:
                raise TimeoutError("The key is locked by another thread, process or machine.")
            time.sleep(POLL)

        def write(text: str, connection: sql.Connection) -> bool:
            # It changes nothing but locks the row, so that nobody takes the lease meanwhile.
            held = sql.update(_LEASES).where(mine).values(owner=owner)
            if connection.execute(held).rowcount != 1:
                return False
            self._put(connection, key, text)
            return True

        try:
            yield lambda text: self._run(partial(write, text))
        finally:
            self._run(lambda connection: connection.execute(sql.delete(_LEASES).where(mine)))

    def _take(self, key: str, owner: str) -> bool:
        """Take the lease if it is free or over: one statement, so that one of several succeeds."""
        now = _NOW[self._dialect]
        values = {"owner": owner, "until": now + self.lease}
        taken = _INSERT[self._dialect](_LEASES).values(key=key, **values)
        taken = taken.on_conflict_do_update(
            index_elements=["key"], set_=values, where=_LEASES.c.until <= now
        ).execution_options(preserve_rowcount=True)
        return self._run(lambda connection: connection.execute(taken).rowcount == 1)

    def _put(self, connection: sql.Connection, key: str, text: str) -> None:
        put = _INSERT[self._dialect](_TOKENS).values(key=key, text=text)
        connection.execute(
            put.on_conflict_do_update(index_elements=["key"], set_={"text": put.excluded.text})
        )

    @conceal_locals
    def _run(self, work: Callable[[sql.Connection], T]) -> T:
        """Do some work in a transaction."""
        try:
            with self._ready.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            # Its own message shows the statement with its values, and other errors of a driver
            # may show one.
            cause = getattr(error, "orig", None) or error
            reason = type_name(cause)
            # SQLite calls a damaged file a plain DatabaseError.
            if isinstance(error, OperationalError) or type(error) is DatabaseError:
                reason = described(cause)
        raise StoreError(f"The database of the token store fails: {reason.rstrip('.')}.")

    @cached_property
    def _ready(self) -> sql.Engine:
        """The engine, once its tables are there."""
        try:
            _METADATA.create_all(self._engine)
        except SQLAlchemyError:  # somebody else made them at the same moment
            if not sql.inspect(self._engine).has_table(_LEASES.name):
                raise
        if self._dialect == "postgresql":  # whatever the application's own level is
            return self._engine.execution_options(isolation_level="READ COMMITTED")
        return self._engine
