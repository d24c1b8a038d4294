"""What a rule found: where, what stands there, and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, half_up, indonesian

if TYPE_CHECKING:
    from fractions import Fraction


class Rule(StrEnum):
    """The rules of rules/skm.md §5; the value is the key in files and commands."""

    BUKAN_ANGKA = "bukan_angka"
    DI_LUAR_RENTANG = "di_luar_rentang"
    SKALA_SALAH = "skala_salah"
    KONVERSI_TAK_SESUAI = "konversi_tak_sesuai"
    IKM_TAK_SESUAI_UNSUR = "ikm_tak_sesuai_unsur"
    IKM_TERSALIN = "ikm_tersalin"
    MUTU_TAK_SESUAI = "mutu_tak_sesuai"
    NRR_MUSTAHIL = "nrr_mustahil"
    JAWABAN_SERAGAM = "jawaban_seragam"
    BARIS_KEMBAR = "baris_kembar"
    UNIT_GANDA = "unit_ganda"
    UNIT_TANPA_DATA = "unit_tanpa_data"
    TAHUNAN_TAK_SESUAI_PERIODE = "tahunan_tak_sesuai_periode"
    RESPONDEN_TAK_SESUAI_PERIODE = "responden_tak_sesuai_periode"
    PERUBAHAN_BESAR = "perubahan_besar"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at again. ``baris`` is the data row from 1.

    ``nilai`` stands as the file writes it. ``harapan`` is a plain decimal (``94.00``), a range
    (``25.00..100.00``), words, or empty where nothing better is known. ``pesan`` is a whole
    sentence that names row, values and rule.
    """

    baris: int
    unit: str
    periode: str
    aturan: Rule
    kolom: str
    nilai: str
    harapan: str
    pesan: str


def shown(value: Fraction, places: int = KONVERSI_PLACES) -> str:
    """Return a number as a sentence writes it: ``94,00``."""
    return indonesian(value, places)


def plain_decimal(value: Fraction, places: int = KONVERSI_PLACES) -> str:
    """Return a number as other programs read it: ``94.00``."""
    return f"{half_up(value, places):.{places}f}"


def plain_range(lower: Fraction, upper: Fraction) -> str:
    """Return a range as other programs read it: ``25.00..100.00``."""
    return f"{plain_decimal(lower)}..{plain_decimal(upper)}"


def comma(text: str) -> str:
    """Return a number of the file with the decimal comma of a sentence."""
    return text.replace(".", ",") if text.count(".") == 1 and "," not in text else text
