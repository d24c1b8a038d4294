"""What units submit around their surveys arrives at the city."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.models.period import period_of
from app.models.planning import StageKind
from app.models.survey import SurveyState
from app.services.consolidation.outcomes import Fate
from app.services.reports.daerah.report import LAPORAN_DAERAH
from app.services.reports.kinds import About
from tests.support.receiving import City, make_sender, send
from tests.support.surroundings import surround

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.offices import SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_sender(tmp_path / "kelurahan.puas", "KEL-01", 6)
    surround(made)
    yield made
    made.store.close()


def test_all_of_it_arrives(city: City, office: SmallOffice, tmp_path: Path) -> None:
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    here = city.session.submitted.of(outcome.survey_id)
    there = office.session.submitted.of(office.survey.id)
    assert here.around == replace(there.around, deleted=())
    assert here.around.plans[0].unsur_name == "Waktu Penyelesaian"
    assert here.around.previous is not None
    assert here.around.previous.plans[0].plan.realisasi == 40
    assert here.around.verifications[0].differing == 2
    assert (here.state, here.is_own, there.is_own) == (SurveyState.TERBUKA, False, True)
    assert here.newest is not None
    assert here.newest.file_name == "1.sqlite"
    assert there.newest is None


def test_news_around_the_sheets_are_news(city: City, office: SmallOffice, tmp_path: Path) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    (same,) = city.merge(send(office, tmp_path / "2.sqlite"))
    assert (same.fate, same.around_changed) == (Fate.NOTHING_NEW, False)
    (plan,) = office.store.follow_ups.all(survey_id=office.survey.id)
    office.store.follow_ups.save(replace(plan, realisasi=60))
    package = send(office, tmp_path / "3.sqlite")
    assert city.session.merging.preview(package).around_changed
    (news,) = city.merge(package)
    assert (news.fate, news.counted.nothing) == (Fate.MERGED, True)
    assert news.sentence == "6 lembar sudah ada, keterangan surveinya diperbarui."
    around = city.session.submitted.of(news.survey_id).around
    assert around.plans[0].plan.realisasi == 60


def test_what_was_deleted_is_gone_whatever_the_order(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    older = send(office, tmp_path / "1.sqlite")
    store = office.store
    for one in store.follow_ups.all():
        office.session.follow_up.delete(one)
    for publication in store.publications.all():
        office.session.follow_up.public.delete_publication(publication)
    (forum,) = store.forums.all()
    store.forums.save(replace(forum, participants=40))
    newer = send(office, tmp_path / "2.sqlite")
    for packages in ((older, newer), (newer, older)):
        *_, outcome = city.merge(*packages)
        around = city.session.submitted.of(outcome.survey_id).around
        assert (around.plans, around.publications) == ((), ())
        assert around.previous is not None
        assert around.previous.plans == ()
        assert [one.participants for one in around.forums] == [40]
        assert [
            package.number for package in city.session.submitted.of(outcome.survey_id).packages
        ] == [1, 2]
        for package in city.session.merging.packages():
            city.session.merging.undo(package.id, "sekali lagi")


def test_reports_on_the_city_tell_it(city: City, office: SmallOffice, tmp_path: Path) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    year = office.survey.year
    told = [
        line.follow_up for line in city.session.city.of_year(year).lines if line.follow_up.words
    ]
    assert [(one.words, one.plans) for one in told] == [("Waktu", "Waktu: Memasang nomor antrean.")]
    assert told[0].followed_up.startswith("Membuka loket kedua.: 40")
    assert told[0].realisasi == 40
    (most,) = city.session.city.of_year(year).most_chosen
    assert (most.key, most.lines) == ("waktu", 1)
    data = city.session.reports.collect(LAPORAN_DAERAH, About(year=year)).data
    assert data.planned == 1
    assert [stage.kind for stage in data.stages] == [StageKind.COLLECTION]


def test_without_word_of_the_year_before_its_own_package_counts(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    """Two office files of one unit, the later one begun anew: it knows no survey before."""
    office.store.surveys.save(replace(office.survey, year=2025, period=period_of("tahunan", 2025)))
    (plan,) = office.store.follow_ups.all(survey_id=office.survey.id)
    office.store.follow_ups.save(replace(plan, realisasi=75))
    renewed = make_sender(tmp_path / "baru.puas", "KEL-01", 3)
    city.merge(send(office, tmp_path / "1.sqlite"), send(renewed, tmp_path / "2.sqlite"))
    renewed.store.close()
    (line,) = city.session.city.of_year(2026).lines
    assert line.follow_up.followed_up == "Memasang nomor antrean.: 75 %"
    assert line.follow_up.realisasi == 75
