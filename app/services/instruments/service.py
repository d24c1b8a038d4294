"""The instruments of an open file: those that are shipped, the office's own, those in use."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.instruments.reading import (
    by_number,
    read_instrument,
    shipped_instruments,
)
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.store.store import Store


class InstrumentService:
    """Finds instruments; those bound to a survey are read from the file itself."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[int, Instrument] = {}

    def of(self, instrument_id: int) -> Instrument:
        """Return the instrument version that a survey is bound to."""
        if instrument_id not in self._read:
            stored = self._store.instruments.get(instrument_id)
            self._read[instrument_id] = read_instrument(stored.definition)
        return self._read[instrument_id]

    def available(self) -> list[Instrument]:
        """Return the newest version of every instrument for a new survey, the office's own too."""
        return list({instrument.key: instrument for instrument in self.versions()}.values())

    def versions(self) -> list[Instrument]:
        """Return every version by key, older ones first.

        Where the file holds a version that is shipped as well, the text of the file counts.
        """
        found = {(i.key, i.version): i for i in shipped_instruments()}
        for stored in self._store.instruments.all():
            if stored.is_whole:  # a check of the file names the others
                with suppress(InputError):
                    found[stored.key, stored.version] = read_instrument(stored.definition)
        return sorted(found.values(), key=lambda i: (by_number(i.key), i.version))

    def forget(self, instrument_id: int) -> None:
        """Read a version anew when it is next asked for: its text was changed."""
        self._read.pop(instrument_id, None)

    def newest(self, key: str) -> Instrument:
        """Return the newest version of an instrument; raise InputError when there is none."""
        available = self.available()
        found = next((instrument for instrument in available if instrument.key == key), None)
        if found is None:
            known = ", ".join(instrument.key for instrument in available)
            raise InputError(
                tr("Instrumen {kunci} tidak ada.", kunci=clean_line(key, 60)),
                next=tr("Pilih salah satu dari: {daftar}.", daftar=known),
            )
        return found

    def bind(self, key: str) -> int:
        """Store the newest version of an instrument in the file and return its id there.

        Raises InputError when there is no such instrument.
        """
        found = self.newest(key)
        return self._store.instruments.keep(found.key, found.version, found.definition).id
