"""The command line, `oauth-presets`. It needs the extra `cli`: typer and rich.

Exit codes: 0 success; 1 failure, the reason is on stderr; 2 wrong usage; 130 interrupted.
"""

import sys


def main() -> None:
    """Run the command line; if the extra is missing, print how to install it."""
    try:
        from .app import run

        run()
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("typer", "rich"):
            raise
        print(
            "oauth-presets: the command line needs typer and rich, which are not installed.\n"
            "Install them with:  pip install 'oauth-presets[cli]'",
            file=sys.stderr,
        )
        raise SystemExit(1) from None
