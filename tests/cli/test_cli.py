"""The command line, run as a process, as a user or a script would."""

import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import COMMAND, run

from oauth_presets import configure, get_preset

SECRET = r"""can"ary\$HOME`id`'s"""
SHELLS = [shell for shell in ("sh", "bash", "dash", "zsh") if shutil.which(shell)]


def distribution(folder: Path, name: str, entry_points: str | bytes, **modules: str) -> None:
    """Lay down what installing a wheel would: a .dist-info folder and modules."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    text = entry_points if isinstance(entry_points, bytes) else entry_points.encode()
    (info / "entry_points.txt").write_bytes(b"[oauth_presets]\n" + text)
    for module, source in modules.items():
        (folder / f"{module}.py").write_text(source)


PRESET = """
from oauth_presets import Preset
{extra}
noisy = Preset(name="noisy", title="Noisy", docs_url="https://noisy.example/docs",
    authorize_url="https://noisy.example/a", token_url="https://noisy.example/t")
"""


@pytest.fixture
def neighbours(tmp_path: Path) -> Path:
    """A folder with a plugin that prints, one that does not load, and unreadable metadata."""
    distribution(
        tmp_path, "noisy-presets", "noisy = noisy_plugin:noisy",
        noisy_plugin=PRESET.format(extra="print('NOISE')"),
    )  # fmt: skip
    distribution(
        tmp_path, "broken-presets", "broken = broken_plugin:broken",
        broken_plugin="raise SystemExit('no thanks')",
    )  # fmt: skip
    distribution(tmp_path, "latin-presets", "caf\xe9 = x:y".encode("latin-1"))
    return tmp_path


# -- list and show ---------------------------------------------------------------------------------


def test_list_prints_a_plain_table_to_a_pipe() -> None:
    done = run("list", "power_bi")
    assert done.stdout.splitlines() == [
        "NAME      TITLE               DISTRIBUTION   VERSION  NOTE",
        "power_bi  Microsoft Power BI  oauth-presets  0.1.0    first-party",
    ]
    assert done.stderr == ""


def test_list_leaves_out_columns_that_are_the_same_in_every_row() -> None:
    assert run("list", "slack").stdout == (
        "NAME        TITLE\nslack       Slack\nslack_user  Slack (user token)\n"
    )


WATCHED = """
import atexit, sys

def importer():
    frame = sys._getframe(2)
    while "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_globals["__name__"]

class Finder:
    def find_spec(self, name, path=None, target=None):
        # typer may use pydantic for itself, so what counts is who imports it.
        if name in ("pydantic", "rich") and importer().startswith("oauth_presets"):
            print(importer(), "imports", name, file=sys.stderr)

sys.meta_path.insert(0, Finder())
unwanted = {"httpx", "oauth_presets.core.preset", "oauth_presets_catalog"}
atexit.register(lambda: print(sorted(unwanted & {*sys.modules}), file=sys.stderr))
from oauth_presets.cli import main
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["list", "slack.com"]])
def test_list_imports_neither_presets_nor_pydantic_nor_rich(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Power BI", "power_bi"),
        ("x.com", "twitter"),
        ("https://app.slack.com/client/T0", "slack"),
        ("slack", "slack"),
        ("Microsoft SharePoint", "sharepoint"),
    ],
)
def test_list_search_prints_the_best_match_first(query: str, first: str) -> None:
    assert json.loads(run("list", query, "--json").stdout)[0]["name"] == first


def test_list_finds_the_presets_of_a_package_by_its_name(neighbours: Path) -> None:
    assert run("list", "Noisy_Presets", path=neighbours).stdout.splitlines() == [
        "NAME   DISTRIBUTION   VERSION",
        "noisy  noisy-presets  1.0",
    ]


