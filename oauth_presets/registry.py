"""Who offers which name: discover entry points, decide on owners, load the preset asked for.

A name that oauth-presets offers itself is answered from its own metadata, without looking at what
else is installed. Everybody else's entry points are found by one scan of the installed
distributions, one after the other and each under its own guard, since one unreadable file among
them must not hide the rest. Listing imports no plugin; a look-up imports one.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.metadata import PathDistribution
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from . import __version__
from .errors import (
    ArgumentError,
    OAuthPresetsError,
    PresetConflictError,
    PresetLoadError,
    UnknownPresetError,
)
from .names import NAME_RULE, fold, normalize_distribution

if TYPE_CHECKING:
    from importlib_metadata import Distribution
    from pydantic import SecretStr

    from .build import Explained
    from .lock import Lock
    from .models import CreateConnectorOAuth
    from .preset import Preset

GROUP = "oauth_presets"
"""The entry-point group in which packages offer presets."""

OWN_DISTRIBUTION = "oauth-presets"
APPLICATION = "<application>"
"""What stands for the distribution of a preset that the application registered itself."""

OWN_CATALOGUE = "oauth_presets_catalog"
_VERSION_AND_ENDING = r"(?i)(?:-[^-]*)?(?:-py[0-9.]+)?\.(?:dist-info|egg-info|egg)\Z"
_OWN_METADATA = f"oauth_presets-{__version__}.dist-info"


class PresetEntry(NamedTuple):
    """One offer of a preset, known from package metadata alone."""

    name: str
    """The name, folded."""
    distribution: str
    """Who offers it; `"<application>"` for one that was registered."""
    version: str
    """The distribution's version; empty where there is none."""
    value: str
    """The entry point's value, `module:object`; empty where there is none."""
    first_party: bool
    """Whether it is oauth-presets' own."""
    shadowed: bool
    """Whether oauth-presets offers the name itself, so that only `distribution=` reaches this."""
    conflict: bool
    """Whether several others offer the name, so that only `distribution=` reaches any."""


class PresetProblem(NamedTuple):
    """Metadata of a distribution that could not be read or cannot be believed."""

    distribution: str
    path: str
    reason: str


class _Offer(NamedTuple):
    name: str
    distribution: str
    version: str
    value: str


class _Scan(NamedTuple):
    offers: dict[str, tuple[_Offer, ...]]
    problems: tuple[PresetProblem, ...]


