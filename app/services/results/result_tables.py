"""All tables of a survey's result for a spreadsheet: cells are numbers, days and plain text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.files import safe_file_name
from app.services.results.crosstab import DAY, MONTH, WEEKDAY, SmallCells, characteristics_of
from app.services.results.raw_table import raw_table
from app.services.results.survey_results import (
    EVERYTHING,
    Choice,
    SurveyResults,
)
from app.services.results.tables_of_depth import cross_rows, reliability_rows, trend_rows
from app.services.results.tables_of_results import (
    finding_rows,
    group_rows,
    respondent_rows,
    saran_rows,
    spread_rows,
    summary_rows,
    unsur_rows,
)
from app.services.tables.writing import SheetTable, write_csv, write_xlsx
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.results.depth import Depth
    from app.services.results.tables_of_results import Rows
    from app.services.session import Session

RAW = "lembar"
"""The key of the sheets themselves, which are written only where they are asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written. Without ``tables`` all of them, but not the sheets."""

    choice: Choice = EVERYTHING
    small: SmallCells = SmallCells.HIDDEN
    tables: tuple[str, ...] = ()
    raw: bool = False


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table with the key by which it is asked for and by which its file is called."""

    key: str
    table: SheetTable


def table_names() -> dict[str, str]:
    """Return key → name of every table, in the order of the workbook."""
    return {
        "ringkasan": tr("Ringkasan"),
        "unsur": tr("Unsur"),
        "sebaran": tr("Sebaran jawaban"),
        "responden": tr("Responden"),
        "kelompok": tr("Per kelompok"),
        "silang": tr("Tabulasi silang"),
        "tren": tr("Tren"),
        "reliabilitas": tr("Reliabilitas"),
        "saran": tr("Saran"),
        "temuan": tr("Perlu diperiksa"),
        RAW: tr("Data lembar"),
    }


class ResultTablesService:
    """Writes the tables of a survey."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(self, survey_id: int, target: Path, wish: Wish | None = None) -> list[Path]:
        """Write the tables of a survey; return the files.

        A name that ends with ``.xlsx`` gives one workbook, ``.csv`` one table (the first that is
        wished for, else ``unsur``), a folder a CSV file for each. Raises InputError and
        StorageError; nothing is written then, or whole files only.
        """
        wish = wish or Wish()
        suffix = target.suffix.lower()
        if suffix == ".csv" and not wish.tables:
            wish = Wish(wish.choice, wish.small, (RAW if wish.raw else "unsur",), wish.raw)
        made = self.tables(survey_id, wish)
        if suffix == ".xlsx":
            return [write_xlsx(target, [one.table for one in made])]
        if suffix == ".csv":
            return [write_csv(target, made[0].table.header, made[0].table.rows)]
        if suffix and not target.is_dir():
            raise InputError(
                tr("Bentuk {akhiran} tidak dikenal.", akhiran=suffix),
                next=tr("Pakai nama yang berakhir .xlsx atau .csv, atau sebuah folder."),
            )
        return self._write_folder(survey_id, target, made)

    def tables(self, survey_id: int, wish: Wish) -> list[NamedTable]:
        """Return the tables that are wished for. Raises InputError for an unknown one."""
        names = table_names()
        for key in wish.tables:
            if key not in names:
                raise InputError(
                    tr("Tabel {nama} tidak dikenal.", nama=key),
                    next=tr("Tabel yang ada: {daftar}.", daftar=", ".join(names)),
                )
        wanted = wish.tables or tuple(key for key in names if key != RAW or wish.raw)
        makers = self._makers(survey_id, wish)
        return [NamedTable(key, _sheet(key, names[key], makers[key]())) for key in wanted]

    def _makers(self, survey_id: int, wish: Wish) -> dict[str, Callable[[], Rows]]:
        results = self._session.results.of(survey_id, wish.choice)
        kept: list[Depth] = []

        def depth() -> Depth:
            if not kept:
                kept.append(self._session.depth.of(survey_id, wish.choice))
            return kept[0]

        return {
            "ringkasan": lambda: summary_rows(results, depth().reliability),
            "unsur": lambda: unsur_rows(results),
            "sebaran": lambda: spread_rows(results),
            "responden": lambda: respondent_rows(results, wish.small),
            "kelompok": lambda: group_rows(results, wish.small),
            "silang": lambda: self._cross(results, wish),
            "tren": lambda: trend_rows(depth().trend),
            "reliabilitas": lambda: reliability_rows(depth().reliability),
            "saran": lambda: saran_rows(results),
            "temuan": lambda: finding_rows(results),
            RAW: lambda: raw_table(self._session.store, results),
        }

    def _cross(self, results: SurveyResults, wish: Wish) -> Rows:
        """Return every pair of characteristics that are no day, below each other."""
        days = (WEEKDAY, MONTH, DAY)
        keys = [c.key for c in characteristics_of(results.instrument) if c.key not in days]
        tables = [
            self._session.depth.crosstab(results.survey.id, *pair, wish.choice, wish.small)
            for pair in combinations(keys, 2)
        ]
        return cross_rows(results.instrument, tables)

    def _write_folder(self, survey_id: int, folder: Path, made: list[NamedTable]) -> list[Path]:
        code = self._session.store.surveys.get(survey_id).code
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise InputError(
                tr("Folder {nama} tidak dapat dibuat.", nama=folder.name),
                next=tr("Pilih folder lain."),
            ) from error
        return [
            write_csv(
                folder / safe_file_name(f"{code}-{one.key}", ".csv"),
                one.table.header,
                one.table.rows,
            )
            for one in made
        ]


def _sheet(key: str, name: str, rows: Rows) -> SheetTable:
    titles = [str(title) for title in rows[0]]
    whole = [[*row, *([None] * (len(titles) - len(row)))] for row in rows[1:]]
    return SheetTable(name, titles, whole, decimals=4 if key == "unsur" else 3)
