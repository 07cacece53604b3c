"""Hooks for PyInstaller, which finds them by the entry-point group `pyinstaller40`."""


def hook_dirs() -> list[str]:
    """Return the folder with the hooks; each is named after its package."""
    return list(__path__)
