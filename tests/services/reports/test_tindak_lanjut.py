from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from app.models.follow_up import FollowUp, Forum, Horizon
from app.services.photos import accepted_photo
from app.services.reports.kinds import About, Options, Signing
from app.services.reports.tindak_lanjut import TINDAK_LANJUT
from tests.services.reports.making import results_data
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.follow_up_office import TODAY, add_plans, add_public, office
from tests.support.photos import LATITUDE, photo, with_metadata
from tests.support.reports import file_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.survey import Survey
    from app.services.session import Session

IMAGE = 3
"""What pdfium calls an object that is a picture."""
KIND = TINDAK_LANJUT
AT = datetime(2026, 4, 20, 10, 42, tzinfo=timezone(timedelta(hours=8)))


def printed(session: Session, survey: Survey) -> bytes:
    options = Options(Signing("Contoh", TODAY))
    return session.reports.render(KIND, About(survey.id), options, at=AT)


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    session, before, survey = office(tmp_path / "kantor.sqlite")
    plans = add_plans(session, before)
    add_public(session, survey)
    session.follow_up.public.save_forum(Forum(survey.id, date(2026, 7, 1), "Aula kecamatan"))
    pictures = [accepted_photo(with_metadata(6), "a"), accepted_photo(photo(), "b")]
    session.follow_up.add_photos(plans[0].id, [*pictures, *pictures])
    session.follow_up.caption(session.store.photos.all()[1], "Loket kedua")
    session.follow_up.carry_over(survey.id)
    new = FollowUp(
        survey.id,
        "persyaratan",
        0,
        "Memasang daftar persyaratan.",
        "Peningkatan Kualitas",
        "2027 bulan-6",
        "Kepala Seksi",
        Horizon.MIDDLE,
    )
    session.follow_up.save(new)
    pdf = printed(session, survey)
    session.store.close()
    return pdf


def test_prints_plans_what_became_of_the_last_ones_and_where_it_was_public(whole: bytes) -> None:
    text = " ".join(texts_of(whole))
    for part in (
        "RENCANA DAN HASIL TINDAK LANJUT",
        "SKM · Triwulan I 2026",
        "Data contoh: bukan hasil survei yang nyata.",
        "78,75, mutu B (Baik), dari 40 responden",
        "Persyaratan (75,00), Biaya/Tarif (75,00), dan Perilaku Pelaksana (75,00)",
        "4 rencana untuk 4 unsur disusun dari hasil survei ini. Belum ada rencana untuk: Perilaku",
        "Lanjutan TW IV 25: Peningkatan pelayanan: Memasang janji waktu penyelesaian.",
        "Peningkatan Kualitas: Memasang daftar persyaratan.",
        "TW I TW II TW III TW IV",
        "Jun 2027",
        "menengah",
        "Rencana dari SKM 2025, Triwulan IV. Dari 4 rencana, 1 selesai, 1 berjalan, 1 belum mulai,",
        "Rata-rata realisasi 46,67 % dari 3 rencana yang dilaporkan.",
        "selesai, 20",
        "Foto loket dan jadwal petugas. (4 foto)",
        "Anggaran belum turun.",
        "Rencana 1, foto 2: Loket kedua",
        "8 April 2026 luring Papan pengumuman kelurahan",
        "9 April 2026 daring https://contoh.go.id/skm",
        "15 April 2026 32 Aula kelurahan Peserta meminta loket kedua.",
        "1 Juli 2026 (direncanakan)",
        "Contoh, 20 April 2026",
        "NAMA LURAH",
        "Cara menghitung",
    ):
        assert part in text, part
    assert not letters_outside(whole)


def test_the_photos_are_there_and_hold_no_place(whole: bytes) -> None:
    document: Any = pypdfium2.PdfDocument(whole)
    try:
        images = [one for page in document for one in page.get_objects() if one.type == IMAGE]
        assert len(images) == 4
        images.clear()
    finally:
        document.close()
    assert LATITUDE not in whole


def test_the_heading_of_the_photos_stands_with_the_first_of_them(whole: bytes) -> None:
    (page,) = [text for text in texts_of(whole) if "Foto bukti" in text]
    assert "Rencana 1, foto 1" in page


def test_a_survey_without_anything_prints_its_nil_sentences(tmp_path: Path) -> None:
    session, before, _ = office(tmp_path / "kantor.sqlite")
    first = session.store.surveys.by_code("KL-01-2025-TW3")
    assert first is not None
    text = " ".join(texts_of(printed(session, first)))
    for sentence in (
        "Belum ada rencana tindak lanjut yang dicatat untuk survei ini.",
        "Tidak ada survei periode sebelumnya yang rencananya dilaporkan.",
        "Publikasi hasil survei ini belum dicatat.",
        "Forum Konsultasi Publik tentang hasil ini belum dicatat.",
    ):
        assert sentence in text
    text = " ".join(texts_of(printed(session, before)))
    assert "SKM 2025, Triwulan III tidak mencatat rencana tindak lanjut." in text
    session.store.close()


def test_nobody_answered_and_nothing_collected() -> None:
    pages = texts_of(file_of(KIND, results_data(0)))
    assert "Belum ada jawaban yang dapat dihitung." in pages[0]
    assert "Belum ada rencana tindak lanjut" in pages[0]


def test_long_texts_stay_on_the_page(tmp_path: Path) -> None:
    session, before, survey = office(tmp_path / "kantor.sqlite")
    for plan in add_plans(session, before):
        long = replace(plan, evidence="Bukti panjang sekali. " * 150, obstacle="x" * 3000)
        session.follow_up.report(long, today=TODAY)
    pdf = printed(session, survey)
    session.store.close()
    assert not letters_outside(pdf)
