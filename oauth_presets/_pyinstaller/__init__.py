"""Tells PyInstaller what it cannot see for itself. It finds this by the group `pyinstaller40`."""


def hook_dirs() -> list[str]:
    """Return the folder with the hooks, each named after the package that it is for."""
    return list(__path__)
