"""What oauth-presets costs, beside a floor and beside its peers, in one run.

    python -m venv bench && bench/bin/pip install '.[cli]' -r benchmarks/requirements.txt
    bench/bin/python benchmarks [--rounds 21] [--write docs/performance.md] [--version-1 PYTHON]

Everything is a ratio of medians of one interleaved run: times of different runs do not compare.
FLOOR is a process that imports pydantic, defines one model of five optional strings in a compiled
module, and makes one. Takes about twenty minutes.
"""

import argparse
import compileall
import os
import platform
import statistics
import sys
import tempfile
import threading
import timeit
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import oauth_presets_catalog
from distributions import lay
from measure import Candidate, interleaved, peak, printed, seconds
from working import checks, expired, growth, requests, whole

import oauth_presets
from oauth_presets import CreateConnectorOAuth, build_oauth

MODEL = """from pydantic import BaseModel

class Five(BaseModel):
    client_id: str | None = None
    client_secret: str | None = None
    authorize_url: str | None = None
    token_url: str | None = None
    scope: str | None = None
"""
FLOOR = "import floor_model; floor_model.Five(client_id='x')"
BUILD = "from oauth_presets import build_oauth; build_oauth({!r}, client_id='x')"
CONFIGURE = "from oauth_presets import configure; config = configure('google_drive', client_id='x')"
START = (
    f"{CONFIGURE}; from oauth_presets.login import start; "
    "start(config, redirect_uri='https://app.example/callback').authorization_url"
)
"""A serverless sign-in: the URL to redirect to."""

PEERS = {  # what each is called, the module that has to be there, the program
    "Cohere's own class": ("cohere", "import cohere; cohere.CreateConnectorOAuth(client_id='x')"),
    "httpx-oauth": (
        "httpx_oauth",
        "from httpx_oauth.clients.google import GoogleOAuth2; GoogleOAuth2('x', 'y')",
    ),
    "requests-oauthlib": (
        "requests_oauthlib",
        "from requests_oauthlib import OAuth2Session; OAuth2Session('x')",
    ),
    "social-core": (
        "social_core",
        "import social_core.strategy; from social_core.backends.google import GoogleOAuth2",
    ),
    "Authlib, httpx client": (
        "authlib",
        "from authlib.integrations.httpx_client import OAuth2Client; OAuth2Client('x')",
    ),
    "fastapi-sso": (
        "fastapi_sso",
        "from fastapi_sso.sso.google import GoogleSSO; GoogleSSO('x', 'y')",
    ),
    "django-allauth": (
        "allauth",
        "import django; from django.conf import settings; settings.configure(INSTALLED_APPS="
        "['django.contrib.auth', 'django.contrib.contenttypes', 'allauth', 'allauth.account', "
        "'allauth.socialaccount', 'allauth.socialaccount.providers.google'], SECRET_KEY='x', "
        "MIDDLEWARE=['allauth.account.middleware.AccountMiddleware']); "
        "django.setup(); from allauth.socialaccount.providers.google.provider import "
        "GoogleProvider",
    ),
    "`import httpx` alone": ("httpx", "import httpx"),
}

GOOGLE = "https://accounts.google.com/o/oauth2/v2/auth"
BACK = "https://app.example/callback"
URL_PEERS = {  # the same for an authorization URL with a code challenge, where they make one
    "Authlib": (
        "authlib",
        "from authlib.common.security import generate_token; "
        "from authlib.integrations.httpx_client import OAuth2Client; "
        f"OAuth2Client('x', scope='openid', redirect_uri={BACK!r}, code_challenge_method='S256')"
        f".create_authorization_url({GOOGLE!r}, code_verifier=generate_token(48))",
    ),
    "requests-oauthlib": (
        "requests_oauthlib",
        "from requests_oauthlib import OAuth2Session; "
        f"OAuth2Session('x', scope='openid', redirect_uri={BACK!r}, pkce='S256')"
        f".authorization_url({GOOGLE!r}, access_type='offline')",
    ),
    "httpx-oauth": (
        "httpx_oauth",
        "import asyncio; from httpx_oauth.clients.google import GoogleOAuth2; "
        f"asyncio.run(GoogleOAuth2('x', 'y').get_authorization_url({BACK!r}))",
    ),
}

