"""Imports the preset that an entry point names. Any failure is reported as the plugin's."""

import sys
from importlib import import_module

from ..core.offer import Offer
from ..core.preset import Preset, rebuilt
from ..errors import OAuthPresetsError, PresetLoadError
from ..util.text import described, printable, shown, type_name


class PluginError(Exception):
    """Why an entry point's value gives no preset; what the plugin raised is in `__cause__`."""


def load(offer: Offer) -> Preset:
    """Import the preset that a package offers.

    Raises:
        PresetLoadError: there is none, or it has another name.
    """
    try:
        preset = load_object(offer.value)
    except PluginError as error:
        raise load_error(offer, str(error)) from error.__cause__
    return named(offer, preset)


def named(offer: Offer, preset: Preset) -> Preset:
    """Return the preset, once it is known to have the name that it is offered under."""
    if preset.name != offer.name:
        raise load_error(offer, f"it calls itself {preset.name!r}; both names must be the same")
    return preset


def load_error(offer: Offer, reason: str) -> PresetLoadError:
    """Return the error that says why an offer gives no preset."""
    whose = f"{offer.distribution} {offer.version}".strip()
    return PresetLoadError(
        f"The preset {offer.name!r} of {whose} cannot be loaded: {reason}. Tell its author, or "
        f"uninstall {offer.distribution}.",
        distribution=offer.distribution,
        entry_point=offer.name,
        reason=reason,
    )


def load_object(value: str) -> Preset:
    """Import the preset that an entry point's value names, and rebuild it from plain data.

    Raises:
        PluginError: the value is not `module:object`, or what it names is not a valid preset.
    """
    module, _, attribute = value.partition(":")
    if not all(map(str.isidentifier, (*module.split("."), attribute))):
        raise PluginError(f"its entry point has the value {shown(value)}, not module:object")
    path, folders = sys.path, [*sys.path]
    try:
        found = getattr(import_module(module), attribute)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: it is the plugin's, not the user's
        raised = where_raised(error)
        where = f" (in {raised[0]}, line {raised[1]})" if raised and raised[0] != module else ""
        raise PluginError(f"importing {value} raised {described(error)}{where}") from error
    finally:
        _put_back(path, folders)
    if type(found) is not Preset:
        raise PluginError(
            f"{value} is a {type_name(found)}; it must be a Preset, not a subclass or a function "
            "that returns one"
        )
    try:
        return rebuilt(found)
    except OAuthPresetsError as error:
        raise PluginError(str(error)) from error
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PluginError(f"its data cannot be used: {described(error)}") from error


def where_raised(error: BaseException) -> tuple[str, int] | None:
    """Return the module that was being imported when an exception was raised, and its line."""
    found = None
    trace = BaseException.__dict__["__traceback__"].__get__(error)
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__")
        if trace.tb_frame.f_code.co_name == "<module>" and type(name) is str:
            found = printable(name), trace.tb_lineno
        trace = trace.tb_next
    return found


def _put_back(path: "list[str]", folders: "list[str]") -> None:
    """Restore folders that a plugin removed from sys.path, since the others are found in them."""
    left = [folder for folder in sys.path if type(folder) is str] if type(sys.path) is list else []
    if not {*left}.issuperset(folders):
        sys.path = path
        path[:] = folders
