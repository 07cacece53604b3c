"""Imports the preset that an entry point names. Every failure is reported as the plugin's."""

import sys
from importlib import import_module

from ..core.offer import Offer
from ..core.preset import Preset, rebuilt
from ..errors import OAuthPresetsError, PresetLoadError
from ..util.text import described, printable, shown, type_name


class PluginError(Exception):
    """An entry point does not lead to a preset; the plugin's exception is in `__cause__`."""


def load(offer: Offer) -> Preset:
    """Import the preset that a package offers.

    Raises:
        PresetLoadError: it cannot be loaded, or has another name.
    """
    try:
        preset = load_object(offer.value)
    except PluginError as error:
        raise load_error(offer, str(error)) from error.__cause__
    return named(offer, preset)


def named(offer: Offer, preset: Preset) -> Preset:
    """Return the preset if it has the name under which it is offered.

    Raises:
        PresetLoadError: it has another name.
    """
    if preset.name != offer.name:
        raise load_error(offer, f"it calls itself {preset.name!r}; both names must be the same")
    return preset


def load_error(offer: Offer, reason: str) -> PresetLoadError:
    """Return the error for an offer that cannot be loaded."""
    package = f"{offer.distribution} {offer.version}".strip()
    return PresetLoadError(
        f"The preset {offer.name!r} of {package} cannot be loaded: {reason}. Tell its author, or "
        f"uninstall {offer.distribution}.",
        distribution=offer.distribution,
        entry_point=offer.name,
        reason=reason,
    )


def load_object(value: str) -> Preset:
    """Import the preset that an entry point's value names, and rebuild it from plain data.

    Raises:
        PluginError: the value is not `module:object`, or the object is not a valid preset.
    """
    module, _, attribute = value.partition(":")
    if not all(map(str.isidentifier, (*module.split("."), attribute))):
        raise PluginError(f"its entry point has the value {shown(value)}, not module:object")
    path, folders = sys.path, [*sys.path]
    try:
        found = getattr(import_module(module), attribute)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # including SystemExit: the plugin raised it, not the user
        raised = where_raised(error)
        where = f" (in {raised[0]}, line {raised[1]})" if raised and raised[0] != module else ""
        raise PluginError(f"importing {value} raised {described(error)}{where}") from error
    finally:
        _restore(path, folders)
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
    """Return the name and line of the module whose import raised an exception."""
    found = None
    trace = BaseException.__dict__["__traceback__"].__get__(error)
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__")
        if trace.tb_frame.f_code.co_name == "<module>" and type(name) is str:
            found = printable(name), trace.tb_lineno
        trace = trace.tb_next
    return found


def _restore(path: "list[str]", folders: "list[str]") -> None:
    """Restore sys.path if a plugin removed folders from it: other plugins may be in them."""
    left = [folder for folder in sys.path if type(folder) is str] if type(sys.path) is list else []
    if not {*left}.issuperset(folders):
        sys.path = path
        path[:] = folders
