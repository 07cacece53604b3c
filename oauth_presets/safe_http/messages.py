"""Requests and replies as data, for code that decides what to ask without doing any I/O."""

from collections.abc import Container, Generator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

T = TypeVar("T")

ANY_STATUS = range(1000)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Its repr hides what can hold a secret.

    Args:
        method: a POST carries `form`, encoded as in RFC 6749 appendix B.
        url: https, or http with 127.0.0.1 or [::1].
        form: the parameters of a POST.
        as_json: send the form as a JSON object.
        authorization: the value of the Authorization header; empty for none.
        headers: further headers.
        accept: the value of the Accept header.
        read: the statuses for which the body is read.
    """

    method: Literal["GET", "POST"]
    url: str
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    as_json: bool = False
    authorization: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    accept: str = "application/json"
    read: Container[int] = (200,)


@dataclass(frozen=True, slots=True)
class Reply:
    """The outcome of a request. Its repr hides the body, which can hold a token."""

    status: int = 0
    """0 without a complete answer in time."""
    content_type: str = ""
    location: str = ""
    body: bytes = field(default=b"", repr=False)
    problem: str = ""
    """Why there is no answer; with a status, why its body was not read."""

    @property
    def media_type(self) -> str:
        """The content type in lower case, without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()


Steps = Generator[Request, Reply, T]
"""Yields requests, is sent their replies, and returns a result. `exchange.run` carries it out."""


def quoted(value: object) -> str:
    """Show a server's value safely in a terminal or a log: ASCII, at most 200 characters."""
    if isinstance(value, list):
        text = ascii(value[:50])  # 64 KiB of JSON can hold a long list
    else:
        text = ascii(value[:500] if isinstance(value, str) else value)
    return text if len(text) <= 200 else f"{text[:197]}..."
