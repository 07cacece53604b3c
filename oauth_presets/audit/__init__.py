"""Audits of installed presets: checks against providers, changes, problems."""
