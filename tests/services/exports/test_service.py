from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError, PuasError, StorageError
from app.models.store import package as package_store
from app.models.store.opening import PACKAGE_APPLICATION_ID
from app.services.exports import forms
from app.services.exports import service as export_service
from app.services.exports.reading import read_package
from tests.oracle import leftovers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.offices import SmallOffice


def test_a_package_holds_the_survey_and_proves_itself(office: SmallOffice, tmp_path: Path) -> None:
    target = tmp_path / "paket.sqlite"
    exported = office.session.exports.export_package(office.survey, target)
    package = read_package(target)
    assert package.manifest == exported.manifest
    manifest = package.manifest
    assert (manifest.number, manifest.sheets, manifest.services) == (1, 7, 2)
    assert manifest.unit_code == "KEL-01"
    assert manifest.survey_code == office.survey.code
    assert manifest.instrument_key == "skm-9"
    stored = office.store.sheets.all_of(office.survey.id)
    assert [s.answers for s in package.sheets] == [s.answers for s in stored]
    assert [s.profile for s in package.sheets] == [s.profile for s in stored]
    assert [s.uuid for s in package.sheets] == [s.uuid for s in stored]
    assert [(q.n, q.total) for q in manifest.questions] == [
        (7, sum(s.answers[key] for s in stored)) for key in office.questions
    ]
    assert leftovers(tmp_path) == [".kantor.sqlite.kunci"]


def test_saran_travels_only_when_asked_for(office: SmallOffice, tmp_path: Path) -> None:
    plain, full = tmp_path / "a.sqlite", tmp_path / "b.sqlite"
    office.session.exports.export_package(office.survey, plain)
    office.session.exports.export_package(office.survey, full, with_saran=True)
    assert not any(sheet.saran for sheet in read_package(plain).sheets)
    assert b"Antrean lebih cepat" not in plain.read_bytes()
    assert any(sheet.saran for sheet in read_package(full).sheets)


