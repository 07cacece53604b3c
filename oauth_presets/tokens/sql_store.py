"""A token store in a database, for all machines that can reach it."""

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
"""Seconds between two attempts to take a lease that another holder has."""

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
# All machines share PostgreSQL's clock. SQLite serves one machine.
_NOW = {
    "postgresql": sql.extract("epoch", sql.func.clock_timestamp()),
    "sqlite": sql.literal_column("(julianday('now') - 2440587.5) * 86400.0", sql.Float),
}
_INSERT: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class SQLStore(TokenStore):
    """Keeps text in one table and locks in another, which records each key's holder and lease.

    Transactions are short, and waiting holds no connection. The tables `oauth_presets_tokens` and
    `oauth_presets_leases` are created on first use if they are missing.

    Args:
        engine: an engine from `sqlalchemy.create_engine`, for PostgreSQL or a SQLite file.
        lease: seconds after which a lock that was not released is free for others. Token requests
            end before, so less than ten leaves slow providers no time.

    Raises:
        ArgumentError: the engine is of another kind, or the lease is not positive.
        StoreError: by each method, if the database fails. The message shows no values.
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
        """Store a text under a key."""
        self._run(lambda connection: self._upsert(connection, key, text))

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._run(lambda c: c.execute(sql.delete(_TOKENS).where(_TOKENS.c.key == key)))

    @contextlib.contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Lock a key with a lease; other threads, processes and machines wait."""
        owner = secrets.token_hex(16)
        mine = sql.and_(_LEASES.c.key == key, _LEASES.c.owner == owner)
        deadline = time.monotonic() + timeout
        while not self._take(key, owner):
            if time.monotonic() >= deadline:
                raise TimeoutError("The key is locked by another thread, process or machine.")
            time.sleep(POLL)

        def write(text: str, connection: sql.Connection) -> bool:
            # The update changes nothing but locks the row, so the lease cannot be taken meanwhile.
            touch = sql.update(_LEASES).where(mine).values(owner=owner)
            if connection.execute(touch).rowcount != 1:
                return False
            self._upsert(connection, key, text)
            return True

        try:
            yield lambda text: self._run(partial(write, text))
        finally:
            self._run(lambda connection: connection.execute(sql.delete(_LEASES).where(mine)))

    def _take(self, key: str, owner: str) -> bool:
        """Take the lease if it is free or expired, atomically: of several takers, one succeeds."""
        now = _NOW[self._dialect]
        values = {"owner": owner, "until": now + self.lease}
        insert = _INSERT[self._dialect](_LEASES).values(key=key, **values)
        take = insert.on_conflict_do_update(
            index_elements=["key"], set_=values, where=_LEASES.c.until <= now
        ).execution_options(preserve_rowcount=True)
        return self._run(lambda connection: connection.execute(take).rowcount == 1)

    def _upsert(self, connection: sql.Connection, key: str, text: str) -> None:
        insert = _INSERT[self._dialect](_TOKENS).values(key=key, text=text)
        update = {"text": insert.excluded.text}
        connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=update))

    @conceal_locals
    def _run(self, work: Callable[[sql.Connection], T]) -> T:
        """Run a function in a transaction."""
        try:
            with self._ready.begin() as connection:
                return work(connection)
        except SQLAlchemyError as error:
            # SQLAlchemy's message shows the statement with its values, and some errors of the
            # driver show a value.
            cause = getattr(error, "orig", None) or error
            reason = type_name(cause)
            # SQLite calls a damaged file a plain DatabaseError.
            if isinstance(error, OperationalError) or type(error) is DatabaseError:
                reason = described(cause)
        raise StoreError(f"The token store's database failed: {reason.rstrip('.')}.")

    @cached_property
    def _ready(self) -> sql.Engine:
        """The engine, after its tables were created."""
        try:
            _METADATA.create_all(self._engine)
        except SQLAlchemyError:  # another process created them at the same moment
            if not sql.inspect(self._engine).has_table(_LEASES.name):
                raise
        if self._dialect == "postgresql":  # overrides the application's level
            return self._engine.execution_options(isolation_level="READ COMMITTED")
        return self._engine
