from __future__ import annotations

from datetime import date

import pytest

from app.errors import InputError
from app.models.period import period_of, periods_of_year
from app.services.surveys.naming import following, read_period, survey_code


def test_a_code_is_made_of_its_parts_and_counted_up_where_taken() -> None:
    taken = {"2026-tahunan-skm-9-kel-a", "2026-tahunan-skm-9-kel-a-2"}
    period = period_of("tahunan", 2026)
    assert survey_code(2026, period, "skm-9", "kel-a", taken.__contains__).endswith("kel-a-3")
    assert survey_code(2026, period, "skm-9", "kel-b", taken.__contains__) == (
        "2026-tahunan-skm-9-kel-b"
    )


@pytest.mark.parametrize(
    "code",
    ["", "mingguan", "triwulan-5", "bulan-0", "2026-06-31..2026-07-01", "2026-07-01..2026-06-01"],
)
def test_an_unknown_period_is_refused_with_examples(code: str) -> None:
    with pytest.raises(InputError, match="tidak dikenal") as refused:
        read_period(code, 2026)
    assert "triwulan-1" in refused.value.next


@pytest.mark.parametrize("year", [0, 26, 1989, 2201])
def test_an_impossible_year_is_refused(year: int) -> None:
    with pytest.raises(InputError, match=f"Tahun {year}"):
        read_period("tahunan", year)


def test_a_range_of_another_year_is_refused() -> None:
    with pytest.raises(InputError, match="tidak berada di tahun 2026"):
        read_period("2024-06-01..2024-06-30", 2026)
    assert read_period("2025-12-01..2026-01-31", 2026).contains(date(2026, 1, 1))


def test_the_period_after_another_is_of_the_same_kind_without_a_gap() -> None:
    for period in periods_of_year(2026):
        after, year = following(period, 2026)
        assert after.kind is period.kind
        assert (after.start - period.end).days == 1
        assert after.start.year == year


def test_a_range_is_followed_by_one_of_the_same_length() -> None:
    after, year = following(period_of("2026-12-01..2026-12-31", 2026), 2026)
    assert (after.start, after.end, year) == (date(2027, 1, 1), date(2027, 1, 31), 2027)
