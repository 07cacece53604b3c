"""The real Cohere SDK, against a local server: what goes over the wire."""

import asyncio
import json
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import cohere
import pytest

from oauth_presets import (
    ConnectorOAuth,
    CreateConnectorOAuth,
    IntegrationError,
    build_oauth,
    configure,
    get_preset,
    list_presets,
)
from oauth_presets.integrations.cohere import Audit, ConnectorDifference, audit, connector

STORED = {
    "client_id": "id",
    "authorize_url": "https://accounts.google.com/o/oauth2/v2/auth",
    "token_url": "https://oauth2.googleapis.com/token",
    "scope": "a",
}


class Server:
    """Keeps every body it got, as it came."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                outer.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                connector = {
                    "id": "x",
                    "name": "Drive",
                    "url": "https://connector.example.com/search",
                    "created_at": "2026-01-01T00:00:00Z",
                    "updated_at": "2026-01-01T00:00:00Z",
                    "oauth": STORED,
                }
                answer = json.dumps({"connector": connector}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PATCH = _answer

            def log_message(self, *_: Any) -> None:
                pass

        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.httpd.server_port}"
        Thread(target=self.httpd.serve_forever, args=(0.005,), daemon=True).start()

    def last(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.bodies[-1])
        return body


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.httpd.shutdown()
    made.httpd.server_close()


def full() -> CreateConnectorOAuth:
    return build_oauth("google_drive", client_id="id", client_secret="s3cret")


def partial() -> CreateConnectorOAuth:
    return build_oauth("google_drive", client_id="id")


def completed_later() -> CreateConnectorOAuth:
    oauth = partial()
    oauth.client_secret = "s3cret"
    return oauth


FULL = {
    "client_id": "id",
    "client_secret": "s3cret",
    "authorize_url": (
        "https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent"
    ),
    "token_url": "https://oauth2.googleapis.com/token",
    "scope": "https://www.googleapis.com/auth/drive.readonly",
}
CASES: list[tuple[Callable[[], CreateConnectorOAuth], dict[str, str]]] = [
    (full, FULL),
    (partial, {k: v for k, v in FULL.items() if k != "client_secret"}),
    (completed_later, FULL),
    (CreateConnectorOAuth, {}),
]


@pytest.mark.parametrize(("make", "sent"), CASES)
@pytest.mark.parametrize("client_class", [cohere.Client, cohere.ClientV2])
def test_connectors_are_created_and_updated(
    client_class: type[cohere.Client],
    make: Callable[[], CreateConnectorOAuth],
    sent: dict[str, str],
    server: Server,
) -> None:
    client = client_class("not-a-key", base_url=server.url)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.connectors.create(
            name="Drive", url="https://connector.example.com/search", oauth=make()
        )
        created = server.last()
        client.connectors.update("x", oauth=make())
        updated = server.last()
    assert created == {
        "name": "Drive",
        "url": "https://connector.example.com/search",
        "oauth": sent,
    }
    assert updated == {"oauth": sent}
    assert b"null" not in server.bodies[-1] + server.bodies[-2]


@pytest.mark.parametrize(("make", "sent"), CASES)
def test_async_client_sends_the_same_body(
    make: Callable[[], CreateConnectorOAuth], sent: dict[str, str], server: Server
) -> None:
    async def create() -> None:
        client = cohere.AsyncClient("not-a-key", base_url=server.url)
        await client.connectors.create(name="Drive", url="https://c.example/search", oauth=make())

    asyncio.run(create())
    assert server.last()["oauth"] == sent


def test_plain_sdk_class_serialises_nulls(server: Server) -> None:
    # What `CreateConnectorOAuth` is there to avoid; should the SDK change, this tells.
    class Plain(cohere.CreateConnectorOAuth):
        pass

    body = Plain(client_id="id").model_dump()
    assert body["client_secret"] is None


def test_returned_connector_is_read_without_its_secret(server: Server) -> None:
    connector = cohere.Client("not-a-key", base_url=server.url).connectors.get("x")
    seen = ConnectorOAuth.from_connector(connector)
    assert seen.model_dump() == STORED


# -- oauth_presets.integrations.cohere -------------------------------------------------------------


def test_connector_is_the_sdks_own_class(server: Server) -> None:
    made = connector(configure("google_drive", client_id="id", client_secret="s3cret"))
    assert type(made) is cohere.CreateConnectorOAuth
    client = cohere.Client("not-a-key", base_url=server.url)
    client.connectors.create(name="Drive", url="https://connector.example.com/search", oauth=made)
    assert server.last()["oauth"] == FULL


def test_connector_is_refused_if_the_provider_requires_pkce() -> None:
    with pytest.raises(IntegrationError) as caught:
        connector(configure("airtable", client_id="id", client_secret="s3cret"))
    assert "pkce" in caught.value.lost
    assert caught.value.target == "cohere"


def test_audit_names_the_preset_and_its_differences(server: Server) -> None:
    stored = cohere.Client("not-a-key", base_url=server.url).connectors.get("x")
    found = audit(stored)
    assert found.preset in ("gmail", "google_drive")  # its scope, "a", is nobody's
    assert "google_calendar" in found.others
    today = FULL["authorize_url"]
    assert found.differences == (
        ConnectorDifference("authorize_url", STORED["authorize_url"], today),
    )


def test_audit_chooses_by_scope_and_fills_in_variables() -> None:
    oauth = configure("zendesk", subdomain="acme", scopes="read").connector().model_dump()
    found = audit({"oauth": {**oauth, "scope": "read"}})
    assert (found.preset, found.distribution) == ("zendesk", "oauth-presets")
    assert found.variables == {"subdomain": "acme"}


def test_audit_finds_wrongly_joined_scopes() -> None:
    oauth = configure("shopify", shop="acme", scopes="read_orders,read_products").connector()
    found = audit({**oauth.model_dump(), "scope": "read_orders read_products"})
    assert found.preset == "shopify"
    assert (
        ConnectorDifference("scope", "read_orders read_products", oauth.scope) in found.differences
    )


def test_audit_of_one_moved_endpoint() -> None:
    oauth = configure("airtable").connector().model_dump()
    found = audit({**oauth, "authorize_url": "https://airtable.com/oauth2/v0/authorize"})
    assert found.preset == "airtable"
    assert [each.field for each in found.differences] == ["authorize_url"]


def test_audit_of_unknown_endpoints_finds_nothing() -> None:
    unknown = {"authorize_url": "https://x.example/a", "token_url": "https://x.example/t"}
    assert audit(unknown) == Audit(None)


@pytest.mark.slow
def test_audit_of_a_built_connector_finds_no_difference() -> None:
    for entry in list_presets()[::9]:
        variables = get_preset(entry.name).variables
        values: dict[str, Any] = {
            name: each.example for name, each in variables.items() if each.example
        }
        found = audit(configure(entry.name, **values).connector())
        assert found.preset is not None
        assert entry.name in (found.preset, *found.others)
        assert entry.name != found.preset or not found.differences, entry.name
