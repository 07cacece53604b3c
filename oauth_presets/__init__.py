"""OAuth 2.0 provider presets: the right URLs, scopes and quirks, from plugins, with proof.

>>> from oauth_presets import build_oauth
>>> build_oauth("google_drive", client_id="my-client-id").token_url
'https://oauth2.googleapis.com/token'

Public names are resolved on first use, so that `import oauth_presets` costs next to nothing.
"""

__version__ = "0.1.0"

__all__ = [
    "ArgumentError",
    "ConnectorOAuth",
    "CreateConnectorOAuth",
    "Explained",
    "InvalidPresetError",
    "LockError",
    "LoginError",
    "MetadataError",
    "OAuthPresetsError",
    "Offline",
    "Preset",
    "PresetConflictError",
    "PresetEntry",
    "PresetLoadError",
    "PresetProblem",
    "PresetRegistry",
    "ScopeError",
    "UnknownPresetError",
    "UnsupportedNeedWarning",
    "Variable",
    "VariableError",
    "build_oauth",
    "explain",
    "get_preset",
    "list_presets",
]

TYPE_CHECKING = False  # importing typing for the constant would cost more than this module does
if TYPE_CHECKING:
    from .build import Explained
    from .discovery import PresetProblem
    from .errors import (
        ArgumentError,
        InvalidPresetError,
        LockError,
        LoginError,
        MetadataError,
        OAuthPresetsError,
        PresetConflictError,
        PresetLoadError,
        ScopeError,
        UnknownPresetError,
        UnsupportedNeedWarning,
        VariableError,
    )
    from .models import ConnectorOAuth, CreateConnectorOAuth
    from .preset import Offline, Preset, Variable
    from .registry import (
        PresetEntry,
        PresetRegistry,
        build_oauth,
        explain,
        get_preset,
        list_presets,
    )

_HOMES = {
    "ConnectorOAuth": "models",
    "CreateConnectorOAuth": "models",
    "Explained": "build",
    "Offline": "preset",
    "Preset": "preset",
    "PresetEntry": "registry",
    "PresetProblem": "discovery",
    "PresetRegistry": "registry",
    "Variable": "preset",
    "build_oauth": "registry",
    "explain": "registry",
    "get_preset": "registry",
    "list_presets": "registry",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f".{_HOMES.get(name, 'errors')}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
