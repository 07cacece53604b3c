"""A canary for a secret, through every place where a value is shown: it is seen only where sent."""

import asyncio
import concurrent.futures
import contextlib
import copy
import doctest
import io
import json
import logging
import os
import pprint
import pydoc
import reprlib
import string
import subprocess
import sys
import threading
import time
import traceback
import unittest
import warnings
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cohere
import httpx
import pytest
import rich.pretty
from cohere.core.api_error import ApiError
from pydantic import BaseModel, SecretStr, TypeAdapter, ValidationError
from rich.console import Console
from rich.traceback import Traceback
from support import command as line
from support.plugins import offer

from oauth_presets import (
    CreateConnectorOAuth,
    OAuthPresetsError,
    PresetRegistry,
    UnsupportedNeedWarning,
    build_oauth,
    configure,
    explain,
)
from oauth_presets.lock import write_lock

PARTS = ("canary", "5ecret")
"""Joined only where it is used, so that no source line and no local variable of a test holds it."""


def canary(more: str = "") -> str:
    return "-".join(PARTS) + more


def assert_unseen(text: str) -> None:
    """Hold that the canary is not in a text, nor in what encodings make of it."""
    found = "-".join(PARTS) in text or "canary" in text.lower()
    assert not found, "the canary was seen"


class Other(BaseModel):
    number: int = 0


# -- what holds the secret, and every way to show it -----------------------------------------------


def full() -> CreateConnectorOAuth:
    return build_oauth("google_drive", client_id="visible", client_secret=canary())


def completed() -> CreateConnectorOAuth:
    oauth = build_oauth("google_drive", client_id="visible")
    oauth.client_secret = canary()
    return oauth


HOLDERS: dict[str, Callable[[], CreateConnectorOAuth]] = {
    "built": full,
    "built from SecretStr": lambda: build_oauth(
        "google_drive", client_id="visible", client_secret=SecretStr(canary())
    ),
    "completed": completed,
    "made": lambda: CreateConnectorOAuth(client_id="visible", client_secret=canary()),
    "validated": lambda: CreateConnectorOAuth.model_validate(
        {"client_id": "visible", "client_secret": canary()}
    ),
    "parsed": lambda: CreateConnectorOAuth.model_validate_json(
        json.dumps({"client_id": "visible", "client_secret": canary()})
    ),
    "constructed": lambda: CreateConnectorOAuth.model_construct(
        client_id="visible", client_secret=canary()
    ),
    "copied": lambda: copy.deepcopy(full()),
    "updated": lambda: build_oauth("google_drive", client_id="visible").model_copy(
        update={"client_secret": canary()}
    ),
}


def raised(function: Callable[[], object]) -> BaseException:
    try:
        function()
    except BaseException as error:  # whatever it is, it is looked at
        return error
    raise AssertionError("nothing was raised")


def raise_with(held: object) -> None:
    raise RuntimeError("with a local variable")


def with_locals(error: BaseException) -> str:
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def rich_traceback(error: BaseException) -> str:
    out = io.StringIO()
    shown = Traceback.from_exception(
        type(error), error, error.__traceback__, show_locals=True, locals_max_length=50,
        locals_max_string=10_000, locals_hide_dunder=False, locals_hide_sunder=False,
    )  # fmt: skip
    Console(file=out, width=400).print(shown)
    return out.getvalue()


def rich_print(held: object) -> str:
    out = io.StringIO()
    Console(file=out, width=400).print(held, [held], {"a": held})
    return out.getvalue()


