"""`oauth-presets new` needs its templates."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("oauth_presets.publishing")
