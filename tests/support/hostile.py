"""What anybody may type, and reports of every block that are full of it.

``texts()`` is for any field of any report; ``reports()`` for the renderers themselves.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import strategies as st
from PIL import Image

from app.services.charts.chart import Axis, Category, Chart, ChartKind, Mark, Point, Series
from app.services.reports import blocks as b
from app.services.reports.document import Footer, Paper, Report

SECRET = "/etc/passwd"  # noqa: S105 - the file that no report may open
NASTY = (
    "",
    " ",
    "\n\n\n",
    "<b>tebal",
    "</para></para>&nbsp;&#0;&lt;",
    f"<img src='{SECRET}'/>",
    f"<img src='file://{SECRET}'/><a href='file://{SECRET}'>x</a>",
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET}">]><x>&e;</x>',
    '=HYPERLINK("http://contoh.invalid";"klik")',
    "=cmd|'/c calc'!A0",
    "+62 811",
    "-2,14 %",
    "@SUM(1)",
    "\t=1+1",
    "\x00\x01\x07\x1b\x7f\x85",
    "\ud800\udfff",
    "\ufffe\uffff\U0001ffff\ue000",
    "\u202eterbalik\u202c\u2066x\u2069",
    "\u200f\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea",
    "a\u200bb\u200dc\ufeffd\u00ade",
    "e\u0301\u0302\u0303" * 20,
    "漢字 😀 \U0001f469\u200d\U0001f467 \U0001d4b3 \ufdfd",
    "W" * 500,
    "kata/" * 200,
    "kata " * 400,
    "baris\nbaru\r\nlagi\rtab\tpemisah\u2028paragraf\u2029",
    "{nama} %s %(x)s {0} $x ${y}",
    "'; DROP TABLE sheet; --",
    '&P &N &D &"Arial"&20',
    "]]><![CDATA[",
)


def texts(longest: int = 200) -> st.SearchStrategy[str]:
    """Return anything that may stand in a field of an office file."""
    every_sign = st.characters(exclude_categories=())
    free = st.text(every_sign, max_size=longest)
    nasty = st.sampled_from(NASTY)
    return st.one_of(nasty, free, st.builds(str.__add__, nasty, free))


def photo(colour: str = "teal", size: tuple[int, int] = (60, 40)) -> bytes:
    """Return a small JPEG."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG")
    return target.getvalue()


PHOTO = photo()
_IMAGES = st.sampled_from((b"", b"bukan gambar", PHOTO, PHOTO[:100]))


def cells() -> st.SearchStrategy[b.Cell | str]:
    """Return cells with any words, merged and marked in any way."""
    exact = st.builds(
        b.Exact,
        value=st.one_of(
            st.integers(-(10**18), 10**18),
            st.fractions(min_value=-1000, max_value=1000, max_denominator=999),
            st.just(Fraction(10**400, 3)),
        ),
        places=st.integers(0, 6),
        before=texts(5),
        after=texts(5),
        signed=st.booleans(),
    )
    cell = st.builds(
        b.Cell,
        text=texts(),
        align=st.none() | st.sampled_from(b.Align),
        bold=st.booleans(),
        columns=st.integers(1, 3),
        rows=st.sampled_from((1, 1, 1, 2, 9)),
        exact=st.none() | exact,
        set_apart=st.booleans(),
    )
    return st.one_of(texts(), cell)


