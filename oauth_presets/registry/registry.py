"""The registry: resolves preset names to the packages that offer them, and loads the presets.

A name that oauth-presets itself offers always resolves to it, whatever else is installed. Listing
imports no plugin; a look-up imports one.
"""

import os
import warnings
from collections.abc import Iterable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from ..core.names import NAME_RULE, fold, normalize_distribution
from ..core.offer import APPLICATION, OWN_DISTRIBUTION, Offer, file_owner
from ..errors import (
    ArgumentError,
    PresetConflictError,
    UnknownPresetError,
    UnsupportedNeedWarning,
    VariableError,
)
from ..util.concealed import conceal_locals
from ..util.text import joined, shown, type_name
from .discovery import PresetProblem, Scan, own_advice, own_offers, own_problem
from .entry import PresetEntry, only
from .plan_key import OPTIONS, plan_key

if TYPE_CHECKING:
    from pydantic import SecretStr

    from ..core.configuration import Configuration
    from ..core.connector import CreateConnectorOAuth
    from ..core.explanation import Explained
    from ..core.plan import Plan
    from ..core.preset import Preset
    from ..lockfile.file import Lock

REMEMBERED = 1024
"""Maximum number of plans, which hold no credentials, in a registry's cache. A server uses the same
few over and over."""


class _File(NamedTuple):
    """A file of presets that was loaded."""

    path: str
    presets: "dict[str, Preset]"


