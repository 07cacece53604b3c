"""Use a configuration with other client libraries, one module per library.

Each module has a few functions that take a `Configuration` and return the library's own object, or
the arguments of its constructor. `lost_for` returns the facts of a configuration that a library
cannot carry. If losing one breaks the sign-in, the functions raise `IntegrationError`; if it only
degrades it, they warn.

Importing this package imports no client library.
"""

from ._carried import TARGETS, lost_for

__all__ = ["TARGETS", "lost_for"]
