"""Read a package and believe nothing of it that was not checked (P8)."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from app.errors import InputError
from app.models.package import Manifest, Package, QuestionCount
from app.models.period import period_of
from app.models.questionnaire import FieldKind
from app.models.response import Sheet
from app.models.store.package import (
    PackageProblem,
    PackageRefusedError,
    digest,
    open_package,
)
from app.models.survey import BlankRule, Method, Survey, SurveyService, SurveyState, WeightRule
from app.models.unit import Service, Unit, UnitType
from app.services.exports import forms
from app.services.exports.writing import (
    ANSWERED,
    FORMAT,
    MANIFEST_HASH,
    NO,
    TOTAL,
    YES,
    question_counts,
)
from app.services.instruments.reading import read_instrument
from app.services.text import LINE_LIMIT, TEXT_LIMIT, clean_line, clean_text

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.questionnaire import Instrument, ProfileField
    from app.models.store.package import Content, PackageFile, Value

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_WHOLE = re.compile(r"0|[1-9]\d{0,17}", re.ASCII)
_MAX_DEFINITION = 500_000
_MAX_NUMBER = 2**53
_FIRST_YEAR, _LAST_YEAR = 1990, 2200


class _Tables(NamedTuple):
    manifest: Content
    unit: Content
    services: Content
    instrument: Content
    survey: Content


def read_package(path: Path) -> Package:
    """Read and verify a package; the file is not changed.

    Raises PackageRefusedError with the reason when anything in it is not as it must be.
    """
    with open_package(path) as file:
        try:
            return _read(file)
        except PackageRefusedError:
            raise
        except (InputError, ValueError, KeyError, IndexError, RecursionError) as error:
            raise PackageRefusedError(path, PackageProblem.INVALID) from error


def _read(file: PackageFile) -> Package:
    file.require_tables(forms.FIXED, others=(forms.SHEETS_NAME,))
    tables = _Tables(*(file.content(table) for table in forms.FIXED))
    manifest = _manifest(file.path, tables.manifest)
    instrument = _instrument(tables.instrument)
    sheet_table = forms.sheet_table(instrument, with_saran=manifest.with_saran)
    file.require_tables((*forms.FIXED, sheet_table))
    sheets = file.content(sheet_table)
    if digest([*tables[1:], sheets]) != manifest.content_sha256:
        raise PackageRefusedError(file.path, PackageProblem.CHANGED)
    unit, parent_code = _unit(tables.unit)
    services = _services(tables.services)
    survey = _survey(tables.survey, tables.services, unit)
    package = Package(
        manifest=manifest,
        unit=unit,
        parent_code=parent_code,
        services=services,
        survey=survey,
        instrument=instrument,
        sheets=_sheets(sheets, instrument, {service.name: service.id for service in services}),
    )
    _require_consistent(file.path, package)
    file.require_seal()
    return package


def _manifest(path: Path, content: Content) -> Manifest:
    table, rows = content
    if not rows or rows[-1] != (MANIFEST_HASH, digest([(table, rows[:-1])])):
        raise PackageRefusedError(path, PackageProblem.CHANGED)
    said = {_text(key): _text(value) for key, value in rows[:-1]}
    _require(len(said) == len(rows) - 1 and said["format"] == str(FORMAT))
    _require(said["dengan_saran"] in {YES, NO})
    prefix = f"{ANSWERED} "
    keys = [key.removeprefix(prefix) for key in said if key.startswith(prefix)]
    return Manifest(
        program=_line(said["program"]),
        made_at=datetime.fromisoformat(said["dibuat"]),
        installation_id=_matching(_UUID, said["instalasi"]),
        number=_whole(said["nomor_paket"]),
        unit_code=_line(said["kode_unit"]),
        survey_code=_line(said["kode_survei"]),
        instrument_key=_line(said["instrumen"]),
        instrument_version=_whole(said["versi_instrumen"]),
        instrument_sha256=_matching(_SHA256, said["sha256_instrumen"]),
        sheets=_whole(said["lembar"]),
        services=_whole(said["layanan"]),
        with_saran=said["dengan_saran"] == YES,
        log_seq=_whole(said["nomor_log"]),
        log_hash=_matching(_SHA256, said["hash_log"]),
        questions=tuple(
            QuestionCount(key, _whole(said[prefix + key]), _whole(said[f"{TOTAL} {key}"]))
            for key in keys
        ),
        content_sha256=_matching(_SHA256, said["sha256_isi"]),
    )


def _instrument(content: Content) -> Instrument:
    ((key, version, name, sha256, definition),) = content[1]
    text = _text(definition)
    _require(len(text) <= _MAX_DEFINITION)
    instrument = read_instrument(text)
    found = (instrument.key, instrument.version, instrument.name)
    _require(found == (key, version, name))
    _require(hashlib.sha256(text.encode()).hexdigest() == sha256)
    return instrument


def _unit(content: Content) -> tuple[Unit, str]:
    ((uuid, code, name, kind, parent),) = content[1]
    unit = Unit(
        code=_line(code), name=_line(name), type=UnitType(_text(kind)), uuid=_matching(_UUID, uuid)
    )
    return unit, _line(parent) if parent else ""


def _services(content: Content) -> tuple[Service, ...]:
    services = []
    for place, (number, uuid, name, population) in enumerate(content[1], 1):
        _require(number == place and (population is None or _count(population) >= 0))
        services.append(Service(0, _line(name), id=place, uuid=_matching(_UUID, uuid)))
    _require(len({service.uuid for service in services}) == len(services))
    _require(len({service.name.casefold() for service in services}) == len(services))
    return tuple(services)


def _survey(content: Content, services: Content, unit: Unit) -> Survey:
    (row,) = content[1]
    said = dict(zip((column.name for column in content[0].columns), row, strict=True))
    end = said["akhir_pengumpulan"]
    year, population, revision = said["tahun"], said["populasi"], _count(said["revisi"])
    _require(isinstance(year, int) and _FIRST_YEAR <= year <= _LAST_YEAR)
    _require(said["kode_unit"] == unit.code and revision >= 1)
    return Survey(
        unit_id=0,
        year=_count(year),
        period=period_of(_text(said["periode"]), _count(year)),
        instrument_id=0,
        services=tuple(
            SurveyService(_count(number), None if asked is None else _count(asked))
            for number, _, _, asked in services[1]
        ),
        population=None if population is None else _count(population),
        method=Method(_text(said["metode"])),
        weight_rule=WeightRule(_text(said["bobot"])),
        blank_rule=BlankRule(_text(said["jawaban_kosong"])),
        state=SurveyState(_text(said["keadaan"])),
        collection_end=None if end is None else date.fromisoformat(_text(end)),
        notice=_clean(said["catatan"], TEXT_LIMIT),
        code=_line(said["kode"]),
        uuid=_matching(_UUID, said["uuid"]),
        revision=revision,
    )


def _sheets(
    content: Content, instrument: Instrument, services: dict[str, int]
) -> tuple[Sheet, ...]:
    table, rows = content
    names = [column.name for column in table.columns]
    sheets = tuple(_sheet(dict(zip(names, row, strict=True)), instrument, services) for row in rows)
    _require(len({sheet.uuid for sheet in sheets}) == len(sheets))
    numbers = [sheet.number for sheet in sheets]
    _require(numbers == sorted(set(numbers)))
    return sheets


def _sheet(said: dict[str, Value], instrument: Instrument, services: dict[str, int]) -> Sheet:
    number, revision = _count(said["nomor"]), _count(said["revisi"])
    _require(number >= 1 and revision >= 1)
    answers = {key: said[key] for key in instrument.question_keys if said[key] is not None}
    _require(set(answers.values()) <= set(instrument.scores))
    profile = {}
    for field in instrument.profile:
        if (value := said[field.key]) is not None:
            profile[field.key] = _profile_value(field, value)
    return Sheet(
        survey_id=0,
        service_id=services[_text(said["layanan"])],
        number=number,
        day=_day(said["tanggal"]),
        answers={key: _count(score) for key, score in answers.items()},
        profile=profile,
        saran=_clean(said.get(forms.SARAN, ""), TEXT_LIMIT),
        uuid=_matching(_UUID, said["uuid"]),
        revision=revision,
        changed_at=datetime.fromisoformat(_text(said["diubah"])),
    )


def _profile_value(field: ProfileField, value: Value) -> str | int:
    if field.kind is FieldKind.CHOICE:
        text = _text(value)
        _require(text in {choice.value for choice in field.choices})
        return text
    number = _count(value)
    _require(field.lowest <= number <= field.highest)
    return number


def _require_consistent(path: Path, package: Package) -> None:
    """Compare what the manifest says with what is there."""
    manifest = package.manifest
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
    )
    if said != found:
        raise PackageRefusedError(path, PackageProblem.CHANGED)


def _require(condition: bool) -> None:  # noqa: FBT001 - reads as an assertion
    if not condition:
        raise ValueError


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - any wrong value is one refusal
    return value


def _count(value: Value) -> int:
    if not isinstance(value, int) or not 0 <= value <= _MAX_NUMBER:
        raise ValueError(value)
    return value


def _whole(text: str) -> int:
    return int(_matching(_WHOLE, text))


def _line(value: Value) -> str:
    text = _text(value)
    _require(bool(text) and text == clean_line(text, LINE_LIMIT))
    return text


def _clean(value: Value, limit: int) -> str:
    text = _text(value)
    _require(text == clean_text(text, limit))
    return text


def _matching(pattern: re.Pattern[str], value: Value) -> str:
    text = _text(value)
    _require(pattern.fullmatch(text) is not None)
    return text


def _day(value: Value) -> date:
    text = _text(value)
    day = date.fromisoformat(text)
    _require(day.isoformat() == text and _FIRST_YEAR <= day.year <= _LAST_YEAR)
    return day
