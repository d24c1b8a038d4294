"""The report of real office files: everything recorded, a shared paper, destroyed sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.models.period import period_of
from app.services.archive.deeds import Destroying, Locking
from app.services.report_texts.fields import examples
from app.services.reports.kinds import About, Options, Signing, Subject
from app.services.reports.pelaksanaan.report import PELAKSANAAN
from app.services.reports.text_preview import fillings
from tests.offices import make_office
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.paper_office import office_with_paper
from tests.support.pelaksanaan_office import full_office
from tests.support.result_office import add_survey, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

AT = datetime(2026, 4, 20, 3, tzinfo=UTC)
SIGNED = Options(Signing(day=date(2026, 4, 20)))


def printed(session: Session, survey: Survey) -> str:
    pdf = session.reports.render(PELAKSANAAN, About(survey.id), SIGNED, at=AT)
    assert letters_outside(pdf) == []
    return " ".join(texts_of(pdf))


@pytest.fixture
def full(tmp_path: Path) -> Iterator[tuple[Session, Survey]]:
    session, survey = full_office(tmp_path / "kantor.puas")
    yield session, survey
    session.store.close()


def test_everything_that_was_recorded_is_printed(full: tuple[Session, Survey]) -> None:
    text = printed(*full)
    for words in (
        # BAB II
        "Tabel 2.1 Tim pelaksana survei No. Kedudukan Jabatan Tugas 1 Penanggung jawab",
        "Pengumpulan data 12 Januari 2026 20 Maret 2026 50",
        "Pengumpulan data direncanakan dari 12 Januari 2026 sampai 20 Maret 2026, yaitu 50 hari",
        "Lembar yang terkumpul bertanggal 1 Januari 2026 sampai 28 Januari 2026.",
        "Surat keterangan 500 139 48",
        "Jumlah 1.000 278 60",
        # BAB IV
        "Biaya/Tarif: • Antrean agak lama di pagi hari.",
        "1 saran belum ditinjau dan tidak dicetak.",
        "No. Prioritas unsur Program/kegiatan Waktu Penanggung jawab TW I TW II TW III TW IV",
        "pada 15 April 2026 di Aula kelurahan, dihadiri 32 peserta.",
        "IKM naik 2,50 poin, dari 76,25 pada Triwulan IV 2025 menjadi 78,75 pada Triwulan I 2026.",
        "Triwulan III 2025 60 75,00 C (Kurang Baik) –",
        # BAB V
        "5. Disusun 4 rencana tindak lanjut untuk 3 unsur.",
        "Tindak lanjut SKM 2025, Triwulan IV: Dari 4 rencana, 1 selesai, 1 berjalan,",
        "NAMA LURAH",
        # lampiran
        "Foto 1: Pengisian kuesioner di ruang tunggu",
        "Rencana 1, foto 1",
        "Foto loket dan jadwal petugas. (2 foto)",
    ):
        assert words in text, words


def test_the_same_report_is_the_same_file(full: tuple[Session, Survey]) -> None:
    session, survey = full
    made = [session.reports.render(PELAKSANAAN, About(survey.id), SIGNED, at=AT) for _ in range(2)]
    assert made[0] == made[1]


def test_a_file_is_named_after_survey_unit_and_period(full: tuple[Session, Survey]) -> None:
    session, survey = full
    named = session.reports.collect(PELAKSANAAN, About(survey.id)).file_name()
    assert named == "Laporan pelaksanaan SKM Kelurahan Sungai Jingah Triwulan I 2026.pdf"


def test_an_office_of_which_nothing_is_known_prints_nil_sentences(tmp_path: Path) -> None:
    office = make_office(tmp_path / "kosong.puas")
    text = printed(office.session, office.survey)
    for words in (
        "Susunan tim pelaksana belum dicatat.",
        "Jadwal kegiatan survei belum dicatat.",
        "Belum ada lembar yang terkumpul.",
        "Jumlah pengguna layanan tidak dicatat",
        "Belum ada responden yang dihitung.",
        "Belum ada jawaban yang dapat dihitung, sehingga IKM belum ada.",
        "Belum ada jawaban, sehingga unsur pelayanan belum dapat dianalisis.",
        "Belum ada rencana tindak lanjut yang dicatat untuk survei ini.",
        "Forum Konsultasi Publik tentang hasil ini belum dicatat.",
        "Survei ini belum punya nilai, sehingga tren belum dapat digambarkan.",
        "sehingga IKM Kelurahan Melati tahun 2026 belum ada.",
        "Belum ada lembar yang dihitung.",
        "Tidak ada foto yang dilampirkan.",
        "Tidak ada survei periode sebelumnya yang rencananya dilaporkan.",
    ):
        assert words in text, words
    office.store.close()


def test_each_survey_of_a_paper_has_its_report_and_names_the_others(tmp_path: Path) -> None:
    session, paper = office_with_paper(tmp_path / "kertas.puas", sheets=12)
    texts = [printed(session, survey) for survey in paper.surveys]
    assert "ditanyakan pula SPKP 2026 dan SPAK 2026; hasilnya" in texts[0]
    assert "ditanyakan pula SKM 2026 dan SPAK 2026; hasilnya" in texts[1]
    for text in texts:
        assert "Pertanyaan Survei Kepuasan Masyarakat" in text
        assert "Pertanyaan Survei Persepsi Anti Korupsi" in text
        assert "Setiap pertanyaan dijawab dengan: 1 Sangat tidak setuju" in text
    assert "IPAK Kelurahan Pasar Lama tahun 2026 adalah" in texts[2]
    session.store.close()


def test_destroyed_sheets_leave_every_figure(full: tuple[Session, Survey]) -> None:
    session, survey = full
    before = printed(session, survey)
    session.archive.lock(survey.id, Locking("hasil final", "Lurah", day=date(2026, 4, 7)))
    session.archive.destroy(
        survey.id, Destroying(survey.code, "masa simpan berakhir", day=date(2026, 4, 8))
    )
    after = printed(session, session.store.surveys.get(survey.id))
    assert after.count("Lembarnya telah dimusnahkan pada 8 April 2026") == 2
    for first, last in (
        ("Tabel 3.1 Karakteristik responden", "3.2 Indeks"),
        ("Tabel 3.2 IKM per unsur", "Gambar 3.1"),
        ("4.3 Tren nilai", "Puas 0"),
        ("**) IKM unit pelayanan", "Kode Unsur"),
    ):
        kept = _between(after, first, last)
        assert len(kept) > 15
        assert kept == _between(before, first, last)


def _between(text: str, first: str, last: str) -> str:
    return text.rsplit(first, 1)[1].split(last, 1)[0]


def test_another_instrument_before_is_named_and_not_compared(tmp_path: Path) -> None:
    session, survey = quarters(tmp_path / "kantor.puas", 30)
    services = {str(one.service_id): one.service_id for one in survey.services}
    other = add_survey(
        session,
        services,
        year=2026,
        period=period_of("triwulan-2", 2026),
        instrument_id=session.instruments.bind("skm-16-m1"),
        code="KL-01-2026-TW2",
        collection_end=None,
    )
    assert "memakai instrumen lain (Survei Kepuasan Masyarakat (9 unsur))" in printed(
        session, other
    )
    session.store.close()


def test_the_preview_takes_its_values_from_the_survey(full: tuple[Session, Survey]) -> None:
    session, survey = full
    filling = fillings(session, survey.id)[Subject.SURVEY]
    values = filling.values
    assert values.keys() == examples(Subject.SURVEY).keys()
    assert filling.sentence == "Diisi dari SKM 2026, Triwulan I."
    assert values["unit"] == "Kelurahan Sungai Jingah"
    assert values["pemerintah"] == "PEMERINTAH KOTA CONTOH"
    assert (values["nilai"], values["mutu"]) == ("78,75", "B (Baik)")
    assert values["periode"] == "Triwulan I 2026"
    assert values["populasi"] == "1.000"
    other = fillings(session, 999)[Subject.SURVEY]
    assert other.values == examples(Subject.SURVEY)
    assert "sebab belum ada survei" in other.sentence


def test_what_a_file_does_not_hold_is_said_in_a_text(tmp_path: Path) -> None:
    office = make_office(tmp_path / "kosong.puas")
    values = fillings(office.session, office.survey.id)[Subject.SURVEY].values
    assert values["populasi"] == values["jabatan"] == values["nilai"] == "(belum dicatat)"
    assert values["jumlah_responden"] == "0"
    office.session.report_texts.save("penutup", "Populasi {populasi}.")
    assert "Populasi (belum dicatat)." in printed(office.session, office.survey)
    office.store.close()


def test_the_address_is_that_of_the_office_only(full: tuple[Session, Survey]) -> None:
    session, survey = full
    assert "Alamat Kelurahan Sungai Jingah: Jalan Contoh 1." in printed(session, survey)
    unit = session.store.units.save(replace(session.store.units.all()[0], id=0, code="L", uuid=""))
    office = session.store.offices.get()
    assert office is not None
    session.store.offices.save(replace(office, unit_id=unit.id))
    assert "Alamat Kelurahan" not in printed(session, survey)