def test_title_of_a_shadowed_preset_is_not_taken_from_the_index(tmp_path: Path) -> None:
    distribution(tmp_path, "one-presets", "power_bi = x:y")
    rows = json.loads(run("list", "power_bi", "--json", path=tmp_path).stdout)
    assert [(row["distribution"], row["title"]) for row in rows] == [
        ("oauth-presets", "Microsoft Power BI"), ("one-presets", None),
    ]  # fmt: skip


def test_list_json_holds_every_field_of_an_entry() -> None:
    (entry,) = json.loads(run("list", "power_bi", "--json").stdout)
    assert entry == {
        "name": "power_bi",
        "distribution": "oauth-presets",
        "version": "0.1.0",
        "value": "oauth_presets_catalog.microsoft:power_bi",
        "first_party": True,
        "shadowed": False,
        "conflict": False,
        "title": "Microsoft Power BI",
        "categories": [*get_preset("power_bi").categories],
        "keywords": [*get_preset("power_bi").keywords],
        "variables": None,
        "error": None,
    }


def test_list_reports_no_match_on_stderr() -> None:
    done = run("list", "nothing-is-called-this")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "No preset matches 'nothing-is-called-this'.\n"


def test_list_imports_no_plugin_and_reports_problems(neighbours: Path) -> None:
    done = run("list", "--json", path=neighbours)
    names = {entry["name"] for entry in json.loads(done.stdout)}
    assert {"noisy", "broken", "power_bi"} <= names
    assert "NOISE" not in done.stdout + done.stderr
    assert "Problem: latin-presets" in done.stderr
    assert "UnicodeDecodeError" in done.stderr


def test_list_details_lists_a_plugin_that_does_not_load(neighbours: Path) -> None:
    done = run("list", "--details", "--json", path=neighbours)
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["noisy"]["title"] == "Noisy"
    assert "no thanks" in rows["broken"]["error"]
    assert rows["power_bi"]["variables"] == ["cloud", "tenant"]
    assert "broken-presets 1.0" in done.stderr
    table = run("list", "--details", "broken", path=neighbours).stdout
    assert "does not load" in table


def test_list_marks_shadowed_and_conflicting_presets(tmp_path: Path) -> None:
    for name in ("one-presets", "two-presets"):
        distribution(tmp_path, name, "power_bi = x:y\nshared = x:y")
    out = run("list", path=tmp_path).stdout
    rows = {" ".join(line.split()) for line in out.splitlines()}
    assert "power_bi one-presets 1.0 shadowed: needs --distribution" in rows
    assert "shared two-presets 1.0 conflict: needs --distribution" in rows
    assert "power_bi Microsoft Power BI oauth-presets 0.1.0 first-party" in rows


def test_show_prints_every_fact() -> None:
    done = run("show", "Share Point".replace(" ", ""), "--redirect-uri", "https://me.example/cb")
    for text in (
        "https://{cloud}/{tenant}/oauth2/v2.0/token",
        "Sites.Read.All: ",
        "Scope set readonly",
        "for example contoso.onmicrosoft.com",
        "the scope offline_access",
        "https://me.example/cb",
        "https://learn.microsoft.com/",
        "2026-",
        "oauth-presets 0.1.0",
    ):
        assert text in done.stdout, text
    assert "{redirect_uri}" not in done.stdout
    assert not any(line != line.rstrip() for line in done.stdout.splitlines())


def test_show_prints_a_placeholder_for_the_redirect_uri() -> None:
    assert "Register <your redirect URI> as" in run("show", "confluence").stdout


def test_show_for_a_target_names_what_it_cannot_carry() -> None:
    lost = json.loads(run("show", "tiktok", "--for", "openapi", "--json").stdout)
    assert {"renamed_authorization_params", "scope_separator"} <= {need["fact"] for need in lost}
    shown = run("show", "tiktok", "--for", "openapi").stdout.splitlines()
    assert shown[0] == "IMPACT  WHAT IS LOST"
    assert [line.split(maxsplit=1) for line in shown[1:]] == [
        [need["impact"], need["text"]] for need in lost
    ]
    done = run("show", "google_drive", "--for", "authlib")
    assert done.stdout == "authlib carries everything that Google Drive needs.\n"
    refused = run("show", "tiktok", "--for", "nothing")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Error: Unknown target 'nothing'. Choose one of authlib, ")