@st.composite
def tables(draw: st.DrawFn) -> b.Table:
    """Return tables of any shape."""
    columns = draw(
        st.lists(st.builds(b.Column, st.sampled_from((0, 8, 60))), min_size=1, max_size=5)
    )
    row = st.lists(cells(), max_size=len(columns) + 1).map(tuple)
    return b.Table(
        tuple(columns),
        tuple(draw(st.lists(row, max_size=2))),
        tuple(draw(st.lists(row, max_size=6))),
        tuple(draw(st.lists(row, max_size=1))),
        ruling=draw(st.sampled_from(b.Ruling)),
        size=draw(st.sampled_from((6, 8.5, 10))),
        strands=draw(st.sampled_from((1, 1, 1, 3))),
        name=draw(texts()),
        caption=draw(texts()),
        notes=tuple(draw(st.lists(texts(), max_size=2))),
        source=draw(texts()),
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Return charts with any words."""
    count = draw(st.integers(0, 4))
    point = st.builds(Point, st.none() | st.floats(0, 100), texts(20))
    series = draw(
        st.lists(st.tuples(texts(20), st.lists(point, min_size=count, max_size=count)), max_size=3)
    )
    return Chart(
        draw(st.sampled_from(ChartKind)),
        draw(texts()),
        tuple(
            Category(str(n), draw(texts(40)), highlighted=draw(st.booleans())) for n in range(count)
        ),
        tuple(Series(name, tuple(points)) for name, points in series),
        Axis(0, 100, draw(texts(10)), draw(texts(10))),
        draw(texts()),
        tuple(draw(st.lists(st.builds(Mark, st.floats(0, 100), texts(10)), max_size=2))),
        draw(texts()),
        draw(texts()),
    )


def _pairs() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    return st.lists(st.tuples(texts(), texts()), max_size=3).map(tuple)


def _several() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts(), max_size=3).map(tuple)


def _kop() -> st.SearchStrategy[b.KopSurat]:
    return st.builds(b.KopSurat, _several(), texts(), texts(), _IMAGES)


def _signature() -> st.SearchStrategy[b.Signature]:
    return st.builds(b.Signature, texts(), texts(), texts(), texts(), texts())


def _poster() -> st.SearchStrategy[b.Poster]:
    group = st.builds(b.PosterGroup, texts(), _pairs())
    return st.builds(
        b.Poster,
        kop=_kop(),
        title=texts(),
        index_name=texts(),
        value=texts(),
        quality=_pairs(),
        facts=_pairs(),
        respondents_name=texts(),
        respondents=texts(),
        groups=st.lists(group, max_size=2).map(tuple),
        thanks=texts(),
        remarks=_several(),
        signature=st.none() | _signature(),
    )


def single_blocks() -> st.SearchStrategy[b.Block]:
    """Return every block that holds no others, full of anybody's words."""
    picture = st.builds(b.Picture, _IMAGES, st.sampled_from((0, 60)), st.just(40), texts())
    signer = st.builds(b.Signer, texts(), texts(), texts(), texts(), texts())
    entries = st.lists(
        texts() | st.builds(b.Items, _several(), st.sampled_from(b.Marks)), max_size=3
    )
    return st.one_of(
        st.builds(b.Cover, texts(), _several(), _IMAGES, _several()),
        st.builds(b.Chapter, texts(), texts()),
        st.builds(b.Heading, texts(), st.integers(-1, 5)),
        st.builds(b.Contents, st.integers(0, 4)),
        st.builds(b.Title, texts(), _several()),
        st.builds(b.Paragraph, texts(), st.booleans(), st.sampled_from(b.Align)),
        st.builds(b.Notice, texts()),
        tables(),
        st.builds(b.Items, entries.map(tuple), st.sampled_from(b.Marks)),
        st.builds(b.ChartBlock, charts(), st.sampled_from((0, 40)), texts()),
        st.builds(b.KeyValues, _pairs()),
        st.builds(b.MethodBox, texts(), _pairs()),
        st.builds(b.IndexFigure, texts(), texts(), texts(3), texts(), _pairs()),
        _kop(),
        _signature(),
        st.builds(b.Signatures, texts(), st.lists(signer, max_size=3).map(tuple), texts()),
        st.builds(b.Pictures, st.lists(picture, max_size=4).map(tuple), st.integers(0, 3)),
        st.builds(b.Spacer, st.floats(0, 900)),
        st.just(b.PageBreak()),
        _poster(),
    )


def every_block() -> st.SearchStrategy[b.Block]:
    """Return every block, also those that hold others."""
    inner = st.lists(single_blocks(), max_size=2).map(tuple)
    return st.one_of(
        single_blocks(),
        st.builds(b.Section, inner, st.sampled_from(Paper)),
        st.builds(b.Together, inner),
        st.builds(b.SideBySide, st.lists(inner, max_size=3).map(tuple)),
    )


def reports() -> st.SearchStrategy[Report]:
    """Return reports of a few blocks."""
    at = st.just(datetime(2026, 3, 12, 10, 42, tzinfo=UTC))
    return st.builds(
        Report,
        title=texts(),
        author=texts(),
        blocks=st.lists(every_block(), max_size=4).map(tuple),
        footer=st.builds(Footer, st.just("0.1.0"), at, texts(), texts(), texts()),
        paper=st.sampled_from(Paper),
        running_title=texts(),
        subject=texts(),
    )
