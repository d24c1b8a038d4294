"""What somebody typed or handed over, as a value: the separators are stated, never guessed.

``15.426`` and ``3,330`` mean different numbers in different offices (rules/capaian.md §5). A text
that does not fit what was stated is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection  # noqa: TC003 - read at run time by the dataclass
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from app.models.entered import LONGEST, STATES, Entered, Kind
from app.services.tables.table import NumberCell
from app.services.text import clean_line
from app.texts import tr


class Separator(StrEnum):
    """The sign before the decimals; the other one parts thousands."""

    POINT = "titik"
    COMMA = "koma"

    @property
    def sign(self) -> str:
        """The sign itself."""
        return "." if self is Separator.POINT else ","

    @property
    def other(self) -> str:
        """The sign that parts thousands."""
        return "," if self is Separator.POINT else "."


@dataclass(frozen=True, slots=True)
class NotAValue:
    """Why a text is no value."""

    reason: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What stands in a column. ``units`` are words (small letters) that may follow a number.

    ``is_grouped`` says that thousands are parted: without it ``15.426`` under a decimal comma may
    as well be 15,426, and is refused. ``is_money`` allows ``Rp``, is always grouped, and has at
    most two decimals. ``is_graded`` takes any short text for a grade.
    """

    decimal: Separator
    is_grouped: bool = False
    is_money: bool = False
    is_graded: bool = False
    units: Collection[str] = frozenset()


_SPELT_STATES = {
    **{state.casefold(): Entered(state) for state in STATES},
    **dict.fromkeys(("na", "n.a", "n.a.", "#n/a", "tidak tersedia", "tidak ada"), Entered("N/A")),
    **dict.fromkeys(("–", "—", "−", "--"), Entered("-")),
}
_PERCENT = ("%", "persen")
KNOWN_UNITS = frozenset(
    {
        *("poin", "level", "nilai", "indeks", "skor", "orang", "juta orang", "ribu orang", "jiwa"),
        *("menit", "jam", "hari", "hari kerja", "bulan", "tahun", "kali", "unit", "kasus"),
        *("rupiah", "ribu rupiah", "juta rupiah", "miliar rupiah", "triliun rupiah"),
        *("dokumen", "laporan", "kegiatan", "paket", "kelurahan", "kecamatan", "desa", "rt", "rw"),
        *("kk", "rumah", "ton", "kg", "kwintal", "ha", "hektare", "km", "km2", "m", "m2", "m3"),
    }
)
_SIGNS = {**dict.fromkeys("−–—", "-"), "\u00a0": " ", "\u202f": " "}
_NUMBER = re.compile(r"([+-]?)\s*((?:\d[\d.,]*|[.,]\d+))\s*(.*)", re.ASCII)
_RUPIAH = re.compile(r"^rp\.?\s*|\s*[,.]-+$", re.IGNORECASE)
_LEVEL = re.compile(r"(?:level|tingkat)\s*(\d+|[ivx]+)", re.ASCII | re.IGNORECASE)
_GRADE = re.compile(r"[A-E]{1,2}[+-]?|WTP(?:[ -]DPP)?|WDP|TMP|TW", re.ASCII)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_MONEY_DECIMALS = 2
_GROUP = 3
_EXACT_DIGITS = ".15g"
"""So many digits a spreadsheet keeps of what is typed into it; beyond is noise."""


def read_value(text: str, expected: Expected) -> Entered | NotAValue:
    """Return the value of a cell. A cell that holds a number is one, whatever was stated."""
    if isinstance(text, NumberCell):
        return _of_number_cell(text)
    return _read(clean_line(text, 4 * LONGEST).translate(_TABLE), expected)


def without_star(text: str) -> str:
    """Return a text without the ``*`` that marks a provisional value."""
    return text if isinstance(text, NumberCell) else text.rstrip().rstrip("*")


def number_cell(value: Entered) -> float | None:
    """Return the number by which a cell of a workbook holds a value.

    None where it would come back otherwise: with a unit, zeros at its end, or too many digits.
    """
    if value.kind is not Kind.NUMBER or value.unit or "/" in value.text:
        return None
    number = float(value.text)
    return number if _of_number_cell(repr(number)) == value else None


