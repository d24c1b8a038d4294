"""Blocks from a spreadsheet: read, laid over cells, planned, taken and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.models.entered import Entered
from app.services.capaian.edits import Cell, Typing, ValueField, read_cell
from app.services.capaian.pasting import block_of, is_heading, laid_over, plan_paste
from app.services.capaian.plan_edits import BASELINE, END_TARGET, PlanCell
from app.services.capaian.texts import typed_text
from app.services.capaian.typed import NotAValue, Separator, read_value
from app.services.capaian.values import DEFAULT_TYPING
from tests.support.capaian_office import IKM, SPIP, TPT, YEAR, make_capaian_office

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from pathlib import Path

    from app.services.capaian.pasting import Over
    from tests.support.capaian_office import CapaianOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[CapaianOffice]:
    made = make_capaian_office(tmp_path / "kantor.sqlite")
    yield made
    made.session.store.close()


def read(_: Hashable, text: str, typing: Typing) -> Entered | NotAValue:
    return read_cell(ValueField.TARGET, text, "Poin", typing)


def cells(text: str) -> tuple[Over, ...]:
    return laid_over(block_of(text), range(10), ["target", None, "realisasi"])


def test_a_block_is_laid_over_typed_columns_only() -> None:
    laid = cells('82,50\t99\t85,24\n\n"75\n,5"\t\t\n')
    assert [(one.target, one.text) for one in laid] == [
        ((0, "target"), "82,50"),
        ((0, "realisasi"), "85,24"),
        ((2, "target"), "75 ,5"),
    ]


def test_what_fits_one_sign_only_is_proposed_and_both_are_asked() -> None:
    comma = plan_paste(cells("82,50\t\t85,2"), read, Typing(Separator.COMMA))
    assert comma.acceptable
    assert comma.fit.proposed is Separator.COMMA
    unsure = plan_paste(cells("15,426"), read, Typing(Separator.COMMA, is_grouped=True))
    assert unsure.fit.is_open
    whole = plan_paste(cells("107\tx\t110"), read, Typing(Separator.COMMA))
    assert whole.fit.is_needless


def test_a_cell_that_does_not_fit_names_its_place() -> None:
    plan = plan_paste(cells("82,5\t\t85\ndelapan\t\t"), read, Typing(Separator.COMMA))
    assert not plan.acceptable
    assert [(one.over.line, one.over.column) for one in plan.problems] == [(2, 1)]


def test_a_row_of_words_is_a_heading() -> None:
    assert is_heading(cells("Target\tx\tRealisasi\n1\t\t2"), read)
    assert not is_heading(cells("N/A\tx\t3"), read)


@pytest.mark.parametrize("text", ["", "\n\n", "\t".join(["1"] * 101), "1\n" * 10_001])
def test_what_is_no_block_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        block_of(text)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=4), st.sampled_from(["", "%"]))
def test_what_typing_begins_with_reads_back(number: object, unit: str) -> None:
    value = Entered(f"{number}{unit}")
    assert read_cell(ValueField.TARGET, typed_text(value), "Poin", DEFAULT_TYPING) == value


@given(st.integers(0, 10**15))
def test_money_reads_back_with_its_points(amount: int) -> None:
    value = Entered(str(amount))
    text = typed_text(value, is_money=True)
    assert read_value(text, DEFAULT_TYPING.expected(ValueField.PAGU)) == value


def test_the_rpjmd_is_typed_and_taken_back(office: CapaianOffice) -> None:
    capaian, ids = office.capaian, office.ids
    before = capaian.overview(YEAR).lines
    edited, _ = capaian.plan_cells.enter(
        [
            PlanCell(ids[IKM], BASELINE, "80,1"),
            PlanCell(ids[IKM], str(YEAR), ""),
            PlanCell(ids[TPT], "2028", "8,5"),
            PlanCell(ids[TPT], END_TARGET, "8"),
        ],
        DEFAULT_TYPING,
    )
    now = {line.name: line for line in capaian.overview(YEAR).lines}
    assert now[IKM].figures.indikator.baseline == Entered("80.1")
    assert now[IKM].rpjmd_target(YEAR).is_blank
    assert now[TPT].rpjmd_target(2028) == Entered("8.5")
    assert now[TPT].figures.indikator.end_target == Entered("8")
    capaian.plan_cells.undo(edited)
    again = capaian.overview(YEAR).lines
    assert [line.targets for line in again] == [line.targets for line in before]
    assert [line.figures.indikator.baseline for line in again] == [
        line.figures.indikator.baseline for line in before
    ]


def test_a_wrong_cell_of_the_rpjmd_keeps_all_of_them_out(office: CapaianOffice) -> None:
    wanted = [PlanCell(office.ids[IKM], "2028", "90"), PlanCell(office.ids[TPT], "2028", "banyak")]
    with pytest.raises(InputError, match="banyak"):
        office.capaian.plan_cells.enter(wanted, DEFAULT_TYPING)
    assert office.capaian.structure.targets_of(office.ids[IKM]).get(2028) is None


def test_deeds_are_taken_back_one_after_another(office: CapaianOffice) -> None:
    values, key = office.capaian.values, office.ids[SPIP]
    first, _ = values.enter(YEAR, [Cell(key, ValueField.REALISASI, "Level 2")])
    second, _ = values.enter(YEAR, [Cell(key, ValueField.REALISASI, "Level 4")])
    values.undo(second)
    assert values.values_of(key, YEAR).realisasi == Entered("Level 2")
    values.undo(first)
    assert values.values_of(key, YEAR).realisasi == Entered("Level 3")
    with pytest.raises(InputError):
        values.undo(second)


def test_an_overview_has_years_groups_and_sentences(office: CapaianOffice) -> None:
    shown = office.capaian.overview(YEAR)
    assert shown.years == (2029, 2028, 2027, 2026, 2025)
    assert [len(lines) for _, lines in shown.groups] == [2, 1]
    assert shown.lines[0].rpjmd_target(2027) == Entered("82.85")
    assert any("3 indikator" in one.text for one in shown.sentences.values())
