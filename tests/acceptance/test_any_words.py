"""Ten thousand texts through every report in every format: none fails, opens a file or runs.

The data are those of an office and of a city that have everything their reports can print. Each
example takes a hundred texts and puts them in turn wherever somebody may have typed (``spoiling``).
A nightly run (``PUAS_FAULTS=nightly``) prints 10,000 texts of each kind in each format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.services.archive.deeds import Locking
from app.services.reports.kinds import About, Format, Options, ReportKind, Subject
from app.services.reports.registry import kinds_about
from app.services.reports.service import Collected
from tests.faults.processes import NIGHTLY
from tests.services.reports.printed import check_file, nothing_opened
from tests.support.city import add_survey, add_unit, open_city, recap_file, take
from tests.support.hostile import texts
from tests.support.pelaksanaan_office import full_office
from tests.support.spoiling import places_of, spoilt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AT_ONCE = 100
"""Texts of one example; hypothesis bears no more."""
EXAMPLES = 10_000 // AT_ONCE if NIGHTLY else 2
KINDS = kinds_about(Subject.SURVEY, Subject.YEAR, Subject.MINUTES)
CASES = [(kind, form) for kind in KINDS for form in kind.formats]
RECAP = """unit;layanan;kelompok;persyaratan;waktu;ikm;kategori;n;unsur_perbaikan;rtl
Dinas X;Rekomendasi;Perangkat daerah;70;80;78;B (Baik);40;Persyaratan;Syarat disederhanakan
Kelurahan A;;Kelurahan;;;99;A (Sangat Baik);10;;
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    folder = tmp_path_factory.mktemp("kata")
    session, survey = full_office(folder / "kantor.puas", 12)
    session.archive.lock(survey.id, Locking("selesai", "Lurah", ""))
    minutes = session.archive.minutes_of(survey.id)[0]
    abouts = {
        Subject.SURVEY: About(survey.id),
        Subject.MINUTES: About(survey.id, minutes_id=minutes.id),
    }
    found = {
        kind.key: session.reports.collect(kind, abouts[kind.subject]).data
        for kind in KINDS
        if kind.subject in abouts
    }
    session.store.close()
    return found | _of_a_city(folder)


def _of_a_city(folder: Path) -> dict[str, Any]:
    session = open_city(folder / "kota.puas")
    unit = add_unit(session, "kel-a", "Kelurahan A")
    add_survey(session, unit, [3, 4])
    add_survey(session, unit, [3], year=2025)
    add_unit(session, "din-y", "Dinas Y")
    take(session, recap_file(folder, RECAP), 2026)
    found = {
        kind.key: session.reports.collect(kind, About(year=2026)).data
        for kind in KINDS
        if kind.subject is Subject.YEAR
    }
    session.store.close()
    return found


@pytest.mark.timeout(7200 if NIGHTLY else 120)
@pytest.mark.parametrize(("kind", "form"), CASES, ids=lambda case: getattr(case, "key", case))
def test_any_words_print(kind: ReportKind[Any], form: Format, collected: Mapping[str, Any]) -> None:
    data = collected[kind.key]
    several = min(AT_ONCE, places_of(data))
    widest = Options(chosen={choice.key: choice.values[-1][0] for choice in kind.choices})

    @settings(
        max_examples=EXAMPLES,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(words=st.lists(texts(40), min_size=several, max_size=several), wide=st.booleans())
    def prints(words: list[str], *, wide: bool) -> None:
        made = Collected(kind, spoilt(data, words), widest if wide else Options())
        with nothing_opened():
            content = made.render(form)
        check_file(content, form)
        assert made.file_name(form).endswith(form.suffix)

    prints()
