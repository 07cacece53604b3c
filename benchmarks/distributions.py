"""Lays down installed distributions of ordinary size, some of which offer presets."""

from pathlib import Path

PLUGIN = """from oauth_presets import Preset

preset = Preset(
    name="third_{number}",
    title="Third {number}",
    authorize_url="https://third{number}.example/authorize",
    token_url="https://third{number}.example/token",
    docs_url="https://third{number}.example/docs",
)
"""


def lay(folder: Path, count: int, presets: int) -> str:
    """Lay down `count` distributions, of which `presets` offer one preset each."""
    for number in range(count):
        offers = number < presets
        info = folder / f"other_{number}-1.{number % 10}.dist-info"
        info.mkdir(parents=True)
        header = f"Metadata-Version: 2.1\nName: other-{number}\nVersion: 1.{number % 10}\n"
        classifiers = "Classifier: Programming Language :: Python\n" * 20
        (info / "METADATA").write_text(header + classifiers + "\n" + "A description.\n" * 200)
        (info / "WHEEL").write_text("Wheel-Version: 1.0\nTag: py3-none-any\n")
        (info / "RECORD").write_text(f"other_{number}/module.py,sha256=x,100\n" * 50)
        if offers:
            (info / "entry_points.txt").write_text(
                f"[oauth_presets]\nthird_{number} = third_{number}:preset\n"
            )
            (folder / f"third_{number}.py").write_text(PLUGIN.format(number=number))
        elif number % 3 == 0:
            (info / "entry_points.txt").write_text(f"[console_scripts]\nother{number} = m:main\n")
    return str(folder)


def package(folder: Path, count: int) -> str:
    """Lay down one distribution that offers `count` presets, each in a module."""
    info = folder / "many-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: many\nVersion: 1.0\n")
    offers = "".join(f"third_{n} = third_{n}:preset\n" for n in range(count))
    (info / "entry_points.txt").write_text(f"[oauth_presets]\n{offers}")
    for number in range(count):
        (folder / f"third_{number}.py").write_text(PLUGIN.format(number=number))
    return str(folder)
