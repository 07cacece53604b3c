"""Configurations for the client libraries that people have, one module a library.

Each module has a few functions that take a `Configuration` and return the library's own object, or
the arguments of its constructor. What the library cannot carry of the configuration is worked out
(`lost_for`): what breaks raises `IntegrationError`, what degrades warns.

Importing this package imports no client library.
"""

from ._carried import TARGETS, lost_for

__all__ = ["TARGETS", "lost_for"]
