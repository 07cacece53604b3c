"""`oauth-presets check`, run as a process, with distributions as they are installed."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from json import loads
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from support import command
from support.fault_server import Crowd, FaultServer, misbehave

from oauth_presets import LockError, PresetRegistry, get_preset, list_presets
from oauth_presets.audit.check_all import locked
from oauth_presets.audit.variables import Variables
from oauth_presets.cli._shapes import shape_schema
from oauth_presets.lock import write_lock
from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets", "check"]

HEAD = "from oauth_presets import Offline, Preset, Variable\n"

PRESET = """
{name} = Preset(
    name="{name}", title="Acme", docs_url="https://docs.acme.example", allow_loopback=True,
    authorize_url="{base}/authorize", token_url="{base}/token", {more}
    scopes=("documents:read",), pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
)
"""


TENANTS = (
    '{tenant} issuer="BASE", variables={"tenant": Variable(kind="segment", example="sound", '
    'description="Your tenant.")},'
)


def module(server: FaultServer, **words: str) -> str:
    """Return the source of presets: name -> the fault server's word, and what else it says."""
    source = HEAD
    for name, word in words.items():
        word, _, more = word.partition(" ")
        base = f"{server.url}/{word}"
        more = more.replace("BASE", base) or f'issuer="{base}",'
        source += PRESET.format(name=name, base=base, more=more)
    return source


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    proxies = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
    kept = {name: value for name, value in os.environ.items() if name.lower() not in proxies}
    return {**kept, "PYTHONPATH": str(tmp_path / "site")}


@pytest.fixture
def offered(tmp_path: Path, server: FaultServer) -> FaultServer:
    """Two distributions whose presets are at the fault server."""
    make_distribution(
        tmp_path / "site",
        "acme-presets",
        {name: f"acme_plugin:{name}" for name in ("good", "other", "bare", "gone", "silent")},
        {
            "acme_plugin": "print('NOISE')\n"
            + module(
                server, good="sound", other="other_endpoints", bare="sound issuer=None,",
                gone="not_found", silent="silent",
            )
        },
    )  # fmt: skip
    make_distribution(
        tmp_path / "site",
        "many-presets",
        {"tenants": "many_plugin:tenants", "broken": "many_plugin:nothing"},
        {"many_plugin": module(server, tenants=TENANTS)},
    )
    return server


def run(
    environment: dict[str, str], *arguments: str, timeout: str = "30"
) -> subprocess.CompletedProcess[str]:
    return command.run(
        "check", "--timeout", timeout, *arguments, environment=environment, timeout=120
    )


def rows(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    """Return the checks in JSON, which match the schema."""
    report = loads(done.stdout)
    jsonschema.validate(report, shape_schema("check"))
    return report["checks"]  # type: ignore[no-any-return]


# -- verdicts and exit codes -----------------------------------------------------------------------


def test_table_shows_the_values_of_preset_and_provider(
    offered: FaultServer, environment: dict[str, str]
) -> None:
    done = run(environment, "good", "other", "--allow-private")
    assert done.stdout.splitlines() == [
        "NAME   VERDICT  EVIDENCE  FINDING",
        "good   match    metadata",
        "other  differs  metadata  authorize_url: authorization_endpoint differs.",
        f"                            preset    {offered.url}/other_endpoints/authorize",
        "                            provider  'https://elsewhere.example/authorize'",
        "                          token_url: token_endpoint differs.",
        f"                            preset    {offered.url}/other_endpoints/token",
        "                            provider  'https://elsewhere.example/token'",
    ]
    assert done.stderr == "NOISE\n2 presets: 1 differs, 1 match.\n"
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("names", "verdict", "code"),
    [
        (["good"], "match", 0),
        (["bare"], "no metadata", 0),
        (["other", "gone", "silent"], "differs", 3),
        (["gone", "silent"], "no metadata", 4),
        (["silent"], "unreachable", 5),
    ],
)
def test_exit_code_follows_the_worst_verdict(
    offered: FaultServer, environment: dict[str, str], names: list[str], verdict: str, code: int
) -> None:
    timeout = "3" if "silent" in names else "30"
    done = run(environment, *names, "--allow-private", timeout=timeout)
    assert done.returncode == code, done
    assert verdict in done.stdout
    assert "Traceback" not in done.stderr


