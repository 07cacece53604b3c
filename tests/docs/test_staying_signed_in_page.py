"""The examples of docs/staying-signed-in.md, run as they stand."""

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from support import PROJECT

from oauth_presets.login import Token
from oauth_presets.tokens import auth_flow

PAGE = (PROJECT / "docs" / "staying-signed-in.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def answer(self: object, request: httpx.Request) -> httpx.Response:
    assert request.headers["authorization"] == "Bearer access"
    return httpx.Response(200, json={"files": [str(request.url)]})


async def aanswer(self: object, request: httpx.Request) -> httpx.Response:
    return answer(self, request)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the examples take as given: a signed-in user, a database; Google answers in memory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", answer)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", aanswer)
    monkeypatch.setattr(auth_flow, "revoke", lambda *_, **__: None)
    monkeypatch.setenv("OAUTH_PRESETS_GOOGLE_DRIVE_CLIENT_ID", "my-client-id")
    return {
        "token": Token("access", refresh_token="refresh", expires_in=3600, scopes=("x",)),
        "database_url": f"sqlite:///{tmp_path / 'tokens.db'}",
        "__name__": "page",
    }


def test_examples_of_the_page_run(page: dict[str, Any], tmp_path: Path) -> None:
    assert len(EXAMPLES) == 11
    for number, example in enumerate(EXAMPLES[:-1]):
        exec(compile(example, f"example {number}", "exec"), page)  # noqa: S102
    found = {"files": ["https://www.googleapis.com/drive/v3/files"]}
    assert page["files"] == found
    assert "documents.readonly" in page["flow"].authorization_url
    assert page["config"].client_id == "my-client-id"
    first = page["TokenAuth"](
        page["configure"]("google_drive", client_id="x", client_secret="y"),
        store=page["store"], key="a",
    )  # fmt: skip
    first.save(page["token"])
    page["auth"] = first
    assert asyncio.run(page["list_files"]()) == found
    with httpx.Client(auth=first) as page["client"]:
        assert page["list_files_or_ask"]() == found
        first.sign_out()
        assert page["list_files_or_ask"]() == "redirect to the sign-in"
    page["engine"].dispose()
    assert (tmp_path / "tokens.json").exists()


@pytest.mark.slow
def test_example_store_passes_the_contract_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_redis="\n".join(EXAMPLES[-2:]))
    result = pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider")
    outcomes = result.parseoutcomes()
    assert set(outcomes) == {"passed"}, result.stdout.str()
    assert outcomes["passed"] > 15
