"""HTTP with untrusted servers."""
