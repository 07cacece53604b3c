"""Presets against what a server that misbehaves says of itself."""

import asyncio
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support import fault_server
from support.fault_server import FaultServer

from oauth_presets import (
    ArgumentError,
    MetadataError,
    Offline,
    Preset,
    Variable,
    VariableError,
    configure,
)
from oauth_presets.metadata import (
    CheckResult,
    Metadata,
    acheck,
    afetch,
    check,
    fetch,
    well_known_urls,
)
from oauth_presets.metadata.comparison import compare

NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody, and is quickly made: loopback is asked in plain http."""

SHORT = 0.2
"""Seconds for what is slow, which comes to a sound end long after."""

Check = Callable[..., CheckResult]
Fetch = Callable[..., Metadata]


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture(params=["sync", "async"])
def checking(request: pytest.FixtureRequest) -> Check:
    def checked(
        preset: Preset, variables: dict[str, str] | None = None, **options: Any
    ) -> CheckResult:
        given: dict[str, Any] = {**(variables or {})}
        config = configure(preset, **given)
        options = {"allow_private": True, "ssl_context": NOBODY, "timeout": 30, **options}
        if request.param == "sync":
            return check(config, **options)
        return asyncio.run(acheck(config, **options))

    return checked


@pytest.fixture(params=["sync", "async"])
def fetching(request: pytest.FixtureRequest) -> Fetch:
    def fetched(issuer: str, **options: Any) -> Metadata:
        options = {"allow_private": True, "ssl_context": NOBODY, "timeout": 30, **options}
        if request.param == "sync":
            return fetch(issuer, **options)
        return asyncio.run(afetch(issuer, **options))

    return fetched


def preset(base: str, **changes: Any) -> Preset:
    """Return a preset that the fault server's sound metadata match."""
    data: dict[str, Any] = {
        "name": "acme",
        "title": "Acme",
        "docs_url": "https://docs.acme.example",
        "authorize_url": f"{base}/authorize",
        "token_url": f"{base}/token",
        "issuer": base,
        "pkce": "supported",
        "scopes": ("documents:read",),
        "scope_descriptions": {"documents:write": "Write"},
        "offline": Offline(mode="request", scopes=("offline_access",)),
        "token_endpoint_auth_methods": ("client_secret_basic", "client_secret_post"),
        "allow_loopback": True,
        **changes,
    }
    return Preset(**data)


# -- the metadata of a server that may be hostile --------------------------------------------------

SOUND = {
    "sound", "only_openid", "only_rfc", "redirect_beside_openid", "charset", "identity", "iss",
    "closed_body", "at_the_cap", "auth_methods_absent", "only_openid_scopes", "scopes_absent",
    "no_pkce_in_openid", "nested", "malformed_cookie",
}  # fmt: skip

