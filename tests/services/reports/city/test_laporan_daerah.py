from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.errors import InputError
from app.models.planning import Stage, StageKind, TeamMember
from app.models.report_text import ReportText
from app.services.reports.blocks import Chapter, Section
from app.services.reports.daerah.data import collect_daerah, spans_of
from app.services.reports.daerah.report import LAPORAN_DAERAH, laporan_daerah
from app.services.reports.kinds import About, Options, Subject
from app.services.reports.text_preview import fillings
from tests.services.reports.city.conftest import AT
from tests.services.reports.pages import letters_outside
from tests.support.city import add_survey, open_city

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.session import Session

    Printed = Callable[..., list[str]]


@pytest.fixture
def whole(printed: Printed) -> str:
    return " ".join(printed("laporan-daerah"))


def plan(session: Session, survey_id: int, *days: date) -> None:
    first, last = days
    session.store.stages.save(Stage(survey_id, StageKind.COLLECTION, first, last))


def test_its_chapters_follow_each_other(city: Session) -> None:
    data = collect_daerah(city, About(year=2026), Options(), AT)
    blocks = laporan_daerah(data).blocks
    inner = [one for b in blocks for one in (b.blocks if isinstance(b, Section) else (b,))]
    assert [b.text for b in inner if isinstance(b, Chapter)] == [
        "KATA PENGANTAR",
        "DAFTAR ISI",
        "PENDAHULUAN",
        "PENGUMPULAN DATA",
        "HASIL SURVEI",
        "KESIMPULAN",
        "RENCANA DAN REALISASI TINDAK LANJUT",
        "NILAI UNSUR PER UNIT",
    ]


def test_cover_and_preface_say_whose_report_it_is(printed: Printed) -> None:
    pages = printed("laporan-daerah")
    assert "LAPORAN SURVEI KEPUASAN MASYARAKAT (SKM)" in pages[0]
    assert "Pemerintah Kota Melati Tahun 2026" in pages[0]
    assert "tersusunnya Laporan Survei Kepuasan Masyarakat (SKM) Pemerintah Kota Melati" in pages[1]
    assert "12 Januari 2027 Sekretaris Daerah" in pages[1]


def test_every_unit_is_listed_with_what_it_handed_in(whole: str) -> None:
    assert "Survei tahun 2026 meliputi 4 unit di lingkungan Pemerintah Kota Melati." in whole
    assert "3 dari 4 unit sudah melapor, 1 unit belum." in whole
    assert "Dinas X Dinas 100 2 angka dilaporkan" in whole
    assert "Dinas Y Dinas – belum melapor" in whole
    assert "Kelurahan B Kelurahan 30 dihitung dari 1 survei" in whole


def test_methods_are_counted_or_said_to_be_unknown(whole: str, printed: Printed) -> None:
    assert "Tabel 2.2 Cara mengumpulkan data Cara Angka Responden manual 2 40" in whole
    assert "Tidak disebut 2 100 Jumlah 4 140" in whole
    assert "Cara unit mengumpulkan data tidak dilaporkan." in " ".join(
        printed("laporan-daerah", 2020)
    )


def test_the_schedule_spans_all_planned_surveys(city: Session, printed: Printed) -> None:
    one, other = (survey.id for survey in city.store.surveys.all(2026))
    plan(city, one, date(2026, 3, 2), date(2026, 3, 31))
    plan(city, other, date(2026, 2, 2), date(2026, 3, 6))
    whole = " ".join(printed("laporan-daerah"))
    assert "Jadwal dicatat untuk 2 survei." in whole
    assert "Pengumpulan data 2 Februari 2026 31 Maret 2026 42" in whole


def test_stages_without_plans_are_left_out() -> None:
    days = (date(2026, 1, 5), date(2026, 1, 9))
    assert spans_of([]) == ()
    assert spans_of([Stage(7, StageKind.REPORTING, *days)]) == (
        Stage(0, StageKind.REPORTING, *days),
    )


def test_the_team_of_the_office_is_listed_once(city: Session, printed: Printed) -> None:
    nil = "Susunan tim pelaksana di Pemerintah Kota Melati belum dicatat."
    assert nil in " ".join(printed("laporan-daerah"))
    office = city.store.offices.get()
    assert office is not None
    unit = city.store.units.get(office.unit_id)
    for period in ("semester-1", "semester-2"):
        survey = add_survey(city, unit, [4, 4], period=period)
        city.store.team.save(TeamMember(survey.id, 1, "Ketua", "Kepala Bagian", "Memimpin"))
    whole = " ".join(printed("laporan-daerah"))
    assert nil not in whole
    assert whole.count("Ketua Kepala Bagian Memimpin") == 1


