"""`oauth-presets credentials`: client credentials in the system's keyring."""

from typing import Annotated

import typer

from ..core.names import fold
from ..registry.registry import default_registry
from ..tokens.credentials import forget, keep, kept
from ._option_groups import SecretOptions, grouped
from ._options import Distribution, Json, Name
from ._output import message, quiet_plugins, to_json
from .app import app

commands = typer.Typer(
    no_args_is_help=True,
    help="Store client credentials in the system's keyring. Only from_keyring(NAME) reads them.",
)
app.add_typer(commands, name="credentials")


@commands.command("set")
@grouped
def set_command(
    name: Name,
    *,
    client_id: Annotated[str, typer.Option(help="The client identifier issued by the provider.")],
    secret_options: SecretOptions,
    distribution: Distribution = None,
) -> None:
    """Store the client credentials of a preset, in place of any others.

    The client secret comes from --client-secret-file, --client-secret-stdin, --ask-secret or the
    environment variable OAUTH_PRESETS_CLIENT_SECRET; a client without one needs none of them.
    """
    with quiet_plugins():
        preset = default_registry.get(name, distribution)
    secret = secret_options.read()
    keep(preset.name, client_id, secret.value)
    what = "client identifier" if secret.value is None else "client identifier and secret"
    message(f"Stored the {what} of {preset.title} in the keyring.")


@commands.command("list")
def list_command(json: Json = False) -> None:
    """List the presets that have client credentials in the keyring, without showing these."""
    names = kept(sorted({entry.name for entry in default_registry.list()}))
    if json:
        typer.echo(to_json(names))
    else:
        for name in names:
            typer.echo(name)


@commands.command("delete")
def delete_command(name: Name) -> None:
    """Remove the client credentials of a preset from the keyring."""
    forget(name)
    message(f"Removed the client credentials for {fold(name)} from the keyring.")
