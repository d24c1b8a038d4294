"""What stands in the place of the fields that the office's texts of several reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.models.period import long_date
from app.services.charts.builders import joined
from app.services.ikm.rounding import indonesian
from app.services.report_texts.fields import text_fields, unknown_value
from app.services.reports.parts import Headed, Signed, survey_name
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.questionnaire import Instrument
    from app.services.reports.kinds import Subject


class OfOffice(Headed, Signed, Protocol):
    """What an office prints under its letterhead and signs."""


def filled_in(found: Mapping[str, str], subject: Subject) -> Mapping[str, str]:
    """Return a value for every field; what the file does not hold is said to be unknown."""
    return {one.name: found[one.name].strip() or unknown_value() for one in text_fields(subject)}


def office_values(data: OfOffice, government: str) -> dict[str, str]:
    """Return the values of the fields about the office and who signs."""
    return {
        "kantor": data.office_name,
        "pemerintah": government,
        "alamat": data.office.address,
        "tempat": data.place,
        "tanggal_laporan": long_date(data.signed_on),
        "jabatan": data.official.jabatan if data.official else "",
    }


def instrument_values(instrument: Instrument) -> dict[str, str]:
    """Return the values of the fields about the questionnaire and its index."""
    return {
        "survei": instrument.survey_short,
        "nama_survei": survey_name(instrument),
        "indeks": instrument.index_short,
        "nama_indeks": instrument.index_name,
        "sumber": instrument.source,
        "jumlah_unsur": indonesian(len(instrument.unsur), 0),
        "daftar_unsur": joined([unsur.name for unsur in instrument.unsur]),
        "jumlah_pertanyaan": indonesian(len(instrument.questions), 0),
        "skala": tr(
            "{rendah} sampai {tinggi}", rendah=instrument.lowest, tinggi=instrument.highest
        ),
    }
