"""The command that publishes a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.opening import open_to_note, open_to_read, require_free_target
from app.cli.terminal import complain, say
from app.services.ikm.rounding import indonesian
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.publishing.outcome import Published

_SHOWN = 12


def publish(arguments: Namespace) -> int:
    """Bring a database or a folder to what the file holds, or write the script for the file."""
    target: str = arguments.ke
    if target.lower().endswith(".sql") and "://" not in target:
        return _script(arguments.berkas, Path(target))
    with open_to_note(arguments.berkas, arguments.petugas) as session:
        done = session.publishing.publish(target, replace=arguments.gantikan)
    _tell(done)
    return 1 if done.foreign else 0


def _script(office: Path, target: Path) -> int:
    with open_to_read(office) as session:
        session.publishing.write_script(require_free_target(target))
    say(tr("Naskah ditulis ke {berkas}.", berkas=target))
    say(tr('Pakai: sqlite3 -readonly {kantor} ".read {berkas}"', kantor=office, berkas=target))
    return 0


def _tell(done: Published) -> None:
    if not (done.written or done.removed):
        say(tr("{tempat} sudah sama dengan berkas ini; tidak ada yang dikirim.", tempat=done.place))
    else:
        say(
            tr(
                "Terbit di {tempat}: {tulis} survei ditulis, {tetap} tetap, {hapus} dihapus;"
                " {lembar} lembar ditulis, {hilang} dihapus.",
                tempat=done.place,
                tulis=indonesian(done.written, 0),
                tetap=indonesian(done.unchanged, 0),
                hapus=indonesian(done.removed, 0),
                lembar=indonesian(done.sheets.sheets, 0),
                hilang=indonesian(done.sheets.removed, 0),
            )
        )
    if not done.encrypted:
        say(
            tr(
                "Perhatikan: sambungannya tidak terenkripsi, jadi isinya dapat dibaca di jalan."
                " Tambahkan ?sslmode=verify-full pada alamatnya."
            )
        )
    if done.foreign:
        names = ", ".join(done.foreign[:_SHOWN])
        if len(done.foreign) > _SHOWN:
            names = tr("{daftar}, dan {n} lagi", daftar=names, n=len(done.foreign) - _SHOWN)
        complain(
            tr(
                "Survei yang sudah diterbitkan dari berkas lain dan dibiarkan: {daftar}."
                " Yang lain sudah terbit. --gantikan membuat isi berkas ini yang berlaku.",
                daftar=names,
            )
        )
