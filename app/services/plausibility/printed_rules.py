"""Rules about what is printed twice: the konversi of an NRR, the mutu of an IKM."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.ikm.mutu import mutu_of
from app.services.plausibility.finding import Finding, Rule, comma, plain_decimal, shown
from app.services.plausibility.weighting import CHAIN, agree
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.questionnaire import Instrument, Mutu
    from app.services.plausibility.figures import Figure
    from app.services.plausibility.recap import Letter, Recap, RecapRow

_WORD = re.compile(r"[^\W\d_]+")


def konversi_tak_sesuai(recap: Recap) -> Iterator[Finding]:
    """Find a konversi that is not 25 × its NRR, beyond what rounding explains."""
    for row in recap.rows:
        pairs = [(unsur.nrr, unsur.konversi) for unsur in row.unsur.values()]
        for nrr, konversi in (*pairs, (row.indeks, row.ikm)):
            if nrr is not None and konversi is not None and not agree(nrr, konversi):
                yield _differing(row, nrr, konversi)


def mutu_tak_sesuai(recap: Recap) -> Iterator[Finding]:
    """Find a letter or word that is not the one of its value."""
    for row in recap.rows:
        for figure, letter in _lettered(row):
            if figure.usable:
                finding = _wrong_letter(row, figure, letter)
                if finding is not None:
                    yield finding


def _lettered(row: RecapRow) -> Iterator[tuple[Figure, Letter]]:
    """Yield every value that has a mutu beside it."""
    if row.ikm is not None:
        yield from ((row.ikm, letter) for letter in row.mutu)
    for year in row.years:
        if year.mutu is not None:
            yield year.ikm, year.mutu
    for unsur in row.unsur.values():
        if unsur.mutu is not None:
            yield unsur.value, unsur.mutu


def _differing(row: RecapRow, nrr: Figure, konversi: Figure) -> Finding:
    value = nrr.value or 0 * row.instrument.conversion
    message = tr(
        "{kolom} {nilai} tidak sesuai dengan {asal} {nrr}; seharusnya {harapan}.",
        kolom=konversi.column,
        nilai=comma(konversi.text),
        asal=nrr.column,
        nrr=comma(nrr.text),
        harapan=shown(value),
    )
    return row.finding(
        Rule.KONVERSI_TAK_SESUAI, konversi.column, konversi.text, message, plain_decimal(value)
    )


def _wrong_letter(row: RecapRow, figure: Figure, letter: Letter) -> Finding | None:
    named = read_mutu(row.instrument, letter.text)
    allowed = _allowed(row.instrument, figure)
    if not named or (len(named) == 1 and named[0] in allowed):
        return None
    expected = tr(" atau ").join(f"{step.letter} ({step.word})" for step in allowed)
    message = tr(
        "{kolom} “{tertulis}” tidak sesuai dengan {asal} {nilai}, yang berarti {harapan}.",
        kolom=letter.column,
        tertulis=letter.text,
        asal=figure.column,
        nilai=comma(figure.text),
        harapan=expected,
    )
    return row.finding(Rule.MUTU_TAK_SESUAI, letter.column, letter.text, message, expected)


def read_mutu(instrument: Instrument, text: str) -> tuple[Mutu, ...]:
    """Return the steps that ``A (Sangat Baik)``, ``B`` or ``Baik`` name; other words name none.

    More than one means that letter and word contradict each other.
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    joined = " ".join(words)
    by_letter = [step for step in instrument.mutu if step.letter.casefold() in words]
    by_word = [step for step in instrument.mutu if step.word.casefold() in joined]
    longest = max((len(step.word) for step in by_word), default=0)
    by_word = [step for step in by_word if len(step.word) == longest]
    return tuple(dict.fromkeys((*by_letter, *by_word)))


def _allowed(instrument: Instrument, figure: Figure) -> list[Mutu]:
    """Return the steps that the value may belong to before it was rounded coarsely."""
    if figure.value is None:
        return []
    coarse = figure.slack > CHAIN * 4  # coarser than two decimals on 0-100
    values = [figure.value]
    if coarse:
        values = [figure.value - figure.slack, figure.value, figure.value + figure.slack]
    return list(dict.fromkeys(step for v in values if (step := mutu_of(instrument, v))))