def test_set_gives_variables(offered: FaultServer, environment: dict[str, str]) -> None:
    done = run(environment, "tenants", "good", "--set", "tenant=sound", "--allow-private", "--json")
    assert done.returncode == 0, done.stderr
    good, tenants = rows(done)
    assert (good["name"], good["variables"]) == ("good", {})
    assert (tenants["name"], tenants["variables"]) == ("tenants", {"tenant": "sound"})
    assert tenants["source"] == f"{offered.url}/.well-known/oauth-authorization-server/sound"


def test_json_holds_every_field(offered: FaultServer, environment: dict[str, str]) -> None:
    done = run(environment, "bare", "other", "--allow-private", "--json")
    bare, other = rows(done)
    assert bare.pop("seconds") >= 0
    assert bare == {
        "name": "bare",
        "distribution": "acme-presets",
        "variables": {},
        "verdict": "no_metadata",
        "ok": True,
        "reason": "",
        "evidence": "probe",
        "source": "",
        "findings": [],
    }
    assert (other["verdict"], other["ok"], other["evidence"]) == ("differs", False, "metadata")
    assert other["findings"][1] == {
        "field": "token_url",
        "preset": f"{offered.url}/other_endpoints/token",
        "provider": "'https://elsewhere.example/token'",
        "severity": "error",
        "text": "token_endpoint differs.",
    }


def test_repeated_name_is_checked_once(offered: FaultServer, environment: dict[str, str]) -> None:
    done = run(environment, "good", "Good", "GOOD", "--allow-private", "--json")
    assert len(rows(done)) == 1
    assert len(offered.seen) == 1


def test_private_addresses_are_refused_unless_allowed(
    offered: FaultServer, environment: dict[str, str]
) -> None:
    done = run(environment, "good")
    assert done.returncode == 5
    assert "127.0.0.1, which is not a public address; --allow-private" in done.stdout
    assert offered.connections == 0


# -- everything that is installed ------------------------------------------------------------------


