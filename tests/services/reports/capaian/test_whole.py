"""The report *Capaian kinerja*: tables, sentences, notes, parts, and what is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.models.capaian import Narrative, ProgramRow
from app.models.entered import Entered
from app.models.target import Rpjmd, Sasaran
from app.services.capaian.edits import Cell as Typed
from app.services.capaian.edits import ValueField
from app.services.capaian.sentences import Topic
from app.services.reports import blocks as b
from app.services.reports.capaian.whole import CAPAIAN, capaian_report
from app.services.reports.kinds import About, Format, Options
from app.services.reports.rendering import render_report
from app.services.reports.walking import every_block, tables_of
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.capaian_office import IKM, POINT, PROGRAM, SPIP, TPT, YEAR
from tests.support.hostile import texts

if TYPE_CHECKING:
    from app.services.reports.capaian.data import CapaianData
    from tests.support.capaian_office import CapaianOffice

AT = datetime(2027, 1, 12, 10, 42, tzinfo=UTC)


def data_of(made: CapaianOffice, year: int = YEAR) -> CapaianData:
    data: CapaianData = made.session.reports.collect(CAPAIAN, About(year=year), at=AT).data
    return data


def table(data: CapaianData, name: str) -> b.Table:
    """Return the table whose name begins so."""
    report = capaian_report(data, Options())
    return next(one for one, _ in tables_of(report) if one.name.startswith(name))


def words(row: b.Row) -> list[str]:
    return [cell if isinstance(cell, str) else cell.text for cell in row]


def row_of(data: CapaianData, name: str, indikator: str) -> list[str]:
    """Return what stands right of an indikator in a table."""
    found = [words(row) for row in table(data, name).rows]
    return next(row[row.index(indikator) + 1 :] for row in found if indikator in row)


def sentences(data: CapaianData, options: Options | None = None) -> str:
    report = capaian_report(data, options or Options())
    texts = (one.text for one in every_block(report.blocks) if isinstance(one, b.Paragraph))
    return " ".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def test_every_table_bears_its_number_source_and_sentence(made: CapaianOffice) -> None:
    data = data_of(made)
    report = capaian_report(data, Options())
    captions = [one.caption for one, _ in tables_of(report) if one.caption]
    numbers = [caption.split()[1] for caption in captions]
    assert numbers == ["2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11"]
    said = sentences(data)
    for topic, sentence in data.sentences.items():
        assert sentence.text in said, topic
    for one, paper in tables_of(report):
        if one.caption:
            assert one.source == "Sumber: Kelurahan Melati, tahun 2026"
            assert paper.is_landscape


def test_values_stand_as_entered_and_figures_follow(made: CapaianOffice) -> None:
    data = data_of(made)
    assert row_of(data, "2.5", IKM)[:3] == ["Poin", "82,25", "82,50"]
    assert row_of(data, "2.6", IKM) == [
        *("Poin", "82,50", "85,24", "103,32%", "Sangat Tinggi", "tercapai")
    ]
    assert row_of(data, "2.6", SPIP)[:4] == ["Level", "Level 3", "Level 3", "100,00%"]
    assert row_of(data, "2.6", TPT)[1:4] == ["9", "6,9", "130,43%"]
    assert row_of(data, "2.8", IKM)[1:] == ["85,05", "85,24", "100,22%", "tercapai"]
    assert row_of(data, "2.9", IKM)[1:] == ["85,24", "–", "–", "–"]
    assert row_of(data, "2.10", IKM)[1:] == [
        *("82,50", "85,24", "103,32%", "Rp 260.541.512.718", "Rp 225.425.551.991"),
        *("86,52%", "16,26%"),
    ]


def test_figures_are_numbers_for_a_spreadsheet(made: CapaianOffice) -> None:
    for row in table(data_of(made), "2.10").rows:
        for cell in row:
            if isinstance(cell, b.Cell) and cell.text.startswith("Rp "):
                assert cell.exact is not None
                assert cell.exact.before == "Rp "


def test_a_sasaran_is_merged_over_its_indikator(made: CapaianOffice) -> None:
    rows = table(data_of(made), "2.6").rows
    assert rows[0][0] == b.Cell("1", rows=2)
    assert rows[0][1] == b.Cell("Layanan yang memuaskan", rows=2)
    assert words(rows[1])[0] == SPIP


def test_program_rows_are_nested_and_end_with_the_mean_of_their_kelurahan(
    made: CapaianOffice,
) -> None:
    found = table(data_of(made), "2.11")
    assert len(found.columns) == 13
    first, mawar, _melati, mean, total = found.rows
    assert [cell.rows for cell in first if isinstance(cell, b.Cell)][:6] == [5, 5, 5, 5, 4, 4]
    assert words(first)[4] == PROGRAM
    assert words(mawar)[:4] == ["Mawar", "12,50%", "12,50%", "100,00%"]
    assert words(mean) == ["Rata-rata 2 kelurahan", "", "15,25%", "122,00%", ""]
    assert words(total)[1:] == ["Rp 1.200.000.000", "Rp 900.000.000", "75,00%"]
    assert words(found.footer[0])[0] == "Jumlah 3 baris program"


def test_rows_without_an_indikator_come_last(made: CapaianOffice) -> None:
    row = ProgramRow(YEAR, 0, "Dinas Lain", "Program Lain", "Nilai", target=Entered("0"))
    made.capaian.values.save_program(replace(row, realisasi=Entered("0")))
    found = table(data_of(made), "2.11")
    assert "Dinas Lain" in words(found.rows[-1])
    assert words(found.rows[-1])[9] == "tidak dapat dihitung"
    note = "Capaian Dinas Lain, Program Lain: tidak dapat dihitung: 0 dari 0."
    assert note in found.notes


def test_a_provisional_value_bears_its_sign_and_its_footnote(made: CapaianOffice) -> None:
    values = replace(made.capaian.figures(YEAR).of(made.ids[TPT]).values, provisional=True)
    made.session.store.capaian.values.save(replace(values, reused_year=2025))
    data = data_of(made)
    note = f"* {TPT}: nilai sementara, memakai nilai tahun 2025."
    for name in ("2.6", "2.7", "2.8", "2.9", "2.10"):
        assert "6,9*" in row_of(data, name, TPT), name
        assert note in table(data, name).notes


def test_a_long_number_stands_on_one_line_beside_earlier_years(made: CapaianOffice) -> None:
    usual = table(data_of(made), "2.7").columns
    long = [Typed(made.ids[TPT], ValueField.REALISASI, "5.4264995365123")]
    made.capaian.values.enter(YEAR, long, POINT)
    columns = table(data_of(made), "2.7").columns
    wider = [place for place, one in enumerate(columns) if one.width > usual[place].width]
    assert wider == [5, 7]
    assert columns[2].width == 0


def test_earlier_years_stand_beside_the_year(made: CapaianOffice) -> None:
    alone = table(data_of(made), "2.7")
    assert "2025" not in " ".join(words(alone.header[0]))
    cells = [
        Typed(made.ids[TPT], ValueField.TARGET, "9"),
        Typed(made.ids[TPT], ValueField.REALISASI, "7.74"),
    ]
    made.capaian.values.enter(2025, cells, POINT)
    data = data_of(made)
    assert row_of(data, "2.7", TPT)[1:] == [
        *("9", "7,74", "116,28%", "6,9", "130,43%"),
        *("−0,84", "lebih baik", "−2,1", "lebih baik"),
    ]
    assert row_of(data, "2.7", IKM)[1:4] == ["–", "–", "–"]
    assert row_of(data, "2.7", IKM)[-2:] == ["tidak dapat dibandingkan"] * 2
    assert "1 berhasil diturunkan" in sentences(data)
    past = made.session.store.capaian.values.all(year=2025)[0]
    made.session.store.capaian.values.save(replace(past, provisional=True))
    found = table(data_of(made), "2.7").notes
    assert f"* {TPT}, tahun 2025: nilai sementara." in found
    charts = [
        one
        for one in every_block(capaian_report(data, Options()).blocks)
        if isinstance(one, b.ChartBlock)
    ]
    assert [chart.chart.title for chart in charts[1:]] == [f"Realisasi dan target {TPT}"]


def test_the_minus_sign_of_an_efisiensi_is_kept(made: CapaianOffice) -> None:
    made.enter(SPIP, ValueField.SPENT, "16000000000")
    assert row_of(data_of(made), "2.10", SPIP)[-1] == "−6,45%"


def test_the_cap_is_printed_when_it_is_on(made: CapaianOffice) -> None:
    method = next(
        one
        for one in capaian_report(data_of(made), Options()).blocks
        if isinstance(one, b.MethodBox)
    )
    assert "tidak dibatasi" in dict(method.pairs)["Batas capaian"]
    made.capaian.yearly.set_capped(YEAR, capped=True)
    data = data_of(made)
    assert row_of(data, "2.6", TPT)[3] == "100,00%"
    page = texts_of(render_report(capaian_report(data, Options())))[0]
    assert "capaian di atas 100% dihitung dan dicetak 100%" in page


def test_texts_about_an_indikator_are_printed_and_their_absence_is_said(
    made: CapaianOffice,
) -> None:
    nil = "Belum ada uraian tertulis tentang indikator ini."
    assert sentences(data_of(made)).count(nil) == 3
    made.capaian.narratives.save_texts(
        Narrative(made.ids[IKM], YEAR, upaya="Loket dibuka lebih awal.\n\nAntrean daring.")
    )
    data = data_of(made)
    assert sentences(data).count(nil) == 2
    assert "Antrean daring." in sentences(data)
    headings = [
        one.text
        for one in every_block(capaian_report(data, Options()).blocks)
        if isinstance(one, b.Heading)
    ]
    assert "Upaya" in headings
    assert "Faktor pendukung" not in headings


def test_changed_sentences_that_left_the_data_are_named(made: CapaianOffice) -> None:
    narratives = made.capaian.narratives
    narratives.change_sentence(
        made.ids[IKM], YEAR, Topic.CAPAIAN, "IKM mencapai 85,24 poin dari target 82,50 poin."
    )
    narratives.change_table_sentence(YEAR, Topic.CAPAIAN, "Dari 3 indikator semuanya tercapai.")
    assert not notices(data_of(made))
    made.enter(IKM, ValueField.REALISASI, "80.00")
    made.enter(TPT, ValueField.TARGET, "")
    found = notices(data_of(made))
    assert any(IKM in notice for notice in found)


def notices(data: CapaianData) -> list[str]:
    report = capaian_report(data, Options())
    return [one.text for one in every_block(report.blocks) if isinstance(one, b.Notice)]


def test_what_was_written_and_does_not_follow_is_listed_with_its_explanation(
    made: CapaianOffice,
) -> None:
    nil = "Tidak ada angka tertulis yang berbeda"
    assert nil in sentences(data_of(made))
    values = replace(made.capaian.figures(YEAR).of(made.ids[TPT]).values, typed={"capaian": "100"})
    made.session.store.capaian.values.save(values)
    data = data_of(made)
    assert nil not in sentences(data)
    assert [(one.value, one.expected) for one in data.differences] == [("100%", "130,43%")]
    made.capaian.checks.mark(YEAR, data.differences[0].key, "Dibatasi 100%.")
    rows = table(data_of(made), "Angka").rows
    assert [words(row)[-1] for row in rows] == ["Dibatasi 100%."]


def test_parts_are_left_out(made: CapaianOffice) -> None:
    data = data_of(made)
    for part in CAPAIAN.parts:
        report = capaian_report(data, Options(without=frozenset({part.key})))
        assert report.blocks != capaian_report(data, Options()).blocks or part.key == "tren"
    bare = capaian_report(data, Options(without=frozenset(one.key for one in CAPAIAN.parts)))
    assert not [one for one in every_block(bare.blocks) if isinstance(one, b.Heading | b.Table)]
    assert isinstance(bare.blocks[-1], b.Signature)


def test_a_year_with_programs_alone_has_a_report(made: CapaianOffice) -> None:
    row = ProgramRow(2024, 0, "Dinas Lain", "Program Lain", "Nilai", target=Entered("10"))
    made.capaian.values.save_program(row)
    data = data_of(made, 2024)
    assert "Belum ada indikator tahun 2024." in sentences(data)
    for form in Format:
        assert render_report(capaian_report(data, Options()), form)


def test_a_sasaran_without_indikator_says_so(made: CapaianOffice) -> None:
    group = made.capaian.figures(YEAR).sasaran[0]
    made.capaian.structure.save_sasaran(Sasaran(group.tujuan.id, 3, "Baru"))
    last = table(data_of(made), "2.6").rows[-1]
    assert words(last) == ["3", "Baru", "Belum ada indikator."]


def test_a_year_without_anything_is_refused(made: CapaianOffice) -> None:
    with pytest.raises(InputError) as caught:
        data_of(made, 2031)
    assert "Belum ada capaian tahun 2031." in caught.value.what


@pytest.mark.parametrize("form", list(Format))
def test_the_same_report_is_the_same_file(made: CapaianOffice, form: Format) -> None:
    data = data_of(made)
    report = capaian_report(data, Options())
    assert render_report(report, form) == render_report(report, form)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(texts(), min_size=6, max_size=6))
def test_whatever_anybody_typed_is_printed_within_the_page(
    made: CapaianOffice, typed: list[str]
) -> None:
    name, unit, program, kelurahan, source, text = typed
    data = data_of(made)
    figures = data.figures
    group = figures.sasaran[0]
    one = replace(
        group.indikator[0],
        indikator=replace(group.indikator[0].indikator, name=name, satuan=unit),
        sasaran=replace(group.sasaran, name=text),
    )
    rows = [
        replace(row, row=replace(row.row, program=program, kelurahan=kelurahan, indikator=name))
        for row in figures.programs
    ]
    made_figures = replace(
        figures,
        year=replace(figures.year, source=source),
        rpjmd=replace(figures.rpjmd or Rpjmd("", YEAR, YEAR, YEAR), name=name),
        sasaran=(replace(group, indikator=(one,)),),
        programs=tuple(rows),
    )
    narrative = data.narratives[one.indikator.id]
    written = replace(narrative, texts=replace(narrative.texts, upaya=text))
    odd = replace(data, figures=made_figures, narratives={one.indikator.id: written})
    report = capaian_report(odd, Options())
    assert not letters_outside(render_report(report), 8)
    for form in (Format.DOCX, Format.XLSX):
        assert render_report(report, form)
