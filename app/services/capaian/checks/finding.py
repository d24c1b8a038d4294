"""What a rule found about a year of capaian: where, what stands there, what was expected."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.capaian.texts import percent_text
from app.services.ikm.rounding import half_up
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    from app.services.capaian.figures import IndikatorFigures, ProgramFigures

_PLACE = 160


class CapaianRule(StrEnum):
    """The rules; the value is the key in files and commands."""

    ANGKA_TAK_SESUAI = "angka_tak_sesuai"
    DI_LUAR_RENTANG = "di_luar_rentang"
    TARGET_NEGATIF = "target_negatif"
    SATUAN_TAK_SAMA = "satuan_tak_sama"
    SATUAN_MENCURIGAKAN = "satuan_mencurigakan"
    ARAH_MENCURIGAKAN = "arah_mencurigakan"
    BARIS_TERSALIN = "baris_tersalin"
    RATA_KELURAHAN_TAK_SESUAI = "rata_kelurahan_tak_sesuai"
    PAGU_TAK_SESUAI_BARIS = "pagu_tak_sesuai_baris"
    REALISASI_TAK_SESUAI_BARIS = "realisasi_tak_sesuai_baris"
    REALISASI_MELEBIHI_PAGU = "realisasi_melebihi_pagu"

    @property
    def label(self) -> str:
        """The rule as it is shown."""
        return tr(_TITLES[self])


_TITLES = {
    CapaianRule.ANGKA_TAK_SESUAI: "Angka yang tertulis tidak mengikuti datanya",
    CapaianRule.DI_LUAR_RENTANG: "Nilai di luar rentang",
    CapaianRule.TARGET_NEGATIF: "Target negatif",
    CapaianRule.SATUAN_TAK_SAMA: "Satuan target dan realisasi berbeda",
    CapaianRule.SATUAN_MENCURIGAKAN: "Satuan tidak cocok dengan namanya",
    CapaianRule.ARAH_MENCURIGAKAN: "Arah tidak cocok dengan namanya",
    CapaianRule.BARIS_TERSALIN: "Baris tersalin",
    CapaianRule.RATA_KELURAHAN_TAK_SESUAI: "Rata-rata kelurahan berbeda",
    CapaianRule.PAGU_TAK_SESUAI_BARIS: "Pagu berbeda dari jumlah barisnya",
    CapaianRule.REALISASI_TAK_SESUAI_BARIS: "Realisasi anggaran berbeda dari jumlah barisnya",
    CapaianRule.REALISASI_MELEBIHI_PAGU: "Realisasi anggaran di atas pagu",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a finding is about: an indikator or a program row."""

    text: str
    indikator_id: int | None = None
    program_id: int | None = None


@dataclass(frozen=True, slots=True)
class CapaianFinding:
    """One thing to look at.

    ``value`` and ``expected`` stand as they are printed; the second may be empty.
    """

    rule: CapaianRule
    place: Place
    column: str
    value: str
    expected: str
    text: str
    """A whole sentence that names place, values and what is wrong."""
    checked: str = ""
    """The reason for which somebody found it right."""
    checked_by: str = ""

    @property
    def title(self) -> str:
        """The rule as it is shown."""
        return self.rule.label

    @property
    def waits(self) -> bool:
        """Say whether somebody should still look at it."""
        return not self.checked

    @property
    def short(self) -> str:
        """The finding where there is little room."""
        return f"{clean_line(self.place.text, 60)}: {self.title[:1].lower()}{self.title[1:]}"

    @property
    def key(self) -> str:
        """What identifies it while rule, place and values stay the same."""
        parts = (self.rule.value, self.place.text, self.column, self.value, self.expected)
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
        return f"{self.rule.value} {digest} {clean_line(self.place.text, _PLACE)}"


def indikator_place(one: IndikatorFigures) -> Place:
    """Return the place of an indikator: ``Sasaran 3, Indeks Kepuasan Masyarakat``."""
    text = tr("Sasaran {n}, {indikator}", n=one.sasaran.number, indikator=one.indikator.name)
    return Place(text, indikator_id=one.indikator.id)


def program_place(one: ProgramFigures) -> Place:
    """Return the place of a program row: perangkat daerah, kelurahan and program."""
    parts = (one.row.perangkat_daerah, one.row.kelurahan, one.row.program)
    return Place(", ".join(filter(None, parts)), program_id=one.row.id)


def rounded_percent(value: Fraction, decimals: int) -> str:
    """Return a percentage with so many decimals, two at least."""
    if decimals <= 2:  # noqa: PLR2004 - as percentages are printed
        return percent_text(value)
    return f"{half_up(value, decimals):f}%".replace(".", ",")
