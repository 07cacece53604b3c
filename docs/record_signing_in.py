"""Make the pictures in signing-in.md, from the real thing: `python docs/record_signing_in.py`.

It runs `oauth-presets login` in a terminal, at node-oidc-provider, with Chromium for a browser; so
it needs what the tests need (`.ci/peers` installs it).
"""

import os
import pty
import select
import shlex
import shutil
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from support.real_servers import PEERS, panva, panva_preset  # noqa: E402 (only now is it found)

from oauth_presets.testing import make_distribution  # noqa: E402

WIDTH = 100
# Without the web fonts of rich's own template: the picture loads nothing.
TEMPLATE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" \
aria-label="oauth-presets login in a terminal">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, Menlo, Consolas, \
"DejaVu Sans Mono", monospace; }}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" \
clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def in_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Run a command in a terminal, and return what it showed there."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)  # noqa: S606 (that is what this is for)
    shown = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:  # the end, on Linux
            break
    os.waitpid(child, 0)
    return shown.decode().replace("\r\n", "\n")


def wait_for(file: Path) -> None:
    """Wait until the browser, which outlives the command, has written what it saw."""
    for _ in range(200):
        if file.exists():
            return
        time.sleep(0.1)
    raise SystemExit("The browser has not come to its end.")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, panva("not-a-secret") as server:
        data = panva_preset(server.url, "client_secret_basic")
        source = f"from oauth_presets import Preset\npanva = Preset.model_validate({data!r})\n"
        site = Path(folder, "site")
        make_distribution(site, "panva-presets", {"panva": "panva_p:panva"}, {"panva_p": source})
        seen = Path(folder, "seen.json")
        browser = shlex.join(["setsid", sys.executable, str(PEERS / "chromium.py"), str(seen)])
        environment = {
            **os.environ,
            "BROWSER": f"{browser} %s",
            "COLUMNS": str(WIDTH),
            "OAUTH_PRESETS_CLIENT_SECRET": "not-a-secret",
            "PYTHONPATH": str(site),
            "TERM": "xterm-256color",
        }
        arguments = ["login", "panva", "--client-id", "my-client-id", "--path", "/panva"]
        shown = in_terminal([sys.executable, "-m", "oauth_presets", *arguments], environment)
        wait_for(seen)
        shutil.copy(seen.with_suffix(".png"), HERE / "signing-in-page.png")
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"))  # noqa: SIM115
    console.print(f"$ oauth-presets {shlex.join(arguments)}", style="bold", highlight=False)
    console.print(Text.from_ansi(shown))
    picture = console.export_svg(title="", theme=MONOKAI, code_format=TEMPLATE, unique_id="login")
    (HERE / "signing-in-terminal.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
