"""Helpers that know nothing of presets."""
