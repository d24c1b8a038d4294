"""A folder of Parquet files, one per table and partition, written by DuckDB.

A file is made in a hidden folder, compared with the one that is there, and put in its place in
one step: a reader sees the old one or the new one. DuckDB only writes and computes here; the rows
come to it as CSV, which keeps a million sheets out of the memory.
"""

from __future__ import annotations

import csv
import shutil
from contextlib import closing, contextmanager
from filecmp import cmp
from typing import TYPE_CHECKING
from urllib.parse import quote

from app.errors import StorageError
from app.models.publishing import SERVICES, SHEETS, SURVEYS, TALLIES, Written
from app.models.store.publishing.figures import Dialect, Figure, instrument_rows, query, sql_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from app.models.publishing import PublishedInstrument, PublishedSurvey, PublishedTable, Row
    from app.models.store.publishing.reading import PublishingReader

FILE = "data.parquet"
SCRATCH = ".puas.sementara"
PARTITIONED = ("survei", "lembar", "jawaban", "hitungan", "ikm", "unsur")
WHOLE = ("instrumen", "instrumen_unsur", "instrumen_pertanyaan", "instrumen_mutu")
_MEMORY = "200MB"
_NULL = r"\N"
_COPY = "COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION snappy)"


def partition_of(survey: PublishedSurvey) -> str:
    """Return the folder of a survey below that of each table: ``tahun=2026/kode_wilayah=…``."""
    code = quote(survey.area, safe="")
    ending = len(code) - len(code.rstrip("."))  # Windows drops dots at the end of a name
    code = code[: len(code) - ending] + "%2E" * ending
    return f"tahun={survey.survey.year}/kode_wilayah={code}"


class ParquetFolder:
    """The data set in one folder. ``put`` moves a finished file to its place, durably."""

    def __init__(self, folder: Path, put: Callable[[Path, Path], object]) -> None:
        self.folder = folder
        self._put = put

    def partitions(self) -> set[str]:
        """Return every partition that has a file of any table."""
        return {
            "/".join(path.parts[-3:-1])
            for table in PARTITIONED
            for path in (self.folder / table).glob(f"tahun=*/kode_wilayah=*/{FILE}")
        }

    @contextmanager
    def writer(
        self, instruments: Iterable[PublishedInstrument], reader: PublishingReader
    ) -> Iterator[ParquetWriter]:
        """Write the tables of all instruments, and be ready to write partitions."""
        with _workshop(self.folder) as (scratch, engine):
            writer = ParquetWriter(self, engine, scratch, reader)
            for table, rows in instrument_rows(instruments):
                writer.hold(table, rows)
                writer.write(table.name, f"SELECT * FROM {table.name}", "")
            writer.hold(SERVICES, reader.services())
            yield writer

    def place(self, made: Path, name: str, partition: str) -> None:
        """Bring a finished file to its place, unless an equal one is there."""
        target = self.folder / name / partition / FILE
        if not (target.is_file() and cmp(made, target, shallow=False)):
            self._put(made, target)

    def remove_partition(self, partition: str) -> None:
        """Take the files of a partition away, and its folders where nothing else is in them."""
        try:
            for table in PARTITIONED:
                place = self.folder / table / partition
                (place / FILE).unlink(missing_ok=True)
                for folder in (place, place.parent):
                    if folder.is_dir() and not any(folder.iterdir()):
                        folder.rmdir()
        except OSError as error:
            raise StorageError(
                tr("Bagian lama {bagian} tidak dapat dihapus.", bagian=partition),
                safe=tr("Berkas kantor tetap utuh; bagian yang lain sudah ditulis."),
                next=tr("Tutup program yang membacanya, lalu terbitkan sekali lagi."),
            ) from error


