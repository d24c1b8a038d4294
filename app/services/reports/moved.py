"""Says how an index moved from one period to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.ikm.rounding import KONVERSI_PLACES, half_up, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from fractions import Fraction

    At = tuple[str, Fraction]
    """When, within a sentence, and the index."""


def moved_sentence(index: str, before: At, now: At) -> str:
    """Return how far an index rose or fell, or that it stayed."""
    change = now[1] - before[1]
    known = {
        "indeks": index,
        "lama": indonesian(before[1], KONVERSI_PLACES),
        "baru": indonesian(now[1], KONVERSI_PLACES),
        "kini": now[0],
        "dulu": before[0],
    }
    if not half_up(change, KONVERSI_PLACES):
        return tr("{indeks} {kini} tetap {baru}, sama seperti pada {dulu}.", **known)
    known["beda"] = indonesian(abs(change), KONVERSI_PLACES)
    if change > 0:
        return tr(
            "{indeks} naik {beda} poin, dari {lama} pada {dulu} menjadi {baru} pada {kini}.",
            **known,
        )
    return tr(
        "{indeks} turun {beda} poin, dari {lama} pada {dulu} menjadi {baru} pada {kini}.", **known
    )
