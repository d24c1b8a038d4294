"""A whole package is taken out again; many are merged at once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.services.archive.deeds import Destroying, Locking
from app.services.consolidation.outcomes import Fate
from tests.support.receiving import begin, correct, delete, make_template, send

if TYPE_CHECKING:
    from tests.offices import SmallOffice
    from tests.support.receiving import City

FORMAT_1 = Path(__file__).parents[2] / "data" / "packages" / "format-1.sqlite"


def sheets_of(city: City, place: int = 0) -> dict[int, int]:
    """Return number → revision of the sheets of a survey."""
    survey = sorted(city.session.store.surveys.all(), key=lambda one: one.id)[place]
    return {s.number: s.revision for s in city.session.store.sheets.all_of(survey.id)}


def test_a_package_is_taken_out_as_if_it_had_never_come(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    city.merge(send(office, tmp_path / "1.sqlite"))
    before = sheets_of(city)
    correct(office, 3)
    delete(office, 5)
    office.add(2)
    (second,) = city.merge(send(office, tmp_path / "2.sqlite"))
    counted, changes = city.session.merging.undo(second.package_id, "salah berkas")
    assert (counted.new, counted.changed, counted.gone) == (1, 1, 2)
    assert changes.surveys == {second.survey_id}
    assert sheets_of(city) == before
    assert city.session.checks.run().findings == ()
    with pytest.raises(InputError, match="sudah dibatalkan"):
        city.session.merging.undo(second.package_id, "sekali lagi")
    with pytest.raises(InputError, match="belum diisi"):
        city.session.merging.undo(1, " ")
    entry = city.session.store.log.latest(1)[0]
    assert (entry.action, entry.reason) == ("gabungan dibatalkan", "salah berkas")


def test_the_last_package_takes_its_survey_with_it(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    package = send(office, tmp_path / "1.sqlite")
    (outcome,) = city.merge(package)
    city.session.marks.mark(outcome.survey_id, "perubahan_besar", "Loket kedua dibuka.")
    city.session.merging.undo(outcome.package_id, "salah unit")
    assert city.session.store.surveys.all() == []
    assert [p.undone_at is None for p in city.session.merging.packages(undone=True)] == [False]
    assert city.session.checks.run().findings == ()
    assert city.merge(package)[0].fate is Fate.MERGED
    assert city.sheets == 6
    assert city.session.checks.run().findings == ()


def test_a_destroyed_survey_takes_nothing_more(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    first = send(office, tmp_path / "1.sqlite", with_saran=True)
    correct(office, 3)
    city.merge(send(office, tmp_path / "2.sqlite", with_saran=True), first)
    survey = city.session.store.surveys.all()[0]
    figure = city.session.ikm.of_survey(survey)
    asked = Destroying(survey.code, "masa simpan berakhir", day=date(2029, 1, 2))
    city.session.archive.destroy(survey.id, asked)
    assert b"Antrean lebih cepat" not in city.session.store.path.read_bytes()
    assert city.session.ikm.of_survey(city.session.store.surveys.get(survey.id)) == figure
    assert city.session.checks.run().findings == ()
    correct(office, 1)
    (outcome,) = city.merge(send(office, tmp_path / "3.sqlite"))
    assert outcome.fate is Fate.REFUSED
    assert "dimusnahkan" in outcome.sentence
    with pytest.raises(InputError, match="dimusnahkan"):
        city.session.merging.undo(1, "salah")
    names = {one.name for one in city.session.archive.state(survey.id).exports}
    assert names == {"1.sqlite", "2.sqlite"}


def test_a_locked_survey_of_a_unit_is_sent_on(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    office.session.archive.lock(office.survey.id, Locking("selesai"))
    (outcome,) = city.merge(send(office, tmp_path / "1.sqlite"))
    merged = city.session.store.merging.packages.merged(outcome.survey_id)
    assert merged is not None
    assert merged.state == "terkunci"


@pytest.mark.timeout(300)
def test_of_two_hundred_packages_twenty_are_bad(tmp_path: Path) -> None:
    from tests.support.receiving import make_city

    city = make_city(tmp_path / "kota.puas", [f"U{n:03}" for n in range(200)])
    make_template(tmp_path / "contoh.puas").store.close()
    folder = tmp_path / "kiriman" / "stik"
    folder.mkdir(parents=True)
    for number in range(200):
        path = tmp_path / "kantor.puas"
        shutil.copyfile(tmp_path / "contoh.puas", path)
        sender = begin(path, f"U{number:03}")
        sender.add(2)
        package = send(sender, folder / f"{number:03}.sqlite")
        sender.store.close()
        if number % 10 == 0:
            content = bytearray(package.read_bytes())
            content[len(content) // 2] ^= 4
            package.write_bytes(content)
    (folder / "catatan.txt").write_text("bukan paket")
    found = city.session.merging.find([tmp_path / "kiriman"])
    assert len(found) == 200
    seen: list[int] = []

    def going_on(done: int, *_: object) -> bool:
        seen.append(done)
        return True

    report = city.session.merging.merge_many(found, going_on)
    assert seen == list(range(200))
    assert (len(report.of(Fate.MERGED)), len(report.of(Fate.REFUSED))) == (180, 20)
    assert report.sentence == "180 paket digabung, 20 ditolak."
    assert all(
        "tidak cocok" in o.sentence or "rusak" in o.sentence for o in report.of(Fate.REFUSED)
    )
    assert city.sheets == 360
    assert city.session.checks.run().findings == ()
    again = city.session.merging.merge_many(found)
    assert again.sentence == "0 paket digabung, 180 sudah pernah, 20 ditolak."
    assert city.sheets == 360
    city.session.store.close()


def test_many_may_be_stopped_and_looked_at_first(
    city: City, office: SmallOffice, tmp_path: Path
) -> None:
    packages = []
    for number in range(4):
        office.add(1)
        packages.append(send(office, tmp_path / f"{number}.sqlite"))
    merging = city.session.merging
    looked = merging.merge_many(packages, only_look=True)
    assert len(looked.of(Fate.MERGED)) == 4
    assert city.session.store.surveys.all() == []
    report = merging.merge_many(packages, lambda done, *_: done < 2)
    assert (len(report.outcomes), report.left) == (2, 2)
    assert report.sentence == "2 paket digabung, 2 belum diperiksa."
    assert city.sheets == 8
    assert report.changes.surveys