class PresetRegistry:
    """The presets of the installed packages, and those that an application registers.

    The module's functions use one registry that they share. Making one costs nothing: packages are
    looked at when a name is asked for, once, until `refresh`. Safe to use from several threads.

    Args:
        lock: a lock file, as `oauth-presets lock` writes it. A preset of a package that is not, or
            no longer, what the lock says is refused with `LockError`.
    """

    def __init__(self, *, lock: "str | os.PathLike[str] | None" = None) -> None:
        self._lock_file: Lock | None = None
        if lock is not None:
            from .lock import read_lock

            self._lock_file = read_lock(lock)
        # Plugins are imported without the lock: an import holds a lock of Python's own, and a
        # plugin may come back here while it is imported.
        self._lock = RLock()
        self._registered: dict[str, Preset] = {}
        self._files: dict[str, dict[str, Preset]] = {}
        self._forget()

    def _forget(self) -> None:
        self._own: Mapping[str, _Offer] | None = None
        self._scanned: _Scan | None = None
        self._loaded: dict[tuple[str, str], Preset] = {}

    def get(self, name: str, distribution: str | None = None) -> "Preset":
        """Return a copy of a preset.

        Args:
            name: its name; case, and whether words are joined by `-`, `_`, `.` or space, do not
                matter.
            distribution: whose, where more than one package offers the name.

        Raises:
            UnknownPresetError: nobody offers it, or not this distribution.
            PresetConflictError: several others do, and none was chosen.
            PresetLoadError: the plugin does not load, or is no preset.
        """
        return self._find(name, distribution).model_copy(deep=True)

    def list(self) -> tuple[PresetEntry, ...]:
        """Return every offer of a preset, sorted by name. No plugin is imported."""
        own = self._own_offers()
        scan = self._scan()
        offers = [*own.values(), *(offer for many in scan.offers.values() for offer in many)]
        offers += [_Offer(name, APPLICATION, "", "") for name in self._registered]
        return tuple(
            PresetEntry(
                *offer,
                first_party=offer.distribution == OWN_DISTRIBUTION,
                shadowed=offer.name in own and offer.distribution != OWN_DISTRIBUTION,
                conflict=offer.name not in own and len(self._others(offer.name)) > 1,
            )
            for offer in sorted(offers)
        )

    def problems(self) -> tuple[PresetProblem, ...]:
        """Return the distributions whose metadata could not be read or believed."""
        return self._scan().problems

    def build(
        self,
        name: str,
        /,
        *,
        client_id: "str | SecretStr | None" = None,
        client_secret: "str | SecretStr | None" = None,
        scopes: Iterable[str] | None = None,
        add_scopes: Iterable[str] = (),
        scope_set: str | None = None,
        offline: bool = True,
        authorize_params: Mapping[str, str | None] | None = None,
        distribution: str | None = None,
        **variables: str,
    ) -> "CreateConnectorOAuth":
        """Build a provider's OAuth configuration; `build_oauth` is this, of the shared registry.

        Args:
            name: the preset's name; case, and whether words are joined by `-`, `_`, `.` or space,
                do not matter.
            client_id: the client identifier that the provider gave. Without it and the secret, the
                result is partial and can be completed later.
            client_secret: the client secret that the provider gave.
            scopes: replaces the default scopes: a string of them, or several strings.
            add_scopes: added to the defaults, to `scopes`, or to the set.
            scope_set: the name of a set that the preset offers, instead of the defaults.
            offline: ask for a refresh token, in the provider's own way.
            authorize_params: extra query parameters for `authorize_url`; None as a value drops one.
            distribution: whose preset, where more than one package offers the name.
            variables: what the URLs need, such as `tenant="contoso"`.

        Raises:
            UnknownPresetError: nobody offers the name.
            PresetConflictError: several packages offer it, and none was chosen.
            PresetLoadError: the plugin does not load, or is no preset.
            VariableError: a variable is missing, unknown, or its value refused.
            ScopeError: a scope argument is malformed or contradicts another one.
            ArgumentError: a credential or a parameter is refused.

        Warns:
            UnsupportedNeedWarning: the provider needs what the result cannot carry.
        """
        from .build import Concealed, build

        # From here on no frame of ours holds what a traceback with locals must not show: the
        # secret, nor one that was given under a misspelt keyword.
        secret, values = Concealed(client_secret), Concealed(variables)
        del client_secret, variables
        return build(
            self._find(name, distribution),
            client_id=client_id,
            client_secret=secret,
            scopes=scopes,
            add_scopes=add_scopes,
            scope_set=scope_set,
            offline=offline,
            authorize_params=authorize_params,
            variables=values,
        )

    def explain(
        self, name: str, /, *, distribution: str | None = None, **arguments: Any
    ) -> "tuple[Explained, ...]":
        """Say where each part of what `build` makes of these arguments comes from.

        Args:
            name: the preset's name.
            distribution: whose preset, where more than one package offers the name.
            arguments: those of `build`.

        Raises:
            OAuthPresetsError: what `build` would raise.
        """
        from .build import Concealed, explain
        from .preset import BUILD_ARGUMENTS

        secret = Concealed(arguments.pop("client_secret", None))
        known = {key: value for key, value in arguments.items() if key in BUILD_ARGUMENTS}
        values = Concealed({k: v for k, v in arguments.items() if k not in BUILD_ARGUMENTS})
        del arguments
        offer = self._offer(name, distribution)
        owner = f"{offer.distribution} {offer.version}".strip()
        preset = self._find(name, distribution)
        return explain(preset, owner, client_secret=secret, variables=values, **known)

    def register(self, preset: "Preset") -> None:
        """Add a preset of the application's own.

        Raises:
            ArgumentError: it is no `Preset`.
            PresetConflictError: oauth-presets, an installed package or an earlier call has the
                name already.
        """
        from .preset import Preset

        if type(preset) is not Preset:
            raise ArgumentError(
                f"register() takes a Preset, not {_type_name(preset)}. Subclasses are refused too."
            )
        preset = validated(preset)
        with self._lock:
            own = self._own_offers().get(preset.name)
            owners = (own.distribution,) if own else self._others(preset.name)
            if owners:
                raise PresetConflictError(
                    f"A preset named {preset.name!r} is there already, from {_and(owners)}. "
                    "Register yours under a name of its own.",
                    name=preset.name,
                    owners=owners,
                )
            self._registered[preset.name] = preset

    def load(self, path: "str | os.PathLike[str]") -> tuple[str, ...]:
        """Add the presets of a file that `oauth-presets export` made; no code of theirs is run.

        They belong to `file:<path>`, under the rules for other packages: a name that oauth-presets
        offers itself, or that another package offers too, is reached by `distribution=` only.

        Returns:
            Their names.

        Raises:
            PresetLoadError: the file is missing or damaged. Nothing of it is added then.
        """
        from .catalogue import read

        owner = f"file:{os.fspath(path)}"
        presets = read(path)
        with self._lock:
            self._files[owner] = {preset.name: preset for preset in presets}
            self._forget()
        return tuple(preset.name for preset in presets)

    def refresh(self) -> None:
        """Forget what is installed, so that the next call looks again.

        What was registered, or loaded from a file, stays.
        """
        with self._lock:
            self._forget()

    # -- look-up ---------------------------------------------------------------------------------

    def _find(self, name: str, distribution: str | None) -> "Preset":
        """Return the preset itself, which is never handed out."""
        loaded = self._loaded
        if distribution is None and type(name) is str:
            found = loaded.get((name, ""))
            if found is not None:
                return found
        offer = self._offer(name, distribution)
        key = (offer.name, "" if distribution is None else offer.distribution)
        found = loaded.get(key)
        if found is None:
            found = loaded.setdefault(key, self._load(offer))
        return found

    def _offer(self, name: str, distribution: str | None) -> _Offer:
        if not isinstance(name, str):
            raise ArgumentError(f"A preset's name is a string, not {_type_name(name)}.")
        if distribution is not None and not isinstance(distribution, str):
            raise ArgumentError(f"distribution= is a string, not {_type_name(distribution)}.")
        try:
            folded = fold(name)
        except ValueError:
            raise UnknownPresetError(
                f"{_shown(name)} cannot be a preset's name: names are {NAME_RULE}.", name=name
            ) from None
        if distribution is None:
            return self._owner(folded, name)
        return self._owner_named(folded, name, distribution)

    def _owner(self, folded: str, name: str) -> _Offer:
        own = self._own_offers().get(folded)
        if own is not None:
            return own
        owners = self._others(folded)
        if not owners:
            self._raise_unknown(folded, name)
        if len(owners) > 1:
            example = next(owner for owner in owners if owner != APPLICATION)
            raise PresetConflictError(
                f"The preset {folded!r} is offered by {_and(owners)}. Say whose you want: "
                f"distribution={example!r}; or uninstall one of them.",
                name=folded,
                owners=owners,
            )
        if owners == (APPLICATION,):
            return _Offer(folded, APPLICATION, "", "")
        return self._only(self._scan().offers[folded])

    def _owner_named(self, folded: str, name: str, distribution: str) -> _Offer:
        wanted = normalize_distribution(distribution)
        own = self._own_offers().get(folded)
        if own is not None and wanted == OWN_DISTRIBUTION:
            return own
        others = self._scan().offers.get(folded, ())
        # Two files whose paths compare equal by PEP 503 are two owners.
        offers = [offer for offer in others if offer.distribution == distribution] or [
            offer for offer in others if normalize_distribution(offer.distribution) == wanted
        ]
        if offers:
            return self._only(offers)
        if folded in self._registered and distribution == APPLICATION:
            return _Offer(folded, APPLICATION, "", "")
        owners = ((own.distribution,) if own else ()) + self._others(folded)
        if not owners:
            self._raise_unknown(folded, name)
        raise UnknownPresetError(
            f"The distribution {_shown(distribution)} offers no preset {folded!r}; "
            f"{_and(owners)} {'do' if len(owners) > 1 else 'does'}.",
            name=name,
        )

    def _others(self, folded: str) -> tuple[str, ...]:
        """Return the distributions, other than our own, that offer a name; sorted."""
        owners = {offer.distribution for offer in self._scan().offers.get(folded, ())}
        if folded in self._registered:
            owners.add(APPLICATION)
        return tuple(sorted(owners))

    def _only(self, offers: Sequence[_Offer]) -> _Offer:
        if len(offers) > 1:
            offer = offers[0]
            raise PresetLoadError(
                f"The distribution {offer.distribution!r} offers the preset {offer.name!r} more "
                "than once, in spellings that are one name. Its author has to remove one.",
                distribution=offer.distribution,
                entry_point=offer.name,
            )
        return offers[0]

    def _raise_unknown(self, folded: str, name: str) -> NoReturn:
        from difflib import get_close_matches

        known = sorted({entry.name for entry in self.list()})
        near = tuple(get_close_matches(folded, known, n=3, cutoff=0.6))
        near = near or tuple(entry for entry in known if folded in entry.split("_"))[:3]
        if not self._own_offers():
            advice = (
                "The metadata of oauth-presets itself was not found, so none of its own presets "
                "is either: install it, `pip install oauth-presets` (in a checkout, "
                "`pip install -e .`)."
            )
        elif near:
            advice = f"Did you mean {_or(near)}?"
        else:
            advice = (
                "`oauth-presets list` shows what is installed; a package that offers the preset "
                "may be missing."
            )
        raise UnknownPresetError(
            f"There is no preset {_shown(name)}. {advice}", name=name, suggestions=near
        )

    # -- loading ---------------------------------------------------------------------------------

    def _load(self, offer: _Offer) -> "Preset":
        if offer.distribution == APPLICATION:
            return self._registered[offer.name]
        if offer.distribution in self._files:
            return self._verified(offer, self._files[offer.distribution][offer.name])
        try:
            preset = load_object(offer.value)
        except RefusedError as error:
            _fail(offer, str(error), error.__cause__)
        if preset.name != offer.name:
            _fail(offer, f"it calls itself {preset.name!r}; both names must be the same")
        return self._verified(offer, preset)

    def _verified(self, offer: _Offer, preset: "Preset") -> "Preset":
        if self._lock_file is not None:
            from .lock import verify

            verify(self._lock_file, offer.distribution, offer.version, preset)
        return preset

    # -- discovery -------------------------------------------------------------------------------

    def _own_offers(self) -> Mapping[str, _Offer]:
        own = self._own
        if own is None:
            own = self._own = _read_own_offers()
        return own

    def _scan(self) -> _Scan:
        scan = self._scanned
        if scan is None:
            with self._lock:
                scan = self._scanned
                if scan is None:
                    scan = _scan_distributions()
                    for owner, presets in self._files.items():
                        for name in presets:
                            offer = _Offer(name, owner, "", "")
                            scan.offers[name] = (*scan.offers.get(name, ()), offer)
                    self._scanned = scan
        return scan