def test_show_names_the_chosen_owner(neighbours: Path) -> None:
    done = run("show", "noisy", "--distribution", "Noisy.Presets", path=neighbours)
    assert "noisy-presets 1.0" in done.stdout
    assert "NOISE" not in done.stdout
    assert "NOISE" in done.stderr


# -- build -----------------------------------------------------------------------------------------


def test_build_prints_only_the_result_to_stdout(neighbours: Path) -> None:
    done = run("build", "noisy", "--client-id", "x", path=neighbours)
    assert json.loads(done.stdout) == {
        "client_id": "x",
        "authorize_url": "https://noisy.example/a",
        "token_url": "https://noisy.example/t",
    }
    assert "NOISE" in done.stderr


def test_build_applies_every_option() -> None:
    done = run(
        "build", "sharepoint", "--client-id", "x", "--scope", "Sites.Read.All", "--scope", "A B",
        "--add-scope", "C", "--no-offline", "--set", "tenant=contoso",
    )  # fmt: skip
    made = json.loads(done.stdout)
    assert made["scope"] == "Sites.Read.All A B C"
    assert made["token_url"] == "https://login.microsoftonline.com/contoso/oauth2/v2.0/token"
    full = json.loads(run("build", "sharepoint", "--scope-set", "full").stdout)
    assert full["scope"].startswith("Sites.ReadWrite.All")


def secret_by_file(tmp_path: Path) -> tuple[list[str], str, dict[str, str]]:
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n")
    return ["--client-secret-file", str(file)], "", {}


def secret_by_stdin(_: Path) -> tuple[list[str], str, dict[str, str]]:
    return ["--client-secret-stdin"], SECRET + "\r\n", {}


def secret_by_environment(_: Path) -> tuple[list[str], str, dict[str, str]]:
    return [], "", {"OAUTH_PRESETS_CLIENT_SECRET": SECRET}


def test_build_format_openapi_is_a_security_scheme() -> None:
    done = run("build", "zoho_crm", "--set", "region=eu", "--format", "openapi")
    scheme = json.loads(done.stdout)
    assert scheme["type"] == "oauth2"
    flow = scheme["flows"]["authorizationCode"]
    assert flow["tokenUrl"] == "https://accounts.zoho.eu/oauth/v2/token"
    assert "Zoho" in scheme["description"]


@pytest.mark.slow
@pytest.mark.parametrize("way", [secret_by_file, secret_by_stdin, secret_by_environment])
@pytest.mark.parametrize("shape", ["json", "config", "env", "curl", "python"])
def test_secret_is_printed_only_with_reveal(
    way: Callable[[Path], tuple[list[str], str, dict[str, str]]], shape: str, tmp_path: Path
) -> None:
    arguments, stdin, environment = way(tmp_path)
    command = ["build", "sharepoint", "--client-id", "x", "--format", shape, *arguments]
    done = run(*command, stdin=stdin, environment=environment)
    assert done.returncode == 0, done.stderr
    assert "ary" not in done.stdout + done.stderr
    assert "--reveal" in done.stderr
    revealed = run(*command, "--reveal", stdin=stdin, environment=environment)
    assert "ary" in revealed.stdout
    assert "ary" not in revealed.stderr


