"""`oauth-presets validate`: a source tree, a wheel, a file, what is installed, an object."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command import run
from support import PROJECT, Environment

from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.once

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
    "Accepted is a folder with a pyproject.toml, a wheel (.whl), a file that `export` made "
    "(.json), the name of an installed preset or distribution, or module:object."
)


def tree(folder: Path, presets: dict[str, str], module: str = GOOD_MODULE) -> Path:
    """Lay down a source tree with one module."""
    folder.mkdir(exist_ok=True)
    (folder / "acme_mod.py").write_text(module)
    lines = "\n".join(f'"{name}" = "{value}"' for name, value in presets.items())
    (folder / "pyproject.toml").write_text(f"[project.entry-points.oauth_presets]\n{lines}\n")
    return folder


def wheel(folder: Path, presets: dict[str, str], module: str = GOOD_MODULE) -> Path:
    """Make a wheel with one module."""
    content = folder / "content"
    make_distribution(content, "acme-presets", presets, {"acme_mod": module})
    made = folder / "acme_presets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for file in content.rglob("*"):
            archive.write(file, file.relative_to(content))
    return made


def test_an_installed_preset_by_its_name_or_its_distribution(tmp_path: Path) -> None:
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": BAD_MODULE})
    for what in ("acme", "ACME", "acme-presets", "Acme.Presets"):
        done = run("validate", what, path=tmp_path)
        assert done.returncode == 1
        assert done.stdout.startswith("acme: not valid\n")
        assert "source: verified_on is not set" in done.stdout
        assert done.stderr == "1 preset, 1 with findings.\n"
    assert run("validate", "sharepoint").stdout == "sharepoint: ok\n"


def test_an_installed_preset_that_does_not_load_is_a_finding(tmp_path: Path) -> None:
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": "1 / 0"})
    done = run("validate", "acme", path=tmp_path)
    assert done.returncode == 1
    assert "entry_point: " in done.stdout
    assert "ZeroDivisionError" in done.stdout


def test_each_of_the_owners_of_a_name_is_held_to_it(tmp_path: Path) -> None:
    for owner, module in (("one", GOOD_MODULE), ("two", BAD_MODULE)):
        make_distribution(tmp_path, owner, {"acme": f"{owner}_mod:acme"}, {f"{owner}_mod": module})
    done = run("validate", "acme", path=tmp_path)
    assert [line for line in done.stdout.splitlines() if line.startswith("acme")] == [
        "acme: ok",
        "acme: not valid",
    ]


def test_a_distribution_whose_metadata_cannot_be_read(tmp_path: Path) -> None:
    info = make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:acme"})
    (info / "entry_points.txt").write_bytes(b"[oauth_presets]\nacme = \xff\n")
    done = run("validate", "acme-presets", path=tmp_path)
    assert done.returncode == 1
    assert "metadata: " in done.stdout
    assert "UnicodeDecodeError" in done.stdout


def test_a_wheel_without_installing_it(tmp_path: Path) -> None:
    made = wheel(tmp_path, {"acme": "acme_mod:acme"})
    assert run("validate", str(made)).stdout == "acme: ok\n"


def test_a_wheel_is_looked_at_rather_than_what_is_installed_of_it(tmp_path: Path) -> None:
    make_distribution(
        tmp_path / "site", "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": BAD_MODULE}
    )
    made = wheel(tmp_path, {"acme": "acme_mod:acme"})
    assert run("validate", str(made), path=tmp_path / "site").stdout == "acme: ok\n"


def test_what_is_not_in_it_is_not_taken_from_what_is_installed(
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

    for editable in ("", "-e", "exact"):  # of which the last puts in a finder of its own
        if editable == "exact":
            with (package / "pyproject.toml").open("a") as file:
                file.write("[tool.hatch.build]\ndev-mode-exact = true\n")
        installed = ["-e", str(package)] if editable else [str(whole)]
        environment.install("--force-reinstall", "--no-deps", *installed)
        assert "acme: ok\n" in validate(Path("acme"))
        for what, kind in ((without, "wheel"), (hollow, "source tree")):
            said = "there is no module 'oauth_presets_acme' in the " + kind
            assert f"acme: not valid\n  entry_point: it names {VALUE}, and {said}" in validate(what)
        assert "acme: ok\n" in validate(whole)
    # Nor is what is there taken from elsewhere, or from what was looked at before.
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


def test_what_is_no_wheel_or_has_damaged_metadata_is_named(tmp_path: Path) -> None:
    made = wheel(tmp_path, {"acme": "acme_mod:acme"})
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("more-1.0.dist-info/entry_points.txt", b"[oauth_presets]\n\xff = x:y\n")
    damaged = run("validate", str(made))
    assert damaged.returncode == 1
    assert "acme: ok\n" in damaged.stdout
    assert "metadata: entry_points.txt cannot be read: UnicodeDecodeError" in damaged.stdout
    made.write_bytes(b"PK not a wheel")
    broken = run("validate", str(made))
    assert broken.returncode == 1
    assert "cannot be unpacked as a wheel" in broken.stderr


def test_a_source_tree_is_the_current_folder_by_default_and_stays_clean(tmp_path: Path) -> None:
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


def test_a_tree_with_a_src_folder(tmp_path: Path) -> None:
    tree(tmp_path, {"acme": "acme_mod:acme"})
    (tmp_path / "src").mkdir()
    (tmp_path / "acme_mod.py").rename(tmp_path / "src" / "acme_mod.py")
    assert run("validate", str(tmp_path)).stdout == "acme: ok\n"


def test_an_object_in_a_module_of_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "acme_mod.py").write_text(BAD_MODULE.replace("acme = ", "anything = "))
    script = Path(sys.executable).with_name("oauth-presets")
    done = subprocess.run(
        [script, "validate", "acme_mod:anything", "--json"],
        capture_output=True, text=True, cwd=tmp_path, timeout=60,
    )  # fmt: skip
    (row,) = json.loads(done.stdout)
    assert row["preset"] == "acme"
    assert {finding["rule"] for finding in row["findings"]} == {"source", "setup"}
    assert done.returncode == 1


def test_a_file_of_presets(tmp_path: Path) -> None:
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
        ({"acme": "no_mod:acme"}, BAD_MODULE, "there is no module 'no_mod' in the "),
        ({"acme": "acme_mod:acme"}, "raise SystemExit(3)", "SystemExit"),
        ({"other": "acme_mod:acme"}, GOOD_MODULE, "the preset 'acme': make them the same"),
        ({"acme": "acme_mod:acme"}, "acme = {}", "must be a Preset"),
        ({"caf\xe9": "acme_mod:acme"}, GOOD_MODULE, "it cannot be called so"),
        ({"acme": "acme_mod:acme", "Acme": "acme_mod:acme"}, GOOD_MODULE, "are one name, 'acme'"),
        (
            {"acme": "acme_mod:acme"},
            BAD_MODULE.replace("https://acme.example/t", "x"),
            "data: token_url: 'x' does not begin with https://",
        ),
    ],
)
def test_what_cannot_be_loaded_is_a_finding_in_a_tree_and_in_a_wheel(
    presets: dict[str, str], module: str, text: str, tmp_path: Path
) -> None:
    for what in (tree(tmp_path / "tree", presets, module), wheel(tmp_path, presets, module)):
        done = run("validate", str(what))
        assert done.returncode == 1
        assert text in done.stdout
        assert "Traceback" not in done.stderr


def test_a_name_of_oauth_presets_own_is_only_noted(tmp_path: Path) -> None:
    module = GOOD_MODULE.replace('"acme"', '"slack"').replace("acme =", "slack =")
    done = run("validate", str(tree(tmp_path, {"slack": "acme_mod:slack"}, module)))
    assert done.returncode == 0
    assert done.stdout == (
        "slack: ok\n  note: oauth-presets offers 'slack' itself: this one is reached by "
        "distribution= only\n"
    )


def test_it_says_when_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "acme.tar.gz").touch()
    (tmp_path / "acme.py").touch()
    for what, text in (
        ("folder", f"folder is nothing that can be validated. {ACCEPTED}"),
        ("acme.tar.gz", ACCEPTED),
        ("acme.py", ACCEPTED),
        ("nothing.whl", "There is no file nothing.whl"),
        ("dist/nothing", "There is no file dist/nothing"),
        ("nothing", "There is no preset 'nothing'"),
        (".", ACCEPTED),
    ):
        done = run("validate", what, cwd=tmp_path)
        assert done.returncode == 1
        assert text in done.stderr


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("", "offers no preset"),
        ("[project]\nname = 'x'\n", "offers no preset"),
        ("[project\n", "cannot be used: TOMLDecodeError"),
        ("[project]\nentry-points = 1\n", "cannot be used"),
        ("[project.entry-points]\noauth_presets = ['x']\n", "cannot be used"),
    ],
)
def test_a_pyproject_without_presets_or_damaged_is_an_error(
    content: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    done = run("validate", cwd=tmp_path)
    assert done.returncode == 1
    assert text in done.stderr
    assert "Traceback" not in done.stderr


# -- what is said of more than one -----------------------------------------------------------------

SANDBOX = GOOD_MODULE.replace('"acme"', '"acme_sandbox"').replace("acme = ", "acme_sandbox = ")
TWO = {"acme_sandbox": "acme_pkg.sandbox:acme_sandbox", "acme": "acme_pkg:acme"}


def package(folder: Path, first: str, presets: dict[str, str] = TWO) -> tuple[Path, Path, Path]:
    """Lay down a package with two modules: as a tree, as a wheel, and as it is installed."""
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


def test_a_fault_is_said_of_the_preset_that_has_it(tmp_path: Path) -> None:
    laid, made, site = package(tmp_path, BAD_MODULE.replace("https://acme.example/t", "x"))
    wrong = "token_url: 'x' does not begin with https:// and a host name"
    expected = (
        f"acme: not valid\n  data: {wrong}\n"
        "acme_sandbox: not valid\n  entry_point: acme_pkg.sandbox:acme_sandbox cannot be imported: "
        f"the preset 'acme', in acme_pkg at line 3, is not valid: {wrong}\n"
    )
    assert run("validate", str(laid)).stdout == expected
    assert run("validate", str(made)).stdout == expected
    assert run("validate", "acme-presets", path=site).stdout == expected


def test_a_fault_is_said_of_the_preset_that_has_it_in_one_module_too(tmp_path: Path) -> None:
    both = f"{BAD_MODULE.replace('https://acme.example/t', 'x')}\nacme_two = acme"
    laid = tree(tmp_path, {"acme": "acme_mod:acme", "acme_two": "acme_mod:acme_two"}, both)
    first, second = run("validate", str(laid)).stdout.split("acme_two: not valid\n")
    assert "  data: token_url: 'x' does not" in first
    assert "the preset 'acme', in acme_mod at line 3, is not valid: token_url: 'x'" in second


def test_what_raises_on_the_way_to_a_preset_is_placed(tmp_path: Path) -> None:
    laid, _, site = package(tmp_path, "\n1 / 0")
    raised = (
        "importing acme_pkg.sandbox:acme_sandbox raised ZeroDivisionError: division by zero (in "
        "acme_pkg, line 2)"
    )
    assert f"acme_sandbox: not valid\n  entry_point: {raised}" in run("validate", str(laid)).stdout
    done = run("validate", "acme-presets", path=site)
    assert raised in done.stdout
    assert "uninstall" not in done.stdout  # which is what those can do who do not make it


def test_rows_are_sorted_by_name_whatever_they_are_of(tmp_path: Path) -> None:
    laid, made, site = package(tmp_path, GOOD_MODULE)
    for done in (
        run("validate", str(laid)),
        run("validate", str(made)),
        run("validate", "acme-presets", path=site),
    ):
        assert done.stdout == "acme: ok\nacme_sandbox: ok\n"
        assert done.returncode == 0


def test_several_targets_are_each_looked_at(tmp_path: Path) -> None:
    _, made, _ = package(tmp_path, GOOD_MODULE)
    done = run("validate", str(made), "nothing.whl", "sharepoint")
    assert done.stdout == (
        f"{made}: acme: ok\n{made}: acme_sandbox: ok\nsharepoint: sharepoint: ok\n"
    )
    assert "Error: There is no file nothing.whl.\n" in done.stderr
    assert done.returncode == 1
    rows = json.loads(run("validate", str(made), "sharepoint", "--json").stdout)
    assert [(row["target"], row["preset"]) for row in rows] == [
        (str(made), "acme"), (str(made), "acme_sandbox"), ("sharepoint", "sharepoint"),
    ]  # fmt: skip


def test_what_users_will_miss_is_noted_and_is_no_fault(tmp_path: Path) -> None:
    silent = GOOD_MODULE.replace("offline={'mode': 'never'}", "scopes=('a',)")
    done = run("validate", str(tree(tmp_path, {"acme": "acme_mod:acme"}, silent)))
    assert done.returncode == 0
    first, *noted = done.stdout.splitlines()
    assert first == "acme: ok"
    assert [note.partition(" is ")[0] for note in noted] == [
        "  note: offline", "  note: scope_descriptions",
    ]  # fmt: skip
    (row,) = json.loads(run("validate", str(tmp_path), "--json").stdout)
    assert [f"  note: {note}" for note in row["notes"]] == noted


@pytest.mark.parametrize("group", ["oauth_preset", "oauth-presets", "OAuth.Presets"])
def test_a_group_that_is_spelt_almost_right_is_named(group: str, tmp_path: Path) -> None:
    laid, made, site = package(tmp_path, GOOD_MODULE)
    project = laid / "pyproject.toml"
    project.write_text(project.read_text().replace("oauth_presets", f'"{group}"'))
    points = site / "acme_presets-1.0.dist-info" / "entry_points.txt"
    points.write_text(points.read_text().replace("oauth_presets", group))
    with zipfile.ZipFile(made, "w") as archive:
        archive.write(points, points.relative_to(site))
    near = f"it has no entry point in 'oauth_presets', but in {group!r}: call that group"
    for what in (str(laid), str(made), "acme-presets"):
        done = run("validate", what, path=site)
        assert f"{what} offers no preset: {near} 'oauth_presets'.\n" in done.stderr
        assert done.returncode == 1


# -- what comes from where -------------------------------------------------------------------------

# What some builders' editable installations do: a finder before all others.
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
def test_what_is_there_is_looked_at_though_something_else_comes_first(
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


def test_a_part_of_a_namespace_package_has_to_be_there_too(tmp_path: Path) -> None:
    site = tmp_path / "site"
    modules = {"acme_ns.oauth": GOOD_MODULE, "acme_ns.core": "TITLE = 'Acme'"}
    make_distribution(site, "acme-core", {}, modules)
    content = tmp_path / "content"
    make_distribution(content, "acme-presets", {"acme": "acme_ns.oauth:acme"})
    (content / "acme_ns").mkdir()
    oauth = content / "acme_ns" / "oauth.py"
    for text, said in (
        (None, "ModuleNotFoundError: there is no module 'acme_ns.oauth' in the wheel"),
        ("import acme_ns.core\n" + GOOD_MODULE, "acme: ok\n"),  # others may have parts of it
        (GOOD_MODULE, "acme: ok\n"),
    ):
        if text == GOOD_MODULE:
            (site / "acme_ns" / "__init__.py").touch()  # no part, but another package
        if text:
            oauth.write_text(text)
        else:
            (content / "acme_ns" / "other.py").touch()
        made = tmp_path / "acme_presets-1.0-py3-none-any.whl"
        with zipfile.ZipFile(made, "w") as archive:
            for file in content.rglob("*.*"):
                archive.write(file, file.relative_to(content))
        assert said in run("validate", str(made), path=site).stdout


def test_a_module_in_a_folder_of_its_own_is_found_in_a_tree(tmp_path: Path) -> None:
    laid = tree(tmp_path, {"acme": "acme_mod:acme"})
    (laid / "python").mkdir()
    (laid / "acme_mod.py").rename(laid / "python" / "acme_mod.py")
    assert run("validate", str(laid)).stdout == "acme: ok\n"
    (laid / "python" / "pyvenv.cfg").touch()  # where it would be what is installed
    assert "no module 'acme_mod' in the source tree" in run("validate", str(laid)).stdout
