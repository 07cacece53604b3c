"""Contract suites for presets and token stores under pytest, and temporary distributions.

::

    from oauth_presets.testing import PresetContract, TokenStoreContract

    class TestAcme(PresetContract):
        entry_point = "acme"

    class TestRedisStore(TokenStoreContract):
        @pytest.fixture
        def store(self):
            return RedisStore(redis.Redis())
"""

import contextlib
import inspect
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import ClassVar

try:
    import pytest
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "oauth_presets.testing needs pytest: pip install pytest",
        name=error.name,
    ) from None

from .core.names import fold, normalize_distribution
from .core.preset import Preset, rebuilt
from .errors import OAuthPresetsError, PresetLoadError, UnknownPresetError
from .publishing.pyproject import read_project
from .publishing.rules import RULES
from .registry.discovery import GROUP
from .registry.registry import PresetRegistry
from .tokens.store import TokenStore

__all__ = ["PresetContract", "TokenStoreContract", "make_distribution"]


class PresetContract:
    """The contract for published presets: a test for each rule.

    A subclass sets `entry_point`, the name under which the installed package offers the preset
    (and `distribution`, if another package offers that name too), or `preset`, the object itself.
    To test several presets, decorate the subclass with `pytest.mark.parametrize("subject", [...])`
    and a list of names or presets.
    """

    preset: ClassVar[Preset | None] = None
    entry_point: ClassVar[str | None] = None
    distribution: ClassVar[str | None] = None

    @pytest.fixture
    def subject(self) -> Preset | str | None:
        """The preset under test, or the name of an installed one."""
        return self.preset if self.preset is not None else self.entry_point

    def test_loads(self, subject: Preset | str | None) -> None:
        """A registry can load the preset; the failure says why not."""
        loaded = self._loaded(subject)
        if isinstance(loaded, str):
            pytest.fail(loaded, pytrace=False)

    @pytest.mark.parametrize("rule", RULES)
    def test_keeps(self, subject: Preset | str | None, rule: str) -> None:
        """The preset keeps the rule; the failure says what to change and why."""
        preset = self._loaded(subject)
        if isinstance(preset, str):
            pytest.skip("the preset cannot be loaded; see test_loads")
        if problems := "".join(f"\n  - {text}" for text in RULES[rule](preset)):
            pytest.fail(
                f"The preset {preset.name!r} breaks the rule {rule!r}:{problems}", pytrace=False
            )

    def _loaded(self, subject: Preset | str | None) -> Preset | str:
        """Return a copy of the preset, or why it cannot be loaded."""
        try:
            if isinstance(subject, str):
                return PresetRegistry().get(subject, self.distribution)
            if type(subject) is Preset:
                return rebuilt(subject)
        except PresetLoadError as error:  # its message is for users of the package
            return f"The preset {subject!r} cannot be loaded: {error.reason}."
        except UnknownPresetError as error:
            return f"{error}{_install_hint(subject, Path(inspect.getfile(type(self))))}"
        except OAuthPresetsError as error:
            return str(error)
        if subject is None:
            return (
                f'{type(self).__name__} has no preset to test: set `entry_point = "acme"`, the '
                "name under which the installed package offers it, or `preset = acme`."
            )
        return f"Expected a Preset, got {type(subject).__name__}; subclasses are not accepted."


def _install_hint(name: object, tests: Path) -> str:
    """Return a hint if the tests' source tree declares the preset, but is not installed."""
    pyproject = next((f for p in tests.parents if (f := p / "pyproject.toml").is_file()), None)
    if pyproject is None:
        return ""
    with contextlib.suppress(ValueError, ModuleNotFoundError):
        if fold(str(name)) in map(fold, read_project(pyproject).entry_points.get(GROUP, ())):
            return (
                f" {pyproject} declares it, but entry points are read from installed packages: run "
                "`pip install` again."
            )
    return ""