class ParquetWriter:
    """An engine that holds instruments and services and makes the files of a partition."""

    def __init__(
        self,
        target: ParquetFolder,
        engine: duckdb.DuckDBPyConnection,
        scratch: Path,
        reader: PublishingReader,
    ) -> None:
        self._target = target
        self._engine = engine
        self._scratch = scratch
        self._reader = reader
        self._tables = _tables()

    def hold(self, table: PublishedTable, rows: Sequence[Row]) -> None:
        """Keep a small table in memory."""
        source = self._stage(table, [rows])
        self._engine.execute(f"CREATE TABLE {table.name} AS {source}")

    def write_partition(self, partition: str, surveys: Sequence[PublishedSurvey]) -> Written:
        """Write the files of a partition anew; return the sheets in it."""
        reader, ids = self._reader, [one.survey.id for one in surveys]
        self._show(SURVEYS, [[one.row for one in surveys]])
        self._show(TALLIES, (reader.tallies(key) for key in ids))
        self._show(SHEETS, (part for key in ids for part in reader.sheets(key)))
        for name, sql in self._tables.items():
            self.write(name, sql, partition)
        return Written(sheets=sum(one.sheets for one in surveys))

    def write(self, name: str, sql: str, partition: str) -> None:
        """Make one file and bring it to its place."""
        made = self._scratch / f"{name}.baru"  # not yet for whoever looks for Parquet
        self._engine.execute(_COPY.format(sql=sql, path=_quoted(made)))
        self._target.place(made, name, partition)

    def _show(self, table: PublishedTable, portions: Iterable[Sequence[Sequence[object]]]) -> None:
        """Let a table be read from a file, however large it is."""
        source = self._stage(table, portions)
        self._engine.execute(f"CREATE OR REPLACE VIEW {table.name} AS {source}")

    def _stage(self, table: PublishedTable, portions: Iterable[Sequence[Sequence[object]]]) -> str:
        """Write rows as CSV; return the query that reads them."""
        path = self._scratch / f"{table.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for rows in portions:
                writer.writerows(map(_fields, rows))
        types = ", ".join(f"'{n}': '{t}'" for n, t in zip(table.columns, table.types, strict=True))
        return (
            f"SELECT * FROM read_csv('{_quoted(path)}', header = false, auto_detect = false,"
            " delim = ',', quote = '\"', escape = '\"', strict_mode = true, new_line = '\\n',"
            f" nullstr = '{_NULL}', columns = {{{types}}})"
        )


def reading_script(head: str) -> str:
    """Return a script for DuckDB, to be run in the folder: every table and both figures."""
    views = [
        f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet("
        f"'{name}/*/*/{FILE}', hive_partitioning = true,"
        " hive_types = {'tahun': INTEGER, 'kode_wilayah': VARCHAR});"
        for name in ("survei", "lembar", "jawaban", "hitungan")
    ]
    views += [
        f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM read_parquet('{name}/{FILE}');"
        for name in WHOLE
    ]
    figures = [
        f"CREATE OR REPLACE TEMP VIEW {figure.value} AS\n{query(Dialect.DUCKDB, figure)};"
        for figure in Figure
    ]
    shown = [f"SELECT * FROM {figure.value};" for figure in Figure]
    return "\n".join([head, *views, *figures, *shown, ""])


def _tables() -> dict[str, str]:
    """Return the query of each file; the year stands in the name of its folder."""
    parts = sql_text("parquet.sql").split("-- == ")[1:]
    found = {name.strip(): sql for name, _, sql in (part.partition("\n") for part in parts)}
    for figure in Figure:
        sql = query(Dialect.DUCKDB, figure)
        found[figure.value] = f"SELECT * EXCLUDE (tahun) FROM ({sql})"
    return found


@contextmanager
def _workshop(folder: Path) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """Make a hidden folder within the data set, and a DuckDB that works in it with little memory.

    Answers of people lie there for a while: not in a place that everybody shares. What a killed
    program left goes first. One thread, so that the same rows always give the same bytes.
    """
    import duckdb

    scratch = folder / SCRATCH
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "temp_directory": str(scratch / "tumpahan"),
        "autoinstall_known_extensions": False,  # nothing is fetched from anywhere
    }
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(mode=0o700)
        with closing(duckdb.connect(config=settings)) as engine:
            engine.execute("SET TimeZone = 'UTC'")
            engine.execute("SET enable_progress_bar = false")  # it would write into our output
            yield scratch, engine
    except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
        raise StorageError(
            tr("Parquet tidak dapat disiapkan di {tempat}.", tempat=folder),
            safe=tr("Berkas kantor dan yang sudah terbit tetap utuh."),
            next=tr("Periksa izinnya dan kosongkan ruang di sana, lalu terbitkan sekali lagi."),
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _fields(row: Sequence[object]) -> list[object]:
    return [_NULL if value is None else value for value in row]


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")
