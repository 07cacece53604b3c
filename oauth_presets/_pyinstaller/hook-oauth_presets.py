"""Presets are found by entry points, and public names are imported on first use."""

from PyInstaller.utils.hooks import collect_data_files, collect_entry_point, collect_submodules

# Includes the presets of every other package in the environment.
datas, hiddenimports = collect_entry_point("oauth_presets")
datas += collect_data_files("oauth_presets_catalog")
for room in ("core", "registry"):
    hiddenimports += collect_submodules(f"oauth_presets.{room}")
