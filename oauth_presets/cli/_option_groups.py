"""Groups of options that several commands share."""

import functools
import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from ..util.concealed import Concealed
from ._options import Distribution, pairs
from ._output import fail

SECRET_VARIABLE = "OAUTH_PRESETS_CLIENT_SECRET"
"""The environment variable that holds the client secret; output names it instead of the value."""


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command take options in groups: dataclasses with an `Annotated` field for each option.

    Typer sees a function that takes each option separately.
    """
    groups: dict[str, type] = {}
    flat: list[inspect.Parameter] = []
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in inspect.signature(command).parameters.items():
        if is_dataclass(hint := hints[name]) and isinstance(hint, type):
            groups[name] = hint
            options = get_type_hints(hint, include_extras=True)
            flat += [
                value.replace(annotation=options[option], kind=value.KEYWORD_ONLY)
                for option, value in inspect.signature(hint).parameters.items()
            ]
        else:
            flat.append(parameter.replace(annotation=hint, kind=parameter.KEYWORD_ONLY))

    @functools.wraps(command)
    def flattened(**arguments: Any) -> None:
        for name, group in groups.items():
            options = {field.name: arguments.pop(field.name) for field in fields(group)}
            arguments[name] = group(**options)
        command(**arguments)

    del flattened.__wrapped__
    flattened.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]
    flattened.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return flattened


def _refuse_secret(secret: str | None) -> None:
    if secret is not None:
        raise typer.BadParameter(
            "other users of the machine can read arguments, and the shell may have kept this one "
            "in its history. Use --ask-secret, --client-secret-stdin, --client-secret-file or the "
            f"environment variable {SECRET_VARIABLE}"
        )


@dataclass(frozen=True)
class SecretOptions:
    """Options for the source of the client secret, which is never an argument."""

    client_secret_file: Annotated[
        Path | None, typer.Option(help="Read the client secret from this file.", metavar="FILE")
    ] = None
    client_secret_stdin: Annotated[
        bool, typer.Option("--client-secret-stdin", help="Read the client secret from stdin.")
    ] = False
    ask_secret: Annotated[
        bool, typer.Option("--ask-secret", help="Ask for the client secret, without echo.")
    ] = False
    client_secret: Annotated[
        str | None,
        typer.Option("--client-secret", hidden=True, is_eager=True, callback=_refuse_secret),
    ] = None

    @property
    def source(self) -> str:
        """The option or environment variable that the secret is read from."""
        if self.ask_secret:
            return "--ask-secret"
        if self.client_secret_stdin:
            return "--client-secret-stdin"
        return f"${SECRET_VARIABLE}" if self.client_secret_file is None else "--client-secret-file"

    def read(self) -> Concealed[str | None]:
        """Read the client secret, from the environment if no option is set."""
        file = self.client_secret_file
        if (file is not None) + self.client_secret_stdin + self.ask_secret > 1:
            raise typer.BadParameter(
                "--client-secret-file, --client-secret-stdin and --ask-secret exclude each other"
            )
        if self.ask_secret:
            if not sys.stdin.isatty():
                fail("--ask-secret needs a terminal; use --client-secret-stdin in a pipe.")
            return _checked(getpass("Client secret: ", stream=sys.stderr), "typed client secret")
        if self.client_secret_stdin:
            return _checked(_one_line(sys.stdin.read()), "client secret from stdin")
        if file is not None:
            try:
                text = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
                fail(f"The client secret could not be read from {file}: {reason}.")
            return _checked(_one_line(text), f"client secret in {file}")
        secret = os.environ.get(SECRET_VARIABLE)
        if secret is None:
            return Concealed(None)
        return _checked(secret, f"client secret in the environment variable {SECRET_VARIABLE}")


def _one_line(text: str) -> str:
    """Remove the line break that editors and echo append."""
    return text.removesuffix("\n").removesuffix("\r")


def _checked(text: str, label: str) -> Concealed[str | None]:
    from ..core.connector import is_credential

    if not text:
        fail(f"The {label} is empty.")
    if text != text.strip():
        fail(f"The {label} has leading or trailing whitespace.")
    if not is_credential(text):
        fail(f"The {label} contains a character that is not printable ASCII.")
    return Concealed(text)


@dataclass(frozen=True)
class PresetOptions:
    """Options for a preset's scopes, variables and owner."""

    scope: Annotated[
        list[str] | None,
        typer.Option(help="A scope to request instead of the defaults. Repeatable."),
    ] = None
    add_scope: Annotated[
        list[str] | None, typer.Option(help="A scope to request as well. Repeatable.")
    ] = None
    scope_set: Annotated[
        str | None, typer.Option(help="A scope set of the preset, instead of the defaults.")
    ] = None
    no_offline: Annotated[
        bool, typer.Option("--no-offline", help="Do not request a refresh token.")
    ] = False
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A variable of the URLs. Repeatable."),
    ] = None
    distribution: Distribution = None

    def scopes(self) -> dict[str, Any]:
        """Return the keyword arguments that choose the scopes."""
        if self.scope is not None and not any(text.strip() for text in self.scope):
            raise typer.BadParameter("--scope is empty: leave it out for the default scopes")
        return {
            "scopes": None if self.scope is None else " ".join(self.scope),
            "add_scopes": " ".join(self.add_scope or ()),
            "scope_set": self.scope_set,
            "offline": not self.no_offline,
        }

    def variables(self) -> dict[str, str]:
        """Return the variables of the URLs."""
        from ..core.preset_rules import CONFIGURE_ARGUMENTS

        variables = pairs("--set", self.set_)
        for name in variables:
            if name in CONFIGURE_ARGUMENTS:
                raise typer.BadParameter(f"{name!r} is not a URL variable; it has its own option")
        return variables


@dataclass(frozen=True)
class ClientOptions:
    """Options for token requests and PKCE, in place of the preset's values."""

    token_param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="A parameter of the token requests. Repeatable."),
    ] = None
    auth_method: Annotated[
        str | None,
        typer.Option(
            metavar="METHOD",
            help="client_secret_basic, client_secret_post or none, instead of the preset's method.",
        ),
    ] = None
    no_pkce: Annotated[
        bool, typer.Option("--no-pkce", help="Send no PKCE parameters (RFC 7636).")
    ] = False

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `configure` that are set."""
        arguments = {
            "token_params": pairs("--token-param", self.token_param) or None,
            "auth_method": self.auth_method,
            "pkce": False if self.no_pkce else None,
        }
        return {name: value for name, value in arguments.items() if value is not None}
