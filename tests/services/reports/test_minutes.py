from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.minutes import Minutes, MinutesKind
from app.models.unit import Office
from app.services.reports.blocks import KopSurat
from app.services.reports.kinds import About
from app.services.reports.minutes import BERITA_ACARA, MinutesData, minutes_file_name
from app.services.reports.number_words import day_in_words, in_words, opening_of
from app.services.verification.minutes import SINGLE_ANSWERS, without_single_answers
from tests.offices import SmallOffice, make_office
from tests.services.reports.pages import letters_outside, place_of, texts_of
from tests.support.reports import file_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
HOSTILE = "<img src='/etc/passwd'> & <b>tebal" + "W" * 300 + " \x00\u202e\ud800 漢字 😀 Σ"


def signer(role: str, name: str = "") -> dict[str, str]:
    return {"role": role, "jabatan": "Lurah", "name": name, "pangkat": "", "nip": ""}


def content(**changed: Any) -> dict[str, Any]:
    return {
        "title": "BERITA ACARA PENGUNCIAN",
        "opening": [f"{opening_of(DAY)}, hasil survei dikunci."],
        "facts": [["Survei", "SJ-2026-TW1"], ["Keterangan", ""]],
        "tables": [
            {
                "title": "Nilai per unsur",
                "header": ["No", "Unsur", "NRR"],
                "rows": [[str(n), "Waktu Penyelesaian", "3,333"] for n in range(1, 10)],
                "numeric": [2],
            }
        ],
        "closing": ["Demikian berita acara ini dibuat."],
        "signers": [signer("Yang mengunci", "NAMA PEJABAT"), signer("Saksi")],
        "place": "Banjarmasin",
    } | changed


def data(made: dict[str, Any], number: str = "") -> MinutesData:
    minutes = Minutes(1, MinutesKind.LOCKING, DAY, "Petugas", number, made, id=3)
    kop = KopSurat(("PEMERINTAH KOTA BANJARMASIN",), "KELURAHAN SUNGAI JINGAH", "Jalan Satu")
    return MinutesData(minutes, kop, "SJ-2026-TW1", "12-abc", AT, "0.1.0")


