"""The commands that make offices, units and surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import close_with_backup, open_to_read, open_to_write, opened_or_raise
from app.cli.pieces import CITY
from app.cli.terminal import complain, say
from app.errors import InputError
from app.models.planning import SampleRule
from app.models.survey import WeightRule
from app.paths import is_there
from app.services.opening import refusal_of
from app.services.session import Session
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from app.models.unit import UnitType

_SHOWN = 20
"""Refused rows of a list that are described."""


def sample(arguments: Namespace) -> int:
    """Make an office file with the sample data, and say which of them are made up."""
    from app.services.sample.service import create_performance_sample, create_sample

    path = arguments.berkas
    if arguments.bila_belum_ada and is_there(path):
        with open_to_read(path):
            say(tr("Berkas {berkas} sudah ada dan dibiarkan.", berkas=path))
        return 0
    is_city = arguments.isi == CITY
    made = create_performance_sample(path) if is_city else create_sample(path)
    session = made if isinstance(made, Session) else opened_or_raise(refusal_of(made))
    try:
        say(tr("Kantor contoh dibuat: {berkas}.", berkas=path))
        for row in session.recaps.rows():
            say(tr("Survei {kode} berisi {n} lembar.", kode=row.survey.code, n=row.result.n))
            say(row.survey.notice)
        if is_city:
            _tell_city(session)
    finally:
        session.store.close()
    return 0


def _tell_city(session: Session) -> None:
    from app.services.sample.service import performance_notice

    (year,) = session.capaian.years()
    figures = session.capaian.figures(year)
    say(
        tr(
            "Capaian tahun {tahun} berisi {n} indikator dan {m} baris program.",
            tahun=year,
            n=len(figures.indikator),
            m=len(figures.programs),
        )
    )
    say(performance_notice())


def new(arguments: Namespace) -> int:
    """Make a new office file with its office; nothing is left where the data do not fit."""
    from app.services.offices.service import OfficeData

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
