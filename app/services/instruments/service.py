"""The instruments of an open file: those its surveys are bound to, and those that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.instruments.reading import read_instrument, shipped_instruments
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
        """Return the newest version of every instrument for a new survey."""
        return list({instrument.key: instrument for instrument in shipped_instruments()}.values())

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