def test_json_contains_the_secret_only_with_reveal() -> None:
    environment = {"OAUTH_PRESETS_CLIENT_SECRET": SECRET}
    assert "client_secret" not in json.loads(
        run("build", "sharepoint", environment=environment).stdout
    )
    revealed = json.loads(run("build", "sharepoint", "--reveal", environment=environment).stdout)
    assert revealed["client_secret"] == SECRET


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("reveal", [False, True])
def test_curl_command_sends_the_whole_request(shell: str, reveal: bool, tmp_path: Path) -> None:
    done = run(
        "build", "sharepoint", "--client-id", "x$y", "--format", "curl",
        *(["--reveal"] if reveal else []), environment={"OAUTH_PRESETS_CLIENT_SECRET": SECRET},
    )  # fmt: skip
    stub = tmp_path / "curl"
    stub.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$@" >"$0.arguments"\ncat <&3 >"$0.config"\ncat >"$0.stdin"\n'
    )
    stub.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "OAUTH_PRESETS_CLIENT_SECRET": "unused" if reveal else SECRET,
        "CO_API_KEY": "the-key",
    }
    subprocess.run([shell], input=done.stdout, text=True, check=True, env=environment, timeout=30)
    body = json.loads((tmp_path / "curl.stdin").read_text())
    assert body["oauth"]["client_secret"] == SECRET
    assert body["oauth"]["client_id"] == "x$y"
    assert body["name"] == "Microsoft SharePoint"
    arguments = (tmp_path / "curl.arguments").read_text()
    assert "https://api.cohere.com/v1/connectors" in arguments
    assert "--config\n/dev/fd/3\n" in arguments
    assert (tmp_path / "curl.config").read_text() == 'header = "Authorization: Bearer the-key"\n'
    assert "ary" not in arguments
    assert "the-key" not in arguments
    for name in ("CO_API_KEY", *(() if reveal else ("OAUTH_PRESETS_CLIENT_SECRET",))):
        (tmp_path / "curl.stdin").unlink(missing_ok=True)
        failed = subprocess.run(
            [shell], input=done.stdout, text=True, capture_output=True, timeout=30,
            env={key: value for key, value in environment.items() if key != name},
        )  # fmt: skip
        assert failed.returncode != 0
        assert f"{name}: is not set" in failed.stderr
        assert not (tmp_path / "curl.stdin").exists()


def test_env_output_can_be_sourced() -> None:
    out = run(
        "build", "sharepoint", "--format", "env",
        environment={"OAUTH_PRESETS_CLIENT_SECRET": SECRET},
    ).stdout  # fmt: skip
    done = subprocess.run(
        ["sh", "-c", f'{out}\nprintf %s "$OAUTH_CLIENT_SECRET|$OAUTH_SCOPE"'],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "OAUTH_PRESETS_CLIENT_SECRET": SECRET},
    )
    assert done.stdout == f"{SECRET}|Sites.Read.All Files.Read.All offline_access"


def test_python_output_builds_the_same_configuration() -> None:
    choices = ["--client-id", "x", "--set", "tenant=contoso", "--add-scope", "C", "--no-offline"]
    environment = {"OAUTH_PRESETS_CLIENT_SECRET": SECRET}
    program = run(
        "build", "sharepoint", *choices, "--format", "python", environment=environment
    ).stdout
    done = subprocess.run(
        [sys.executable, "-c", program + "\nprint(oauth.model_dump_json())"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **environment},
    )
    printed = run("build", "sharepoint", *choices, "--reveal", environment=environment).stdout
    assert json.loads(done.stdout) == json.loads(printed)


def test_config_format_prints_the_whole_configuration() -> None:
    environment = {"OAUTH_PRESETS_CLIENT_SECRET": SECRET}
    command = [
        "build", "zoho_crm", "--client-id", "x", "--format", "config", "--token-param", "a=b",
        "--auth-method", "client_secret_basic", "--no-pkce",
    ]  # fmt: skip
    config = configure(
        "zoho_crm", client_id="x", client_secret=SECRET, token_params={"a": "b"},
        auth_method="client_secret_basic", pkce=False,
    )  # fmt: skip
    done = run(*command, environment=environment)
    assert json.loads(done.stdout) == json.loads(json.dumps(config.as_dict()))
    assert done.stderr == "The client secret is left out; --reveal prints it.\n"
    revealed = run(*command, "--reveal", environment=environment)
    assert json.loads(revealed.stdout) == json.loads(json.dumps(config.as_dict(reveal=True)))


