"""Why a file of answers is not taken, or an import not undone, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.importing import BatchState, ImportBatch
    from app.models.survey import Survey
    from app.services.imports.service import ImportPlan
    from app.services.tables.reading import Grid


def shares_paper(survey: Survey, others: Sequence[Survey]) -> InputError:
    """Return the refusal of a survey on a paper with others."""
    return InputError(
        tr(
            "Survei {kode} satu kertas dengan {lain}, jadi berkas jawaban tidak dapat diambil untuk"
            " survei itu saja.",
            kode=survey.code,
            lain=", ".join(one.code for one in others),
        ),
        safe=tr("Tidak ada satu lembar pun yang diambil."),
        next=tr(
            "Entri lembarnya di layar Entri, atau buat survei yang tidak satu kertas untuk berkas"
            " itu."
        ),
    )


def no_sheets(file_name: str) -> InputError:
    """Return the refusal of a file without a filled row."""
    return InputError(
        tr("Berkas {berkas} tidak berisi satu lembar pun yang terisi.", berkas=file_name),
        next=tr("Isi tabelnya di bawah baris nama kolom, lalu impor sekali lagi."),
    )


def columns_wanted(grid: Grid, names: Sequence[str]) -> str:
    """Say which columns a file must have of which none was found, and what was not looked at."""
    wanted = tr("Kolomnya harus: {daftar}.", daftar=",".join(names))
    others = [one.quoted for one in grid.sheets if one.name != grid.reading.sheet]
    if not others:
        return wanted
    said = tr(
        "Yang dibaca lembar kerja “{nama}”; yang lain: {daftar}.",
        nama=grid.reading.sheet,
        daftar=", ".join(others),
    )
    return f"{said} {wanted}"


def no_such_sheet(grid: Grid, name: str) -> InputError:
    """Return the refusal of a sheet that a file does not have, or that holds nothing."""
    return InputError(
        tr(
            "Berkas {berkas} tidak punya lembar kerja “{nama}” yang berisi.",
            berkas=grid.file_name,
            nama=name,
        ),
        safe=tr("Tidak ada satu lembar pun yang diambil dari berkas itu."),
        next=tr("Yang ada: {daftar}.", daftar=", ".join(one.quoted for one in grid.sheets))
        if grid.sheets
        else tr("Berkas itu bukan buku kerja; hapus --lembar."),
    )


def same_rows(plan: ImportPlan) -> InputError:
    """Return the refusal of rows that came in another file before."""
    return InputError(
        tr(
            "Isi yang sama dengan berkas {berkas} sudah diimpor dari berkas {dahulu}.",
            berkas=plan.file_name,
            dahulu=plan.same_content.file_name if plan.same_content else "",
        ),
        safe=tr("Tidak ada satu lembar pun yang diambil dari berkas itu."),
        next=tr("Impor hanya bila lembarnya memang lain; nyatakan itu di layar Impor."),
    )


def needs_reason(batch: ImportBatch, state: BatchState) -> InputError:
    """Return the refusal to undo without a reason what people have worked on."""
    return InputError(
        tr(
            "Dari impor {berkas}, {diubah} lembar sudah dibetulkan dan {verifikasi} sudah"
            " diverifikasi.",
            berkas=batch.file_name,
            diubah=state.changed,
            verifikasi=state.verified,
        ),
        next=tr("Tulis alasannya bila impor itu tetap harus dibatalkan."),
    )
