"""What an issuer publishes of itself, as the fields of a preset."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from ..core import url_template as templates
from ..core.preset import AuthMethod, Preset, scope_problem

if TYPE_CHECKING:
    from ..metadata.checking import Metadata

MEMBERS = {"authorize_url": "authorization_endpoint", "token_url": "token_endpoint"}


class Published(NamedTuple):
    """`fields` are of a preset; `scopes` are all that the provider names."""

    fields: Mapping[str, Any]
    scopes: tuple[str, ...]
    problems: Mapping[str, str]
    """Why a URL that a preset needs was not taken, by its field."""
    url: str = ""
    """Where it was read."""

    def origin(self, preset: Preset) -> str:
        """Say which of a preset's values were read there, and when: that and no more."""
        read = [
            field
            for field, value in self.fields.items()
            if field not in ("docs_url", "allow_loopback")
            and getattr(preset, field) != Preset.model_fields[field].get_default()
            and (field not in MEMBERS or getattr(preset, field) == value)
        ]
        return f"Read from {self.url} on {date.today()}: {', '.join(read)}." if read else ""


def from_metadata(metadata: "Metadata") -> Published:
    """Read metadata (RFC 8414 section 2) as fields of a preset. What is malformed is not taken.

    Which of the scopes are for reading the metadata do not say, so that none becomes a default.
    """
    document = metadata.document
    fields: dict[str, Any] = {"issuer": metadata.issuer}
    problems = {}
    for field, member in MEMBERS.items():
        url = document.get(member)
        try:
            if not isinstance(url, str):
                raise ValueError("is not there")
            templates.check_url(url)
            fields[field] = url
        except ValueError as error:
            problems[field] = f"{metadata.url}: {member} {error}"
    pages = [document.get("service_documentation"), metadata.url]
    fields["docs_url"] = next((p for p in pages if isinstance(p, str) and templates.is_page(p)), "")
    if "S256" in _strings(document, "code_challenge_methods_supported"):
        fields["pkce"] = "supported"
    methods = _strings(document, "token_endpoint_auth_methods_supported")
    fields["token_endpoint_auth_methods"] = [m for m in methods if m in get_args(AuthMethod)]
    scopes = _strings(document, "scopes_supported")
    scopes = [s for s in scopes if "," not in s and not scope_problem(s, " ")]
    if "offline_access" in scopes:
        fields["offline"] = {"mode": "request", "scopes": ["offline_access"]}
        scopes.remove("offline_access")
    urls = (metadata.issuer, fields.get("authorize_url", ""), fields.get("token_url", ""))
    fields["allow_loopback"] = any(url.startswith("http:") for url in urls)
    return Published(fields, tuple(scopes), problems, metadata.url)


def _strings(document: Mapping[str, Any], member: str) -> list[str]:
    """Return the strings of a list, each once; what is no list has none."""
    value = document.get(member)
    found = value if isinstance(value, list) else ()
    return list(dict.fromkeys(item for item in found if isinstance(item, str)))
