"""The lock: what it records, what it notices, what it refuses, and how it survives."""

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from support.command import run
from support.plugins import offer, preset_module

from oauth_presets import (
    ArgumentError,
    LockError,
    OAuthPresetsError,
    PresetConflictError,
    PresetLoadError,
    PresetRegistry,
    UnknownPresetError,
    get_preset,
)
from oauth_presets.audit.diff import changes
from oauth_presets.core.preset import EndpointField
from oauth_presets.lock import read_lock, write_lock
from oauth_presets.publishing.export import export
from oauth_presets.testing import make_distribution
from oauth_presets.util.atomic_write import write_atomically


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "oauth-presets.lock"


def what(lock: Path, registry: PresetRegistry | None = None) -> list[tuple[str, str]]:
    """Return the changes since a lock, as `(name, what)`."""
    found = changes(read_lock(lock), registry or PresetRegistry())
    return [(change.name, str(change)) for change in found]


def install(folder: Path, version: str = "1.0", **changes: str) -> None:
    """Install, or upgrade, acme-presets: its preset with some of its source replaced."""
    for info in folder.glob("acme_presets-*.dist-info"):
        for file in info.iterdir():
            file.unlink()
        info.rmdir()
    source = preset_module("acme")
    for old, new in changes.items():
        before = {"host": "preset.example", "scopes": 'scopes=("read",)', "add": "docs_url"}[old]
        source = source.replace(before, new)
    make_distribution(folder, "acme-presets", {"acme": "acme_mod:preset"}, {"acme_mod": source},
                      version=version)  # fmt: skip
    sys.modules.pop("acme_mod", None)
    for cached in folder.glob("__pycache__/*"):
        cached.unlink()


# -- what it holds ---------------------------------------------------------------------------------


def test_lock_records_owner_urls_and_scopes(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, ["Slack", "acme"], PresetRegistry())
    content = json.loads(lock.read_text())
    assert content["names"] == ["acme", "slack"]
    acme, slack = content["presets"]
    assert acme == {
        "authorize_url": "https://{subdomain}.preset.example/authorize",
        "by_name": True,
        "digest": acme["digest"],
        "distribution": "acme-presets",
        "name": "acme",
        "other": {
            "docs_url": "https://docs.preset.example/oauth",
            "title": "Acme",
            "variables": {"subdomain": {"default": "www", "example": "contoso", "kind": "label"}},
        },
        "scopes": ["read"],
        "token_url": "https://{subdomain}.preset.example/token",
        "version": "1.0",
    }
    assert slack["other"]["scope_separator"] == ","
    assert slack["digest"] != acme["digest"]


@pytest.mark.slow
def test_lock_file_is_deterministic_and_sorted(lock: Path) -> None:
    texts = set()
    for seed in ("1", "2"):
        program = f"from oauth_presets.lock import write_lock; write_lock({str(lock)!r})"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program], check=True, env=environment, timeout=60)
        texts.add(lock.read_text())
    (text,) = texts
    content = json.loads(text)
    assert text == json.dumps(content, indent=2, sort_keys=True) + "\n"
    names = [record["name"] for record in content["presets"]]
    assert names == sorted(names)
    assert len(names) >= 100
    assert content["names"] is None
    assert what(lock) == []


def test_single_name_string_is_accepted(lock: Path) -> None:
    assert write_lock(lock, "Google Drive").names == ("google_drive",)


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (["no_such"], UnknownPresetError),
        (["caf\u00e9"], UnknownPresetError),
        ([5], ArgumentError),
        ([b"slack"], ArgumentError),
        (["mine"], UnknownPresetError),
    ],
)
def test_unknown_preset_is_not_locked(lock: Path, names: list[Any], error: type[Exception]) -> None:
    registry = PresetRegistry()
    registry.register(get_preset("slack").model_copy(update={"name": "mine"}))
    with pytest.raises(error):
        write_lock(lock, ["slack", *names], registry)
    assert not lock.exists()


def test_preset_that_does_not_load_is_not_locked(lock: Path, site: Path) -> None:
    offer(site, "broken", "raise SystemExit")
    lock.write_text("old")
    with pytest.raises(PresetLoadError, match="broken-presets"):
        write_lock(lock, registry=PresetRegistry())
    assert lock.read_text() == "old"
    write_lock(lock, ["slack"], PresetRegistry())
    assert what(lock) == []


def test_registered_preset_needs_no_lock_entry(lock: Path) -> None:
    write_lock(lock, ["slack"])
    registry = PresetRegistry(lock=lock)
    registry.register(get_preset("slack").model_copy(update={"name": "mine"}))
    assert registry.build("mine").token_url == "https://slack.com/api/oauth.v2.access"
    assert what(lock, registry) == []


