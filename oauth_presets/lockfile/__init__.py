"""Reading, writing and enforcing lock files."""
