"""Answers as other programs write them: numbers, labels of options, letters."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from app.models.questionnaire import Instrument, Question

_PREFIXED = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])\s*[.):\]=-]\s*(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})(?:([.,])0{1,6})?", re.ASCII)
_LETTERS = "abcdefghi"
_AGREEING = (
    *("setuju", "sesuai", "puas", "baik", "mudah", "cepat", "jelas", "memuaskan"),
    *("sopan", "ramah", "kompeten", "mampu", "lengkap", "nyaman", "terjangkau", "wajar"),
)
_DEGREES = (("tidak", "kurang", "", "sangat"), ("sangat tidak", "tidak", "", "sangat"))
_GENERIC_SCALE = (1, 4)


class ScaleUse(StrEnum):
    """How the numbers of a file stand to the scale; only what somebody stated is done."""

    SAME = "apa adanya"
    REVERSED = "terbalik"
    FROM_ZERO = "mulai 0"


class ScoreError(ValueError):
    """An answer that cannot be understood; its text is the reason."""


def plain_label(text: str) -> str:
    """Return a label as it is compared: ``4. Sangat  SESUAI!`` is ``sangat sesuai``."""
    return _spaced(_PREFIXED.sub("", text, count=1))


class ScoreReader:
    """Reads the answers of one question in the way in which its whole column is written."""

    def __init__(
        self,
        instrument: Instrument,
        question: Question,
        cells: Collection[str],
        *,
        use: ScaleUse = ScaleUse.SAME,
        decimal: str = "",
    ) -> None:
        self._instrument = instrument
        self._scores = frozenset(instrument.scores)
        self._use, self._decimal = use, decimal
        self._labels = own_labels(question)
        filled = {cell.strip() for cell in cells} - {""}
        self._letters = (
            bool(filled) and filled.isdisjoint(self._labels) and self._are_letters(filled)
        )
        self._generic = {} if self._letters else generic_labels(instrument, filled)

    def read(self, cell: str) -> int:
        """Return the score of a cell that is not blank. Raises ScoreError."""
        if match := _NUMBER.fullmatch(cell):
            return self._number(int(match[1]), match[2] or "")
        if self._letters:
            return self._instrument.scores[_LETTERS.index(cell.casefold())]
        for known in (self._labels, self._generic):
            for label in (_spaced(cell), plain_label(cell)):
                if label in known:
                    return known[label]
        raise ScoreError(self._reason())

    def _are_letters(self, filled: set[str]) -> bool:
        allowed = set(_LETTERS[: len(self._instrument.scores)])
        return {cell.casefold() for cell in filled} <= allowed

    def _number(self, number: int, sign: str) -> int:
        if sign and self._decimal and sign != self._decimal:
            raise ScoreError(
                tr(
                    "tanda desimalnya “{tanda}”, bukan “{dinyatakan}”",
                    tanda=sign,
                    dinyatakan=self._decimal,
                )
            )
        lowest, highest = self._instrument.lowest, self._instrument.highest
        if self._use is ScaleUse.REVERSED:
            number = lowest + highest - number
        elif self._use is ScaleUse.FROM_ZERO:
            number += lowest
        if number not in self._scores:
            raise ScoreError(self._reason())
        return number

    def _reason(self) -> str:
        lowest, highest = self._instrument.lowest, self._instrument.highest
        if self._use is ScaleUse.FROM_ZERO:
            lowest, highest = 0, highest - lowest
        return tr(
            "jawaban harus bilangan bulat {dari} sampai {sampai} atau tulisan pilihannya",
            dari=lowest,
            sampai=highest,
        )


def own_labels(question: Question) -> dict[str, int]:
    """Return the labels of a question as they are compared, with their scores."""
    short: dict[str, int] = {}
    for option in question.options:
        short.setdefault(_spaced(option.short_label), option.score)
    return short | {_spaced(option.label): option.score for option in question.options}


def generic_labels(instrument: Instrument, filled: Iterable[str]) -> dict[str, int]:
    """Return the scale of agreement that every cell of a column speaks, if there is one.

    “Tidak setuju” is the lowest of one scale and the second of another: which one a column uses
    shows in its other labels; where it does not, nothing is assumed.
    """
    if (instrument.lowest, instrument.highest) != _GENERIC_SCALE:
        return {}
    labels = {plain_label(cell) for cell in filled}
    if not labels:
        return {}
    for word in _AGREEING:
        scales = [
            {f"{degree} {word}".strip(): score for score, degree in enumerate(degrees, 1)}
            for degrees in _DEGREES
        ]
        fitting = [scale for scale in scales if labels <= scale.keys()]
        if len(fitting) == 1:
            return fitting[0]
        if fitting and all(fitting[0][label] == fitting[1][label] for label in labels):
            return fitting[0]
    return {}


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())
