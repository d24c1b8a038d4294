"""Make tests/data/released/v4.sqlite anew: the file of version 3, upgraded, with a recap.

    .venv/bin/python -m tests.support.released_v4

Only before version 4 is released; afterwards the file stays as it is.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from app.services.session import Session
from tests.support.city import recap_file, take
from tests.support.released_v2 import RELEASED

RECAP = """unit;layanan;periode;waktu;ikm;kategori;n;rtl
Kelurahan Mawar;;Tahunan;88,50;88,53;A (Sangat Baik);61;Waktu: loket kedua
Kecamatan Tengah;Rekomendasi;Semester I;12,64;80,1;B;;
"""


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kantor.puas"
        shutil.copyfile(RELEASED / "v3.sqlite", path)
        session = Session.open(path, operator="Loket C")
        if not isinstance(session, Session):
            raise SystemExit(session.error.sentence)
        take(session, recap_file(Path(folder), RECAP), 2025)
        session.store.close()
        shutil.copyfile(path, RELEASED / "v4.sqlite")


if __name__ == "__main__":
    main()
