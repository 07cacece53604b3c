"""The guide's examples for web frameworks, each run with the framework's own test client."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from support import PROJECT
from support.provider import CODE, GOOD, Provider, configured, provider
from support.real_servers import missing

from oauth_presets import login as face

GUIDE = (PROJECT / "docs" / "signing-in.md").read_text(encoding="utf-8")


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        running.answer({**GOOD, "scope": "read"})
        yield running


def example(framework: str, module: str) -> str:
    """Return the example that imports a framework."""
    if find_spec(module) is None:
        missing(framework, "pip install -e '.[test]'")
    section = GUIDE.partition("### Where to keep a flow")[2].partition("### The token")[0]
    blocks = re.findall(r"^```python\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    (found,) = (block for block in blocks if block.startswith(f"from {module}"))
    return str(found)


def run(source: str, acme: Provider) -> dict[str, Any]:
    names: dict[str, Any] = {
        "config": configured(acme.preset(), {}),
        "__name__": "example",
        **{name: getattr(face, name) for name in ("Flow", "afinish", "finish", "start")},
    }
    exec(compile(source, "guide", "exec", dont_inherit=True), names)  # noqa: S102
    return names


def query_of(location: str) -> str:
    return f"code={CODE}&state={parse_qs(urlsplit(location).query)['state'][0]}"


def test_flask(acme: Provider) -> None:
    app = run(example("Flask", "flask"), acme)["app"]
    client, stranger = app.test_client(), app.test_client()
    query = query_of(client.get("/login").headers["location"])
    assert stranger.get(f"/callback?{query}").status_code == 400
    cookie = client.get_cookie("session").decoded_value
    assert client.get(f"/callback?{query}").text == "Signed in, ('read',)"
    assert client.get(f"/callback?{query}").status_code == 400
    assert str(acme.requests[0].form["code_verifier"]) not in cookie


@pytest.mark.parametrize(
    ("framework", "module"), [("Starlette", "starlette"), ("FastAPI", "fastapi")]
)
def test_starlette_and_fastapi(acme: Provider, framework: str, module: str) -> None:
    app = run(example(framework, module), acme)["app"]
    from starlette.testclient import TestClient

    client = TestClient(app, follow_redirects=False)
    query = query_of(client.get("/login").headers["location"])
    assert TestClient(app).get(f"/callback?{query}").status_code == 400
    assert "Signed in, ('read',)" in client.get(f"/callback?{query}").text
    assert client.get(f"/callback?{query}").status_code == 400
    assert len(acme.requests) == 1


DJANGO = """
import sys
import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["testserver"], DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:"}}}}, INSTALLED_APPS=["django.contrib.sessions"], ROOT_URLCONF="__main__",
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
    SECRET_KEY="only for tests",
)
django.setup()
from django.core.management import call_command
from django.test import Client
from oauth_presets import Preset, configure
from oauth_presets.login import Flow, finish, start

call_command("migrate", verbosity=0)
config = configure(Preset.model_validate_json({preset!r}), client_id="me")
{example}
from urllib.parse import parse_qs, urlsplit
client = Client()
location = client.get("/login").headers["location"]
query = "code=x&state=" + parse_qs(urlsplit(location).query)["state"][0]
print(Client().get("/callback?" + query).status_code)
print(client.get("/callback?" + query).content.decode())
print(client.get("/callback?" + query).status_code)
"""


@pytest.mark.slow
def test_django(acme: Provider) -> None:
    program = DJANGO.format(
        preset=acme.preset().model_dump_json(), example=example("Django", "django")
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines() == ["400", "Signed in, ('read',)", "400"], done.stderr
