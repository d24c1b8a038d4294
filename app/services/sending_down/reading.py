"""Read an office package and believe nothing of it that was not checked (P8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.office_package import (
    Definition,
    OfficeManifest,
    OfficePackage,
    SentService,
    SentUnit,
)
from app.models.planning import SampleRule, Stage, StageKind
from app.models.store.package import digest, open_package
from app.models.store.package_refusal import OFFICE_PACKAGE, PackageProblem, PackageRefusedError
from app.models.survey import BlankRule, Method, Survey, WeightRule
from app.models.unit import Official, Unit, UnitType
from app.services.exports import values
from app.services.exports.reading import read_carried_instrument, read_period, said_in_manifest
from app.services.exports.reading_sheets import moment
from app.services.exports.values import Said, WrongRowError, each, require
from app.services.sending_down import forms
from app.services.sending_down.agreeing import require_agreeing
from app.services.units.codes import code_reason

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument
    from app.models.store.package import Content, PackageFile

_MOST = 20_000
"""Units, services and aliases that one package may hold of each."""
_FEW = 500
"""Instruments, surveys, stages and officials."""
_MAX_CODE = 120
_MAX_NOTICE = 500
_MAX_NIP = 60


def read_office_package(path: Path) -> OfficePackage:
    """Read and verify an office package; the file is not changed.

    Raises PackageRefusedError with the reason when anything in it is not as it must be.
    """
    with open_package(path, kind=OFFICE_PACKAGE) as file:
        try:
            return _read(file)
        except PackageRefusedError:
            raise
        except WrongRowError as error:
            raise file.refusal(PackageProblem.INVALID, error.place) from error
        except (InputError, ValueError, KeyError, IndexError, RecursionError) as error:
            raise file.refusal(PackageProblem.INVALID) from error


def _read(file: PackageFile) -> OfficePackage:
    fixed = forms.FIXED[file.format]
    file.require_tables(fixed)
    contents = [file.content(table) for table in fixed]
    manifest = _manifest(file, contents[0])
    units, aliases, services, instruments, surveys, schedule, officials = contents[1:]
    if digest(contents[1:]) != manifest.content_sha256:
        raise file.refusal(PackageProblem.CHANGED)
    require(all(len(rows) <= _MOST for _, rows in (units, aliases, services)))
    require(all(len(rows) <= _FEW for _, rows in (instruments, surveys, schedule, officials)))
    carried = tuple(each(instruments, read_carried_instrument))
    package = OfficePackage(
        manifest=manifest,
        units=_units(units, aliases),
        services=tuple(each(services, _service)),
        instruments=carried,
        definitions=_definitions(surveys, schedule, carried),
        officials=tuple(each(officials, _official)),
    )
    _require_counts(file, package)
    require_agreeing(package)
    file.require_seal()
    return package


def _manifest(file: PackageFile, content: Content) -> OfficeManifest:
    said = said_in_manifest(file, content)
    return OfficeManifest(
        program=values.line(said["program"]),
        made_at=moment(said["dibuat"]),
        installation_id=values.uuid(said["instalasi"]),
        number=values.whole(said["nomor_log"]),
        log_hash=values.sha256(said["hash_log"]),
        office_code=values.line(said["kode_kantor"]),
        place=values.line_or_empty(said["tempat"]),
        units=values.whole(said["unit"]),
        services=values.whole(said["layanan"]),
        instruments=values.whole(said["instrumen"]),
        definitions=values.whole(said["survei"]),
        officials=values.whole(said["pejabat"]),
        content_sha256=values.sha256(said["sha256_isi"]),
        format=file.format,
    )


def _units(content: Content, aliases: Content) -> tuple[SentUnit, ...]:
    named: dict[str, list[str]] = {}
    for code, alias in each(aliases, lambda said: (_code(said), values.line(said["alias"]))):
        named.setdefault(code, []).append(alias)

    def one(said: Said) -> SentUnit:
        code = values.line(said["kode"])
        require(not code_reason(code))
        unit = Unit(
            code=code,
            name=values.line(said["nama"]),
            type=UnitType(values.text(said["jenis"])),
            aliases=tuple(named.pop(code, ())),
            active=_yes(said),
            uuid=values.uuid(said["uuid"]),
        )
        return SentUnit(unit, values.line_or_empty(said["kode_induk"]))

    found = tuple(each(content, one))
    require(not named)
    return found


def _service(said: Said) -> SentService:
    return SentService(_code(said), values.line(said["nama"]), _yes(said))


def _definitions(
    surveys: Content, schedule: Content, instruments: tuple[Instrument, ...]
) -> tuple[Definition, ...]:
    planned: dict[str, list[Stage]] = {}
    for uuid, stage in each(schedule, _stage):
        planned.setdefault(uuid, []).append(stage)
    known = {(one.key, one.version) for one in instruments}

    def one(said: Said) -> Definition:
        key, version = values.line(said["instrumen"]), values.count(said["versi_instrumen"])
        require((key, version) in known)
        survey = _survey(said)
        return Definition(survey, key, version, tuple(planned.pop(survey.uuid, ())))

    found = tuple(each(surveys, one))
    require(not planned)
    return found


def _survey(said: Said) -> Survey:
    year = values.year(said["tahun"])
    paper = values.text(said["kertas"])
    return Survey(
        unit_id=0,
        year=year,
        period=read_period(said["periode"], year),
        instrument_id=0,
        method=Method(values.text(said["metode"])),
        weight_rule=WeightRule(values.text(said["bobot"])),
        blank_rule=BlankRule(values.text(said["jawaban_kosong"])),
        sample_rule=SampleRule(values.text(said["aturan_sampel"])),
        collection_end=values.day_or_none(said["akhir_pengumpulan"]),
        notice=values.line_or_empty(said["catatan"], _MAX_NOTICE),
        paper=values.uuid(paper) if paper else "",
        paper_place=values.count(said["urutan"], _FEW),
        code=values.line(said["kode"], _MAX_CODE),
        uuid=values.uuid(said["uuid"]),
    )


def _stage(said: Said) -> tuple[str, Stage]:
    kind = StageKind(values.text(said["tahap"]))
    stage = Stage(0, kind, values.day(said["mulai"]), values.day(said["selesai"]))
    require(stage.start <= stage.end)
    return values.uuid(said["uuid_survei"]), stage


def _official(said: Said) -> Official:
    return Official(
        jabatan=values.line(said["jabatan"]),
        name=values.line_or_empty(said["nama"]),
        pangkat=values.line_or_empty(said["pangkat"]),
        nip=values.line_or_empty(said["nip"], _MAX_NIP),
    )


def _code(said: Said) -> str:
    return values.line(said["kode_unit"])


def _yes(said: Said) -> bool:
    return bool(values.count(said["aktif"], 1))


def _require_counts(file: PackageFile, package: OfficePackage) -> None:
    """Compare what the manifest says with what is there."""
    manifest = package.manifest
    said = (
        manifest.units,
        manifest.services,
        manifest.instruments,
        manifest.definitions,
        manifest.officials,
    )
    parts = (
        package.units,
        package.services,
        package.instruments,
        package.definitions,
        package.officials,
    )
    if said != tuple(map(len, parts)):
        raise file.refusal(PackageProblem.CHANGED)
