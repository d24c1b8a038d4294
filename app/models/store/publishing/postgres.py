"""The schema ``puas`` of a PostgreSQL database, and what is published into it.

One transaction per survey: readers see a survey as it was or as it is. Nobody waits for the disk
of the server in between; the last transaction does, and with it everything before it is durable.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from app.errors import StorageError
from app.models.publishing import SERVICES, SHEETS, SURVEYS, TALLIES, Known, Written
from app.models.store.publishing.figures import instrument_rows
from app.models.store.publishing.postgres_errors import in_sentences
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import psycopg

    from app.models.publishing import (
        PublishedInstrument,
        PublishedSurvey,
        PublishedTable,
        Row,
        Source,
    )

_INCOMING = "lembar_masuk"
_HERE = ("127.0.0.1", "::1")


class Mode(Enum):
    """How the sheets of a survey meet those that are published already."""

    FRESH = "nothing is published yet"
    NEWER = "the higher revision stays, and what is no longer in the file goes"
    REPLACE = "the file counts, whatever is published"


class PostgresTarget:
    """An open connection, ready to be published into."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._db = connection

    @property
    def is_encrypted(self) -> bool:
        """Say whether nobody on the way can read along; on this machine there is no way."""
        info = self._db.info
        return (
            bool(self._db.pgconn.ssl_in_use) or info.host.startswith("/") or info.hostaddr in _HERE
        )

    def known(self) -> dict[str, Known]:
        """Return survey uuid → what is published of it."""
        with in_sentences():
            rows = self._db.execute("SELECT id::text, sumber_id::text, sidik FROM survei")
            return {row[0]: Known(row[1], row[2]) for row in rows}

    def head(self, installation_id: str) -> tuple[int, str] | None:
        """Return number and hash of the last row of the log when a file was last published."""
        with in_sentences():
            row = self._db.execute(
                "SELECT log_seq, log_hash FROM sumber WHERE id = %s", (installation_id,)
            ).fetchone()
        return (row[0], row[1]) if row else None

    def begin(
        self, source: Source, instruments: Iterable[PublishedInstrument], services: Sequence[Row]
    ) -> None:
        """Note who publishes, and bring instruments and services, in one transaction."""
        with in_sentences(), self._db.transaction():
            self._db.execute(
                "INSERT INTO sumber (id, kode_unit, nama, program, log_seq, log_hash, mulai_pada)"
                " VALUES (%s, %s, %s, %s, %s, %s, now()) ON CONFLICT (id) DO UPDATE SET"
                " (kode_unit, nama, program, log_seq, log_hash, mulai_pada, selesai_pada)"
                " = (excluded.kode_unit, excluded.nama, excluded.program, excluded.log_seq,"
                " excluded.log_hash, excluded.mulai_pada, NULL)",
                (
                    source.installation_id,
                    source.unit_code,
                    source.name,
                    source.program,
                    source.log_seq,
                    source.log_hash,
                ),
            )
            with self._db.cursor() as cursor:
                for table, rows in instrument_rows(instruments):
                    cursor.executemany(_insert(table, "DO NOTHING"), rows)
                named = "(id) DO UPDATE SET kode_unit = excluded.kode_unit, nama = excluded.nama"
                cursor.executemany(_insert(SERVICES, named), services)

    def write(
        self,
        survey: PublishedSurvey,
        source: Source,
        sheets: Iterable[Sequence[Sequence[str]]],
        tallies: Sequence[Row],
        *,
        mode: Mode,
    ) -> Written:
        """Bring one survey in one transaction; raise StorageError and leave it as it was."""
        with in_sentences(), self._db.transaction(), self._db.cursor() as cursor:
            _write_survey(cursor, survey, source)
            written, present = _merge(cursor, survey.uuid, sheets, mode)
            if present != survey.sheets:
                raise _counts_differ(survey)
            if mode is not Mode.FRESH:
                cursor.execute("DELETE FROM hitungan WHERE survei_id = %s", (survey.uuid,))
            with cursor.copy(_copy(TALLIES.name, TALLIES)) as copy:
                copy.write("".join(map(_line, tallies)))
        return written

    def remove(self, survey_uuid: str) -> Written:
        """Take a survey away that its file no longer has."""
        with in_sentences(), self._db.transaction():
            gone = self._db.execute("DELETE FROM lembar WHERE survei_id = %s", (survey_uuid,))
            for sql in (
                "DELETE FROM hitungan WHERE survei_id = %s",
                "DELETE FROM survei WHERE id = %s",
            ):
                self._db.execute(sql, (survey_uuid,))
        return Written(removed=gone.rowcount)

    def finish(self, source: Source) -> None:
        """Note the end; when this returns, the server has everything on its disk."""
        with in_sentences(), self._db.transaction():
            self._db.execute("SET LOCAL synchronous_commit = on")
            self._db.execute(
                "UPDATE sumber SET selesai_pada = now() WHERE id = %s", (source.installation_id,)
            )


