"""Presets, and the configurations made from them. No I/O."""
