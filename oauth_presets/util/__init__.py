"""General helpers, independent of presets."""
