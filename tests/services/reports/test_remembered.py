from __future__ import annotations

from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.kinds import Options
from app.services.reports.remembered import (
    Habits,
    habits_of,
    keep_habits,
    remember,
    remembered,
)
from app.services.reports.tindak_lanjut import TINDAK_LANJUT
from app.settings import load_settings, update_settings

CHOSEN = Options(without=frozenset({"lampiran"}), chosen={"bobot": "selalu"})


def test_options_are_kept_per_office_and_kind() -> None:
    remember(HASIL_PENGOLAHAN, "6371", CHOSEN)
    assert remembered(HASIL_PENGOLAHAN, "6371") == CHOSEN
    assert remembered(HASIL_PENGOLAHAN, "6372") == Options()
    assert remembered(TINDAK_LANJUT, "6371") == Options()
    remember(HASIL_PENGOLAHAN, "6371", Options())
    assert remembered(HASIL_PENGOLAHAN, "6371") == Options()


def test_what_a_kind_no_longer_has_is_left_out() -> None:
    odd = '{"6371": {"hasil-pengolahan": {"tanpa": ["puisi", "saran"], "pilihan": {"x": 1}}}}'
    update_settings(report_options=odd)
    assert remembered(HASIL_PENGOLAHAN, "6371") == Options(without=frozenset({"saran"}))


def test_a_broken_preference_is_none() -> None:
    for text in ("kacau", "[]", '{"6371": 5}', '{"6371": {"hasil-pengolahan": {"tanpa": 5}}}'):
        update_settings(report_options=text)
        assert remembered(HASIL_PENGOLAHAN, "6371") == Options()
        remember(HASIL_PENGOLAHAN, "6371", CHOSEN)
        assert remembered(HASIL_PENGOLAHAN, "6371") == CHOSEN


def test_offices_of_long_ago_are_forgotten() -> None:
    for number in range(60):
        remember(HASIL_PENGOLAHAN, str(number), CHOSEN)
    assert remembered(HASIL_PENGOLAHAN, "0") == Options()
    assert remembered(HASIL_PENGOLAHAN, "59") == CHOSEN
    assert len(load_settings().report_options) < 10_000


def test_who_signs_and_where_is_kept_per_office_beside_the_parts() -> None:
    remember(HASIL_PENGOLAHAN, "6371", CHOSEN)
    habits = Habits("Banjarmasin", "NAMA, Lurah", "/laporan")
    keep_habits("6371", habits)
    assert habits_of("6371") == habits
    assert habits_of("6372") == Habits()
    assert remembered(HASIL_PENGOLAHAN, "6371") == CHOSEN
    keep_habits("6371", Habits(place=""))
    assert habits_of("6371") == Habits(place="")


def test_broken_habits_are_none() -> None:
    for text in ("kacau", '{"6371": 5}', '{"6371": {"*": 5}}', '{"6371": {"*": {"place": 5}}}'):
        update_settings(report_options=text)
        assert habits_of("6371") == Habits()
        keep_habits("6371", Habits(place="Martapura"))
        assert habits_of("6371").place == "Martapura"
