from __future__ import annotations

from app.services.reports.blocks import Heading, Paragraph, Table
from app.services.reports.saran_part import saran_part
from app.services.results.saran import PrintableSaran


def test_without_an_approved_saran_there_is_no_section() -> None:
    assert saran_part(None, 3) == []
    assert saran_part(PrintableSaran((), 9), 3) == []


def test_approved_saran_are_listed_and_the_others_counted() -> None:
    saran = PrintableSaran((("Antrean lama.", ("Waktu", "Sarana")), ("Baik.", ())), 2)
    heading, table, note = saran_part(saran, 3)
    assert heading == Heading("3. Saran responden")
    assert isinstance(table, Table)
    assert table.rows == (("1", "Antrean lama.", "Waktu, Sarana"), ("2", "Baik.", ""))
    assert isinstance(note, Paragraph)
    assert note.text == "2 saran belum ditinjau dan tidak dicetak."
