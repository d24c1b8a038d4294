"""Make tests/data/released/v5.sqlite anew: the file of version 4, upgraded, with every new record.

    .venv/bin/python -m tests.support.released_v5

Only before version 5 is released; afterwards the file stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from app.models.capaian import CapaianMark, Narrative, ProgramRow
from app.models.entered import Entered
from app.models.ikk import Ikk, IkkElement, IkkValue, Role
from app.models.target import Arah, Indikator, Misi, Rpjmd, Sasaran, Tujuan
from app.services.capaian.edits import Cell, Typing, ValueField
from app.services.capaian.typed import Separator
from app.services.session import Session
from tests.support.released_v2 import RELEASED

YEAR = 2026


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kantor.puas"
        shutil.copyfile(RELEASED / "v4.sqlite", path)
        session = Session.open(path, operator="Loket C")
        if not isinstance(session, Session):
            raise SystemExit(session.error.sentence)
        fill(session)
        session.store.close()
        shutil.copyfile(path, RELEASED / "v5.sqlite")


def fill(session: Session) -> None:
    """Keep one of each new record; the IKM of 2026 is linked and locked."""
    structure, values, records = (
        session.capaian.structure,
        session.capaian.values,
        session.store.capaian,
    )
    plan, _ = structure.save_plan(Rpjmd("RPJMD 2025-2029", 2025, 2029, 2024))
    misi, _ = structure.save_misi(Misi(plan.id, 1, "Pemerintahan yang baik"))
    tujuan, _ = structure.save_tujuan(Tujuan(misi.id, 0, "Birokrasi yang melayani"))
    sasaran, _ = structure.save_sasaran(Sasaran(tujuan.id, 1, "Layanan yang memuaskan"))
    ikm, _ = structure.save_indikator(
        Indikator(sasaran.id, 0, "Indeks Kepuasan Masyarakat", "Poin", baseline=Entered("80.10"))
    )
    risk, _ = structure.save_indikator(
        replace(ikm, id=0, uuid="", revision=0, name="Indeks Resiko Bencana", arah=Arah.DOWN)
    )
    structure.set_pengampu(ikm.id, [session.offices.unit().name])
    structure.set_targets(ikm.id, {YEAR: Entered("82.25")})
    typed = {
        ikm.id: ("82.50", "", "260541512718", "225425551991"),
        risk.id: ("107", "110*", "71972017096", "71505298365"),
    }
    columns = (ValueField.TARGET, ValueField.REALISASI, ValueField.PAGU, ValueField.SPENT)
    for indikator_id, texts in typed.items():
        cells = [Cell(indikator_id, c, t) for c, t in zip(columns, texts, strict=True)]
        values.enter(YEAR, cells, Typing(Separator.POINT))
    values.link_to_unit(ikm.id, YEAR, session.offices.unit().id)
    row = ProgramRow(YEAR, 0, "Kecamatan Taman", "Program Pelayanan", "Pengaduan ditangani")
    values.save_program(replace(row, indikator_id=ikm.id, target=Entered("100%")))
    records.narratives.save(Narrative(ikm.id, YEAR, upaya="Loket kedua dibuka."))
    records.marks.save(CapaianMark(YEAR, "realisasi_melebihi_pagu", "Sudah benar.", "Loket C"))
    _ikk(session)
    session.capaian.yearly.lock(YEAR, "angka final")


def _ikk(session: Session) -> None:
    records = session.store.ikk
    ikk = records.indikator.save(Ikk(0, "1.a.1", "Tingkat partisipasi", "a ÷ b × 100", satuan="%"))
    for place, (symbol, value) in enumerate({"a": "1234", "b": "1500"}.items()):
        role = Role.DENOMINATOR if place else Role.NUMERATOR
        element = records.elements.save(IkkElement(ikk.id, place, symbol, f"Data {symbol}", role))
        records.values.save(IkkValue(element.id, YEAR, Entered(value), "Dinas Pendidikan"))


if __name__ == "__main__":
    main()
