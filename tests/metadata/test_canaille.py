"""Presets against Canaille, an OAuth server that others wrote: in process, at an https issuer."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpx
import pytest
from canaille import create_app  # type: ignore[import-untyped] # it brings no types

from oauth_presets import MetadataError, Preset, configure
from oauth_presets.metadata import CheckResult, check, fetch

ISSUER = "https://auth.example"


def canaille() -> Any:
    return create_app(
        {
            "SECRET_KEY": "not-a-secret",
            "SERVER_NAME": "auth.example",
            "PREFERRED_URL_SCHEME": "https",
            "CANAILLE": {"DATABASE": "memory", "LOGGING": None},
            "CANAILLE_OIDC": {},
        }
    )


def without_rfc_8414(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Return the app as one that knows only OpenID Connect Discovery."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if "oauth-authorization-server" in environ["PATH_INFO"]:
            start("404 Not Found", [])
            return []
        return app(environ, start)

    return answer


@pytest.fixture(scope="module")
def app() -> Any:
    return canaille()


@pytest.fixture
def client(app: Any) -> Iterator[httpx.Client]:
    with httpx.Client(transport=httpx.WSGITransport(app=app)) as made:
        yield made


def preset(**changes: Any) -> Preset:
    data: dict[str, Any] = {
        "name": "canaille",
        "title": "Canaille",
        "docs_url": "https://canaille.readthedocs.io",
        "authorize_url": f"{ISSUER}/oauth/authorize",
        "token_url": f"{ISSUER}/oauth/token",
        "issuer": ISSUER,
        "scopes": ("openid", "profile", "email"),
        "pkce": "supported",
        "token_endpoint_auth_methods": ("client_secret_basic", "client_secret_post", "none"),
        **changes,
    }
    return Preset(**data)


def errors(found: CheckResult) -> list[tuple[str, str, str]]:
    return [(f.field, f.preset, f.provider) for f in found.findings if f.severity == "error"]


def test_metadata_of_canaille_matches(client: httpx.Client) -> None:
    found = check(configure(preset()), client=client)
    assert (found.verdict, found.evidence, found.ok) == ("match", "metadata", True), found
    assert found.source == f"{ISSUER}/.well-known/oauth-authorization-server"
    (finding,) = found.findings
    assert (finding.field, finding.severity) == ("issuer", "note")
    assert "RFC 9207" in finding.text


def test_openid_discovery_is_the_fallback(app: Any) -> None:
    transport = httpx.WSGITransport(app=without_rfc_8414(app))
    with httpx.Client(transport=transport) as client:
        found = check(configure(preset()), client=client)
    assert (found.verdict, found.ok) == ("match", True), found
    assert found.source == f"{ISSUER}/.well-known/openid-configuration"


def test_differences_are_found(client: httpx.Client) -> None:
    wrong = preset(
        token_url=f"{ISSUER}/token",
        pkce="refused",
        token_endpoint_auth_methods=("client_secret_jwt",),
    )
    found = check(configure(wrong), client=client)
    assert found.verdict == "differs"
    assert errors(found) == [
        ("token_url", f"{ISSUER}/token", f"'{ISSUER}/oauth/token'"),
        ("pkce", "refused", "['plain', 'S256']"),
        (
            "token_endpoint_auth_methods",
            "client_secret_jwt",
            "['client_secret_basic', 'private_key_jwt', 'client_secret_post', 'none']",
        ),
    ]


def test_wrong_issuer_is_refused(client: httpx.Client) -> None:
    with pytest.raises(MetadataError, match="its issuer differs") as caught:
        fetch(f"{ISSUER}/", client=client)
    assert caught.value.verdict == "differs"
    with pytest.raises(MetadataError, match="nothing is published") as caught:
        fetch(f"{ISSUER}/tenant", client=client)
    assert caught.value.verdict == "no_metadata"


def test_fetch_returns_the_metadata(client: httpx.Client) -> None:
    found = fetch(ISSUER, client=client)
    assert found.document["token_endpoint"] == f"{ISSUER}/oauth/token"


def test_endpoints_are_found_by_a_probe(client: httpx.Client) -> None:
    found = check(configure(preset(issuer=None)), client=client)
    assert (found.verdict, found.evidence, found.ok) == ("no_metadata", "probe", True), found
    wrong = preset(issuer=None, authorize_url=f"{ISSUER}/authorize", token_url=f"{ISSUER}/token")
    found = check(configure(wrong), client=client)
    assert (found.verdict, found.evidence) == ("differs", "probe")
    assert {field for field, _, _ in errors(found)} == {"authorize_url", "token_url"}
