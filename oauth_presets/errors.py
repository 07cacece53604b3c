"""The exceptions of oauth_presets.

* OAuthPresetsError

  * UnknownPresetError (KeyError): no installed package offers the name
  * PresetConflictError: more than one package offers the name
  * PresetLoadError: the plugin could not be imported, or is not a preset
  * InvalidPresetError: the data passed to `Preset` is not valid
  * VariableError (ValueError): a URL variable is missing, unknown or refused
  * ScopeError (ValueError): a scope argument is malformed or contradictory
  * ArgumentError (ValueError): a credential or a parameter is refused
  * LockError: a lock file is damaged, or a preset differs from it
  * LoginError: a sign-in failed and no token was issued

    * SignInRequiredError: no usable token is left; the user must sign in again

  * MetadataError: a provider's metadata could not be fetched, or cannot be used
  * IntegrationError: a client library cannot sign in to the provider
  * StoreError: a token store or a keyring fails, is damaged, or holds another client's token

* UnsupportedNeedWarning (UserWarning): the target cannot carry something that the provider needs

No exception carries a client secret.
"""


class OAuthPresetsError(Exception):
    """Base class of this package's exceptions."""


class UnknownPresetError(OAuthPresetsError, KeyError):
    """No installed package offers a preset of this name.

    `name` is the requested name, `suggestions` the known names closest to it.
    """

    def __init__(self, message: str, *, name: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.suggestions = suggestions

    # KeyError.__str__ shows the repr of the message, with its quotes.
    __str__ = Exception.__str__


class PresetConflictError(OAuthPresetsError):
    """More than one package offers the name, and oauth-presets is not one of them.

    `name` is the folded name, `owners` the distributions that offer it, sorted. The message is
    `problem` followed by `hint`, which tells how to choose one in Python.
    """

    def __init__(
        self, problem: str, *, name: str = "", owners: tuple[str, ...] = (), hint: str = ""
    ) -> None:
        super().__init__(f"{problem} {hint}".rstrip())
        self.problem = problem
        self.hint = hint
        self.name = name
        self.owners = owners


class PresetLoadError(OAuthPresetsError):
    """The plugin could not be imported, or the object that it names is not a preset.

    `distribution` and `entry_point` identify it. `reason` is the cause without advice; the
    exception that the plugin raised is in `__cause__`.
    """

    def __init__(
        self, message: str, *, distribution: str = "", entry_point: str = "", reason: str = ""
    ) -> None:
        super().__init__(message)
        self.distribution = distribution
        self.entry_point = entry_point
        self.reason = reason


# Not a ValueError: pydantic would turn that into its own ValidationError.
class InvalidPresetError(OAuthPresetsError):
    """The data passed to `Preset` is not valid.

    `name` is the preset's name as passed, `problems` a tuple of `(field, problem)` pairs.
    """

    def __init__(
        self, message: str, *, name: str = "", problems: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(message)
        self.name = name
        self.problems = problems


class VariableError(OAuthPresetsError, ValueError):
    """A URL variable is missing or unknown, or its value is refused.

    `variable` is its name; `suggestion` is the known argument closest to an unknown one.
    """

    def __init__(self, message: str, *, variable: str = "", suggestion: str = "") -> None:
        super().__init__(message)
        self.variable = variable
        self.suggestion = suggestion


class ScopeError(OAuthPresetsError, ValueError):
    """A scope argument is malformed, names no scope set, or contradicts another one."""


class ArgumentError(OAuthPresetsError, ValueError):
    """A credential or a parameter is refused. A refused credential is never shown."""


class LockError(OAuthPresetsError):
    """A lock file is missing or damaged, or a preset is not in it, or differs from it."""


class LoginError(OAuthPresetsError):
    """A sign-in failed and no token was issued, or a refresh token was refused.

    `step` is the step that failed: `receiver` (no response could be received), `authorization` (the
    authorization response), `token` or `refresh` (the token response). `error` and `description`
    are the provider's own (RFC 6749 sections 4.1.2.1 and 5.2), truncated and without characters
    that could harm a terminal; empty if it sent none.
    """

    def __init__(
        self, message: str, *, step: str = "", error: str = "", description: str = ""
    ) -> None:
        super().__init__(message)
        self.step = step
        self.error = error
        self.description = description


class SignInRequiredError(LoginError):
    """No usable token is left; the user must sign in again.

    None was saved, the provider refused the refresh token, or the access token has expired and
    came without a refresh token. The attributes are those of `LoginError`.
    """


class StoreError(OAuthPresetsError):
    """A token store or a keyring fails, is damaged, or holds a token of another configuration.

    Nothing was sent or lost.
    """


class MetadataError(OAuthPresetsError):
    """A provider's metadata could not be fetched, or cannot be used.

    `issuer` is the requested issuer; `verdict` is `no_metadata`, `unreachable`, or `differs` if the
    metadata belongs to another issuer.
    """

    def __init__(self, message: str, *, issuer: str = "", verdict: str = "") -> None:
        super().__init__(message)
        self.issuer = issuer
        self.verdict = verdict


class IntegrationError(OAuthPresetsError):
    """A client library cannot sign in to the provider, or needs another argument to do so.

    `target` is the library, as in `oauth_presets.integrations`; `lost` names the facts that it must
    carry and cannot, empty if only an argument is missing.
    """

    def __init__(self, message: str, *, target: str = "", lost: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.target = target
        self.lost = lost


class UnsupportedNeedWarning(UserWarning):
    """The provider needs something that `CreateConnectorOAuth`, or a client library, cannot carry.

    `target` is `cohere` or the library, as in `oauth_presets.integrations`; `lost` names the facts.
    """

    def __init__(self, message: str, *, target: str = "cohere", lost: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.target = target
        self.lost = lost
