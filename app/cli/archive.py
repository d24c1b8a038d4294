"""The commands that lock, unlock and destroy a survey and write its berita acara."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_read, open_to_write, require_free_target
from app.cli.terminal import complain, say
from app.errors import InputError
from app.paths import is_folder
from app.services.archive.deeds import Destroying, Locking
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.archive.deeds import Elsewhere
    from app.services.session import Session


def lock(arguments: Namespace) -> int:
    """Lock a survey and make its minutes."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        survey = session.surveys.find(arguments.survei)
        session.archive.lock(survey.id, _locking(arguments))
        say(tr("Survei {kode} terkunci; berita acaranya tersimpan.", kode=survey.code))
    return 0


def unlock(arguments: Namespace) -> int:
    """Open a locked survey and make the minutes of it."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        survey = session.surveys.find(arguments.survei)
        session.archive.unlock(survey.id, _locking(arguments))
        say(tr("Kunci survei {kode} dibuka; berita acaranya tersimpan.", kode=survey.code))
    return 0


def destroy(arguments: Namespace) -> int:
    """Destroy the sheets of a locked survey, and say where else they may be."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        survey = session.surveys.find(arguments.survei)
        destroyed = session.archive.destroy(
            survey.id,
            Destroying(
                confirmation=arguments.konfirmasi,
                reason=arguments.alasan,
                by=arguments.oleh,
                witnesses=tuple(arguments.saksi),
                number=arguments.nomor,
            ),
        )
        say(
            tr(
                "Lembar survei {kode} dimusnahkan; hitungan gabungan dan berita acaranya"
                " tersimpan.",
                kode=survey.code,
            )
        )
        if not destroyed.compacted:
            complain(
                tr(
                    "Berkas belum dipadatkan karena penyimpanannya penuh; tempat lembar itu"
                    " sudah ditimpa nol."
                )
            )
        state = session.archive.state(survey.id)
        _list(tr("Paket yang pernah ditulis; musnahkan sendiri:"), state.exports)
        _list(tr("Berkas yang pernah diimpor; musnahkan sendiri:"), state.imports)
        _list(tr("Pernah diterbitkan ke; terbitkan lagi agar hilang di sana:"), state.published)
        _backups(session, survey.uuid, delete=arguments.hapus_cadangan)
    return 0


def write_minutes(arguments: Namespace) -> int:
    """Write every berita acara of a survey as PDF into a folder."""
    from app.services.files import write_whole
    from app.services.reports.minutes import minutes_file_name

    folder = arguments.ke
    if not is_folder(folder):
        raise InputError(
            tr("Folder {folder} tidak ada.", folder=folder), next=tr("Buat folder itu dahulu.")
        )
    with open_to_read(arguments.berkas) as session:
        survey = session.surveys.find(arguments.survei)
        found = session.archive.minutes_of(survey.id)
        for minutes in found:
            target = folder / minutes_file_name(minutes, survey.code)
            write_whole(require_free_target(target), session.reports.minutes_pdf(minutes.id))
            say(tr("Berita acara ditulis ke {berkas}.", berkas=target))
    if not found:
        say(tr("Survei {kode} belum punya berita acara.", kode=survey.code))
    return 0


def _locking(arguments: Namespace) -> Locking:
    return Locking(arguments.alasan, arguments.oleh, arguments.nomor)


def _list(title: str, found: tuple[Elsewhere, ...]) -> None:
    if found:
        say(title)
        for one in found:
            say(f"  {one.name} ({one.at})")


def _backups(session: Session, survey_uuid: str, *, delete: bool) -> None:
    """Say which copies made by Puas still hold the sheets, or delete them."""
    found = session.backups.holding_sheets(survey_uuid)
    if not found:
        return
    left = found
    if delete:
        _, left = session.backups.replace(survey_uuid)
        say(tr("{n} cadangan yang memuat lembarnya dihapus.", n=len(found) - len(left)))
    if left:
        say(tr("Cadangan yang masih memuat lembarnya (--hapus-cadangan menghapusnya):"))
        for item in left:
            say(f"  {item.path}")