def _read_own_offers() -> Mapping[str, _Offer]:
    # Looked up by its exact path, a stat for each entry of sys.path: it must not get slower with
    # what else is installed, and metadata under any other name is not ours.
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder in (here, *sys.path):
        path = os.path.join(folder, _OWN_METADATA)
        if os.path.isfile(os.path.join(path, "entry_points.txt")):
            break
    else:
        return {}
    entry_points = PathDistribution(Path(path)).entry_points
    return {
        point.name: _Offer(point.name, OWN_DISTRIBUTION, __version__, point.value)
        for point in entry_points
        if point.group == GROUP and point.value.startswith(f"{OWN_CATALOGUE}.")
    }


def _scan_distributions() -> _Scan:
    offers: dict[str, list[_Offer]] = {}
    problems: list[PresetProblem] = []
    for key, (path, distribution) in _installed(problems).items():
        try:
            for offer in _offers_of(key, distribution):
                offers.setdefault(offer.name, []).append(offer)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            problems.append(PresetProblem(key, str(path), described(error)))
    return _Scan({name: tuple(many) for name, many in offers.items()}, tuple(sorted(problems)))


def _installed(problems: list[PresetProblem]) -> "dict[str, tuple[Path, Distribution]]":
    """Return the distributions by normalised name, each once: the one that an import would use.

    That is the first on sys.path; of two in one folder, which an upgrade that broke leaves behind,
    the later version. Names are taken from the folders' names: reading METADATA is slow.
    """
    # One behaviour on every Python, for what depends on it.
    from importlib_metadata import distributions

    found: dict[str, tuple[Path, Distribution]] = {}
    everything: Iterator[Any] = iter(distributions())
    while True:
        try:
            distribution = next(everything)
            path = Path(str(getattr(distribution, "_path")))  # noqa: B009 (no public name for it)
        except StopIteration:
            return found
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            problems.append(PresetProblem("?", "?", described(error)))
            continue
        if path.name == _OWN_METADATA:
            continue
        folder = path.parent.name if path.name == "EGG-INFO" else path.name
        key = normalize_distribution(re.sub(_VERSION_AND_ENDING, "", folder))
        earlier = found.get(key)
        if earlier is None or (
            path.parent == earlier[0].parent and _natural(path.name) > _natural(earlier[0].name)
        ):
            found[key] = (path, distribution)


