"""Who offers which name: decide on owners, load the preset that is asked for.

A name that oauth-presets offers itself is answered by it, without looking at what else is
installed. Listing imports no plugin; a look-up imports one.
"""

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from ..core.names import NAME_RULE, fold, normalize_distribution
from ..errors import (
    ArgumentError,
    PresetConflictError,
    PresetLoadError,
    UnknownPresetError,
    UnsupportedNeedWarning,
)
from ..util.concealed import Concealed
from ..util.text import joined, shown, type_name
from .discovery import OWN_DISTRIBUTION, Offer, PresetProblem, Scan, own_offers, own_problem

if TYPE_CHECKING:
    from pydantic import SecretStr

    from ..core.configuration import Prepared
    from ..core.connector import CreateConnectorOAuth
    from ..core.explanation import Explained
    from ..core.preset import Preset
    from ..lock import Lock

APPLICATION = "<application>"
"""What stands for the distribution of a preset that the application registered itself."""

REMEMBERED = 1024
"""Configurations that a registry remembers, without credentials: a server asks for the same few
over and over."""


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
    """Whether several others offer the name, or it is not known whether oauth-presets does, since
    its own metadata is damaged: only `distribution=` reaches any."""


class PresetRegistry:
    """The presets of the installed packages, and those that an application registers.

    The module's functions use one registry that they share. Making one costs nothing: packages are
    looked at when a name is asked for, once, until `refresh`. Safe to use from several threads.

    Args:
        lock: a lock file, as `oauth-presets lock` writes it, read once. A preset of a package or a
            file that is not, or no longer, what the lock says is refused with `LockError`; what
            the lock does not hold in this version is refused before it is imported. Who answers a
            name, where no `distribution=` is given, is as the lock says.

    Raises:
        LockError: the lock is missing or damaged.
        ArgumentError: `lock` is no path.
    """

    def __init__(self, *, lock: "str | os.PathLike[str] | None" = None) -> None:
        self._lock_file: Lock | None = None
        if lock is not None:
            from ..lock import read_lock

            self._lock_file = read_lock(lock)
        # Plugins are imported without the lock: an import holds a lock of Python's own, and a
        # plugin may come back here while it is imported.
        self._lock = RLock()
        self._registered: dict[str, Preset] = {}
        self._files: dict[str, dict[str, Preset]] = {}
        self._forget()

    def _forget(self) -> None:
        self._own: Mapping[str, Offer] | None = None
        self._whole: bool | None = None
        self._scanned: Scan | None = None
        self._loaded: dict[tuple[str, str], Preset] = {}
        self._prepared: dict[Any, Prepared] = {}

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
        scan = self._others()
        offers = [*own.values(), *(offer for name in scan.names() for offer in scan.offers(name))]
        offers += [Offer(name, APPLICATION, "", "") for name in self._registered]
        ours_are_known = not scan.names() or self._own_is_whole()
        return tuple(
            PresetEntry(
                *offer,
                first_party=offer.distribution == OWN_DISTRIBUTION,
                shadowed=offer.name in own and offer.distribution != OWN_DISTRIBUTION,
                conflict=offer.name not in own and self._is_conflict(offer.name, ours_are_known),
            )
            for offer in sorted(offers)
        )

    def problems(self) -> tuple[PresetProblem, ...]:
        """Return the distributions whose metadata could not be read or believed; ours first."""
        ours = own_problem()
        return ((ours,) if ours else ()) + self._others().problems()

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
        # From here on no frame of ours holds what a traceback with locals must not show: the
        # secret, nor one that was given under a misspelt keyword.
        secret, values = Concealed(client_secret), Concealed(variables)
        del client_secret, variables
        asked = (scopes, add_scopes, scope_set, offline, authorize_params)
        key = _key(name, distribution, *asked, values.value)
        try:
            prepared = self._prepared.get(key)
        except TypeError:  # something in it has no hash; what is wrong with it is said below
            prepared = None
        del key  # it holds the variables
        if prepared is None:
            prepared = self._prepare(name, distribution, asked, values)
        if prepared.warning:
            warnings.warn(prepared.warning, UnsupportedNeedWarning, stacklevel=2)
        return prepared.complete(client_id, secret)

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
        from ..core.explanation import explain
        from ..core.preset import BUILD_ARGUMENTS

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
        from ..core.preset import Preset, rebuilt

        if type(preset) is not Preset:
            raise ArgumentError(
                f"register() takes a Preset, not {type_name(preset)}. Subclasses are refused too."
            )
        preset = rebuilt(preset)
        with self._lock:
            own = self._own_offers().get(preset.name)
            owners = (own.distribution,) if own else self._other_owners(preset.name)
            if owners:
                raise PresetConflictError(
                    f"A preset named {preset.name!r} is there already, from "
                    f"{joined(owners, 'and')}. Register yours under a name of its own.",
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
        from .preset_file import read

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

    def _prepare(
        self,
        name: str,
        distribution: str | None,
        asked: tuple[Any, Any, Any, Any, Any],
        values: Concealed[dict[str, str]],
    ) -> "Prepared":
        from ..core.configuration import prepare

        memory = self._prepared
        prepared = prepare(self._find(name, distribution), *asked, values)
        key = _key(name, distribution, *asked, values.value)
        if key is not None:
            if len(memory) >= REMEMBERED:
                memory.clear()
            memory[key] = prepared
        return prepared

    def _offer(self, name: str, distribution: str | None) -> Offer:
        if not isinstance(name, str):
            raise ArgumentError(f"A preset's name is a string, not {type_name(name)}.")
        if distribution is not None and not isinstance(distribution, str):
            raise ArgumentError(f"distribution= is a string, not {type_name(distribution)}.")
        try:
            folded = fold(name)
        except ValueError:
            raise UnknownPresetError(
                f"{shown(name)} cannot be a preset's name: names are {NAME_RULE}.", name=name
            ) from None
        if distribution is None:
            return self._answering(folded, name)
        return self._owner_named(folded, name, distribution)

    def _answering(self, folded: str, name: str) -> Offer:
        """Return who answers a name; under a lock, whoever did when it was written."""
        if self._lock_file is None:
            return self._owner(folded, name)
        from ..lockfile.enforcement import admit_by_name, answering

        locked = answering(self._lock_file, folded)
        own = self._own_offers().get(folded)
        if own is not None and locked == OWN_DISTRIBUTION:
            return own
        if locked is not None:
            offers = [o for o in self._others().offers(folded) if o.distribution == locked]
            if offers:
                return self._only(offers)
        offer = self._owner(folded, name)
        if offer.distribution != APPLICATION:
            admit_by_name(self._lock_file, offer, self._files)
        return offer

    def _owner(self, folded: str, name: str) -> Offer:
        own = self._own_offers().get(folded)
        if own is not None:
            return own
        owners = self._other_owners(folded)
        if not owners:
            self._raise_unknown(folded, name)
        example = next((owner for owner in owners if owner != APPLICATION), "")
        if example and example not in self._files and not self._own_is_whole():
            raise PresetConflictError(
                f"The metadata of oauth-presets itself was not found, or is damaged, so that it is "
                f"not known whether {folded!r} is a name of its own. Reinstall it.",
                name=folded,
                owners=owners,
                hint=f"Choose one with distribution={example!r}.",
            )
        if len(owners) > 1:
            raise PresetConflictError(
                f"The preset {folded!r} is offered by {joined(owners, 'and')}.",
                name=folded,
                owners=owners,
                hint=f"Choose one with distribution={example!r}, or uninstall the others.",
            )
        if owners == (APPLICATION,):
            return Offer(folded, APPLICATION, "", "")
        return self._only(self._others().offers(folded))

    def _owner_named(self, folded: str, name: str, distribution: str) -> Offer:
        wanted = normalize_distribution(distribution)
        own = self._own_offers().get(folded)
        if own is not None and wanted == OWN_DISTRIBUTION:
            return own
        others = self._others().offers(folded)
        # Two files whose paths compare equal by PEP 503 are two owners.
        offers = [offer for offer in others if offer.distribution == distribution] or [
            offer for offer in others if normalize_distribution(offer.distribution) == wanted
        ]
        if offers:
            return self._only(offers)
        if folded in self._registered and distribution == APPLICATION:
            return Offer(folded, APPLICATION, "", "")
        owners = ((own.distribution,) if own else ()) + self._other_owners(folded)
        if not owners:
            self._raise_unknown(folded, name)
        raise UnknownPresetError(
            f"The distribution {shown(distribution)} offers no preset {folded!r}; "
            f"{joined(owners, 'and')} {'do' if len(owners) > 1 else 'does'}.",
            name=name,
        )

    def _is_conflict(self, folded: str, ours_are_known: bool) -> bool:
        owners = self._other_owners(folded)
        return len(owners) > 1 or not (
            ours_are_known or owners == (APPLICATION,) or owners[0] in self._files
        )

    def _other_owners(self, folded: str) -> tuple[str, ...]:
        """Return the distributions, other than our own, that offer a name; sorted."""
        owners = {offer.distribution for offer in self._others().offers(folded)}
        if folded in self._registered:
            owners.add(APPLICATION)
        return tuple(sorted(owners))

    def _only(self, offers: Sequence[Offer]) -> Offer:
        if len(offers) > 1:
            offer = offers[0]
            raise PresetLoadError(
                f"The distribution {offer.distribution!r} offers the preset {offer.name!r} more "
                "than once, in spellings that are one name. Its author has to remove one.",
                distribution=offer.distribution,
                entry_point=offer.name,
                reason="its distribution offers it more than once, in spellings that are one name",
            )
        return offers[0]

    def _raise_unknown(self, folded: str, name: str) -> NoReturn:
        from difflib import get_close_matches

        known = sorted({entry.name for entry in self.list()})
        near = tuple(entry for entry in known if f"_{folded}_" in f"_{entry}_")
        near = near or tuple(get_close_matches(folded, known, cutoff=0.8))
        near = near or tuple(get_close_matches(folded, known))
        if not self._own_is_whole():
            advice = (
                "The metadata of oauth-presets itself was not found, or is damaged, so that its "
                "own presets are not all there: install it again, `pip install --force-reinstall "
                "oauth-presets` (in a checkout, `pip install -e .`)."
            )
        elif len(near) > 3:
            advice = f"`oauth-presets list {folded}` shows {len(near)} that are called so."
        elif near:
            advice = f"Did you mean {joined(near, 'or')}?"
        else:
            advice = (
                "`oauth-presets list` shows what is installed; a package that offers the preset "
                "may be missing."
            )
        raise UnknownPresetError(
            f"There is no preset {shown(name)}. {advice}", name=name, suggestions=near
        )

    # -- loading ---------------------------------------------------------------------------------

    def _load(self, offer: Offer) -> "Preset":
        if offer.distribution == APPLICATION:
            return self._registered[offer.name]
        if self._lock_file is not None:
            from ..lockfile.enforcement import admit

            admit(self._lock_file, offer, self._files)
        if offer.distribution in self._files:
            return self._verified(offer, self._files[offer.distribution][offer.name])
        from .loader import load

        return self._verified(offer, load(offer))

    def _verified(self, offer: Offer, preset: "Preset") -> "Preset":
        if self._lock_file is not None:
            from ..lockfile.enforcement import verify

            verify(self._lock_file, offer, preset, self._files)
        return preset

    # -- discovery -------------------------------------------------------------------------------

    def _own_offers(self) -> Mapping[str, Offer]:
        own = self._own
        if own is None:
            own = self._own = own_offers()
        return own

    def _own_is_whole(self) -> bool:
        whole = self._whole
        if whole is None:
            whole = self._whole = own_problem() is None
        return whole

    def _others(self) -> Scan:
        found = self._scanned
        if found is None:
            with self._lock:
                found = self._scanned
                if found is None:
                    found = Scan()
                    for owner, presets in self._files.items():
                        for name in presets:
                            found.add(Offer(name, owner, "", ""))
                    self._scanned = found
        return found


def _key(
    name: object,
    distribution: object,
    scopes: object,
    add_scopes: object,
    scope_set: object,
    offline: object,
    authorize_params: object,
    variables: dict[str, str],
) -> "tuple[object, ...] | None":
    """Return what the arguments of a build are remembered by, or None where that is not safe.

    It is for exact types whose equality is known: an iterator is used up, and 1 is equal to True.
    """
    if type(scopes) is list:
        scopes = tuple(scopes)
    if type(add_scopes) is list:
        add_scopes = tuple(add_scopes)
    if type(authorize_params) is dict:
        authorize_params = tuple(authorize_params.items())
    key = (name, distribution, scopes, add_scopes, scope_set, authorize_params)
    if type(offline) is not bool or not _REPEATABLE.issuperset(map(type, key)):
        return None
    return (*key, offline, *variables.items())


_REPEATABLE = frozenset({str, tuple, type(None)})


default_registry = PresetRegistry()
"""The registry that `build_oauth`, `get_preset` and `list_presets` use."""

# As in the standard library's random: the functions are the methods of one shared instance.
build_oauth = default_registry.build
explain = default_registry.explain
get_preset = default_registry.get
list_presets = default_registry.list
