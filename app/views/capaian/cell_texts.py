"""What stands in the cells of the grids, and in which tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.capaian import LinkKind
from app.services.capaian.texts import (
    difference_decimals,
    difference_text,
    entered_text,
    reached_text,
    realisasi_text,
    typed_text,
)
from app.services.ikm.rounding import EMPTY, indonesian
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from app.models.entered import Entered
    from app.services.capaian.formulas import Computed
    from app.services.capaian.overview import IndikatorLine


def figure_text(figure: Computed) -> str:
    """Return a percentage without its sign, which the title bears."""
    return indonesian(figure.value, 2)


def loss_tone(figure: Computed) -> str:
    """Return the tone of an efisiensi: a loss is marked."""
    return "danger" if figure.value is not None and figure.value < 0 else ""


def reached_tone(reached: bool | None) -> str:  # noqa: FBT001 - the value itself
    """Return the tone of tercapai."""
    return {True: "good", False: "warning", None: "muted"}[reached]


def reached_word(reached: bool | None) -> str:  # noqa: FBT001 - the value itself
    """Return ``tercapai`` or ``belum``."""
    return tr("belum") if reached is False else reached_text(reached)


def money_text(value: Fraction | None) -> str:
    """Return an amount of rupiah without Rp, which the title bears."""
    if value is None:
        return EMPTY
    return indonesian(value, 0 if value.denominator == 1 else 2)


def shown_realisasi(line: IndikatorLine) -> str:
    """Return the realisasi in force."""
    return realisasi_text(line.figures)


def typed_realisasi(line: IndikatorLine) -> str:
    """Return what typing a realisasi begins with; ``*`` keeps it provisional."""
    star = "*" if line.figures.values.provisional else ""
    text = typed_text(line.figures.values.realisasi)
    return f"{text}{star}" if text else ""


def follows_text(line: IndikatorLine) -> str:
    """Say what a realisasi follows; empty where it is typed."""
    if line.figures.values.link is LinkKind.NONE:
        return ""
    said = line.figures.linked.sentence
    return tr("Realisasi ini mengikuti survei. {sumber}", sumber=said).strip()


def about_realisasi(line: IndikatorLine) -> str:
    """Explain a realisasi: what it follows, or that it is provisional."""
    one = line.figures
    if one.is_linked:
        return follows_text(line)
    if one.values.provisional and one.values.reused_year:
        return tr("Nilai sementara, memakai nilai tahun {tahun}.", tahun=one.values.reused_year)
    if one.values.provisional:
        return tr("Nilai sementara.")
    return whole_text(one.realisasi, one.indikator.decimals)


def whole_text(value: Entered, decimals: int | None) -> str:
    """Return the value with all its digits where fewer are shown."""
    if decimals is None or value.decimals <= decimals:
        return ""
    return tr("Diisi {nilai}.", nilai=entered_text(value))


def baseline_text(line: IndikatorLine) -> str:
    """Return the baseline."""
    return entered_text(line.figures.indikator.baseline, line.figures.indikator.decimals)


def end_reached(line: IndikatorLine) -> bool | None:
    """Say whether the end target of the RPJMD is reached."""
    one = line.figures
    return one.yardstick.is_reached(one.realisasi, one.indikator.end_target)


def laju_text(line: IndikatorLine) -> str:
    """Return the growth since the year before."""
    return difference_text(line.history.laju.value, 2)


def against_before(line: IndikatorLine) -> str:
    """Return the difference to the year before."""
    before = line.history.before
    values = (line.figures.realisasi, before.realisasi) if before else ()
    return _difference(line, line.history.difference, values)


def against_baseline(line: IndikatorLine) -> str:
    """Return the difference to the baseline."""
    values = (line.figures.realisasi, line.figures.indikator.baseline)
    return _difference(line, line.figures.selisih_baseline, values)


def against_nation(line: IndikatorLine) -> str:
    """Return the difference to the national value."""
    one = line.figures
    values = (one.realisasi, one.values.national)
    return _difference(line, one.yardstick.difference(*values), values)


def _difference(line: IndikatorLine, figure: Computed, values: Sequence[Entered]) -> str:
    return difference_text(figure.value, difference_decimals(line.figures, *values))


def reason_sentence(reason: str) -> str:
    """Return a reason as a sentence."""
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""
