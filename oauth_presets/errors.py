"""The exceptions of oauth_presets.

* OAuthPresetsError

  * UnknownPresetError (KeyError): no installed package offers the name
  * PresetConflictError: more than one package offers the name
  * PresetLoadError: the plugin behind the name could not be imported, or is not a preset
  * InvalidPresetError: the data given to `Preset` is wrong
  * VariableError (ValueError): a URL variable is missing, unknown or refused
  * ScopeError (ValueError): a scope argument is malformed or contradictory
  * ArgumentError (ValueError): a credential or a parameter is refused
  * LockError: a lock file is damaged, or a preset differs from it
  * LoginError: a sign-in failed, and no token was issued

    * SignInRequiredError: there is no usable token, and the user must sign in again

  * MetadataError: a provider's metadata could not be fetched, or cannot be used
  * IntegrationError: a client library cannot sign in to the provider
  * StoreError: a store of tokens or credentials fails, is damaged, or holds another's token

* UnsupportedNeedWarning (UserWarning): the target cannot carry something that the provider needs

No exception carries a client secret.
"""


class OAuthPresetsError(Exception):
    """Base of every exception that this package raises on purpose."""


class UnknownPresetError(OAuthPresetsError, KeyError):
    """No installed package offers a preset of this name.

    `name` is what was asked for, `suggestions` the known names nearest to it.
    """

    def __init__(self, message: str, *, name: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.suggestions = suggestions

    # KeyError.__str__ shows the repr of the message, with its quotes.
    __str__ = Exception.__str__


class PresetConflictError(OAuthPresetsError):
    """More than one package offers the name, and none of them is oauth-presets itself.

    `name` is the folded name, `owners` the distributions that offer it, sorted. The message is
    `problem`, followed by `hint`: how to choose one in Python.
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
    """The plugin behind a name could not be imported, or what it names is not a preset.

    `distribution` and `entry_point` identify it, `reason` says why, without advice; what the plugin
    raised is in `__cause__`.
    """

    def __init__(
        self, message: str, *, distribution: str = "", entry_point: str = "", reason: str = ""
    ) -> None:
        super().__init__(message)
        self.distribution = distribution
        self.entry_point = entry_point
        self.reason = reason


# Not a ValueError, which pydantic would turn into its own ValidationError on the way out.
class InvalidPresetError(OAuthPresetsError):
    """The data given to `Preset` is wrong.

    `name` is the preset's name as given, `problems` holds one `(field, what is wrong)` each.
    """

    def __init__(
        self, message: str, *, name: str = "", problems: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(message)
        self.name = name
        self.problems = problems


class VariableError(OAuthPresetsError, ValueError):
    """A URL variable is missing, unknown, or its value is refused.

    `variable` is its name; `suggestion` the argument that an unknown one probably stands for.
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

    `step` says where: `receiver` (nothing could be received), `authorization` (the response of the
    authorization endpoint), `token` or `refresh` (that of the token endpoint). `error` and
    `description` are what the provider said (RFC 6749 sections 4.1.2.1 and 5.2), truncated, and
    without characters that could harm a terminal; empty if it gave none.
    """

    def __init__(
        self, message: str, *, step: str = "", error: str = "", description: str = ""
    ) -> None:
        super().__init__(message)
        self.step = step
        self.error = error
        self.description = description


class SignInRequiredError(LoginError):
    """There is no usable token, and the user must sign in again.

    None was saved, the provider refuses the refresh token, or there is none and the access token
    has expired. The attributes are those of `LoginError`.
    """


class StoreError(OAuthPresetsError):
    """A token store or a keyring fails, is damaged, or holds what belongs to another configuration.

    Nothing was sent or lost.
    """


class MetadataError(OAuthPresetsError):
    """A provider's metadata could not be fetched, or cannot be used.

    `issuer` is the issuer that was asked; `verdict` is `no_metadata`, `unreachable`, or
    `differs` if the metadata is another issuer's.
    """

    def __init__(self, message: str, *, issuer: str = "", verdict: str = "") -> None:
        super().__init__(message)
        self.issuer = issuer
        self.verdict = verdict


class IntegrationError(OAuthPresetsError):
    """A client library cannot sign in to the provider, or needs something to be passed for it.

    `target` is the library, as in `oauth_presets.integrations`; `lost` names the facts that it
    would have to carry and cannot, empty if it needs something else.
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