def test_all_checks_every_installed_preset(
    offered: FaultServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """The catalogue, too; a proxy that refuses stands for the internet."""
    report = tmp_path / "report.xml"
    crowd = Crowd(lambda x: x.answer("", "502 Bad Gateway"))
    with FaultServer(behave=crowd) as proxy:
        environment["HTTPS_PROXY"] = f"http://127.0.0.1:{proxy.port}"
        done = run(
            environment, "--all", "--allow-private", "--use-proxy", "--json", "--junit",
            str(report), timeout="5",
        )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert 1 < crowd.most <= 8
    found = {row["name"]: row for row in rows(done)}
    ours = {entry.name for entry in list_presets() if entry.first_party}
    assert found.keys() == ours | {
        "good", "other", "bare", "gone", "silent", "tenants", "broken"
    }  # fmt: skip
    assert (found["good"]["verdict"], found["good"]["ok"]) == ("match", True)
    assert (found["tenants"]["verdict"], found["tenants"]["ok"]) == ("skipped", None)
    assert found["tenants"]["reason"] == "Missing variables: tenants.tenant (Your tenant)."
    assert (found["broken"]["verdict"], found["broken"]["ok"]) == ("broken", False)
    assert "many-presets" in found["broken"]["reason"]
    assert found["google_drive"]["verdict"] == "unreachable"
    assert found["okta"]["verdict"] == "skipped"

    suite = ET.parse(report).getroot()[0]  # noqa: S314 (it is ours)
    cases = {case.get("name"): case for case in suite}
    assert cases.keys() == found.keys()
    assert suite.get("tests") == str(len(found))
    for name, kind in (
        ("good", "system-out"), ("bare", "system-out"), ("other", "failure"), ("gone", "failure"),
        ("silent", "error"), ("broken", "error"), ("tenants", "skipped"),
    ):  # fmt: skip
        (child,) = cases[name]
        assert child.tag == kind, name
    for count, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(suite.get(count, "")) == len(suite.findall(f"testcase/{kind}")) > 0
    assert "'https://elsewhere.example/token'" in (cases["other"][0].text or "")


FARM = {  # what is planted -> verdict, and whether the check is content
    "sound": ("match", True),
    "only_openid": ("match", True),
    "other_endpoints": ("differs", False),
    "sound issuer=None,": ("no_metadata", True),
    "not_found": ("no_metadata", False),
    "reset": ("unreachable", False),
}


def test_farm_of_300_providers_gets_the_planted_verdicts(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    planted = dict(zip((f"farm_{n}" for n in range(300)), [*FARM] * 50, strict=True))
    with FaultServer() as server:
        make_distribution(
            tmp_path / "site",
            "farm-presets",
            {name: f"farm_plugin:{name}" for name in planted},
            {"farm_plugin": module(server, **planted)},
        )
        done = run(environment, *planted, "--allow-private", "--json")
    assert done.returncode == 3, done.stderr
    found = rows(done)
    assert len(found) == 300
    assert {row["name"]: (row["verdict"], row["ok"]) for row in found} == {
        name: FARM[word] for name, word in planted.items()
    }


def test_at_most_eight_presets_are_checked_at_once(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    names = [f"preset_{number}" for number in range(20)]
    crowd = Crowd(misbehave)
    with FaultServer(behave=crowd) as server:
        make_distribution(
            tmp_path / "site",
            "twenty-presets",
            {name: f"twenty_plugin:{name}" for name in (*names, "tenants")},
            {"twenty_plugin": module(server, **dict.fromkeys(names, "sound"), tenants=TENANTS)},
        )
        done = run(environment, *names, "tenants", "--allow-private")
        assert (done.returncode, server.connections) == (1, 0), "one cannot be checked: none is"
        done = run(environment, *names, "--allow-private")
        assert (done.returncode, done.stderr) == (0, "20 presets: 20 match.\n")
        assert 1 < crowd.most <= 8


# -- wrong usage -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ([], 2, "--all"),
        (["good", "--all"], 2, "--all"),
        (["--all", "--lock", "x"], 2, "--all"),
        (["--lock", "none.lock"], 1, "Cannot read the lock none.lock: No such file or directory."),
        (
            ["--variables", "no.toml"],
            1,
            "Cannot use the variables file no.toml: No such file or directory.",
        ),
        (["--all", "--distribution", "acme-presets"], 2, "--distribution"),
        (["good", "--set", "tenant"], 2, "KEY=VALUE"),
        (["good", "--junit", "/nowhere/report.xml"], 2, "--junit"),
        (["good", "--junit", "/"], 2, "--junit"),
        (["goood"], 1, "Did you mean 'good'"),
        (["broken"], 1, "many-presets"),
        (["good", "tenants"], 1, "--set tenants.tenant=VALUE"),
        (["tenants", "--set", "good.tenant=x"], 1, "'good.tenant'"),
        (["tenants", "--set", "tenant=../x"], 1, "tenant="),
        (["good", "--set", "tenant=x"], 1, "tenant"),
        (["good", "--distribution", "many-presets"], 1, "acme-presets"),
    ],
)
def test_wrong_arguments_fail_before_any_request(
    offered: FaultServer,
    environment: dict[str, str],
    arguments: list[str],
    code: int,
    text: str,
) -> None:
    done = run(environment, *arguments, "--allow-private")
    assert (done.returncode, done.stdout) == (code, ""), done
    assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert offered.connections == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc on this system")
def test_unwritable_report_is_an_error_after_the_output(
    offered: FaultServer, environment: dict[str, str]
) -> None:
    """The results are printed all the same."""
    done = run(environment, "good", "--allow-private", "--junit", "/proc/report.xml")
    assert done.returncode == 1
    assert "match" in done.stdout
    assert "/proc/report.xml cannot be written" in done.stderr


# -- on a terminal ---------------------------------------------------------------------------------


def on_terminal(environment: dict[str, str], *arguments: str) -> str:
    """Return what the command writes to stderr, where that is a terminal."""
    ours, theirs = pty.openpty()
    environment = {**environment, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        process.wait(60)
    os.close(ours)
    return shown.decode()


def _read(file: int) -> bytes:
    try:
        return os.read(file, 4096)
    except OSError:  # the other end is closed
        return b""


def test_progress_bar_is_shown_on_a_terminal_only(
    offered: FaultServer, environment: dict[str, str]
) -> None:
    assert "Checking" in on_terminal(environment, "good", "--allow-private")
    done = run(environment, "good", "--allow-private")
    assert "Checking" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "sent", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)]
)
def test_interrupted_check_keeps_the_results_so_far(
    offered: FaultServer, environment: dict[str, str], tmp_path: Path, sent: signal.Signals
) -> None:
    report = tmp_path / "report.xml"
    arguments = ["good", "silent", "--allow-private", "--timeout", "100", "--junit", str(report)]
    with subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment,
    ) as process:  # fmt: skip
        while {seen.target.rpartition("/")[2] for seen in offered.seen} < {"sound", "silent"}:
            assert process.poll() is None
            offered.stopped.wait(0.05)
        offered.stopped.wait(1)  # for the answer to arrive
        process.send_signal(sent)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, offered.outwaited) == (130, 0)
    assert out == "NAME  VERDICT  EVIDENCE  FINDING\ngood  match    metadata\n"
    assert error == "NOISE\n1 preset: 1 match.\nInterrupted: 1 of 2 presets not checked.\n"
    (case,) = ET.parse(report).getroot()[0]  # noqa: S314 (it is ours)
    assert case.get("name") == "good"