# -- what it notices -------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("upgrade", "expected"),
    [
        ({}, []),
        ({"version": "2.0"}, ['version: was "1.0", is "2.0"']),
        (
            {"host": "evil.example"},
            [
                'authorize_hosts: was ["{subdomain}.preset.example"], is '
                '["{subdomain}.evil.example"]',
                'authorize_url: was "https://{subdomain}.preset.example/authorize", is '
                '"https://{subdomain}.evil.example/authorize"',
                'token_hosts: was ["{subdomain}.preset.example"], is ["{subdomain}.evil.example"]',
                'token_url: was "https://{subdomain}.preset.example/token", is '
                '"https://{subdomain}.evil.example/token"',
                'docs_url: was "https://docs.preset.example/oauth", is '
                '"https://docs.evil.example/oauth"',
            ],
        ),
        (
            {"version": "1.0.1", "scopes": 'scopes=("read", "admin", "write")'},
            [
                'version: was "1.0", is "1.0.1"',
                'scopes: ASKS FOR MORE: ["admin", "write"]',
            ],
        ),
        (
            {"scopes": "scopes=()"},
            ['scopes: no longer asks for: ["read"]'],
        ),
        (
            {"scopes": 'scopes=("write",)'},
            ['scopes: ASKS FOR MORE: ["write"]; no longer asks for: ["read"]'],
        ),
        (
            {"add": "offline=Offline(mode='request', scopes=('all',)), docs_url"},
            [
                'offline.mode: was not set, is "request"',
                'offline.scopes: ASKS FOR MORE: ["all"]',
            ],
        ),
        (
            {"add": "scope_sets={'full': ('read', 'admin')}, docs_url"},
            ['scope_sets.full: NEW SCOPE SET: ["read", "admin"]'],
        ),
        (
            {"add": "scope_sets={'empty': ()}, docs_url"},
            ["scope_sets.empty: NEW SCOPE SET: []"],
        ),
        (
            {"add": "authorize_params={'prompt': 'none'}, docs_url"},
            ['authorize_params.prompt: was not set, is "none"'],
        ),
        (
            {"add": "authorization_request={'names': {'scope': 's'}}, pkce='required', docs_url"},
            [
                'authorization_request.names.scope: was not set, is "s"',
                'pkce: was not set, is "required"',
            ],
        ),
        (
            {"add": "authorize_params={'user_scope': 'chat:write,files:read'}, docs_url"},
            ['authorize_params.user_scope: ASKS FOR MORE: ["chat:write", "files:read"]'],
        ),
        (
            {"add": "offline=Offline(mode='request', params={'user_scope': 'all'}), docs_url"},
            [
                'offline.mode: was not set, is "request"',
                'offline.params.user_scope: ASKS FOR MORE: ["all"]',
            ],
        ),
        ({"add": "setup=('x',), docs_url"}, ['setup: was not set, is ["x"]']),
        *(
            (
                {"add": f"{field}='https://evil.example/x', docs_url"},
                [f'{field}: was not set, is "https://evil.example/x"'],
            )
            for field in get_args(EndpointField)
        ),
        (
            {"add": "absent=('userinfo_url',), docs_url"},
            ['absent: was not set, is ["userinfo_url"]'],
        ),
        (
            {
                "add": "token_request={'body': 'json', 'params': {'a': 'b'}, "
                "'headers': {'X-A': 'b'}, 'names': {'code': 'c'}, 'omit': ('client_id',)}, docs_url"
            },
            [
                'token_request.body: was not set, is "json"',
                'token_request.headers.X-A: was not set, is "b"',
                'token_request.names.code: was not set, is "c"',
                'token_request.omit: was not set, is ["client_id"]',
                'token_request.params.a: was not set, is "b"',
            ],
        ),
        (
            {
                "add": "token_request={'code_params': {'a': 'b'}, "
                "'refresh_params': {'scope': 'x'}}, docs_url"
            },
            [
                'token_request.code_params.a: was not set, is "b"',
                'token_request.refresh_params.scope: ASKS FOR MORE: ["x"]',
            ],
        ),
        (
            {
                "add": "token_response={'path': ('a',), 'success': {'ok': True}, 'failure': "
                "{'ok': False}, 'extras': {'id': 'Id'}, 'names': {'error': 'e'}}, docs_url"
            },
            [
                'token_response.extras.id: was not set, is "Id"',
                "token_response.failure.ok: was not set, is false",
                'token_response.names.error: was not set, is "e"',
                'token_response.path: was not set, is ["a"]',
                "token_response.success.ok: was not set, is true",
            ],
        ),
        (
            {
                "add": "authorization_response={'names': {'code': 'c'}, 'extras': {'id': 'Id'}, "
                "'iss': True}, issuer='https://acme.example', docs_url"
            },
            [
                'authorization_response.extras.id: was not set, is "Id"',
                "authorization_response.iss: was not set, is true",
                'authorization_response.names.code: was not set, is "c"',
                'issuer: was not set, is "https://acme.example"',
            ],
        ),
        (
            {
                "add": "api={'base_url': 'https://evil.example', 'headers': {'X-A': 'b'}, "
                "'header': 'X-Token', 'scheme': ''}, docs_url"
            },
            [
                'api.base_url: was not set, is "https://evil.example"',
                'api.header: was not set, is "X-Token"',
                'api.headers.X-A: was not set, is "b"',
                'api.scheme: was not set, is ""',
            ],
        ),
        (
            {
                "add": "redirect={'loopback': ('localhost',), 'any_port': True, 'note': 'n'}, "
                "access_token_seconds='never', registration=('console',), keywords=('k',), docs_url"
            },
            [
                'access_token_seconds: was not set, is "never"',
                'keywords: was not set, is ["k"]',
                "redirect.any_port: was not set, is true",
                'redirect.loopback: was not set, is ["localhost"]',
                'redirect.note: was not set, is "n"',
                'registration: was not set, is ["console"]',
            ],
        ),
    ],
)
def test_upgrade_is_reported_value_by_value(
    lock: Path, site: Path, upgrade: dict[str, str], expected: list[str]
) -> None:
    install(site)
    write_lock(lock, ["acme"], PresetRegistry())
    install(site, **upgrade)
    assert what(lock) == [("acme", text) for text in expected]
    registry = PresetRegistry(lock=lock)
    if not expected:
        assert registry.get("acme").title == "Acme"
        return
    with pytest.raises(LockError) as caught:
        registry.get("acme")
    assert expected[0] in str(caught.value)
    with pytest.raises(LockError):
        registry.build("acme")
    with pytest.raises(LockError):
        registry.explain("acme")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "authorize_params={'user_scope': 'a'}", "authorize_params={'user_scope': 'a,b'}",
            ['authorize_params.user_scope: ASKS FOR MORE: ["b"]'],
        ),
        (
            "authorize_params={'user_scope': 'a,b'}", "authorize_params={'user_scope': 'b'}",
            ['authorize_params.user_scope: no longer asks for: ["a"]'],
        ),
        (
            "scope_separator='|', authorize_params={'user_scope': 'a|b'}",
            "scope_separator='|', authorize_params={'user_scope': 'a|b|c'}",
            ['authorize_params.user_scope: ASKS FOR MORE: ["c"]'],
        ),
        (
            "scope_sets={'full': ('a',)}", "scope_sets={'full': ('a', 'b')}",
            ['scope_sets.full: ASKS FOR MORE: ["b"]'],
        ),
        (
            "scope_sets={'full': ('a',)}", "scope_sets={}",
            ['scope_sets.full: no longer asks for: ["a"]'],
        ),
        (
            "authorize_params={'user_scope': 'a,b'}", "authorize_params={'user_scope': 'a b'}",
            None,
        ),
    ],
)  # fmt: skip
def test_scope_changes_are_reported_for_every_field(
    lock: Path, site: Path, before: str, after: str, expected: list[str] | None
) -> None:
    install(site, add=f"{before}, docs_url")
    write_lock(lock, ["acme"], PresetRegistry())
    install(site, add=f"{after}, docs_url")
    found = [text for _, text in what(lock)]
    assert found == expected if expected else len(found) == 1
    assert [name for name, _ in what(lock)] == ["acme"] * len(found)


