"""Measuring: whole processes and calls within them, side by side, in turn, as medians."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from random import Random
from typing import NamedTuple


class Candidate(NamedTuple):
    """A program for a fresh process, the folder of distributions that it finds, and its Python."""

    code: str
    folder: str = ""
    python: str = sys.executable


class Sample(NamedTuple):
    """What one process took, and what it printed."""

    seconds: float
    peak: int
    """Bytes of memory at the most."""
    printed: str


def run(candidate: Candidate) -> Sample:
    """Run a candidate once."""
    environment = {**os.environ, "PYTHONPATH": candidate.folder, "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [candidate.python, "-c", candidate.code],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        cwd=os.sep,  # here, the package would be found before the installed one
    )
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"this candidate failed: {candidate.code}")
    return Sample(seconds, usage.ru_maxrss * 1024, printed)


def interleaved(candidates: Mapping[str, Candidate], rounds: int) -> dict[str, list[Sample]]:
    """Run every candidate in each round, after a round that only fills caches.

    The order is another in each round: what runs after a large process finds colder caches.
    """
    samples: dict[str, list[Sample]] = {name: [] for name in candidates}
    order, random = [*candidates], Random(0)  # noqa: S311 (for the order alone)
    for number in range(rounds + 1):
        random.shuffle(order)
        for name in order:
            sample = run(candidates[name])
            if number:
                samples[name].append(sample)
    return samples


def seconds(samples: list[Sample]) -> float:
    """Return the median of the processes' whole time."""
    return statistics.median(sample.seconds for sample in samples)


def peak(samples: list[Sample]) -> float:
    """Return the median of the processes' peak memory, in bytes."""
    return statistics.median(sample.peak for sample in samples)


def printed(samples: list[Sample]) -> float:
    """Return the median of the numbers that the processes printed."""
    return statistics.median(float(sample.printed) for sample in samples)