def test_anybody_can_look_at_the_tables(office: SmallOffice, tmp_path: Path) -> None:
    target = tmp_path / "paket.sqlite"
    office.session.exports.export_package(office.survey, target)
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (PACKAGE_APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        strict = connection.execute("PRAGMA table_list").fetchall()
        assert {
            row[1]: row[5] for row in strict if not row[1].startswith("sqlite_")
        } == dict.fromkeys((*(table.name for table in forms.FIXED[2]), "lembar", "segel"), 1)
        waktu = "SELECT layanan, count(waktu), sum(waktu) FROM lembar GROUP BY layanan"
        assert len(connection.execute(waktu).fetchall()) == 2


def test_packages_are_numbered_and_logged(office: SmallOffice, tmp_path: Path) -> None:
    target = tmp_path / "paket.sqlite"
    first = office.session.exports.export_package(office.survey, target)
    second = office.session.exports.export_package(office.survey, target)
    assert (first.manifest.number, second.manifest.number) == (1, 2)
    assert first.manifest.content_sha256 == second.manifest.content_sha256
    last = office.store.imports.last_export()
    assert last is not None
    assert (last.number, last.sheets) == (2, 7)
    assert office.store.log.latest(1)[0].action == "diekspor"


def test_a_survey_without_sheets_travels_too(office: SmallOffice, tmp_path: Path) -> None:
    for sheet in office.store.sheets.all_of(office.survey.id):
        office.store.sheets.delete(sheet)
    target = tmp_path / "kosong.sqlite"
    office.session.exports.export_package(office.survey, target)
    assert read_package(target).sheets == ()


def test_blank_answers_stay_blank(office: SmallOffice, tmp_path: Path) -> None:
    sheet = office.sheet(99)
    answers = {key: n for key, n in sheet.answers.items() if key != "biaya"}
    office.store.sheets.add(replace(sheet, answers=answers, profile={}), office.questions)
    target = tmp_path / "paket.sqlite"
    office.session.exports.export_package(office.survey, target)
    last = read_package(target).sheets[-1]
    assert "biaya" not in last.answers
    assert last.profile == {}


@pytest.mark.parametrize("content", [b"penting", b"SQLite format 3\x00" + bytes(200)])
def test_only_a_package_is_replaced(office: SmallOffice, tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "lain.sqlite"
    target.write_bytes(content)
    with pytest.raises(InputError, match="sudah ada dan bukan paket"):
        office.session.exports.export_package(office.survey, target)
    assert target.read_bytes() == content


def test_the_office_file_is_not_replaced(office: SmallOffice) -> None:
    with pytest.raises(InputError):
        office.session.exports.export_package(office.survey, office.store.path)


def failing_write(*_: object) -> None:
    raise StorageError("penuh")


def wrong_write(path: Path, contents: list[package_store.Content]) -> None:
    """Write what a bad medium would give back: one answer is another."""
    package_store.write_package(path, contents)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE lembar SET waktu = 5 - waktu WHERE nomor = 1")
        connection.commit()


@pytest.mark.parametrize("write", [failing_write, wrong_write])
def test_a_failure_leaves_the_earlier_package_and_nothing_else(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    target = tmp_path / "paket.sqlite"
    office.session.exports.export_package(office.survey, target)
    before, head = target.read_bytes(), office.store.log.head()
    monkeypatch.setattr(export_service, "write_package", write)
    with pytest.raises(PuasError):
        office.session.exports.export_package(office.survey, target)
    assert target.read_bytes() == before
    assert office.store.log.head() == head
    assert leftovers(tmp_path) == [".kantor.sqlite.kunci"]


def test_a_name_that_cannot_be_given_leaves_no_record(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "denied")

    head = office.store.log.head()
    monkeypatch.setattr("app.services.exports.service.os.replace", refuse)
    with pytest.raises(StorageError, match="tidak dapat ditulis"):
        office.session.exports.export_package(office.survey, tmp_path / "p.sqlite")
    assert office.store.log.head() == head
    assert office.store.imports.last_export() is None
    assert leftovers(tmp_path) == [".kantor.sqlite.kunci"]


def test_a_record_that_cannot_be_written_takes_the_package_back(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("penuh")

    monkeypatch.setattr(export_service, "sync_folder", refuse)
    with pytest.raises(StorageError):
        office.session.exports.export_package(office.survey, tmp_path / "p.sqlite")
    assert not (tmp_path / "p.sqlite").exists()
    assert office.store.imports.last_export() is None


def test_a_record_that_cannot_be_written_brings_the_earlier_package_back(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageError("penuh")

    target = tmp_path / "p.sqlite"
    office.session.exports.export_package(office.survey, target)
    before, last = target.read_bytes(), office.store.imports.last_export()
    monkeypatch.setattr(export_service, "sync_folder", refuse)
    with pytest.raises(StorageError):
        office.session.exports.export_package(office.survey, target)
    assert target.read_bytes() == before
    assert office.store.imports.last_export() == last
    assert leftovers(tmp_path) == [".kantor.sqlite.kunci"]


def test_a_package_that_was_never_written_leaves_no_gap(
    office: SmallOffice, tmp_path: Path
) -> None:
    with pytest.raises(StorageError):
        office.session.exports.export_package(office.survey, tmp_path / "tidak-ada" / "p.sqlite")
    exported = office.session.exports.export_package(office.survey, tmp_path / "p.sqlite")
    assert exported.manifest.number == 1


def test_a_number_stays_taken_while_a_package_may_bear_it(
    office: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The medium gives the name and then neither keeps still nor lets it be taken away."""

    def refuse(*_: object) -> None:
        raise StorageError("penuh")

    target = tmp_path / "p.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(export_service, "sync_folder", refuse)
        patch.setattr(export_service, "_take_back", lambda *_: None)
        with pytest.raises(StorageError):
            office.session.exports.export_package(office.survey, target)
    assert read_package(target).manifest.number == 1
    assert office.store.imports.last_export() is None
    assert office.session.exports.export_package(office.survey, target).manifest.number == 2


def test_a_folder_that_is_not_there(office: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="tidak dapat ditulis"):
        office.session.exports.export_package(office.survey, tmp_path / "tidak-ada" / "p.sqlite")
