"""Write files atomically: a failure leaves the old content in place."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO


def write_atomically(path: "str | os.PathLike[str]", text: str, *, mode: int | None = None) -> None:
    """Replace a file in one step: readers see the old text or the new one, never a mixture.

    Symbolic links are followed. Anything but a regular file, such as `/dev/stdout` or a pipe, is
    written to directly.

    Args:
        path: the file.
        text: its new text.
        mode: its permissions; by default those of the old file.

    Raises:
        OSError: the file cannot be written; `filename` is the `path` argument. The old file is
            unchanged and no temporary file remains.
    """
    if os.path.exists(path):
        if not os.path.isfile(path):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return
        if mode is None:
            mode = os.stat(path).st_mode & 0o777
    target = os.path.realpath(path)
    temporary = os.path.join(os.path.dirname(target), f".oauth-presets-{secrets.token_hex(8)}")
    try:
        if not _write_unnamed(temporary, text, mode):
            with open(temporary, "x", encoding="utf-8", newline="\n") as file:
                if mode is not None:  # while the file is still empty
                    os.chmod(temporary, mode)
                _write(file, text)
        os.replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        if isinstance(error, OSError):  # it names the temporary file, which the user does not know
            error.filename, error.filename2 = os.fspath(path), None
        raise


def _write_unnamed(path: str, text: str, mode: int | None) -> bool:
    """Write a file and then name it, so a killed process leaves nothing behind (Linux only).

    Returns:
        Whether the file was written; False if the system does not support this.
    """
    if not hasattr(os, "O_TMPFILE"):
        return False
    with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
        stack.callback(os.close, folder)
        unnamed = os.open(".", os.O_TMPFILE | os.O_WRONLY, 0o666, dir_fd=folder)
        with open(unnamed, "w", encoding="utf-8", newline="\n") as file:
            if mode is not None:
                os.fchmod(unnamed, mode)
            _write(file, text)
            os.link(f"/proc/self/fd/{unnamed}", path, src_dir_fd=folder)
            return True
    return False


def _write(file: IO[str], text: str) -> None:
    file.write(text)
    file.flush()
    os.fsync(file.fileno())


def write_files(files: Mapping[Path, str]) -> None:
    """Write several files in the given order: all of them, or none.

    Only killing the process in between can leave some of them written.

    Args:
        files: path -> text; missing folders are created.

    Raises:
        OSError: a file cannot be written. The old files are restored and nothing else remains.
    """
    mark = secrets.token_hex(8)
    new = {path: path.with_name(f".{path.name}.{mark}.new") for path in files}
    backups = {path: path.with_name(f".{path.name}.{mark}.old") for path in files if path.exists()}
    folders = {parent for path in files for parent in _missing_parents(path)}
    replaced: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new[path].write_text(text, encoding="utf-8", newline="\n")
            if path in backups:
                shutil.copymode(path, new[path])
                shutil.copy2(path, backups[path])
        for path in files:
            replaced.append(path)
            os.replace(new[path], path)
    except BaseException:
        for path in reversed(replaced):
            if path not in backups:
                path.unlink(missing_ok=True)
            elif not new[path].exists():  # it was replaced
                os.replace(backups[path], path)
        for path in new.values():
            path.unlink(missing_ok=True)
        _remove_empty(folders)
        raise
    finally:
        for path in backups.values():
            path.unlink(missing_ok=True)


def write_folder(target: Path, files: Mapping[str, str]) -> None:
    """Create a folder with files in one step: complete, or not at all.

    Args:
        target: the folder, which must not exist yet.
        files: relative path -> text.

    Raises:
        OSError: the folder cannot be written or already exists. Nothing remains of it.
    """
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    folders = _missing_parents(target)
    try:
        for name, text in files.items():
            file = temporary / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        temporary.rename(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        _remove_empty(folders)
        raise


def _missing_parents(path: Path) -> list[Path]:
    return [folder for folder in path.absolute().parents if not folder.exists()]


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in sorted(folders, reverse=True):  # inner folders first
        with contextlib.suppress(OSError):
            folder.rmdir()
