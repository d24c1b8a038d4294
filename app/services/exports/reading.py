"""Read a package and believe nothing of it that was not checked (P8)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.package import Manifest, Package, QuestionCount, Surroundings
from app.models.period import period_of
from app.models.planning import SampleRule
from app.models.store.package import (
    PackageProblem,
    PackageRefusedError,
    digest,
    open_package,
)
from app.models.survey import BlankRule, Method, Survey, SurveyService, SurveyState, WeightRule
from app.models.unit import Service, Unit, UnitType
from app.services.exports import forms, values
from app.services.exports.reading_around import read_surroundings
from app.services.exports.reading_sheets import moment, read_sheets
from app.services.exports.values import Said, WrongRowError, each, only, require
from app.services.exports.writing import (
    ANSWERED,
    MANIFEST_HASH,
    NO,
    TOTAL,
    YES,
    question_counts,
)
from app.services.instruments.reading import read_instrument
from app.services.surveys.rules import MAX_POPULATION
from app.services.text import TEXT_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.period import Period
    from app.models.questionnaire import Instrument
    from app.models.store.package import Content, PackageFile, Value

_MAX_DEFINITION = 500_000
_MAX_CODE = 120
_MOST_SERVICES = 10_000


@dataclass(frozen=True, slots=True)
class Received:
    """A package that was read, and the hash by which the very same file is known again."""

    package: Package
    sha256: str


def read_package(path: Path) -> Package:
    """Read and verify a package; the file is not changed.

    Raises PackageRefusedError with the reason when anything in it is not as it must be.
    """
    return receive_package(path).package


def receive_package(path: Path, content: bytes | None = None) -> Received:
    """Read and verify a package as ``read_package`` does, from one reading of its bytes."""
    with open_package(path, content) as file:
        try:
            return Received(_read(file), file.sha256)
        except PackageRefusedError:
            raise
        except WrongRowError as error:
            raise PackageRefusedError(path, PackageProblem.INVALID, error.place) from error
        except (InputError, ValueError, KeyError, IndexError, RecursionError) as error:
            raise PackageRefusedError(path, PackageProblem.INVALID) from error


def _read(file: PackageFile) -> Package:
    fixed = forms.FIXED[file.format]
    file.require_tables(fixed, others=(forms.SHEETS_NAME,))
    contents = [file.content(table) for table in fixed]
    manifest = _manifest(file, contents[0])
    _, units, offered, instruments, surveys, *around = contents
    instrument = only(instruments, read_carried_instrument)
    sheet_table = forms.sheet_table(instrument, with_saran=manifest.with_saran)
    file.require_tables((*fixed, sheet_table))
    sheets = file.content(sheet_table)
    if digest([*contents[1:], sheets]) != manifest.content_sha256:
        raise PackageRefusedError(file.path, PackageProblem.CHANGED)
    unit, parent_code = only(units, _unit)
    services, asked = _services(offered)
    package = Package(
        manifest=manifest,
        unit=unit,
        parent_code=parent_code,
        services=services,
        survey=only(surveys, lambda said: _survey(said, asked, unit)),
        instrument=instrument,
        sheets=read_sheets(sheets, instrument, {one.name: one.id for one in services}),
        around=read_surroundings(around) if around else Surroundings(),
    )
    _require_consistent(file.path, package)
    _require_nothing_both(package)
    file.require_seal()
    return package


def said_in_manifest(file: PackageFile, content: Content) -> dict[str, str]:
    """Return what a manifest says, by its keys, where its last row has the hash of the others."""
    table, rows = content
    if not rows or rows[-1] != (MANIFEST_HASH, digest([(table, rows[:-1])])):
        raise file.refusal(PackageProblem.CHANGED)
    said = {values.text(key): values.text(value) for key, value in rows[:-1]}
    require(len(said) == len(rows) - 1 and said["format"] == str(file.format))
    return said


def _manifest(file: PackageFile, content: Content) -> Manifest:
    said = said_in_manifest(file, content)
    require(said["dengan_saran"] in {YES, NO})
    prefix = f"{ANSWERED} "
    keys = [key.removeprefix(prefix) for key in said if key.startswith(prefix)]
    return Manifest(
        program=values.line(said["program"]),
        made_at=moment(said["dibuat"]),
        installation_id=values.uuid(said["instalasi"]),
        number=values.whole(said["nomor_paket"]),
        unit_code=values.line(said["kode_unit"]),
        survey_code=values.line(said["kode_survei"]),
        instrument_key=values.line(said["instrumen"]),
        instrument_version=values.whole(said["versi_instrumen"]),
        instrument_sha256=values.sha256(said["sha256_instrumen"]),
        sheets=values.whole(said["lembar"]),
        services=values.whole(said["layanan"]),
        with_saran=said["dengan_saran"] == YES,
        log_seq=values.whole(said["nomor_log"]),
        log_hash=values.sha256(said["hash_log"]),
        questions=tuple(
            QuestionCount(
                key, values.whole(said[prefix + key]), values.whole(said[f"{TOTAL} {key}"])
            )
            for key in keys
        ),
        content_sha256=values.sha256(said["sha256_isi"]),
        format=file.format,
        deleted=values.whole(said.get("dihapus", "0")),
        plans=values.whole(said.get("tindak_lanjut", "0")),
    )


def read_carried_instrument(said: Said) -> Instrument:
    """Return the instrument of a row whose text, hash and names agree."""
    text = values.text(said["definisi"])
    require(len(text) <= _MAX_DEFINITION)
    instrument = read_instrument(text)
    found = (instrument.key, instrument.version, instrument.name)
    require(found == (said["kunci"], said["versi"], said["nama"]))
    require(hashlib.sha256(text.encode()).hexdigest() == said["sha256"])
    return instrument


def _unit(said: Said) -> tuple[Unit, str]:
    unit = Unit(
        code=values.line(said["kode"]),
        name=values.line(said["nama"]),
        type=UnitType(values.text(said["jenis"])),
        uuid=values.uuid(said["uuid"]),
    )
    return unit, values.line_or_empty(said["kode_induk"])


def _services(content: Content) -> tuple[tuple[Service, ...], tuple[SurveyService, ...]]:
    """Return the services, and those that the survey asks about."""

    def one(said: Said) -> tuple[Service, SurveyService | None]:
        service = Service(
            0,
            values.line(said["nama"]),
            id=values.count(said["nomor"]),
            uuid=values.uuid(said["uuid"]),
            revision=values.revision(said.get("revisi", 1)),
        )
        asked = values.count(said.get("diminta", 1), 1)
        population = values.count_or_none(said["populasi"], MAX_POPULATION)
        require(bool(asked) or population is None)
        return service, SurveyService(service.id, population) if asked else None

    require(len(content[1]) <= _MOST_SERVICES)
    found = each(content, one)
    services = tuple(service for service, _ in found)
    require([service.id for service in services] == list(range(1, len(services) + 1)))
    values.distinct([service.uuid for service in services])
    values.distinct([service.name.casefold() for service in services])
    return services, tuple(asked for _, asked in found if asked)


def _survey(said: Said, asked: tuple[SurveyService, ...], unit: Unit) -> Survey:
    require(said["kode_unit"] == unit.code)
    year = values.year(said["tahun"])
    return Survey(
        unit_id=0,
        year=year,
        period=read_period(said["periode"], year),
        instrument_id=0,
        services=asked,
        population=values.count_or_none(said["populasi"], MAX_POPULATION),
        method=Method(values.text(said["metode"])),
        weight_rule=WeightRule(values.text(said["bobot"])),
        blank_rule=BlankRule(values.text(said["jawaban_kosong"])),
        state=SurveyState(values.text(said["keadaan"])),
        collection_end=values.day_or_none(said["akhir_pengumpulan"]),
        notice=values.paragraphs(said["catatan"], TEXT_LIMIT),
        sample_rule=SampleRule(values.text(said.get("aturan_sampel", SampleRule.FORMULA.value))),
        code=values.line(said["kode"], _MAX_CODE),
        uuid=values.uuid(said["uuid"]),
        revision=values.revision(said["revisi"]),
    )


def read_period(value: Value, year: int) -> Period:
    """Return a period of a year whose days surveys can have."""
    period = period_of(values.text(value), year)
    require(period.code == value)
    for day in (period.start, period.end):
        values.day(day.isoformat())
    return period


def _require_nothing_both(package: Package) -> None:
    """Raise ValueError where a thing is there and deleted at once."""
    around = package.around
    plans = (*around.plans, *(around.previous.plans if around.previous else ()))
    there = {sheet.uuid for sheet in package.sheets} | {plan.plan.uuid for plan in plans}
    for records in (around.publications, around.forums, around.stages):
        there |= {record.uuid for record in records}
    require(not there & {deleted.uuid for deleted in around.deleted})


def _require_consistent(path: Path, package: Package) -> None:
    """Compare what the manifest says with what is there."""
    manifest, around = package.manifest, package.around
    counted = question_counts(package.instrument.question_keys, package.sheets)
    said = (
        manifest.unit_code,
        manifest.survey_code,
        manifest.instrument_key,
        manifest.instrument_version,
        manifest.instrument_sha256,
        manifest.sheets,
        manifest.services,
        manifest.questions,
        manifest.deleted,
        manifest.plans,
    )
    found = (
        package.unit.code,
        package.survey.code,
        package.instrument.key,
        package.instrument.version,
        hashlib.sha256(package.instrument.definition.encode()).hexdigest(),
        len(package.sheets),
        len(package.services),
        counted,
        len(around.deleted),
        len(around.plans) + (len(around.previous.plans) if around.previous else 0),
    )
    if said != found:
        raise PackageRefusedError(path, PackageProblem.CHANGED)
