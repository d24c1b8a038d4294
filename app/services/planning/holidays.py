"""The list of holidays: those with a fixed date, and a list that somebody pastes or imports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import MONTHS
from app.services.surveys.naming import FIRST_YEAR, LAST_YEAR
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME = 300
_LARGEST = 1_000_000
_MOST_LINES = 5_000
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]+) (\d{4})")
_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a list that cannot be taken, and why. ``line`` counts from 1."""

    line: int
    content: str
    reason: str


@dataclass(frozen=True, slots=True)
class HolidayList:
    """What was read from a list."""

    days: dict[date, str]
    refused: tuple[RefusedLine, ...]


def fixed_holidays(year: int) -> dict[date, str]:
    """Return the national holidays that fall on the same date every year.

    All others move; they stand in the joint decree of the ministers for each year.
    """
    return {
        date(year, 1, 1): "Tahun Baru Masehi",
        date(year, 5, 1): "Hari Buruh Internasional",
        date(year, 6, 1): "Hari Lahir Pancasila",
        date(year, 8, 17): "Proklamasi Kemerdekaan",
        date(year, 12, 25): "Hari Raya Natal",
    }


def read_holidays(text: str) -> HolidayList:
    """Read lines of ``tanggal;nama``; a tab or a comma may stand for the semicolon.

    A first line without any figure is a header. Empty lines are passed over.
    """
    days: dict[date, str] = {}
    refused = []
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        content = line.strip().strip("\ufeff")
        if not content.strip(";,\t ") or (number == 1 and not re.search(r"\d", content)):
            continue
        read = _read_line(content)
        if isinstance(read, str):
            refused.append(RefusedLine(number, clean_line(content, 60), read))
        elif read[0] in days:
            again = tr("tanggal itu sudah ada di daftar ini")
            refused.append(RefusedLine(number, clean_line(content, 60), again))
        else:
            days[read[0]] = read[1]
    return HolidayList(days, tuple(refused))


def read_holiday_file(path: Path) -> str:
    """Return the text of a list in a file; raise InputError where it is none."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(
            tr("Berkas {nama} tidak dapat dibaca.", nama=path.name),
            next=tr("Periksa apakah berkas itu masih ada dan tidak sedang dipakai."),
        ) from error
    if len(content) > _LARGEST or b"\0" in content:
        raise InputError(
            tr("Berkas {nama} bukan daftar hari libur.", nama=path.name),
            next=tr("Pilih berkas CSV dengan baris seperti 2027-03-10;Hari Raya."),
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_day(text: str) -> date | None:
    """Return the day that ``2027-03-10``, ``10-03-2027`` or ``10 Maret 2027`` names."""
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDS.fullmatch(text)) and found[2].casefold() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2].casefold()], int(found[3])
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _read_line(content: str) -> tuple[date, str] | str:
    """Return day and name, or why there are none."""
    sign = next((sign for sign in (";", "\t", ",") if sign in content), "")
    if not sign:
        return tr("tidak ada titik koma antara tanggal dan nama")
    first, _, rest = content.partition(sign)
    day = read_day(first.strip(" \"'"))
    name = clean_line(rest.strip(sign + " \"'"), LONGEST_NAME)
    if day is None:
        return tr("tanggalnya tidak dikenal; tulis seperti 2027-03-10 atau 10-03-2027")
    return (day, name) if name else tr("nama hari liburnya kosong")