def _natural(text: str) -> "list[tuple[int, str]]":
    return [(int(part or 0), rest) for part, rest in re.findall(r"([0-9]*)([^0-9]*)", text)]


def _offers_of(key: str, distribution: "Distribution") -> "list[_Offer]":
    text = distribution.read_text("entry_points.txt")
    if not text or GROUP not in text:
        return []
    points = [point for point in distribution.entry_points if point.group == GROUP]
    if not points:
        return []
    name, version = distribution.name, distribution.version
    if not isinstance(name, str) or not isinstance(version, str):
        raise ValueError("its METADATA says no name or no version")
    claimed = normalize_distribution(name)
    if OWN_DISTRIBUTION in (claimed, key):
        raise ValueError(f"it claims to be {OWN_DISTRIBUTION}, and is not this installation of it")
    if claimed != key:
        raise ValueError(f"its METADATA claims to be {_shown(name)}")
    return [_Offer(fold(point.name), name, version, point.value) for point in points]


class RefusedError(Exception):
    """Why an entry point's value gives no preset; what the plugin raised is in `__cause__`."""


def load_object(value: str) -> "Preset":
    """Import the preset that an entry point's value names, and make it anew from plain data.

    Raises:
        RefusedError: the value is no `module:object`, or what it names is no valid preset.
    """
    from .preset import Preset

    module, _, attribute = value.partition(":")
    if not all(map(str.isidentifier, (*module.split("."), attribute))):
        raise RefusedError(f"its entry point has the value {_shown(value)}, not module:object")
    try:
        found = getattr(import_module(module), attribute)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: it is the plugin's, not the user's
        raise RefusedError(f"importing {value} raised {described(error)}") from error
    if type(found) is not Preset:
        raise RefusedError(
            f"{value} is a {_type_name(found)}; it must be a Preset: no subclass, no function "
            "that returns one"
        )
    try:
        return validated(found)
    except OAuthPresetsError as error:
        raise RefusedError(str(error)) from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise RefusedError(f"its data cannot be used: {described(error)}") from error