HOSTILE = {
    "silent": ("unreachable", "in time"),
    "empty": ("unreachable", "disconnected"),
    "reset": ("unreachable", ""),
    "garbage": ("unreachable", "illegal status line"),
    "drip_status": ("unreachable", "in time"),
    "drip_headers": ("unreachable", "in time"),
    "drip_body": ("unreachable", "in time"),
    "drip_chunks": ("unreachable", "in time"),
    "stalls_in_the_body": ("unreachable", "in time"),
    "early_hints": ("unreachable", "in time"),
    "truncated": ("unreachable", "without sending complete"),
    "header_flood": ("unreachable", ""),
    "two_lengths": ("unreachable", "Content-Length"),
    "bad_chunk": ("unreachable", "chunk"),
    "huge_chunk": ("unreachable", ""),
    "gzip_bomb": ("no_metadata", "encoded as 'gzip'"),
    "gzip": ("no_metadata", "encoded as 'gzip'"),
    "unknown_encoding": ("no_metadata", "encoded as 'snappy'"),
    "two_encodings": ("no_metadata", "encoded as 'identity, gzip'"),
    "one_over_the_cap": ("no_metadata", "longer than 65536 bytes"),
    "announced_too_long": ("no_metadata", "longer than 65536 bytes"),
    "endless": ("no_metadata", "longer than 65536 bytes"),
    "redirect": ("no_metadata", "redirects to 'https://elsewhere.example/metadata'"),
    "redirect_to_file": ("no_metadata", "redirects to 'file:///etc/passwd'"),
    "redirect_to_itself": ("no_metadata", "redirects to '/"),
    "redirect_to_nonsense": ("unreachable", "Invalid URL in location header"),
    "redirect_nowhere": ("no_metadata", "redirects to ''"),
    "not_found": ("no_metadata", "nothing is published there"),
    "gone": ("no_metadata", "nothing is published there"),
    "endless_not_found": ("no_metadata", "nothing is published there"),
    "no_content": ("no_metadata", "status is 204"),
    "partial": ("no_metadata", "status is 206"),
    "forbidden": ("no_metadata", "status is 403"),
    "too_many": ("unreachable", "status is 429"),
    "broken": ("unreachable", "status is 500"),
    "html": ("no_metadata", "content type is 'text/html'"),
    "text": ("no_metadata", "content type is 'text/plain'"),
    "untyped": ("no_metadata", "content type is ''"),
    "nan": ("no_metadata", "NaN"),
    "infinity": ("no_metadata", "-Infinity"),
    "duplicate_key": ("no_metadata", "duplicate key"),
    "duplicate_key_inside": ("no_metadata", "duplicate key"),
    "half_a_pair": ("no_metadata", "surrogate"),
    "deep": ("no_metadata", "the body cannot be used"),
    "nested_too_deep": ("no_metadata", "nested too deeply"),
    "deep_object": ("no_metadata", "the body cannot be used"),
    "long_number": ("no_metadata", "the body cannot be used"),
    "list": ("no_metadata", "it is not a JSON object"),
    "string": ("no_metadata", "it is not a JSON object"),
    "no_body": ("no_metadata", "the body cannot be used"),
    "unfinished": ("no_metadata", "the body cannot be used"),
    "trailing": ("no_metadata", "extra data"),
    "latin_1": ("no_metadata", "not UTF-8"),
    "utf_16": ("no_metadata", "not UTF-8"),
    "bom": ("no_metadata", "BOM"),
    "issuer_of_another": ("differs", "its issuer differs"),
    "issuer_with_slash": ("differs", "its issuer differs"),
    "issuer_in_capitals": ("differs", "its issuer differs"),
    "issuer_missing": ("differs", "its issuer differs"),
    "issuer_no_string": ("differs", "its issuer differs"),
    "issuer_with_escapes": ("differs", "its issuer differs"),
}

DIFFERENT = {
    "other_endpoints": ("authorize_url", "'https://elsewhere.example/authorize'"),
    "no_token_endpoint": ("token_url", ""),
    "endpoint_no_string": ("token_url", "{'url': "),
    "endpoint_with_query": ("token_url", "/token?x=1'"),
    "plain_pkce": ("pkce", "['plain']"),
    "no_pkce": ("pkce", ""),
    "pkce_no_list": ("pkce", "'S256'"),
    "only_basic": ("token_endpoint_auth_methods", "['client_secret_basic']"),
    "auth_methods_no_list": ("token_endpoint_auth_methods", "{'a': 1}"),
    "scope_gone": ("scopes", "['documents:write', 'offline_access']"),
    "scopes_no_list": ("scopes", "'documents:read'"),
    "scopes_no_strings": ("scopes", "['documents:read', 'offline_access', 1]"),
    "iss_no_boolean": ("issuer", "'yes'"),
}

SLOW = {word for word, (_, text) in HOSTILE.items() if text == "in time"}


def test_every_server_behaviour_has_a_verdict() -> None:
    rest = {"many_tenants", "many_tenants_in_openid", "many_tenants_beside_html"}
    assert fault_server.METADATA.keys() == SOUND | HOSTILE.keys() | DIFFERENT.keys() | rest
    assert len(HOSTILE) >= 25