CHOICES = """
from oauth_presets import Preset, Variable

preset = Preset(
    name="acme", title="Acme", docs_url="https://docs.acme.example",
    authorize_url="https://{sub}.{region}.acme.example/{region}/authorize",
    token_url="https://{region}.acme.example/token",
    variables={
        "sub": Variable(kind="label", example="x"),
        "region": Variable(kind="choice", choices={"EU": "eu", "US": "us"}),
    },
)
"""


def test_hosts_of_every_choice_are_locked(lock: Path, site: Path) -> None:
    offer(site, "acme", CHOICES)
    write_lock(lock, ["acme"], PresetRegistry())
    (record,) = read_lock(lock).records.values()
    assert record.hosts(record.token_url) == ["eu.acme.example", "us.acme.example"]
    sys.modules.pop("acme_mod", None)
    (site / "acme_mod.py").write_text(CHOICES.replace('"us"', '"de"'))
    assert [text for _, text in what(lock)] == [
        'authorize_hosts: was ["{sub}.eu.acme.example", "{sub}.us.acme.example"], is '
        '["{sub}.de.acme.example", "{sub}.eu.acme.example"]',
        'token_hosts: was ["eu.acme.example", "us.acme.example"], is '
        '["de.acme.example", "eu.acme.example"]',
        'variables.region.choices.US: was "us", is "de"',
    ]


