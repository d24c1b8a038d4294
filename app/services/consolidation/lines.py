"""Two sheets or two records beside each other, field by field, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.models.consolidation import ConflictKind
from app.models.period import long_date, period_of
from app.models.planning import SampleRule, StageKind
from app.services.consolidation.sides import Line
from app.services.follow_up.due import due_text
from app.services.ikm.rounding import indonesian
from app.services.ikm.sample import sample_rule_name
from app.services.planning.schedule import stage_name
from app.services.verification.comparing import Wording, values_of
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from app.models.questionnaire import Instrument
    from app.models.response import Sheet
    from app.models.unit import Service

NONE = "–"


def lines_of_sheets(
    instrument: Instrument, services: Sequence[Service], sheets: Sequence[Sheet | None]
) -> tuple[Line, ...]:
    """Return the fields of sheets beside each other; None is a deleted one."""
    wording = Wording(instrument, services)
    values = [values_of(instrument, sheet) if sheet else None for sheet in sheets]
    keys = next((list(one) for one in values if one), [])
    number = Line(tr("Nomor"), tuple(str(s.number) if s else NONE for s in sheets))
    saran = Line(tr("Saran"), tuple((s.saran or NONE) if s else NONE for s in sheets))
    fields = (
        Line(
            wording.field(key),
            tuple(wording.value(key, one[key]) if one else NONE for one in values),
        )
        for key in keys
    )
    return (number, *fields, saran)


def lines_of_records(
    kind: ConflictKind, contents: Sequence[Mapping[str, Any] | None]
) -> tuple[Line, ...]:
    """Return the fields of records beside each other; None is a deleted one."""
    return tuple(
        Line(name, tuple(_shown(key, one) if one else NONE for one in contents))
        for key, name in field_names(kind).items()
    )


def field_names(kind: ConflictKind) -> dict[str, str]:
    """Return key → name of the fields of a record that are shown."""
    match kind:
        case ConflictKind.SURVEY:
            return {
                "code": tr("Kode"),
                "year": tr("Tahun"),
                "period": tr("Periode"),
                "population": tr("Jumlah pengguna layanan"),
                "sample_rule": tr("Aturan sampel"),
                "method": tr("Metode"),
                "weight_rule": tr("Bobot"),
                "blank_rule": tr("Jawaban kosong"),
                "state": tr("Keadaan"),
                "collection_end": tr("Akhir pengumpulan"),
                "notice": tr("Catatan"),
            }
        case ConflictKind.PLAN:
            return {
                "unsur_name": tr("Unsur"),
                "action": tr("Kegiatan"),
                "program": tr("Program"),
                "due": tr("Waktu"),
                "responsible": tr("Penanggung jawab"),
                "horizon": tr("Jangka"),
                "realisasi": tr("Realisasi"),
                "evidence": tr("Bukti"),
                "obstacle": tr("Kendala"),
                "reported_on": tr("Dilaporkan"),
            }
        case ConflictKind.PUBLICATION:
            return {
                "day": tr("Tanggal"),
                "channel": tr("Saluran"),
                "place": tr("Tempat"),
                "note": tr("Catatan"),
            }
        case ConflictKind.FORUM:
            return {
                "day": tr("Tanggal"),
                "place": tr("Tempat"),
                "participants": tr("Peserta"),
                "note": tr("Catatan"),
            }
        case ConflictKind.STAGE:
            return {"kind": tr("Tahap"), "start": tr("Mulai"), "end": tr("Selesai")}
    return {}


def _shown(key: str, content: Mapping[str, Any]) -> str:
    value = content[key]
    if value is None or value == "":
        return NONE
    match key:
        case "period":
            return period_of(value, content["year"]).name
        case "sample_rule":
            return sample_rule_name(SampleRule(value))
        case "day" | "start" | "end" | "collection_end" | "reported_on":
            return long_date(date.fromisoformat(value))
        case "due":
            return due_text(value)
        case "realisasi":
            return tr("{n} %", n=value)
        case "kind":
            return stage_name(StageKind(value))
        case "population" | "participants":
            return indonesian(value, 0)
        case "weight_rule":
            return str(value).replace(".", ",")
    return str(value)
