"""`oauth-presets validate`: source trees, wheels, files, installed presets and objects."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import PROJECT
from support.command import run
from support.environment import Environment

from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow

BAD_MODULE = """
from oauth_presets import Preset
acme = Preset(name="acme", title="Acme", docs_url="https://acme.example/",
    authorize_url="https://acme.example/a", token_url="https://acme.example/t")
"""
GOOD_MODULE = BAD_MODULE.replace(
    "title=", "setup=('Register {redirect_uri}.',), verified_on='2026-11-24', "
    "evidence='vendor_page', offline={'mode': 'never'}, title=",
)  # fmt: skip


VALUE = "oauth_presets_acme:acme"
ACCEPTED = (
    "Accepted: a folder with a pyproject.toml, a wheel (.whl), an exported file "
    "(.json), the name of an installed preset or distribution, or module:object."
)


def tree(folder: Path, presets: dict[str, str], module: str = GOOD_MODULE) -> Path:
    """Write a source tree with one module."""
    folder.mkdir(exist_ok=True)
    (folder / "acme_mod.py").write_text(module)
    lines = "\n".join(f'"{name}" = "{value}"' for name, value in presets.items())
    (folder / "pyproject.toml").write_text(f"[project.entry-points.oauth_presets]\n{lines}\n")
    return folder


def wheel(folder: Path, presets: dict[str, str], module: str = GOOD_MODULE) -> Path:
    """Write a wheel with one module."""
    content = folder / "content"
    make_distribution(content, "acme-presets", presets, {"acme_mod": module})
    made = folder / "acme_presets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for file in content.rglob("*"):
            archive.write(file, file.relative_to(content))
    return made


def test_installed_preset_by_its_name_or_its_distribution(tmp_path: Path) -> None:
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": BAD_MODULE})
    for what in ("acme", "ACME", "acme-presets", "Acme.Presets"):
        done = run("validate", what, path=tmp_path)
        assert done.returncode == 1
        assert done.stdout.startswith("acme: not valid\n")
        assert "source: verified_on is not set" in done.stdout
        assert done.stderr == "1 preset, 1 not valid.\n"
    assert run("validate", "sharepoint").stdout == "sharepoint: ok\n"


def test_installed_preset_that_does_not_load_is_a_violation(tmp_path: Path) -> None:
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": "1 / 0"})
    done = run("validate", "acme", path=tmp_path)
    assert done.returncode == 1
    assert "entry_point: " in done.stdout
    assert "ZeroDivisionError" in done.stdout


def test_every_owner_of_a_name_is_validated(tmp_path: Path) -> None:
    for owner, module in (("one", GOOD_MODULE), ("two", BAD_MODULE)):
        make_distribution(tmp_path, owner, {"acme": f"{owner}_mod:acme"}, {f"{owner}_mod": module})
    done = run("validate", "acme", path=tmp_path)
    assert [line for line in done.stdout.splitlines() if line.startswith("acme")] == [
        "acme: ok",
        "acme: not valid",
    ]


def test_unreadable_metadata_of_a_distribution_is_a_violation(tmp_path: Path) -> None:
    info = make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"})
    (info / "entry_points.txt").write_bytes(b"[oauth_presets]\nacme = \xff\n")
    done = run("validate", "acme-presets", path=tmp_path)
    assert done.returncode == 1
    assert "metadata: " in done.stdout
    assert "UnicodeDecodeError" in done.stdout


def test_wheel_is_validated_without_installing_it(tmp_path: Path) -> None:
    made = wheel(tmp_path, {"acme": "acme_mod:acme"})
    assert run("validate", str(made)).stdout == "acme: ok\n"


def test_wheel_takes_precedence_over_the_installed_package(tmp_path: Path) -> None:
    make_distribution(
        tmp_path / "site", "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": BAD_MODULE}
    )
    made = wheel(tmp_path, {"acme": "acme_mod:acme"})
    assert run("validate", str(made), path=tmp_path / "site").stdout == "acme: ok\n"


def test_missing_module_is_not_taken_from_the_installed_package(
    wheels: Path, tmp_path: Path
) -> None:
    package = shutil.copytree(PROJECT / "tests" / "plugins" / "oauth-presets-acme", tmp_path / "a")
    hollow = shutil.copytree(package, tmp_path / "hollow", ignore=lambda *_: ["__init__.py"])
    described = (hollow / "pyproject.toml").read_text().partition("[tool.hatch")[0]
    told = "[tool.hatch.build.targets.wheel]\nbypass-selection = true\n"
    (hollow / "pyproject.toml").write_text(described + told)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", "--wheel-dir", str(tmp_path), str(hollow)],
        check=True, timeout=300,
    )  # fmt: skip
    (ours,) = wheels.glob("oauth_presets-*.whl")
    (whole,) = wheels.glob("oauth_presets_acme-*.whl")
    (without,) = tmp_path.glob("oauth_presets_acme-*.whl")
    environment = Environment(tmp_path / "environment")
    environment.install(f"{ours}[cli]", "editables")

    def validate(what: Path) -> str:
        return environment.run("-m", "oauth_presets", "validate", str(what), check=False)

    for editable in ("", "-e", "exact"):  # "exact" installs a finder
        if editable == "exact":
            with (package / "pyproject.toml").open("a") as file:
                file.write("[tool.hatch.build]\ndev-mode-exact = true\n")
        installed = ["-e", str(package)] if editable else [str(whole)]
        environment.install("--force-reinstall", "--no-deps", *installed)
        assert "acme: ok\n" in validate(Path("acme"))
        for what, kind in ((without, "wheel"), (hollow, "source tree")):
            said = f"but the {kind} has no module 'oauth_presets_acme'"
            assert f"acme: not valid\n  entry_point: it names {VALUE}, {said}" in validate(what)
        assert "acme: ok\n" in validate(whole)
    # Nor does one target see modules of another.
    (package / "oauth_presets_acme" / "__init__.py").write_text("1 / 0")
    assert "acme: ok\n" in validate(whole)
    rows = environment.run(
        "-m", "oauth_presets", "validate", *map(str, (whole, package, whole)), check=False
    )
    assert re.findall(r"(\S+): acme: (ok|not valid)", rows) == [
        (str(whole), "ok"),
        (str(package), "not valid"),
        (str(whole), "ok"),
    ]


def test_damaged_wheel_and_damaged_metadata_are_reported(tmp_path: Path) -> None:
    made = wheel(tmp_path, {"acme": "acme_mod:acme"})
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("more-1.0.dist-info/entry_points.txt", b"[oauth_presets]\n\xff = x:y\n")
    damaged = run("validate", str(made))
    assert damaged.returncode == 1
    assert "acme: ok\n" in damaged.stdout
    assert "metadata: cannot read entry_points.txt: UnicodeDecodeError" in damaged.stdout
    made.write_bytes(b"PK not a wheel")
    broken = run("validate", str(made))
    assert broken.returncode == 1
    assert f"Error: Cannot unpack {made} as a wheel: BadZipFile" in broken.stderr


def test_source_tree_defaults_to_the_current_folder_and_stays_clean(tmp_path: Path) -> None:
    tree(tmp_path / "tree", {"acme": "acme_mod:acme"})
    before = sorted(tmp_path.rglob("*"))
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    script = Path(sys.executable).with_name("oauth-presets")
    done = subprocess.run(
        [script, "validate"], cwd=tmp_path / "tree", env=environment, timeout=60,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == "acme: ok\n"
    assert sorted(tmp_path.rglob("*")) == before


def test_source_tree_with_a_src_folder(tmp_path: Path) -> None:
    tree(tmp_path, {"acme": "acme_mod:acme"})
    (tmp_path / "src").mkdir()
    (tmp_path / "acme_mod.py").rename(tmp_path / "src" / "acme_mod.py")
    assert run("validate", str(tmp_path)).stdout == "acme: ok\n"


def test_object_in_a_module_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "acme_mod.py").write_text(BAD_MODULE.replace("acme = ", "anything = "))
    script = Path(sys.executable).with_name("oauth-presets")
    done = subprocess.run(
        [script, "validate", "acme_mod:anything", "--json"],
        capture_output=True, text=True, cwd=tmp_path, timeout=60,
    )  # fmt: skip
    (row,) = json.loads(done.stdout)
    assert row["preset"] == "acme"
    assert {violation["rule"] for violation in row["violations"]} == {"source", "setup"}
    assert done.returncode == 1


def test_exported_file_is_validated(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    assert run("export", "sharepoint", "dropbox", "--output", str(file)).returncode == 0
    assert run("validate", str(file)).stdout == "dropbox: ok\nsharepoint: ok\n"
    file.write_text("{}")
    assert "cannot be used: format: Field required" in run("validate", str(file)).stderr


@pytest.mark.parametrize(
    ("presets", "module", "text"),
    [
        ({"acme": "acme_mod:nothing"}, BAD_MODULE, "has no attribute 'nothing'"),
        ({"acme": "acme_mod.acme"}, BAD_MODULE, "not module:object"),
        ({"acme": "acme_mod:__class__.x"}, BAD_MODULE, "not module:object"),
        ({"acme": "no_mod:acme"}, BAD_MODULE, "it names no_mod:acme, but the "),
        ({"acme": "acme_mod:acme"}, "raise SystemExit(3)", "SystemExit"),
        (
            {"other": "acme_mod:acme"},
            GOOD_MODULE,
            "but the preset's is 'acme'",
        ),
        ({"acme": "acme_mod:acme"}, "acme = {}", "must be a Preset"),
        ({"caf\xe9": "acme_mod:acme"}, GOOD_MODULE, "not a valid preset name"),
        (
            {"acme": "acme_mod:acme", "Acme": "acme_mod:acme"},
            GOOD_MODULE,
            "are the same name",
        ),
        (
            {"acme": "acme_mod:acme"},
            BAD_MODULE.replace("https://acme.example/t", "x"),
            "data: token_url: 'x' does not begin with https://",
        ),
    ],
)
def test_preset_that_cannot_be_loaded_is_a_violation_in_a_tree_and_in_a_wheel(
    presets: dict[str, str], module: str, text: str, tmp_path: Path
) -> None:
    for what in (tree(tmp_path / "tree", presets, module), wheel(tmp_path, presets, module)):
        done = run("validate", str(what))
        assert done.returncode == 1
        assert text in done.stdout
        assert "Traceback" not in done.stderr


def test_name_of_a_first_party_preset_is_only_a_note(tmp_path: Path) -> None:
    module = GOOD_MODULE.replace('"acme"', '"slack"').replace("acme =", "slack =")
    done = run("validate", str(tree(tmp_path, {"slack": "acme_mod:slack"}, module)))
    assert done.returncode == 0
    assert done.stdout == (
        "slack: ok\n  note: oauth-presets offers 'slack' itself: yours is reachable only with "
        "distribution=\n"
    )


def test_target_that_cannot_be_validated_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "acme.tar.gz").touch()
    (tmp_path / "acme.py").touch()
    for what, text in (
        ("folder", f"Cannot validate folder. {ACCEPTED}"),
        ("acme.tar.gz", ACCEPTED),
        ("acme.py", ACCEPTED),
        ("nothing.whl", "No such file: nothing.whl."),
        ("dist/nothing", "No such file: dist/nothing."),
        ("nothing", "Unknown preset 'nothing'"),
        (".", ACCEPTED),
    ):
        done = run("validate", what, cwd=tmp_path)
        assert done.returncode == 1
        assert text in done.stderr


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("", "offers no presets"),
        ("[project]\nname = 'x'\n", "offers no presets"),
        ("[project\n", "pyproject.toml: it is not TOML: "),
        ("[project]\nentry-points = 1\n", "must contain tables only"),
        (
            "[project.entry-points]\noauth_presets = ['x']\n",
            "must contain tables only",
        ),
    ],
)
def test_pyproject_without_presets_or_damaged_is_an_error(
    content: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    done = run("validate", cwd=tmp_path)
    assert done.returncode == 1
    assert text in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("files", "where"),
    [
        (
            {"pyproject.toml": '[tool.poetry.plugins.oauth_presets]\nacme = "acme_mod:acme"\n'},
            "[tool.poetry.plugins]",
        ),
        ({"setup.cfg": "[options.entry_points]\noauth_presets =\n  acme = a:b\n"}, "setup.cfg"),
        ({"setup.py": "setup(entry_points={'oauth_presets': ['acme = a:b']})\n"}, "setup.py"),
        ({"pyproject.toml": "", "setup.cfg": "[options.entry_points]\n"}, "setup.cfg"),
    ],
)
def test_entry_points_declared_elsewhere_are_reported_as_unread(
    files: dict[str, str], where: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    done = run("validate", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: . offers no presets: `validate` reads [project.entry-points.oauth_presets] in "
        f"pyproject.toml, not {where}. Build a wheel and validate that instead.\n"
    )


# -- several presets -------------------------------------------------------------------------------

SANDBOX = GOOD_MODULE.replace('"acme"', '"acme_sandbox"').replace("acme = ", "acme_sandbox = ")
TWO = {"acme_sandbox": "acme_pkg.sandbox:acme_sandbox", "acme": "acme_pkg:acme"}


def package(folder: Path, first: str, presets: dict[str, str] = TWO) -> tuple[Path, Path, Path]:
    """Write a package with two modules: a tree, a wheel, and an installation."""
    modules = {"acme_pkg.__init__": first, "acme_pkg.sandbox": SANDBOX}
    site = folder / "site"
    make_distribution(site, "acme-presets", presets, modules)
    made = folder / "acme_presets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for file in site.rglob("*"):
            archive.write(file, file.relative_to(site))
    laid = tree(folder / "tree", presets)
    shutil.copytree(site / "acme_pkg", laid / "acme_pkg")
    return laid, made, site


def test_invalid_preset_is_named_when_it_breaks_another_import(tmp_path: Path) -> None:
    laid, made, site = package(tmp_path, BAD_MODULE.replace("https://acme.example/t", "x"))
    wrong = "token_url: 'x' does not begin with https:// and a host name"
    expected = (
        f"acme: not valid\n  data: {wrong}\n"
        "acme_sandbox: not valid\n  entry_point: importing acme_pkg.sandbox:acme_sandbox failed: "
        f"the preset 'acme' (acme_pkg, line 3) is invalid: {wrong}\n"
    )
    assert run("validate", str(laid)).stdout == expected
    assert run("validate", str(made)).stdout == expected
    assert run("validate", "acme-presets", path=site).stdout == expected


def test_invalid_preset_is_named_when_several_share_a_module(tmp_path: Path) -> None:
    both = f"{BAD_MODULE.replace('https://acme.example/t', 'x')}\nacme_two = acme"
    laid = tree(tmp_path, {"acme": "acme_mod:acme", "acme_two": "acme_mod:acme_two"}, both)
    first, second = run("validate", str(laid)).stdout.split("acme_two: not valid\n")
    assert "  data: token_url: 'x' does not" in first
    assert "the preset 'acme' (acme_mod, line 3) is invalid: token_url: 'x'" in second


def test_exception_during_import_is_located(tmp_path: Path) -> None:
    laid, _, site = package(tmp_path, "\n1 / 0")
    raised = (
        "importing acme_pkg.sandbox:acme_sandbox raised ZeroDivisionError: division by zero (in "
        "acme_pkg, line 2)"
    )
    assert f"acme_sandbox: not valid\n  entry_point: {raised}" in run("validate", str(laid)).stdout
    done = run("validate", "acme-presets", path=site)
    assert raised in done.stdout
    assert "uninstall" not in done.stdout  # advice for users, not for the author


def test_rows_are_sorted_by_name_for_every_kind_of_target(tmp_path: Path) -> None:
    laid, made, site = package(tmp_path, GOOD_MODULE)
    for done in (
        run("validate", str(laid)),
        run("validate", str(made)),
        run("validate", "acme-presets", path=site),
    ):
        assert done.stdout == "acme: ok\nacme_sandbox: ok\n"
        assert done.returncode == 0


def test_several_targets_are_all_validated(tmp_path: Path) -> None:
    _, made, _ = package(tmp_path, GOOD_MODULE)
    done = run("validate", str(made), "nothing.whl", "sharepoint")
    assert done.stdout == (
        f"{made}: acme: ok\n{made}: acme_sandbox: ok\nsharepoint: sharepoint: ok\n"
    )
    assert "Error: No such file: nothing.whl.\n" in done.stderr
    assert done.returncode == 1
    rows = json.loads(run("validate", str(made), "sharepoint", "--json").stdout)
    assert [(row["target"], row["preset"]) for row in rows] == [
        (str(made), "acme"), (str(made), "acme_sandbox"), ("sharepoint", "sharepoint"),
    ]  # fmt: skip


def test_notes_do_not_fail(tmp_path: Path) -> None:
    silent = GOOD_MODULE.replace("offline={'mode': 'never'}", "scopes=('a',)")
    done = run("validate", str(tree(tmp_path, {"acme": "acme_mod:acme"}, silent)))
    assert done.returncode == 0
    first, *noted = done.stdout.splitlines()
    assert first == "acme: ok"
    assert noted == [
        "  note: offline is 'unknown', so users cannot tell how to get a refresh token; set mode "
        "to 'request', 'always' or 'never'",
        "  note: scope_descriptions is not set, so users cannot tell what a scope grants",
    ]
    (row,) = json.loads(run("validate", str(tmp_path), "--json").stdout)
    assert [f"  note: {note}" for note in row["notes"]] == noted


@pytest.mark.parametrize("group", ["oauth_preset", "oauth-presets", "OAuth.Presets"])
def test_misspelt_entry_point_group_is_named(group: str, tmp_path: Path) -> None:
    laid, made, site = package(tmp_path, GOOD_MODULE)
    project = laid / "pyproject.toml"
    project.write_text(project.read_text().replace("oauth_presets", f'"{group}"'))
    points = site / "acme_presets-1.0.dist-info" / "entry_points.txt"
    points.write_text(points.read_text().replace("oauth_presets", group))
    with zipfile.ZipFile(made, "w") as archive:
        archive.write(points, points.relative_to(site))
    near = f"it has no entry points in the group 'oauth_presets'. Rename its group {group!r} to"
    for what in (str(laid), str(made), "acme-presets"):
        done = run("validate", what, path=site)
        assert f"{what} offers no presets: {near} 'oauth_presets'.\n" in done.stderr
        assert done.returncode == 1


# -- where modules are imported from ---------------------------------------------------------------

# Some build back ends' editable installations put a finder before all others.
FIRST = """
import sys
from importlib.machinery import PathFinder

