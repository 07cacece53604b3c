"""`new`, `validate`, `export`, `schema`, and presets from a file."""

import ast
import json
import os
import pty
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from oauth_presets import (
    Preset,
    PresetConflictError,
    PresetLoadError,
    PresetRegistry,
    UnknownPresetError,
    get_preset,
    list_presets,
)
from oauth_presets.catalogue import export, schema
from oauth_presets.testing import make_distribution

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets"]

ANSWERS = {
    "--title": 'Acme "Docs"',
    "--authorize-url": "https://{subdomain}.acme.example/authorize",
    "--token-url": "https://{subdomain}.acme.example/token",
    "--scope": "documents:read",
    "--docs-url": "https://docs.acme.example/oauth",
}

BAD_MODULE = """
from oauth_presets import Preset
acme = Preset(name="acme", title="Acme", docs_url="https://acme.example/",
    authorize_url="https://acme.example/a", token_url="https://acme.example/t")
"""
GOOD_MODULE = BAD_MODULE.replace(
    "title=", "setup=('Register {redirect_uri}.',), verified_on='2026-11-24', "
    "evidence='vendor_page', title=",
)  # fmt: skip


def run(
    *arguments: str, cwd: Path | None = None, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, cwd=cwd, timeout=60,
        env=environment, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def new(
    folder: Path, name: str = "acme", answers: Mapping[str, str] = ANSWERS, *more: str
) -> subprocess.CompletedProcess[str]:
    options = [text for pair in answers.items() for text in pair]
    return run("new", name, *options, "--yes", *more, cwd=folder)


# -- new -------------------------------------------------------------------------------------------


def test_new_writes_a_package_that_an_expert_would(tmp_path: Path) -> None:
    done = new(tmp_path)
    assert done.returncode == 0, done.stderr
    package = tmp_path / "oauth-presets-acme"
    written = {str(f.relative_to(package)) for f in package.rglob("*") if f.is_file()}
    assert written == {
        ".github/workflows/test.yml",
        ".gitignore",
        "LICENSE",
        "README.md",
        "oauth_presets_acme/__init__.py",
        "oauth_presets_acme/py.typed",
        "pyproject.toml",
        "tests/test_acme.py",
    }
    for command in (
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
    ):
        checked = subprocess.run(command, cwd=package, capture_output=True, text=True, timeout=120)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "@" not in (package / "pyproject.toml").read_text()
    assert run("validate", str(package)).stdout == "acme: ok\n"


def test_new_refuses_to_overwrite_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    assert new(tmp_path).returncode == 0
    before = (tmp_path / "oauth-presets-acme" / "pyproject.toml").stat().st_mtime_ns
    again = new(tmp_path)
    assert again.returncode == 1
    assert "exists; nothing was written" in again.stderr
    assert (tmp_path / "oauth-presets-acme" / "pyproject.toml").stat().st_mtime_ns == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["oauth-presets-acme"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sharepoint", "is taken, by oauth-presets"),
        ("Share.Point", "cannot"),
        ("SharePoint", "is taken"),
        ("testing", "is reserved"),
        ("caf\xe9", "cannot be a preset's name"),
        ("../evil", "cannot be a preset's name"),
    ],
)
def test_new_refuses_a_name(name: str, text: str, tmp_path: Path) -> None:
    done = new(tmp_path, name)
    if text == "cannot":  # folds to share_point, which is free: allowed, under that name
        assert (tmp_path / "oauth-presets-share-point").is_dir()
        return
    assert done.returncode == 1
    assert text in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_refuses_wrong_values_and_says_which(tmp_path: Path) -> None:
    done = new(tmp_path, "acme", {**ANSWERS, "--token-url": "http://acme.example/token"})
    assert done.returncode == 1
    assert "token_url: 'http://acme.example/token' does not begin with https://" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_names_what_is_missing(tmp_path: Path) -> None:
    done = run("new", "acme", "--yes", "--title", "Acme", cwd=tmp_path)
    assert done.returncode == 2
    assert "--authorize-url, --token-url, --docs-url" in done.stderr


def test_new_takes_a_name_that_is_no_identifier(tmp_path: Path) -> None:
    assert new(tmp_path, "3scale").returncode == 0
    module = tmp_path / "oauth-presets-3scale" / "oauth_presets_3scale" / "__init__.py"
    ast.parse(module.read_text())
    assert run("validate", str(tmp_path / "oauth-presets-3scale")).stdout == "3scale: ok\n"