@pytest.mark.parametrize("second", [signal.SIGINT, signal.SIGTERM])
def test_second_signal_does_not_lose_the_results(
    offered: FaultServer, environment: dict[str, str], tmp_path: Path, second: signal.Signals
) -> None:
    """`timeout` sends its signal twice. A full pipe holds the command while it writes."""
    report = tmp_path / "report.xml"
    arguments = ["good", "silent", "--allow-private", "--timeout", "100", "--junit", str(report)]
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    filled = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            filled += os.write(theirs, b"." * 4096)
    os.set_blocking(theirs, True)
    with open(ours, "rb") as stdout, subprocess.Popen(
        [*COMMAND, *arguments], stdout=theirs, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:  # fmt: skip
        os.close(theirs)
        while {seen.target.rpartition("/")[2] for seen in offered.seen} < {"sound", "silent"}:
            assert process.poll() is None
            offered.stopped.wait(0.05)
        offered.stopped.wait(1)  # for the answer to arrive
        process.send_signal(signal.SIGTERM)
        while not report.exists():
            assert process.poll() is None
            offered.stopped.wait(0.05)
        process.send_signal(second)
        offered.stopped.wait(0.2)  # for the signal to arrive
        out = stdout.read()[filled:]
        _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b"NAME  VERDICT  EVIDENCE  FINDING\ngood  match    metadata\n"
    assert error == "NOISE\n1 preset: 1 match.\nInterrupted: 1 of 2 presets not checked.\n"


# -- variables and outages -------------------------------------------------------------------------


REGIONS = (
    '{region}/{tenant} variables={"tenant": Variable(kind="segment"), '
    '"region": Variable(kind="segment", description="Your region.")},'
)


def test_set_for_one_preset_overrides_set_for_all(
    tmp_path: Path, server: FaultServer, environment: dict[str, str]
) -> None:
    make_distribution(
        tmp_path / "site", "two-presets", {"one": "two_plugin:one", "two": "two_plugin:two"},
        {"two_plugin": module(server, one=TENANTS, two=TENANTS)},
    )  # fmt: skip
    done = run(
        environment, "one", "two", "--allow-private", "--json",
        "--set", "tenant=not_found", "--set", "Two.tenant=sound",
    )  # fmt: skip
    one, two = rows(done)
    assert (one["variables"], two["variables"]) == (
        {"tenant": "not_found"},
        {"tenant": "sound"},
    )


def test_all_missing_variables_are_reported_at_once(
    tmp_path: Path, server: FaultServer, environment: dict[str, str]
) -> None:
    make_distribution(
        tmp_path / "site", "two-presets", {"one": "two_plugin:one", "two": "two_plugin:two"},
        {"two_plugin": module(server, one=TENANTS, two=REGIONS)},
    )  # fmt: skip
    done = run(environment, "one", "two", "--allow-private")
    assert (done.returncode, done.stdout, server.connections) == (1, "", 0)
    assert done.stderr == (
        "Error: Missing variables: one.tenant (Your tenant). Add --set one.tenant=VALUE\n"
        "Missing variables: two.tenant; two.region (Your region). Add --set two.tenant=VALUE "
        "--set two.region=VALUE\n"
    )


@pytest.mark.parametrize("names", [["good"], ["good", "other"]])
@pytest.mark.parametrize("json", [[], ["--json"]])
def test_outage_is_the_first_line(
    offered: FaultServer, environment: dict[str, str], json: list[str], names: list[str]
) -> None:
    done = run(environment, *names, *json)  # without --allow-private
    assert done.returncode == 5
    text = "Nothing could be reached: is this machine offline, or behind a proxy (--use-proxy)?"
    if json:
        assert done.stderr.splitlines()[:2] == ["NOISE", text]
        assert loads(done.stdout)["nothing_reached"] is True
    else:
        assert done.stdout.splitlines()[0] == text


# -- files of variables ----------------------------------------------------------------------------


@pytest.fixture
def tenants(tmp_path: Path, server: FaultServer) -> FaultServer:
    """Two presets, each with the variable `tenant`, one with `region` too."""
    make_distribution(
        tmp_path / "site", "two-presets", {"one": "two_plugin:one", "two": "two_plugin:two"},
        {"two_plugin": module(server, one=TENANTS, two=REGIONS)},
    )  # fmt: skip
    return server


FILES = {
    "tenants.toml": """
        [One]
        tenant = ["sound", "not_found"]
        [[two]]
        tenant = "contoso"
        region = "sound"
        [[two]]
        region = "only_openid"
    """,
    "tenants.json": """{
        "one": [{"tenant": "sound"}, {"tenant": "not_found"}, {"tenant": "sound"}],
        "two": [{"tenant": "contoso", "region": "sound"}, {"region": "only_openid"}]
    }""",
}


@pytest.mark.parametrize("name", FILES)
def test_each_set_of_variables_in_a_file_is_checked(
    tenants: FaultServer, environment: dict[str, str], tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    file.write_text(FILES[name])
    report = tmp_path / "report.xml"
    options = ["--allow-private", "--variables", str(file), "--set", "tenant=initech"]
    done = run(environment, *options, "--json", "--junit", str(report))
    assert [(row["name"], row["variables"]) for row in rows(done)] == [
        ("one", {"tenant": "not_found"}),
        ("one", {"tenant": "sound"}),
        ("two", {"tenant": "contoso", "region": "sound"}),
        ("two", {"tenant": "initech", "region": "only_openid"}),
    ]
    assert [case.get("name") for case in ET.parse(report).getroot()[0]] == [  # noqa: S314 (ours)
        "one (tenant=not_found)", "one (tenant=sound)", "two (tenant=contoso, region=sound)",
        "two (tenant=initech, region=only_openid)",
    ]  # fmt: skip
    assert done.stderr.startswith("4 checks: ")


def test_set_for_one_preset_overrides_the_file(
    tenants: FaultServer, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "v.toml").write_text('one.tenant = "not_found"\ntwo.region = "x"')
    done = run(
        environment, "one", "--variables", str(tmp_path / "v.toml"), "--set", "one.tenant=sound",
        "--allow-private", "--json",
    )  # fmt: skip
    assert [row["variables"] for row in rows(done)] == [{"tenant": "sound"}]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "oen.tenant = 'x'\nowt.tenant = 'x'\none.tenant = 'x'",
            "Unknown preset 'owt'.",
        ),
        (
            "one = {tenant = 'x', tenent = 'x'}\ntwo = {tenant = 'x', regoin = 'x'}",
            "Error: Unknown variable 'one.tenent'. Did you mean 'one.tenant'?\n"
            "Unknown variable 'two.regoin'. Did you mean 'two.region'?\n"
            "Missing variables: two.region (Your region). Add --set two.region=VALUE\n",
        ),
        (
            "one = {}\n[[two]]\ntenant = 'a'\n[[two]]\ntenant = 'b'",
            "Missing variables: one.tenant (Your tenant). Add --set one.tenant=VALUE\n"
            "Missing variables: two.region (Your region). Add --set two.region=VALUE\n",
        ),
        (
            "one = [{tenant = '/'}, {tenant = 'x y'}]",
            "Error: one: tenant=: '/' is refused. Your tenant. Accepted: one path segment: "
            "letters, digits, '.', '_' and '-', at most 128. Example: tenant='sound'.\none: "
            "tenant=: 'x y'",
        ),
    ],
)
def test_unusable_variables_fail_before_any_request(
    tenants: FaultServer, environment: dict[str, str], tmp_path: Path, content: str, text: str
) -> None:
    (tmp_path / "v.toml").write_text(content)
    chosen = ["one", "two"] if "oen" in content else []
    done = command.run(
        "check", *chosen, "--variables", "v.toml", cwd=tmp_path, environment=environment
    )
    assert (done.returncode, done.stdout, tenants.connections) == (1, "", 0)
    assert text in done.stderr


