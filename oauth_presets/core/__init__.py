"""What a preset is, and what comes out of it. No I/O."""
