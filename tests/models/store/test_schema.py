from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import StorageError
from app.models.minutes import MinutesKind
from app.models.planning import SampleRule
from app.models.store import schema, schema_capaian, schema_consolidation, schema_texts
from app.models.store.opening import Opening, Refused, open_store
from app.paths import backup_folder
from app.services.ikm.rounding import indonesian
from tests.offices import reopen
from tests.oracle import assert_trustworthy, content, leftovers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database as UtilsDatabase
    from sqlite_utils import Migrations

RELEASED = Path(__file__).parents[2] / "data" / "released"
FIGURES = {
    "v1.sqlite": ("81,49", 30, 30),
    "v2.sqlite": ("81,49", 30, 34),
    "v3.sqlite": ("81,49", 30, 33),
    "v4.sqlite": ("81,49", 30, 33),
    "v5.sqlite": ("81,49", 30, 33),
    "v6.sqlite": ("81,49", 30, 33),
    "v7.sqlite": ("81,49", 30, 37),
}
"""What each released file printed when it was released, of how many sheets, and all its sheets."""


def _later(*changes: Callable[[UtilsDatabase], object]) -> Callable[[], Migrations]:
    """Return migrations that go on with ``changes`` after the released ones."""
    released = schema.migrations

    def migrations() -> Migrations:
        known = released()
        for number, change in enumerate(changes, start=1):

            @known(name=f"9{number:03}_later")
            def step(db: UtilsDatabase, change: Any = change) -> None:
                change(db)

        return known

    return migrations


@pytest.fixture
def add_later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def add(*changes: Callable[[UtilsDatabase], object]) -> None:
        names = tuple(f"9{number:03}_later" for number in range(1, len(changes) + 1))
        monkeypatch.setattr(schema, "migrations", _later(*changes))
        monkeypatch.setattr(schema, "MIGRATION_NAMES", (*schema.MIGRATION_NAMES, *names))
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
        monkeypatch.setattr(schema, "is_whole", lambda _: True)

    return add


def _good(db: UtilsDatabase) -> None:
    db.execute("ALTER TABLE sheet ADD COLUMN verified INTEGER NOT NULL DEFAULT 0")
    db.execute(f"PRAGMA user_version = {schema.VERSION}")


def _bad(db: UtilsDatabase) -> None:
    db.execute("DELETE FROM answer_tally")
    raise sqlite3.OperationalError


def test_the_version_of_a_new_file_is_the_one_we_know(closed_file: Path) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert schema.applied_migrations(connection) == schema.MIGRATION_NAMES


def test_the_tables_are_those_that_their_digest_stands_for(closed_file: Path) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        assert schema.digest(connection) == schema.DIGEST
        named = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name <> '_sqlite_migrations' ORDER BY name"
        ).fetchall()
    assert tuple(name for (name,) in named) == schema.TABLES


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER log_is_not_changed",
        "CREATE TRIGGER mine AFTER INSERT ON sheet BEGIN DELETE FROM draft; END",
        "ALTER TABLE sheet ADD COLUMN mine TEXT",
        "DROP TABLE export",
    ],
)
def test_other_tables_and_triggers_than_ours_are_damage(closed_file: Path, statement: str) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        connection.execute(statement)
    refused = open_store(closed_file)
    assert isinstance(refused, Refused)
    assert refused.reason is Opening.DAMAGED


def test_a_table_of_somebody_else_does_no_harm(closed_file: Path) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        connection.execute("CREATE TABLE catatan (isi TEXT)")
    assert assert_trustworthy(closed_file) == 3


def test_every_table_of_ours_is_strict(closed_file: Path) -> None:
    with closing(sqlite3.connect(closed_file)) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
            " AND name NOT LIKE 'sqlite%' AND name <> '_sqlite_migrations'"
        ).fetchall()
    assert loose == []


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_a_released_file_gives_the_same_figures(tmp_path: Path, name: str) -> None:
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / name, path)
    office = reopen(path)
    result = office.session.ikm.of_survey(office.survey)
    text, n, sheets = FIGURES[name]
    assert (result.ikm_text, result.n) == (text, n)
    office.add(1)
    office.session.close()
    assert assert_trustworthy(path) == sheets + 1


