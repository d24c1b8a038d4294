"""The recap as a person reads it on a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING

from app.models.survey import BlankRule, WeightRule
from app.services.ikm.rounding import EMPTY, KONVERSI_PLACES, indonesian
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.ikm.result import IkmResult
    from app.services.recap.service import RecapRow

_GAP = "  "
_WIDTH = 78


def as_text(rows: Sequence[RecapRow]) -> str:
    """Return one line per survey, all of a survey that stands alone, and every notice."""
    if not rows:
        return tr("Belum ada survei yang dapat direkap.") + "\n"
    parts = [_survey_table(rows)]
    if len(rows) == 1 and rows[0].result.n:
        parts += [_unsur_table(rows[0].result), "\n".join(_method_lines(rows[0].result))]
    notices = dict.fromkeys(clean_line(row.survey.notice, 1000) for row in rows)
    parts += [textwrap.fill(notice, _WIDTH) for notice in notices if notice]
    return "\n\n".join(parts) + "\n"


def table(head: Sequence[str], lines: Sequence[Sequence[str]], right: Sequence[int]) -> str:
    """Return aligned columns under their names; the columns numbered in ``right`` end flush."""
    shown = [[clean_line(cell) for cell in line] for line in lines]
    columns = list(zip(head, *shown, strict=True))
    widths = [max(_width(cell) for cell in column) for column in columns]
    rule = _GAP.join("-" * width for width in widths)
    body = [
        _GAP.join(
            _padded(c, w, right=p in right)
            for p, (c, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in (head, *shown)
    ]
    return "\n".join(line.rstrip() for line in (body[0], rule, *body[1:]))


def _survey_table(rows: Sequence[RecapRow]) -> str:
    head = (tr("Survei"), tr("Unit"), tr("Tahun"), tr("Periode"), "n", _index(rows), tr("Mutu"))
    lines = [
        (
            row.survey.code,
            row.unit.name,
            str(row.survey.year),
            row.survey.period.name,
            indonesian(row.result.n, 0),
            row.result.ikm_text,
            _mutu_text(row.result),
        )
        for row in rows
    ]
    return table(head, lines, right=(4, 5))


def _index(rows: Sequence[RecapRow]) -> str:
    """Name the index, or say that there are several kinds."""
    kinds = {row.result.instrument.index_short for row in rows}
    return kinds.pop() if len(kinds) == 1 else tr("Indeks")


def _unsur_table(result: IkmResult) -> str:
    head = (tr("Kode"), tr("Unsur"), "n", tr("NRR"), tr("Konversi"), tr("Mutu"))
    lines = [
        (
            row.unsur.code,
            row.unsur.name,
            indonesian(row.n, 0),
            row.nrr_text,
            row.konversi_text,
            f"{row.mutu.letter} {row.mutu.word}" if row.mutu else EMPTY,
        )
        for row in result.unsur
    ]
    return table(head, lines, right=(2, 3, 4))


def _method_lines(result: IkmResult) -> list[str]:
    lowest = ", ".join(f"{row.unsur.name} ({row.konversi_text})" for row in result.lowest())
    lines = [tr("Unsur terendah: {daftar}.", daftar=lowest)]
    instrument = result.instrument
    if not instrument.is_percentage:
        lines.append(
            tr(
                "{indeks} pada skala 0-{tertinggi}; {persen} dari nilai tertinggi.",
                indeks=instrument.index_short,
                tertinggi=instrument.index_highest,
                persen=result.percent_text,
            )
        )
    lines += instrument.notes
    if result.weight_rule is WeightRule.EXACT:
        same = len({unsur.weight for unsur in instrument.unsur}) == 1
        lines.append(
            tr("Bobot tepat 1/N untuk setiap unsur.")
            if same
            else tr("Bobot tepat menurut instrumen.")
        )
    else:
        lines.append(
            tr(
                "Bobot {bobot} untuk setiap unsur; dengan bobot tepat 1/N nilainya {eksak}.",
                bobot=result.weight_rule.value.replace(".", ","),
                eksak=indonesian(result.exact_ikm, KONVERSI_PLACES),
            )
        )
    if result.blank_rule is BlankRule.LEAVE_OUT:
        lines.append(tr("Lembar tidak lengkap yang tidak dihitung: {n}.", n=result.left_out))
    return [textwrap.fill(line, _WIDTH) for line in lines]


def _mutu_text(result: IkmResult) -> str:
    return f"{result.mutu.letter} {result.mutu.word}" if result.mutu else EMPTY


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