def test_too_many_host_combinations_stay_placeholders(lock: Path, site: Path) -> None:
    names = ["v0", "v1"]
    choices = {str(number): f"x{number}" for number in range(30)}
    host = ".".join(f"{{{name}}}" for name in names)
    source = (
        "from oauth_presets import Preset, Variable\n"
        f"preset = Preset(name='acme', title='Acme', docs_url='https://docs.acme.example',\n"
        f"    authorize_url='https://{host}.acme.example/a', token_url='https://acme.example/t',\n"
        f"    variables={{n: Variable(kind='choice', choices={choices}) for n in {names}}})\n"
    )
    offer(site, "acme", source)
    write_lock(lock, ["acme"], PresetRegistry())
    (record,) = read_lock(lock).records.values()
    assert len(record.hosts(record.authorize_url)) == 30
    assert what(lock) == []


def test_scope_order_is_locked(lock: Path, site: Path) -> None:
    install(site, scopes='scopes=("a", "b")')
    write_lock(lock, ["acme"], PresetRegistry())
    install(site, scopes='scopes=("b", "a")')
    assert what(lock) == [("acme", 'scopes: was ["a", "b"], is ["b", "a"]')]


@pytest.mark.slow
def test_removed_new_and_broken_packages_are_reported(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, registry=PresetRegistry())
    offer(site, "newcomer", "raise AssertionError('it was imported')")
    (site / "acme_mod.py").write_text("raise SystemExit('no more')")
    sys.modules.pop("acme_mod", None)
    gone = json.loads(lock.read_text())
    record = next(record for record in gone["presets"] if record["name"] == "slack")
    gone["presets"].remove(record)
    gone["presets"].insert(0, {**record, "distribution": "old-presets"})
    lock.write_text(json.dumps(gone))
    acme, newcomer, ours, gone_one = what(lock)
    assert acme[0] == "acme"
    assert acme[1].startswith("no longer loads: The preset 'acme' of acme-presets 1.0")
    assert newcomer == (
        "newcomer",
        "is new, version 1.0",
    )
    assert ours[0] == "slack"
    assert gone_one == (
        "slack", "is gone: it is no longer installed; oauth-presets offers the name now"
    )  # fmt: skip
    assert "newcomer_mod" not in sys.modules


def test_new_owner_of_a_locked_name_is_reported_if_resolution_changes(
    lock: Path, site: Path
) -> None:
    install(site)
    write_lock(lock, ["acme", "slack"], PresetRegistry())
    offer(site, "slack", "raise AssertionError('it was imported')")
    make_distribution(site, "thief", {"acme": "slack_mod:preset"})
    make_distribution(site, "unrelated", {"unrelated": "slack_mod:preset"})
    assert what(lock) == [
        ("acme", "the name alone no longer resolves to it: thief offers the name too")
    ]
    assert "slack_mod" not in sys.modules


@pytest.mark.slow
def test_full_lock_reports_every_new_preset(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, registry=PresetRegistry())
    offer(site, "slack", "raise AssertionError('it was imported')")
    make_distribution(site, "thief", {"acme": "slack_mod:preset"})
    assert what(lock) == [
        ("acme", "the name alone no longer resolves to it: thief offers the name too"),
        ("acme", "is new, version 1.0; in conflict with others that offer the name"),
        (
            "slack",
            "is new, version 1.0; the name alone still resolves to the preset of oauth-presets",
        ),
    ]  # fmt: skip
    assert "slack_mod" not in sys.modules


# -- whose presets it holds ------------------------------------------------------------------------

STRANGER = "raise AssertionError('it was imported')"


def keys(lock: Path) -> dict[tuple[str, str], bool]:
    """Return whose presets a lock holds, and whether their names alone reach them."""
    return {key: record.by_name for key, record in read_lock(lock).records.items()}


def test_locking_a_name_locks_only_the_resolved_preset(lock: Path, site: Path) -> None:
    offer(site, "slack", STRANGER)
    write_lock(lock, ["slack"], PresetRegistry())
    assert keys(lock) == {("slack", "oauth-presets"): True}
    assert what(lock) == []
    assert PresetRegistry(lock=lock).get("slack").title == "Slack"


