"""The appendix on how a survey was carried out: schedule and team, where they were planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.period import long_date
from app.services.planning.schedule import in_order, stage_name
from app.services.planning.workdays import working_days
from app.services.reports.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Paragraph,
    Table,
    Together,
)
from app.services.reports.figures import figure
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from app.models.planning import Stage, TeamMember
    from app.services.reports.data import ResultsData


def planning_blocks(data: ResultsData) -> list[Block]:
    """Return schedule and team; nothing where neither was planned."""
    parts = [part for part in (_schedule(data), _team(data)) if part]
    if not parts:
        return []
    # The heading never stands alone at the foot of a page.
    first = Together((Heading(tr("Lampiran: Pelaksanaan survei")), *parts[0]))
    return [first, *(Together(part) for part in parts[1:])]


def schedule_table(stages: Iterable[Stage], days_off: Collection[date]) -> Table:
    """Return the stages with their days and working days."""
    rows = tuple(
        (
            stage_name(stage.kind),
            long_date(stage.start),
            long_date(stage.end),
            figure(working_days(stage.start, stage.end, days_off)),
        )
        for stage in in_order(stages)
    )
    return Table(
        columns=(Column(), Column(36), Column(36), Column(24, Align.RIGHT)),
        header=((tr("Kegiatan"), tr("Mulai"), tr("Selesai"), tr("Hari kerja")),),
        rows=rows,
        name=tr("Jadwal survei"),
    )


def working_days_note() -> Paragraph:
    """Return what counts as a working day."""
    return Paragraph(
        tr("Hari kerja: selain Sabtu, Minggu, dan hari libur yang dicatat kantor."), small=True
    )


def team_table(team: Sequence[TeamMember]) -> Table:
    """Return who does what in a survey."""
    rows = tuple(
        (str(number), member.role, member.jabatan or "–", " ".join(member.tasks.split()))
        for number, member in enumerate(team, 1)
    )
    return Table(
        columns=(Column(9, Align.RIGHT), Column(40), Column(44), Column()),
        header=((tr("No."), tr("Kedudukan"), tr("Jabatan"), tr("Tugas")),),
        rows=rows,
        name=tr("Tim pelaksana"),
    )


def _schedule(data: ResultsData) -> tuple[Block, ...]:
    if not data.stages:
        return ()
    return (
        Heading(tr("Jadwal"), 2),
        schedule_table(data.stages, data.days_off),
        working_days_note(),
    )


def _team(data: ResultsData) -> tuple[Block, ...]:
    if not data.team:
        return ()
    return (Heading(tr("Tim pelaksana"), 2), team_table(data.team))
