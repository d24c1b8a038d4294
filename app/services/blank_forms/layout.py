"""A questionnaire laid out: every letter, line and box has its place before anything is drawn.

What a scanner must know, the boxes, comes with it. The letters are as large as one leaf allows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import InputError
from app.services.blank_forms import paper
from app.services.blank_forms.content import parts_of, proof_of, purpose_of
from app.services.blank_forms.head import first_head, next_head
from app.services.blank_forms.identity import MAX_PAGES
from app.services.blank_forms.pages import Band, Flow, Section
from app.services.blank_forms.profile import day_band, profile_bands, service_band
from app.services.blank_forms.questions import question_sections
from app.services.blank_forms.setting import Setting
from app.services.blank_forms.shapes import BOLD, AnswerBox, Letters, Row, Rule, gap
from app.services.blank_forms.words import base, centred, lines_of, pitch, text_rows, wide
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.blank_forms.content import BlankForm
    from app.services.blank_forms.shapes import Shape

_SIZES = (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5)
_LEAST_WITH_AIR = 11.0
"""Rows move together before letters become smaller than this; a page is not saved by it either."""
_TIGHT = 0.5
_WAYS = (
    *(Setting(paper.X, paper.ROOM, size) for size in _SIZES if size >= _LEAST_WITH_AIR),
    *(Setting(paper.X, paper.ROOM, size, _TIGHT) for size in _SIZES),
)
_LONG = Setting(paper.X, paper.ROOM, 10.5)
_SARAN_LINES, _FEWEST_SARAN_LINES, _MOST_SARAN_LINES = 3, 2, 12
"""Lines to write on: usually at least, where room is scarce, and at most."""
_SARAN_PITCH = 8.5


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: what is the same on every sheet, and where number and large mark stand."""

    shapes: tuple[Shape, ...]
    number: paper.NumberPlace

    @property
    def boxes(self) -> tuple[AnswerBox, ...]:
        """The boxes to be crossed or written into."""
        return tuple(shape for shape in self.shapes if isinstance(shape, AnswerBox))


@dataclass(frozen=True)
class FormLayout:
    """All pages of a questionnaire; ``size`` is that of the letters of its questions."""

    pages: tuple[PageLayout, ...]
    size: float

    @cached_property
    def places(self) -> list[list[object]]:
        """The boxes as (page, field, value, x, y), in hundredths of a millimetre."""
        return [
            [number, box.field, box.value, round(box.x * 100), round(box.y * 100)]
            for number, page in enumerate(self.pages, 1)
            for box in page.boxes
        ]

    @cached_property
    def digest(self) -> str:
        """What stands for the places of all boxes."""
        return hashlib.sha256(json.dumps(self.places).encode()).hexdigest()


def lay_out(form: BlankForm) -> FormLayout:
    """Return the questionnaire on one page, or on both sides of a leaf, or on as few as it needs.

    Raises InputError for one that needs more than 99.
    """
    for way in _WAYS:
        if way.size >= _LEAST_WITH_AIR and len((flow := _flow(form, way)).pages) == 1:
            return _finished(form, way, flow)
    for way in _WAYS:
        if len((flow := _flow(form, way)).pages) <= 2:  # noqa: PLR2004 - the sides of a leaf
            return _finished(form, way, flow)
    return _finished(form, _LONG, _flow(form, _LONG))


def _finished(form: BlankForm, way: Setting, flow: Flow) -> FormLayout:
    """Give the saran the room that is left, and every page its head and foot."""
    lines = _saran_lines(way)
    more = min(int(flow.left / _SARAN_PITCH), _MOST_SARAN_LINES - lines)
    if more > 0:
        flow = _flow(form, way, lines + more)
    pages = len(flow.pages)
    if pages > MAX_PAGES:
        raise InputError(
            tr("Kuesioner ini terlalu panjang: {jumlah} halaman.", jumlah=pages),
            next=tr("Pendekkan pertanyaan atau pilihannya; paling banyak 99 halaman."),
        )
    heads = [first_head(form), *[next_head(form)] * (pages - 1)]
    made = tuple(
        PageLayout((*head, *shapes, *_foot(form, number, pages)), place)
        for number, ((head, place, _), shapes) in enumerate(zip(heads, flow.pages, strict=True), 1)
    )
    return FormLayout(made, way.size)