@pytest.mark.parametrize("word", sorted(SOUND))
def test_sound_metadata_matches(checking: Check, server: FaultServer, word: str) -> None:
    found = checking(preset(f"{server.url}/{word}"))
    assert (found.verdict, found.evidence, found.ok) == ("match", "metadata", True), found
    assert found.source.startswith(server.url)
    assert {finding.severity for finding in found.findings} <= {"note"}


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_metadata_gets_a_verdict(checking: Check, word: str) -> None:
    verdict, text = HOSTILE[word]
    timeout = SHORT if word in SLOW else 30
    with FaultServer() as server:
        found = checking(preset(f"{server.url}/{word}"), timeout=timeout)
        assert not server.outwaited
    assert (found.verdict, found.ok) == (verdict, False), found
    finding = found.findings[0]
    assert (finding.severity, text in finding.text) == ("error", True), found
    assert finding.preset == f"{server.url}/{word}"
    for shown in (str(part) for finding in found.findings for part in finding):
        assert shown.isascii()
        assert shown.isprintable()
        assert len(shown) < 400
    assert len(finding.provider) <= 200


@pytest.mark.parametrize("word", DIFFERENT)
def test_difference_shows_both_values(checking: Check, server: FaultServer, word: str) -> None:
    field, provider = DIFFERENT[word]
    found = checking(preset(f"{server.url}/{word}"))
    assert (found.verdict, found.evidence, found.ok) == ("differs", "metadata", False)
    (finding, *_) = [finding for finding in found.findings if finding.severity == "error"]
    assert finding.field == field
    assert finding.preset
    assert provider in finding.provider if provider else not finding.provider


@pytest.mark.parametrize("word", sorted(HOSTILE.keys() - SLOW | {"silent"}))
def test_fetch_raises(fetching: Fetch, server: FaultServer, word: str) -> None:
    problem = HOSTILE[word]
    issuer = f"{server.url}/{word}"
    with pytest.raises(MetadataError, match="publishes no usable metadata") as caught:
        fetching(issuer, timeout=SHORT if word in SLOW else 30)
    assert (caught.value.issuer, caught.value.verdict) == (issuer, problem[0])
    assert problem[1] in str(caught.value)


def test_fetch_returns_the_document(fetching: Fetch, server: FaultServer) -> None:
    issuer = f"{server.url}/only_openid"
    found = fetching(issuer)
    assert found.issuer == issuer
    assert found.url == f"{issuer}/.well-known/openid-configuration"
    assert found.document["token_endpoint"] == f"{issuer}/token"