class PresetRegistry:
    """The presets of the installed packages, and those that an application registers.

    The module's functions share one registry. Creating a registry costs nothing: it looks for
    packages at the first call that needs them, and again only after `refresh`. Thread-safe.

    Args:
        lock: a lock file, written by `oauth-presets lock` and read once. A preset of a package or a
            file that differs from it is refused with `LockError`; one that is not in it, or in
            another version, is refused before it is imported. Names resolve as recorded in the
            lock.

    Raises:
        LockError: the lock is missing or damaged.
        ArgumentError: `lock` is not a path.
    """

    def __init__(self, *, lock: "str | os.PathLike[str] | None" = None) -> None:
        self._lock_file: Lock | None = None
        if lock is not None:
            from ..lockfile.file import read_lock

            self._lock_file = read_lock(lock)
        # Not held while a plugin is imported: Python holds its own lock then, and the plugin may
        # call this registry.
        self._lock = RLock()
        self._registered: dict[str, Preset] = {}
        self._files: dict[str, _File] = {}
        self._forget()

    def _forget(self) -> None:
        self._own: Mapping[str, Offer] | None = None
        self._scanned: Scan | None = None
        self._loaded: dict[tuple[str, str], Preset] = {}
        self._plans: dict[Any, Plan] = {}

    def get(self, name: str, distribution: str | None = None) -> "Preset":
        """Return a copy of a preset.

        Args:
            name: its name; case does not matter, nor whether words are joined by `-`, `_`, `.` or
                space.
            distribution: the package, if more than one offers the name.

        Raises:
            UnknownPresetError: no installed package offers it, or this distribution does not.
            PresetConflictError: several packages offer it, and none was chosen.
            PresetLoadError: the plugin does not load, or is not a preset.
        """
        return self._find(name, distribution).model_copy(deep=True)

    def list(self) -> tuple[PresetEntry, ...]:
        """Return every offer of a preset, sorted by name. No plugin is imported."""
        names = {*self._own_offers(), *self._others().names(), *self._registered}
        return tuple(entry for name in sorted(names) for entry in self._entries(name))

    @property
    def files(self) -> dict[str, str]:
        """The loaded files: owner -> path."""
        return {owner: file.path for owner, file in self._files.items()}

    def problems(self) -> tuple[PresetProblem, ...]:
        """Return the distributions with metadata that cannot be read or trusted, ours first."""
        own = own_problem()
        return ((own,) if own else ()) + self._others().problems()

    @conceal_locals
    def configure(
        self,
        name: "str | Preset",
        /,
        *,
        client_id: "str | SecretStr | None" = None,
        client_secret: "str | SecretStr | None" = None,
        scopes: Iterable[str] | None = None,
        add_scopes: Iterable[str] = (),
        scope_set: str | None = None,
        offline: bool = True,
        authorize_params: Mapping[str, str | None] | None = None,
        token_params: Mapping[str, str] | None = None,
        auth_method: str | None = None,
        pkce: bool | None = None,
        distribution: str | None = None,
        **variables: str,
    ) -> "Configuration":
        """Fill in a preset with a client's own values, and return all that a client needs to know.

        Args:
            name: the preset's name, or a `Preset`. Case does not matter, nor whether words are
                joined by `-`, `_`, `.` or space.
            client_id: the client identifier that the provider issued. Without it and the secret,
                the result is partial.
            client_secret: the client secret that the provider issued.
            scopes: the scopes to use in place of the defaults: one string, or several.
            add_scopes: scopes to add to the defaults, to `scopes`, or to the set.
            scope_set: the name of one of the preset's scope sets, to use in place of the defaults.
            offline: whether to ask for a refresh token, in the provider's own way.
            authorize_params: further parameters of the authorization request; a value of None drops
                the parameter.
            token_params: further parameters of every token request.
            auth_method: how to authenticate at the token endpoint: `client_secret_basic`,
                `client_secret_post` or `none`. By default the preset decides.
            pkce: whether to send a code challenge (RFC 7636). By default the preset decides.
            distribution: the package to take the preset from, if several offer the name.
            variables: values for the URLs' variables, such as `tenant="contoso"`.

        Raises:
            UnknownPresetError: no installed package offers the name.
            PresetConflictError: several packages offer it, and none was chosen.
            PresetLoadError: the plugin does not load, or is not a preset.
            VariableError: a variable is missing or unknown, or its value is refused.
            ScopeError: a scope argument is malformed or contradicts another one.
            ArgumentError: a credential or a parameter is refused.

        Warns:
            UserWarning: a client secret was given, and the provider takes none.
        """
        arguments = (
            scopes, add_scopes, scope_set, offline, authorize_params, token_params, auth_method,
            pkce,
        )  # fmt: skip
        config = self._plan(name, distribution, arguments, variables).complete(
            client_id, client_secret
        )
        if config.auth_method == "none" and config.client_secret is not None:
            warnings.warn(
                f"{config.preset.title} accepts no client secret: it is not sent. Leave it out.",
                stacklevel=3,
            )
        return config

    @conceal_locals
    def build(
        self,
        name: "str | Preset",
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
        """Build a provider's OAuth configuration: the five strings that Cohere's API takes.

        The result equals `configure(...).connector()`; see `configure` for arguments and errors.

        Warns:
            UnsupportedNeedWarning: the provider needs something that the result cannot carry.
        """
        for argument in ("auth_method", "pkce", "token_params"):
            if argument in variables:
                raise VariableError(
                    f"build_oauth does not take {argument!r}: its five fields cannot hold it. Use "
                    "configure.",
                    variable=argument,
                )
        arguments = (
            scopes, add_scopes, scope_set, offline, authorize_params, None, None, None,
        )  # fmt: skip
        plan = self._plan(name, distribution, arguments, variables)
        if plan.warning:
            warnings.warn(plan.warning, UnsupportedNeedWarning, stacklevel=3)
        return plan.connector(client_id, client_secret)

    @conceal_locals
    def explain(
        self, name: "str | Preset", /, *, distribution: str | None = None, **arguments: Any
    ) -> "tuple[Explained, ...]":
        """Return the origin of each part of the configuration that `build` would return.

        Args:
            name: the preset's name, or a `Preset`.
            distribution: the package to take the preset from, if several offer the name.
            arguments: those of `configure`.

        Raises:
            OAuthPresetsError: what `configure` would raise.
        """
        from ..core.explanation import explain

        client_id = arguments.pop("client_id", None)
        client_secret = arguments.pop("client_secret", None)
        options = tuple(arguments.pop(argument, value) for argument, value in OPTIONS.items())
        plan = self._plan(name, distribution, options, arguments)
        version = (
            "" if plan.owner == APPLICATION else self.resolve(plan.preset.name, plan.owner).version
        )
        config = plan.complete(client_id, client_secret)
        return explain(plan, config, f"{plan.owner} {version}".strip())

    def register(self, preset: "Preset") -> None:
        """Add one of the application's own presets.

        Raises:
            ArgumentError: it is not a `Preset`.
            PresetConflictError: the name is taken.
        """
        preset = _own_copy("register", preset)
        with self._lock:
            entries = self._entries(preset.name)
            owners = tuple(sorted({entry.distribution for entry in entries}))
            if owners:
                raise PresetConflictError(
                    f"A preset named {preset.name!r} already exists, from {joined(owners, 'and')}. "
                    "Register yours under another name.",
                    name=preset.name,
                    owners=owners,
                )
            self._registered[preset.name] = preset

    def load(self, path: "str | os.PathLike[str]", name: str | None = None) -> tuple[str, ...]:
        """Add the presets of a file that `oauth-presets export` wrote. No code is run.

        Their owner is `file:` and the file's name without its folder. The rules for other packages
        apply: a name that oauth-presets or another package offers needs `distribution=`. Loading a
        file again replaces its presets.

        Args:
            path: the file.
            name: the owner's name, in place of the file's: `file:<name>`.

        Returns:
            The names of the presets.

        Raises:
            PresetLoadError: the file is missing or damaged. Nothing is added.
            ArgumentError: another file of this name is already loaded.
        """
        from .preset_file import read

        owner = file_owner(path, name)
        if not owner.isprintable():
            raise ArgumentError(f"The name of a file must be printable text, not {shown(owner)}.")
        presets = {preset.name: preset for preset in read(path)}
        file = _File(os.fspath(path), presets)
        with self._lock:
            other = self._files.get(owner, file).path
            if os.path.realpath(other) != os.path.realpath(file.path):
                raise ArgumentError(
                    f"Both {other} and {file.path} are named {owner!r}. Give one of them another "
                    "name: load(path, name=...), --catalogue NAME=FILE."
                )
            self._files[owner] = file
            self._forget()
        return tuple(presets)

    def refresh(self) -> None:
        """Look for installed packages again at the next call.

        Presets that were registered or loaded from a file are kept.
        """
        with self._lock:
            self._forget()

    # -- look-up ---------------------------------------------------------------------------------

    def resolve(self, name: str, distribution: str | None = None) -> PresetEntry:
        """Return the offer that a name resolves to, without importing it.

        Args:
            name: the preset's name, in any spelling.
            distribution: the package, if more than one offers the name.

        Raises:
            UnknownPresetError: no installed package offers it, or this distribution does not.
            PresetConflictError: several packages offer it, and none was chosen.
            PresetLoadError: a distribution offers it twice.
            LockError: the lock records another owner.
        """
        if not isinstance(name, str):
            raise ArgumentError(f"A preset's name must be a string, not {type_name(name)}.")
        if distribution is not None and not isinstance(distribution, str):
            raise ArgumentError(f"distribution= must be a string, not {type_name(distribution)}.")
        try:
            folded = fold(name)
        except ValueError:
            raise UnknownPresetError(
                f"{shown(name)} cannot be a preset's name: names are {NAME_RULE}.", name=name
            ) from None
        locked = None if self._lock_file is None else self._lock_file.owner(folded)
        if distribution is not None:
            ours = normalize_distribution(distribution) == OWN_DISTRIBUTION
        else:
            ours = self._lock_file is None or locked == OWN_DISTRIBUTION
        if ours and folded in self._own_offers():  # without a scan of what else is installed
            return PresetEntry(*self._own_offers()[folded], True, False, False)
        entries = self._entries(folded)
        if not entries:
            raise self._unknown(folded, name)
        if distribution is not None:
            return self._of_distribution(entries, name, distribution)
        recorded = [entry for entry in entries if entry.distribution == locked]
        entry = only(recorded) if recorded else self._by_name(entries)
        if self._lock_file is not None and entry.distribution != APPLICATION:
            from ..lockfile.enforcement import admit_by_name

            admit_by_name(self._lock_file, entry.offer, self.files)
        return entry

    def _entries(self, folded: str) -> Sequence[PresetEntry]:
        """Return every offer of a name, sorted."""
        own = self._own_offers().get(folded)
        offers = self._others().offers(folded)
        if folded in self._registered:
            offers.append(Offer(folded, APPLICATION))
        owners = {offer.distribution for offer in offers}
        shadowed = own is not None
        conflict = not shadowed and (len(owners) > 1 or self._may_be_ours(owners))
        entries = [PresetEntry(*offer, False, shadowed, conflict) for offer in offers]
        if own is not None:
            entries.append(PresetEntry(*own, True, False, False))
        return sorted(entries)

    def _may_be_ours(self, owners: Iterable[str]) -> bool:
        """Tell whether other packages' name may be ours too, because our metadata is missing."""
        packages = {*owners} - {APPLICATION, *self._files}
        return bool(packages) and not self._own_offers()

    def _by_name(self, entries: "Sequence[PresetEntry]") -> PresetEntry:
        reached = [entry for entry in entries if entry.by_name]
        if reached:
            return only(reached)
        name = entries[0].name
        owners = tuple(sorted({entry.distribution for entry in entries}))
        example = next(owner for owner in owners if owner != APPLICATION)
        hint = f"Choose one with distribution={example!r}"
        if self._may_be_ours(owners):
            problem = f"Cannot tell whether {name!r} is a preset of oauth-presets. {own_advice()}"
            hint += "."
        else:
            problem = f"The preset {name!r} is offered by {joined(owners, 'and')}."
            hint += ", or uninstall the others."
        raise PresetConflictError(problem, name=name, owners=owners, hint=hint)

    def _of_distribution(
        self, entries: "Sequence[PresetEntry]", name: str, distribution: str
    ) -> PresetEntry:
        normal = normalize_distribution(distribution)
        # Exact names first: A.json and a.json are different files.
        chosen = [entry for entry in entries if entry.distribution == distribution] or [
            entry for entry in entries if normalize_distribution(entry.distribution) == normal
        ]
        if chosen:
            return only(chosen)
        owners = sorted({entry.distribution for entry in entries})
        raise UnknownPresetError(
            f"The distribution {shown(distribution)} does not offer the preset "
            f"{entries[0].name!r}; {joined(owners, 'and')} {'do' if len(owners) > 1 else 'does'}.",
            name=name,
        )

    def _unknown(self, folded: str, name: str) -> UnknownPresetError:
        from difflib import get_close_matches

        from .search_index import search

        known = sorted({entry.name for entry in self.list()})
        near = tuple(search(name, known)) or tuple(get_close_matches(folded, known, cutoff=0.8))
        near = near or tuple(get_close_matches(folded, known))
        refused = self._others().refused(folded)
        if not self._own_offers():
            advice = own_advice()
        elif refused:
            distribution, path, reason = refused[0]
            advice = (
                f"{distribution} offers it, but its metadata in {path} cannot be used: {reason}. "
                f"Reinstall {distribution}, with its whole .dist-info folder."
            )
        elif len(near) > 3:
            advice = f"`oauth-presets list {folded}` shows {len(near)} presets that match."
        elif near:
            advice = f"Did you mean {joined(near, 'or')}?"
        else:
            advice = (
                "`oauth-presets list` shows what is installed; a package that offers the preset "
                "may be missing."
            )
        return UnknownPresetError(
            f"Unknown preset {shown(name)}. {advice}", name=name, suggestions=near
        )

    # -- loading ---------------------------------------------------------------------------------

    def _find(self, name: str, distribution: str | None) -> "Preset":
        """Return the registry's own object. Callers outside get a copy."""
        loaded = self._loaded
        if distribution is None and type(name) is str:
            found = loaded.get((name, ""))
            if found is not None:
                return found
        entry = self.resolve(name, distribution)
        key = (entry.name, "" if distribution is None else entry.distribution)
        found = loaded.get(key)
        if found is None:
            found = loaded.setdefault(key, self._load(entry.offer))
        return found

    def _plan(
        self,
        name: "str | Preset",
        distribution: str | None,
        arguments: Any,
        variables: dict[str, str],
    ) -> "Plan":
        """Return everything but the credentials, from the cache if it was asked for before."""
        key = plan_key(name, distribution, arguments, variables)
        try:
            plan = self._plans.get(key)
        except TypeError:  # an argument is not hashable; make_plan says what is wrong with it
            plan = None
        if plan is not None:
            return plan
        from ..core.plan import make_plan

        cache = self._plans  # a refresh in the meantime replaces it, and with it this plan
        preset, owner = self._preset_and_owner(name, distribution)
        plan = make_plan(preset, owner, *[*arguments, variables])
        key = plan_key(name, distribution, arguments, variables)
        if key is not None:
            if len(cache) >= REMEMBERED:
                cache.clear()
            cache[key] = plan
        return plan

    def _preset_and_owner(
        self, name: "str | Preset", distribution: str | None
    ) -> "tuple[Preset, str]":
        if not hasattr(name, "authorize_url"):  # not a Preset, nor an imitation of one
            entry = self.resolve(name, distribution)
            return self._find(name, distribution), entry.distribution
        if distribution is not None:
            raise ArgumentError("distribution= can be used only with a name, not with a Preset.")
        return _own_copy("configure", name), APPLICATION

    def _load(self, offer: Offer) -> "Preset":
        if offer.distribution == APPLICATION:
            return self._registered[offer.name]
        if self._lock_file is not None:
            from ..lockfile.enforcement import admit

            admit(self._lock_file, offer, self.files)
        if offer.distribution in self._files:
            preset = self._files[offer.distribution].presets[offer.name]
        else:
            from .loader import load

            preset = load(offer)
        if self._lock_file is not None:
            from ..lockfile.enforcement import verify

            verify(self._lock_file, offer, preset, self.files)
        return preset

    # -- discovery -------------------------------------------------------------------------------

    def _own_offers(self) -> Mapping[str, Offer]:
        own = self._own
        if own is None:
            own = self._own = own_offers()
        return own

    def _others(self) -> Scan:
        found = self._scanned
        if found is None:
            with self._lock:
                found = self._scanned
                if found is None:
                    found = Scan()
                    for owner, file in self._files.items():
                        for name in file.presets:
                            found.add(Offer(name, owner))
                    self._scanned = found
        return found


def _own_copy(function: str, preset: object) -> "Preset":
    from ..core.preset import Preset, rebuilt

    if type(preset) is not Preset:
        raise ArgumentError(
            f"{function}() takes a Preset, not {type_name(preset)}. Subclasses are refused too."
        )
    return rebuilt(preset)


default_registry = PresetRegistry()
"""The registry that `build_oauth`, `get_preset` and `list_presets` use."""

# As in the standard library's random module, the functions are methods of one shared instance.
build_oauth = default_registry.build
configure = default_registry.configure
explain = default_registry.explain
get_preset = default_registry.get
list_presets = default_registry.list
