"""Whatever may stand in a table, every figure, sentence, finding and output is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.models.capaian import CapaianYear, IndikatorYear, ProgramRow
from app.models.entered import Entered
from app.models.target import Arah, Indikator, Misi, Rpjmd, Rumus, Sasaran, Tujuan
from app.services.capaian import formats
from app.services.capaian.checks.service import findings_of
from app.services.capaian.figures import (
    IndikatorFigures,
    Known,
    ProgramFigures,
    Terms,
    budget_of,
    indikator_figures,
    program_figures,
)
from app.services.capaian.history import IndikatorHistory, PastValue
from app.services.capaian.links import Linked
from app.services.capaian.sentences import Subject, proposals
from app.services.capaian.table_sentences import YearSubject, table_proposals
from app.services.capaian.workbook import as_xlsx
from app.services.capaian.year import SasaranFigures, YearFigures
from app.services.imports.problems import ImportRefusedError
from tests.support.capaian_tables import INDIKATOR, PROGRAM, YEAR, preview, written

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.session import Session

texts = st.sampled_from(
    ["", "0", "-0.56", "69.50", "12.75%", "100%", "Level 3", "Level 0", "A", "N/A", "-", "Nihil"]
)
values = st.one_of(
    texts,
    st.decimals(-1000, 10**12, places=3, allow_nan=False).map(lambda d: f"{d:f}"),
    st.just("57205/702"),
).map(Entered)
rupiah = st.one_of(st.just(""), st.integers(0, 10**13).map(str)).map(Entered)
typed = st.dictionaries(
    st.sampled_from(["capaian", "kemajuan", "capaian_nasional", "serapan", "efisiensi"]),
    values.map(lambda value: value.text),
)
arah_rumus = st.sampled_from(
    [(Arah.UP, Rumus.RATIO), (Arah.DOWN, Rumus.RATIO), (Arah.DOWN, Rumus.MIRRORED)]
)
RPJMD = Rpjmd("RPJMD", YEAR, YEAR + 4, YEAR - 1, id=1)
SASARAN = Sasaran(1, 3, "Sasaran", id=1)


@st.composite
def programs(draw: st.DrawFn, number: int) -> ProgramFigures:
    arah, rumus = draw(arah_rumus)
    kelurahan = draw(st.sampled_from(["", "Mawar", "Melati"]))
    row = ProgramRow(
        YEAR,
        number,
        draw(st.sampled_from(["Kecamatan A", "Kecamatan B"])),
        f"Program ({kelurahan})" if kelurahan else "Program",
        draw(st.sampled_from(["Persentase rata-rata", "Indeks Kepuasan Masyarakat"])),
        kelurahan,
        indikator_id=draw(st.sampled_from([1, 2, None])),
        arah=arah,
        rumus=rumus,
        target=draw(values),
        realisasi=draw(values),
        pagu=draw(rupiah),
        realisasi_anggaran=draw(rupiah),
        typed=draw(typed),
        id=number,
    )
    return program_figures(row, Terms())


@st.composite
def indikator(draw: st.DrawFn, number: int) -> IndikatorFigures:
    arah, rumus = draw(arah_rumus)
    one = Indikator(
        1,
        number,
        draw(st.sampled_from(["Indeks Kepuasan Masyarakat", "Tingkat Kemiskinan", "Persentase X"])),
        draw(st.sampled_from(["", "%", "Poin", "Level", "Triliun Rupiah"])),
        arah,
        rumus,
        draw(st.none() | st.integers(0, 12)),
        draw(values),
        draw(values),
        draw(st.sampled_from([{}, {"A": "4"}])),
        id=number,
    )
    held = IndikatorYear(
        number,
        YEAR,
        target=draw(values),
        revised_target=draw(values),
        realisasi=draw(values),
        provisional=draw(st.booleans()),
        reused_year=draw(st.none() | st.just(YEAR - 1)),
        national=draw(values),
        pagu=draw(rupiah),
        realisasi_anggaran=draw(rupiah),
        typed=draw(typed),
        id=number,
    )
    terms = Terms(capped=draw(st.booleans()))
    rows = [draw(programs(n)) for n in range(draw(st.integers(0, 2)))]
    return indikator_figures(Known(one, SASARAN, held, Linked(), budget_of(held, rows)), terms)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_stored_is_shown(data: st.DataObject) -> None:
    ones = tuple(data.draw(indikator(n)) for n in range(data.draw(st.integers(0, 3))))
    rows = tuple(data.draw(programs(n)) for n in range(data.draw(st.integers(0, 4))))
    group = SasaranFigures(Misi(1, 1, "Misi"), Tujuan(1, 0, "Tujuan"), SASARAN, ones)
    figures = YearFigures(CapaianYear(YEAR), RPJMD, Terms(), (group,), rows)
    histories = {}
    for one in ones:
        now = PastValue(YEAR, one.target, one.realisasi, one.capaian)
        before = PastValue(YEAR - 1, data.draw(values), data.draw(values), one.capaian)
        histories[one.indikator.id] = IndikatorHistory(one.yardstick, now, (before,))
        for sentence in proposals(Subject(one, histories[one.indikator.id], RPJMD)).values():
            assert sentence.endswith(".")
    for sentence in table_proposals(YearSubject(figures, histories)).values():
        assert sentence.endswith(".")
    for finding in findings_of(figures):
        assert finding.text.endswith(".")
        assert len(finding.key) <= 300
    found = json.loads(formats.as_json(figures))
    for record in (*found["indikator"], *found["program"], found["ringkasan"]):
        nothing = {key for key, value in record.items() if value is None}
        assert nothing <= set(record["alasan"]) | {"predikat"}
    assert formats.as_text(figures)
    assert formats.as_text(figures, programs=True)
    assert formats.as_csv(figures).count("\r\n") == 1 + len(ones)
    assert as_xlsx(figures, {}).startswith(b"PK")


@given(data=st.data(), noise=st.text(max_size=30))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_stands_in_a_cell_is_taken_or_refused_with_its_place(
    session: Session, tmp_path: Path, data: st.DataObject, noise: str
) -> None:
    source = data.draw(st.sampled_from([INDIKATOR, PROGRAM]))
    head, *rows = (line.split(",") for line in source.read_text(encoding="utf-8").split("\n")[:4])
    rows = [row for row in rows if len(row) == len(head)]
    if not rows:
        return
    place = data.draw(st.integers(0, len(head) - 1))
    rows[0][place] = noise
    path = written(tmp_path / "data.csv", tuple(head), *map(tuple, rows))
    try:
        found = preview(session, path)
    except InputError:
        return
    if found.problem_count:
        with pytest.raises(ImportRefusedError, match=f"baris {found.problems[0].row}"):
            session.capaian.imports.take(found)