def test_every_kind_of_record_of_the_second_version_is_read(tmp_path: Path) -> None:
    """The file was made by ``tests.support.released_v2``."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v2.sqlite", path)
    office = reopen(path)
    store, survey = office.store, office.survey
    later = {
        "reported",
        *schema_capaian.TABLES,
        *schema_texts.TABLES,
        *schema_consolidation.TABLES,
    }
    for records in store.records:
        assert records.all() or records.kind.table in later, records
    assert {one.kind for one in store.minutes.all()} == {
        MinutesKind.VERIFICATION,
        MinutesKind.LOCKING,
        MinutesKind.DESTRUCTION,
    }
    (follow_up,) = store.follow_ups.all(survey_id=survey.id)
    assert (follow_up.action, follow_up.realisasi) == ("Membuka loket kedua pada jam ramai.", 40)
    assert store.photos.all(follow_up_id=follow_up.id)[0].image.startswith(b"\xff\xd8")
    figures = office.session.verification.figures(survey.id)
    assert figures is not None
    assert (figures.total.checked, figures.total.differing.found) == (2, 1)
    assert store.verifications.keying_of(survey.id)[0].keystrokes == 28
    assert (survey.sample_rule, survey.population) == (SampleRule.NEXT_ROW, 200)
    office.session.close()


def test_every_kind_of_record_of_the_fifth_version_is_read(tmp_path: Path) -> None:
    """The file was made by ``tests.support.released_v5``."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v5.sqlite", path)
    session = reopen(path).session
    for records in session.store.records:
        later = (*schema_texts.TABLES, *schema_consolidation.TABLES)
        assert records.all() or records.kind.table in later, records
    ikm, risk = session.capaian.figures(2026).indikator
    assert ikm.linked.is_frozen
    assert [indonesian(one.capaian.value, 2) for one in (ikm, risk)] == ["98,77", "97,27"]
    assert [indonesian(one.efisiensi.value, 2) for one in (ikm, risk)] == ["12,40", "−2,14"]
    assert [one.name for one in ikm.pengampu] == ["Kelurahan Melati"]
    assert session.checks.run().is_sound
    session.close()


def test_the_surveys_beside_it_are_read(tmp_path: Path) -> None:
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v2.sqlite", path)
    office = reopen(path)
    session, surveys = office.session, office.store.surveys.all()
    shared = [one for one in surveys if one.paper]
    assert [session.ikm.of_survey(one).n for one in shared] == [2, 2]
    (gone,) = [one for one in surveys if one.destroyed_on]
    assert (session.ikm.of_survey(gone).ikm_text, session.ikm.of_survey(gone).n) == ("86,11", 4)
    assert office.store.sheets.all_of(gone.id) == []
    batches = session.imports.batches(gone.id)
    assert [one.undone_at is None for one in batches] == [False, True]
    assert session.checks.run().is_sound
    session.close()


def test_what_travels_is_read_of_the_third_version(tmp_path: Path) -> None:
    """The file was made by ``tests.support.released_v3``."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v3.sqlite", path)
    office = reopen(path)
    store = office.store
    (parts,) = [
        store.tombstones.of_survey(one.id)
        for one in store.surveys.all()
        if store.tombstones.of_survey(one.id)
    ]
    assert [(one.kind, one.revision) for one in parts] == [("sheet", 2)]
    last = store.imports.last_export(office.survey.id)
    assert last is not None
    assert (last.number, last.sheets) == (1, 30)
    exported = office.session.exports.export_package(office.survey, tmp_path / "p.sqlite")
    assert exported.manifest.number == 3  # the second was taken by one that was never written
    office.session.close()


def test_reported_figures_are_read_of_the_fourth_version(tmp_path: Path) -> None:
    """The file was made by ``tests.support.released_v4``."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v4.sqlite", path)
    office = reopen(path)
    whole, service = office.session.reported.all(2025)
    assert (whole.ikm, whole.n, whole.period, whole.service_id) == ("88.53", 61, "tahunan", None)
    assert (whole.figures, whole.plans) == ({"waktu": "88.5"}, "Waktu: loket kedua")
    assert (service.period, service.written, service.figures) == (
        "semester-1",
        {"waktu": "12,64"},
        {},
    )
    office.session.close()


