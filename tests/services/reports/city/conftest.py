"""A city with computed and reported units in two years, and a way to print its reports."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.models.unit import Official
from app.services.reports.kinds import About, Format, Options
from app.services.reports.registry import report_kind
from tests.services.reports.pages import texts_of
from tests.support.city import add_survey, add_unit, open_city, recap_file, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.services.session import Session

    Printed = Callable[..., list[str]]

AT = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)
RECAP = """unit;layanan;kelompok;persyaratan;waktu;ikm;kategori;n;unsur_perbaikan;rtl
Dinas X;Rekomendasi;Perangkat daerah;70;80;78;B (Baik);40;Persyaratan;Syarat disederhanakan
Dinas X;Izin;Perangkat daerah;90;12,64;86;B (Baik);60;Waktu;Waktu dipangkas
Kelurahan A;;Kelurahan;;;99;A (Sangat Baik);10;;
"""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Session]:
    made = open_city(tmp_path / "kota.puas")
    made.store.offices.save_official(Official("Sekretaris Daerah", "NAMA PEJABAT"))
    add_survey(made, add_unit(made, "kel-a", "Kelurahan A"), [4] * 10)
    add_survey(made, add_unit(made, "kel-b", "Kelurahan B"), [3] * 30)
    add_survey(made, made.units.find("kel-a"), [3] * 10, year=2025)
    add_unit(made, "din-y", "Dinas Y")
    take(made, recap_file(tmp_path, RECAP), 2026)
    take(made, recap_file(tmp_path, "unit;layanan;ikm\nDinas X;Izin;74\nDinas X;Lama;70\n"), 2025)
    yield made
    made.store.close()


@pytest.fixture
def printed(city: Session) -> Printed:
    """Print a report of a year and return the text of its pages."""

    def pages(
        key: str, year: int = 2026, options: Options | None = None, session: Session = city
    ) -> list[str]:
        kind = report_kind(key)
        return texts_of(
            session.reports.render(kind, About(year=year), options, form=Format.PDF, at=AT)
        )

    return pages
