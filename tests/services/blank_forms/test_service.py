"""Printing remembers its numbers, for one survey and for a whole paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, StorageError
from app.services.archive.deeds import Locking
from app.services.blank_forms.content import identity_of
from app.services.blank_forms.numbering import Numbers
from app.services.blank_forms.service import print_forms
from tests.offices import make_office
from tests.services.reports.pages import texts_of
from tests.support.paper_office import office_with_paper, paper_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas", sheets=12)
    yield made
    made.session.close()


def test_printed_numbers_are_remembered_and_not_offered_again(
    office: SmallOffice, tmp_path: Path
) -> None:
    forms, survey_id = office.session.blank_forms, office.survey.id
    assert forms.state(survey_id).given.free == 13
    printed = print_forms(forms.job(survey_id, Numbers(13, 15)))
    target = tmp_path / "kuesioner.pdf"
    forms.keep(printed, target)
    pages = texts_of(target.read_bytes())
    assert len(pages) == 3 * printed.pages
    assert "Nomor lembar 15" in pages[-1]
    given = forms.state(survey_id).given
    assert [str(one.numbers) for one in given.printed] == ["13–15"]
    assert given.next_number == 13
    assert given.free == 16
    with pytest.raises(InputError, match="sudah dicetak"):
        forms.job(survey_id, Numbers(14, 20))
    forms.keep(print_forms(forms.job(survey_id, Numbers(14, 14), again=True)))
    assert forms.state(survey_id).given.free == 16
    assert printed.job.file_name.endswith("13–15.pdf")


def test_the_log_keeps_where_every_box_stands(office: SmallOffice) -> None:
    forms = office.session.blank_forms
    printed = print_forms(forms.job(office.survey.id, Numbers(13, 13)))
    forms.keep(printed)
    entry = office.store.log.latest(1)[0]
    assert (entry.action, entry.subject, entry.subject_uuid) == (
        "dicetak",
        "kuesioner",
        office.survey.uuid,
    )
    assert entry.new is not None
    assert entry.new["boxes"] == printed.layout.places
    assert entry.new["tag"] == identity_of(printed.job.form, printed.layout.digest).tag
    assert office.session.checks.run().findings == ()


def test_two_who_print_at_once_do_not_get_the_same_numbers(office: SmallOffice) -> None:
    forms = office.session.blank_forms
    one = print_forms(forms.job(office.survey.id, Numbers(13, 15)))
    other = print_forms(forms.job(office.survey.id, Numbers(15, 17)))
    forms.keep(one)
    with pytest.raises(InputError, match="sudah dicetak"):
        forms.keep(other)


def test_a_sheet_without_a_number_leaves_no_trace(office: SmallOffice, tmp_path: Path) -> None:
    forms, head = office.session.blank_forms, office.store.log.head()
    printed = print_forms(forms.job(office.survey.id, None))
    forms.keep(printed, tmp_path / "kosong.pdf")
    assert office.store.log.head() == head
    assert (tmp_path / "kosong.pdf").read_bytes() == printed.pdf


def test_numbers_are_given_only_when_the_file_is_written(
    office: SmallOffice, tmp_path: Path
) -> None:
    forms, head = office.session.blank_forms, office.store.log.head()
    printed = print_forms(forms.job(office.survey.id, Numbers(13, 15)))
    with pytest.raises(StorageError):
        forms.keep(printed, tmp_path / "tidak ada" / "kuesioner.pdf")
    assert office.store.log.head() == head
    assert forms.state(office.survey.id).given.free == 13


def test_a_locked_survey_gives_no_numbers_any_more(office: SmallOffice) -> None:
    forms = office.session.blank_forms
    waiting = print_forms(forms.job(office.survey.id, Numbers(13, 15)))
    office.session.archive.lock(office.survey.id, Locking("hasil final"))
    assert forms.state(office.survey.id).closed
    with pytest.raises(InputError, match="terkunci"):
        forms.job(office.survey.id, Numbers(13, 15))
    with pytest.raises(InputError, match="terkunci"):
        forms.keep(waiting)
    assert print_forms(forms.job(office.survey.id, None)).pdf.startswith(b"%PDF")


def test_a_deleted_sheet_leaves_its_number_taken(office: SmallOffice) -> None:
    last = office.store.sheets.latest(office.survey.id, 1)[0]
    office.session.entry.delete(last)
    assert office.session.blank_forms.state(office.survey.id).given.free == last.number + 1


def test_a_lost_paper_below_the_next_number_is_printed_again(office: SmallOffice) -> None:
    forms, survey = office.session.blank_forms, office.survey
    forms.keep(print_forms(forms.job(survey.id, Numbers(13, 40))))
    office.session.entry.record(replace(office.sheet(30), uuid=""))
    assert forms.state(survey.id).given.next_number == 31
    forms.keep(print_forms(forms.job(survey.id, Numbers(20, 29), again=True)))
    with pytest.raises(InputError, match="Nomor 30 sudah dipakai"):
        forms.job(survey.id, Numbers(29, 31), again=True)


def test_a_number_that_a_sheet_ever_had_is_given(office: SmallOffice) -> None:
    entry, survey = office.session.entry, office.survey
    entry.delete(office.store.sheets.latest(survey.id, 1)[0])
    assert office.store.sheets.numbers_given(survey.id) == set(range(1, 13))
    for number in (0, 1, 12):
        with pytest.raises(InputError, match="sudah pernah dipakai"):
            entry.require_unused(survey.id, number)
    entry.require_unused(survey.id, 13)
    entry.require_unused(survey.id, 500)


def test_a_paper_of_three_gives_a_number_once(tmp_path: Path) -> None:
    session, paper = office_with_paper(tmp_path / "kantor.puas", sheets=2)
    first, _, last = paper.surveys
    printed = print_forms(session.blank_forms.job(last.id, Numbers(3, 5)))
    session.blank_forms.keep(printed)
    for survey in paper.surveys:
        given = session.blank_forms.state(survey.id).given
        assert [str(one.numbers) for one in given.printed] == ["3–5"]
        assert given.free == 6
    assert printed.job.form.survey is not None
    assert printed.job.form.survey.code == first.code
    text = " ".join(texts_of(printed.pdf))
    assert "KUESIONER SKM, SPKP, DAN SPAK" in text
    session.entry.record(paper_sheet(paper, 3))
    assert session.blank_forms.state(first.id).given.next_number == 4
    session.close()


def test_the_layanan_stand_in_the_order_of_the_clerk(office: SmallOffice) -> None:
    form = office.session.blank_forms.state(office.survey.id).form
    assert form.survey is not None
    offered = office.session.entry.start(office.survey.id).services
    assert [name for _, name in form.survey.services] == [service.name for service in offered]