def printed(made: dict[str, Any], number: str = "") -> list[str]:
    pdf = file_of(BERITA_ACARA, data(made, number))
    assert not letters_outside(pdf)
    return texts_of(pdf)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (24, "dua puluh empat"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (1_000_000, "satu juta"),
        (101_100_000, "seratus satu juta seratus ribu"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_no_words_beyond_what_is_known(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        in_words(number)


@given(st.integers(0, 999_998))
def test_no_two_numbers_have_the_same_words(number: int) -> None:
    words = in_words(number)
    assert words != in_words(number + 1)
    assert "  " not in words
    assert "satu ratus" not in words
    assert not words.startswith("satu ribu")


def test_a_day_in_words() -> None:
    words = "Selasa tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam"
    assert day_in_words(DAY) == words
    assert opening_of(DAY) == f"Pada hari ini {words}"


def test_prints_all_of_the_content() -> None:
    (page,) = printed(content(), number="045/12/2026")
    for text in (
        "PEMERINTAH KOTA BANJARMASIN",
        "BERITA ACARA PENGUNCIAN",
        "Nomor: 045/12/2026",
        "Pada hari ini Selasa",
        "SJ-2026-TW1",
        "Nilai per unsur",
        "3,333",
        "Demikian",
        "Banjarmasin, 24 November 2026",
        "Yang mengunci",
        "NAMA PEJABAT",
        "Saksi",
        "log 12-abc",
    ):
        assert text in page
    assert "bobot" not in page


def test_what_is_empty_is_a_line_to_be_filled_in() -> None:
    (page,) = printed(content(place=""))
    assert "Nomor: ....." in page
    assert "Keterangan ....." in page
    assert page.count("NIP .....") == 2
    assert ".....…" not in page


def test_a_long_table_repeats_its_header() -> None:
    rows = [[str(n), "Waktu", "3,333"] for n in range(300)]
    table = {"title": "Panjang", "header": ["No", "Nama kolom", "NRR"], "rows": rows}
    pages = printed(content(tables=[table]))
    assert len(pages) > 4
    assert all("Nama kolom" in page for page in pages[:-1])
    assert "299" in " ".join(pages)


def test_many_sign_two_by_two() -> None:
    signers = [signer(f"Saksi {n}", f"NAMA {n}") for n in range(1, 8)]
    pages = " ".join(printed(content(signers=signers)))
    assert all(f"Saksi {n}" in pages and f"NAMA {n}" in pages for n in range(1, 8))


def test_names_beside_each_other_stand_on_one_line() -> None:
    official = signer("Mengetahui,", "NAMA KEPALA") | {"jabatan": "Lurah " + "panjang " * 12}
    pdf = file_of(
        BERITA_ACARA,
        data(content(signers=[official, signer("Yang mengunci,", "NAMA PETUGAS")]), ""),
    )
    left, right = place_of(pdf, "NAMA KEPALA"), place_of(pdf, "NAMA PETUGAS")
    assert left[2] == pytest.approx(right[2], abs=0.5)
    assert left[1] < right[1]


def test_the_first_of_an_odd_number_stands_alone_under_the_date() -> None:
    signers = [signer(f"Orang {n},", f"NAMA {n}") for n in (1, 2, 3)]
    pdf = file_of(BERITA_ACARA, data(content(signers=signers), ""))
    first, second, third = (place_of(pdf, f"NAMA {n}") for n in (1, 2, 3))
    assert first[1] == pytest.approx(third[1], abs=2)
    assert second[1] < third[1]
    assert second[2] == third[2] < first[2]


def test_a_table_of_many_columns_stays_on_the_paper() -> None:
    header = [f"Pertanyaan nomor {n}" for n in range(20)]
    table = {
        "title": "Lebar",
        "header": header,
        "rows": [["12345"] * 20],
        "numeric": list(range(20)),
    }
    printed(content(tables=[table]))


@pytest.mark.parametrize("made", [{}, {"tables": [{}]}, {"signers": [{}], "facts": [["a", ""]]}])
def test_content_may_be_incomplete(made: dict[str, Any]) -> None:
    assert "BERITA ACARA" in printed(made)[0]


def test_rows_may_be_too_short_or_too_long() -> None:
    table = {"title": "", "header": ["A", "B"], "rows": [["1"], ["1", "2", "3"], []]}
    printed(content(tables=[table]))


def test_hostile_text_is_text() -> None:
    table = {"title": HOSTILE, "header": [HOSTILE] * 3, "rows": [[HOSTILE] * 3], "numeric": [1]}
    pages = printed(
        content(
            title=HOSTILE,
            opening=[HOSTILE],
            facts=[[HOSTILE, HOSTILE]],
            tables=[table],
            closing=[HOSTILE],
            signers=[signer(HOSTILE, HOSTILE)],
            place=HOSTILE,
        ),
        number=HOSTILE,
    )
    assert "<b>tebal" in " ".join(pages)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=400), st.integers(0, 30), st.integers(0, 12))
def test_anything_prints(text: str, rows: int, columns: int) -> None:
    table = {"title": text, "header": [text] * columns, "rows": [[text] * columns] * rows}
    made = content(title=text, tables=[table], signers=[signer(text, text)] * 3)
    assert file_of(BERITA_ACARA, data(made)).startswith(b"%PDF")


def test_the_file_name_says_what_it_is() -> None:
    minutes = Minutes(1, MinutesKind.UNLOCKING, DAY, "", id=7)
    name = minutes_file_name(minutes, "SJ/2026")
    assert name == "Berita acara pembukaan kunci SJ-2026 2026-11-24 7.pdf"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    made = make_office(tmp_path / "kantor.puas")
    yield made
    made.session.close()


def again(office: SmallOffice, saved: Minutes) -> bytes:
    return office.session.reports.render(BERITA_ACARA, About(minutes_id=saved.id), at=AT)


def test_printed_again_it_says_the_same(office: SmallOffice) -> None:
    store = office.store
    kop = {"lines": ["PEMERINTAH LAMA"], "name": "KANTOR LAMA", "address": ""}
    saved = store.minutes.save(
        Minutes(office.survey.id, MinutesKind.LOCKING, DAY, "A", "", content(kop=kop))
    )
    before = texts_of(again(office, saved))
    present = store.offices.get() or Office(1)
    store.offices.save(replace(present, letterhead=("PEMERINTAH BARU",), place="Lain"))
    after = texts_of(again(office, saved))
    assert [page.split(" log ")[0] for page in before] == [page.split(" log ")[0] for page in after]
    assert "PEMERINTAH LAMA" in after[0]


def test_minutes_without_a_kop_take_that_of_the_office(office: SmallOffice) -> None:
    saved = office.store.minutes.save(
        Minutes(office.survey.id, MinutesKind.LOCKING, DAY, "A", "", content())
    )
    name = office.store.units.get((office.store.offices.get() or Office(1)).unit_id).name
    pages = texts_of(office.session.reports.minutes_pdf(saved.id))
    assert name.upper() in pages[0]
    with pytest.raises(KeyError):
        office.session.reports.minutes_pdf(saved.id + 1)


def test_what_was_destroyed_is_said_before_the_closing_words() -> None:
    made = content(closing=["Satu.", "Demikian."], tables=[{"title": "x", SINGLE_ANSWERS: True}])
    left = without_single_answers(made, DAY)
    assert left["tables"] == []
    assert left["closing"][0] == "Satu."
    assert "dimusnahkan bersama lembarnya pada 24 November 2026" in left["closing"][1]
    assert left["closing"][-1] == "Demikian."
    assert without_single_answers(content(), DAY) == content()