ALL_AT_ONCE = """Unknown variable 'zone'. `oauth-presets show NAME` lists the variables of a preset.
Unknown variable 'one.tenent'. Did you mean 'one.tenant'?
one: tenant=: '/' is refused. Your tenant. Accepted: one path segment: letters, digits, '.', '_' \
and '-', at most 128. Example: tenant='sound'.
two: tenant=: 'x y' is refused. Accepted: one path segment: letters, digits, '.', '_' and '-', at \
most 128.
'two.region' has a value that is not a string.
Missing variables: three.tenant; three.region (Your region). Add --set three.tenant=VALUE \
--set three.region=VALUE
"""


def test_everything_wrong_is_reported_at_once(
    tmp_path: Path, server: FaultServer, environment: dict[str, str]
) -> None:
    names = {"one": TENANTS, "two": REGIONS, "three": REGIONS}
    make_distribution(
        tmp_path / "site", "three-presets", {name: f"three_plugin:{name}" for name in names},
        {"three_plugin": module(server, **names)},
    )  # fmt: skip
    (tmp_path / "v.toml").write_text(
        "one = {tenant = '/', tenent = 'x'}\ntwo = {tenant = 'x y', region = 1}\nthree = {}"
    )
    done = command.run(
        "check", "--variables", "v.toml", "--set", "zone=x", cwd=tmp_path, environment=environment
    )
    assert (done.returncode, done.stdout, server.connections) == (1, "", 0)
    assert done.stderr == f"Error: {ALL_AT_ONCE}"

    (tmp_path / "w.toml").write_text(
        (tmp_path / "v.toml").read_text() + "\nqqqq.tenant = 'x'\nwwww.tenant = 'x'"
    )
    done = command.run(
        "check", "--variables", "w.toml", "--set", "wwww.x=x", cwd=tmp_path,
        environment=environment,
    )  # fmt: skip
    unknown = [f"Unknown preset '{name}'" for name in ("qqqq", "wwww")]
    lines = done.stderr.removeprefix("Error: ").splitlines()
    assert [line.partition(".")[0] for line in lines[:2]] == unknown
    rest = ALL_AT_ONCE.splitlines()
    assert lines[2:] == [line for line in rest if "zone" not in line]