def _of_number_cell(text: str) -> Entered:
    number = Decimal(format(float(text), _EXACT_DIGITS))
    return Entered(f"{number:f}" if number else "0")


@lru_cache(maxsize=32_768)
def _read(text: str, expected: Expected) -> Entered | NotAValue:
    if not text:
        return Entered()
    if state := _SPELT_STATES.get(text.casefold()):
        return state
    bare = _RUPIAH.sub("", text) if expected.is_money else text
    if match := _NUMBER.fullmatch(bare):
        return _number(match[1], match[2], match[3], expected)
    if expected.is_money:
        return NotAValue(tr("bukan jumlah rupiah"))
    if match := _LEVEL.fullmatch(text):
        return _level(match[1])
    if _GRADE.fullmatch(text) or (expected.is_graded and len(text) <= LONGEST):
        return _grade(text)
    return NotAValue(tr("bukan angka, bukan huruf mutu, dan bukan keterangan seperti N/A"))


def _number(sign: str, digits: str, rest: str, expected: Expected) -> Entered | NotAValue:
    unit = _unit(rest, expected)
    if isinstance(unit, NotAValue):
        return unit
    plain = _plain(digits, expected)
    if isinstance(plain, NotAValue):
        return plain
    negative = "-" if sign == "-" and plain.strip("0.") else ""
    value = f"{negative}{plain}{unit}"
    if len(value) > LONGEST:
        return NotAValue(tr("terlalu panjang"))
    return Entered(value)


def _unit(rest: str, expected: Expected) -> str | NotAValue:
    word = rest.strip()
    if not word:
        return ""
    if not expected.is_money:
        if word.casefold() in _PERCENT:
            return "%"
        if word.casefold() in KNOWN_UNITS or word.casefold() in expected.units:
            return f" {word}"
    return NotAValue(tr("ada tulisan “{kata}” di belakang angkanya", kata=word))


def _plain(digits: str, expected: Expected) -> str | NotAValue:
    """Return digits with a decimal point and without thousands separators."""
    decimal, other = expected.decimal.sign, expected.decimal.other
    head, found, tail = digits.partition(decimal)
    if decimal in tail:
        return NotAValue(
            tr(
                "{tanda} lebih dari satu, padahal {tanda} dinyatakan sebagai tanda desimal",
                tanda=expected.decimal.value,
            )
        )
    if (found and not tail) or other in tail:
        return _unfit(expected)
    groups = head.split(other)
    if len(groups) > 1 and not _are_thousands(groups):
        return _unfit(expected)
    if len(groups) == 2 and not (found or expected.is_money or expected.is_grouped):  # noqa: PLR2004 - one group
        return NotAValue(
            tr(
                "dapat berarti {ribu} atau {desimal}; tulis tanpa pemisah ribuan",
                ribu="".join(groups),
                desimal=f"{groups[0]},{groups[1]}",
            )
        )
    if expected.is_money and len(tail) > _MONEY_DECIMALS:
        return NotAValue(
            tr(
                "rupiah dengan {n} angka di belakang {tanda}; nyatakan {lain} sebagai tanda"
                " desimal bila itu pemisah ribuan",
                n=len(tail),
                tanda=expected.decimal.value,
                lain=(
                    Separator.COMMA if expected.decimal is Separator.POINT else Separator.POINT
                ).value,
            )
        )
    whole = "".join(groups) or "0"
    return f"{whole}.{tail}" if found else whole


def _are_thousands(groups: list[str]) -> bool:
    first, *others = groups
    return 1 <= len(first) <= _GROUP and all(len(group) == _GROUP for group in others)


def _unfit(expected: Expected) -> NotAValue:
    return NotAValue(
        tr("tidak cocok dengan {tanda} sebagai tanda desimal", tanda=expected.decimal.value)
    )


def _level(digits: str) -> Entered | NotAValue:
    number = int(digits) if digits.isdecimal() else _ROMAN.get(digits.casefold())
    return (
        NotAValue(tr("level ini tidak dikenal")) if number is None else Entered(f"Level {number}")
    )


def _grade(text: str) -> Entered | NotAValue:
    made = Entered(text)
    return made if made.kind is Kind.GRADE else NotAValue(tr("tidak dapat dibaca"))


_TABLE = str.maketrans(_SIGNS)