def test_conflicting_name_is_locked_only_with_distribution(lock: Path, site: Path) -> None:
    install(site)
    make_distribution(site, "thief", {"acme": "thief_mod:preset"}, {"thief_mod": STRANGER})
    with pytest.raises(PresetConflictError, match="acme-presets' and 'thief"):
        write_lock(lock, ["acme"], PresetRegistry())
    assert not lock.exists()
    write_lock(lock, ["acme"], PresetRegistry(), "Acme_Presets")
    assert keys(lock) == {("acme", "acme-presets"): False}
    assert what(lock) == []
    registry = PresetRegistry(lock=lock)
    assert registry.get("acme", "acme-presets").title == "Acme"
    with pytest.raises(PresetConflictError):
        registry.get("acme")
    with pytest.raises(LockError, match="is not in"):
        registry.get("acme", "thief")
    assert "thief_mod" not in sys.modules


def test_shadowed_preset_is_locked_for_its_distribution_only(lock: Path, site: Path) -> None:
    offer(site, "slack")
    write_lock(lock, ["slack"], PresetRegistry(), "slack-presets")
    assert keys(lock) == {("slack", "slack-presets"): False}
    registry = PresetRegistry(lock=lock)
    assert registry.get("slack", "slack-presets").docs_url.startswith("https://docs.preset")
    with pytest.raises(LockError, match="'slack' of oauth-presets is not in"):
        registry.get("slack")


@pytest.mark.parametrize(
    ("names", "distribution", "error"),
    [
        (["slack"], "nobody", UnknownPresetError),
        (["slack", "acme"], "acme-presets", UnknownPresetError),
        (["slack"], 5, ArgumentError),
        (None, "acme-presets", ArgumentError),
        ([], None, ArgumentError),
        ((), None, ArgumentError),
    ],
)
def test_invalid_write_lock_arguments_are_rejected(
    lock: Path, site: Path, names: Any, distribution: Any, error: type[Exception]
) -> None:
    install(site)
    with pytest.raises(error):
        write_lock(lock, names, PresetRegistry(), distribution)
    assert not lock.exists()
    assert "acme_mod" not in sys.modules


@pytest.mark.slow
def test_full_lock_records_which_presets_resolve_by_name(lock: Path, site: Path) -> None:
    offer(site, "slack")
    install(site)
    make_distribution(site, "other", {"acme": "acme_mod:preset"})
    offer(site, "free")
    write_lock(lock, registry=PresetRegistry())
    reached = {key: by_name for key, by_name in keys(lock).items() if key[1] != "oauth-presets"}
    assert reached == {
        ("acme", "acme-presets"): False, ("acme", "other"): False,
        ("free", "free-presets"): True, ("slack", "slack-presets"): False,
    }  # fmt: skip
    assert keys(lock)["slack", "oauth-presets"]
    assert what(lock) == []


def test_locked_owner_wins_a_later_conflict(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, ["acme"], PresetRegistry())
    make_distribution(site, "aaa-thief", {"Acme": "thief_mod:preset"}, {"thief_mod": STRANGER})
    with pytest.raises(PresetConflictError):
        PresetRegistry().get("acme")
    registry = PresetRegistry(lock=lock)
    assert registry.get("acme").title == "Acme"
    assert registry.build("acme", subdomain="x").token_url == "https://x.preset.example/token"
    assert registry.explain("Acme")
    with pytest.raises(LockError, match="'acme' of aaa-thief is not in"):
        registry.get("acme", "aaa-thief")
    assert "thief_mod" not in sys.modules


def test_missing_locked_owner_is_not_replaced(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, ["acme"], PresetRegistry())
    for info in site.glob("acme_presets-*.dist-info"):
        info.rename(info.with_suffix(".gone"))
    with pytest.raises(UnknownPresetError):
        PresetRegistry(lock=lock).get("acme")
    make_distribution(site, "thief", {"acme": "thief_mod:preset"}, {"thief_mod": STRANGER})
    for use in (PresetRegistry.get, PresetRegistry.build, PresetRegistry.explain):
        with pytest.raises(
            LockError, match=r"records acme-presets as the owner of .* Now thief does"
        ) as got:
            use(PresetRegistry(lock=lock), "acme")
    assert f"run `oauth-presets lock --add acme --distribution thief --file={lock}`" in str(
        got.value
    )
    assert what(lock) == [("acme", "is gone: it is no longer installed; thief offers the name now")]
    assert "thief_mod" not in sys.modules


def test_preset_locked_for_its_distribution_never_resolves_by_name(lock: Path, site: Path) -> None:
    install(site)
    thief = make_distribution(site, "thief", {"acme": "thief_mod:preset"})
    write_lock(lock, ["acme"], PresetRegistry(), "acme-presets")
    thief.rename(site / "thief-1.0.gone")
    assert PresetRegistry().get("acme").title == "Acme"
    registry = PresetRegistry(lock=lock)
    with pytest.raises(LockError, match="for distribution='acme-presets' only"):
        registry.get("acme")
    assert registry.get("acme", "acme-presets").title == "Acme"
    assert what(lock) == [("acme", "the name alone now resolves to it")]


