"""Finds the presets that installed distributions offer. None of their modules is imported.

The presets of oauth-presets are read from its own metadata, at a known path. All others are found
by one scan of the folders on sys.path. Each distribution is read under its own guard, because one
that is unreadable must not hide the rest. The scan reads every entry_points.txt; METADATA is long,
and read only when an offer is looked up. importlib-metadata reads what is not in a folder, such as
a zip file; for folders it would take several times as long.
"""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.machinery import PathFinder
from typing import Any, NamedTuple

from .._version import __version__
from ..core.names import fold, normalize_distribution
from ..core.offer import OWN_DISTRIBUTION, Offer
from ..util.text import described, printable, shown, type_name

GROUP = "oauth_presets"
"""The entry-point group in which packages offer presets."""

OWN_CATALOGUE = "oauth_presets_catalog"
_OWN_METADATA = f"oauth_presets-{__version__}.dist-info"
_NOT_US = f"it claims to be {OWN_DISTRIBUTION}, but is not the installation in use"


class _UntrustedError(Exception):
    """A distribution's METADATA is missing, incomplete or false."""


class PresetProblem(NamedTuple):
    """A distribution with metadata that could not be read or cannot be trusted."""

    distribution: str
    path: str
    reason: str


# -- our own ---------------------------------------------------------------------------------------


class _Own(NamedTuple):
    """Our own metadata."""

    path: str
    version: str
    read_entry_points: Callable[[], str]


def own_offers() -> Mapping[str, Offer]:
    """Return the offers of oauth-presets; none if its metadata is missing or damaged.

    The time does not depend on what else is installed.
    """
    own = _own_metadata()
    try:
        points = _entry_points(own.read_entry_points()) if own else []
    except (OSError, ValueError):
        points = []
    return {
        name: Offer(name, OWN_DISTRIBUTION, own.version, value)
        for name, value in points
        if own and value.startswith(f"{OWN_CATALOGUE}.")
    }


def own_problem() -> PresetProblem | None:
    """Return the problem with our own metadata, without which no name is known to be ours."""
    own = _own_metadata()
    if own is None:
        return PresetProblem(OWN_DISTRIBUTION, "?", own_advice())
    try:
        own.read_entry_points()
    except (OSError, ValueError) as error:
        return PresetProblem(OWN_DISTRIBUTION, own.path, described(error))
    if not own_offers():
        return PresetProblem(OWN_DISTRIBUTION, own.path, "its entry_points.txt names no preset")
    return None


def own_advice() -> str:
    """Return advice for the case that our own metadata is missing."""
    start = "The metadata of oauth-presets (its .dist-info folder) is missing or damaged"
    if getattr(sys, "frozen", False):
        return (
            f"{start} in this frozen application. PyInstaller includes them automatically; tell "
            "any other tool to include the metadata of oauth-presets and the modules of "
            "oauth_presets_catalog."
        )
    return (
        f"{start}. Keep it in images and archives, or reinstall: `pip install --force-reinstall "
        "oauth-presets` (in a checkout, `pip install -e .`)."
    )


def _own_metadata() -> _Own | None:
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    # In a zip file, only beside this package: sys.path may contain another installation.
    if not os.path.isdir(here) and (own := _own_metadata_beside(here)):
        return own
    # By its exact path first, which costs one stat for each entry of sys.path.
    for folder in (here, *(entry for entry in sys.path if isinstance(entry, str))):
        path = os.path.join(folder, _OWN_METADATA)
        file = os.path.join(path, "entry_points.txt")
        if os.path.isfile(file):
            return _Own(path, __version__, partial(_read, file))
    return _own_metadata_beside(here)


def _own_metadata_beside(here: str) -> _Own | None:
    """Find our metadata in a zip file, or under a version that a repackager chose.

    Any distribution can call itself oauth-presets: only one beside this package is accepted, and
    none if there are two.
    """
    from importlib.metadata import distributions

    found: dict[str, _Own] = {}
    with contextlib.suppress(Exception):  # third-party finders may raise anything
        for one in distributions(name=OWN_DISTRIBUTION, path=[here]):
            path = str(getattr(one, "_path", ""))
            if _real(one.locate_file("")) == _real(here):
                read = partial(_text, one, "entry_points.txt")
                found[_real(path)] = _Own(path, one.version, read)
    return found.popitem()[1] if len(found) == 1 else None


def _real(path: object) -> str:
    return os.path.realpath(str(path).rstrip("/"))


def _text(distribution: Any, file: str) -> str:
    return distribution.read_text(file) or ""


def _read(path: str) -> str:
    with open(path, "rb", 0) as file:
        return file.read().decode("utf-8")


def _entry_points(text: str) -> list[tuple[str, str]]:
    """Return `(name, value)` for each entry point in our group.

    https://packaging.python.org/specifications/entry-points/
    """
    found, group = [], ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line.strip("[]")
        elif group == GROUP and line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found.append((name.strip(), value.strip()))
    return found