@pytest.mark.parametrize("content", ["", "{}"])
@pytest.mark.parametrize("names", [[], ["good"]])
def test_file_that_names_no_preset_is_wrong_usage(
    offered: FaultServer,
    environment: dict[str, str],
    tmp_path: Path,
    names: list[str],
    content: str,
) -> None:
    file = tmp_path / ("v.json" if content else "v.toml")
    file.write_text(content)
    done = command.run(
        "check", *names, "--variables", file.name, cwd=tmp_path, environment=environment
    )
    assert (done.returncode, done.stdout, offered.connections) == (2, "", 0)
    assert f"--variables: {file.name} contains no presets" in done.stderr


# -- what is locked --------------------------------------------------------------------------------


@pytest.mark.slow
def test_lock_is_what_is_checked_without_its_packages(
    offered: FaultServer,
    environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(tmp_path / "site")
    write_lock(tmp_path / "my.lock", ["good", "other", "tenants"], PresetRegistry())
    options = ["--lock", str(tmp_path / "my.lock"), "--allow-private"]
    del environment["PYTHONPATH"]
    done = run(environment, *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: Missing variables: tenants.tenant (Your tenant). Add --set tenants.tenant=VALUE\n"
    )
    done = run(environment, *options, "--json", "--set", "tenant=sound")
    assert done.returncode == 3
    assert [(row["name"], row["distribution"], row["verdict"]) for row in rows(done)] == [
        ("good", "acme-presets", "match"),
        ("other", "acme-presets", "differs"),
        ("tenants", "many-presets", "match"),
    ]
    done = run(environment, *options, "Good")
    assert (done.returncode, done.stderr) == (0, "1 preset: 1 match.\n")
    done = run(environment, *options, "bare")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Error: The preset 'bare' is not in {tmp_path}/my.lock. To lock it, run `oauth-presets "
        f"lock --add bare --file={tmp_path}/my.lock`.\n"
    )


