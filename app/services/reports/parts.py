"""Parts that several reports share: kop, signature, names, tables of the quality scale."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from app.models.period import long_date
from app.services.charts.builders import joined
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.reports.blocks import Align, Cell, Column, KopSurat, Row, Signature, Table
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from app.models.questionnaire import Instrument
    from app.models.unit import Office, Official
    from app.services.ikm.cross import RespondentTable
    from app.services.ikm.result import IkmResult, UnsurResult
    from app.services.reports.data import ResultsData

_STEP = Decimal("0.01")
_PERCENT_PLACES = 2
_LONGEST_NAME = 100


class Headed(Protocol):
    """What is printed under the letterhead of the office."""

    @property
    def office(self) -> Office:
        """The office of the file."""

    @property
    def office_name(self) -> str:
        """Its name."""


class Signed(Protocol):
    """What somebody signs."""

    @property
    def place(self) -> str:
        """Where it is signed."""

    @property
    def signed_on(self) -> date:
        """When it is signed."""

    @property
    def official(self) -> Official | None:
        """Who signs it."""


def kop_of(data: Headed) -> KopSurat:
    """Return the letterhead of the office."""
    return kop_of_office(data.office, data.office_name)


def kop_of_office(office: Office, office_name: str) -> KopSurat:
    """Return the letterhead; a government's name is not said twice where it is the office."""
    lines, name = office.letterhead, office_name.upper()
    if lines and lines[-1].strip().upper() == name.strip():
        lines = lines[:-1]
    return KopSurat(lines, name, office.address, office.logo)


def signature_of(data: Signed) -> Signature:
    """Return the block that the official signs, with empty lines where nobody is known."""
    official = data.official
    return Signature(
        place_and_date=place_and_date(data),
        jabatan=official.jabatan if official else "",
        name=official.name if official else "",
        pangkat=official.pangkat if official else "",
        nip=official.nip if official else "",
    )


def place_and_date(data: Signed) -> str:
    """Return where and when something is signed, with dots where the place is not known."""
    place = data.place or "." * 24
    return tr("{tempat}, {tanggal}", tempat=place, tanggal=long_date(data.signed_on))


def survey_name(instrument: Instrument) -> str:
    """Return the name of the survey without the remark in brackets: ``Survei …``."""
    return instrument.name.split(" (")[0]


def mutu_text(result: IkmResult) -> str:
    """Return ``B (Baik)``, or a dash when there is no index."""
    if result.mutu is None:
        return indonesian(None, 0)
    return f"{result.mutu.letter} ({result.mutu.word})"


def services_text(data: ResultsData, most: int = 6) -> str:
    """Return the services by name; many are counted instead of being listed to the last."""
    if not data.services:
        return tr("Semua jenis layanan")
    names = [_shortened(name) for name in data.services[:most]]
    rest = len(data.services) - len(names)
    if not rest:
        return joined(names)
    return tr("{daftar}, dan {sisa} jenis layanan lain", daftar=", ".join(names), sisa=rest)


def named_values(rows: Sequence[UnsurResult]) -> str:
    """Return ``Waktu Penyelesaian (83,28)``, or several names that share or near a value."""
    return joined([f"{row.unsur.name} ({row.konversi_text})" for row in rows])


def mutu_table(instrument: Instrument) -> Table:
    """Return the quality table of the instrument: interval, letter and word."""
    upper = Decimal(100)
    rows: list[Row] = []
    for step in instrument.mutu:
        interval = f"{_two(step.lower)} – {_two(upper)}"
        rows.append((interval, Cell(step.letter, bold=True), step.word))
        upper = step.lower - _STEP
    return Table(
        columns=(Column(align=Align.CENTER), Column(16, Align.CENTER), Column()),
        header=((_value_name(instrument), tr("Mutu"), tr("Kinerja")),),
        rows=tuple(rows),
        size=8,
        name=tr("Tabel mutu"),
    )


def _value_name(instrument: Instrument) -> str:
    return tr("Nilai konversi") if instrument.is_percentage else tr("% dari tertinggi")


def respondent_table(table: RespondentTable) -> Table:
    """Return n and % of each group of one characteristic."""
    total = sum(n for _, n in table.rows)
    rows = tuple(
        (label or tr("Tidak diisi"), figure(n), share(n, total)) for label, n in table.rows
    )
    return Table(
        columns=(Column(), Column(14, Align.RIGHT), Column(16, Align.RIGHT)),
        header=((table.field.name, "n", "%"),),
        rows=rows,
        footer=((tr("Jumlah"), figure(total), share(total, total)),),
        size=8,
        name=tr("Responden menurut {ciri}", ciri=table.field.name.lower()),
    )


def share(n: int, total: int) -> Cell:
    """Return a share in percent with two decimals, or a dash of nothing."""
    return figure(Fraction(100 * n, total) if total else None, _PERCENT_PLACES)


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"


def _two(value: Decimal) -> str:
    return indonesian(Fraction(value), KONVERSI_PLACES)
