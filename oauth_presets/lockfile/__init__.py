"""A lock, as a registry reads and holds it."""
