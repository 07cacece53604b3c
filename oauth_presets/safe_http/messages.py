"""Requests and replies as data, for protocol code without I/O."""

from collections.abc import Container, Generator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

T = TypeVar("T")

ANY_STATUS = range(1000)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Its repr hides the fields that can hold a secret.

    Args:
        method: a POST carries `form`, encoded as in RFC 6749 appendix B.
        url: an https URL, or an http URL with 127.0.0.1 or [::1].
        form: the parameters of a POST.
        as_json: send the form as a JSON object.
        authorization: the Authorization header; empty for none.
        headers: further headers.
        accept: the Accept header.
        read: the statuses whose body is read.
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
    """The HTTP status; 0 if no complete answer arrived in time."""
    content_type: str = ""
    location: str = ""
    body: bytes = field(default=b"", repr=False)
    problem: str = ""
    """Why there is no answer or, with a status, why its body was not read."""

    @property
    def media_type(self) -> str:
        """The content type in lower case, without its parameters."""
        return self.content_type.partition(";")[0].strip().lower()


Steps = Generator[Request, Reply, T]
"""A generator that yields requests, is sent their replies, and returns a result.

`exchange.run` runs it.
"""
