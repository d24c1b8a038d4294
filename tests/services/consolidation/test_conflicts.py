"""Two copies of one unit's file, merged: both sides are shown, and a person decides."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.consolidation import BOTH, ConflictKind
from app.models.follow_up import FollowUp
from tests.offices import reopen
from tests.support.capaian_office import follow_the_city
from tests.support.receiving import City, correct, delete, make_sender, send

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.consolidation.sides import Conflict
    from tests.offices import SmallOffice


@pytest.fixture
def copies(office: SmallOffice, tmp_path: Path) -> tuple[Path, Path]:
    """Return packages of two copies of one file that went different ways."""
    office.session.follow_up.save(FollowUp(office.survey.id, "waktu", 0, "Loket kedua."))
    path = office.store.path
    office.store.close()
    shutil.copyfile(path, tmp_path / "salinan.puas")
    packages = []
    for name, score in (("kelurahan", 1), ("salinan", 4)):
        copy = reopen(tmp_path / f"{name}.puas")
        correct(copy, 2, score)
        if score == 1:
            delete(copy, 3)
        else:
            correct(copy, 3, score)
        copy.add(2)
        (plan,) = copy.store.follow_ups.all()
        copy.store.follow_ups.save(replace(plan, realisasi=score * 10))
        copy.store.surveys.save(replace(copy.survey, population=score * 100))
        packages.append(send(copy, tmp_path / f"{name}.sqlite"))
        copy.store.close()
    return packages[0], packages[1]


@pytest.fixture
def merged(city: City, copies: tuple[Path, Path]) -> City:
    city.merge(*copies)
    return city


def of_kind(city: City, kind: ConflictKind, *, open_only: bool = True) -> list[Conflict]:
    """Return the conflicts of a kind; one with a deletion comes last."""
    found = [c for c in city.session.conflicts.find(open_only=open_only) if c.kind is kind]
    return sorted(found, key=lambda one: any(side.is_deleted for side in one.sides))


def survey_of(conflict: Conflict) -> Survey:
    assert conflict.survey is not None
    return conflict.survey


def test_everything_that_differs_is_shown_side_by_side(merged: City) -> None:
    found = merged.session.conflicts.find()
    kinds = sorted(one.kind.value for one in found)
    assert kinds == ["lembar", "lembar", "nomor", "nomor", "survei", "tindak lanjut"]
    assert merged.session.conflicts.count_open() == 6
    assert merged.session.conflicts.count_open(2026, "tahunan") == 6
    assert merged.session.conflicts.count_open(2025) == 0
    for one in found:
        assert len(one.sides) == 2
        assert one.title.startswith("Kelurahan 01, Tahunan 2026: ")
        assert {p.file_name for side in one.sides for p in side.packages} == {
            "kelurahan.sqlite",
            "salinan.sqlite",
        }
        assert [len(line.values) for line in one.lines] == [2] * len(one.lines)
        assert merged.session.conflicts.get(one.fingerprint) == one


def test_two_contents_of_a_sheet(merged: City) -> None:
    corrected, against_deletion = of_kind(merged, ConflictKind.SHEET)
    differing = {line.name: line.values for line in corrected.lines if line.differs}
    assert "Layanan" not in differing
    assert "Waktu" in " ".join(differing)
    assert all(len(set(values)) == 2 for values in differing.values())
    assert sorted(side.is_deleted for side in against_deletion.sides) == [False, True]
    counting = next(side for side in against_deletion.sides if side.counts)
    assert not counting.is_deleted


def test_the_side_that_is_chosen_counts_and_the_other_is_kept(merged: City) -> None:
    conflict = of_kind(merged, ConflictKind.SHEET)[0]
    survey_id = survey_of(conflict).id
    for side in (*conflict.sides, *conflict.sides):
        changes = merged.session.conflicts.decide(conflict.fingerprint, side.choice, "kertas")
        assert changes.surveys == {survey_id}
        sheet = merged.session.store.sheets.by_uuid(
            merged.session.store.merging.clashes.find(conflict.fingerprint)[0].clash.subject
        )
        shown = merged.session.conflicts.get(conflict.fingerprint)
        assert shown.decided_side == next(s for s in shown.sides if s.choice == side.choice)
        assert [s.counts for s in shown.sides] == [s.choice == side.choice for s in shown.sides]
        assert sheet is not None
        assert merged.session.checks.run().findings == ()
    assert not shown.is_open
    assert shown.decision is not None
    assert (shown.decision.reason, shown.decision.operator) == ("kertas", "Organisasi")
    logged = merged.session.store.log.entries_of(shown.decision.uuid)
    assert [entry.action for entry in logged] == ["dibuat", "diubah", "diubah", "diubah"]


def test_a_deletion_may_be_chosen_and_revoked(merged: City) -> None:
    conflict = of_kind(merged, ConflictKind.SHEET)[1]
    before = merged.sheets
    deletion = next(side for side in conflict.sides if side.is_deleted)
    merged.session.conflicts.decide(conflict.fingerprint, deletion.choice, "dihapus pemiliknya")
    assert merged.sheets == before - 1
    merged.session.conflicts.revoke(conflict.fingerprint, "ternyata ada")
    assert merged.sheets == before
    assert merged.session.conflicts.get(conflict.fingerprint).is_open
    assert not merged.session.conflicts.revoke(conflict.fingerprint, "lagi").surveys


def test_one_number_on_two_papers(merged: City) -> None:
    first, second = of_kind(merged, ConflictKind.NUMBER)
    assert first.both_possible
    assert set(first.choices) == {*(side.choice for side in first.sides), BOTH}
    assert first.proposal == first.sides[0].choice  # the same answers: keyed in twice
    before = merged.sheets
    merged.session.conflicts.decide(first.fingerprint, first.sides[1].choice, "satu kertas")
    assert merged.sheets == before - 1
    merged.session.conflicts.decide(second.fingerprint, BOTH, "dua kertas")
    assert merged.sheets == before - 1
    numbers = [s.number for s in merged.session.store.sheets.all_of(survey_of(first).id)]
    assert len([n for n in numbers if n > 1_000_000]) == 1
    assert merged.session.conflicts.count_open() == 4
    assert merged.session.checks.run().findings == ()


def test_many_are_decided_alike(merged: City) -> None:
    fingerprints = [one.fingerprint for one in of_kind(merged, ConflictKind.NUMBER)]
    merged.session.conflicts.decide_many(fingerprints, BOTH, "dua petugas, dua tumpukan")
    assert of_kind(merged, ConflictKind.NUMBER) == []
    assert len(of_kind(merged, ConflictKind.NUMBER, open_only=False)) == 2


def test_numbers_are_decided_as_proposed(merged: City) -> None:
    before = merged.sheets
    decided, changes = merged.session.conflicts.decide_proposed("lembarnya sama persis")
    assert (decided, len(changes.surveys)) == (2, 1)
    assert merged.sheets == before - 2
    assert of_kind(merged, ConflictKind.NUMBER) == []
    assert merged.session.conflicts.decide_proposed("lagi")[0] == 0
    assert merged.session.checks.run().findings == ()


def test_settings_and_plans_are_decided(merged: City) -> None:
    (settings,) = of_kind(merged, ConflictKind.SURVEY)
    (line,) = [one for one in settings.lines if one.differs]
    assert line.name == "Jumlah pengguna layanan"
    for side, value in zip(settings.sides, line.values, strict=True):
        merged.session.conflicts.decide(settings.fingerprint, side.choice, "surat kelurahan")
        survey = merged.session.store.surveys.all()[0]
        assert str(survey.population) == value
    (plan,) = of_kind(merged, ConflictKind.PLAN)
    side = plan.sides[plan.lines[6].values.index("40 %")]
    merged.session.conflicts.decide(plan.fingerprint, side.choice, "laporan kelurahan")
    around = merged.session.submitted.of(survey.id).around
    assert around.plans[0].plan.realisasi == 40
    assert merged.session.checks.run().findings == ()


def test_a_newer_revision_settles_what_differed(
    merged: City, copies: tuple[Path, Path], tmp_path: Path
) -> None:
    copy = reopen(tmp_path / "salinan.puas")
    correct(copy, 2, 3)
    newer = send(copy, tmp_path / "baru.sqlite")
    copy.store.close()
    merged.merge(newer)
    (left,) = of_kind(merged, ConflictKind.SHEET)
    assert any(side.is_deleted for side in left.sides)


def test_a_decision_is_taken_up_again_where_the_same_differs_again(
    merged: City, copies: tuple[Path, Path]
) -> None:
    conflict = of_kind(merged, ConflictKind.SHEET)[0]
    merged.session.conflicts.decide(conflict.fingerprint, conflict.sides[0].choice, "kertas")
    for package in merged.session.merging.packages():
        merged.session.merging.undo(package.id, "sekali lagi")
    assert merged.session.conflicts.find(open_only=False) == []
    merged.merge(*reversed(copies))
    assert merged.session.conflicts.get(conflict.fingerprint).decided_side is not None
    assert merged.session.conflicts.count_open() == 5


def test_two_surveys_of_one_unit(city: City, office: SmallOffice, tmp_path: Path) -> None:
    other = make_sender(tmp_path / "lain.puas", "KEL-01", 4)
    city.merge(send(office, tmp_path / "1.sqlite"), send(other, tmp_path / "2.sqlite"))
    (double,) = city.session.conflicts.find()
    assert (double.kind, double.survey) == (ConflictKind.DOUBLE, None)
    assert [line.name for line in double.lines] == ["Lembar", "Indeks", "Berkas kantor"]
    assert sorted(double.lines[0].values) == ["4", "6"]
    cell = city.session.matrix.of_year(2026).rows[0].cells[0]
    assert (cell.n, len(cell.reasons)) == (10, 1)
    chosen = next(side for side in double.sides if side.choice == office.survey.uuid)
    city.session.conflicts.decide(double.fingerprint, chosen.choice, "berkas lama tidak dipakai")
    assert len(city.session.conflicts.left_out()) == 1
    cell = city.session.matrix.of_year(2026).rows[0].cells[0]
    assert (cell.n, cell.reasons[0][:6]) == (6, "Kurang")
    assert [one.left_out for one in cell.surveys].count(True) == 1
    city.session.conflicts.decide(double.fingerprint, BOTH, "dua loket")
    assert city.session.matrix.of_year(2026).rows[0].cells[0].n == 10
    (within,) = city.session.conflicts.of_survey(cell.surveys[0].survey.id, open_only=False)
    assert within.fingerprint == double.fingerprint
    other.store.close()


def test_a_survey_that_was_not_chosen_is_in_no_figure_of_the_city(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    other = make_sender(tmp_path / "lain.puas", "KEL-01", 4)
    city.merge(send(office, tmp_path / "1.sqlite"), send(other, tmp_path / "2.sqlite"))
    other.store.close()
    (double,) = city.session.conflicts.find()
    surveys = {survey.uuid: survey for survey in city.session.store.surveys.all()}
    indikator = follow_the_city(city.session, 2026)

    def figures() -> tuple[int | None, Fraction | None, Fraction | None]:
        (line,) = city.session.city.of_year(2026).lines
        assert line.periods == ("Tahunan",)
        cell = city.session.matrix.of_year(2026).rows[0].cells[0]
        assert cell.result is not None
        assert (cell.n, cell.result.ikm) == (line.n, line.ikm)
        realisasi = city.session.capaian.figures(2026).of(indikator).realisasi.number
        return line.n, line.ikm, realisasi

    n, pooled, linked = figures()
    assert (n, linked) == (10, pooled)
    for side in double.sides:
        city.session.conflicts.decide(double.fingerprint, side.choice, "yang lain salinan lama")
        alone = city.session.ikm.of_survey(surveys[side.choice])
        assert figures() == (alone.n, alone.ikm, alone.ikm)
    city.session.conflicts.decide(double.fingerprint, BOTH, "dua loket")
    assert figures() == (10, pooled, pooled)


def test_what_cannot_be_decided(merged: City) -> None:
    conflict = of_kind(merged, ConflictKind.SHEET)[0]
    decide = merged.session.conflicts.decide
    with pytest.raises(InputError, match="belum diisi"):
        decide(conflict.fingerprint, conflict.sides[0].choice, " ")
    for choice in ("", BOTH, "0" * 64):
        with pytest.raises(InputError, match="Pilihan itu tidak ada"):
            decide(conflict.fingerprint, choice, "kertas")
    with pytest.raises(InputError, match="tidak ada lagi"):
        decide("0" * 64, "x", "kertas")
    assert merged.session.conflicts.count_open() == 6
