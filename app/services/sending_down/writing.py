"""An office package as the tables of its file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.models.store.package import digest
from app.services.exports.writing import MANIFEST_HASH
from app.services.sending_down import forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.models.office_package import Definition, OfficeManifest, OfficePackage, SentUnit
    from app.models.store.package import Content, Value

    Row = tuple[Value, ...]


def content_tables(package: OfficePackage) -> list[Content]:
    """Return every table but the manifest."""
    aliases = ((s.unit.code, alias) for s in package.units for alias in s.unit.aliases)
    services = ((s.unit_code, s.name, int(s.active)) for s in package.services)
    instruments = (
        (i.key, i.version, i.name, hashlib.sha256(i.definition.encode()).hexdigest(), i.definition)
        for i in package.instruments
    )
    stages = (
        (one.survey.uuid, stage.kind.value, stage.start.isoformat(), stage.end.isoformat())
        for one in package.definitions
        for stage in one.stages
    )
    officials = ((o.jabatan, o.name, o.pangkat, o.nip) for o in package.officials)
    return [
        (forms.UNIT, tuple(map(_unit, package.units))),
        (forms.ALIAS, tuple(aliases)),
        (forms.SERVICE, tuple(services)),
        (forms.INSTRUMENT, tuple(instruments)),
        (forms.SURVEY, tuple(map(_survey, package.definitions))),
        (forms.SCHEDULE, tuple(stages)),
        (forms.OFFICIAL, tuple(officials)),
    ]


def manifest_table(manifest: OfficeManifest) -> Content:
    """Return the manifest; its last row is the SHA-256 of all rows before."""
    rows = tuple(_manifest_rows(manifest))
    return forms.MANIFEST, (*rows, (MANIFEST_HASH, digest([(forms.MANIFEST, rows)])))


def _unit(sent: SentUnit) -> Row:
    unit = sent.unit
    return unit.uuid, unit.code, unit.name, unit.type.value, sent.parent_code, int(unit.active)


def _survey(one: Definition) -> Row:
    survey = one.survey
    return (
        survey.uuid,
        survey.code,
        survey.year,
        survey.period.code,
        one.instrument_key,
        one.instrument_version,
        survey.method.value,
        survey.weight_rule.value,
        survey.blank_rule.value,
        survey.sample_rule.value,
        _day(survey.collection_end),
        survey.notice,
        survey.paper,
        survey.paper_place,
    )


def _manifest_rows(manifest: OfficeManifest) -> Iterator[tuple[str, str]]:
    yield "format", str(manifest.format)
    yield "program", manifest.program
    yield "dibuat", manifest.made_at.isoformat(timespec="seconds")
    yield "instalasi", manifest.installation_id
    yield "nomor_log", str(manifest.number)
    yield "hash_log", manifest.log_hash
    yield "kode_kantor", manifest.office_code
    yield "tempat", manifest.place
    yield "unit", str(manifest.units)
    yield "layanan", str(manifest.services)
    yield "instrumen", str(manifest.instruments)
    yield "survei", str(manifest.definitions)
    yield "pejabat", str(manifest.officials)
    yield "sha256_isi", manifest.content_sha256


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