def test_new_asks_on_a_terminal(tmp_path: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        os.chdir(tmp_path)
        os.execv(sys.executable, [*COMMAND, "new", "acme"])  # noqa: S606
    typed = "\n".join(["Acme", *list(ANSWERS.values())[1:3], ANSWERS["--docs-url"], "a b", ""])
    os.write(terminal, typed.encode())
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:  # the other end is closed
        pass
    os.close(terminal)
    assert os.waitpid(child, 0)[1] == 0
    source = (tmp_path / "oauth-presets-acme" / "oauth_presets_acme" / "__init__.py").read_text()
    assert '"a",\n        "b",' in source
    assert 'kind="label"' in source


# -- validate --------------------------------------------------------------------------------------


def test_validate_an_installed_preset_by_name_or_distribution(tmp_path: Path) -> None:
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": BAD_MODULE})
    for what in ("acme", "ACME", "acme-presets", "Acme.Presets"):
        done = run("validate", what, path=tmp_path)
        assert done.returncode == 1
        assert done.stdout.startswith("acme: not valid\n")
        assert "source: verified_on is not set" in done.stdout
    assert run("validate", "sharepoint").returncode == 0


def test_validate_a_wheel_without_installing_it(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    make_distribution(tree, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": GOOD_MODULE})
    wheel = tmp_path / "acme_presets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for file in tree.rglob("*"):
            archive.write(file, file.relative_to(tree))
    assert run("validate", str(wheel)).stdout == "acme: ok\n"
    wheel.write_bytes(b"PK not a wheel")
    broken = run("validate", str(wheel))
    assert broken.returncode == 1
    assert "cannot be unpacked as a wheel" in broken.stderr


def test_validate_a_module_and_print_json(tmp_path: Path) -> None:
    (tmp_path / "acme_mod.py").write_text(BAD_MODULE)
    done = run("validate", "acme_mod:acme", "--json", path=tmp_path)
    (row,) = json.loads(done.stdout)
    assert row["preset"] == "acme"
    assert {finding["rule"] for finding in row["findings"]} == {"source", "setup"}


@pytest.mark.parametrize(
    ("presets", "module", "text"),
    [
        ({"acme": "acme_mod:nothing"}, BAD_MODULE, "has no attribute 'nothing'"),
        ({"acme": "acme_mod:acme"}, "raise SystemExit(3)", "SystemExit"),
        ({"other": "acme_mod:acme"}, GOOD_MODULE, "the preset 'acme'"),
        ({"acme": "acme_mod:acme"}, "acme = {}", "must be a Preset"),
        ({"acme": "acme_mod:acme"}, BAD_MODULE.replace("https://acme.example/t", "x"), "token_url"),
    ],
)
def test_validate_names_what_cannot_be_loaded(
    presets: dict[str, str], module: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "acme_mod.py").write_text(module)
    lines = "\n".join(f'{name} = "{value}"' for name, value in presets.items())
    (tmp_path / "pyproject.toml").write_text(f"[project.entry-points.oauth_presets]\n{lines}\n")
    done = run("validate", str(tmp_path))
    assert done.returncode == 1
    assert text in done.stdout
    assert "Traceback" not in done.stderr


def test_validate_says_when_there_is_nothing(tmp_path: Path) -> None:
    assert "no folder" in (done := run("validate", str(tmp_path))).stderr or done.returncode == 1
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert "offers no preset" in run("validate", str(tmp_path)).stderr
    assert "There is no preset 'nothing'" in run("validate", "nothing").stderr


# -- export, schema, load --------------------------------------------------------------------------


def test_export_is_deterministic_sorted_and_keeps_the_schema() -> None:
    runs = {
        subprocess.run(
            [*COMMAND, "export"], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1
    document = json.loads(runs.pop())
    names = [row["preset"]["name"] for row in document["presets"]]
    assert names == sorted(names)
    assert len(names) == len(list_presets())
    printed = json.loads(run("schema").stdout)
    assert printed == schema()
    jsonschema.Draft202012Validator.check_schema(printed)
    jsonschema.validate(document, printed)
    document["presets"][0]["preset"]["unknown"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, printed)


def test_export_names_what_does_not_load_and_prints_the_rest(tmp_path: Path) -> None:
    make_distribution(
        tmp_path, "bad-presets", {"aaa_bad": "bad_mod:x"}, {"bad_mod": "raise SystemExit"}
    )
    done = run("export", path=tmp_path)
    assert done.returncode == 1
    assert "bad-presets" in done.stderr
    assert "sharepoint" in {row["preset"]["name"] for row in json.loads(done.stdout)["presets"]}


def exported(folder: Path, name: str, **changes: object) -> Path:
    """A file with one preset, a changed and renamed copy of one of ours."""
    preset = Preset.model_validate({**dict(get_preset("sharepoint")), "name": name, **changes})
    registry = PresetRegistry()
    registry.register(preset)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(export(registry, [name])[0]))
    return file


def test_a_file_gives_the_same_preset_and_its_origin_is_shown(tmp_path: Path) -> None:
    file = exported(tmp_path, "acme", title="From a file")
    registry = PresetRegistry()
    assert registry.load(file) == ("acme",)
    assert registry.get("acme").title == "From a file"
    assert registry.build("acme", tenant="x").token_url is not None
    (entry,) = [entry for entry in registry.list() if entry.name == "acme"]
    assert entry.distribution == f"file:{file}"
    registry.refresh()
    assert registry.get("acme", f"file:{file}").title == "From a file"


def test_a_file_is_under_the_rules_for_other_packages(tmp_path: Path) -> None:
    ours = exported(tmp_path, "sharepoint2").rename(tmp_path / "ours.json")
    ours.write_text(ours.read_text().replace("sharepoint2", "sharepoint"))
    one = exported(tmp_path, "acme", title="One").rename(tmp_path / "one.json")
    two = exported(tmp_path, "acme", title="Two").rename(tmp_path / "two.json")
    registry = PresetRegistry()
    for file in (ours, one, two):
        registry.load(file)
    assert registry.get("sharepoint") == get_preset("sharepoint")
    shadowed = [entry for entry in registry.list() if entry.shadowed]
    assert [entry.distribution for entry in shadowed] == [f"file:{ours}"]
    with pytest.raises(PresetConflictError, match=r"one\.json.* and .*two\.json"):
        registry.get("acme")
    assert registry.get("acme", f"file:{two}").title == "Two"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "presets": []}',
        '{"format": 1, "presets": [{"preset": {"name": "x"}}]}',
        '{"format": 1, "format": 1, "presets": []}',
        '{"format": 1, "presets": [1]}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_a_damaged_file_is_an_error_and_nothing_of_it_is_used(content: str, tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    registry = PresetRegistry()
    with pytest.raises(PresetLoadError) as caught:
        registry.load(file)
    assert str(file) in str(caught.value)
    with pytest.raises(UnknownPresetError):
        registry.get("x")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PresetLoadError, match="No such file"):
        PresetRegistry().load(tmp_path / "nothing.json")
