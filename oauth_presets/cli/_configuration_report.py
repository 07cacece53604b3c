"""Formats a configuration as shell assignments, a curl command or a Python program."""

import shlex
from typing import TYPE_CHECKING, Any

from ..core.connector import CreateConnectorOAuth
from ._option_groups import SECRET_VARIABLE
from ._output import to_json

if TYPE_CHECKING:
    from ..core.configuration import Configuration

CONNECTOR_URL = "https://connector.example.com/search"
"""The curl command's placeholder for the URL of the user's connector."""


def shown(oauth: CreateConnectorOAuth, reveal: bool) -> dict[str, str]:
    """Return the fields that are set, but the secret only with `reveal`."""
    # A dump would build pydantic's serializer.
    return {
        name: value
        for name, value in oauth
        if value is not None and (reveal or name != "client_secret")
    }


def as_env(oauth: CreateConnectorOAuth, reveal: bool) -> str:
    """Return shell assignments."""
    return "\n".join(
        f'OAUTH_{name.upper()}="${{{SECRET_VARIABLE}:?is not set}}"'
        if name == "client_secret" and not reveal
        else f"OAUTH_{name.upper()}={shlex.quote(value)}"
        for name, value in shown(oauth, reveal=True).items()
    )


def as_curl(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    """Return a shell command that creates a connector; it reads $CO_API_KEY."""
    # The key and the body go through pipes: other users of the machine can read curl's arguments.
    body = {"name": title, "url": CONNECTOR_URL, "oauth": shown(oauth, reveal)}
    text = to_json(body)
    delimiter, required = "'JSON'", '"${CO_API_KEY:?is not set}"'
    if oauth.client_secret is not None and not reveal:
        delimiter, required = "JSON", f'{required} "${{{SECRET_VARIABLE}:?is not set}}"'
        for character in "\\$`":
            text = text.replace(character, "\\" + character)
        from_variable = f"""$(printf %s "${SECRET_VARIABLE}" | sed 's/["\\\\]/\\\\&/g')"""
        rest = text.rpartition("\n  }\n}")[0]
        text = f'{rest},\n    "client_secret": "{from_variable}"\n  }}\n}}'
    return (
        f": {required} &&\n"
        "curl --request POST https://api.cohere.com/v1/connectors \\\n"
        "  --header 'Content-Type: application/json' \\\n"
        f"  --config /dev/fd/3 --data @- 3<<KEY <<{delimiter}\n"
        'header = "Authorization: Bearer $CO_API_KEY"\nKEY\n'
        f"{text}\nJSON"
    )


def as_python(
    name: str,
    arguments: dict[str, Any],
    result: "Configuration | CreateConnectorOAuth",
    reveal: bool,
) -> str:
    """Return a program that makes the same configuration."""
    variable, function = (
        ("oauth", "build_oauth")
        if isinstance(result, CreateConnectorOAuth)
        else ("config", "configure")
    )
    secret = result.client_secret
    lines = [f"from oauth_presets import {function}", "", f"{variable} = {function}("]
    lines.append(f"    {name!r},")
    for argument, value in arguments.items():
        if argument == "client_id" and secret is not None:
            lines += [f"    client_id={value!r},"] if value is not None else []
            source = repr(secret) if reveal else f"os.environ[{SECRET_VARIABLE!r}]"
            lines += [f"    client_secret={source},"]
        elif value not in (None, "", True, {}):
            lines.append(f"    {argument}={value!r},")
    if secret is not None and not reveal:
        lines = ["import os", "", *lines]
    return "\n".join([*lines, ")"])
