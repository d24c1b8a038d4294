from __future__ import annotations

from app.services.reports.hasil_pengolahan import HASIL_PENGOLAHAN
from app.services.reports.preview import page_pictures, page_sizes
from app.services.reports.publikasi import PUBLIKASI, PUBLIKASI_A3
from tests.services.reports.making import results_data
from tests.support.reports import file_of


def test_every_page_has_a_picture_of_its_size() -> None:
    pdf = file_of(HASIL_PENGOLAHAN, results_data(30))
    sizes = page_sizes(pdf)
    pictures = list(page_pictures(pdf, 0.5))
    assert len(pictures) == len(sizes)
    for number, (picture, (width, height)) in enumerate(zip(pictures, sizes, strict=True), 1):
        assert picture.number == number
        assert abs(picture.width - width / 2) <= 1
        assert abs(picture.height - height / 2) <= 1
        assert len(picture.pixels) == picture.stride * picture.height
        assert len(set(picture.pixels)) > 10


def test_only_the_wanted_pages_are_drawn() -> None:
    pdf = file_of(HASIL_PENGOLAHAN, results_data(30))
    assert [picture.number for picture in page_pictures(pdf, 0.3, range(1, 2))] == [2]


def test_a_poster_of_a3_is_larger() -> None:
    data = results_data(5)
    (small,), (large,) = (page_sizes(file_of(k, data)) for k in (PUBLIKASI, PUBLIKASI_A3))
    assert large[0] > small[0] * 1.4