def test_words_and_photos_are_read_of_the_sixth_version(tmp_path: Path) -> None:
    """The file was made by ``tests.support.released_v6``."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v6.sqlite", path)
    office = reopen(path)
    (own,) = [one for one in office.session.report_texts.all() if one.is_own]
    assert (own.key, own.text) == ("kata_pengantar", "Kami berterima kasih kepada {unit}.")
    (photo,) = office.session.documentation.photos(office.survey.id)
    assert (photo.caption, photo.width, photo.image[:2]) == ("Loket pelayanan", 64, b"\xff\xd8")
    office.session.close()


def test_merged_packages_are_read_of_the_seventh_version(tmp_path: Path) -> None:
    """The file was made by ``tests.support.released_v7``."""
    path = tmp_path / "kelurahan.puas"
    shutil.copyfile(RELEASED / "v7.sqlite", path)
    session = reopen(path).session
    for records in session.store.records:
        assert records.all(), records
    first, second = session.merging.packages()
    assert (first.sheets, second.sheets, first.unit_code) == (4, 5, "kel-cemara-baru")
    (conflict,) = session.conflicts.find(open_only=False)
    assert conflict.decision is not None
    assert conflict.decision.reason == "kertasnya dilihat"
    (cell,) = [cell for row in session.matrix.of_year(2024).rows for cell in row.cells if cell.n]
    assert (cell.unit.code, cell.n, cell.ikm_text) == ("KEL-CEMARA", 4, "50,00")
    around = session.submitted.of(cell.surveys[0].survey.id).around
    assert [one.plan.action for one in around.plans] == ["Memasang nomor antrean."]
    assert session.finals.of(2024, "tahunan") is not None
    assert session.checks.run().is_sound
    session.close()


def test_every_released_version_is_kept() -> None:
    assert sorted(path.name for path in RELEASED.glob("*.sqlite")) == [
        f"v{number}.sqlite" for number in range(1, schema.VERSION + 1)
    ]


def test_an_older_file_is_backed_up_then_upgraded(
    closed_file: Path, add_later: Callable[..., None]
) -> None:
    before = content(closed_file)
    add_later(_good)
    office = reopen(closed_file)
    assert office.store.database.value("SELECT sum(verified) FROM sheet") == 0
    assert office.store.database.value("PRAGMA user_version") == schema.VERSION
    office.store.close()
    (backup,) = backup_folder(closed_file).glob("* sebelum pembaruan.sqlite")
    assert content(backup) == before
    assert assert_trustworthy(closed_file) == 3


def test_an_older_file_that_may_only_be_read_is_not_upgraded(
    closed_file: Path, add_later: Callable[..., None]
) -> None:
    add_later(_good)
    before = closed_file.read_bytes()
    refused = open_store(closed_file, read_only=True)
    assert isinstance(refused, Refused)
    assert refused.reason is Opening.OLDER_READ_ONLY
    assert refused.error.what == (
        "Berkas kelurahan.puas perlu diperbarui, tetapi hanya boleh dibaca."
    )
    assert closed_file.read_bytes() == before


def test_a_failing_migration_leaves_the_old_file(
    closed_file: Path, add_later: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(closed_file)
    with monkeypatch.context():
        add_later(_good, _bad)
        refused = open_store(closed_file)
    assert isinstance(refused, Refused)
    assert content(closed_file) == before
    assert leftovers(closed_file.parent) == []
    monkeypatch.undo()
    assert assert_trustworthy(closed_file) == 3


def test_without_a_backup_no_migration_runs(
    closed_file: Path, add_later: Callable[..., None]
) -> None:
    add_later(_good)
    before = closed_file.read_bytes()
    backup_folder(closed_file).write_text("a file where the folder of backups belongs")
    with pytest.raises(StorageError, match="Salinan tidak dapat ditulis"):
        open_store(closed_file)
    assert closed_file.read_bytes() == before
    assert leftovers(closed_file.parent) == []