@pytest.mark.parametrize(
    "issuer",
    [
        "",
        "acme.example",
        "http://acme.example",
        "https://acme.example?tenant=x",
        "https://acme.example#x",
        "https://user@acme.example",
        "https://{tenant}.acme.example",
        "https://acme.example/../x",
        "https://10.0.0.1",
        "https://acme.example/\x1b[2J",
    ],
)
def test_fetch_refuses_a_malformed_issuer(fetching: Fetch, issuer: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        fetching(issuer)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_invalid_timeout_is_refused(checking: Check, timeout: float) -> None:
    with pytest.raises(ArgumentError, match="timeout="):
        checking(preset("http://127.0.0.1:1"), timeout=timeout)


@pytest.mark.parametrize(
    ("issuer", "rfc", "openid"),
    [
        ("https://a.example", "/.well-known/oauth-authorization-server", ""),
        ("https://a.example/", "/.well-known/oauth-authorization-server", ""),
        ("https://a.example/b", "/.well-known/oauth-authorization-server/b", "/b"),
        ("https://a.example/b/", "/.well-known/oauth-authorization-server/b", "/b"),
        ("https://a.example:8443/b/c", "/.well-known/oauth-authorization-server/b/c", "/b/c"),
    ],
)
def test_well_known_urls_follow_the_rfcs(issuer: str, rfc: str, openid: str) -> None:
    """RFC 8414 section 3.1, OpenID Connect Discovery section 4."""
    host = issuer[: issuer.find("/", 8)] if "/" in issuer[8:] else issuer
    assert well_known_urls(issuer) == (
        f"{host}{rfc}",
        f"{host}{openid}/.well-known/openid-configuration",
    )


def test_trailing_slash_is_part_of_the_issuer(fetching: Fetch) -> None:
    """The well-known URL drops it, the comparison does not (RFC 8414 sections 3.1 and 3.3)."""

    def publish(x: fault_server.Exchange) -> None:
        x.answer(json.dumps({"issuer": f"http://{x.seen.headers['host']}/tenant/"}))

    with FaultServer(behave=publish) as server:
        assert fetching(f"{server.url}/tenant/").issuer == f"{server.url}/tenant/"
        with pytest.raises(MetadataError):
            fetching(f"{server.url}/tenant")
        targets = {seen.target for seen in server.seen}
    assert targets == {
        "/.well-known/oauth-authorization-server/tenant",
        "/tenant/.well-known/openid-configuration",
    }


def test_issuer_may_be_a_template(checking: Check, server: FaultServer) -> None:
    tenant = Variable(kind="segment", example="sound")
    base = f"{server.url}/{{tenant}}"
    assert checking(preset(base, variables={"tenant": tenant}), {"tenant": "sound"}).ok
    with pytest.raises(VariableError, match="tenant="):
        checking(preset(base, variables={"tenant": tenant}))
    with pytest.raises(VariableError, match="tenant="):
        checking(preset(base, variables={"tenant": tenant}), {"tenant": "../admin"})


@pytest.mark.parametrize(
    ("word", "ok"),
    [
        ("many_tenants", True),
        ("many_tenants_in_openid", True),
        ("many_tenants_beside_html", False),
    ],
)
def test_issuer_template_of_many_tenants_is_not_a_difference(
    checking: Check, server: FaultServer, word: str, ok: bool
) -> None:
    """So it is with Microsoft's `common`; the metadata are not used, the endpoints are probed."""
    found = checking(preset(f"{server.url}/{word}"))
    assert (found.verdict, found.evidence, found.ok) == ("no_metadata", "probe", ok)
    assert "check with the id of one tenant" in found.findings[-1].text
    assert "{tenantid}" in found.findings[-1].provider
    with pytest.raises(MetadataError, match="many tenants"):
        fetch(f"{server.url}/{word}", allow_private=True, ssl_context=NOBODY)


# -- what is compared ------------------------------------------------------------------------------


def findings(found: CheckResult) -> list[tuple[str, str]]:
    return [(finding.field, finding.severity) for finding in found.findings]


def test_advertised_iss_is_noted(checking: Check, server: FaultServer) -> None:
    assert findings(checking(preset(f"{server.url}/iss"))) == [("issuer", "note")]


def test_fault_at_the_other_url_is_noted(checking: Check, server: FaultServer) -> None:
    found = checking(preset(f"{server.url}/redirect_beside_openid"))
    assert findings(found) == [("metadata", "note")]
    assert found.source.endswith("/.well-known/openid-configuration")
    assert findings(checking(preset(f"{server.url}/only_openid"))) == []


@pytest.mark.parametrize(
    ("pkce", "word", "expected"),
    [
        ("required", "sound", []),
        ("refused", "sound", [("pkce", "error")]),
        ("unknown", "sound", [("pkce", "note")]),
        ("required", "no_pkce", [("pkce", "error")]),
        ("required", "no_pkce_in_openid", [("pkce", "note")]),
        ("refused", "no_pkce", []),
        ("unknown", "plain_pkce", []),
    ],
)
def test_pkce_is_compared(
    checking: Check, server: FaultServer, pkce: str, word: str, expected: list[tuple[str, str]]
) -> None:
    assert findings(checking(preset(f"{server.url}/{word}", pkce=pkce))) == expected


@pytest.mark.parametrize(
    ("methods", "word", "expected"),
    [
        (("client_secret_basic",), "only_basic", None),
        (("client_secret_basic",), "auth_methods_absent", None),
        (("client_secret_post",), "auth_methods_absent", "note"),
        (("client_secret_post", "none"), "sound", "error"),
        (("client_secret_post",), "sound", "note"),
        ((), "sound", "note"),
    ],
)
def test_client_authentication_is_compared(
    checking: Check, server: FaultServer, methods: tuple[str, ...], word: str, expected: str | None
) -> None:
    found = checking(preset(f"{server.url}/{word}", token_endpoint_auth_methods=methods))
    assert findings(found) == ([("token_endpoint_auth_methods", expected)] if expected else [])


def test_openid_scopes_say_nothing_about_other_scopes(checking: Check, server: FaultServer) -> None:
    assert findings(checking(preset(f"{server.url}/only_openid_scopes"))) == [("scopes", "note")]


def test_endpoint_query_is_not_compared(checking: Check, server: FaultServer) -> None:
    base = f"{server.url}/sound"
    assert checking(preset(base, authorize_url=f"{base}/authorize?audience=x")).ok
    assert not checking(preset(base, authorize_url=f"{base}/authorize/?audience=x")).ok


def test_check_does_not_change_the_preset(checking: Check, server: FaultServer) -> None:
    given = preset(f"{server.url}/other_endpoints")
    before = given.model_dump_json()
    checking(given)
    assert given.model_dump_json() == before


# -- probing ---------------------------------------------------------------------------------------

PROBED = {
    "authorize_page": ("no_metadata", []),
    "authorize_refuses": ("no_metadata", []),
    "authorize_to_login": ("no_metadata", ["note"]),
    "authorize_to_idp": ("no_metadata", ["note"]),
    "authorize_to_front_page": ("differs", ["error"]),
    "authorize_parked": ("differs", ["error"]),
    "authorize_to_http": ("differs", ["error"]),
    "authorize_to_nonsense": ("unreachable", ["error"]),
    "authorize_not_found": ("differs", ["error"]),
    "authorize_gone": ("differs", ["error"]),
    "authorize_only_post": ("differs", ["error"]),
    "authorize_broken": ("unreachable", ["error"]),
    "authorize_endless": ("no_metadata", []),
    "authorize_stalls": ("no_metadata", []),
    "authorize_silent": ("unreachable", ["error", "error"]),
    "token_json": ("no_metadata", []),
    "token_unauthorized": ("no_metadata", []),
    "token_hides_a_refusal": ("no_metadata", []),
    "token_own_words": ("no_metadata", ["note"]),
    "token_strange_error": ("no_metadata", ["note"]),
    "token_page": ("no_metadata", ["note"]),
    "token_ok_false": ("no_metadata", ["note"]),
    "token_form_error": ("no_metadata", ["note"]),
    "token_ok_zero": ("differs", ["error"]),
    "token_grants": ("differs", ["error"]),
    "token_html": ("differs", ["error"]),
    "token_gzip": ("differs", ["error"]),
    "token_endless": ("differs", ["error"]),
    "token_redirects": ("differs", ["error"]),
    "token_not_found": ("differs", ["error"]),
    "token_error_not_found": ("differs", ["error"]),
    "token_only_get": ("differs", ["error"]),
    "token_fails_in_json": ("no_metadata", ["note"]),
    "token_overloaded": ("unreachable", ["error"]),
    "token_broken": ("unreachable", ["error"]),
    "token_silent": ("unreachable", ["error"]),
}


def test_every_behaviour_of_an_endpoint_has_a_verdict() -> None:
    assert PROBED.keys() == fault_server.AUTHORIZE.keys() | fault_server.TOKEN.keys()


@pytest.mark.parametrize("word", PROBED)
def test_endpoints_without_issuer_are_probed(checking: Check, word: str) -> None:
    verdict, severities = PROBED[word]
    timeout = 0.5 if word.endswith("silent") else 30
    with FaultServer() as server:
        found = checking(preset(f"{server.url}/{word}", issuer=None), timeout=timeout)
        assert not server.outwaited
    assert (found.verdict, found.source) == (verdict, ""), found
    assert found.evidence == ("none" if verdict == "unreachable" else "probe")
    assert found.ok is (verdict == "no_metadata")
    assert [finding.severity for finding in found.findings] == severities, found


def test_redirect_is_shown(checking: Check, server: FaultServer) -> None:
    for word, target in (
        ("token_redirects", "'https://elsewhere.example/token'"),
        ("authorize_to_login", "'/login?next=x'"),
    ):
        (finding,) = checking(preset(f"{server.url}/{word}", issuer=None)).findings
        assert finding.provider == target


def test_probe_sends_no_credentials() -> None:
    with FaultServer() as server:
        check(
            configure(preset(f"{server.url}/x", issuer=None)),
            allow_private=True,
            ssl_context=NOBODY,
        )
        authorization, token = server.seen
    assert (authorization.method, authorization.target) == ("GET", "/x/authorize")
    assert authorization.headers["accept"] == "text/html"
    assert (token.method, token.target, token.body) == ("POST", "/x/token", b"")
    sent = {name for seen in server.seen for name in seen.headers}
    assert sent == {
        "accept", "accept-encoding", "content-length", "content-type", "host", "user-agent"
    }  # fmt: skip


def test_probe_recognises_a_refusal_by_its_mark(checking: Check, server: FaultServer) -> None:
    marks = {"token_response": {"failure": {"ok": False}}, "issuer": None}
    assert checking(preset(f"{server.url}/token_ok_false", **marks)).findings == ()
    assert checking(preset(f"{server.url}/token_ok_zero", **marks)).verdict == "differs"
    assert checking(preset(f"{server.url}/token_grants", **marks)).verdict == "differs"


def test_endpoints_that_refuse_with_404_are_noted(checking: Check, server: FaultServer) -> None:
    hidden = {"refuses_with_404": ("authorize_url", "token_url"), "issuer": None}
    for word in ("authorize_not_found", "token_not_found", "token_error_not_found"):
        found = checking(preset(f"{server.url}/{word}", **hidden))
        assert (found.verdict, found.ok) == ("no_metadata", True), word
        assert [finding.severity for finding in found.findings] == ["note"]
    assert checking(preset(f"{server.url}/authorize_gone", **hidden)).verdict == "differs"
    assert checking(preset(f"{server.url}/token_only_get", **hidden)).verdict == "differs"


def test_further_endpoints_are_compared() -> None:
    base = "https://acme.example"
    document = {
        "authorization_endpoint": f"{base}/authorize",
        "token_endpoint": f"{base}/token",
        "jwks_uri": f"{base}/jwks",
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
    }

    def compared(**changes: Any) -> list[tuple[str, str, str]]:
        config = configure(preset(base, issuer=None, **changes))
        return [(f.field, f.severity, f.text) for f in compare(config, document, True)]

    assert compared(jwks_url=f"{base}/jwks", absent=("revocation_url",)) == []
    assert compared(userinfo_url=f"{base}/me") == []
    assert compared(jwks_url=f"{base}/keys", revocation_url=f"{base}/revoke") == [
        ("revocation_url", "note", "revocation_endpoint is missing."),
        ("jwks_url", "error", "jwks_uri differs."),
    ]
    assert compared(absent=("jwks_url",)) == [
        ("jwks_url", "error", "jwks_uri is advertised."),
    ]


def test_issuer_without_metadata_is_probed_and_not_ok(checking: Check, server: FaultServer) -> None:
    found = checking(preset(f"{server.url}/not_found"))
    assert (found.verdict, found.evidence, found.ok) == ("no_metadata", "probe", False)
    assert [finding.field for finding in found.findings] == ["metadata", "metadata"]


# -- memory ----------------------------------------------------------------------------------------

MEASURE = """
import asyncio, resource, ssl, sys
from oauth_presets.safe_http.exchange import arun, run
from oauth_presets.safe_http.messages import Request

def steps(url):
    return (yield Request("GET", url, read=range(1000)))

options = {"allow_private": True, "ssl_context": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
    "timeout": 2}
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
url, *words = sys.argv[1:]
asyncio.run(arun(steps(f"{url}/sound"), **options))
run(steps(f"{url}/sound"), **options)
before = peak()
for word in words:
    run(steps(f"{url}/{word}"), **options)
    asyncio.run(arun(steps(f"{url}/{word}"), **options))
print((peak() - before) // (1 if sys.platform == "linux" else 1024))
"""


@pytest.mark.slow
def test_memory_is_bounded(server: FaultServer) -> None:
    words = [
        "gzip_bomb", "endless", "endless_not_found", "announced_too_long", "header_flood",
        "early_hints", "deep", "long_number",
    ]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", MEASURE, server.url, *words],
        capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 20_000  # KiB; the bomb is 200 MiB, and what is endless has 2 s
