"""A period is final when a person says so; nothing gets in afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.services.consolidation.outcomes import Fate
from tests.offices import reopen
from tests.support.receiving import City, correct, make_sender, send

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice

DAY = date(2027, 1, 15)


def test_a_final_period_takes_nothing_until_it_is_opened(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    (first,) = city.merge(send(office, tmp_path / "1.sqlite"))
    final, _ = city.session.finals.declare(2026, "tahunan", "rapat 15 Januari", day=DAY)
    assert (final.surveys, final.sheets, final.operator) == (1, 6, "Organisasi")
    assert city.session.finals.declare(2026, "tahunan", "sekali lagi")[0] == final
    assert city.session.matrix.of_year(2026).finals == {"tahunan": final}
    correct(office, 1)
    package = send(office, tmp_path / "2.sqlite")
    (refused,) = city.merge(package)
    assert refused.fate is Fate.REFUSED
    assert "sudah final sejak 15 Januari 2027" in refused.sentence
    with pytest.raises(InputError, match="final"):
        city.session.merging.undo(first.package_id, "salah")
    assert city.session.checks.run().findings == ()
    assert city.session.finals.reopen(2026, "tahunan", "unit membetulkan").surveys
    assert city.session.finals.of(2026, "tahunan") is None
    assert city.merge(package)[0].fate is Fate.MERGED
    assert not city.session.finals.reopen(2026, "tahunan", "lagi").surveys


def test_what_is_not_decided_blocks_the_final_not_the_preview(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    other = make_sender(tmp_path / "lain.puas", "KEL-01", 4)
    city.merge(send(office, tmp_path / "1.sqlite"), send(other, tmp_path / "2.sqlite"))
    other.store.close()
    assert city.session.matrix.of_year(2026).rows[0].cells[0].n == 10
    with pytest.raises(InputError, match="belum dapat final") as caught:
        city.session.finals.declare(2026, "tahunan", "rapat")
    assert "1 perbedaan" in caught.value.next
    (double,) = city.session.conflicts.find()
    city.session.conflicts.decide(double.fingerprint, "semua", "dua loket")
    city.session.finals.declare(2026, "tahunan", "rapat")
    with pytest.raises(InputError, match="final"):
        city.session.conflicts.decide(double.fingerprint, double.sides[0].choice, "lain")
    with pytest.raises(InputError, match="final"):
        city.session.conflicts.revoke(double.fingerprint, "lain")
    assert city.session.conflicts.get(double.fingerprint).decision is not None


def test_a_period_without_surveys_or_without_sense(city: City) -> None:
    with pytest.raises(InputError, match="belum dapat final"):
        city.session.finals.declare(2026, "tahunan", "rapat")
    with pytest.raises(InputError, match="tidak dikenal"):
        city.session.finals.declare(2026, "dwiwulan-1", "rapat")
    with pytest.raises(InputError, match="belum diisi"):
        city.session.finals.declare(2026, "tahunan", "")


def test_surveys_of_this_file_must_be_locked(office: SmallOffice) -> None:
    assert office.session.finals.blockers(2026, "tahunan") == (
        "Survei berkas ini belum dikunci: KEL-01-2026.",
    )
    office.session.surveys.lock(office.survey.id, "selesai")
    office.session.finals.declare(2026, "tahunan", "rapat")
    assert office.session.checks.run().findings == ()
    office.session.surveys.unlock(office.survey.id, "ada yang salah")
    correct(office, 1)
    (finding,) = office.session.checks.run().findings
    assert "tidak lagi sama dengan yang ditetapkan final" in finding.text


def test_a_survey_opened_here_beside_one_that_came_is_noticed(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    store = city.session.store
    merged = store.surveys.get(outcome.survey_id)
    store.surveys.save(replace(merged, id=0, code="SENDIRI"))  # locked, as the other one
    with pytest.raises(InputError, match="belum dapat final"):
        city.session.finals.declare(2026, "tahunan", "rapat")
    assert city.session.conflicts.count_open() == 1


def test_it_is_read_again(city: City, office: SmallOffice, tmp_path: Path) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    final, _ = city.session.finals.declare(2026, "tahunan", "rapat", day=DAY)
    city.session.store.close()
    again = reopen(tmp_path / "kota.puas")
    assert again.session.finals.of(2026, "tahunan") == final
    again.store.close()
