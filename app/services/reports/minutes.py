"""The printed form of minutes (*berita acara*), one for every kind of deed.

``Minutes.content`` holds every text as it was when the deed was done, ready to print::

    {"title": str, "opening": [sentence], "facts": [[label, value]],
     "tables": [{"title": str, "header": [str], "rows": [[str]], "numeric": [column]}],
     "closing": [sentence], "place": str,
     "signers": [{"role": str, "jabatan": str, "name": str, "pangkat": str, "nip": str}],
     "kop": {"lines": [str], "name": str, "address": str}}

``kop`` may be missing; the letterhead of today then stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import __version__
from app.models.period import long_date
from app.services.files import safe_file_name
from app.services.reports import blocks as b
from app.services.reports.document import Footer, Report
from app.services.reports.kinds import Format, Options, ReportKind, Subject
from app.services.reports.parts import kop_of_office
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.models.minutes import Minutes
    from app.models.store.store import Store
    from app.services.reports.kinds import About
    from app.services.session import Session

DOTS = "." * 40
_NUMBER_DOTS = "." * 30
_LETTER_WIDTH = 1.75
"""Millimetres that a letter of a table takes, a little more than the widest figure."""
_LEAST_WIDTH, _MOST_WIDTH = 12.0, 34.0
_CELL_EDGE = 4.0
_MANY_COLUMNS = 8
_SIZE, _SMALL_SIZE = 8.0, 7.0


@dataclass(frozen=True, slots=True)
class MinutesData:
    """Minutes with what surrounds them on paper."""

    minutes: Minutes
    kop: b.KopSurat
    """The letterhead of today: the logo, and the lines where the minutes keep none."""
    survey_code: str
    log_head: str
    printed_at: datetime
    program_version: str


def collect_minutes(session: Session, about: About, _options: Options, at: datetime) -> MinutesData:
    """Read a berita acara and what surrounds it on paper."""
    store = session.store
    minutes = store.minutes.get(about.minutes_id)
    return MinutesData(
        minutes=minutes,
        kop=_kop_of_today(store),
        survey_code=store.surveys.get(minutes.survey_id).code,
        log_head=store.log.head().short,
        printed_at=at,
        program_version=__version__,
    )


def _kop_of_today(store: Store) -> b.KopSurat:
    office = store.offices.get()
    if office is None:
        return b.KopSurat((), "")
    return kop_of_office(office, store.units.get(office.unit_id).name)


def minutes_report(data: MinutesData, _options: Options | None = None) -> Report:
    """Return the berita acara as blocks, for the renderer of any format."""
    content = data.minutes.content
    title = _text(content, "title") or tr("BERITA ACARA")
    kop = _kop(content, data.kop)
    number = data.minutes.number or _NUMBER_DOTS
    closing = _texts(content.get("closing"))
    blocks = (
        kop,
        b.Title(title, (tr("Nomor: {nomor}", nomor=number),)),
        *(b.Paragraph(sentence) for sentence in _texts(content.get("opening"))),
        *_facts(content.get("facts")),
        *(block for table in content.get("tables") or () for block in _table(table)),
        *(b.Paragraph(sentence) for sentence in closing[:-1]),
        _signatures(data, closing[-1] if closing else ""),
    )
    footer = Footer(data.program_version, data.printed_at, "", "", data.log_head)
    return Report(
        title=f"{title} {data.survey_code}",
        author=kop.name,
        blocks=blocks,
        footer=footer,
        running_title=f"{title} · {data.survey_code}",
        subject=data.minutes.kind.value,
    )


def minutes_file_name(minutes: Minutes, survey_code: str) -> str:
    """Return the name under which the PDF is offered: ``Berita acara penguncian SJ-1 …``."""
    return safe_file_name(_name_of(minutes, survey_code), ".pdf")


def _name_of(minutes: Minutes, survey_code: str) -> str:
    words = (tr("Berita acara"), minutes.kind.value, survey_code, minutes.day.isoformat())
    return f"{' '.join(words)} {minutes.id}"


def _kop(content: Mapping[str, Any], today: b.KopSurat) -> b.KopSurat:
    kept = content.get("kop")
    if not kept:
        return today
    lines = tuple(_texts(kept.get("lines")))
    return b.KopSurat(lines, _text(kept, "name"), _text(kept, "address"), today.logo)


def _facts(facts: Sequence[Sequence[Any]] | None) -> tuple[b.Block, ...]:
    pairs = tuple((str(label), str(value) or DOTS) for label, value in facts or ())
    return (b.KeyValues(pairs),) if pairs else ()


def _table(table: Mapping[str, Any]) -> tuple[b.Block, ...]:
    header = tuple(_texts(table.get("header")))
    rows = tuple(_padded(_texts(row), len(header)) for row in table.get("rows") or ())
    numeric = frozenset(table.get("numeric") or ())
    columns = _columns([header, *rows], numeric)
    if not columns:
        return ()
    made = b.Table(
        columns=columns,
        header=(tuple(b.Cell(text, b.Align.CENTER) for text in header),),
        rows=rows,
        ruling=b.Ruling.GRID,
        size=_SMALL_SIZE if len(columns) > _MANY_COLUMNS else _SIZE,
        name=_text(table, "title"),
    )
    heading = (b.Heading(made.name, 3),) if made.name else ()
    nothing = () if rows else (b.Paragraph(tr("Tidak ada isinya."), small=True),)
    return (*heading, made, *nothing)


def _padded(cells: list[str], columns: int) -> tuple[str, ...]:
    return tuple((cells + [""] * columns)[:columns])


def _columns(lines: Sequence[Sequence[str]], numeric: frozenset[int]) -> tuple[b.Column, ...]:
    """Return columns as wide as their figures or short words need; long ones share the rest."""
    places = range(len(lines[0]))
    longest = [_longest([line[place] for line in lines]) for place in places]
    widest = max((longest[place] for place in places if place not in numeric), default=0)
    return tuple(
        b.Column(
            _width(longest[place]) if place in numeric or longest[place] < widest / 2 else 0,
            b.Align.RIGHT if place in numeric else b.Align.LEFT,
        )
        for place in places
    )


def _longest(texts: Sequence[str]) -> int:
    """Return the letters of the longest cell; a header may take a line for each word."""
    header, *cells = texts
    return max((len(word) for word in (*header.split(), *cells)), default=0)


def _width(letters: int) -> float:
    return min(_MOST_WIDTH, max(_LEAST_WIDTH, letters * _LETTER_WIDTH + _CELL_EDGE))


def _signatures(data: MinutesData, closing: str) -> b.Signatures:
    content = data.minutes.content
    place = _text(content, "place") or "." * 24
    day = long_date(data.minutes.day)
    signers = tuple(
        b.Signer(
            role=_text(signer, "role"),
            jabatan=_text(signer, "jabatan"),
            name=_text(signer, "name"),
            pangkat=_text(signer, "pangkat"),
            nip=_text(signer, "nip"),
        )
        for signer in content.get("signers") or ()
    )
    return b.Signatures(tr("{tempat}, {tanggal}", tempat=place, tanggal=day), signers, closing)


def _text(content: Mapping[str, Any], key: str) -> str:
    return str(content.get(key) or "").strip()


def _texts(values: Sequence[Any] | None) -> list[str]:
    return [str(value) for value in values or ()]


BERITA_ACARA = ReportKind[MinutesData](
    key="berita-acara",
    label=tr("Berita acara"),
    subject=Subject.MINUTES,
    collect=collect_minutes,
    build=minutes_report,
    name_of=lambda data: _name_of(data.minutes, data.survey_code),
    formats=(Format.PDF, Format.DOCX),
    is_signed=False,
)
