"""OAuth 2.0 provider presets: the right URLs, scopes and quirks, from plugins, with proof.

>>> from oauth_presets import build_oauth
>>> build_oauth("google_drive", client_id="my-client-id").token_url
'https://oauth2.googleapis.com/token'

Public names are resolved on first use, which keeps `import oauth_presets` cheap.
"""

from ._version import __version__ as __version__

__all__ = [
    "Api",
    "ArgumentError",
    "AuthorizationRequest",
    "AuthorizationResponse",
    "Configuration",
    "ConnectorOAuth",
    "CreateConnectorOAuth",
    "Explained",
    "IntegrationError",
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
    "Redirect",
    "ScopeError",
    "SignInRequiredError",
    "StoreError",
    "TokenRequest",
    "TokenResponse",
    "UnknownPresetError",
    "UnsupportedNeedWarning",
    "Variable",
    "VariableError",
    "build_oauth",
    "configure",
    "explain",
    "get_preset",
    "list_presets",
]

TYPE_CHECKING = False  # importing typing for the constant would take longer than this module
if TYPE_CHECKING:
    from .core.configuration import Configuration
    from .core.connector import ConnectorOAuth, CreateConnectorOAuth
    from .core.explanation import Explained
    from .core.preset import (
        Api,
        AuthorizationRequest,
        AuthorizationResponse,
        Offline,
        Preset,
        Redirect,
        TokenRequest,
        TokenResponse,
        Variable,
    )
    from .errors import (
        ArgumentError,
        IntegrationError,
        InvalidPresetError,
        LockError,
        LoginError,
        MetadataError,
        OAuthPresetsError,
        PresetConflictError,
        PresetLoadError,
        ScopeError,
        SignInRequiredError,
        StoreError,
        UnknownPresetError,
        UnsupportedNeedWarning,
        VariableError,
    )
    from .registry.discovery import PresetProblem
    from .registry.entry import PresetEntry
    from .registry.registry import (
        PresetRegistry,
        build_oauth,
        configure,
        explain,
        get_preset,
        list_presets,
    )

_HOMES = {
    "Api": "core.preset",
    "AuthorizationRequest": "core.preset",
    "AuthorizationResponse": "core.preset",
    "Configuration": "core.configuration",
    "ConnectorOAuth": "core.connector",
    "CreateConnectorOAuth": "core.connector",
    "Explained": "core.explanation",
    "Offline": "core.preset",
    "Preset": "core.preset",
    "PresetEntry": "registry.entry",
    "PresetProblem": "registry.discovery",
    "PresetRegistry": "registry.registry",
    "Redirect": "core.preset",
    "TokenRequest": "core.preset",
    "TokenResponse": "core.preset",
    "Variable": "core.preset",
    "build_oauth": "registry.registry",
    "configure": "registry.registry",
    "explain": "registry.registry",
    "get_preset": "registry.registry",
    "list_presets": "registry.registry",
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
