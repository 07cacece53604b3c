"""Which packages offer which names, and loading the presets that they offer."""
