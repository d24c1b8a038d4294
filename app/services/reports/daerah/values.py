"""What stands in the place of each field of the texts about a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.city.words import unsur_at
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.reports.kinds import Subject
from app.services.reports.text_values import filled_in, instrument_values, office_values
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.city.year import CityYear
    from app.services.reports.city.data import CityData


def year_values(data: CityData) -> Mapping[str, str]:
    """Return name → value of every field; what the file does not hold is said to be unknown."""
    year = data.year
    found = {
        **office_values(data, data.government),
        **instrument_values(year.instrument),
        "tahun": str(year.year),
        "jumlah_unit": indonesian(year.expected, 0),
        "unit_melapor": indonesian(len(year.reporting), 0),
        "unit_belum": indonesian(len(year.missing), 0),
        "jumlah_responden": indonesian(year.n, 0) if year.n else "",
        "nilai": "" if year.mean.plain is None else indonesian(year.mean.plain, KONVERSI_PLACES),
        "mutu": mutu_words(year),
        "unsur_tertinggi": _unsur_text(year, year.highest),
        "unsur_terendah": _unsur_text(year, year.lowest),
    }
    return filled_in(found, Subject.YEAR)


def mutu_words(year: CityYear) -> str:
    """Return ``B (Baik)``; empty without an index."""
    return f"{year.mutu.letter} ({year.mutu.word})" if year.mutu else ""


def _unsur_text(year: CityYear, keys: Sequence[str]) -> str:
    if keys:
        return unsur_at(year, keys)
    return tr("(semua unsur bernilai sama)") if year.unsur else ""
