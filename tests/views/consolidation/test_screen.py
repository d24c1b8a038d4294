"""The matrix, conflicts, findings, final periods and the figures of a city, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.consolidation.cells import CellState
from tests.offices import reopen
from tests.support.receiving import make_sender, send
from tests.support.screens import Desk, clipboard
from tests.views.consolidation.conftest import wait_until_merged
from tests.views.consolidation.test_merging import CTRL, merge, press

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.consolidation.unit_lines import UnitLine
    from app.views.consolidation.screen import ConsolidationScreen


def lines(screen: ConsolidationScreen) -> dict[str, UnitLine]:
    return {one.unit.code: one for one in screen.units.table.rows_model.shown}


def text_of(screen: ConsolidationScreen, code: str, key: str) -> str:
    model = screen.units.table.rows_model
    column = next(one for one in model.columns if one.key == key)
    return column.text(lines(screen)[code])


def test_the_matrix_says_who_has_sent_and_what_is_lacking(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    screen.tabs.choose("unit")
    assert lines(screen)["KEL-01"].state is CellState.PARTIAL
    assert lines(screen)["KEL-03"].state is CellState.MISSING
    assert text_of(screen, "KEL-02", "n") == "12"
    assert text_of(screen, "KEL-02", "minimal") == "80"
    assert "Kurang 68 lembar" in text_of(screen, "KEL-02", "catatan")
    assert text_of(screen, "KEL-02", "ikm") not in {"", "–"}
    assert text_of(screen, "KEL-03", "ikm") == "–"
    assert text_of(screen, "KEL-02", "tiba")
    hidden = screen.units.table.isColumnHidden
    keys = [one.key for one in screen.units.table.rows_model.columns]
    assert [key for place, key in enumerate(keys) if hidden(place)] == ["induk", "catatan"]
    screen.units.table.select_row(lines(screen)["KEL-02"])
    assert "kurang 68 lembar" in screen.units.note.whole
    screen.resize(1700, 800)
    desk.qtbot.waitUntil(lambda: not any(hidden(place) for place in range(len(keys))))
    assert screen.units.cards.missing.value.text() == "1"
    assert screen.units.cards.missing.note.text() == "1 kelurahan"


def test_filters_and_search_by_keyboard(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    press(screen, Qt.Key.Key_F, CTRL)
    assert screen.focusWidget() is screen.units.search
    QTest.keyClicks(screen.units.search, "02")
    assert set(lines(screen)) == {"KEL-02"}
    assert screen.units.shown.text() == "1 dari 3 unit"
    screen.units.search.clear()
    screen.units.states.setFocus()
    press(screen, Qt.Key.Key_Down)
    assert screen.units.states.key == CellState.MISSING.value
    assert set(lines(screen)) == {"KEL-03"}


def test_several_periods_stand_beside_each_other(
    desk: Desk, screen: ConsolidationScreen, packages: Path, tmp_path: Path
) -> None:
    from app.models.period import period_of

    office = make_sender(tmp_path / "s.puas", "KEL-03", sheets=5)
    survey = office.store.surveys.get(office.survey.id)
    office.store.surveys.save(replace(survey, period=period_of("semester-1", 2026)))
    path = send(office, tmp_path / "s.sqlite")
    office.store.close()
    merge(desk, screen, packages, path)
    screen.tabs.choose("unit")
    assert screen.units.period == "tahunan"
    assert lines(screen)["KEL-03"].state is CellState.MISSING
    screen.units.periods.setFocus()
    press(screen, Qt.Key.Key_End)
    assert screen.units.period == ""
    assert text_of(screen, "KEL-03", "semester-1").startswith("sebagian · 5 · ")
    assert text_of(screen, "KEL-03", "tahunan") == "belum"
    desk.settle()
    assert "belum mengirim" not in screen.missing.summary.text()


def test_a_conflict_is_decided_with_a_reason_and_taken_back(
    desk: Desk, screen: ConsolidationScreen, copies: Path
) -> None:
    merge(desk, screen, copies)
    screen.tabs.choose("unit")
    assert lines(screen)["KEL-01"].state is CellState.CHECK
    assert screen.units.side.conflict.isVisible()
    screen.units.side.conflict.open.setFocus()
    press(screen, Qt.Key.Key_Return)
    page = screen.conflicts
    assert page.isVisible()
    assert [side.title for side in page._chosen.sides] == ["Isi A", "Isi B"]  # type: ignore[union-attr] # chosen
    assert page.lines.rows_model.columnCount() == 3
    page.table.setFocus()
    press(screen, Qt.Key.Key_Return)
    before = page.choice.current
    press(screen, Qt.Key.Key_End)
    press(screen, Qt.Key.Key_Home)
    press(screen, Qt.Key.Key_Right)
    wanted = page.choice.current
    assert not page.decide.button.isEnabled()
    page.decide.reason.setFocus()
    QTest.keyClicks(page.decide.reason, "dicocokkan dengan kertas")
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    found: list[int] = []
    desk.do(lambda session: found.append(session.conflicts.count_open()))
    assert found == [0]
    assert lines(screen)["KEL-01"].state is CellState.PARTIAL
    assert page.table.rows_model.rowCount() == 0
    page.scope.choose("semua")
    desk.settle()
    assert page._chosen is not None
    assert page._chosen.decision is not None
    assert page._chosen.decision.choice == wanted
    assert {before, wanted} <= set(page._chosen.choices)
    assert "dicocokkan dengan kertas" in page.decided.text()
    screen.message.button.setFocus()
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    desk.do(lambda session: found.append(session.conflicts.count_open()))
    assert found == [0, 1]


def test_a_period_is_final_only_without_open_conflicts(
    desk: Desk, screen: ConsolidationScreen, copies: Path
) -> None:
    merge(desk, screen, copies)
    screen.tabs.choose("unit")
    screen.units.declare.setFocus()
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    box = screen.units.final
    assert "1 perbedaan antarpaket belum diputuskan." in box.text.text()
    assert not box.declare.reason.isEnabled()
    press(screen, Qt.Key.Key_Escape)
    assert not box.isVisible()
    (conflict,) = screen.conflicts._conflicts
    screen.deeds.decide(conflict.fingerprint, conflict.sides[0].choice, "cocok")
    wait_until_merged(desk, screen)
    screen.units.declare.setFocus()
    press(screen, Qt.Key.Key_Return)
    desk.settle()
    assert screen.focusWidget() is box.declare.reason
    QTest.keyClicks(box.declare.reason, "rapat 3 Oktober")
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert "rapat 3 Oktober" in box.text.text()
    assert not screen.units.declare.isVisible()
    office = reopen(copies.parent / "a.puas")
    office.add(1)
    late = send(office, copies.parent / "telat.sqlite")
    office.store.close()
    merge(desk, screen, late)
    assert "1 ditolak" in screen.message.text.text()
    screen.tabs.choose("unit")
    box.reopen.reason.setFocus()
    QTest.keyClicks(box.reopen.reason, "ada susulan")
    press(screen, Qt.Key.Key_Return)
    wait_until_merged(desk, screen)
    assert not box.isVisible()
    merge(desk, screen, late)
    assert "1 paket digabung" in screen.message.text.text()


def test_findings_across_units_are_marked_with_a_reason(
    desk: Desk, screen: ConsolidationScreen, tmp_path: Path
) -> None:
    paths = []
    for code in ("KEL-01", "KEL-02"):
        office = make_sender(tmp_path / f"{code}.puas", code, sheets=12)
        paths.append(send(office, tmp_path / f"{code}.sqlite"))
        office.store.close()
    merge(desk, screen, *paths)
    twins = [one for one in screen.findings.table.rows_model.shown if "Sama" in one.finding.title]
    assert {one.unit.code for one in twins} == {"KEL-01", "KEL-02"}
    screen.tabs.choose("unit")
    line = lines(screen)["KEL-01"]
    assert line.state is CellState.CHECK
    assert "Sama dengan survei lain" in line.note
    screen.units.table.setFocus()
    screen.units.table.select_row(line)
    press(screen, Qt.Key.Key_Return)
    page = screen.findings
    assert page.isVisible()
    page.mark.reason.setFocus()
    for one in [one for one in page.table.rows_model.shown if one.unit.code == "KEL-01"]:
        page.select(one)
        page.mark.reason.setFocus()
        QTest.keyClicks(page.mark.reason, "memang sama")
        press(screen, Qt.Key.Key_Return)
        wait_until_merged(desk, screen)
    screen.tabs.choose("unit")
    assert lines(screen)["KEL-01"].state is CellState.PARTIAL
    assert lines(screen)["KEL-02"].state is CellState.CHECK


def test_the_figures_of_the_city_with_their_rule(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    screen.tabs.choose("kota")
    desk.settle()
    page = screen.city
    assert "rata-rata sederhana 2 unit" in page.words.text()
    assert "ditimbang menurut 18 responden" in page.words.text()
    assert page.sections.rows_model.rowCount() == 1
    page.parts.setFocus()
    for key, part in (("peringkat", page.ranking), ("titik", page.dots), ("peta", page.heat)):
        press(screen, Qt.Key.Key_Right)
        assert page.parts.current == key
        assert part.isVisible()
    (dots,), (heat,) = page.dots.views, page.heat.views
    assert dots.chart is not None
    assert len(dots.chart.categories) == 2
    desk.qtbot.waitUntil(heat.isVisible)
    press(screen, Qt.Key.Key_Right)
    assert page.years.rows_model.rowCount() == 1
    assert page.trend.chart is not None


def test_those_who_have_not_sent_are_copied(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    screen.header.remind.setFocus()
    press(screen, Qt.Key.Key_Return)
    assert screen.missing.isVisible()
    page = screen.missing
    assert page.summary.text() == (
        "Tahun 2026. Dari 3 unit, 1 belum mengirim dan 2 baru mengirim sebagian."
    )
    page.copy.setFocus()
    press(screen, Qt.Key.Key_Return)
    first = "Kelurahan 03\tKEL-03\tKelurahan\tPemerintah Kota\tbelum\tBelum mengirim."
    assert clipboard().splitlines()[1] == first
    page.message.setFocus()
    press(screen, Qt.Key.Key_Return)
    desk.settle()
    assert "- Kelurahan 03" in clipboard()
    assert "Mohon paketnya segera dikirim." in clipboard()
    page.letter.setFocus()
    press(screen, Qt.Key.Key_Return)
    target = ("surat-belum-mengirim", 2026, {"periode": "tahunan"})
    assert desk.wanted[-1] == ("laporan", target)


def test_a_unit_without_anything_to_look_at_opens_its_result(
    desk: Desk, screen: ConsolidationScreen, packages: Path
) -> None:
    merge(desk, screen, packages)
    screen.tabs.choose("unit")
    screen.units.table.setFocus()
    screen.units.table.select_row(lines(screen)["KEL-02"])
    press(screen, Qt.Key.Key_Return)
    assert desk.wanted[-1] == ("hasil", None)
    assert desk.workspace.survey_id > 0


def test_the_list_of_packages_leads_to_what_is_sent_down(
    desk: Desk, screen: ConsolidationScreen
) -> None:
    screen.tabs.choose("paket")
    screen.packages.send_down.setFocus()
    QTest.keyClick(screen.packages.send_down, Qt.Key.Key_Space)
    assert desk.wanted[-1] == ("pengaturan", "paket")
