"""The presets keep the contract of oauth-presets, as they are installed."""

from oauth_presets.testing import PresetContract


class TestAcme(PresetContract):
    entry_point = "acme"
    distribution = "oauth-presets-acme"


class TestGoogleDrive(PresetContract):
    entry_point = "google_drive"
    distribution = "oauth-presets-acme"
