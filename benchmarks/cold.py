"""Whole processes, side by side: what a cold start costs, as ratios to a floor.

    python benchmarks/cold.py [--rounds 21] [--preset google_drive]

FLOOR is a process that imports pydantic, defines one model of five optional strings in a compiled
module, and makes one. Each round runs every candidate once, in turn; medians are compared.
"""

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import oauth_presets_catalog

import oauth_presets

FLOOR = """
from pydantic import BaseModel

class Five(BaseModel):
    client_id: str | None = None
    client_secret: str | None = None
    authorize_url: str | None = None
    token_url: str | None = None
    scope: str | None = None
"""

BUILD = "from oauth_presets import build_oauth; build_oauth({preset!r}, client_id='x')"

CANDIDATES = {
    "FLOOR": "import floor_model; floor_model.Five(client_id='x')",
    "pass": "pass",
    "import oauth_presets": "import oauth_presets",
    "list_presets()": "import oauth_presets; oauth_presets.list_presets()",
    "build_oauth": BUILD,
    "import httpx": "import httpx",
    "Cohere's class": "import cohere; cohere.CreateConnectorOAuth(client_id='x')",
}


def measure(code: str, environment: dict[str, str]) -> float:
    """Return the seconds that a process takes to run the code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--preset", default="google_drive")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "floor_model.py").write_text(FLOOR)
        for package in (folder, *oauth_presets.__path__, *oauth_presets_catalog.__path__):
            compileall.compile_dir(package, quiet=1)  # as installing a wheel does
        environment = {**os.environ, "PYTHONPATH": folder}
        times: dict[str, list[float]] = {name: [] for name in CANDIDATES}
        for number in range(arguments.rounds + 1):
            for name, code in CANDIDATES.items():
                taken = measure(code.format(preset=arguments.preset), environment)
                if number:  # the first round fills caches
                    times[name].append(taken)
    floor = statistics.median(times["FLOOR"])
    print(f"Python {sys.version.split()[0]}, {arguments.rounds} rounds, FLOOR {floor * 1e3:.1f} ms")
    for name, taken_times in times.items():
        print(f"{statistics.median(taken_times) / floor:6.3f}  {name}")


if __name__ == "__main__":
    main()
