from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.results.survey_results import survey_names
from tests.support.result_office import add_survey, make_office

if TYPE_CHECKING:
    from pathlib import Path


def test_surveys_of_one_period_are_told_apart(tmp_path: Path) -> None:
    session, services = make_office(tmp_path / "kantor.sqlite")
    keys = ("skm-9", "skm-16-m1", "skm-16-m3", "spak-5", "spak-5-skala-6", "spkp-8", "skm-9")
    surveys = [
        add_survey(session, services, instrument_id=session.instruments.bind(key), code=f"K{place}")
        for place, key in enumerate(keys)
    ]
    names = survey_names((one, session.instruments.of(one.instrument_id)) for one in surveys)
    session.store.close()
    assert [names[one.id] for one in surveys] == [
        "SKM 2026, Triwulan I (K0)",
        "SKM 2026, Triwulan I (16 pertanyaan, M1)",
        "SKM 2026, Triwulan I (16 pertanyaan, M3)",
        "SPAK 2026, Triwulan I (5 pertanyaan)",
        "SPAK 2026, Triwulan I (5 pertanyaan, skala 1–6)",
        "SPKP 2026, Triwulan I",
        "SKM 2026, Triwulan I (K6)",
    ]