def test_lock_that_is_cut_is_an_error(environment: dict[str, str], tmp_path: Path) -> None:
    write_lock(tmp_path / "my.lock", ["slack"])
    whole = (tmp_path / "my.lock").read_text()
    for content in ("", whole[:100], whole[:-3]):
        (tmp_path / "my.lock").write_text(content)
        done = run(environment, "--lock", str(tmp_path / "my.lock"))
        assert (done.returncode, done.stdout) == (1, "")
        assert f"Error: The lock {tmp_path}/my.lock is damaged: " in done.stderr


def test_preset_that_this_version_cannot_use_is_broken(tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "my.lock", ["slack", "jira"])
    records = {
        key: record.model_copy(update={"other": {**record.other, "later": 1}})
        if record.name == "slack"
        else record
        for key, record in lock.records.items()
    }
    (jira, slack), failed = locked(lock._replace(records=records), (), None, Variables({}))
    assert failed == {}
    assert (jira.verdict, jira.preset) == ("", get_preset("jira"))
    assert (slack.verdict, slack.ok, slack.preset) == ("broken", False, None)
    assert slack.reason.startswith("This version of oauth-presets refuses the locked preset: ")
    assert "later" in slack.reason


def test_name_of_two_locked_owners_needs_distribution(tmp_path: Path) -> None:
    lock = write_lock(tmp_path / "my.lock", ["slack"])
    (record,) = lock.records.values()
    records = {
        ("slack", owner): record.model_copy(update={"distribution": owner, "by_name": False})
        for owner in ("one", "two")
    }
    lock = lock._replace(records=records)
    checks, failed = locked(lock, ["Slack"], None, Variables({}))
    assert checks == []
    assert isinstance(failed["slack"], LockError)
    assert "holds 'Slack' of 'one' and 'two'; choose one with" in str(failed["slack"])
    (check,), _ = locked(lock, ["Slack"], "Two", Variables({}))
    assert check.distribution == "two"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_report_is_written_although_stdout_is_full(
    offered: FaultServer, environment: dict[str, str], tmp_path: Path
) -> None:
    report = tmp_path / "report.xml"
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "good", "--allow-private", "--junit", str(report)], stdout=full,
            stderr=subprocess.PIPE, text=True, env=environment, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert "Error: The output could not be written: No space left on device." in done.stderr
    assert 'name="good"' in report.read_text()
