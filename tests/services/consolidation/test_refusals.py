"""What cannot be part of this file is refused, with the reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.survey import SurveyState
from app.services.consolidation.outcomes import Fate
from tests.offices import reopen
from tests.support.receiving import make_sender, send

if TYPE_CHECKING:
    from tests.offices import SmallOffice
    from tests.support.receiving import City

FORMAT_1 = Path(__file__).parents[2] / "data" / "packages" / "format-1.sqlite"


def sheets_of(city: City, place: int = 0) -> dict[int, int]:
    """Return number → revision of the sheets of a survey."""
    survey = sorted(city.session.store.surveys.all(), key=lambda one: one.id)[place]
    return {s.number: s.revision for s in city.session.store.sheets.all_of(survey.id)}


def test_a_survey_of_this_file_is_not_merged_into_itself(
    office: SmallOffice, tmp_path: Path
) -> None:
    package = send(office, tmp_path / "1.sqlite")
    outcome = office.session.merging.merge(package)
    assert outcome.fate is Fate.REFUSED
    assert "survei berkas ini sendiri" in outcome.sentence


def test_sheets_of_another_survey_are_refused(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    second = office.store.surveys.save(
        replace(office.survey, id=0, uuid="", revision=0, code="KEL-01-2026-B")
    )
    office.store.surveys.set_state(office.survey.id, SurveyState.TERBUKA)
    office.store.database.execute("UPDATE sheet SET survey_id = ?", (second.id,))
    target = tmp_path / "2.sqlite"
    office.session.exports.export_package(second, target)
    (outcome,) = city.merge(target)
    assert outcome.fate is Fate.REFUSED
    assert "sudah ada dalam survei lain" in outcome.sentence
    assert city.sheets == 6


def test_an_instrument_of_another_text_is_refused(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    stored = office.store.instruments.get(office.survey.instrument_id)
    changed = stored.definition.replace("Persyaratan", "Syarat", 1)
    empty = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    empty.store.instruments.replace(empty.survey.instrument_id, changed)
    empty = reopened(empty)
    (outcome,) = city.merge(send(empty, tmp_path / "1.sqlite"))
    empty.store.close()
    assert outcome.fate is Fate.REFUSED
    assert "skm-9 versi 1" in outcome.sentence
    assert city.session.store.instruments.all() == []


def reopened(office: SmallOffice) -> SmallOffice:
    """Return an office whose instrument was read anew."""
    office.store.close()
    return reopen(office.store.path)


def test_another_instrument_of_one_survey_is_refused_and_of_another_unit_said(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    other = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    stored = other.store.instruments.get(other.survey.instrument_id)
    newer = stored.definition.replace("version = 1", "version = 2", 1)
    kept = other.store.instruments.keep("skm-9", 2, newer)
    other.store.surveys.save(replace(other.survey, instrument_id=kept.id))
    other = reopened(other)
    other.add(2)
    (said,) = city.merge(send(other, tmp_path / "2.sqlite"))
    assert said.fate is Fate.MERGED
    assert any("keduanya tidak dirata-ratakan" in note for note in said.notes)
    other.store.database.execute("DELETE FROM sheet")
    other.store.tallies.recount(other.survey.id)
    survey = other.store.surveys.get(other.survey.id)
    back = other.session.instruments.bind("spkp-8")
    other.store.surveys.save(replace(survey, instrument_id=back))
    other = reopened(other)
    other.add(2)
    (refused,) = city.merge(send(other, tmp_path / "3.sqlite"))
    assert refused.fate is Fate.REFUSED
    assert "tidak pernah dirata-ratakan" in refused.sentence
    other.store.close()


def test_an_empty_survey_may_change_its_instrument(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    empty = make_sender(tmp_path / "lain.puas", "KEL-02", 0)
    first = send(empty, tmp_path / "1.sqlite")
    back = empty.session.instruments.bind("spkp-8")
    empty.store.surveys.save(replace(empty.survey, instrument_id=back))
    empty = reopened(empty)
    empty.add(2)
    second = send(empty, tmp_path / "2.sqlite")
    for packages in ((first, second), (second, first)):
        assert all(outcome.is_good for outcome in city.merge(*packages))
        survey = city.session.store.surveys.all()[0]
        assert city.session.instruments.of(survey.instrument_id).key == "spkp-8"
        for package in city.session.merging.packages():
            city.session.merging.undo(package.id, "sekali lagi")
    empty.store.close()


def test_a_merged_survey_is_changed_by_packages_alone(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    survey = city.session.store.surveys.get(outcome.survey_id)
    with pytest.raises(InputError, match="datang dalam paket"):
        city.session.surveys.unlock(survey.id, "mau diubah")
    with pytest.raises(InputError, match="datang dalam paket"):
        city.session.exports.export_package(survey, tmp_path / "terus.sqlite")
    assert city.session.exports.sendable() == []
    with pytest.raises(InputError, match="terkunci"):
        city.session.surveys.change(replace(survey, population=7))
