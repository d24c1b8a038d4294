"""The columns of the grid of indikator, one set for each tab."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models.target import Arah
from app.services.capaian.edits import ValueField
from app.services.capaian.texts import change_text
from app.services.ikm.rounding import EMPTY
from app.texts import tr
from app.views.capaian.cell_texts import (
    against_baseline,
    against_before,
    against_nation,
    baseline_text,
    end_reached,
    laju_text,
    loss_tone,
    money_text,
    reached_tone,
    reached_word,
    shown_realisasi,
)
from app.views.capaian.column_kinds import (
    CHANGE_TONES,
    Col,
    Gate,
    change_column,
    computed_column,
    money_column,
    past_capaian_column,
    past_realisasi_column,
    planned_column,
    realisasi_column,
    shown_column,
    value_column,
)
from app.views.widgets.grid_model import GridColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.target import Rpjmd
    from app.services.capaian.overview import IndikatorLine, YearOverview

TABS = ("target", "sebelumnya", "rpjmd", "nasional", "efisiensi")
_MOST_PAST = 4


@dataclass(frozen=True)
class Sheet:
    """What the columns of a year depend on."""

    year: int
    past: tuple[int, ...]
    rpjmd: Rpjmd | None
    gate: Gate = field(compare=False)

    @classmethod
    def of(cls, shown: YearOverview, gate: Gate) -> Sheet:
        """Return that of a year; of many earlier years only the latest stand in the table."""
        figures = shown.figures
        return cls(figures.number, shown.past_years[-_MOST_PAST:], figures.rpjmd, gate)


def columns_of(tab: str, sheet: Sheet) -> list[Col]:
    """Return the columns of a tab."""
    makers: dict[str, Callable[[Sheet], list[Col]]] = {
        "target": _target,
        "sebelumnya": _earlier,
        "rpjmd": _plan,
        "nasional": _national,
        "efisiensi": _budget,
    }
    return [name_column(), _satuan(), *makers[tab](sheet)]


def name_column() -> Col:
    """Return the column of names; ↓ marks what should fall."""
    return GridColumn(
        "indikator", tr("Indikator"), lambda line: line.name, wrap=True, soft=_soft, tip=_who
    )


def _soft(line: IndikatorLine) -> str:
    parts = ["↓"] if line.figures.indikator.arah is Arah.DOWN else []
    if line.figures.is_linked:
        parts.append(tr("mengikuti survei"))
    return " · ".join(parts)


def _who(line: IndikatorLine) -> str:
    names = ", ".join(one.name for one in line.figures.pengampu)
    return tr("Pengampu: {nama}.", nama=names) if names else ""


def _satuan() -> Col:
    return GridColumn(
        "satuan",
        tr("Satuan"),
        lambda line: line.figures.indikator.satuan,
        tone=lambda _: "muted",
    )


def _target(sheet: Sheet) -> list[Col]:
    return [
        value_column(ValueField.TARGET, tr("Target"), sheet.gate),
        value_column(ValueField.REVISED_TARGET, tr("Target perubahan"), sheet.gate),
        realisasi_column(sheet.gate),
        *_achieved(),
        *_spending(sheet.gate),
    ]


def _achieved() -> list[Col]:
    return [
        computed_column("capaian", tr("Capaian %"), lambda line: line.figures.capaian, strong=True),
        GridColumn("predikat", tr("Predikat"), lambda line: line.figures.predikat or EMPTY),
        GridColumn(
            "tercapai",
            tr("Tercapai"),
            lambda line: reached_word(line.figures.tercapai),
            tone=lambda line: reached_tone(line.figures.tercapai),
        ),
    ]


def _spending(gate: Gate) -> list[Col]:
    return [
        money_column(ValueField.PAGU, tr("Pagu Rp"), gate),
        money_column(ValueField.SPENT, tr("Realisasi Rp"), gate),
        computed_column("serapan", tr("Serapan %"), lambda line: line.figures.serapan),
        computed_column(
            "efisiensi_hitung",
            tr("Efisiensi %"),
            lambda line: line.figures.efisiensi,
            tone=lambda line: loss_tone(line.figures.efisiensi),
        ),
    ]


def _earlier(sheet: Sheet) -> list[Col]:
    baseline = sheet.rpjmd.baseline_year if sheet.rpjmd else ""
    return [
        *(past_realisasi_column(year) for year in sheet.past),
        realisasi_column(sheet.gate, tr("Realisasi {tahun}", tahun=sheet.year)),
        computed_column(
            "selisih",
            tr("Selisih"),
            lambda line: line.history.difference,
            text=against_before,
            tone=lambda line: CHANGE_TONES.get(line.history.change, "muted"),
        ),
        change_column("perubahan", tr("Perubahan"), lambda line: line.history.change),
        computed_column("laju", tr("Laju %"), lambda line: line.history.laju, text=laju_text),
        *(past_capaian_column(year) for year in sheet.past),
        computed_column(
            "capaian", tr("Capaian {tahun} %", tahun=sheet.year), lambda n: n.figures.capaian
        ),
        shown_column("nilai_awal", tr("Nilai awal {tahun}", tahun=baseline), baseline_text),
        computed_column(
            "selisih_awal",
            tr("Selisih nilai awal"),
            lambda line: line.figures.selisih_baseline,
            text=against_baseline,
            tone=lambda line: CHANGE_TONES.get(line.figures.change, "muted"),
        ),
    ]


def _plan(sheet: Sheet) -> list[Col]:
    if sheet.rpjmd is None:
        return []
    years = range(sheet.rpjmd.first_year, sheet.rpjmd.last_year + 1)
    return [
        planned_column(
            "baseline", tr("Nilai awal {tahun}", tahun=sheet.rpjmd.baseline_year), sheet.gate
        ),
        *(
            planned_column(str(year), tr("Target {tahun}", tahun=year), sheet.gate)
            for year in years
        ),
        planned_column("end_target", tr("Target akhir"), sheet.gate),
        shown_column("realisasi", tr("Realisasi {tahun}", tahun=sheet.year), shown_realisasi),
        computed_column(
            "kemajuan", tr("Kemajuan %"), lambda line: line.figures.kemajuan, strong=True
        ),
        GridColumn(
            "akhir",
            tr("Target akhir tercapai"),
            lambda line: reached_word(end_reached(line)),
            tone=lambda line: reached_tone(end_reached(line)),
        ),
    ]


def _national(sheet: Sheet) -> list[Col]:
    return [
        realisasi_column(sheet.gate, tr("Realisasi")),
        value_column(ValueField.NATIONAL, tr("Nilai nasional"), sheet.gate),
        computed_column(
            "selisih_nasional",
            tr("Selisih"),
            lambda n: n.figures.yardstick.difference(
                n.figures.realisasi, n.figures.values.national
            ),
            text=against_nation,
            tone=lambda line: CHANGE_TONES.get(line.figures.against_national, "muted"),
        ),
        computed_column(
            "capaian_nasional",
            tr("Capaian terhadap nasional %"),
            lambda line: line.figures.capaian_nasional,
            strong=True,
        ),
        change_column(
            "dibanding_nasional",
            tr("Dibanding nasional"),
            lambda line: line.figures.against_national,
            change_text,
        ),
    ]


def _budget(sheet: Sheet) -> list[Col]:
    rows = [
        value_column(ValueField.TARGET, tr("Target"), sheet.gate),
        realisasi_column(sheet.gate),
        _achieved()[0],
        *_spending(sheet.gate),
        shown_column(
            "baris", tr("Baris program"), lambda line: str(line.figures.budget.rows or EMPTY)
        ),
        shown_column(
            "pagu_baris", tr("Pagu baris Rp"), lambda n: money_text(n.figures.budget.rows_pagu)
        ),
        shown_column(
            "realisasi_baris",
            tr("Realisasi baris Rp"),
            lambda line: money_text(line.figures.budget.rows_spent),
        ),
    ]
    return [*rows]
