"""`oauth-presets readme`: a package's README shows its presets as they are."""

from pathlib import Path

import pytest
from support.command import run

PYPROJECT = """\
[project]
name = "acme-kit"

[project.entry-points.oauth_presets]
acme = "acme_kit:acme"
"""

PRESET = """
from oauth_presets import Offline, Preset, Variable

acme = Preset(
    name="acme",
    title="Acme",
    authorize_url="https://{region}.acme.example/{tenant}/authorize",
    token_url="https://{region}.acme.example/{tenant}/token",
    variables={
        "region": Variable(kind="choice", choices={"eu": "e", "us": "u"}, default="eu"),
        "tenant": Variable(kind="segment", example="contoso", description="Yours | theirs"),
    },
    scopes=("read",),
    scope_sets={"full": ("read", "write")},
    scope_descriptions={"read": "Read documents"},
    scope_restrictions={"read": "reviewed"},
    docs_url="https://docs.acme.example/",
)
"""

PART = """\
<!-- The presets, written by `oauth-presets readme` -->

### Acme

```python
from oauth_presets import build_oauth

oauth = build_oauth("acme", client_id="...", client_secret="...", tenant="contoso")
```

| variable | what | accepted | example | default |
|---|---|---|---|---|
| `region` |  | one of eu, us |  | `eu` |
| `tenant` | Yours \\| theirs | one path segment: letters, digits, '.', '_' and '-', at most 128 | \
`contoso` | required |

| scope | what it grants | default |
|---|---|---|
| `read` | Read documents (reviewed) | yes |
| `write` |  |  |

| `scope_set` | scopes |
|---|---|
| `full` | `read` `write` |

<!-- End of the presets -->"""


def package(folder: Path, readme: str | None) -> Path:
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "acme_kit.py").write_text(PRESET)
    if readme is not None:
        (folder / "README.md").write_text(readme)
    return folder / "README.md"


def test_presets_are_added_and_brought_up_to_date(tmp_path: Path) -> None:
    readme = package(tmp_path, "# Acme\n")
    assert run("readme", cwd=tmp_path).stderr == "Wrote the presets to README.md.\n"
    assert readme.read_text() == f"# Acme\n\n## Presets\n\n{PART}\n"
    readme.write_text(f"# Acme\n\n{PART}\n\nMore.\n")
    assert run("readme", cwd=tmp_path).stderr == "README.md is up to date.\n"
    (tmp_path / "acme_kit.py").write_text(PRESET.replace("Read documents", "Read them"))
    written = readme.read_text()
    done = run("readme", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "Error: README.md is out of date. Run `oauth-presets readme`.\n"
    assert readme.read_text() == written
    assert run("readme", str(tmp_path)).returncode == 0
    assert readme.read_text() == written.replace("Read documents", "Read them")


def test_readme_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    readme = package(tmp_path, None)
    done = run("readme", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "Error: Cannot use README.md: No such file or directory. Nothing was written.\n"
    )
    readme.write_bytes(b"\xff")
    assert "it is not UTF-8" in run("readme", cwd=tmp_path).stderr
    readme.write_text("# Acme\n")
    full = run("readme", cwd=tmp_path, disk=10)
    assert "Error: Cannot use README.md: File too large. Nothing was written.\n" in full.stderr
    assert readme.read_text() == "# Acme\n"
    assert [*tmp_path.glob(".*")] == []


@pytest.mark.parametrize("start_is_missing", [True, False])
def test_missing_comment_is_an_error_and_nothing_is_written(
    tmp_path: Path, start_is_missing: bool
) -> None:
    start, end = PART.splitlines()[0], PART.splitlines()[-1]
    missing, other = (start, end) if start_is_missing else (end, start)
    text = f"# Acme\n\n{PART.replace(missing, '')}\n"
    readme = package(tmp_path, text)
    for arguments in (["readme"], ["readme", "--check"]):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr == (
            f"Error: Cannot use README.md: the comment {missing} is missing, but {other} is not. "
            "Put it back, or remove both. Nothing was written.\n"
        )
    assert readme.read_text() == text


def test_comments_in_the_wrong_order_are_an_error(tmp_path: Path) -> None:
    start, end = PART.splitlines()[0], PART.splitlines()[-1]
    package(tmp_path, f"{end}\n{start}\n")
    assert run("readme", cwd=tmp_path).stderr == (
        f"Error: Cannot use README.md: the comment {end} comes before {start}. "
        "Nothing was written.\n"
    )


def test_missing_pyproject_is_an_error(tmp_path: Path) -> None:
    done = run("readme", str(tmp_path))
    assert (done.returncode, done.stderr) == (
        1,
        f"Error: Cannot use {tmp_path}/pyproject.toml: No such file or directory.\n",
    )


def test_source_tree_without_presets_is_an_error(tmp_path: Path) -> None:
    package(tmp_path, "# Acme\n")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "acme-kit"\n')
    (tmp_path / "setup.cfg").write_text("[options.entry_points]\n")
    done = run("readme", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == (
        f"Error: {tmp_path} offers no presets: [project.entry-points.oauth_presets] in "
        "pyproject.toml is missing or empty, and setup.cfg is not read.\n"
    )
