"""Who offers which name, and how an offer becomes a preset."""