def _write_survey(cursor: psycopg.Cursor[Any], survey: PublishedSurvey, source: Source) -> None:
    names = (*SURVEYS.columns, "sumber_id", "sidik")
    listed = ", ".join(names)
    marks = ", ".join(["%s"] * len(names))
    cursor.execute(
        f"INSERT INTO survei ({listed}, diterbitkan_pada) VALUES ({marks}, now())"
        f" ON CONFLICT (id) DO UPDATE SET ({listed}, diterbitkan_pada)"
        f" = ({', '.join(f'excluded.{name}' for name in names)}, now())",
        (*survey.row, source.installation_id, survey.digest),
    )


def _merge(
    cursor: psycopg.Cursor[Any],
    survey_uuid: str,
    sheets: Iterable[Sequence[Sequence[str]]],
    mode: Mode,
) -> tuple[Written, int]:
    """Return what was done, and how many sheets are there now."""
    if mode is Mode.NEWER:
        return _merge_newer(cursor, survey_uuid, sheets)
    removed = 0
    if mode is Mode.REPLACE:
        cursor.execute("DELETE FROM lembar WHERE survei_id = %s", (survey_uuid,))
        removed = cursor.rowcount
    sent = _send(cursor, SHEETS.name, sheets)
    return Written(sent, max(removed - sent, 0)), sent


def _merge_newer(
    cursor: psycopg.Cursor[Any], survey_uuid: str, sheets: Iterable[Sequence[Sequence[str]]]
) -> tuple[Written, int]:
    cursor.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS {_INCOMING} (LIKE lembar) ON COMMIT DELETE ROWS"
    )
    _send(cursor, _INCOMING, sheets)
    cursor.execute(
        "DELETE FROM lembar WHERE survei_id = %s AND NOT EXISTS"
        f" (SELECT 1 FROM {_INCOMING} AS m WHERE m.id = lembar.id)",
        (survey_uuid,),
    )
    removed = cursor.rowcount
    changing = [name for name in SHEETS.columns if name not in {"id", "survei_id"}]
    cursor.execute(
        f"INSERT INTO lembar ({', '.join(SHEETS.columns)})"
        f" SELECT {', '.join(SHEETS.columns)} FROM {_INCOMING}"
        f" ON CONFLICT (survei_id, id) DO UPDATE SET ({', '.join(changing)})"
        f" = ({', '.join(f'excluded.{name}' for name in changing)})"
        " WHERE lembar.revisi < excluded.revisi"
    )
    written = Written(cursor.rowcount, removed)
    cursor.execute("SELECT count(*) FROM lembar WHERE survei_id = %s", (survey_uuid,))
    found = cursor.fetchone()
    return written, found[0] if found else 0


def _send(
    cursor: psycopg.Cursor[Any], table: str, portions: Iterable[Sequence[Sequence[str]]]
) -> int:
    """Stream sheets into a table; their values have no line end or tab in them."""
    sent = 0
    with cursor.copy(_copy(table, SHEETS)) as copy:
        for rows in portions:
            lines = "\n".join(map("\t".join, rows))
            copy.write(lines.replace("\\", "\\\\") + "\n")
            sent += len(rows)
    return sent


def _copy(table: str, form: PublishedTable) -> str:
    return f"COPY {table} ({', '.join(form.columns)}) FROM STDIN"


def _insert(table: PublishedTable, conflict: str) -> str:
    marks = ", ".join(["%s"] * len(table.columns))
    names = ", ".join(table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks}) ON CONFLICT {conflict}"


def _line(row: Row) -> str:
    """Return a row of counts for COPY; keys of questions are plain letters."""
    return "\t".join(map(str, row)) + "\n"


def _counts_differ(survey: PublishedSurvey) -> StorageError:
    return StorageError(
        tr(
            "Lembar survei {kode} tidak sama banyaknya dengan yang terkirim.",
            kode=survey.survey.code,
        ),
        safe=tr("Survei itu di server tetap seperti semula."),
        next=tr("Jalankan puas periksa untuk berkas kantor, lalu terbitkan sekali lagi."),
    )
