from __future__ import annotations

import csv
import runpy
from pathlib import Path

import pytest

from app.errors import StorageError
from app.models.store.opening import Opening, Refused
from app.paths import resource
from app.services.capaian.imports.service import CapaianImportService
from app.services.capaian.texts import rupiah_text
from app.services.imports.service import ImportService
from app.services.sample.service import (
    create_performance_sample,
    create_sample,
    performance_notice,
    published_figures,
)
from app.services.session import Session
from tests.oracle import leftovers

ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "tests" / "data" / "skm_banjarmasin_2024.csv"


def test_the_figures_of_the_sample_are_the_published_ones(tmp_path: Path) -> None:
    session = create_sample(tmp_path / "contoh.sqlite")
    assert isinstance(session, Session)
    (row,) = session.recaps.rows()
    session.store.close()
    published = published_figures()
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        source = next(r for r in csv.DictReader(file) if r["unit"] == row.unit.name)
    assert published.konversi == {key: source[key] for key in published.konversi}
    assert (str(published.n), published.ikm) == (source["jumlah_responden"], source["ikm"])
    assert row.result.n == published.n
    assert row.result.ikm_text == published.ikm.replace(".", ",")
    shown = {u.unsur.key: u.konversi_text.replace(",", ".") for u in row.result.unsur}
    assert shown == published.konversi
    assert published.source in row.survey.notice


def test_nobody_is_named_and_every_day_lies_in_the_survey(tmp_path: Path) -> None:
    session = create_sample(tmp_path / "contoh.sqlite")
    assert isinstance(session, Session)
    store = session.store
    assert [official.name for official in store.offices.officials()] == ["", ""]
    (survey,) = store.surveys.all()
    days = {sheet.day for sheet in store.sheets.all_of(survey.id)}
    assert len(days) > 30
    assert survey.collection_end is not None
    assert max(days) <= survey.collection_end
    assert session.checks.run().findings == ()
    store.close()


def test_an_existing_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "contoh.sqlite"
    path.write_bytes(b"penting")
    refused = create_sample(path)
    assert isinstance(refused, Refused)
    assert refused.reason is Opening.EXISTS
    assert path.read_bytes() == b"penting"


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StorageError("penuh")

    monkeypatch.setattr(ImportService, "import_answers", fail)
    with pytest.raises(StorageError):
        create_sample(tmp_path / "contoh.sqlite")
    assert leftovers(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_the_answers_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = resource("sample", "jawaban.csv").read_bytes()
    script = runpy.run_path(str(ROOT / "scripts" / "sample_answers.py"))
    toml = resource("sample", "kelurahan.toml")
    (tmp_path / toml.name).write_bytes(toml.read_bytes())
    monkeypatch.setitem(script["main"].__globals__, "resource", lambda _, name: tmp_path / name)
    script["main"]()
    assert (tmp_path / "jawaban.csv").read_bytes() == shipped


def test_the_city_is_as_it_was_published(tmp_path: Path) -> None:
    session = create_performance_sample(tmp_path / "kota.sqlite")
    assert isinstance(session, Session)
    figures = session.capaian.figures(2022)
    assert (len(figures.indikator), len(figures.programs)) == (27, 58)
    assert figures.rpjmd is not None
    assert figures.rpjmd.baseline_year == 2021
    assert figures.year.source == "LPPD Kota Balikpapan 2022"
    assert rupiah_text(figures.summary.pagu) == "Rp 3.273.129.855.262"
    assert "LPPD Kota Balikpapan 2022" in performance_notice()
    kecamatan = {one.perangkat_daerah for one in figures.offices}
    assert kecamatan <= {unit.name for unit in session.store.units.all()}
    assert session.checks.run().findings == ()
    session.store.close()


def test_a_failure_leaves_nothing_of_the_city_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageError("penuh")

    monkeypatch.setattr(CapaianImportService, "take", fail)
    with pytest.raises(StorageError):
        create_performance_sample(tmp_path / "kota.sqlite")
    assert list(tmp_path.iterdir()) == []