TIMED = "import time; start = time.perf_counter(); {}; print(time.perf_counter() - start)"
DISCOVER = {
    "standard library": (
        "importlib.metadata",
        "from importlib.metadata import entry_points; "
        + TIMED.format("entry_points(group='oauth_presets')"),
    ),
    "importlib-metadata": (
        "importlib_metadata",
        "from importlib_metadata import entry_points; "
        + TIMED.format("entry_points(group='oauth_presets')"),
    ),
    "stevedore, no cache on disk": (
        "stevedore",
        "import os, tempfile; os.environ['XDG_CACHE_HOME'] = tempfile.mkdtemp(); "
        "from stevedore import NamedExtensionManager as Manager; "
        + TIMED.format("Manager('oauth_presets', ['nothing'])"),
    ),
    "pluggy": (
        "pluggy",
        "import pluggy; manager = pluggy.PluginManager('oauth_presets'); "
        + TIMED.format("manager.load_setuptools_entrypoints('oauth_presets', 'nothing')"),
    ),
    "oauth-presets, look-up": (
        "oauth_presets",
        "from oauth_presets.registry.registry import default_registry; "
        + TIMED.format("default_registry.resolve('third_0')"),
    ),
    "oauth-presets, list": (
        "oauth_presets",
        "from oauth_presets import list_presets; " + TIMED.format("list_presets()"),
    ),
}

Rows = Iterator[tuple[str, str, str]]


def cold(site: Path, rounds: int) -> Rows:
    """Rows 1, 3 and 7: whole processes."""
    candidates = {"FLOOR": Candidate(FLOOR, str(site)), "pass": Candidate("pass", str(site))}
    candidates["import"] = Candidate("import oauth_presets", str(site))
    for name in ("google_drive", "slack"):
        candidates[name] = Candidate(BUILD.format(name), str(site))
    candidates |= {"configure": Candidate(CONFIGURE, str(site))}
    candidates |= {"start": Candidate(START, str(site))}
    url_peers = {f"a URL: {peer}": program for peer, program in URL_PEERS.items()}
    for peer, (module, code) in (PEERS | url_peers).items():
        if find_spec(module):
            candidates[peer] = Candidate(code, str(site))
    samples = interleaved(candidates, rounds)
    floor = seconds(samples["FLOOR"])
    for name in ("google_drive", "slack"):
        yield (
            "1",
            f"`build_oauth({name!r})`, cold",
            f"{seconds(samples[name]) / floor:.2f} of FLOOR",
        )
    for peer in PEERS:
        if peer in samples:
            yield "1", f"beside it: {peer}", f"{seconds(samples[peer]) / floor:.2f} of FLOOR"
    build = seconds(samples["google_drive"])
    for name, what in (
        ("configure", "`configure`, cold"),
        ("start", "`configure` and `start`, cold"),
    ):
        yield "1", what, f"{seconds(samples[name]) / build:.2f} of `build_oauth`"
    for peer in url_peers:
        if peer in samples:
            ratio = seconds(samples[peer]) / build
            yield "1", f"beside it, {peer}", f"{ratio:.2f} of `build_oauth`"
    bare = seconds(samples["pass"])
    yield "3", "`import oauth_presets`", f"{seconds(samples['import']) / bare:.2f} of `pass`"
    ratio = peak(samples["google_drive"]) / peak(samples["FLOOR"])
    yield "7", "peak memory, cold", f"{ratio:.2f} of FLOOR"


def grown(site: Path, rounds: int) -> Rows:
    """Row 2: the same where more is installed."""
    candidates = {}
    for count in (10, 1000, 3000):
        folder = lay(site / f"of-{count}", count, 0)
        path = f"{site}{os.pathsep}{folder}"
        candidates[f"build {count}"] = Candidate(BUILD.format("google_drive"), path)
        candidates[f"floor {count}"] = Candidate(FLOOR, path)
    samples = interleaved(candidates, rounds)
    for count in (1000, 3000):
        ours = seconds(samples[f"build {count}"]) / seconds(samples["build 10"])
        pydantics = seconds(samples[f"floor {count}"]) / seconds(samples["floor 10"])
        what = f"cold, {count:,} distributions instead of 10"
        yield "2", f"`build_oauth`, {what}", f"{ours:.2f}"
        yield "2", f"beside it: FLOOR, {what} (pydantic's own scan)", f"{pydantics:.2f}"


def discovery(site: Path, rounds: int) -> Rows:
    """Rows 4 and 5: a third party's preset, first call."""
    few = lay(site / "few", 1000, 3)
    candidates = {
        name: Candidate(code, few) for name, (module, code) in DISCOVER.items() if find_spec(module)
    }
    look_up = DISCOVER["oauth-presets, look-up"][1]
    candidates["none"] = Candidate(look_up, lay(site / "none", 3, 3))
    candidates["many"] = Candidate(look_up, lay(site / "many", 1000, 300))
    samples = interleaved(candidates, rounds)
    base = printed(samples["standard library"])
    for name in DISCOVER:
        if name in samples:
            ratio = printed(samples[name]) / base
            yield (
                "4",
                f"discovery at 1,000 distributions: {name}",
                f"{ratio:.2f} of the stdlib's",
            )
    ours = printed(samples["oauth-presets, look-up"])
    further = (ours - printed(samples["none"])) / 997
    yield "4", "a further distribution", f"{further * 1e6:.1f} µs"
    ratio = printed(samples["many"]) / ours
    yield "5", "look-up, 300 preset packages among the 1,000 instead of 3", f"{ratio:.2f}"


