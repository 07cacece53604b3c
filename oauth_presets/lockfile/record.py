"""The record of a preset in a lock, and the differences between two records."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from ..core.names import fold
from ..core.offer import Offer
from ..errors import LockError

if TYPE_CHECKING:
    from ..core.preset import Preset


def _folded(text: str) -> str:
    if fold(text) != text:
        raise ValueError("a preset's name is in lower case, with words joined by '_'")
    return text


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("control characters are not allowed")
    return text


Name = Annotated[str, AfterValidator(_folded)]
Text = Annotated[str, AfterValidator(_printable)]


class Record(BaseModel):
    """A locked preset.

    Endpoints and default scopes have fields of their own because reviewers look for them; `other`
    holds all other fields that differ from their defaults. `by_name` is true if the name alone
    resolves to the preset. The digest covers everything but distribution and version.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    authorize_url: Text
    by_name: bool
    digest: str
    distribution: Text
    name: Name
    other: dict[str, Any]
    scopes: tuple[Text, ...]
    token_url: Text
    version: Text

    @classmethod
    def of(cls, preset: "Preset", offer: Offer, by_name: bool) -> "Record":
        """Return the record of a preset.

        Raises:
            LockError: it has a value that a lock cannot hold.
        """
        # Defaults are left out, or a field that a later version adds would change every digest.
        other = preset.model_dump(mode="json", exclude_defaults=True)
        fields: dict[str, Any] = {
            "authorize_url": other.pop("authorize_url"),
            "by_name": by_name,
            "name": other.pop("name"),
            "other": other,
            "scopes": tuple(other.pop("scopes", ())),
            "token_url": other.pop("token_url"),
        }
        try:
            return cls(
                **fields,
                digest=_digest(fields),
                distribution=offer.distribution,
                version=offer.version,
            )
        except ValidationError as error:
            raise LockError(
                f"The preset {offer.name!r} of {offer.distribution!a} cannot be locked: "
                f"{error.errors()[0]['msg']}."
            ) from None

    @model_validator(mode="after")
    def _check_digest(self) -> "Record":
        if self.digest != _digest(self.model_dump(exclude={"digest", "distribution", "version"})):
            raise ValueError(f"{self.name!r} does not match its digest")
        return self

    def preset(self) -> "Preset":
        """Return the locked preset.

        Raises:
            InvalidPresetError, ValidationError: this version does not accept it.
        """
        from ..core.preset import Preset

        known = {"name", "authorize_url", "token_url", "scopes"}
        fields = {**self.other, **self.model_dump(mode="json", include=known)}
        return Preset.model_validate_json(json.dumps(fields))

    def hosts(self, url: str) -> list[str]:
        """Return the possible hosts of a URL template: one for each value of a choice.

        Other placeholders stay, and so does a choice that would make more than 100 hosts.
        """
        host = url.partition("?")[0].rpartition("://")[2].partition("/")[0]
        hosts = {host}
        variables: Mapping[str, Any] = self.other.get("variables", {})
        for name in re.findall(r"\{(\w+)\}", host):
            values = variables[name].get("choices", {}).values()
            if 0 < len(hosts) * len(values) <= 100:
                hosts = {host.replace(f"{{{name}}}", value) for host in hosts for value in values}
        return sorted(hosts)


def _digest(fields: Mapping[str, Any]) -> str:
    text = json.dumps(fields, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


# -- differences -----------------------------------------------------------------------------------


class Difference(NamedTuple):
    """A changed field; None means that it is not set."""

    field: str
    was: Any
    now: Any

    def scopes(self) -> tuple[list[str], list[str]]:
        """Return the added and the removed scopes."""
        before, after = _scopes(self.field, self.was), _scopes(self.field, self.now)
        added = [scope for scope in after if scope not in before]
        return added, [scope for scope in before if scope not in after]


def differences(old: Record, new: Record) -> list[Difference]:
    """Return the differences between two records, hosts and URLs first.

    Distribution, version and `by_name` are not compared.
    """
    if old.digest == new.digest:
        return []
    found: list[Difference] = []
    for end in ("authorize", "token"):
        was, now = getattr(old, f"{end}_url"), getattr(new, f"{end}_url")
        found += _compared(f"{end}_hosts", old.hosts(was), new.hosts(now))
        found += _compared(f"{end}_url", was, now)
    found += _compared("scopes", list(old.scopes), list(new.scopes))
    found += _compared("", old.other, new.other)
    if not found and old.by_name == new.by_name:  # 1 == True in Python, but not in JSON
        found.append(Difference("digest", old.digest, new.digest))
    return found


def _compared(field: str, was: Any, now: Any) -> Iterator[Difference]:
    if was == now:
        return
    if isinstance(was, dict | None) and isinstance(now, dict | None):
        was, now = was or {}, now or {}
        for key in sorted({*was, *now}):
            inner = f"{field}.{key}" if field else key
            yield from _compared(inner, was.get(key), now.get(key))
    else:
        yield Difference(field, was, now)


def _scopes(field: str, value: Any) -> list[str]:
    """Return the scopes in a list of scopes, or in a parameter such as `user_scope`."""
    parent, _, last = field.rpartition(".")
    if isinstance(value, list) and (last == "scopes" or parent == "scope_sets"):
        return value
    if isinstance(value, str) and parent.endswith("params") and "scope" in last:
        return re.split(r"[\s,;|]+", value)
    return []
