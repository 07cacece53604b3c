"""Code snippets for a preset: the tested examples of docs/integrations, with its arguments.

The integrations know what each library cannot carry. Tests run the snippets of every preset.
"""

import json
import re
import shlex
import warnings
from functools import cache
from pathlib import Path
from typing import NamedTuple

from oauth_presets import Configuration, Preset, configure
from oauth_presets.core.requirements import FACTS, Requirement, lost
from oauth_presets.integrations import TARGETS, lost_for
from oauth_presets.integrations._carried import CALLBACK
from oauth_presets.integrations._token_check import token_check
from oauth_presets.publishing.rules import example_variables

INTEGRATIONS = Path(__file__).parent.parent / "integrations"
REDIRECT_URI = "https://app.example.com/callback"
"""The redirect URI in the code, which the page replaces with the one that its reader types."""

OWN = """\
from oauth_presets import configure
from oauth_presets.login import finish, start

config = configure("google_drive", client_id="my-client-id", client_secret="my-client-secret")
flow = start(config, redirect_uri="http://127.0.0.1/callback")
print("Open", flow.authorization_url)
token = finish(flow, input("Paste the URL that you end at: "))
"""

NOTES = {
    "fastmcp": "Register https://mcp.example.com/auth/callback as redirect URI, with your host.",
    "flask_dance": "Register https://app.example.com/accounts/{name}/authorized as redirect URI, "
    "with your host.",
    "mcp": "You write storage, open_browser and wait_for_callback, as the SDK documents them.",
}
NO_TOKEN_CHECK = (
    "You write verifier, a TokenVerifier that calls the provider's API. The preset has no "
    "introspection or user info endpoint that FastMCP could use to check whether a token is valid."
)


class Snippet(NamedTuple):
    """The code for a library, and what the library cannot carry."""

    target: str
    title: str
    code: str
    notes: tuple[str, ...]
    lost: tuple[Requirement, ...]
    guide: str
    """The page of the site that describes the integration."""

    @property
    def refused(self) -> bool:
        """Whether the integration raises an error, because the sign-in would fail."""
        breaks = any(need.impact == "breaks" for need in self.lost)
        return breaks and self.target != "openapi"  # a security scheme signs nobody in

    @property
    def reasons(self) -> tuple[Requirement, ...]:
        """Why the integration raises an error; or else, what the library cannot carry."""
        return tuple(need for need in self.lost if need.impact == "breaks" or not self.refused)


def snippets(preset: Preset) -> list[Snippet]:
    """Return a snippet for each library, after those for our own sign-in and the command line."""
    config = configured(preset)
    needs = lost(config, FACTS - {"signed_client_assertion"})
    own = Snippet("python", "oauth-presets", _fitted(OWN, preset), (), needs, "signing-in")
    shell = Snippet("command", "Command line", command(preset), (), needs, "command-line")
    return [own, shell, *(_snippet(target, preset, config) for target in TARGETS)]


def arguments(preset: Preset) -> dict[str, str]:
    """Return the arguments of `configure`: example credentials, and variables without a default."""
    credentials = {"client_id": "my-client-id", "client_secret": "my-client-secret"}
    if preset.token_endpoint_auth_methods == ("none",):
        del credentials["client_secret"]
    return {**credentials, **example_variables(preset)}


def configured(preset: Preset) -> Configuration:
    """Return the configuration that the code creates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return configure(preset, **arguments(preset))  # type: ignore[arg-type]


def command(preset: Preset) -> str:
    """Return the command that signs in."""
    parts = [f"oauth-presets login {preset.name} --client-id my-client-id"]
    if "client_secret" in arguments(preset):
        parts.append("--ask-secret")
    variables = example_variables(preset).items()
    parts += [f"--set {shlex.quote(f'{name}={value}')}" for name, value in variables]
    parts.append(f"--paste --redirect-uri '{REDIRECT_URI}'")
    return " \\\n    ".join(parts)


def _snippet(target: str, preset: Preset, config: Configuration) -> Snippet:
    title, example = _example(target)
    credentials = "client_id" in example
    if not credentials:
        config = configure(preset, **example_variables(preset))  # type: ignore[arg-type]
    needs = lost_for(config, target)
    if target == "authlib":  # the example uses `client`, which reads the whole callback
        needs = tuple(need for need in needs if need.fact not in CALLBACK)
    code = _fitted(example, preset, credentials)
    notes = [NOTES[target].format(name=preset.name)] if target in NOTES else []
    if target == "fastmcp":
        code, notes = _fastmcp(code, config, notes)
    if target == "httpx_oauth" and _repeats_redirect_uri(preset):
        code = _with_argument(code, "client", f'redirect_uri="{REDIRECT_URI}"')
    return Snippet(target, title, code, tuple(notes), needs, f"integrations/{target}")


def _fastmcp(code: str, config: Configuration, notes: list[str]) -> tuple[str, list[str]]:
    if token_check(config) is None:
        code = _with_argument(code, "oauth_proxy", "token_verifier=verifier")
        notes = [*notes, NO_TOKEN_CHECK]
    if config.client_secret is None:
        key = 'jwt_signing_key=os.environ["MCP_SIGNING_KEY"]'
        code = "import os\n\n" + _with_argument(code, "oauth_proxy", key)
    return code, notes


def _repeats_redirect_uri(preset: Preset) -> bool:
    return "{redirect_uri}" in preset.token_request.refresh_params.values()


@cache
def _example(target: str) -> tuple[str, str]:
    """Return the title of a library's page and the first example on it."""
    page = (INTEGRATIONS / f"{target}.md").read_text(encoding="utf-8")
    title = re.findall(r"^# (.+)$", page, re.MULTILINE)[0]
    return title, re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]


def _fitted(example: str, preset: Preset, credentials: bool = True) -> str:
    """Replace the preset's name and arguments, and the redirect URI, in an example."""
    call = re.findall(r'configure\("\w+"[^)]*\)', example)[0]
    name = call.split('"')[1]
    keywords = arguments(preset) if credentials else example_variables(preset)
    values = [f"{key}={json.dumps(value)}" for key, value in keywords.items()]
    code = example.replace(call, f"configure({', '.join([json.dumps(preset.name), *values])})")
    code = code.replace(f'"{name}"', f'"{preset.name}"')
    code = re.sub(r'redirect_uri="[^"]*"', f'redirect_uri="{REDIRECT_URI}"', code)
    return "\n".join(map(_wrapped, code.splitlines())) + "\n"


def _with_argument(code: str, function: str, argument: str) -> str:
    """Add an argument to a function call that is on one line."""
    call = re.compile(rf"^(.*\b{function}\(.*)\)$", re.MULTILINE)
    return call.sub(lambda match: _wrapped(f"{match[1]}, {argument})"), code, count=1)


def _wrapped(line: str) -> str:
    """Break a call that is too long into one line for each argument."""
    match = re.fullmatch(r"(\w.*?\()(.*)\)", line)
    if len(line) <= 88 or match is None:
        return line
    lines = "".join(f"    {argument},\n" for argument in match[2].split(", "))
    return f"{match[1]}\n{lines})"
