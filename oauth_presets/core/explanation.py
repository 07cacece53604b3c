"""Where each part of a built configuration comes from."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pydantic import SecretStr

from ..util.concealed import Concealed
from .configuration import _credential, _resolve, _with_query
from .connector import MASK
from .preset import Preset


class Explained(NamedTuple):
    """One part of a built configuration, and where it came from. A secret is masked."""

    field: str
    """A field of `CreateConnectorOAuth`, with its final value; or what that is made of: `preset`,
    `variable` (put into the URLs), `query` (a parameter of `authorize_url`), `scope_token` (one
    scope). `refresh_token` says whether one will come."""
    value: str
    source: str


def explain(
    preset: Preset,
    owner: str,
    *,
    client_id: str | SecretStr | None = None,
    client_secret: Concealed[str | SecretStr | None],
    scopes: Iterable[str] | None = None,
    add_scopes: Iterable[str] = (),
    scope_set: str | None = None,
    offline: bool = True,
    authorize_params: Mapping[str, str | None] | None = None,
    variables: Concealed[dict[str, str]],
) -> tuple[Explained, ...]:
    """Say where each part of what `build` would make comes from."""
    resolved = _resolve(preset, scopes, add_scopes, scope_set, offline, authorize_params, variables)
    url = _with_query(resolved)
    rows = [Explained("preset", preset.name, f"{owner}; {_proof(preset)}")]
    identifier = _credential("client_id", Concealed(client_id))
    if identifier is not None:
        rows.append(Explained("client_id", identifier, "the argument client_id="))
    if _credential("client_secret", client_secret) is not None:
        rows.append(Explained("client_secret", MASK, "the argument client_secret="))
    template = preset.authorize_url.partition("?")[0]
    rows.append(Explained("authorize_url", url, _of_preset(resolved.authorize_url, template)))
    for pair, source in resolved.query.values():
        rows.append(Explained("query", pair, source))
    for name, given in (authorize_params or {}).items():
        if given is None:
            rows.append(Explained("query", name, "left out by the argument authorize_params="))
    token_url = resolved.token_url
    rows.append(Explained("token_url", token_url, _of_preset(token_url, preset.token_url)))
    for name, value in resolved.variables.items():
        was_given = name in variables.value
        source = f"the argument {name}=" if was_given else f"the preset's default for {name}"
        rows.append(Explained("variable", f"{{{name}}} = {value}", source))
    if resolved.scopes and preset.scope_param == "scope":
        separator = preset.scope_separator
        rows.append(
            Explained("scope", separator.join(resolved.scopes), f"joined with {separator!r}")
        )
    for scope, source in resolved.scopes.items():
        rows.append(Explained("scope_token", scope, source))
    rows.append(_explained_refresh(preset, offline, authorize_params or {}))
    return tuple(rows)


def _explained_refresh(preset: Preset, offline: bool, extra: Mapping[str, str | None]) -> Explained:
    way = preset.offline.params
    if preset.offline.mode == "request" and not offline:
        return Explained("refresh_token", "not asked for", "the argument offline=")
    if any(name in way and way[name] != given for name, given in extra.items()):
        text = "not asked for in the preset's way"
        return Explained("refresh_token", text, "the argument authorize_params=")
    return Explained("refresh_token", refresh_token(preset), "the preset")


def refresh_token(preset: Preset) -> str:
    """Say how a refresh token comes, and which steps of the setup speak of it."""
    offline = preset.offline
    asked = [f"the scope {scope}" for scope in offline.scopes]
    asked += [f"{name}={value}" for name, value in offline.params.items()]
    text = {
        "request": f"comes when asked for with {' and '.join(asked)}, which is done unless offline "
        "is off",
        "always": "comes without asking",
        "never": "none is given",
        "unknown": "not known",
    }[offline.mode]
    steps = [str(n) for n, step in enumerate(preset.setup, 1) if "refresh" in step.lower()]
    return f"{text}; see setup step {' and '.join(steps)}" if steps else text


def _of_preset(url: str, template: str) -> str:
    return "the preset" if url == template else f"the preset: {template}"


def _proof(preset: Preset) -> str:
    if preset.verified_on is None:
        return f"{preset.docs_url}, not dated"
    against = {"vendor_page": "", "catalogues": " (with other catalogues)", None: ""}
    compared = f"compared on {preset.verified_on.isoformat()}{against[preset.evidence]}"
    but = f", but not {', '.join(preset.unverified)}" if preset.unverified else ""
    return f"{preset.docs_url}, {compared}{but}"
