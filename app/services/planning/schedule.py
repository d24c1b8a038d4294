"""The four stages of a survey: a proposal from its period, a shifted copy, what looks wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.period import MONTHS, long_date
from app.models.planning import Stage, StageKind
from app.services.planning.workdays import (
    after_working_days,
    is_working_day,
    working_day_from,
    working_day_until,
    working_days,
)
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from app.models.survey import Survey

ORDER = tuple(StageKind)
_DAY = timedelta(days=1)
_SHARES = {
    StageKind.PREPARATION: 10,
    StageKind.PROCESSING: 15,
    StageKind.REPORTING: 15,
}
"""Percent of the working days that a stage takes; collection has all others."""
_MOST = 10
"""Working days that a stage besides collection takes at most."""


_WEEK = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def day_name(day: date) -> str:
    """Return ``Kamis``."""
    return _WEEK[day.weekday()]


def short_date(day: date) -> str:
    """Return ``12 Mar 2026``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def stage_name(kind: StageKind) -> str:
    """Return a stage as screens and reports write it."""
    return {
        StageKind.PREPARATION: tr("Persiapan"),
        StageKind.COLLECTION: tr("Pengumpulan data"),
        StageKind.PROCESSING: tr("Pengolahan dan analisis"),
        StageKind.REPORTING: tr("Penyusunan dan pelaporan"),
    }[kind]


def proposed_schedule(survey: Survey, holidays: Collection[date]) -> tuple[Stage, ...]:
    """Return four stages one after the other that fill the working days of the period.

    Where the survey says when collection ends, the stages after it follow that day. Raises
    InputError for a period with fewer than four working days.
    """
    period = survey.period
    days = working_days(period.start, period.end, holidays)
    if days < len(ORDER):
        raise InputError(
            tr("Periode ini hanya punya {jumlah} hari kerja, kurang dari empat.", jumlah=days),
            next=tr("Isi tanggal keempat tahap sendiri."),
        )
    lengths = {kind: min(_MOST, max(1, days * part // 100)) for kind, part in _SHARES.items()}
    lengths[StageKind.COLLECTION] = days - sum(lengths.values())
    stages, start = [], period.start
    for kind in ORDER:
        first = working_day_from(start, holidays)
        last = after_working_days(first, lengths[kind], holidays)
        if kind is StageKind.COLLECTION and survey.collection_end:
            last = max(first, working_day_until(survey.collection_end, holidays))
        stages.append(Stage(survey.id, kind, first, last))
        start = last + _DAY
    return tuple(stages)


def shifted(stages: Iterable[Stage], by: timedelta, holidays: Collection[date]) -> list[Stage]:
    """Return the stages moved by ``by``, then inwards to working days; they are not stored yet."""
    moved = []
    for stage in stages:
        start = working_day_from(stage.start + by, holidays)
        end = max(start, working_day_until(stage.end + by, holidays))
        moved.append(replace(stage, start=start, end=end, id=0, uuid="", revision=0))
    return moved


def in_order(stages: Iterable[Stage]) -> list[Stage]:
    """Return stages in the order of their kinds."""
    return sorted(stages, key=lambda stage: ORDER.index(stage.kind))


def schedule_warnings(
    survey: Survey, stages: Sequence[Stage], holidays: Collection[date]
) -> tuple[str, ...]:
    """Return what looks wrong in a schedule, as whole sentences; none of it forbids saving."""
    ordered = in_order(stages)
    found: list[str] = []
    for stage in ordered:
        found += _of_stage(stage, holidays)
    for before, after in pairwise(ordered):
        found += _between(before, after)
    found += _of_survey(survey, ordered)
    return tuple(found)


def _of_stage(stage: Stage, holidays: Collection[date]) -> Iterable[str]:
    name = stage_name(stage.kind)
    if stage.end < stage.start:
        yield tr("{tahap} berakhir sebelum dimulai.", tahap=name)
    elif not working_days(stage.start, stage.end, holidays):
        yield tr("{tahap} tidak punya hari kerja.", tahap=name)
    else:
        for day in dict.fromkeys((stage.start, stage.end)):
            if not is_working_day(day, holidays):
                yield tr("{tahap}: {hari} bukan hari kerja.", tahap=name, hari=long_date(day))


def _between(before: Stage, after: Stage) -> Iterable[str]:
    names = {"awal": stage_name(before.kind), "lanjut": stage_name(after.kind)}
    if after.start < before.start:
        yield tr("{lanjut} dimulai sebelum {awal}.", **names)
    elif after.start <= before.end:
        yield tr("{lanjut} dimulai sebelum {awal} selesai.", **names)


def _of_survey(survey: Survey, stages: Sequence[Stage]) -> Iterable[str]:
    collection = next((s for s in stages if s.kind is StageKind.COLLECTION), None)
    if collection is None:
        return
    period = survey.period
    if collection.end < period.start or collection.start > period.end:
        yield tr("Pengumpulan data tidak berada di dalam periode survei.")
    end = survey.collection_end
    if end is not None and end != collection.end:
        yield tr(
            "Batas pengumpulan data pada pengaturan survei {batas}; menyimpan jadwal menggantinya"
            " dengan {akhir}.",
            batas=long_date(end),
            akhir=long_date(collection.end),
        )
