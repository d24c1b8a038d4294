"""An office as the first start makes it, without surveys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.unit import UnitType
from app.services.offices.service import OfficeData
from app.services.session import Session

if TYPE_CHECKING:
    from pathlib import Path


def open_office(
    path: Path, name: str = "Kelurahan Pasar Lama", code: str = "kel-pasar-lama"
) -> Session:
    """Make an office file with one kelurahan that offers two services."""
    session = Session.create(path)
    assert isinstance(session, Session)
    data = OfficeData(name, code, UnitType.KELURAHAN, ("PEMERINTAH KOTA BANJARMASIN",))
    session.offices.create(data, services=("Surat keterangan", "Pengantar KTP"))
    return session