class TokenStoreContract(ABC):
    """The contract for token stores.

    A subclass defines the fixture `store`, which returns an empty store for each test. If several
    processes or machines can share the storage, it also defines `other`, which returns a second
    store on the same storage, as another process would create it.
    """

    @abstractmethod
    @pytest.fixture
    def store(self) -> TokenStore:
        """The store under test, empty."""

    @pytest.fixture
    def other(self, store: TokenStore) -> TokenStore:
        """A second store on the same storage; by default the same object."""
        return store

    def test_unknown_key_has_no_text(self, store: TokenStore) -> None:
        """`read` returns None for a key without a text."""
        _expect(store.read("nobody"), None)

    @pytest.mark.parametrize(
        "text", ["", "plain", "\u00e9\u4e2d\U0001f511\n\t\\\"'", "x" * 100_000]
    )
    def test_written_text_is_read_back(
        self, store: TokenStore, other: TokenStore, text: str
    ) -> None:
        """`read` returns any text that was written, even a long one."""
        store.write("alice", text)
        _expect(other.read("alice"), text)

    def test_last_write_replaces_the_first(self, store: TokenStore, other: TokenStore) -> None:
        """A key has one text."""
        store.write("alice", "first, and longer")
        other.write("alice", "second")
        _expect(store.read("alice"), "second")

    @pytest.mark.parametrize(
        "key", ["Alice", "alice ", "alice/..", "al%ce", "\u00e5lice", "a" * 200]
    )
    def test_keys_are_kept_apart(self, store: TokenStore, key: str) -> None:
        """A key is any text; two keys are the same only if every character is."""
        store.write("alice", "hers")
        store.write(key, "other")
        _expect((store.read("alice"), store.read(key)), ("hers", "other"))
        store.delete(key)
        _expect((store.read("alice"), store.read(key)), ("hers", None))

    def test_deleted_text_is_gone(self, store: TokenStore, other: TokenStore) -> None:
        """`delete` removes the text; deleting it again is not an error."""
        store.write("alice", "text")
        other.delete("alice")
        store.delete("alice")
        _expect(store.read("alice"), None)

    def test_writes_of_many_threads_are_all_kept(
        self, store: TokenStore, other: TokenStore
    ) -> None:
        """Concurrent writes to different keys do not overwrite each other."""
        stores = [store, other]

        def write(number: int) -> None:
            for turn in range(5):
                stores[turn % 2].write(f"{number}-{turn}", "text")

        _together(write, 8)
        texts = [store.read(f"{number}-{turn}") for number in range(8) for turn in range(5)]
        _expect(texts, ["text"] * 40)

    def test_held_key_is_not_given_to_another(self, store: TokenStore, other: TokenStore) -> None:
        """`lock` raises TimeoutError while the key is held, even by the same thread."""
        with store.lock("alice", 1):
            for one in (store, other):
                with pytest.raises(TimeoutError), one.lock("alice", 0):
                    pytest.fail("two hold the key")
                with pytest.raises(TimeoutError), one.lock("alice", 0.2):
                    pytest.fail("two hold the key")

    def test_other_keys_are_free_while_one_is_held(
        self, store: TokenStore, other: TokenStore
    ) -> None:
        """Each key has its own lock."""
        with store.lock("alice", 1), other.lock("bob", 0):
            pass

    def test_key_is_free_again_after_an_error(self, store: TokenStore, other: TokenStore) -> None:
        """An exception in the `with` block releases the key."""
        with pytest.raises(ZeroDivisionError), store.lock("alice", 1):
            raise ZeroDivisionError
        with other.lock("alice", 1):
            pass

    def test_lock_excludes_threads(self, store: TokenStore, other: TokenStore) -> None:
        """One thread at a time holds a key, and each gets its turn."""
        stores, inside, most, turns = [store, other], [0], [0], [0]

        def work(number: int) -> None:
            for turn in range(3):
                with stores[(number + turn) % 2].lock("alice", 60):
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                    turns[0] += 1
                    store.read("alice")  # lets others run
                    inside[0] -= 1

        _together(work, 8)
        _expect((most[0], turns[0]), (1, 24))

    def test_holder_writes(self, store: TokenStore, other: TokenStore) -> None:
        """`lock` yields a function that writes under the key and returns True."""
        with store.lock("alice", 1) as write:
            _expect(write("text"), True)
            _expect(other.read("alice"), "text")


def _expect(actual: object, expected: object) -> None:
    if actual != expected:
        pytest.fail(f"expected {expected!r:.100}, got {actual!r:.100}", pytrace=False)


def _together(work: Callable[[int], None], count: int) -> None:
    """Run a function in several threads at once, each with its number; raise the first error."""
    failures: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            work(number)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def make_distribution(
    folder: Path,
    name: str,
    presets: Mapping[str, str] | None = None,
    modules: Mapping[str, str] | None = None,
    version: str = "1.0",
    requires: Iterable[str] = (),
) -> Path:
    """Write a .dist-info folder and modules, as installing a wheel does.

    It counts as installed once `folder` is on `sys.path`, for example by
    `monkeypatch.syspath_prepend(folder)`; a registry in use needs `refresh()`.

    Args:
        folder: the target folder; created if missing.
        name: the distribution's name.
        presets: the entry points of its presets: name -> `module:object`.
        modules: its modules: dotted name -> source code.
        version: the distribution's version.
        requires: the requirements in its metadata.

    Returns:
        The .dist-info folder.

    Raises:
        FileExistsError: the .dist-info folder exists.
    """
    info = folder / f"{normalize_distribution(name).replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata += [f"Requires-Dist: {requirement}" for requirement in requires]
    points = [f"[{GROUP}]", *(f"{key} = {value}" for key, value in (presets or {}).items())]
    files = {
        f"{info.name}/METADATA": "\n".join(metadata) + "\n",
        f"{info.name}/entry_points.txt": "\n".join(points) + "\n",
        **{f"{module.replace('.', '/')}.py": text for module, text in (modules or {}).items()},
    }
    record = f"{info.name}/RECORD"
    files[record] = "".join(f"{file},,\n" for file in [*files, record])
    for file, text in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    return info
