"""An instrument as a file: reading one that somebody hands over, safely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.instruments.validation import refused
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 500_000
"""A questionnaire of a hundred questions has about 50 kB."""
_KILO = 1000


def definition_in(path: Path) -> str:
    """Return the text of a file with the line ends of this program.

    Raises InputError when it cannot be read, is too large, or is no UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            tr("Berkas {berkas} tidak dapat dibaca.", berkas=path.name),
            next=tr("Periksa nama dan tempatnya, lalu coba sekali lagi."),
        ) from error
    if len(content) > MAX_BYTES:
        raise refused(tr("berkasnya melebihi {kilo} kB", kilo=MAX_BYTES // _KILO))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refused(tr("baris {baris} bukan teks UTF-8", baris=line)) from error
    return text.replace("\r\n", "\n")