# -- other packages --------------------------------------------------------------------------------


class _Metadata(NamedTuple):
    """A distribution's metadata: the folder `name` in `folder`, or an object from a finder."""

    key: str
    """The distribution's normalised name, taken from the folder's name."""
    folder: str
    name: str
    is_folder: bool = True
    distribution: Any = None
    """The finder's `Distribution`, if the metadata is not in a folder on sys.path."""

    @property
    def path(self) -> str:
        return os.path.join(self.folder, self.name)

    def read_text(self, file: str) -> str:
        """Return a file's text; empty if the file does not exist."""
        if self.distribution is not None:
            return _text(self.distribution, file)
        if not self.is_folder:
            if self.name.lower().endswith(".dist-info"):
                raise ValueError("it is not a folder")
            return ""  # old .egg-info files have no entry points
        path = f"{self.folder}{os.sep}{self.name}{os.sep}{file}"
        try:
            return _read(path)
        except FileNotFoundError:
            if os.path.islink(path):
                raise
            return ""


class Scan:
    """The offers of all packages but oauth-presets, at the time of creation. Thread-safe."""

    def __init__(self) -> None:
        problems: list[PresetProblem] = []
        self._claims: dict[str, list[tuple[_Metadata, str]]] = {}
        self._identities: dict[str, tuple[str, str] | PresetProblem] = {}
        self._added: dict[str, list[Offer]] = {}
        for found in _installed(problems):
            try:
                text = found.read_text("entry_points.txt")
                for name, value in _entry_points(text) if GROUP in text else ():
                    try:
                        self._claims.setdefault(fold(name), []).append((found, value))
                    except ValueError:
                        reason = f"its entry point {shown(name)} is not a valid preset name"
                        problems.append(PresetProblem(found.key, found.path, reason))
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                problems.append(PresetProblem(found.key, found.path, described(error)))
        self._problems = problems

    def add(self, offer: Offer) -> None:
        """Add an offer from outside the installed packages, such as a file's."""
        self._added.setdefault(offer.name, []).append(offer)

    def names(self) -> set[str]:
        """Return all offered names."""
        return {*self._claims, *self._added}

    def offers(self, name: str) -> list[Offer]:
        """Return the offers of a name; those of distributions that cannot be trusted are left out.

        `refused` returns the latter.
        """
        offers = []
        for found, value in self._claims.get(name, ()):
            identity = self._identity(found)
            if not isinstance(identity, PresetProblem):
                offers.append(Offer(name, *identity, value))
        return [*offers, *self._added.get(name, ())]

    def refused(self, name: str) -> list[PresetProblem]:
        """Return the problems of distributions that offer a name but cannot be trusted."""
        identities = [self._identity(found) for found, _ in self._claims.get(name, ())]
        return sorted(each for each in identities if isinstance(each, PresetProblem))

    def problems(self) -> tuple[PresetProblem, ...]:
        """Return the distributions that could not be read or cannot be trusted, sorted."""
        claimants = {f.key: f for claims in self._claims.values() for f, _ in claims}
        identities = map(self._identity, claimants.values())
        refused = [each for each in identities if isinstance(each, PresetProblem)]
        return tuple(sorted([*self._problems, *refused]))

    def _identity(self, found: _Metadata) -> tuple[str, str] | PresetProblem:
        identity = self._identities.get(found.key)
        if identity is None:
            try:
                identity = _name_and_version(found)
            except _UntrustedError as error:
                identity = PresetProblem(found.key, found.path, str(error))
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                identity = PresetProblem(found.key, found.path, described(error))
            self._identities[found.key] = identity
        return identity


def _name_and_version(found: _Metadata) -> tuple[str, str]:
    """Return a distribution's name and version, once they are known to be true."""
    name, version = _stated(found)
    claimed = normalize_distribution(name)
    if OWN_DISTRIBUTION in (claimed, found.key):
        raise _UntrustedError(_NOT_US)
    if claimed != found.key:
        raise _UntrustedError(f"its METADATA claims to be {shown(name)}")
    return name, version


def _stated(found: _Metadata) -> tuple[str, str]:
    """Return the name and the version that a distribution's metadata states."""
    headers: dict[str, str] = {}
    for line in (found.read_text("METADATA") or found.read_text("PKG-INFO")).splitlines():
        if not line:  # the description follows
            break
        header, _, value = line.partition(":")
        headers.setdefault(header.lower(), value.strip())
    name, version = headers.get("name"), headers.get("version")
    if not name or not version:
        raise _UntrustedError("its METADATA is missing, or has no name or no version")
    if not (name + version).isascii() or not (name + version).isprintable():
        raise _UntrustedError("its METADATA has a name or a version that is not printable ASCII")
    return name, version