def test_locked_owner_keeps_a_name_that_becomes_first_party(lock: Path, site: Path) -> None:
    offer(site, "free")
    write_lock(lock, ["free"], PresetRegistry())
    content = json.loads(lock.read_text().replace('"free"', '"slack"').replace("free-", "slack-"))
    (record,) = content["presets"]
    apart = ("digest", "distribution", "version")
    text = json.dumps({k: v for k, v in record.items() if k not in apart}, sort_keys=True)
    record["digest"] = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    lock.write_text(json.dumps(content))
    # So it was locked when oauth-presets had no slack yet.
    offer(site, "slack", preset_module("slack", title="Free"))
    assert PresetRegistry(lock=lock).get("slack").title == "Free"
    assert what(lock) == [
        ("slack", "the name alone no longer resolves to it: oauth-presets offers the name too")
    ]  # fmt: skip


# -- what it refuses at run time -------------------------------------------------------------------


def test_unlocked_preset_is_refused_without_import(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, ["slack"], PresetRegistry())
    registry = PresetRegistry(lock=lock)
    assert registry.get("slack").name == "slack"
    for name in ("google_drive", "acme"):
        with pytest.raises(LockError, match=f"`oauth-presets lock --add {name} .*--file={lock}`"):
            registry.get(name)
    assert "acme_mod" not in sys.modules
    write_lock(lock, ["acme"], PresetRegistry())
    install(site, version="1.1")
    with pytest.raises(LockError, match=r'version: was "1\.0", is "1\.1"'):
        PresetRegistry(lock=lock).get("acme")
    assert "acme_mod" not in sys.modules


def test_lock_is_enforced_after_refresh_and_with_distribution(lock: Path, site: Path) -> None:
    install(site)
    write_lock(lock, ["acme", "slack"], PresetRegistry())
    registry = PresetRegistry(lock=lock)
    registry.get("acme", "acme-presets")
    registry.get("slack", "oauth-presets")
    install(site, host="evil.example")
    registry.refresh()
    for distribution in (None, "Acme_Presets"):
        with pytest.raises(LockError, match=r"evil\.example"):
            registry.get("acme", distribution)


def test_lock_is_enforced_for_presets_from_a_file(lock: Path, site: Path, tmp_path: Path) -> None:
    install(site)
    file = tmp_path / "presets.json"
    file.write_text(json.dumps(export(PresetRegistry(), ["acme"]).document))
    install(site / "elsewhere")
    for info in site.glob("*.dist-info"):
        info.rename(info.with_suffix(".gone"))
    registry = PresetRegistry()
    registry.load(file)
    write_lock(lock, ["acme"], registry)
    held = PresetRegistry(lock=lock)
    held.load(file)
    assert held.get("acme").title == "Acme"
    assert what(lock, held) == []
    file.write_text(file.read_text().replace('"read"', '"read", "write"'))
    held.load(file)
    with pytest.raises(LockError, match="ASKS FOR MORE"):
        held.get("acme")
    other = tmp_path / "other.json"
    other.write_text(file.read_text())
    held = PresetRegistry(lock=lock)
    held.load(other)
    with pytest.raises(LockError, match=r"lock --add acme --distribution file:other.json "):
        held.get("acme")


# -- a lock that is damaged ------------------------------------------------------------------------