def _flow(form: BlankForm, way: Setting, saran: int = 0) -> Flow:
    flow = Flow((first_head(form)[2], next_head(form)[2]), paper.BOTTOM)
    flow.add(_sections(form, way, saran or _saran_lines(way)))
    return flow


def _saran_lines(way: Setting) -> int:
    return _SARAN_LINES if way.air > _TIGHT else _FEWEST_SARAN_LINES


def _sections(form: BlankForm, way: Setting, saran: int) -> Iterator[Section]:
    x, room, size = way.x, way.room, way.size
    small = max(size - 2, 9.0)
    purpose = text_rows(lines_of(purpose_of(form), small, room), x, small)
    notice, services = (form.survey.notice, form.survey.services) if form.survey else ("", ())
    if notice.strip():
        warning = text_rows(lines_of(notice, small, room, BOLD), x, small, BOLD)
        purpose = [*warning, gap(1.0), *purpose]
    fields = [day_band(way), service_band(services, way)]
    yield Section((), (), (Band((*purpose, gap(1.5))),))
    yield Section(_heading(tr("Survei dan responden"), size), (), tuple(fields))
    profile = profile_bands(form.instrument.profile, way)
    yield Section((), (), (*profile, Band((gap(1.0),))))
    how = lines_of(
        tr(
            "Beri tanda silang (X) pada satu kotak untuk setiap pertanyaan."
            " Kosongkan bila Saudara tidak tahu."
        ),
        size,
        room,
    )
    heading = _heading(tr("Pendapat Saudara tentang pelayanan"), size)
    opening = (*heading, *text_rows(how, x, size), gap(1.2))
    for part in parts_of(form.instrument):
        named = (*opening, *_part_name(part.name, size))
        yield from question_sections(named, part.questions, way)
        opening = ()
    yield Section((), (), (_saran(size, saran),))


def _heading(text: str, size: float) -> tuple[Row, ...]:
    large = size + 1
    line = Letters(paper.X, base(large) + 1.6, text, large, BOLD)
    below = pitch(large) + 2.2
    return (Row(below + 0.9, (line, Rule(paper.X, below, paper.ROOM, 0.3))),)


def _part_name(name: str, size: float) -> tuple[Row, ...]:
    if not name:
        return ()
    lines = lines_of(name, size, paper.ROOM, BOLD)
    return (gap(1.4), *text_rows(lines, paper.X, size, BOLD), gap(0.6))


def _saran(size: float, lines: int) -> Band:
    """Return lines to write on, and thanks."""
    hint = tr("Jangan menulis nama, NIK, atau nomor telepon.")
    small = size - 1.5
    start = paper.X + wide(tr("Saran dan masukan"), size + 1, BOLD) + 4
    (heading,) = _heading(tr("Saran dan masukan"), size)
    told = Letters(start, base(size + 1) + 1.6, hint, small)
    writing = Row(_SARAN_PITCH, (Rule(paper.X, _SARAN_PITCH - 0.4, paper.ROOM, 0.15),))
    thanks = tr("Terima kasih atas jawaban Saudara.")
    words = centred(thanks, paper.WIDTH / 2, base(size) + 1.5, size)
    closing = Row(pitch(size) + 1.8, (words,))
    opening = Row(heading.height, (*heading.shapes, told))
    return Band((opening, *[writing] * lines, closing))


def _foot(form: BlankForm, number: int, pages: int) -> list[Shape]:
    size, room = 6.5, paper.WIDTH - 2 * paper.INNER
    text = tr("halaman {halaman} dari {jumlah}", halaman=number, jumlah=pages)
    lines = lines_of(f"{text} · {proof_of(form)}", size, room)[:3]
    y = paper.HEIGHT - paper.EDGE - pitch(size) * len(lines)
    shapes: list[Shape] = [
        Letters(paper.INNER, y + pitch(size) * place + base(size), line, size, muted=True)
        for place, line in enumerate(lines)
    ]
    if number < pages:
        text = tr("Bersambung ke halaman {halaman}", halaman=number + 1)
        shapes.append(centred(text, paper.WIDTH / 2, paper.BOTTOM + 3.6, 10))
    return shapes
