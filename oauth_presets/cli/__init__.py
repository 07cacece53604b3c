"""The command line, `oauth-presets`. It needs the extra `cli`: typer and rich.

Exit codes: 0 done; 1 it could not be done, the reason is on stderr; 2 the command line itself is
wrong; 130 interrupted.
"""

import sys


def main() -> None:
    """Run the command line; without the extra, say how to install it."""
    try:
        from .app import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("typer", "rich"):
            raise
        print(
            "oauth-presets: the command line needs typer and rich, which are not installed here.\n"
            "Install them with:  pip install 'oauth-presets[cli]'",
            file=sys.stderr,
        )
        raise SystemExit(1) from None
    run()
