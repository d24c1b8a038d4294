"""The command that makes sample data: an office, or a city with a package of each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, opened_or_raise
from app.cli.pieces import PERFORMANCE, SURVEY
from app.cli.terminal import say
from app.errors import InputError
from app.paths import is_there
from app.services.opening import refusal_of
from app.services.session import Session
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path


def sample(arguments: Namespace) -> int:
    """Make sample data, and say which of them are made up."""
    if arguments.kota is not None:
        if arguments.isi != SURVEY:
            raise InputError(
                tr("Kota contoh dengan paketnya tidak berisi capaian kinerja."),
                safe=tr("Tidak ada yang dibuat."),
                next=tr("Tulis puas contoh FILE --isi kinerja untuk kota dengan capaiannya."),
            )
        return _city(arguments.kota, keep=arguments.bila_belum_ada)
    return _office(arguments.berkas, arguments.isi, keep=arguments.bila_belum_ada)


def _office(path: Path, content: str, *, keep: bool) -> int:
    from app.services.sample.service import create_performance_sample, create_sample

    if keep and _is_kept(path):
        return 0
    performs = content == PERFORMANCE
    made = create_performance_sample(path) if performs else create_sample(path)
    session = made if isinstance(made, Session) else opened_or_raise(refusal_of(made))
    try:
        say(tr("Kantor contoh dibuat: {berkas}.", berkas=path))
        for row in session.recaps.rows():
            say(tr("Survei {kode} berisi {n} lembar.", kode=row.survey.code, n=row.result.n))
            say(row.survey.notice)
        if performs:
            _tell_performance(session)
    finally:
        session.store.close()
    return 0


def _tell_performance(session: Session) -> None:
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


def _city(folder: Path, *, keep: bool) -> int:
    from app.services.sample.city import CITY_FILE, city_notice, make_city

    if keep and _is_kept(folder / CITY_FILE):
        return 0
    made = make_city(folder)
    say(tr("Kota contoh dibuat di {folder}:", folder=folder))
    say(tr("- {berkas}: berkas kota dengan semua unitnya", berkas=made.city.name))
    say(
        tr(
            "- {folder}: {n} paket, satu untuk setiap unit",
            folder=made.packages[0].parent.name,
            n=len(made.packages),
        )
    )
    say(
        tr(
            "- {berkas}: {n} unit yang nilai unsurnya tidak lengkap, untuk puas impor-rekap",
            berkas=made.others.name,
            n=made.left_out,
        )
    )
    say(city_notice())
    say(tr("Angka terbitan yang keliru dan angka yang dicetak sebagai gantinya:"))
    for wrong in made.wrong:
        say(
            tr(
                "- {unit}, {kolom}: {terbit} → {cetak} ({sebab})",
                unit=wrong.unit,
                kolom=wrong.column,
                terbit=wrong.published.replace(".", ","),
                cetak=wrong.printed.replace(".", ","),
                sebab=wrong.reason,
            )
        )
    return 0


def _is_kept(path: Path) -> bool:
    """Say whether a file is there and can be opened."""
    if not is_there(path):
        return False
    with open_to_read(path):
        say(tr("Berkas {berkas} sudah ada dan dibiarkan.", berkas=path))
    return True