def damaged(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    """Return what makes of a lock's text that of a changed one."""

    def damage(text: str) -> str:
        content = json.loads(text)
        change(content)
        return json.dumps(content)

    return damage


def set_in_record(field: str, value: object) -> Callable[[str], str]:
    return damaged(lambda content: content["presets"][0].__setitem__(field, value))


DAMAGE: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "cut short": lambda text: text[:-20],
    "twice": lambda text: text + text,
    "a list": lambda text: "[]",
    "a number": lambda text: "1",
    "null": lambda text: "null",
    "NaN": lambda text: text.replace('"format": 3', '"format": NaN'),
    "deep": lambda text: "[" * 100_000,
    "merge": lambda text: "<<<<<<< ours\n" + text,
    "byte order mark": lambda text: "\ufeff" + text,
    "key twice": lambda text: text.replace('"names"', '"format": 3, "names"'),
    "key twice in a record": lambda text: text.replace('"name":', '"version": "1", "name":'),
    "format true": damaged(lambda content: content.update(format=True)),
    "format 1.0": damaged(lambda content: content.update(format=1.0)),
    "format a text": damaged(lambda content: content.update(format="3")),
    "format missing": damaged(lambda content: content.pop("format")),
    "names missing": damaged(lambda content: content.pop("names")),
    "names a text": damaged(lambda content: content.update(names="slack")),
    "names empty": damaged(lambda content: content.update(names=[])),
    "names not folded": damaged(lambda content: content.update(names=["Slack", "xero"])),
    "names leave one out": damaged(lambda content: content.update(names=["xero"])),
    "names hold a number": damaged(lambda content: content.update(names=[1])),
    "presets an object": damaged(lambda content: content.update(presets={})),
    "presets hold null": damaged(lambda content: content.update(presets=[None])),
    "one twice": damaged(lambda content: content["presets"].append(content["presets"][0])),
    "one more key": damaged(lambda content: content.update(more=1)),
    "one more field": set_in_record("more", ""),
    "a field less": damaged(lambda content: content["presets"][0].pop("version")),
    "version a number": set_in_record("version", 1),
    "scopes a text": set_in_record("scopes", "channels:read"),
    "scopes hold a number": set_in_record("scopes", [1]),
    "other a list": set_in_record("other", []),
    "name not folded": set_in_record("name", "Slack"),
    "name of another": set_in_record("name", "zzz"),
    "scopes edited": set_in_record("scopes", []),
    "digest edited": set_in_record("digest", "sha256:0"),
    "choices of nonsense": damaged(
        lambda content: content["presets"][0]["other"].update(variables=[{"choices": 5}])
    ),
    "URL edited": set_in_record("token_url", "https://slack.com/evil"),
    "escape sequence": set_in_record("version", "1\x1b[2J"),
    "by_name a number": set_in_record("by_name", 1),
    "by_name edited": set_in_record("by_name", False),
    "surrogate": set_in_record("version", "\ud800"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damaged_lock_is_an_error(lock: Path, kind: str) -> None:
    write_lock(lock, ["slack", "xero"])
    text = DAMAGE[kind](lock.read_text())
    lock.write_text(text)
    for use in (read_lock, lambda path: PresetRegistry(lock=path)):
        with pytest.raises(LockError, match="is damaged") as caught:
            use(lock)
        assert str(caught.value).isprintable()
    assert lock.read_text() == text


@pytest.mark.parametrize("content", ["", "\n"])
def test_empty_lock_is_reported_as_empty(lock: Path, content: str) -> None:
    lock.write_text(content)
    with pytest.raises(LockError, match="is damaged: it is empty"):
        read_lock(lock)


def test_lock_argument_must_be_a_path(lock: Path) -> None:
    made = write_lock(lock, ["slack"])
    refused: tuple[Any, ...] = (made, 5, b"x.lock", lock.read_text)
    for wrong in refused:
        for use in (lambda path: PresetRegistry(lock=path), read_lock, write_lock):
            with pytest.raises(
                ArgumentError, match=r"^The path of a lock must be a str or a Path, not \w+\.$"
            ):
                use(wrong)


def test_binary_lock_is_an_error(lock: Path) -> None:
    lock.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LockError, match="damaged"):
        read_lock(lock)


@pytest.mark.parametrize("format_", [1, 2, 4, 0])
def test_unsupported_lock_format_is_an_error(lock: Path, format_: object) -> None:
    write_lock(lock, ["slack"])
    lock.write_text(damaged(lambda content: content.update(format=format_))(lock.read_text()))
    with pytest.raises(LockError, match=r"has format .* write it again"):
        read_lock(lock)


def test_missing_lock_is_an_error(lock: Path) -> None:
    for path in (lock, lock.parent):
        with pytest.raises(LockError, match="Cannot read"):
            PresetRegistry(lock=path)


# -- how it is written -----------------------------------------------------------------------------


def test_symlink_and_permissions_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "real.lock"
    target.parent.mkdir()
    link = tmp_path / "oauth-presets.lock"
    link.symlink_to(target)
    write_lock(link, ["slack"])
    assert link.is_symlink()
    target.chmod(0o640)
    write_lock(link, ["xero"])
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert read_lock(link).names == ("xero",)
    assert [path.name for path in target.parent.iterdir()] == ["real.lock"]


def test_new_file_permissions_follow_the_umask(lock: Path) -> None:
    before = os.umask(0o027)
    try:
        write_lock(lock, ["slack"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(lock.stat().st_mode) == 0o640


def test_named_pipe_is_written_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, "text")
        assert os.read(reader, 100) == b"text"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(IsADirectoryError):
        write_atomically(tmp_path, "text")


def test_missing_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    with pytest.raises(LockError, match=f"the folder {folder} does not exist"):
        write_lock(folder / "x.lock", ["slack"])
    with pytest.raises(FileNotFoundError) as caught:
        write_atomically(folder / "x.json", "text")
    assert caught.value.filename == str(folder / "x.json")
    assert ".oauth-presets-" not in str(caught.value)


def test_longest_file_name_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("x" * 255), "text")
    assert (tmp_path / ("x" * 255)).read_text() == "text"


FULL_DISK = """
import resource, signal, sys
from oauth_presets.lock import write_lock
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_lock(sys.argv[1], ["slack"])
except OSError as error:
    print(type(error).__name__)
"""


def test_full_disk_leaves_the_old_lock(lock: Path) -> None:
    lock.write_text("old")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(lock)], capture_output=True,
                          text=True, timeout=60)  # fmt: skip
    assert done.stdout.strip() == "OSError", done.stderr
    assert lock.read_text() == "old"
    assert [path.name for path in lock.parent.iterdir()] == [lock.name]


