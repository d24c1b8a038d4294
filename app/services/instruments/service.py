"""The instruments of an open file: those its surveys are bound to, and those that are shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.instruments.reading import read_instrument, shipped_instruments
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
        newest = {instrument.key: instrument for instrument in shipped_instruments()}
        return list(newest.values())

    def bind(self, key: str) -> int:
        """Store the newest version of an instrument in the file and return its id there.

        Raises InputError when there is no such instrument.
        """
        found = next((i for i in self.available() if i.key == key), None)
        if found is None:
            known = ", ".join(instrument.key for instrument in self.available())
            raise InputError(
                tr("Instrumen {kunci} tidak ada.", kunci=key),
                next=tr("Pilih salah satu dari: {daftar}.", daftar=known),
            )
        return self._store.instruments.keep(found.key, found.version, found.definition).id