@contextlib.contextmanager
def logged() -> Iterator[io.StringIO]:
    """Everything that any logger says at DEBUG, with all that a record holds."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setLevel(logging.DEBUG)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s"))
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)  # not by assignment: loggers remember what is enabled
    root.addHandler(handler)
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.disabled = False  # a server of the tests, in this process, switched them off
    try:
        yield out
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def log(held: object) -> str:
    with logged() as out:
        logging.getLogger("x").debug("%s %r", held, held, extra={"held": held})
        logging.getLogger("x").debug({"held": held})
        try:
            raise_with(held)
        except RuntimeError:
            logging.getLogger("x").exception("failed with %s", held)
    return out.getvalue()


def stderr_of(function: Callable[[], object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stderr(out), contextlib.redirect_stdout(out):
        function()
    return out.getvalue()


def in_a_thread(held: object) -> str:
    def work() -> None:
        raise RuntimeError(held)

    def run() -> None:
        before, threading.excepthook = threading.excepthook, threading.__excepthook__
        try:
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
        finally:
            threading.excepthook = before

    return stderr_of(run)


def in_a_pool(held: object) -> str:
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        error = pool.submit(raise_with, held).exception()
    assert error is not None
    return with_locals(error)


def in_a_task(held: object) -> str:
    async def work() -> None:
        loop = asyncio.get_running_loop()
        loop.call_exception_handler({"message": "failed", "held": held})
        loop.call_soon(raise_with, held)
        await asyncio.sleep(0)

    with logged() as out:
        asyncio.run(work())
    return out.getvalue()


def compared(held: object) -> str:
    case = unittest.TestCase()
    case.maxDiff = None
    other = CreateConnectorOAuth(client_id="x")
    failures = (
        lambda: case.assertEqual(held, other),  # noqa: PT009 (its message is what is looked at)
        lambda: case.assertIn(held, []),  # noqa: PT009
        lambda: case.assertIsNone(held),  # noqa: PT009
    )
    return "".join(str(raised(failure)) for failure in failures) + str(held == other)


def documented(held: object) -> str:
    test = doctest.DocTestParser().get_doctest(">>> held\n'x'\n", {"held": held}, "x", "x", 0)
    return stderr_of(lambda: doctest.DocTestRunner().run(test))


def warned(held: object) -> str:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.warn(f"held {held}", UserWarning, stacklevel=2)
    return "".join(
        warnings.formatwarning(w.message, w.category, w.filename, w.lineno) for w in caught
    )


def refused_elsewhere(held: Any) -> str:
    errors = [
        raised(lambda: Other(number=held)),
        raised(lambda: Other.model_validate(held)),
        raised(lambda: Other.model_validate([held])),
        raised(lambda: TypeAdapter(list[int]).validate_python([held])),
    ]
    assert all(isinstance(error, ValidationError) for error in errors)
    return "\n".join(f"{e}{e!r}{e.errors()}" for e in errors if isinstance(e, ValidationError))


def schemas(held: CreateConnectorOAuth) -> str:
    class Request(BaseModel):
        oauth: CreateConnectorOAuth

    made = [CreateConnectorOAuth.model_json_schema(), Request.model_json_schema()]
    made.append(type(held).model_json_schema(mode="serialization"))
    return f"{held}{json.dumps(made)}{Request(oauth=held)!r}"


def errors_of_use(held: Any) -> str:
    uses: list[Callable[[], object]] = [
        lambda: hash(held),
        lambda: {held},
        lambda: held < held,
        lambda: held(),
        lambda: held + "",
        lambda: held["client_secret"],
        lambda: held.client_secrt,
        lambda: format(held, ">50"),
        lambda: setattr(held, "client_secrt", 1),
        lambda: setattr(held, "token_url", "http://x"),
        lambda: int(held),
        lambda: len(held),
        lambda: json.dumps(held),
        lambda: os.fspath(held),
        lambda: "".join([held]),
        lambda: CreateConnectorOAuth(client_id=held),
        lambda: build_oauth("slack", client_id=held),
        lambda: build_oauth("slack", client_secret=held),
        lambda: build_oauth("slack", scopes=[held]),
        lambda: build_oauth("slack", authorize_params={"a": held}),
        lambda: build_oauth("sharepoint", tenant=held),
    ]
    return str(held) + "".join(with_locals(raised(use)) for use in uses)


SINKS: dict[str, Callable[[Any], str]] = {
    "repr": repr,
    "str": str,
    "format": lambda held: f"{held} {held!r} {held!s} {held!a}",
    "percent": lambda held: "%s %r %a" % (held, held, held),  # noqa: UP031
    "template": lambda held: string.Template("$x").substitute(x=held),
    "in a list": lambda held: f"{[held]} {(held,)} { {'a': held} }",
    "in an exception": lambda held: f"{ValueError(held)} {ValueError(held)!r}",
    "pprint": pprint.pformat,
    "reprlib": lambda held: f"{held}{reprlib.repr(held)}",
    "rich print": rich_print,
    "rich pretty": rich.pretty.pretty_repr,
    "rich_repr": lambda held: str([*held.__rich_repr__()]),
    "devtools": lambda held: str([*held.__pretty__(repr)]),
    "displayhook": lambda held: stderr_of(lambda: sys.__displayhook__(held)),
    "print": lambda held: stderr_of(lambda: print(held)),  # noqa: T201
    "logging": log,
    "traceback": lambda held: with_locals(raised(lambda: raise_with(held))),
    "rich traceback": lambda held: rich_traceback(raised(lambda: raise_with(held))),
    "excepthook": lambda held: stderr_of(
        lambda: sys.__excepthook__(RuntimeError, RuntimeError(held), None)
    ),
    "thread": in_a_thread,
    "pool": in_a_pool,
    "asyncio": in_a_task,
    "unittest": compared,
    "doctest": documented,
    "pydoc": lambda held: f"{held}{pydoc.render_doc(held)}",
    "warning": warned,
    "another model's error": refused_elsewhere,
    "schema": schemas,
    "errors of use": errors_of_use,
    "json default=str": lambda held: json.dumps({"a": held}, default=str),
    "fields set": lambda held: f"{held}{held.model_fields_set}{held.model_extra}",
    "explained": lambda held: str(
        explain("google_drive", client_id="visible", client_secret=held.client_secret)
    ),
}


@pytest.mark.parametrize("sink", SINKS)
@pytest.mark.parametrize("holder", HOLDERS)
def test_objects_holding_a_secret_do_not_show_it(sink: str, holder: str) -> None:
    shown = SINKS[sink](HOLDERS[holder]())
    assert_unseen(shown)
    assert "visible" in shown  # what is shown is really the one that holds it


OF_MODELS = {"rich_repr", "devtools", "schema", "fields set"}


@pytest.mark.parametrize("sink", [sink for sink in SINKS if sink not in OF_MODELS])
def test_configuration_shows_no_secret(sink: str) -> None:
    config = configure("google_drive", client_id="visible", client_secret=canary())
    shown = SINKS[sink](config)
    assert_unseen(shown)
    assert "visible" in shown


def test_serialised_connector_contains_the_secret() -> None:
    for holder in HOLDERS.values():
        oauth = holder()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            sent = oauth.model_dump(), oauth.dict(), json.loads(oauth.model_dump_json())
        assert all(body["client_secret"] == canary() for body in sent)
        assert oauth.client_secret == canary()


# -- every error path ------------------------------------------------------------------------------


def needy() -> Callable[[], object]:
    def function() -> object:
        registry = PresetRegistry()
        preset = registry.get("slack").model_copy(update={"name": "needy", "pkce": "required"})
        registry.register(preset)
        with warnings.catch_warnings():
            warnings.simplefilter("error", UnsupportedNeedWarning)
            return registry.build("needy", client_secret=canary())

    return function


def locked(tmp_path: Path) -> Callable[[], object]:
    write_lock(tmp_path / "oauth-presets.lock", ["slack"])
    registry = PresetRegistry(lock=tmp_path / "oauth-presets.lock")
    return lambda: registry.build("google_drive", client_secret=canary())


def builds(name: str = "sharepoint", **arguments: Any) -> Callable[[], object]:
    """Return a function that builds; a function among the arguments is called first."""

    def function() -> object:
        return build_oauth(
            name, **{key: value() if callable(value) else value for key, value in arguments.items()}
        )

    return function


class Wrong:
    """A type that nobody takes, whose repr shows what it holds."""

    def __init__(self) -> None:
        self.client_secret = canary(" ")

    def __repr__(self) -> str:
        return self.client_secret


PATHS: dict[str, Callable[[], object]] = {
    "unknown preset": builds("no_such", client_secret=canary),
    "no name": builds("\u00e9", client_secret=canary),
    "another's": builds(distribution="nobody", client_secret=canary),
    "secret with a blank": builds(client_secret=lambda: canary(" ")),
    "secret with a line break": builds(client_secret=lambda: canary("\n")),
    "secret not ASCII": builds(client_secret=lambda: canary("\u00e9")),
    "secret in bytes": builds(client_secret=lambda: canary().encode()),
    "secret in a list": builds(client_secret=lambda: [canary()]),
    "secret in an object": builds(client_secret=Wrong),
    "SecretStr with a blank": builds(client_secret=lambda: SecretStr(canary(" "))),
    "misspelt keyword": builds(client_secrt=canary),
    "camel case keyword": builds(clientSecret=canary),
    "misspelt, a type": builds(client_secrets=Wrong),
    "no such keyword": builds("slack", zzz=canary),
    "missing variable": builds("okta", client_secret=canary),
    "refused variable": builds(client_secret=canary, tenant="evil.com/"),
    "scopes and a set": builds(client_secret=canary, scopes="a", scope_set="full"),
    "no such set": builds(client_secret=canary, scope_set="none"),
    "refused scope": builds(client_secret=canary, scopes=["a b"]),
    "refused added scope": builds(client_secret=canary, add_scopes=5),
    "refused parameter": builds(client_secret=canary, authorize_params={"state": "x"}),
    "parameters, a list": builds(client_secret=canary, authorize_params=["x"]),
    "URL too long": builds(client_secret=canary, authorize_params={"a": "x" * 3000}),
    "offline, a text": builds(client_secret=canary, offline="no"),
    "need as an error": needy(),
    "configured, misspelt": lambda: configure("slack", client_secrt=canary()),
    "configured, refused": lambda: configure("slack", client_secret=canary(" ")),
    "configured, contradictory": lambda: configure(
        "slack", client_id="id", client_secret=canary(), auth_method="none"
    ),
    "configured, parameters": lambda: configure(
        "slack", client_secret=canary(), token_params={"client_secret": canary()}
    ),
    "configured, variable": lambda: configure(
        "sharepoint",
        client_secret=canary(),
        tenant=5,  # type: ignore[arg-type]
    ),
    "explained, misspelt": lambda: explain("slack", client_secrt=canary()),
    "explained, refused": lambda: explain("slack", client_secret=canary(" ")),
    "explained, unknown": lambda: explain("no_such", client_secret=canary()),
    "explained, scopes": lambda: explain("slack", client_secret=canary(), scopes=5),
    "made with a blank": lambda: CreateConnectorOAuth(client_secret=canary(" ")),
    "made with a typo": lambda: CreateConnectorOAuth(client_secrt=canary()),  # type: ignore[call-arg]
    "made, another field wrong": lambda: CreateConnectorOAuth(
        client_secret=canary(), token_url="http://x"
    ),
    "made of a list": lambda: CreateConnectorOAuth(client_secret=[canary()]),
    "validated": lambda: CreateConnectorOAuth.model_validate({"client_secret": canary(" ")}),
    "validated, a text": lambda: CreateConnectorOAuth.model_validate(canary()),
    "validated, an object": lambda: CreateConnectorOAuth.model_validate(
        Wrong(), from_attributes=True
    ),
    "validated, strictly": lambda: CreateConnectorOAuth.model_validate(
        {"client_secret": canary().encode()}, strict=True
    ),
    "parsed": lambda: CreateConnectorOAuth.model_validate_json(
        json.dumps({"client_secret": canary(" ")})
    ),
    "parsed, cut short": lambda: CreateConnectorOAuth.model_validate_json(
        json.dumps({"client_secret": canary()})[:-1]
    ),
    "parsed, bytes": lambda: CreateConnectorOAuth.model_validate_json(canary().encode()),
    "parsed strings": lambda: CreateConnectorOAuth.model_validate_strings(
        {"client_secret": canary(" ")}
    ),
    "assigned": lambda: setattr(CreateConnectorOAuth(), "client_secret", canary(" ")),
    "assigned, a list": lambda: setattr(CreateConnectorOAuth(), "client_secret", [canary()]),
    "assigned to a typo": lambda: setattr(CreateConnectorOAuth(), "client_secrt", canary()),
    "assigned, then another": lambda: setattr(full(), "token_url", "http://x"),
}

SHOWN: dict[str, Callable[[BaseException], str]] = {
    "str": str,
    "repr": repr,
    "args": lambda error: repr(error.args),
    "vars": lambda error: repr(vars(error)),
    "print_exception": lambda error: "".join(traceback.format_exception(error)),
    "locals": with_locals,
    "rich": rich_traceback,
    "errors": lambda error: repr(error.errors()) if isinstance(error, ValidationError) else "",
    "json": lambda error: error.json() if isinstance(error, ValidationError) else "",
    "chain": lambda error: repr((error.__cause__, error.__context__)),
}


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_no_error_shows_the_secret(path: str) -> None:
    with logged() as out:
        error = raised(PATHS[path])
        logging.getLogger("x").error("failed", exc_info=error)
    assert isinstance(error, OAuthPresetsError | ValidationError | UnsupportedNeedWarning)
    texts = {name: show(error) for name, show in SHOWN.items()} | {"logging": out.getvalue()}
    for name, text in texts.items():
        found = canary() in text
        assert not found, f"the canary was seen by way of {name}"


def test_no_lock_or_plugin_error_shows_the_secret(tmp_path: Path, site: Path) -> None:
    offer(site, "broken", "raise SystemExit")
    offer(site, "one", value="one_mod:preset")
    path = offer(site, "two") / "entry_points.txt"
    path.write_text("[oauth_presets]\none = two_mod:preset\n")
    registry = PresetRegistry()
    for function in (
        locked(tmp_path),
        lambda: registry.build("broken", client_secret=canary()),
        lambda: registry.build("one", client_secret=canary()),
    ):
        error = raised(function)
        assert isinstance(error, OAuthPresetsError)
        for shown in SHOWN.values():
            assert_unseen(shown(error).replace("def canary", "").replace("canary()", ""))


# -- pytest ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_pytest_failure_report_does_not_show_the_secret(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIRD", canary())
    pytester.makepyfile(
        """
        import os
        import pytest
        from oauth_presets import CreateConnectorOAuth, build_oauth

        @pytest.fixture
        def oauth():
            return build_oauth("slack", client_id="visible", client_secret=os.environ["BIRD"])

        def test_equal(oauth):
            assert oauth == CreateConnectorOAuth(client_id="visible")

        def test_in(oauth):
            assert oauth in [oauth.model_copy(update={"client_id": "x"})], f"{oauth}"

        def test_none(oauth):
            held = [oauth]
            assert not held

        def test_raises(oauth):
            oauth.client_secret = os.environ["BIRD"] + " "

        @pytest.mark.parametrize("made", [build_oauth("slack", client_id="visible",
                                                      client_secret=os.environ["BIRD"])])
        def test_parameter(made):
            build_oauth("okta", client_secret=os.environ["BIRD"])
        """
    )
    result = pytester.runpytest_subprocess("-vvl", "--tb=long", "--full-trace", "-rA")
    result.assert_outcomes(failed=5)
    text = result.stdout.str() + result.stderr.str()
    assert "visible" in text
    assert_unseen(text)


# -- the wire --------------------------------------------------------------------------------------


class Recorder(BaseHTTPRequestHandler):
    """Records what arrives, and answers with an error where the path says so."""

    arrived: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.arrived.append((self.path, str(self.headers), body))
        answer = b'{"message": "no"}'
        self.send_response(400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    arrived: list[tuple[str, str, bytes]] = []
    handler = type("Handler", (Recorder,), {"arrived": arrived})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=listening.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", arrived
    listening.shutdown()
    listening.server_close()
    thread.join(10)


def test_secret_is_sent_in_the_request_body_only(
    server: tuple[str, list[tuple[str, str, bytes]]],
) -> None:
    url, arrived = server

    def by_cohere() -> object:
        client = cohere.Client(base_url=url, api_key="x")
        return client.connectors.create(
            name="a", url="https://x.example",
            oauth=full(),
            request_options={"max_retries": 0},
        )  # fmt: skip

    def by_httpx() -> object:
        return httpx.post(f"{url}/x", json=full().model_dump()).raise_for_status()

    for call, kind in ((by_cohere, ApiError), (by_httpx, httpx.HTTPStatusError)):
        arrived.clear()
        with logged() as out:
            error = raised(call)
        assert isinstance(error, kind)
        ((path, headers, body),) = arrived
        assert canary() in body.decode()
        assert out.getvalue()  # the libraries did log
        for text in (path, headers, out.getvalue(), str(error), repr(error)):
            assert_unseen(text)


# -- the command line ------------------------------------------------------------------------------

WAYS = ("file", "stdin", "environment")
FORMATS = ("json", "env", "curl", "python")


def command_line(
    folder: Path, way: str, *arguments: str, secret: str | None = None
) -> tuple[list[str], bytes, dict[str, str]]:
    """Return the command, its input and its environment, with every folder of its own."""
    secret = canary() if secret is None else secret
    for name in ("home", "temporary", "here"):
        (folder / name).mkdir(exist_ok=True)
    environment = {
        **{key: v for key, v in os.environ.items() if not key.startswith("OAUTH_PRESETS_")},
        "HOME": str(folder / "home"), "TMPDIR": str(folder / "temporary"),
        "PYTHONPATH": str(folder / "site"), "PYTHONDEVMODE": "1", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    options, stdin = [], b""
    if way == "file":
        (folder / "secret").write_text(secret)
        options = ["--client-secret-file", str(folder / "secret")]
    elif way == "stdin":
        options, stdin = ["--client-secret-stdin"], secret.encode()
    else:
        environment["OAUTH_PRESETS_CLIENT_SECRET"] = secret
    return [sys.executable, "-m", "oauth_presets", *arguments, *options], stdin, environment


def run(folder: Path, way: str, *arguments: str, secret: str | None = None) -> tuple[int, str]:
    command, stdin, environment = command_line(folder, way, *arguments, secret=secret)
    done = line.run(
        *command[3:], stdin=stdin.decode(), environment=environment, cwd=folder / "here"
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_command_line_shows_the_secret_only_with_reveal(tmp_path: Path, way: str) -> None:
    build = ("build", "google_drive", "--client-id", "visible")
    for shape in FORMATS if way == "environment" else FORMATS[:1]:
        code, text = run(tmp_path, way, *build, "--format", shape)
        assert code == 0, text
        assert "visible" in text
        assert_unseen(text)
    code, text = run(tmp_path, way, *build, "--explain", "--json")
    assert (code, "**********" in text) == (0, True)
    assert_unseen(text)
    assert canary() in run(tmp_path, way, *build, "--reveal")[1]
    holding = [file for file in tmp_path.rglob("*") if file.is_file() and file.name != "secret"]
    assert [file for file in holding if canary().encode() in file.read_bytes()] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["build", "gogle_drive"], 1),
        (["build", "okta"], 1),
        (["build", "okta", "--set", "zzz=1"], 1),
        (["build", "sharepoint", "--set", "tenant=evil.com/"], 1),
        (["build", "sharepoint", "--scope", 'a"b'], 1),
        (["build", "sharepoint", "--scope-set", "x"], 1),
        (["build", "sharepoint", "--distribution", "x"], 1),
        (["build", "sharepoint", "--format", "x"], 2),
        (["build", "sharepoint", "--set", "x"], 2),
        (["build", "sharepoint", "--set", "client_secret=x"], 2),
        (["build", "sharepoint", "--set", "client_id=x"], 2),
        (["build", "sharepoint", "--set", "scopes=x"], 2),
        (["build", "sharepoint", "--ask-secret", "--client-secret-stdin"], 2),
        (["build", "broken"], 1),
        (["build", "sharepoint", "--explain", "--set", "zzz=1"], 1),
    ],
)
def test_no_command_line_error_shows_the_secret(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    (tmp_path / "site").mkdir()
    offer(tmp_path / "site", "broken", "import os\nraise SystemExit(2)")
    found, text = run(tmp_path, "environment", *arguments)
    assert found == code, text
    assert "Traceback" not in text
    assert_unseen(text)


@pytest.mark.parametrize("way", WAYS)
def test_command_line_does_not_show_a_refused_secret(tmp_path: Path, way: str) -> None:
    code, text = run(tmp_path, way, "build", "slack", secret=canary("\u00e9"))
    assert code == 1
    assert "client secret" in text
    assert_unseen(text)


def test_secret_in_an_argument_is_refused_without_echo(tmp_path: Path) -> None:
    for arguments in (["--client-secret", canary()], [f"--client-secret={canary()}"],
                      ["--set", f"client_secret={canary()}"],
                      ["--set", f"client_secrt={canary()}"]):  # fmt: skip
        code, text = run(tmp_path, "stdin", "build", "slack", *arguments)
        assert code in (1, 2)
        assert_unseen(text)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="there is no /proc here")
@pytest.mark.parametrize("way", WAYS)
def test_secret_is_not_visible_to_other_processes(tmp_path: Path, way: str) -> None:
    (tmp_path / "site").mkdir()
    sleeps = "import sys, time\nprint('asleep', file=sys.stderr, flush=True)\ntime.sleep(60)"
    offer(tmp_path / "site", "sleeps", sleeps)
    command, stdin, environment = command_line(tmp_path, way, "build", "sleeps")
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stderr is not None
    try:
        process.stdin.write(stdin)
        process.stdin.close()
        assert process.stderr.readline() == b"asleep\n"
        for attempt in range(50):
            shown = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode()
            if "sleeps" in shown:
                break
            time.sleep(0.1)
            assert attempt < 49
        assert_unseen(shown)
        assert oct(Path(f"/proc/{process.pid}/environ").stat().st_mode)[-3:] == "400"
        left = [file for file in (tmp_path / "temporary").rglob("*") if file.is_file()]
        assert left == []
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_at_least_25_sinks_and_40_paths_are_tested() -> None:
    assert len(SINKS) >= 25
    assert len(PATHS) >= 40