def hot(site: Path, rounds: int) -> Rows:
    """Rows 6 and 9: calls in a process that is warm."""
    usual = build_oauth("google_drive", client_id="x").model_dump()
    calls: dict[str, Callable[[], object]] = {
        "class": lambda: CreateConnectorOAuth(**usual),
        "defaults": lambda: build_oauth("google_drive", client_id="x"),
        "scopes and a variable": lambda: build_oauth(
            "sharepoint",
            client_id="x",
            tenant="contoso",
            scopes=["Files.Read.All", "Sites.Read.All"],
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in [*calls, "8 threads"]}
    for _ in range(10 * rounds):
        for name, call in calls.items():
            times[name].append(timeit.timeit(call, number=1000))
        times["8 threads"].append(_threads(calls["defaults"], 8, 1000) / 8)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name in ("defaults", "scopes and a variable"):
        ratio = medians[name] / medians["class"]
        yield "6", f"`build_oauth`, warm, {name}", f"{ratio:.2f} of the class, validated"
    ratio = medians["8 threads"] / medians["defaults"]
    yield "9", "a call while 8 threads build at once", f"{ratio:.2f} of a call of one thread"


def _threads(call: Callable[[], object], count: int, number: int) -> float:
    threads = [
        threading.Thread(target=lambda: timeit.timeit(call, number=number)) for _ in range(count)
    ]
    start = timeit.default_timer()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return timeit.default_timer() - start


def commands(site: Path, rounds: int, version_1: str | None = None) -> Rows:
    """Row 8: the command line, beside what it stands on, and beside version 1's if it is there."""
    command = "import sys; from oauth_presets.cli import main; sys.argv[1:] = {}; main()"
    programs = {
        "list": command.format(["list"]),
        "build": command.format(["build", "google_drive", "--client-id", "x"]),
        "show": command.format(["show", "google_drive"]),
    }
    candidates = {
        "import": Candidate("import typer, rich", str(site)),
        "build_oauth": Candidate(BUILD.format("google_drive"), str(site)),
    }
    candidates |= {name: Candidate(code, str(site)) for name, code in programs.items()}
    if version_1 is not None:
        candidates |= {
            f"{name} 1": Candidate(code, str(site), version_1) for name, code in programs.items()
        }
    samples = interleaved(candidates, rounds)
    taken = {name: seconds(found) for name, found in samples.items()}
    base = taken["import"] + taken["build_oauth"]
    for name in programs:
        ratio = taken[name] / base
        yield "8", f"`oauth-presets {name}`", f"{ratio:.2f} of (`import typer, rich` + row 1)"
    for name in programs if version_1 is not None else ():
        ratio = taken[name] / taken[f"{name} 1"]
        yield "8", f"`oauth-presets {name}`, whole process", f"{ratio:.2f} of version 1's"


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--write", type=Path, help="put the table into this page, too")
    parser.add_argument("--version-1", metavar="PYTHON", help="of an environment with version 1")
    arguments = parser.parse_args()
    lines = ["| row | what | measured |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "floor_model.py").write_text(MODEL)
        for package in (folder, *oauth_presets.__path__, *oauth_presets_catalog.__path__):
            compileall.compile_dir(package, quiet=1)  # as installing a wheel does
        command_line = partial(commands, version_1=arguments.version_1)
        parts = (
            cold, grown, discovery, hot, command_line, requests, expired, checks, whole, growth
        )  # fmt: skip
        for part in parts:
            for row in part(site, arguments.rounds):
                lines.append(f"| {' | '.join(row)} |")
                print(lines[-1], flush=True)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {sys.platform}"
    lines.append(f"\n{machine}, medians of {arguments.rounds} interleaved rounds.")
    print(lines[-1])
    if arguments.write:
        page = arguments.write.read_text(encoding="utf-8")
        before, mark, rest = page.partition("<!-- table -->\n")
        _, end, after = rest.partition("<!-- end of table -->")
        if not (mark and end):
            raise SystemExit(f"{arguments.write} has no marks for the table")
        table = "\n".join(lines)
        arguments.write.write_text(f"{before}{mark}{table}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
