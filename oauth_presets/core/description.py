"""Describes a preset as labelled lines, for `show` and the documentation."""

from collections.abc import Iterator, Mapping

from .preset import Preset, Variable

Lines = Iterator[tuple[str, str]]

ENDPOINTS = {
    "authorize_url": "Authorization endpoint",
    "token_url": "Token endpoint",
    "refresh_url": "Refresh endpoint",
    "revocation_url": "Revocation endpoint",
    "introspection_url": "Introspection endpoint",
    "userinfo_url": "User info endpoint",
    "device_authorization_url": "Device authorization endpoint",
    "registration_url": "Registration endpoint",
    "jwks_url": "Signing keys",
    "issuer": "Issuer",
}
"""Endpoint field -> its label."""

_UNITS = ((86400, "days"), (3600, "hours"), (60, "minutes"))


def endpoint_lines(preset: Preset) -> Lines:
    """Yield the endpoints that a preset sets, and those that the provider is known not to have."""
    for field, label in ENDPOINTS.items():
        if (url := getattr(preset, field)) is not None:
            yield label, url
        elif field in preset.absent:
            yield label, "none"


def request_lines(preset: Preset) -> Lines:
    """Yield how requests and responses depart from the standard."""
    for name, value in preset.authorize_params.items():
        yield "Always sent", f"{name}={value}"
    if preset.scope_separator != " ":
        yield "Scope separator", preset.scope_separator
    request, response = preset.authorization_request, preset.authorization_response
    yield from _renamed("Authorization request", request.names)
    for name in request.omit:
        yield "Authorization request", f"{name} must not be sent"
    yield from _renamed("Authorization response", response.names)
    for name, text in response.extras.items():
        yield "Authorization response", f"keep {name}: {text}"
    for name, variable in response.selects.items():
        yield "Authorization response", f"{name} decides {variable}"
    if response.iss is not None:
        yield "Authorization response", f"{'names' if response.iss else 'does not name'} its issuer"
    yield from _token_lines(preset)


def _token_lines(preset: Preset) -> Lines:
    request, response = preset.token_request, preset.token_response
    if request.body == "json":
        yield "Token request", "accepts only JSON bodies"
    for params, which in (
        (request.params, ""),
        (request.code_params, " with a code"),
        (request.refresh_params, " with a refresh token"),
    ):
        for name, value in params.items():
            yield "Token request", f"carries {name}={value}{which}"
    for name, value in request.headers.items():
        yield "Token request", f"carries the header {name}: {value}"
    yield from _renamed("Token request", request.names)
    for name in request.omit:
        yield "Token request", f"{name} must not be sent"
    if response.path:
        yield "Token response", f"holds the token in {'.'.join(response.path)}"
    yield from _renamed("Token response", response.names)
    for name, text in response.extras.items():
        yield "Token response", f"keep {name}: {text}"
    for name, mark in response.success.items():
        yield "Token response", f"is an error unless {name} is {mark!r}"
    for name, mark in response.failure.items():
        yield "Token response", f"is an error if {name} is {mark!r}"


def _renamed(label: str, names: Mapping[str, str]) -> Lines:
    for standard, provided in names.items():
        yield label, f"{standard} is called {provided}"


def client_lines(preset: Preset) -> Lines:
    """Yield what a client needs to know: tokens, PKCE, authentication, redirect URIs, the API."""
    offline = preset.offline
    yield "Refresh token", refresh_token(preset)
    if offline.rotates is not None:
        yield "", f"{'replaced' if offline.rotates else 'not replaced'} by a refresh"
    if offline.seconds is not None:
        yield "", f"valid for {duration(offline.seconds)}"
    if preset.access_token_seconds == "never":
        yield "Access token", "does not expire"
    elif preset.access_token_seconds is not None:
        yield "Access token", f"valid for {duration(preset.access_token_seconds)}"
    yield "PKCE", preset.pkce
    if preset.token_endpoint_auth_methods:
        yield "Client authentication", ", ".join(preset.token_endpoint_auth_methods)
    redirect = preset.redirect
    if redirect.loopback is not None:
        port = {True: ", any port", False: ", registered port only", None: ""}[redirect.any_port]
        yield "Loopback redirect URIs", f"{', '.join(redirect.loopback) or 'none'}{port}"
    if redirect.note:
        yield "Redirect URIs", redirect.note
    api = preset.api
    if api.base_url is not None:
        yield "API", api.base_url
    if (api.header, api.scheme) != ("Authorization", "Bearer"):
        yield "API", f"send the token as {api.header}: {f'{api.scheme} TOKEN'.lstrip()}"
    for name, value in api.headers.items():
        yield "API", f"needs the header {name}: {value}"
    if preset.registration:
        ways = (way.replace("_", " ") for way in preset.registration)
        yield "Registration", ", ".join(ways)


def source_lines(preset: Preset) -> Lines:
    """Yield where the values come from."""
    if preset.console_url:
        yield "Console", preset.console_url
    yield "Source", preset.docs_url
    yield "Verified", verification(preset)


def scope_text(preset: Preset, scope: str) -> str:
    """Return a scope with what it grants and how it is restricted."""
    text = scope
    if scope in preset.scope_descriptions:
        text += f": {preset.scope_descriptions[scope]}"
    if scope in preset.scope_restrictions:
        text += f" [{preset.scope_restrictions[scope]}]"
    return text


def variable_text(variable: Variable) -> str:
    """Describe a variable and the values that it accepts."""
    parts = [variable.description.removesuffix(".")] if variable.description else []
    parts.append(variable.accepted())
    if variable.example is not None:
        parts.append(f"for example {variable.example}")
    parts.append("required" if variable.default is None else f"default {variable.default}")
    return "; ".join(parts)


def verification(preset: Preset) -> str:
    """Return the date on which the values were compared, and their source."""
    if preset.verified_on is None:
        return "unknown"
    source = {
        "vendor_page": ", against the vendor's page",
        "catalogues": ", against other catalogues",
        None: "",
    }
    text = f"{preset.verified_on.isoformat()}{source[preset.evidence]}"
    if preset.unverified:
        text += f"; not compared: {', '.join(preset.unverified)}"
    return text


def duration(seconds: int) -> str:
    """Return a duration in the largest unit that makes it at least 2."""
    for size, unit in _UNITS:
        if seconds >= 2 * size:
            about = "" if seconds % size == 0 else "about "
            return f"{about}{round(seconds / size)} {unit}"
    return f"{seconds} seconds"


def refresh_token(preset: Preset) -> str:
    """Describe how a refresh token is obtained, and name the setup steps that mention it."""
    offline = preset.offline
    request = [f"the scope {scope}" for scope in offline.scopes]
    request += [f"{name}={value}" for name, value in offline.params.items()]
    text = {
        "request": f"issued when requested with {' and '.join(request)}, which is the default",
        "always": "always issued",
        "never": "never issued",
        "unknown": "unknown",
    }[offline.mode]
    steps = [str(n) for n, step in enumerate(preset.setup, 1) if "refresh" in step.lower()]
    return f"{text}; see setup step {' and '.join(steps)}" if steps else text