class First:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return PathFinder.find_spec(name, [{site!r}]) if name == "acme_mod" else None

sys.meta_path.insert(0, First)
"""


@pytest.mark.parametrize("before", [FIRST, "import acme_mod"])
def test_target_is_imported_although_another_finder_comes_first(
    before: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    offered = {"acme": "acme_mod:acme"}
    make_distribution(site, "acme-presets", offered, {"acme_mod": BAD_MODULE})
    (site / "sitecustomize.py").write_text(before.format(site=str(site)))
    made = wheel(tmp_path, offered)
    laid = tree(tmp_path / "tree", offered)
    targets = (str(made), "acme", str(laid), "acme-presets")
    done = run("validate", *targets, path=site)
    assert re.findall(r"^(.+): acme: (ok|not valid)$", done.stdout, re.MULTILINE) == [
        (targets[0], "ok"), ("acme", "not valid"), (targets[2], "ok"), ("acme-presets", "not valid")
    ]  # fmt: skip


def test_missing_part_of_a_namespace_package_is_a_violation(tmp_path: Path) -> None:
    site = tmp_path / "site"
    modules = {"acme_ns.oauth": GOOD_MODULE, "acme_ns.core": "TITLE = 'Acme'"}
    make_distribution(site, "acme-core", {}, modules)
    content = tmp_path / "content"
    make_distribution(content, "acme-presets", {"acme": "acme_ns.oauth:acme"})
    (content / "acme_ns").mkdir()
    oauth = content / "acme_ns" / "oauth.py"
    for text, said in (
        (None, "ModuleNotFoundError: the wheel has no module 'acme_ns.oauth'"),
        (
            "import acme_ns.core\n" + GOOD_MODULE,
            "acme: ok\n",
        ),  # from another part
        (GOOD_MODULE, "acme: ok\n"),
    ):
        if text == GOOD_MODULE:
            (site / "acme_ns" / "__init__.py").touch()  # now a regular package instead
        if text:
            oauth.write_text(text)
        else:
            (content / "acme_ns" / "other.py").touch()
        made = tmp_path / "acme_presets-1.0-py3-none-any.whl"
        with zipfile.ZipFile(made, "w") as archive:
            for file in content.rglob("*.*"):
                archive.write(file, file.relative_to(content))
        assert said in run("validate", str(made), path=site).stdout


def test_module_in_a_subfolder_of_a_source_tree_is_found(tmp_path: Path) -> None:
    laid = tree(tmp_path, {"acme": "acme_mod:acme"})
    (laid / "python").mkdir()
    (laid / "acme_mod.py").rename(laid / "python" / "acme_mod.py")
    assert run("validate", str(laid)).stdout == "acme: ok\n"
    (laid / "python" / "pyvenv.cfg").touch()  # a virtual environment
    assert "the source tree has no module 'acme_mod'" in run("validate", str(laid)).stdout
