"""A file, or several together, are replaced as a whole or not at all."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from oauth_presets.util.atomic_write import write_atomically, write_files


def everything(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): f.read_text() for f in folder.rglob("*") if f.is_file()}


def failing_at(number: int, error: BaseException) -> Callable[..., None]:
    """Return an `os.replace` with this call of it failing."""
    real, calls = os.replace, iter(range(1000))

    def replace(*arguments: Path) -> None:
        if next(calls) == number:
            raise error
        real(*arguments)

    return replace


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError("no"), KeyboardInterrupt(), SystemExit(143)])
def test_failure_at_any_file_restores_all(
    number: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "older").write_text("older")
    before = everything(tmp_path)
    files = {
        tmp_path / "old": "x", tmp_path / "deep" / "er" / "new": "y", tmp_path / "older": "z"
    }  # fmt: skip
    monkeypatch.setattr(os, "replace", failing_at(number, error))
    with pytest.raises(type(error)):
        write_files(files)
    assert everything(tmp_path) == before
    assert not (tmp_path / "deep").exists()


def test_files_are_replaced_with_their_permissions(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "old").chmod(0o600)
    write_files({tmp_path / "old": "x\r\n", tmp_path / "deep" / "new": "y"})
    assert everything(tmp_path) == {"old": "x\n", "deep/new": "y"}
    assert (tmp_path / "old").read_bytes() == b"x\r\n"
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("unnamed", [True, False])
@pytest.mark.parametrize("mode", [None, 0o600])
def test_failure_before_the_file_has_its_name_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unnamed: bool, mode: int | None
) -> None:
    """With and without files that have no name until they are written."""
    if not unnamed:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    file = tmp_path / "file"
    write_atomically(file, "old", mode=mode)
    assert file.read_text() == "old"
    assert mode is None or file.stat().st_mode & 0o777 == mode

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space") as caught:
            write_atomically(file, "new", mode=mode)
    assert caught.value.filename == str(file)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "old"
    write_atomically(file, "new", mode=mode)
    assert file.read_text() == "new"
