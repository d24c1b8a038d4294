"""The commands that make offices, units and surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import close_with_backup, open_to_write, opened_or_raise
from app.cli.terminal import complain, say
from app.errors import InputError
from app.models.planning import SampleRule
from app.models.survey import WeightRule
from app.services.opening import refusal_of
from app.services.session import Session
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.models.unit import UnitType

_SHOWN = 20
"""Refused rows of a list that are described."""


def new(arguments: Namespace) -> int:
    """Make a new office file with its office; nothing is left where the data do not fit."""
    from app.services.offices.service import OfficeData

    if arguments.dari is not None:
        return _new_from_city(arguments)
    if arguments.kode is None:
        raise InputError(tr("Kode kantor belum disebutkan."), next=tr("Sebutkan dengan --kode."))
    data = OfficeData(arguments.nama, arguments.kode, _type(arguments.jenis))
    path: Path = arguments.berkas
    made = Session.create(path, operator=arguments.petugas)
    session = made if isinstance(made, Session) else opened_or_raise(refusal_of(made))
    try:
        session.offices.create(data)
    except BaseException:
        session.discard()
        raise
    say(tr("Berkas kantor {nama} dibuat: {berkas}.", nama=session.offices.unit().name, berkas=path))
    close_with_backup(session)
    return 0


def _new_from_city(arguments: Namespace) -> int:
    """Make the office file of a unit of the city's list."""
    from app.services.opening import begin_from_city

    code = arguments.unit or arguments.kode or ""
    made = begin_from_city(arguments.berkas, arguments.dari, code, arguments.petugas)
    session = opened_or_raise(made)
    name = session.offices.unit().name
    say(tr("Berkas kantor {nama} dibuat: {berkas}.", nama=name, berkas=arguments.berkas))
    for survey in session.surveys.all():
        say(tr("Survei: {kode}.", kode=survey.code))
    close_with_backup(session)
    return 0


def import_units(arguments: Namespace) -> int:
    """Take a list of units, all of it or nothing."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        preview = session.units.preview_list(arguments.daftar)
        try:
            result, _ = session.units.import_list(preview)
        except InputError as error:
            complain(error.sentence)
            for row in preview.refused[1:_SHOWN]:
                complain(tr("  baris {baris}: {sebab}", baris=row.line, sebab=row.note))
            return 1
        say(
            tr(
                "{baru} unit ditambahkan, {ubah} diubah, {sama} tetap; {layanan} layanan baru.",
                baru=result.added,
                ubah=result.changed,
                sama=result.same,
                layanan=result.services_added,
            )
        )
        if preview.ignored:
            names = ", ".join(preview.ignored)
            say(tr("Kolom yang tidak dipakai: {daftar}.", daftar=names))
    return 0


def new_survey(arguments: Namespace) -> int:
    """Open a survey and print its code alone on the last line."""
    from app.services.surveys.new_survey import NewSurvey

    with open_to_write(arguments.berkas, arguments.petugas) as session:
        new = NewSurvey(
            unit_id=session.units.find(arguments.unit).id,
            year=arguments.tahun,
            period=arguments.periode,
            instrument=arguments.instrumen,
            population=arguments.populasi,
            weight_rule=WeightRule(arguments.bobot),
            sample_rule=SampleRule(arguments.aturan_sampel),
            again=True,
        )
        known = session.surveys.similar(new)
        keys = (new.instrument, *arguments.bersama)
        (survey, *others), _ = session.paper_maker.create_paper(new, keys)
        if known:
            say(
                tr(
                    "Perhatian: survei {kode} sudah ada untuk unit dan periode ini; "
                    "yang baru dibuat adalah survei tersendiri.",
                    kode=known[0].code,
                )
            )
        minimum = session.ikm.minimum_of(survey)
        if minimum is not None:
            say(tr("Responden paling sedikit: {n}.", n=minimum))
        for other in others:
            say(tr("Pada kertas yang sama: {kode}.", kode=other.code))
        say(survey.code)
    return 0


def _type(text: str) -> UnitType | None:
    """Return the unit type that ``text`` names; None where the name is to decide."""
    from app.models.unit import UnitType
    from app.services.units.types import type_of

    if not text:
        return None
    found = type_of(text)
    if found is None:
        known = ", ".join(kind.value for kind in UnitType)
        raise InputError(
            tr("Jenis unit {jenis} tidak dikenal.", jenis=text),
            next=tr("Pilih salah satu dari: {daftar}.", daftar=known),
        )
    return found