def validated(preset: "Preset") -> "Preset":
    """Return a preset made anew from plain data: nothing of the given object is kept.

    Raises:
        InvalidPresetError: it is not valid, having been made past the validation.
    """
    from .preset import Preset

    data = Preset.__pydantic_serializer__.to_json(preset, warnings="none")
    return Preset.__pydantic_validator__.validate_json(data)  # type: ignore[no-any-return]


# -- words -----------------------------------------------------------------------------------------


def _fail(offer: _Offer, reason: str, cause: BaseException | None = None) -> NoReturn:
    whose = f"{offer.distribution} {offer.version}".strip()
    raise PresetLoadError(
        f"The preset {offer.name!r} of {whose} cannot be loaded: {reason}. Tell its author, or "
        f"uninstall {offer.distribution}.",
        distribution=offer.distribution,
        entry_point=offer.name,
    ) from cause


def described(error: BaseException) -> str:
    """Describe somebody else's exception, whose own methods may raise."""
    kind = _type_name(error)
    try:
        text = str.__str__(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return kind
    text = " ".join(text.split())
    text = "".join(c if c.isprintable() else "?" for c in text)
    return f"{kind}: {text[:300]}" if text else kind


def _type_name(value: object) -> str:
    return type.__dict__["__name__"].__get__(type(value))  # type: ignore[no-any-return]


def _shown(text: str) -> str:
    return ascii(text if len(text) <= 80 else text[:77] + "...")


def _and(names: Iterable[str]) -> str:
    return " and ".join(map(repr, names))


def _or(names: Iterable[str]) -> str:
    return " or ".join(map(repr, names))


default_registry = PresetRegistry()
"""The registry that `build_oauth`, `get_preset` and `list_presets` use."""

# As in the standard library's random: the functions are the methods of one shared instance.
build_oauth = default_registry.build
explain = default_registry.explain
get_preset = default_registry.get
list_presets = default_registry.list
