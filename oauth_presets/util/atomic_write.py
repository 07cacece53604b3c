"""Writing files so that a failure leaves what was there."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO


def write_atomically(path: "str | os.PathLike[str]", text: str, *, mode: int | None = None) -> None:
    """Replace a file as a whole: whoever reads it sees the old text or the new one.

    A link is followed. What is no file, such as `/dev/stdout` or a pipe, is written to.

    Args:
        path: the file.
        text: its new text.
        mode: its permissions; by default it keeps those it has.

    Raises:
        OSError: it cannot be written; `filename` is the path that was given. The old file is
            untouched then, and nothing is left over.
    """
    if os.path.exists(path):
        if not os.path.isfile(path):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return
        if mode is None:
            mode = os.stat(path).st_mode & 0o777
    target = os.path.realpath(path)
    written = os.path.join(os.path.dirname(target), f".oauth-presets-{secrets.token_hex(8)}")
    try:
        if not _write_unnamed(written, text, mode):
            with open(written, "x", encoding="utf-8", newline="\n") as file:
                if mode is not None:  # before there is anything in it to read
                    os.chmod(written, mode)
                _write(file, text)
        os.replace(written, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(written)
        if isinstance(error, OSError):  # it names a file that nobody knows of
            error.filename, error.filename2 = os.fspath(path), None
        raise


def _write_unnamed(path: str, text: str, mode: int | None) -> bool:
    """Write a file that gets its name last: it is gone if the process is killed before (Linux).

    Returns:
        Whether the system can do so; the file is there then.
    """
    if not hasattr(os, "O_TMPFILE"):
        return False
    with contextlib.ExitStack() as stack, contextlib.suppress(OSError):  # tried again with a name
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
    """Replace or make several files, in their order: all of them, or none.

    Only a process that is killed in between leaves some of them written.

    Args:
        files: path -> text; missing folders are made.

    Raises:
        OSError: one cannot be written. The old files are there then, and nothing is left over.
    """
    mark = secrets.token_hex(8)
    new = {path: path.with_name(f".{path.name}.{mark}.new") for path in files}
    kept = {path: path.with_name(f".{path.name}.{mark}.old") for path in files if path.exists()}
    made = {folder for path in files for folder in path.absolute().parents if not folder.exists()}
    replaced: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new[path].write_text(text, encoding="utf-8", newline="\n")
            if path in kept:
                shutil.copymode(path, new[path])
                shutil.copy2(path, kept[path])
        for path in files:
            replaced.append(path)
            os.replace(new[path], path)
    except BaseException:
        for path in reversed(replaced):
            if path not in kept:
                path.unlink(missing_ok=True)
            elif not new[path].exists():  # it was replaced
                os.replace(kept[path], path)
        for path in new.values():
            path.unlink(missing_ok=True)
        for folder in sorted(made, reverse=True):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    finally:
        for path in kept.values():
            path.unlink(missing_ok=True)


def write_folder(path: "str | os.PathLike[str]", files: Mapping[str, str]) -> None:
    """Make a folder with files in it: it is there as a whole, or not at all.

    Args:
        path: the folder, which is not there yet.
        files: relative path -> text.

    Raises:
        OSError: it cannot be written, or is there already. Nothing is left over then.
    """
    target = Path(path)
    written = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    made = [folder for folder in target.absolute().parents if not folder.exists()]
    try:
        for name, text in files.items():
            file = written / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        written.rename(target)
    except BaseException:
        shutil.rmtree(written, ignore_errors=True)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
