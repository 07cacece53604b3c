"""Explains where each part of a configuration comes from."""

from typing import NamedTuple
from urllib.parse import quote, urlencode

from .configuration import Configuration
from .connector import MASK
from .description import refresh_token
from .origin import Origin, of_argument
from .plan import Plan
from .preset import Preset
from .variables import url_values


class Explained(NamedTuple):
    """One part of a configuration and its origin. Secrets are masked."""

    field: str
    """A field of `CreateConnectorOAuth`, with its final value, or one of its parts: `preset`,
    `variable` (in the URLs), `query` (a parameter of `authorize_url`), `dropped` (a parameter of
    the preset that was left out), `scope_token` (one scope), `refresh_token` (whether one is
    issued)."""
    value: str
    source: str
    """The origin of the value, for display."""
    argument: str = ""
    """The keyword argument that set the value; empty if the preset did."""


def explain(plan: Plan, config: Configuration, owner: str) -> tuple[Explained, ...]:
    """Return each part of a configuration with its origin.

    Args:
        plan: the plan, which knows the origins.
        config: the configuration that was made from it.
        owner: the distribution that offers the preset, and its version.
    """
    preset = plan.preset
    rows = [_row("preset", preset.name, Origin(f"{owner}; {_proof(preset)}"))]
    if config.client_id is not None:
        rows.append(_row("client_id", config.client_id, of_argument("client_id")))
    if config.client_secret is not None:
        rows.append(_row("client_secret", MASK, of_argument("client_secret")))
    template = preset.authorize_url.partition("?")[0]
    rows.append(_row("authorize_url", plan.full_url, _of_preset(config.authorize_url, template)))
    for name, (value, origin) in plan.params.items():
        rows.append(_row("query", _pair(name, value), origin))
    renamed = preset.authorization_request.names.get("scope")
    if config.scope is not None and renamed is not None:
        rows.append(_row("query", _pair(renamed, config.scope), Origin("the scopes")))
    for name in plan.dropped:
        rows.append(_row("dropped", name, of_argument("authorize_params")))
    rows.append(_row("token_url", config.token_url, _of_preset(config.token_url, preset.token_url)))
    for name, value in url_values(preset, config.variables).items():
        default = Origin(f"the preset's default for {name}")
        origin = of_argument(name) if name in config.pinned else default
        rows.append(_row("variable", f"{{{name}}} = {value}", origin))
    if plan.scope_field is not None:
        joined = Origin(f"joined with {preset.scope_separator!r}")
        rows.append(_row("scope", plan.scope_field, joined))
    for scope, origin in plan.scopes.items():
        rows.append(_row("scope_token", scope, origin))
    rows.append(_refresh_row(plan))
    return tuple(rows)


def _pair(name: str, value: str) -> str:
    return urlencode({name: value}, quote_via=quote)


def _row(field: str, value: str, origin: Origin) -> Explained:
    return Explained(field, value, *origin)


def _refresh_row(plan: Plan) -> Explained:
    preset = plan.preset
    if preset.offline.mode == "request" and not plan.offline:
        return _row("refresh_token", "not requested", of_argument("offline"))
    sent = plan.authorize_params
    if any(sent.get(name) != value for name, value in preset.offline.params.items()):
        text = "not requested in the preset's way"
        return _row("refresh_token", text, of_argument("authorize_params"))
    return _row("refresh_token", refresh_token(preset), Origin("the preset"))


def _of_preset(url: str, template: str) -> Origin:
    return Origin("the preset" if url == template else f"the preset: {template}")


def _proof(preset: Preset) -> str:
    if preset.verified_on is None:
        return f"{preset.docs_url}, undated"
    against = {"vendor_page": "", "catalogues": " (with other catalogues)", None: ""}
    compared = f"compared on {preset.verified_on.isoformat()}{against[preset.evidence]}"
    but = f", but not {', '.join(preset.unverified)}" if preset.unverified else ""
    return f"{preset.docs_url}, {compared}{but}"
