"""Every shipped instrument, and three of them on one paper, from the plan to the destruction.

Each stage is done as an office does it; afterwards ``periksa`` is sound, and every figure is the
one that is counted anew from the papers, also when the sheets are gone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from app.errors import InputError
from app.models.follow_up import Channel, FollowUp, Forum, Publication
from app.models.minutes import MinutesKind
from app.models.review import SaranDecision
from app.models.survey import SurveyState
from app.models.verification import PlanMethod, SheetState
from app.services.archive.deeds import Destroying, Locking
from app.services.entry.validation import ReasonNeededError
from app.services.exports.reading import read_package
from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import About, Options, Signing
from app.services.reports.tindak_lanjut import TINDAK_LANJUT
from app.services.results.crosstab import SmallCells
from app.services.results.result_tables import Wish, table_names
from app.services.results.survey_results import SERVICE
from tests.services.reports.pages import texts_of
from tests.support import whole_survey as stages
from tests.support.instrument_office import SHIPPED
from tests.support.recomputing import Expected, crossed, expected, printed
from tests.support.reports import SURVEY_KINDS
from tests.support.whole_survey import ALL, TODAY, WholeSurvey

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.response import Sheet
    from app.models.survey import Survey

PAPER = ("skm-9", "spkp-8", "spak-5-skala-6")
CASES = [(key,) for key in sorted(SHIPPED)] + [PAPER]
ACTION = "Membuka loket kedua pada jam ramai."
APPROVED = "Antrean agak lama."


@pytest.mark.parametrize("keys", CASES, ids="+".join)
def test_a_survey_from_its_plan_to_its_destruction(tmp_path: Path, keys: tuple[str, ...]) -> None:
    whole = stages.begin(tmp_path, keys)
    try:
        before = stages.earlier(whole)
        planned(whole)
        entered(whole)
        verified(whole)
        locked(whole)
        for place, survey in enumerate(whole.surveys):
            analysed(whole, place, before[place])
            acted_on(whole, place)
            printed_out(whole, place)
            exported(whole, place)
            written_as_tables(whole, place, survey)
        assert whole.is_sound()
        destroyed(whole, before)
    finally:
        whole.session.close()


def planned(whole: WholeSurvey) -> None:
    """Krejcie and Morgan: 3,841·600·0,25 ÷ (0,0025·599 + 3,841·0,25) = 234,4, shared out 2 : 1."""
    stages.plan(whole)
    found = whole.session.planning.plan(whole.survey(0).id)
    assert (found.sample.minimum, [s.minimum for s in found.sample.shares]) == (234, [156, 78])
    assert found.survey.collection_end == date(2026, 3, 20)
    assert (len(found.stages), len(found.team), len(found.holidays)) == (4, 5, 1)
    assert whole.is_sound()


def entered(whole: WholeSurvey) -> None:
    """Some sheets by keys, the others from a file; what was mistyped shows in the figures."""
    if len(whole.keys) > 1:
        # A file tells one of its surveys only, so the papers are keyed in, all of them.
        with pytest.raises(InputError, match="satu kertas"):
            stages.import_file(whole, 0)
        stages.key_in(whole, ALL)
    else:
        stages.key_in(whole, stages.KEYED)
        assert whole.is_sound()
        stages.import_file(whole, 0)
    assert whole.is_sound()
    typed = whole.papers | {n: stages.wrong(whole, n) for n in (stages.SLIP, stages.OPEN)}
    for place, key in enumerate(whole.keys):
        figures_are(whole, place, expected(key, whole.rows(place, typed)))


def verified(whole: WholeSurvey) -> None:
    """Three papers differ; two of them were keyed in wrong first and are put right."""
    stages.verify(whole, PlanMethod.ALL)
    found = whole.session.verification.figures(whole.survey(0).id)
    assert found is not None
    instrument = whole.paper.instrument
    per_sheet = 2 + len(instrument.profile) + len(instrument.questions)
    total = found.total
    assert (total.checked, total.differing.found, total.wrong.found) == (ALL, 3, 2)
    assert total.differing.fields == ALL * per_sheet
    states = [row.state for row in whole.session.store.verifications.sheets(found.plan.id)]
    assert states.count(SheetState.DECIDED) == 3
    assert states.count(SheetState.EQUAL) == ALL - 3
    with pytest.raises(ReasonNeededError):
        whole.session.entry.correct(replace(sheet_on_file(whole), day=date(2026, 3, 9)))
    assert whole.is_sound()
    for place in range(len(whole.keys)):
        figures_are(whole, place, whole.expected(place))


def locked(whole: WholeSurvey) -> None:
    """A locked survey takes nothing any more."""
    for survey in whole.surveys:
        whole.session.archive.lock(survey.id, Locking("hasil final", "Lurah", day=TODAY))
        assert whole.session.store.surveys.get(survey.id).state is SurveyState.TERKUNCI
    with pytest.raises(InputError, match="terkunci"):
        whole.session.entry.correct(replace(sheet_on_file(whole), day=date(2026, 3, 9)), "salah")
    with pytest.raises(InputError, match=r"terkunci|satu kertas"):
        stages.import_file(whole, 0)
    with pytest.raises(InputError, match="terkunci"):
        stages.plan(whole)
    assert whole.is_sound()


def analysed(whole: WholeSurvey, place: int, before: list[list[int | None]]) -> None:
    """Figures, change since the quarter before, alpha and a cross-table, each counted anew."""
    wanted = whole.expected(place)
    figures_are(whole, place, wanted)
    assert whole.session.results.of(whole.survey(place).id).result.n == ALL
    trend_is(whole, place, wanted, expected(whole.keys[place], before))
    parts = whole.parts(place)
    table = whole.session.depth.crosstab(
        whole.survey(place).id, "jenis_kelamin", SERVICE, small=SmallCells.MARKED
    )
    sexes = {"L": "Laki-laki", "P": "Perempuan"}
    names = {s.id: s.name for s in whole.session.units.services(whole.survey(place).unit_id)}
    pairs = [(sexes[str(one.profile["jenis_kelamin"])], names[one.service_id]) for one in parts]
    counted = {pair: cell.n for pair, cell in table.cells.items() if cell.n}
    assert counted == crossed(pairs)


def acted_on(whole: WholeSurvey, place: int) -> None:
    """A plan for the lowest unsur, its realisasi, publication, forum; the saran are reviewed."""
    survey, session = whole.survey(place), whole.session
    found = session.follow_up.of(survey.id)
    lowest = whole.expected(place).lowest
    assert found.lowest[0].unsur.key in lowest
    assert lowest <= {one.unsur.key for one in found.lowest}
    plan, _ = session.follow_up.save(
        FollowUp(survey.id, found.lowest[0].unsur.key, 0, ACTION, due="2026 triwulan-3")
    )
    session.follow_up.report(replace(plan, realisasi=40, evidence="Jadwal loket."), today=TODAY)
    public = session.follow_up.public
    public.save_publication(Publication(survey.id, TODAY, Channel.OFFLINE, "Papan pengumuman"))
    public.save_forum(Forum(survey.id, TODAY, "Aula kelurahan", 32))
    remarks = session.results.of(survey.id).saran
    assert [one.text for one in remarks] == [stages.REMARK] * (2 if place == 0 else 0)
    if remarks:
        session.saran.decide(survey.id, [remarks[0].uuid], SaranDecision.PRINT)
        assert "0812" not in session.saran.printable(survey.id).texts[0][0]
        session.saran.decide(survey.id, [remarks[0].uuid], SaranDecision.PRINT, APPROVED)
        session.saran.decide(survey.id, [remarks[1].uuid], SaranDecision.HIDE)


def printed_out(whole: WholeSurvey, place: int, *, destroyed: bool = False) -> None:
    """Every report says the figure; the minutes name their survey."""
    survey, reports = whole.survey(place), whole.session.reports
    wanted = whole.expected(place)
    for kind in SURVEY_KINDS:
        options = Options(Signing(day=TODAY))
        text = " ".join(texts_of(reports.render(kind, About(survey.id), options)))
        assert wanted.text in text, kind
        assert "0812" not in text, kind
        if kind is TINDAK_LANJUT:
            assert ACTION in text
        if kind is HASIL_PENGOLAHAN and place == 0:
            assert (APPROVED in text) is not destroyed
            assert "Pengumpulan data" in text
    for minutes in whole.session.archive.minutes_of(survey.id):
        assert survey.code in " ".join(texts_of(reports.minutes_pdf(minutes.id)))


def exported(whole: WholeSurvey, place: int) -> None:
    """The package holds the answers that stand on the papers."""
    survey = whole.survey(place)
    target = whole.folder / f"paket-{place}.sqlite"
    whole.session.exports.export_package(survey, target)
    package = read_package(target)
    assert package.instrument.key == whole.keys[place]
    got = [(s.number, s.day, dict(s.answers), dict(s.profile)) for s in package.sheets]
    parts = whole.parts(place)
    assert got == [(s.number, s.day, dict(s.answers), dict(s.profile)) for s in parts]


def written_as_tables(whole: WholeSurvey, place: int, survey: Survey) -> None:
    """The workbook holds every table; its last row of unsur is the index."""
    path = whole.folder / f"hasil-{place}.xlsx"
    whole.session.result_tables.write(survey.id, path, Wish(raw=True))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == list(table_names().values())
    unsur = book.get_sheet_by_name("Unsur").to_python()
    assert unsur[-1][7] == pytest.approx(float(whole.expected(place).index))
    assert len(book.get_sheet_by_name("Data lembar").to_python()) == 1 + ALL


def destroyed(whole: WholeSurvey, before: list[list[list[int | None]]]) -> None:
    """The sheets are gone for good; every figure, report and berita acara is still had."""
    session = whole.session
    for place, survey in enumerate(whole.surveys):
        session.archive.destroy(
            survey.id, Destroying(survey.code, "masa simpan berakhir", day=date(2029, 1, 2))
        )
        assert session.store.sheets.all_of(survey.id) == []
        assert whole.is_sound()
        kinds = {one.kind for one in session.archive.minutes_of(survey.id)}
        assert {MinutesKind.LOCKING, MinutesKind.DESTRUCTION} <= kinds
        assert (MinutesKind.VERIFICATION in kinds) is (place == 0)
    raw = session.store.path.read_bytes()
    assert b"0812 3456" not in raw
    for place, rows in enumerate(before):
        wanted = whole.expected(place)
        figures_are(whole, place, wanted, destroyed=True)
        trend_is(whole, place, wanted, expected(whole.keys[place], rows))
        printed_out(whole, place, destroyed=True)


def figures_are(
    whole: WholeSurvey, place: int, wanted: Expected, *, destroyed: bool = False
) -> None:
    """Compare index, mutu and unsur of a survey with what was counted anew."""
    result = whole.session.ikm.of_survey(whole.survey(place))
    assert result.n == wanted.n
    assert {row.unsur.key: row.nrr for row in result.unsur} == wanted.nrr
    assert (result.ikm, result.ikm_text) == (wanted.index, wanted.text)
    assert result.mutu is not None
    assert result.mutu.letter == wanted.letter
    for row in result.unsur:
        assert row.nrr_text == printed(wanted.nrr[row.unsur.key], 3)
    if not destroyed:
        found = whole.session.depth.of(whole.survey(place).id)
        assert found.reliability.figures.alpha == wanted.alpha


def trend_is(whole: WholeSurvey, place: int, now: Expected, then: Expected) -> None:
    """Compare the last change of the trend."""
    periods = whole.session.depth.of(whole.survey(place).id).trend.periods
    assert [one.n for one in periods] == [stages.EARLIER, ALL]
    change = next(
        one for one in periods[-1].changes.values() if one.name == index_name(whole, place)
    )
    assert change.points == now.index - then.index


def index_name(whole: WholeSurvey, place: int) -> str:
    """Return what the index of a survey is called."""
    return whole.instrument(place).index_short


def sheet_on_file(whole: WholeSurvey) -> Sheet:
    """Return a verified sheet as the paper has it."""
    return whole.session.entry.find(whole.survey(0).id, 1)