def test_python_output_uses_configure_if_five_fields_are_not_enough() -> None:
    choices = ["--client-id", "x", "--token-param", "a=b", "--no-pkce"]
    program = run("build", "tiktok", *choices, "--format", "python").stdout
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport json; print(json.dumps(config.as_dict()))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    printed = run("build", "tiktok", *choices, "--format", "config").stdout
    assert json.loads(done.stdout) == json.loads(printed)


@pytest.mark.parametrize("format_", [["--format", "json"], ["--format", "curl"], ["--explain"]])
@pytest.mark.parametrize("option", [["--token-param", "a=b"], ["--no-pkce"]])
def test_five_fields_refuse_options_that_they_cannot_hold(
    format_: list[str], option: list[str]
) -> None:
    done = run("build", "tiktok", *format_, *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert "need --format config or --format python" in re.sub(r"[│\s]+", " ", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["show", "gdrive"], 1, "Unknown preset 'gdrive'. Did you mean 'google_drive'?"),
        (["build", "x"], 1, "Unknown preset 'x'. Did you mean 'twitter'?"),
        (["show", "office 365"], 1, "`oauth-presets list office_365` shows "),
        (["build", "sharepiont"], 1, "Did you mean 'sharepoint'?"),
        (["build", "sharepoint", "--set", "tenent=x"], 1, "Did you mean 'tenant'?"),
        (["build", "sharepoint", "--scope-set", "x"], 1, "scope sets: readonly, full, selected."),
        (["build", "sharepoint", "--distribution", "x"], 1, "'oauth-presets' does"),
        (["build", "sharepoint", "--set", "tenant"], 2, "expected KEY=VALUE"),
        (["build", "sharepoint", "--format", "xml"], 2, "curl"),
        (["build"], 2, "NAME"),
        (["build", "sharepoint", "--client-secret", "x"], 2, "--ask-secret"),
        (["login", "sharepoint", "--client-id", "x", "--client-secret=x"], 2, "--ask-secret"),
        (["build", "sharepoint", "--client-secret-file", "/no/such"], 1, "No such file"),
        (["build", "sharepoint", "--client-secret-stdin"], 1, "empty"),
        (["build", "sharepoint", "--ask-secret"], 1, "--client-secret-stdin"),
        (["build", "sharepoint", "--ask-secret", "--client-secret-stdin"], 2, "exclude each other"),
        (["build", "google_drive", "--set", "hd=example.com"], 1, "--authorize-param NAME=VALUE"),
        (["build", "sharepoint", "--scope", ""], 2, "--scope is empty"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_errors_name_the_remedy_and_leave_stdout_empty(
    arguments: list[str], code: int, text: str
) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert text in done.stderr
    assert "Traceback" not in done.stderr


def test_misspelt_scope_prints_a_note() -> None:
    done = run("build", "confluence", "--add-scope", "serch:confluence", "--client-id", "x")
    assert done.returncode == 0
    assert done.stderr == (
        "Note: Confluence Cloud has no known scope 'serch:confluence'. "
        "Did you mean 'search:confluence'?\n"
    )
    for scope in ("search:confluence", "of-their-own"):
        assert run("build", "confluence", "--scope", scope, "--client-id", "x").stderr == ""


def test_empty_secret_variable_is_named() -> None:
    done = run("build", "sharepoint", environment={"OAUTH_PRESETS_CLIENT_SECRET": ""})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: The client secret in the environment variable OAUTH_PRESETS_CLIENT_SECRET is "
        "empty.\n"
    )


def test_refused_secret_is_not_printed() -> None:
    done = run("build", "sharepoint", environment={"OAUTH_PRESETS_CLIENT_SECRET": " canary"})
    assert done.returncode == 1
    assert done.stderr == (
        "Error: The client secret in the environment variable OAUTH_PRESETS_CLIENT_SECRET has "
        "leading or trailing whitespace.\n"
    )
    assert "canary" not in done.stderr


def test_unsupported_need_prints_a_warning(tmp_path: Path) -> None:
    distribution(
        tmp_path, "needy-presets", "noisy = needy:noisy",
        needy=PRESET.format(extra="").replace("title=", "pkce='required', title="),
    )  # fmt: skip
    done = run("build", "noisy", path=tmp_path)
    assert done.returncode == 0
    assert done.stderr == (
        "Warning: CreateConnectorOAuth cannot carry everything that Noisy needs. Every "
        "authorization request needs PKCE (RFC 7636); without it the request is refused. "
        "Code that uses these five fields must handle this itself; configure() returns "
        "everything.\n"
        "The client_id is missing: set --client-id, or add it later.\n"
    )
    assert json.loads(done.stdout)["token_url"] == "https://noisy.example/t"


def test_conflict_names_the_options_that_resolve_it(tmp_path: Path) -> None:
    for name in ("one-presets", "two-presets"):
        distribution(tmp_path, name, "shared = x:y")
    done = run("show", "shared", path=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: The preset 'shared' is offered by 'one-presets' and 'two-presets'. Choose one "
        "with --distribution one-presets or --distribution two-presets.\n"
    )


# -- terminals, pipes, shells ----------------------------------------------------------------------


def in_terminal(
    *arguments: str, typed: bytes = b"", wait_for: bytes = b"", **environment: str
) -> tuple[int, str]:
    """Run the command in a terminal of its own; type once a text has appeared."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        os.environ.update({"TERM": "xterm-256color", **environment})
        os.execv(sys.executable, [*COMMAND, *arguments])  # noqa: S606
    shown = b""
    deadline = time.monotonic() + 60
    try:
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    piece = os.read(terminal, 4096)
                except OSError:  # the other end is closed
                    break
                if not piece:
                    break
                shown += piece
            if typed and wait_for in shown:
                time.sleep(0.5)  # what is typed before the echo is off is thrown away
                os.write(terminal, typed)
                typed = b""
        else:
            os.kill(child, signal.SIGKILL)
    finally:
        os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode()


def test_ask_secret_does_not_echo() -> None:
    code, shown = in_terminal(
        "build", "sharepoint", "--ask-secret", "--reveal",
        typed=b"canary-typed\n", wait_for=b"Client secret",
    )  # fmt: skip
    assert code == 0
    assert shown.count("canary-typed") == 1  # in the result, not where it was typed


def test_ctrl_c_at_the_prompt_exits_with_130() -> None:
    code, shown = in_terminal(
        "build", "sharepoint", "--ask-secret", typed=b"\x03", wait_for=b"Client secret"
    )
    assert code == 130
    assert "Traceback" not in shown


def test_terminal_output_is_coloured_unless_no_color() -> None:
    assert "\x1b[" in in_terminal("show", "sharepoint")[1]
    assert "\x1b[3" not in in_terminal("show", "sharepoint", NO_COLOR="1")[1]


def test_completion_lists_matching_names() -> None:
    done = run(
        environment={
            "_OAUTH_PRESETS_COMPLETE": "complete_bash",
            "COMP_WORDS": "oauth-presets show sharep",
            "COMP_CWORD": "2",
        }
    )
    assert done.stdout.split() == ["sharepoint"]


@pytest.mark.parametrize("missing", ["typer", "rich"])
def test_missing_extra_prints_how_to_install_it(missing: str) -> None:
    program = f"import sys; sys.modules[{missing!r}] = None; import oauth_presets.__main__ as m"
    # rich is needed for a terminal only; whether typer imports it depends on its version.
    terminal, end = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"{program}; m.main()", "list"],
            stdout=end,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    finally:
        os.close(end)
        os.close(terminal)
    assert done.returncode == 1
    assert "pip install 'oauth-presets[cli]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_version() -> None:
    assert run("--version").stdout == "oauth-presets 0.1.0\n"