INTERRUPTED = """
import os, signal, sys
from oauth_presets.util import atomic_write
def interrupt(descriptor):
    os.kill(os.getpid(), signal.SIGINT)
atomic_write.os.fsync = interrupt  # the last moment before the new file takes its place
from oauth_presets.lock import write_lock
write_lock(sys.argv[1], ["slack"])
"""


def test_ctrl_c_leaves_the_old_lock_and_no_temporary_file(lock: Path) -> None:
    lock.write_text("old")
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, str(lock)], capture_output=True,
                          text=True, timeout=60)  # fmt: skip
    assert done.returncode == -signal.SIGINT, done.stderr
    assert lock.read_text() == "old"
    assert [path.name for path in lock.parent.iterdir()] == [lock.name]


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no unnamed files")
@pytest.mark.parametrize("moment", ["fsync", "link"])
def test_killed_writer_leaves_the_old_lock_and_no_temporary_file(lock: Path, moment: str) -> None:
    try:
        os.close(os.open(lock.parent, os.O_TMPFILE | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system has no unnamed files")
    lock.write_text("old")
    program = INTERRUPTED.replace("SIGINT", "SIGKILL").replace("descriptor", "*_, **__")
    program = program.replace("os.fsync =", f"os.{moment} =")
    done = subprocess.run([sys.executable, "-c", program, str(lock)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert lock.read_text() == "old"
    assert [path.name for path in lock.parent.iterdir()] == [lock.name]


WRITER = """
import sys
from oauth_presets.lock import read_lock, write_lock
path, *names = sys.argv[1:]
for _ in range(40):
    write_lock(path, names)
    assert read_lock(path).names in (("slack",), ("xero", "zitadel"))
"""


@pytest.mark.slow
def test_concurrent_writers_never_leave_a_partial_lock(lock: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(lock), *names], stderr=subprocess.PIPE)
        for names in (["slack"], ["xero", "zitadel"])
    ]
    for writer in writers:
        try:
            _, errors = writer.communicate(timeout=60)
        finally:
            writer.kill()
        assert writer.returncode == 0, errors.decode()
    assert read_lock(lock).names in (("slack",), ("xero", "zitadel"))
    assert [path.name for path in lock.parent.iterdir()] == [lock.name]


# -- the command -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_command_locks_checks_and_reports_changes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install(site)
    done = run("lock", "acme", "slack", path=site, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "2 presets locked in oauth-presets.lock.\n"
    done = run("lock", "--check", path=site, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    before = (tmp_path / "oauth-presets.lock").read_text()
    install(site, version="2.0", scopes='scopes=("read", "admin")')
    done = run("lock", "--check", path=site, cwd=tmp_path)
    assert done.returncode == 1
    assert [line.split(maxsplit=2) for line in done.stdout.splitlines()] == [
        ["NAME", "DISTRIBUTION", "WHAT"],
        ["acme", "acme-presets", 'version: was "1.0", is "2.0"'],
        ["acme", "acme-presets", 'scopes: ASKS FOR MORE: ["admin"]'],
    ]
    assert "run `oauth-presets lock`." in done.stderr
    assert (tmp_path / "oauth-presets.lock").read_text() == before
    assert run("lock", "acme", "slack", path=site, cwd=tmp_path).returncode == 0
    assert run("lock", "--check", path=site, cwd=tmp_path).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["--check"], 1, "No such file"),
        (["--check", "slack"], 2, "--check compares what"),
        (["no_such"], 1, "Unknown preset 'no_such'"),
        (["--file", "no/such/folder", "slack"], 1, "does not exist."),
        (["--file", "", "slack"], 1, "Is a directory"),
        ([], 1, "Or name the presets to lock"),
    ],
)
def test_command_errors_name_the_remedy(
    tmp_path: Path, arguments: list[str], code: int, text: str
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    offer(site, "broken", "raise ValueError")
    done = run("lock", *arguments, path=site, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_lock_can_be_written_to_stdout(tmp_path: Path) -> None:
    done = run("lock", "--file", "/dev/stdout", "slack", cwd=tmp_path)
    assert json.loads(done.stdout)["names"] == ["slack"]


def test_lock_error_is_an_oauth_presets_error() -> None:
    assert issubclass(LockError, OAuthPresetsError)
