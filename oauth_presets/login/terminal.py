"""Read the response from the terminal, for containers and remote machines."""

import contextlib
import sys
from collections.abc import Callable

from ..errors import ArgumentError, LoginError


class Terminal:
    """A redirect URI elsewhere: the user pastes the URL that the browser was sent to.

    It has the interface of a `Receiver`.
    """

    def __init__(self, redirect_uri: str) -> None:
        self.redirect_uri = redirect_uri
        self._is_response: Callable[[str], bool] = lambda _: False

    def expect(self, is_response: Callable[[str], bool]) -> None:
        """Begin to wait; `is_response` tells whether a line is the response."""
        self._is_response = is_response

    def wait(self, timeout: float) -> str:
        """Ask until a line is the response, and return it; input has no timeout.

        Raises:
            LoginError: the input ended.
        """
        with contextlib.suppress(ImportError):
            # Without readline, terminals cut long lines; on macOS at 1024 characters.
            import readline

            readline.set_auto_history(False)
        _say("Paste the final URL from the browser; its page need not load:")
        while True:
            try:
                line = input().strip()
            except EOFError:
                raise LoginError(
                    "The input ended without a response: paste the final URL from the browser.",
                    step="receiver",
                ) from None
            with contextlib.suppress(ArgumentError):
                if self._is_response(line):
                    return line
            _say(
                "This is not the response to this sign-in: it needs the code and the state. Paste "
                "the whole URL from the address bar:"
            )

    def finish(self, page: bytes) -> None:
        """Do nothing: no browser waits for the page."""


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
