"""Acme's preset, and distributions that offer presets."""

import tempfile
import zipfile
from pathlib import Path

from oauth_presets.testing import make_distribution

PRESET_MODULE = """
from oauth_presets import Offline, Preset, Variable

{attribute} = Preset(
    name="{name}",
    title="{title}",
    authorize_url="https://{{subdomain}}.{attribute}.example/authorize",
    token_url="https://{{subdomain}}.{attribute}.example/token",
    variables={{"subdomain": Variable(kind="label", default="www", example="contoso")}},
    scopes=("read",),
    docs_url="https://docs.{attribute}.example/oauth",
)
"""


def preset_module(name: str, attribute: str = "preset", title: str = "") -> str:
    """Return the source of a module that defines one preset."""
    return PRESET_MODULE.format(name=name, attribute=attribute, title=title or name.title())


def offer(
    folder: Path,
    name: str,
    source: str | None = None,
    *,
    distribution: str | None = None,
    module: str | None = None,
    **changes: str,
) -> Path:
    """Write a distribution that offers a preset: by default `<name>-presets`, with a valid one."""
    module = module or f"{name}_mod"
    source = preset_module(name) if source is None else source
    value = changes.pop("value", f"{module}:preset")
    return make_distribution(
        folder, distribution or f"{name}-presets", {name: value}, {module: source}, **changes
    )


def wheel(
    folder: Path,
    presets: dict[str, str],
    modules: dict[str, str],
    *,
    distribution: str = "acme-presets",
    version: str = "1.0",
) -> Path:
    """Write a wheel. `presets`: name -> the entry point's value; `modules`: name -> source."""
    with tempfile.TemporaryDirectory() as content:
        make_distribution(Path(content), distribution, presets, modules, version=version)
        name = distribution.replace("-", "_")
        made = folder / f"{name}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(made, "w") as archive:
            for file in Path(content).rglob("*"):
                archive.write(file, file.relative_to(content))
    return made
