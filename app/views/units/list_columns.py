"""The columns of the tree of units and of the preview of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.units.preview import RowStatus
from app.texts import tr
from app.views.widgets.table_model import Align, Column

if TYPE_CHECKING:
    from app.services.units.preview import UnitRow
    from app.services.units.service import UnitNode

_STATUS_TONES = {
    RowStatus.NEW: "good",
    RowStatus.CHANGED: "fine",
    RowStatus.SAME: "muted",
    RowStatus.REFUSED: "danger",
}
_STATUS_WORDS = {
    RowStatus.NEW: "baru",
    RowStatus.CHANGED: "berubah",
    RowStatus.SAME: "sama",
    RowStatus.REFUSED: "ditolak",
}

WIDE_ONLY = ("induk", "alias", "layanan")
"""Columns that give way where the form stands beside the table."""


def unit_columns() -> list[Column[UnitNode]]:
    """Return the columns of the tree."""
    return [
        Column("kode", tr("Kode"), lambda node: node.unit.code, tone=_tone, width=150),
        Column(
            "nama",
            tr("Nama"),
            lambda node: node.unit.name,
            indent=lambda node: node.depth,
            tone=_tone,
            stretch=True,
        ),
        Column("jenis", tr("Jenis"), lambda node: node.unit.type.label, tone=_tone, width=110),
        Column(
            "induk",
            tr("Induk"),
            lambda node: node.parent.name if node.parent else "–",
            tone=_tone,
            width=150,
        ),
        Column(
            "alias",
            tr("Alias"),
            lambda node: ", ".join(node.unit.aliases) or "–",
            tone=_tone,
            width=110,
        ),
        Column("layanan", tr("Layanan"), _services, tone=_tone, width=150),
    ]


def preview_columns() -> list[Column[UnitRow]]:
    """Return the columns of the preview; the note says why a row is refused or what changes."""
    return [
        Column("baris", tr("Baris"), lambda row: str(row.line), Align.RIGHT, lambda row: row.line),
        Column(
            "keadaan",
            tr("Keadaan"),
            lambda row: tr(_STATUS_WORDS[row.status]),
            badge=lambda row: _STATUS_TONES[row.status],
        ),
        Column("kode", tr("Kode"), lambda row: row.code or "–", width=120),
        Column("nama", tr("Nama"), lambda row: row.name or "–", width=210),
        Column("jenis", tr("Jenis"), lambda row: row.type.label, width=100),
        Column("induk", tr("Induk"), lambda row: row.parent or "–", width=110),
        Column("catatan", tr("Catatan"), _note, tone=_note_tone, stretch=True),
    ]


def _services(node: UnitNode) -> str:
    return ", ".join(service.name for service in node.services if service.active) or "–"


def _tone(node: UnitNode) -> str:
    return "" if node.unit.active else "muted"


def _note(row: UnitRow) -> str:
    if row.note:
        return row.note
    return ", ".join(row.services) if row.status is RowStatus.NEW else "–"


def _note_tone(row: UnitRow) -> str:
    return {RowStatus.REFUSED: "danger", RowStatus.CHANGED: "fine"}.get(row.status, "muted")
