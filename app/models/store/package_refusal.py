"""Why a file is not taken for a package, in words for each kind of package."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.office_package import FORMAT as OFFICE_FORMAT
from app.models.package import FORMAT
from app.models.store.opening import OFFICE_PACKAGE_APPLICATION_ID, PACKAGE_APPLICATION_ID
from app.texts import tr

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class PackageKind:
    """A kind of package: the mark in its header, and the newest format that is known."""

    application_id: int
    format: int


SURVEY_PACKAGE = PackageKind(PACKAGE_APPLICATION_ID, FORMAT)
"""One survey of a unit, on its way to the city."""
OFFICE_PACKAGE = PackageKind(OFFICE_PACKAGE_APPLICATION_ID, OFFICE_FORMAT)
"""What the city sends down to its offices."""


def described(application_id: int) -> str:
    """Return which kind of package a mark is of; nothing for any other file."""
    return {
        SURVEY_PACKAGE.application_id: tr("ini paket survei sebuah unit"),
        OFFICE_PACKAGE.application_id: tr("ini paket kantor dari kota"),
    }.get(application_id, "")


class PackageProblem(Enum):
    """Why a file is not taken for a package."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too large"
    NOT_A_PACKAGE = "not a package"
    NEWER = "newer"
    DAMAGED = "damaged"
    FOREIGN_TABLES = "tables that we do not write"
    CHANGED = "content does not fit the manifest"
    INVALID = "values that cannot be"


class PackageRefusedError(InputError):
    """A package of which nothing was taken; ``problem`` says why."""

    def __init__(
        self,
        path: Path,
        problem: PackageProblem,
        detail: str = "",
        kind: PackageKind = SURVEY_PACKAGE,
    ) -> None:
        self.problem = problem
        is_office = kind is OFFICE_PACKAGE
        name = "".join(sign if sign.isprintable() else "?" for sign in path.name)
        what = _office_sentence(problem, name) if is_office else _sentence(problem, name)
        super().__init__(
            f"{what} ({detail})." if detail else f"{what}.",
            safe=tr("Tidak ada yang diambil dari berkas itu."),
            next=_office_next(problem) if is_office else _next_step(problem),
        )


def _sentence(problem: PackageProblem, name: str) -> str:
    match problem:
        case PackageProblem.UNREADABLE:
            return tr("Berkas {berkas} tidak ada atau tidak dapat dibaca", berkas=name)
        case PackageProblem.TOO_LARGE:
            return tr("Berkas {berkas} terlalu besar untuk sebuah paket", berkas=name)
        case PackageProblem.NOT_A_PACKAGE:
            return tr("Berkas {berkas} bukan paket kiriman Puas", berkas=name)
        case PackageProblem.NEWER:
            return tr("Paket {berkas} dibuat oleh Puas yang lebih baru", berkas=name)
        case PackageProblem.DAMAGED:
            return tr("Paket {berkas} rusak", berkas=name)
        case PackageProblem.FOREIGN_TABLES:
            return tr("Paket {berkas} berisi tabel yang tidak dibuat oleh Puas", berkas=name)
        case PackageProblem.CHANGED:
            return tr("Isi paket {berkas} tidak cocok dengan manifesnya", berkas=name)
        case PackageProblem.INVALID:
            return tr("Paket {berkas} berisi nilai yang tidak mungkin", berkas=name)


def _next_step(problem: PackageProblem) -> str:
    match problem:
        case PackageProblem.UNREADABLE:
            return tr("Periksa namanya dan apakah media penyimpannya masih terpasang.")
        case PackageProblem.NOT_A_PACKAGE | PackageProblem.TOO_LARGE:
            return tr("Pilih berkas yang ditulis Puas di kantor pengirim lewat “Kirim ke kota”.")
        case PackageProblem.NEWER:
            return tr("Perbarui Puas di komputer ini, lalu gabungkan sekali lagi.")
    return tr("Mintalah unit pengirim mengekspor dan mengirimkannya sekali lagi.")


def _office_sentence(problem: PackageProblem, name: str) -> str:
    if problem is PackageProblem.NOT_A_PACKAGE:
        return tr("Berkas {berkas} bukan paket kantor dari kota", berkas=name)
    return _sentence(problem, name)


def _office_next(problem: PackageProblem) -> str:
    match problem:
        case PackageProblem.UNREADABLE:
            return _next_step(problem)
        case PackageProblem.NOT_A_PACKAGE | PackageProblem.TOO_LARGE:
            return tr("Pilih berkas yang dibuat kota lewat “Kirim ke kantor”.")
        case PackageProblem.NEWER:
            return tr("Perbarui Puas di komputer ini, lalu buka sekali lagi.")
    return tr("Mintalah kota menulis dan mengirimkannya sekali lagi.")
