"""The command that takes answers from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.opening import open_to_write
from app.cli.outputs import list_problems
from app.cli.terminal import complain, say
from app.services.ikm.rounding import indonesian
from app.services.imports.mapping import Stated
from app.services.imports.problems import ImportRefusedError
from app.services.imports.service import AlreadyImported, Imported
from app.texts import tr

if TYPE_CHECKING:
    from argparse import Namespace

    from app.services.imports.service import ImportPlan

_NAMED = 8
"""How many lines a sentence names."""


def import_answers(arguments: Namespace) -> int:
    """Take all answers of a file into a survey, or say at which places it does not fit."""
    with open_to_write(arguments.berkas, arguments.petugas) as session:
        survey = session.surveys.find(arguments.survei)
        try:
            outcome = session.imports.import_answers(
                survey,
                arguments.jawaban,
                stated=Stated(
                    day=arguments.tanggal.isoformat() if arguments.tanggal else "",
                    others=arguments.lainnya,
                    sheet=arguments.lembar,
                ),
            )
        except ImportRefusedError as error:
            complain(error.sentence)
            list_problems(error)
            return 1
        if isinstance(outcome, AlreadyImported):
            say(_already(outcome))
        else:
            _tell(outcome, survey.code)
            for finding in session.imports.unusual(survey.id, outcome.plan.checked):
                say(tr("Perhatikan: {hal}", hal=finding.text))
    return 0


def _tell(outcome: Imported, code: str) -> None:
    say(
        tr(
            "{n} lembar dari {berkas} ({sumber}) masuk ke survei {kode},"
            " nomor {dari} sampai {sampai}.",
            n=indonesian(outcome.sheets, 0),
            berkas=outcome.plan.file_name,
            sumber=outcome.plan.source,
            kode=code,
            dari=outcome.first_number,
            sampai=outcome.last_number,
        )
    )
    for line in _remarks(outcome.plan):
        say(line)


def _remarks(plan: ImportPlan) -> list[str]:
    """Return a sentence for everything that was added, left blank or left out."""
    remarks = []
    if plan.new_services:
        names = ", ".join(plan.new_services)
        remarks.append(tr("Layanan baru dibuat: {daftar}.", daftar=names))
    if plan.absent_columns:
        names = ", ".join(plan.absent_columns)
        remarks.append(tr("Kolom yang tidak ada dan dianggap kosong: {daftar}.", daftar=names))
    if plan.ignored:
        names = ", ".join(plan.ignored)
        remarks.append(tr("Kolom yang tidak dipakai: {daftar}.", daftar=names))
    if closing := plan.checked.closing:
        lines = ", ".join(map(str, closing[:_NAMED]))
        more = tr(" dan seterusnya") if len(closing) > _NAMED else ""
        remarks.append(
            tr("Baris penutup di bawah lembar terakhir dilewati: {daftar}.", daftar=lines + more)
        )
    remarks += [
        tr(
            "Dicatat sebagai {nilai}: {kolom} “{isi}” ({n}).",
            nilai=one.value,
            kolom=one.target,
            isi=one.cell,
            n=indonesian(one.count, 0),
        )
        for one in plan.checked.unknown
        if one.chosen and one.value is not None
    ]
    if plan.blanks:
        blanks = ", ".join(f"{column} {n}" for column, n in plan.blanks.items())
        remarks.append(tr("Isian kosong: {daftar}.", daftar=blanks))
    if plan.unanswered:
        n = plan.unanswered
        remarks.append(tr("Baris tanpa satu pun jawaban yang dilewati: {n}.", n=n))
    if plan.outside_period:
        n = plan.outside_period
        remarks.append(tr("Peringatan: {n} lembar bertanggal di luar periode survei.", n=n))
    return remarks


def _already(outcome: AlreadyImported) -> str:
    return tr(
        "Berkas {berkas} sudah pernah diimpor ({n} lembar), jadi dilewati.",
        berkas=outcome.file_name,
        n=indonesian(outcome.sheets, 0),
    )
