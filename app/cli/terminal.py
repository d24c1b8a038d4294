"""What a command writes: results to stdout, refusals to stderr, on any terminal there is."""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress

from app.errors import StorageError
from app.texts import tr

_PLAIN = {
    **dict.fromkeys("–—−‐‑", "-"),  # noqa: RUF001 - the signs that are replaced
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),  # noqa: RUF001 - as above
    "…": "...",
    "×": "x",
    "·": ".",
    "≥": ">=",
    "≤": "<=",
    "→": "->",
    "\u00a0": " ",
}
_ERRORS = "puas-plain"


def prepare_streams() -> None:
    """Make writing safe where a terminal cannot show a sign, or where there is no terminal."""
    codecs.register_error(_ERRORS, _plainer)
    if sys.stdout is None:  # a windowed build on Windows has none
        sys.stdout = io.StringIO()
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def say(text: str) -> None:
    """Write a result."""
    write(f"{text}\n")


def write(text: str) -> None:
    """Write a result that ends its own last line; raise StorageError where it cannot be."""
    try:
        print(text, end="")
    except BrokenPipeError:
        raise
    except OSError as error:
        _let_go()
        raise _cannot_write(error) from error


def complain(text: str) -> None:
    """Write a refusal or a warning; it goes nowhere where stderr is gone."""
    with suppress(OSError):  # `finish` says what became of stdout
        sys.stdout.flush()
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def shows_every_sign() -> bool:
    """Say whether stdout takes any text without replacing signs."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return codecs.lookup(encoding).name in {"utf-8", "utf-16", "utf-32"}


def finish() -> int:
    """Write out what is still held back; return 1 where it cannot be, 0 otherwise.

    A reader that went away early (``| head``) is no failure.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
    except OSError as error:
        _let_go()
        complain(_cannot_write(error).sentence)
        return 1
    return 0


def _let_go() -> None:
    """Send what is left nowhere, or the interpreter would complain at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _cannot_write(error: OSError) -> StorageError:
    return StorageError(
        tr("Hasilnya tidak dapat ditulis ke keluaran ({sebab}).", sebab=error.errno),
        next=tr("Mungkin tempatnya penuh; arahkan keluarannya ke tempat lain."),
    )


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign, "?") for sign in signs), error.end