def _installed(
    problems: list[PresetProblem], twice: list[_Metadata] | None = None
) -> Iterable[_Metadata]:
    """Return the distributions, each once: the one that an import would use.

    That is the first on sys.path, and of two in one folder, which a failed upgrade leaves behind,
    the later version. Those installed more than once are added to `twice`, the used one included.
    """
    own = _own_metadata()
    installed: dict[str, _Metadata] = {}
    for found in _all_metadata(problems):
        if found.key == OWN_DISTRIBUTION:
            if own is None or _real(found.path) == _real(own.path):
                continue
            if not os.path.isdir(os.path.join(found.folder, __name__.partition(".")[0])):
                problems.append(PresetProblem(OWN_DISTRIBUTION, found.path, _NOT_US))
            elif twice is not None:  # another installation, such as one in a base image
                twice.append(found)
            continue
        earlier = installed.setdefault(found.key, found)
        if earlier is not found and earlier.folder == found.folder:
            installed[found.key] = max(earlier, found, key=lambda one: _by_version(one.name))
        if earlier is not found and twice is not None:
            twice += [earlier, found]
    return installed.values()


def other_versions() -> list[tuple[str, str]]:
    """Return `(distribution, message)` for distributions with presets that are installed twice."""
    twice: list[_Metadata] = []
    in_use = {found.key: found for found in _installed([], twice)}
    own = _own_metadata()
    messages = set()
    for other in twice:
        try:
            if own is not None and other.key == OWN_DISTRIBUTION:
                name, version = OWN_DISTRIBUTION, own.version
                _, other_version = _stated(other)
            else:
                pair = in_use[other.key], other
                if not any(_entry_points(one.read_text("entry_points.txt")) for one in pair):
                    continue
                (name, version), (_, other_version) = map(_name_and_version, pair)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: S112 (the scan reports unreadable metadata)
            continue
        if version != other_version:
            text = f"{other_version} is also in {other.folder!a}; {version} is used"
            messages.add((name, text))
    return sorted(messages)


def _by_version(name: str) -> list[tuple[int, bool, str]]:
    # An approximation of PEP 440: a version with letters, such as 1.0rc1, comes before 1.0.
    parts = re.findall(r"([0-9]*)([^0-9]*)", name.rpartition(".")[0])
    return [
        (int(number or 0), not rest.strip(".").isalpha() or "post" in rest, rest)
        for number, rest in parts
    ]


def _all_metadata(problems: list[PresetProblem]) -> Iterator[_Metadata]:
    for folder in [*sys.path]:
        try:
            yield from _in_folder(os.fsdecode(folder) or os.curdir)
        except FileNotFoundError:
            pass
        except NotADirectoryError:  # a zip file, perhaps
            yield from _guarded(_in_archive(folder), problems)
        except (OSError, TypeError) as error:
            where = printable(folder) if isinstance(folder, str) else type_name(folder)
            problems.append(PresetProblem("?", where, described(error)))
    for finder in [*sys.meta_path]:
        yield from _guarded(_known_to(finder), problems)


def _in_folder(folder: str) -> Iterator[_Metadata]:
    is_egg = folder.lower().endswith(".egg")
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            low = name.lower()
            if low.endswith((".dist-info", ".egg-info")):
                yield _Metadata(_key(name), folder, name, _is_folder(entry))
            elif is_egg and low == "egg-info":
                yield _Metadata(_key(os.path.basename(folder)), folder, name)


def _key(name: str) -> str:
    stem = name.rpartition(".")[0]
    head, _, version = stem.rpartition("-")
    if version.startswith("py"):  # an egg, such as acme-1.0-py3.11
        head = head.rpartition("-")[0]
    key = normalize_distribution(head or stem)
    return key if key.isascii() and key.isprintable() else ascii(key)[1:-1]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _in_archive(archive: str) -> Iterator[Any]:
    from importlib_metadata import distributions

    yield from distributions(path=[archive])


def _known_to(finder: Any) -> Iterator[Any]:
    """Yield the distributions of another import system, such as a frozen application's."""
    if finder is PathFinder or type(finder).__module__ == "importlib_metadata":
        return  # these search sys.path
    if hasattr(finder, "find_distributions"):
        from importlib_metadata import DistributionFinder

        context = DistributionFinder.Context()  # type: ignore[no-untyped-call]
        yield from finder.find_distributions(context)


def _guarded(distributions: Iterator[Any], problems: list[PresetProblem]) -> Iterator[_Metadata]:
    try:
        for distribution in distributions:
            folder, name = os.path.split(str(getattr(distribution, "_path", "")).rstrip("/"))
            key = _key(name) if name else normalize_distribution(distribution.name)
            yield _Metadata(key, folder, name or key, distribution=distribution)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        problems.append(PresetProblem("?", "?", described(error)))
