"""What the user can act on. Everything else that goes wrong is a bug and is reported as one."""

from __future__ import annotations

from app.texts import tr


class PuasError(Exception):
    """A refusal in whole Indonesian sentences.

    ``what`` says what happened, ``safe`` that (and which) data are safe, ``next`` what to do.
    """

    def __init__(self, what: str, *, safe: str = "", next: str = "") -> None:  # noqa: A002 - reads as the sentence does
        self.what = what
        self.safe = safe or tr("Data Anda tidak berubah.")
        self.next = next
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The whole message on one line."""
        return " ".join(part for part in (self.what, self.safe, self.next) if part)


class StorageError(PuasError):
    """The disk, the folder or the file refused: full, read-only, gone, busy."""


class InputError(PuasError):
    """What somebody typed or handed over does not fit; nothing of it was taken."""
