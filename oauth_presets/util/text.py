"""Show untrusted values in messages: short, printable, and without calling their own methods."""

from collections.abc import Iterable


def described(error: BaseException) -> str:
    """Return the type and message of an exception; its own `__str__` may raise."""
    kind = type_name(error)
    try:
        text = str.__str__(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:
        return kind
    text = printable(" ".join(text.split()))
    return f"{kind}: {text}" if text else kind


def file_reason(error: OSError | ValueError) -> str:
    """Return why a file could not be read: the system's message, or the parser's."""
    if isinstance(error, OSError):
        return error.strerror or described(error)
    return "it is not UTF-8" if isinstance(error, UnicodeError) else printable(str(error))


def type_name(value: object) -> str:
    """Return the name of a value's type, whatever its metaclass does."""
    return printable(str.__str__(type.__dict__["__name__"].__get__(type(value))))


def printable(text: str) -> str:
    """Return at most 300 characters of a text, with `?` for each unprintable one."""
    return "".join(c if c.isprintable() else "?" for c in text[:300])


def shown(text: str) -> str:
    """Return a text quoted, in ASCII and cut to 80 characters."""
    return ascii(text if len(text) <= 80 else text[:77] + "...")


def joined(names: Iterable[str], word: str) -> str:
    """Return quoted names with a word between them."""
    return f" {word} ".join(map(repr, names))


def quoted(value: object) -> str:
    """Return a server's value quoted, in ASCII and cut to 200 characters, for messages and logs."""
    if isinstance(value, list):
        text = ascii(value[:50])  # 64 KiB of JSON can hold a long list
    else:
        text = ascii(value[:500] if isinstance(value, str) else value)
    return text if len(text) <= 200 else f"{text[:197]}..."
