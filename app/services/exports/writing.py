"""A survey of the office file as the tables of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.package import Manifest, QuestionCount
from app.models.store.package import digest
from app.services.exports import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from app.models.package import Package, ReportedPlan
    from app.models.response import Sheet
    from app.models.store.package import Content, Value

    Row = tuple[Value, ...]

YES, NO = "ya", "tidak"
MANIFEST_HASH = "sha256_manifes"
ANSWERED, TOTAL = "terjawab", "jumlah"


def content_tables(package: Package) -> list[Content]:
    """Return every table but the manifest."""
    unit, instrument, manifest = package.unit, package.instrument, package.manifest
    populations = {asked.service_id: asked.population for asked in package.survey.services}
    services = tuple(
        (s.id, s.uuid, s.revision, s.name, int(s.id in populations), populations.get(s.id))
        for s in package.services
    )
    known = (instrument.key, instrument.version, instrument.name)
    return [
        (forms.UNIT, ((unit.uuid, unit.code, unit.name, unit.type.value, package.parent_code),)),
        (forms.SERVICES, services),
        (
            forms.INSTRUMENT,
            ((*known, manifest.instrument_sha256, instrument.definition),),
        ),
        (forms.SURVEY, (_survey(package),)),
        *_around(package),
        _sheets(package),
    ]


def manifest_table(manifest: Manifest) -> Content:
    """Return the manifest; its last row is the SHA-256 of all rows before."""
    rows = tuple(_manifest_rows(manifest))
    sealed = (MANIFEST_HASH, digest([(forms.MANIFEST, rows)]))
    return forms.MANIFEST, (*rows, sealed)


def question_counts(keys: Sequence[str], sheets: Sequence[Sheet]) -> tuple[QuestionCount, ...]:
    """Return how often each question was answered, and the sums of the answers."""
    given = {key: [s.answers[key] for s in sheets if key in s.answers] for key in keys}
    return tuple(QuestionCount(key, len(scores), sum(scores)) for key, scores in given.items())


def _survey(package: Package) -> Row:
    survey = package.survey
    return (
        survey.uuid,
        survey.revision,
        survey.code,
        package.unit.code,
        survey.year,
        survey.period.code,
        survey.population,
        survey.method.value,
        survey.weight_rule.value,
        survey.blank_rule.value,
        survey.state.value,
        _day(survey.collection_end),
        survey.notice,
        survey.sample_rule.value,
    )


def _around(package: Package) -> list[Content]:
    """Return the tables ``forms.AROUND``."""
    around = package.around
    previous = around.previous
    plans = [_plan(plan, previous=False) for plan in around.plans]
    plans += [_plan(plan, previous=True) for plan in (previous.plans if previous else ())]
    rows: tuple[tuple[Row, ...], ...] = (
        tuple((forms.KINDS[one.kind], one.uuid, one.revision) for one in around.deleted),
        tuple(plans),
        ((previous.uuid, previous.code, previous.year, previous.period.code),) if previous else (),
        tuple(
            (p.uuid, p.revision, _day(p.day), p.channel.value, p.place, p.note)
            for p in around.publications
        ),
        tuple(
            (f.uuid, f.revision, _day(f.day), f.place, f.participants, f.note)
            for f in around.forums
        ),
        tuple(
            (s.uuid, s.revision, s.kind.value, _day(s.start), _day(s.end)) for s in around.stages
        ),
        tuple(
            (
                *(v.uuid, v.revision, v.method.value, v.state.value),
                *(v.sheets, v.fields, v.differing, v.wrong),
            )
            for v in around.verifications
        ),
    )
    return list(zip(forms.AROUND, rows, strict=True))


def _plan(reported: ReportedPlan, *, previous: bool) -> Row:
    plan = reported.plan
    return (
        plan.uuid,
        plan.revision,
        int(previous),
        plan.position,
        plan.unsur,
        reported.unsur_name,
        plan.action,
        plan.program,
        plan.due,
        plan.responsible,
        plan.horizon.value,
        plan.realisasi,
        plan.evidence,
        plan.obstacle,
        _day(plan.reported_on),
    )


def _sheets(package: Package) -> Content:
    with_saran = package.manifest.with_saran
    table = forms.sheet_table(package.instrument, with_saran=with_saran)
    profile = [field.key for field in package.instrument.profile]
    questions = package.instrument.question_keys
    names = {service.id: service.name for service in package.services}

    def row(sheet: Sheet) -> Row:
        return (
            sheet.uuid,
            sheet.revision,
            sheet.changed_at.isoformat(timespec="milliseconds") if sheet.changed_at else "",
            sheet.number,
            sheet.day.isoformat(),
            names[sheet.service_id],
            *(sheet.profile.get(key) for key in profile),
            *(sheet.answers.get(key) for key in questions),
            *((sheet.saran,) if with_saran else ()),
        )

    return table, tuple(row(sheet) for sheet in package.sheets)


def _manifest_rows(manifest: Manifest) -> Iterator[tuple[str, str]]:
    yield "format", str(manifest.format)
    yield "program", manifest.program
    yield "dibuat", manifest.made_at.isoformat(timespec="seconds")
    yield "instalasi", manifest.installation_id
    yield "nomor_paket", str(manifest.number)
    yield "kode_unit", manifest.unit_code
    yield "kode_survei", manifest.survey_code
    yield "instrumen", manifest.instrument_key
    yield "versi_instrumen", str(manifest.instrument_version)
    yield "sha256_instrumen", manifest.instrument_sha256
    yield "lembar", str(manifest.sheets)
    yield "layanan", str(manifest.services)
    yield "dihapus", str(manifest.deleted)
    yield "tindak_lanjut", str(manifest.plans)
    yield "dengan_saran", YES if manifest.with_saran else NO
    yield "nomor_log", str(manifest.log_seq)
    yield "hash_log", manifest.log_hash
    for count in manifest.questions:
        yield f"{ANSWERED} {count.key}", str(count.n)
        yield f"{TOTAL} {count.key}", str(count.total)
    yield "sha256_isi", manifest.content_sha256


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
