"""Plans and what became of them, for other programs and for a person on a terminal."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from app.models.period import long_date
from app.services.follow_up.due import due_text
from app.services.ikm.rounding import indonesian
from app.services.recap.text import table
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from app.services.follow_up.overview import FollowUpOverview, PlanLine

_WIDTH = 78
_ACTION, _NAME = 44, 24


def as_json(shown: FollowUpOverview, *, ascii_only: bool = False) -> str:
    """Return everything that is known; a value that is not known is null."""
    previous = shown.previous
    record = {
        "survei": shown.survey.code,
        "prioritas": [
            {
                "unsur": one.key,
                "nilai": one.row.konversi_text,
                "mutu": one.row.mutu.letter if one.row.mutu else None,
                "terendah": one.lowest,
                "di_bawah_B": one.below_good,
            }
            for one in shown.priorities
        ],
        "rencana": [_plan(line) for line in shown.lines],
        "survei_sebelumnya": previous.survey.code if previous else None,
        "hasil_sebelumnya": [_plan(line) for line in previous.lines] if previous else [],
        "publikasi": [
            {
                "tanggal": one.day.isoformat(),
                "cara": one.channel.value,
                "tempat": one.place,
                "catatan": one.note,
            }
            for one in shown.publications
        ],
        "forum": [
            {
                "tanggal": one.day.isoformat(),
                "tempat": one.place,
                "peserta": one.participants,
                "catatan": one.note,
            }
            for one in shown.forums
        ],
    }
    return json.dumps(record, ensure_ascii=ascii_only, indent=2) + "\n"


def as_text(shown: FollowUpOverview) -> str:
    """Return the plans, what became of those before, and where the result was public."""
    parts = [tr("Rencana tindak lanjut {survei}", survei=shown.survey.code)]
    parts.append(_plans(shown.lines) if shown.lines else tr("Belum ada rencana tindak lanjut."))
    previous = shown.previous
    if previous is None:
        parts.append(tr("Tidak ada survei periode sebelumnya."))
    else:
        parts.append(tr("Hasil rencana {survei}", survei=previous.survey.code))
        if previous.lines:
            parts.append(_results(previous.lines))
        parts.append(previous.summary.sentence)
    parts += _public(shown)
    return "\n\n".join(_wrapped(part) for part in parts) + "\n"


def _plans(lines: tuple[PlanLine, ...]) -> str:
    head = ("No", tr("Unsur"), tr("Rencana"), tr("Waktu"), tr("Jangka"))
    rows = [
        (
            str(line.number),
            _cut(line.unsur_name, _NAME),
            _cut(line.plan.action, _ACTION),
            due_text(line.plan.due),
            line.plan.horizon.value,
        )
        for line in lines
    ]
    return table(head, rows, right=(0,))


def _results(lines: tuple[PlanLine, ...]) -> str:
    head = ("No", tr("Unsur"), tr("Rencana"), tr("Realisasi"), tr("Keadaan"), tr("Foto"))
    rows = [
        (
            str(line.number),
            _cut(line.unsur_name, _NAME),
            _cut(line.plan.action, _ACTION),
            line.realisasi_text,
            line.progress.value,
            indonesian(len(line.photos), 0),
        )
        for line in lines
    ]
    return table(head, rows, right=(0, 3, 5))


def _public(shown: FollowUpOverview) -> list[str]:
    lines = [
        tr(
            "Publikasi {cara} {tanggal}: {tempat}.",
            cara=one.channel.value,
            tanggal=long_date(one.day),
            tempat=clean_line(one.place),
        )
        for one in shown.publications
    ]
    lines += [
        tr(
            "Forum Konsultasi Publik {tanggal}: {tempat}.",
            tanggal=long_date(one.day),
            tempat=clean_line(one.place) or tr("tempat belum ditentukan"),
        )
        for one in shown.forums
    ]
    return lines or [tr("Publikasi dan Forum Konsultasi Publik belum dicatat.")]


def _plan(line: PlanLine) -> dict[str, Any]:
    plan = line.plan
    return {
        "unsur": plan.unsur,
        "program": plan.program,
        "kegiatan": plan.action,
        "waktu": plan.due or None,
        "penanggung_jawab": plan.responsible,
        "jangka": plan.horizon.value,
        "realisasi": plan.realisasi,
        "bukti": plan.evidence,
        "kendala": plan.obstacle,
        "dilaporkan": plan.reported_on.isoformat() if plan.reported_on else None,
        "foto": len(line.photos),
    }


def _cut(text: str, limit: int) -> str:
    line = clean_line(text)
    return line if len(line) <= limit else line[: limit - 3].rstrip() + "..."


def _wrapped(part: str) -> str:
    return part if "\n" in part else textwrap.fill(part, _WIDTH)
