"""An instrument as tables of whole numbers, for a query that has no fractions."""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.publishing import PublishedInstrument
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.models.store.instruments import StoredInstrument

MILLION = 1_000_000
LARGEST = 9 * 10**18
"""What fits into 64 bits."""
LARGEST_DIVISOR = 9 * 10**14
"""A divisor may grow by four decimals and must still fit; resources/sql/angka.sql counts on it."""


def published_instrument(stored: StoredInstrument, instrument: Instrument) -> PublishedInstrument:
    """Return the rows of an instrument, with weights as whole parts of their sum."""
    key, factor = stored.sha256, instrument.conversion
    scale = _scale(instrument)
    return PublishedInstrument(
        sha256=key,
        rows=(
            (
                (
                    key,
                    instrument.key,
                    instrument.version,
                    instrument.name,
                    instrument.index_short,
                    instrument.lowest,
                    instrument.highest,
                    factor.numerator,
                    factor.denominator,
                    instrument.index_highest,
                ),
            ),
            tuple(
                (key, place, unsur.key, unsur.code, unsur.name, int(unsur.weight * scale))
                for place, unsur in enumerate(instrument.unsur, 1)
            ),
            tuple((key, q.number, q.key, q.unsur, q.text) for q in instrument.questions),
            tuple(
                (key, place, step.letter, step.word, int(step.lower * MILLION))
                for place, step in enumerate(instrument.mutu, 1)
            ),
        ),
    )


def require_exact(instrument: Instrument, sheets: int) -> None:
    """Raise InputError where the figures of so many sheets would not fit into 64 bits.

    The bounds are those of the terms in resources/sql/angka.sql; only weights or factors of nine
    decimals and more come near them.
    """
    factor, parts, n = instrument.conversion, _scale(instrument), max(sheets, 1)
    unsur = len(instrument.unsur)
    questions = max(len(instrument.questions_of(one.key)) for one in instrument.unsur)
    answers = 9 * n * len(instrument.questions)
    weight = max(parts, 11 * unsur)
    divisor = max(parts, 100 * unsur) * factor.denominator * questions * n
    published = factor.numerator * 1110 * unsur * 90_000 * unsur
    if (
        divisor > LARGEST_DIVISOR
        or factor.numerator * weight * answers > LARGEST
        or published > LARGEST
    ):
        raise InputError(
            tr(
                "Bobot atau faktor instrumen {nama} terlalu rinci untuk diterbitkan.",
                nama=instrument.name,
            ),
            next=tr("Buat versi instrumen dengan bobot paling banyak enam desimal."),
        )


def _scale(instrument: Instrument) -> int:
    return lcm(*(unsur.weight.denominator for unsur in instrument.unsur))
