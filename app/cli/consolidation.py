"""The commands of a city: merging packages, deciding what differs, who has sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write
from app.cli.terminal import complain, say, shows_every_sign, write
from app.errors import InputError
from app.models.consolidation import BOTH
from app.services.consolidation import formats
from app.services.consolidation.outcomes import Fate
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.consolidation.outcomes import MergeReport
    from app.services.consolidation.sides import Conflict
    from app.services.session import Session


def merge(arguments: Namespace) -> int:
    """Merge packages, or say what merging would do; 1 where any of them was not taken."""
    if arguments.pratinjau:
        with open_to_read(arguments.berkas) as session:
            report = _merged(session, arguments)
    else:
        with open_to_write(arguments.berkas, arguments.petugas) as session:
            _map(session, arguments.petakan)
            report = _merged(session, arguments)
    if arguments.format == "json":
        write(formats.report_json(report, ascii_only=not shows_every_sign()))
    else:
        write(formats.report_text(report))
    if report.stopped_by is not None:
        raise report.stopped_by
    if all(outcome.is_good for outcome in report.outcomes):
        if arguments.format != "json":
            say(report.sentence)
        return 0
    complain(report.sentence)
    return 1


def packages(arguments: Namespace) -> int:
    """List the packages that were merged, or take one out again."""
    if arguments.batalkan is not None:
        with open_to_write(arguments.berkas, arguments.petugas) as session:
            counted, _ = session.merging.undo(arguments.batalkan, arguments.alasan)
        say(
            tr(
                "Paket {nomor} dibatalkan: {hilang} lembar keluar, {kembali} kembali,"
                " {berubah} berubah.",
                nomor=arguments.batalkan,
                hilang=indonesian(counted.gone, 0),
                kembali=indonesian(counted.new, 0),
                berubah=indonesian(counted.changed, 0),
            )
        )
        return 0
    with open_to_read(arguments.berkas) as session:
        units = {unit.id: unit for unit in session.units.all()}
        found = session.merging.packages(undone=arguments.semua)
    if arguments.format == "json":
        write(formats.packages_json(found, units, ascii_only=not shows_every_sign()))
    else:
        write(formats.packages_text(found, units))
    return 0


def conflicts(arguments: Namespace) -> int:
    """List what differs between packages, decide one, or let it wait again."""
    if arguments.nomor_seperti_usulan:
        with open_to_write(arguments.berkas, arguments.petugas) as session:
            decided, _ = session.conflicts.decide_proposed(arguments.alasan)
            left = session.conflicts.count_open()
        say(tr("{n} nomor kembar diputuskan. Masih menunggu: {sisa}.", n=decided, sisa=left))
        return 0
    if arguments.putuskan or arguments.cabut:
        with open_to_write(arguments.berkas, arguments.petugas) as session:
            _decide(session, arguments)
        return 0
    with open_to_read(arguments.berkas) as session:
        found = session.conflicts.find(
            arguments.tahun, arguments.periode or None, open_only=not arguments.semua
        )
    if arguments.format == "json":
        write(formats.conflicts_json(found, ascii_only=not shows_every_sign()))
    else:
        write(formats.conflicts_text(found))
    return 0


def consolidation(arguments: Namespace) -> int:
    """Show unit × period, or declare a period final, or open it again."""
    if arguments.final or arguments.buka:
        with open_to_write(arguments.berkas, arguments.petugas) as session:
            _finalise(session, arguments)
        return 0
    with open_to_read(arguments.berkas) as session:
        years = session.matrix.years()
        year = arguments.tahun or (years[0] if years else None)
        if year is None:
            say(tr("Berkas ini belum berisi survei."))
            return 0
        if arguments.pesan:
            write(session.unsent.message(year, arguments.periode, arguments.indeks))
            return 0
        matrix = session.matrix.of_year(year, arguments.indeks)
    if arguments.format == "json":
        write(formats.matrix_json(matrix, ascii_only=not shows_every_sign()))
    else:
        write(formats.matrix_text(matrix))
    return 0


def _merged(session: Session, arguments: Namespace) -> MergeReport:
    """Merge or look; units that are not known are added first where that was wished."""
    merging, only_look = session.merging, arguments.pratinjau
    found = merging.find(arguments.paket)
    if not found:
        raise InputError(
            tr("Tidak ada paket di tempat yang disebut."),
            next=tr("Sebutkan berkas paket, atau folder yang berisi paket."),
        )
    if arguments.unit_baru and not only_look:
        for path in found:
            if merging.preview(path).fate is Fate.WAITING:
                merging.add_unit(path)
    return merging.merge_many(found, only_look=only_look)


def _map(session: Session, mappings: list[tuple[str, str]]) -> None:
    for code, unit_code in mappings:
        session.merging.units.map(code, session.units.find(unit_code).id)


def _decide(session: Session, arguments: Namespace) -> None:
    conflict = _named(session, arguments.putuskan or arguments.cabut)
    if arguments.cabut:
        session.conflicts.revoke(conflict.fingerprint, arguments.alasan)
        say(tr("Putusan tentang {hal} dicabut.", hal=conflict.title))
        return
    choice = _choice(conflict, arguments.pilih)
    session.conflicts.decide(conflict.fingerprint, choice, arguments.alasan)
    left = session.conflicts.count_open()
    say(tr("Diputuskan: {hal}. Masih menunggu: {n}.", hal=conflict.title, n=left))


def _named(session: Session, code: str) -> Conflict:
    """Return the one conflict whose code begins so."""
    wanted = code.strip().lower()
    found = [
        one
        for one in session.conflicts.find(open_only=False)
        if len(wanted) >= formats.SHOWN and one.fingerprint.startswith(wanted)
    ]
    if len(found) != 1:
        raise InputError(
            tr("Perbedaan dengan kode {kode} tidak ada.", kode=code[:64]),
            next=tr("Lihat kodenya dengan: puas konflik FILE"),
        )
    return found[0]


def _choice(conflict: Conflict, letter: str) -> str:
    if letter.lower() == BOTH:
        return BOTH
    letters = {formats.letter_of(p): side.choice for p, side in enumerate(conflict.sides)}
    return letters.get(letter.upper(), letter)


def _finalise(session: Session, arguments: Namespace) -> None:
    if arguments.tahun is None:
        raise InputError(tr("Tahunnya belum disebutkan."), next=tr("Sebutkan dengan --tahun."))
    if arguments.buka:
        session.finals.reopen(arguments.tahun, arguments.buka, arguments.alasan)
        say(
            tr(
                "Konsolidasi {tahun} {periode} dibuka lagi.",
                tahun=arguments.tahun,
                periode=arguments.buka,
            )
        )
        return
    final, _ = session.finals.declare(arguments.tahun, arguments.final, arguments.alasan)
    say(
        tr(
            "Konsolidasi {tahun} {periode} final: {survei} survei, {lembar} lembar, SHA-256"
            " {hash}.",
            tahun=final.year,
            periode=final.period,
            survei=indonesian(final.surveys, 0),
            lembar=indonesian(final.sheets, 0),
            hash=final.sha256,
        )
    )
