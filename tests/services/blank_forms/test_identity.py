"""What a mark tells is read back as it was meant, and nothing else is taken for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.services.blank_forms.identity import (
    MAX_NUMBER,
    MAX_PAGES,
    Corner,
    CornerMark,
    FormIdentity,
    PageIdentity,
    read_mark,
)

codes = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.integers(0, MAX_NUMBER)


@given(codes, codes, st.lists(codes.filter(bool), min_size=1, max_size=3), numbers)
def test_a_page_tells_whose_it_is(unit: str, survey: str, keys: list[str], number: int) -> None:
    page = PageIdentity(unit, survey, tuple(keys), number, 1, 2)
    assert read_mark(page.text) == page


@given(
    st.sampled_from(Corner),
    st.integers(1, MAX_PAGES),
    st.integers(0, 10**11 - 1),
    numbers,
)
def test_a_corner_tells_its_place(corner: Corner, page: int, tag: int, number: int) -> None:
    mark = CornerMark(corner, page, MAX_PAGES, tag, number)
    assert len(mark.text) == 24
    assert read_mark(mark.text) == mark


@given(st.text(max_size=60))
def test_what_is_not_ours_is_nobody(text: str) -> None:
    found = read_mark(text)
    assert found is None or found.text == text or text.startswith("PUAS1;")


def test_marks_that_cannot_be_are_nobody() -> None:
    good = CornerMark(Corner.TOP_LEFT, 1, 2, 7, 57).text
    assert read_mark("9" + good[1:]) is None
    assert read_mark("1" + "0301" + good[5:]) is None
    assert read_mark(good[:-1]) is None
    assert read_mark("PUAS1;a;b;skm-9@1;x;1;2") is None
    assert read_mark("PUAS2;a;b;skm-9@1;5;1;2") is None


def test_the_tag_stands_for_all_of_it() -> None:
    base = FormIdentity("kel-1", "SJ-1", ("skm-9@1",), "ab")
    others = (
        FormIdentity("kel-2", "SJ-1", ("skm-9@1",), "ab"),
        FormIdentity("kel-1", "SJ-2", ("skm-9@1",), "ab"),
        FormIdentity("kel-1", "SJ-1", ("skm-9@2",), "ab"),
        FormIdentity("kel-1", "SJ-1", ("skm-9@1", "spak-5@1"), "ab"),
        FormIdentity("kel-1", "SJ-1", ("skm-9@1",), "cd"),
    )
    assert base.tag == FormIdentity("kel-1", "SJ-1", ("skm-9@1",), "ab").tag
    assert len({base.tag, *(other.tag for other in others)}) == 6
