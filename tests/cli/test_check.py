"""`oauth-presets check`, run as a process, with distributions as they are installed."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support import command
from support.fault_server import Crowd, FaultServer, misbehave

from oauth_presets import list_presets
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
    good, tenants = json.loads(done.stdout)
    assert (good["name"], good["variables"]) == ("good", {})
    assert (tenants["name"], tenants["variables"]) == ("tenants", {"tenant": "sound"})
    assert tenants["source"] == f"{offered.url}/.well-known/oauth-authorization-server/sound"


def test_json_holds_every_field(offered: FaultServer, environment: dict[str, str]) -> None:
    done = run(environment, "bare", "other", "--allow-private", "--json")
    bare, other = json.loads(done.stdout)
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
    assert len(json.loads(done.stdout)) == 1
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
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    ours = {entry.name for entry in list_presets() if entry.first_party}
    assert rows.keys() == ours | {
        "good", "other", "bare", "gone", "silent", "tenants", "broken"
    }  # fmt: skip
    assert (rows["good"]["verdict"], rows["good"]["ok"]) == ("match", True)
    assert (rows["tenants"]["verdict"], rows["tenants"]["ok"]) == ("skipped", None)
    assert rows["tenants"]["reason"] == "Missing variables: tenants.tenant (Your tenant)."
    assert (rows["broken"]["verdict"], rows["broken"]["ok"]) == ("broken", False)
    assert "many-presets" in rows["broken"]["reason"]
    assert rows["google_drive"]["verdict"] == "unreachable"
    assert rows["okta"]["verdict"] == "skipped"

    suite = ET.parse(report).getroot()[0]  # noqa: S314 (it is ours)
    cases = {case.get("name"): case for case in suite}
    assert cases.keys() == rows.keys()
    assert suite.get("tests") == str(len(rows))
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
    rows = json.loads(done.stdout)
    assert len(rows) == 300
    assert {row["name"]: (row["verdict"], row["ok"]) for row in rows} == {
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


def test_ctrl_c_keeps_the_results_so_far(
    offered: FaultServer, environment: dict[str, str], tmp_path: Path
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
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
    assert (process.returncode, offered.outwaited) == (130, 0)
    assert out == "NAME  VERDICT  EVIDENCE  FINDING\ngood  match    metadata\n"
    assert error == "NOISE\n1 preset: 1 match.\nInterrupted: 1 of 2 presets not checked.\n"
    (case,) = ET.parse(report).getroot()[0]  # noqa: S314 (it is ours)
    assert case.get("name") == "good"


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
    one, two = json.loads(done.stdout)
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
        "Error: Missing variables: one.tenant (Your tenant). Missing variables: two.tenant; "
        "two.region (Your region). Add --set one.tenant=VALUE --set two.tenant=VALUE "
        "--set two.region=VALUE\n"
    )


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_outage_is_the_first_line(
    offered: FaultServer, environment: dict[str, str], json: list[str]
) -> None:
    done = run(environment, "good", "other", *json)  # without --allow-private
    assert done.returncode == 5
    text = "Nothing could be reached: is this machine offline, or behind a proxy (--use-proxy)?"
    if json:
        assert done.stderr.splitlines()[:2] == ["NOISE", text]
    else:
        assert done.stdout.splitlines()[0] == text
