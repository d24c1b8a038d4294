"""An office with a small RPJMD: two sasaran, three indikator, a program with kelurahan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.capaian import ProgramRow
from app.models.entered import Entered
from app.models.target import Arah, Indikator, Misi, Rpjmd, Sasaran, Tujuan
from app.services.capaian.edits import Cell, Typing, ValueField
from app.services.capaian.typed import Separator
from tests.offices import SmallOffice, make_office

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.capaian.service import CapaianService
    from app.services.session import Session

YEAR = 2026
POINT = Typing(Separator.POINT)
IKM, TPT, SPIP = "Indeks Kepuasan Masyarakat", "Tingkat Pengangguran Terbuka", "Maturitas SPIP"
PARTICIPATION = "Persentase partisipasi masyarakat"
PROGRAM = "Program Pemberdayaan Masyarakat Desa dan Kelurahan"


@dataclass(frozen=True)
class CapaianOffice:
    """The office of ``make_office`` with targets for 2026."""

    office: SmallOffice
    ids: dict[str, int]
    """Name of an indikator → its id."""

    @property
    def session(self) -> Session:
        """The open session."""
        return self.office.session

    @property
    def capaian(self) -> CapaianService:
        """The service."""
        return self.office.session.capaian

    def enter(self, name: str, column: ValueField, text: str, year: int = YEAR) -> None:
        """Type one cell."""
        self.capaian.values.enter(year, [Cell(self.ids[name], column, text)], POINT)


def make_capaian_office(path: Path, sheets: int = 0) -> CapaianOffice:
    """Make the office and keep it open."""
    office = make_office(path, sheets)
    with office.store.transaction():
        return _fill(office)


def follow_the_city(session: Session, year: int) -> int:
    """Add an indikator that follows the consolidated IKM of a year; return its id."""
    structure = session.capaian.structure
    plan, _ = structure.save_plan(Rpjmd("RPJMD", year - 1, year + 3, year - 2))
    misi, _ = structure.save_misi(Misi(plan.id, 1, "Pemerintahan yang baik"))
    tujuan, _ = structure.save_tujuan(Tujuan(misi.id, 0, "Birokrasi yang melayani"))
    sasaran, _ = structure.save_sasaran(Sasaran(tujuan.id, 1, "Layanan yang memuaskan"))
    indikator, _ = structure.save_indikator(Indikator(sasaran.id, 0, IKM, "Poin"))
    session.capaian.values.link_to_city(indikator.id, year)
    return indikator.id


def _fill(office: SmallOffice) -> CapaianOffice:
    structure = office.session.capaian.structure
    plan, _ = structure.save_plan(Rpjmd("RPJMD 2025-2029", 2025, 2029, 2024))
    misi, _ = structure.save_misi(Misi(plan.id, 1, "Pemerintahan yang baik"))
    tujuan, _ = structure.save_tujuan(Tujuan(misi.id, 0, "Birokrasi yang melayani"))
    first, second = (
        structure.save_sasaran(Sasaran(tujuan.id, number, name))[0]
        for number, name in ((1, "Layanan yang memuaskan"), (2, "Lapangan kerja"))
    )
    made = [
        structure.save_indikator(one)[0]
        for one in (
            Indikator(first.id, 0, IKM, "Poin", end_target=Entered("85.05")),
            Indikator(first.id, 0, SPIP, "Level", baseline=Entered("Level 3")),
            Indikator(second.id, 0, TPT, "%", Arah.DOWN, baseline=Entered("9")),
        )
    ]
    ids = {one.name: one.id for one in made}
    structure.set_targets(ids[IKM], {YEAR: Entered("82.25"), 2027: Entered("82.85")})
    structure.set_pengampu(ids[IKM], ["Kelurahan Melati", "Bagian Organisasi"])
    made_office = CapaianOffice(office, ids)
    for name, values in {
        IKM: ("82.50", "85.24", "260541512718", "225425551991"),
        SPIP: ("Level 3", "Level 3", "15029910800", "13376482603"),
        TPT: ("9", "6.9", "", ""),
    }.items():
        columns = (ValueField.TARGET, ValueField.REALISASI, ValueField.PAGU, ValueField.SPENT)
        cells = [
            Cell(ids[name], column, text) for column, text in zip(columns, values, strict=True)
        ]
        made_office.capaian.values.enter(YEAR, cells, POINT)
    for kelurahan, realisasi in (("", "15%"), ("Mawar", "12.50%"), ("Melati", "18%")):
        row = ProgramRow(
            YEAR,
            0,
            "Kecamatan Taman",
            f"{PROGRAM} ({kelurahan})" if kelurahan else PROGRAM,
            PARTICIPATION,
            kelurahan,
            ids[TPT],
            target=Entered("12.50%"),
            realisasi=Entered(realisasi),
            pagu=Entered("400000000"),
            realisasi_anggaran=Entered("300000000"),
        )
        made_office.capaian.values.save_program(row)
    return made_office
