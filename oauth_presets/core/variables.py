"""Checks the values of a preset's URL variables, and puts them into its URLs."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import VariableError
from ..util.text import shown
from . import url_template
from .preset import Preset
from .preset_rules import CONFIGURE_ARGUMENTS


class Endpoints(NamedTuple):
    """The URLs of a preset with its variables filled in; None for those that it does not set."""

    authorize_url: str
    token_url: str
    issuer: str | None
    refresh_url: str | None
    revocation_url: str | None
    introspection_url: str | None
    userinfo_url: str | None
    device_authorization_url: str | None
    registration_url: str | None
    jwks_url: str | None
    api_base_url: str | None


def accepted_variables(preset: Preset, given: Mapping[str, str]) -> dict[str, str]:
    """Return a value for each variable of a preset: the given one, else the default.

    Raises:
        VariableError: a variable is missing or unknown, or its value is refused.
    """
    unknown = [name for name in given if name not in preset.variables]
    if unknown:
        raise _unknown_argument(preset, unknown[0])
    values = {}
    for name, variable in preset.variables.items():
        if name in given:
            values[name] = accepted_value(preset, name, given[name])
        elif variable.default is not None:
            values[name] = variable.default
        else:
            raise VariableError(
                f"{preset.title} needs {name}=: {_accepted(preset, name)}", variable=name
            )
    return values


def endpoints(preset: Preset, values: Mapping[str, str]) -> Endpoints:
    """Put accepted values into every URL of a preset.

    Raises:
        VariableError: a URL would be too long, or would not lead to the host that its template
            promises.
    """
    texts = url_values(preset, values)
    templates = [getattr(preset, field) for field in Endpoints._fields[:-1]]
    urls: list[Any] = [  # None only for optional ones
        None if template is None else _render(preset, template, texts)
        for template in (*templates, preset.api.base_url)
    ]
    return Endpoints(*urls)


def url_values(preset: Preset, values: Mapping[str, str]) -> dict[str, str]:
    """Return the text that each variable puts into the URLs: for a choice, the chosen text."""
    return {
        name: preset.variables[name].choices.get(value, value) for name, value in values.items()
    }


def _render(preset: Preset, text: str, values: Mapping[str, str]) -> str:
    try:
        return url_template.render(url_template.parse(text, preset.allow_loopback), values)
    except ValueError as error:
        raise VariableError(f"{preset.title}: with these values {error}.") from None


def accepted_value(preset: Preset, name: str, value: object) -> str:
    """Return the value of a variable as a plain string.

    Raises:
        VariableError: the value is refused.
    """
    variable = preset.variables[name]
    if not isinstance(value, str):
        wrong = f"expected a string, not {type(value).__name__}"
    elif variable.accepts(value, preset.allow_loopback):
        return str.__str__(value)
    else:
        wrong = f"{shown(value)} is refused"
        for similar in _similar_values(value):
            if variable.accepts(similar, preset.allow_loopback):
                wrong += f"; {name}={shown(similar)} would be accepted"
                break
    raise VariableError(f"{name}=: {wrong}. {_accepted(preset, name)}", variable=name)


def _similar_values(value: str) -> Iterator[str]:
    """Yield values that the user may have meant. They are suggested, never used."""
    if value.isascii():
        plain = value.strip().rstrip("/")
        yield plain
        yield plain.lower()
        _, scheme, rest = plain.lower().rpartition("://")
        yield f"https://{rest}"
        host = rest.partition("/")[0]
        if scheme or value == plain:  # "evil.com/" suggests nothing
            yield host
            yield host.partition(".")[0]


def _accepted(preset: Preset, name: str) -> str:
    variable = preset.variables[name]
    parts = [variable.description.removesuffix(".")] if variable.description else []
    parts.append(f"Accepted: {variable.accepted()}")
    if variable.example is not None:
        parts.append(f"Example: {name}={variable.example!r}")
    return ". ".join(parts) + "."


def _unknown_argument(preset: Preset, name: str) -> VariableError:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted({*CONFIGURE_ARGUMENTS, *preset.variables}))
    if near:
        advice = f"Did you mean {near[0]!r}?"
    elif preset.variables:
        advice = f"The variables of {preset.title}: {', '.join(preset.variables)}."
    else:
        advice = f"The URLs of {preset.title} have no variables."
    suggestion = near[0] if near else ""
    return VariableError(
        f"Unknown argument {name!a}. {advice}", variable=name, suggestion=suggestion
    )