def test_results_are_told_by_section_by_unit_and_by_unsur(whole: str) -> None:
    assert "Tabel 3.1 Mutu pelayanan dan banyaknya angka" in whole
    assert "88,31 – 100,00 A Sangat Baik 1" in whole
    assert "Tabel 3.2 IKM per kelompok unit" in whole
    assert "Semua 2 unit dan 2 layanan 140 84,75 B (Baik) 82,36" in whole
    assert "Tabel 3.3 Rekapitulasi SKM" in whole
    assert "Gambar 3.1 Rata-rata sederhana per unsur" in whole
    assert "Gambar 3.2 Peringkat 1 sampai 4" in whole
    assert "Tabel 3.5 Rata-rata sederhana per tahun" in whole


def test_the_conclusion_is_computed(whole: str) -> None:
    end = whole[whole.rindex("KESIMPULAN") :]
    assert "1. IKM tahun 2026 adalah 84,75, mutu B (Baik)" in end
    assert "3 dari 4 unit sudah melapor, 1 unit belum." in end
    assert "IKM naik 11,75 poin, dari 73,00 pada tahun 2025 menjadi 84,75 pada tahun 2026." in end
    assert "Unsur terendah: Persyaratan" in end
    assert "Belum ada persentase realisasi tindak lanjut yang dilaporkan." in end
    assert "Hasil survei ini menjadi bahan perbaikan pelayanan di lingkungan" in end
    assert "NAMA PEJABAT" in end


def test_parts_may_be_left_out(printed: Printed) -> None:
    without = frozenset(part.key for part in LAPORAN_DAERAH.parts)
    short = " ".join(printed("laporan-daerah", options=Options(without=without)))
    assert "KATA PENGANTAR" not in short
    assert "Peringkat" not in short
    assert "LAMPIRAN" not in short
    assert "3.6 Tren" in short


def test_a_sole_appendix_is_the_first(printed: Printed) -> None:
    without = frozenset({"lampiran-tindak-lanjut"})
    whole = " ".join(printed("laporan-daerah", options=Options(without=without)))
    assert "LAMPIRAN 1 NILAI UNSUR PER UNIT" in whole
    assert "LAMPIRAN 2" not in whole


def test_the_office_puts_it_in_its_own_words(city: Session, printed: Printed) -> None:
    city.report_texts.save("daerah_penutup", "Sudah {unit_melapor} unit, kurang {unit_belum}.")
    assert "Sudah 3 unit, kurang 1." in " ".join(printed("laporan-daerah"))


def test_a_text_that_cannot_be_printed_is_named(city: Session) -> None:
    city.store.report_texts.save(ReportText("daerah_penutup", "{populasi}"))
    with pytest.raises(InputError, match="Pemda penutup"):
        city.reports.render(LAPORAN_DAERAH, About(year=2026), at=AT)


def test_a_year_without_figures_has_its_nil_sentences(printed: Printed) -> None:
    whole = " ".join(printed("laporan-daerah", 2020))
    for nil in (
        "Belum ada unit yang melapor untuk tahun 2020.",
        "Jumlah responden tidak dilaporkan.",
        "Unit tidak dikelompokkan.",
        "Belum ada unit yang melapor.",
        "Tidak ada nilai unsur yang dilaporkan.",
        "Belum ada tahun lain dengan instrumen yang sama",
    ):
        assert nil in whole


def test_a_city_without_anything_is_printed_too(tmp_path: Path, printed: Printed) -> None:
    empty = open_city(tmp_path / "kosong.puas")
    assert "Belum ada unit yang disurvei." in " ".join(printed("laporan-daerah", session=empty))
    empty.store.close()


def test_another_survey_is_not_said_to_be_an_skm(tmp_path: Path, printed: Printed) -> None:
    session = open_city(tmp_path / "lain.puas")
    office = session.store.offices.get()
    assert office is not None
    unit = session.store.units.get(office.unit_id)
    add_survey(session, unit, [4, 4], instrument="spkp-8")
    whole = " ".join(printed("laporan-daerah", session=session))
    assert "Nomor 14 Tahun 2017 mewajibkan" not in whole
    session.store.close()


def test_nothing_leaves_the_paper(city: Session) -> None:
    pdf = city.reports.render(LAPORAN_DAERAH, About(year=2026), at=AT)
    assert letters_outside(pdf) == []


def test_texts_about_a_year_are_shown_with_the_newest_one(city: Session, tmp_path: Path) -> None:
    filling = fillings(city, 0)[Subject.YEAR]
    assert filling.sentence == "Diisi dari tahun 2026."
    assert filling.values["nilai"] == "84,75"
    assert filling.values["unit_belum"] == "1"
    assert filling.values["pemerintah"] == "Pemerintah Kota Melati"
    empty = open_city(tmp_path / "kosong.puas")
    assert fillings(empty, 0)[Subject.YEAR].of == ""
    empty.store.close()


def test_a_government_that_is_the_office_is_named_once(printed: Printed) -> None:
    cover = printed("laporan-daerah")[0]
    assert cover.count("PEMERINTAH KOTA MELATI") == 1
    assert printed("rekap")[0].count("PEMERINTAH KOTA MELATI") == 1
