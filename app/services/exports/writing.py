"""A survey of the office file as the tables of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.package import Manifest, QuestionCount
from app.models.store.package import digest
from app.services.exports import forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.package import Package
    from app.models.response import Sheet
    from app.models.store.package import Content, Value

FORMAT = 1
YES, NO = "ya", "tidak"
MANIFEST_HASH = "sha256_manifes"
ANSWERED, TOTAL = "terjawab", "jumlah"


def content_tables(package: Package) -> list[Content]:
    """Return every table but the manifest."""
    unit, survey, instrument = package.unit, package.survey, package.instrument
    populations = {asked.service_id: asked.population for asked in survey.services}
    manifest = package.manifest
    end = survey.collection_end
    return [
        (forms.UNIT, ((unit.uuid, unit.code, unit.name, unit.type.value, package.parent_code),)),
        (
            forms.SERVICES,
            tuple((s.id, s.uuid, s.name, populations.get(s.id)) for s in package.services),
        ),
        (
            forms.INSTRUMENT,
            (
                (
                    instrument.key,
                    instrument.version,
                    instrument.name,
                    manifest.instrument_sha256,
                    instrument.definition,
                ),
            ),
        ),
        (
            forms.SURVEY,
            (
                (
                    survey.uuid,
                    survey.revision,
                    survey.code,
                    unit.code,
                    survey.year,
                    survey.period.code,
                    survey.population,
                    survey.method.value,
                    survey.weight_rule.value,
                    survey.blank_rule.value,
                    survey.state.value,
                    end.isoformat() if end else None,
                    survey.notice,
                ),
            ),
        ),
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


def _sheets(package: Package) -> Content:
    with_saran = package.manifest.with_saran
    table = forms.sheet_table(package.instrument, with_saran=with_saran)
    profile = [field.key for field in package.instrument.profile]
    questions = package.instrument.question_keys
    names = {service.id: service.name for service in package.services}

    def row(sheet: Sheet) -> tuple[Value, ...]:
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
    yield "format", str(FORMAT)
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
    yield "dengan_saran", YES if manifest.with_saran else NO
    yield "nomor_log", str(manifest.log_seq)
    yield "hash_log", manifest.log_hash
    for count in manifest.questions:
        yield f"{ANSWERED} {count.key}", str(count.n)
        yield f"{TOTAL} {count.key}", str(count.total)
    yield "sha256_isi", manifest.content_sha256
