"""Turn a table that somebody hands over into a recap."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.plausibility import columns as names
from app.services.plausibility.figures import Scale, scale_of, side_of
from app.services.plausibility.numbers import Kind, read_number
from app.services.plausibility.row_reading import RowReader, Usual
from app.services.plausibility.weighting import weightings_of
from app.services.tables.columns import find_records, plain
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.questionnaire import Instrument
    from app.services.plausibility.recap import RecapRow
    from app.services.tables.columns import Record, Records
    from app.services.tables.table import RawTable


_FEWEST_NUMBERED = 4
_LOOKED_AT = 200
_NUMBER = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RecapTable:
    """The rows of a file, and in words how it was understood."""

    rows: tuple[RecapRow, ...]
    source: str
    ignored: tuple[str, ...]
    records: tuple[Record, ...] = ()
    """What the file writes of each row, in the order of ``rows``."""


def read_recap(table: RawTable, instruments: Sequence[Instrument]) -> RecapTable:
    """Return the rows of a recap; which instrument it speaks of is seen from its columns.

    Raises InputError when there is no unit, or no IKM and no unsur to check.
    """
    records = find_records(table, names.columns_of(instruments))
    main = _instrument_of(records, instruments)
    _require_something(table, records)
    reader = RowReader(
        headings=records.headings,
        usual=_usual(records, main, instruments),
        weightings={instrument.key: weightings_of(instrument) for instrument in instruments},
    )
    by_key = {plain(instrument.key): instrument for instrument in instruments}
    rows, kept, above = [], [], ""
    for number, record in enumerate(records.rows, 1):
        if _is_numbering(record) or _is_heading(record, records):
            continue
        instrument = by_key.get(plain(record[names.INSTRUMENT][:60]), main)
        row = reader.row(number, record, instrument, above)
        above = row.unit
        rows.append(row)
        kept.append(record)
    unchecked = (records.headings[key] for key in names.UNCHECKED if key in records.headings)
    return RecapTable(tuple(rows), table.source, (*records.ignored, *unchecked), tuple(kept))


def _instrument_of(records: Records, instruments: Sequence[Instrument]) -> Instrument:
    """Return the instrument with most unsur among the columns, or whose index is one of them.

    Of several alike it is the one with the fewest questions and the shortest scale that holds
    most of the values: ``skm-9`` before ``skm-16``, 1-4 before 1-6. A column ``instrumen`` decides.
    """

    def known(instrument: Instrument) -> tuple[int, bool, int]:
        found = sum(
            any(f"{unsur.key}{suffix}" in records.headings for suffix in _SUFFIXES)
            for unsur in instrument.unsur
        )
        index = plain(instrument.index_short)
        named = any(key.split("_")[0] == index for key in records.headings)
        return found, named, -len(instrument.unsur)

    most = max(known(instrument) for instrument in instruments)
    alike = [instrument for instrument in instruments if known(instrument) == most]
    alike.sort(key=lambda instrument: (len(instrument.questions), instrument.highest))
    return next((i for i in alike if _holds_most(records, i)), alike[0])


def _holds_most(records: Records, instrument: Instrument) -> bool:
    """Say whether most values of the first rows are possible for an instrument."""
    columns = [u.key for u in instrument.unsur if u.key in records.headings]
    cells = (record[key] for record in records.rows[:_LOOKED_AT] for key in columns)
    numbers = [number for cell in cells if (number := read_number(cell)).kind is Kind.NUMBER]
    possible = sum(side_of(number, instrument) is not None for number in numbers)
    return 2 * possible >= len(numbers)


_SUFFIXES = ("", names.NRR_SUFFIX, names.KONVERSI_SUFFIX)


def _require_something(table: RawTable, records: Records) -> None:
    found = set(records.columns)
    has_unit = found & {*names.UNITS, names.SERVICE, names.CODE}
    has_value = [key for key in found if _is_figure(key)]
    if has_unit and has_value:
        return
    what = (
        tr("Kolom unit tidak ada di berkas {berkas}.", berkas=table.file_name)
        if not has_unit
        else tr("Kolom ikm dan kolom unsur tidak ada di berkas {berkas}.", berkas=table.file_name)
    )
    raise InputError(
        what,
        next=tr(
            "Beri nama kolom di baris pertama, misalnya unit, periode, persyaratan, ikm,"
            " kategori, jumlah_responden; lalu coba sekali lagi."
        ),
    )


def _is_figure(key: str) -> bool:
    """Say whether a column holds what the checks are about: an IKM or the value of an unsur."""
    return key in {names.IKM, names.KONVERSI, names.INDEKS} or not (
        key in names.GENERAL
        or key.endswith((names.MUTU_SUFFIX, names.COUNT_SUFFIX))
        or key.startswith("mutu_")
    )


def _usual(records: Records, main: Instrument, instruments: Sequence[Instrument]) -> Usual:
    """Return the scale of the columns and how many decimals they usually print."""
    keys = {unsur.key for instrument in instruments for unsur in instrument.unsur}
    present = [key for key in records.columns if key in keys]
    sides: dict[str, Scale | None] = {}

    def side(text: str) -> Scale | None:
        if text not in sides:
            sides[text] = side_of(read_number(text), main)
        return sides[text]

    scale = scale_of(side(record[key]) for record in records.rows for key in present)
    index = [key for key in records.columns if _group(key, keys) == "ikm"]
    ikm_scale = scale_of(
        side_of(read_number(record[key]), main, Scale.KONVERSI)
        for record in records.rows
        for key in index
    )
    groups: dict[tuple[str, Scale], Counter[int]] = defaultdict(Counter)
    for key in records.columns:
        group = _group(key, keys)
        if group:
            _count_decimals(records.rows, key, group, groups, main)
    return Usual(scale, ikm_scale, {group: _most(counts) for group, counts in groups.items()})


def _group(key: str, unsur: set[str]) -> str:
    """Return which columns print their numbers alike."""
    if key in unsur or key.removesuffix(names.NRR_SUFFIX) in unsur:
        return "unsur"
    if key.removesuffix(names.KONVERSI_SUFFIX) in unsur:
        return "unsur"
    if key in {names.IKM, names.KONVERSI} or key.startswith("ikm_"):
        return "ikm"
    return key if key in {names.INDEKS, names.REALISASI} else ""


def _count_decimals(
    rows: Iterable[Record],
    key: str,
    group: str,
    groups: dict[tuple[str, Scale], Counter[int]],
    instrument: Instrument,
) -> None:
    for record in rows:
        number = read_number(record[key])
        if number.kind is Kind.NUMBER and number.value is not None:
            scale = Scale.NRR if number.value <= instrument.highest else Scale.KONVERSI
            groups[group, scale][number.decimals] += 1


def _most(counts: Counter[int]) -> int:
    """Return the decimals of most cells; on a tie the more, as last zeros are often dropped."""
    return max(counts, key=lambda decimals: (counts[decimals], decimals))


def _is_numbering(record: Record) -> bool:
    """Recognise the row ``1 2 3 …`` that official tables print under their header."""
    cells = [cell.strip(" ()") for cell in record.values.values() if cell.strip(" ()")]
    if len(cells) < _FEWEST_NUMBERED or not all(_NUMBER.fullmatch(cell) for cell in cells):
        return False
    numbers = {int(cell) for cell in cells}
    return len(numbers) == len(cells) and max(numbers) - min(numbers) < 2 * len(cells)


def _is_heading(record: Record, records: Records) -> bool:
    """Recognise a line without number and figures between numbered rows: a title or a note."""
    figures = any(record[key].strip() for key in records.columns if _is_figure(key))
    if figures:
        return False
    unit = any(record[key].strip() for key in (*names.UNITS, names.CODE, names.SERVICE))
    return not unit or (names.ORDER in records.columns and not record[names.ORDER].strip())
