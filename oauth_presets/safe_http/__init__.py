"""HTTP with servers that are not trusted."""
