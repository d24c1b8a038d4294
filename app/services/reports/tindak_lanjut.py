"""The report *Rencana dan hasil tindak lanjut*: plans, what became of the last ones, publicity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.follow_up import Channel
from app.models.period import MONTHS, PeriodKind, long_date
from app.services.charts.builders import joined
from app.services.follow_up.due import due_period, due_text
from app.services.follow_up.priorities import lowest_of, priority_rows
from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    KeyValues,
    Notice,
    Paragraph,
    Picture,
    Pictures,
    Row,
    Ruling,
    Table,
    Title,
    Together,
)
from app.services.reports.collecting import collect_results
from app.services.reports.document import Paper, Report
from app.services.reports.figures import figure
from app.services.reports.kinds import About, Options, ReportKind, Subject
from app.services.reports.method import footer_of, method_box
from app.services.reports.parts import kop_of, mutu_text, named_values, signature_of
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.services.follow_up.overview import FollowUpOverview, PlanLine, Previous
    from app.services.reports.data import ResultsData
    from app.services.session import Session

_QUARTERS = 4
_MONTHS_IN_QUARTER = 3
_SIZE = 8
_BESIDE = 3


def collect_tindak_lanjut(
    session: Session, about: About, options: Options, at: datetime
) -> ResultsData:
    """Read a survey with its plans and their photos."""
    data = collect_results(session, about, options, at)
    return replace(data, follow_up=session.follow_up.of(about.survey_id))


def tindak_lanjut(data: ResultsData, _options: Options | None = None) -> Report:
    """Return the plans that follow from a survey and the report on those of the period before."""
    shown = data.follow_up
    title = tr("Rencana dan Hasil Tindak Lanjut")
    blocks: list[Block] = [
        kop_of(data),
        Title(title.upper(), (data.unit.name, _survey_line(data))),
        *([Notice(data.survey.notice)] if data.survey.notice.strip() else []),
        KeyValues(_particulars(data)),
        method_box(data),
        Heading(tr("1. Rencana tindak lanjut")),
        *plan_blocks(shown),
        Heading(tr("2. Hasil tindak lanjut periode sebelumnya")),
        *previous_blocks(shown.previous if shown else None),
        *_last_part(data),
    ]
    return Report(
        title=f"{title} – {data.unit.name}, {data.period_text}",
        author=data.office_name,
        subject=tr("Tindak lanjut {unit}", unit=data.unit.name),
        blocks=tuple(blocks),
        footer=footer_of(data),
        paper=Paper.A4_LANDSCAPE,
        running_title=f"{title} · {data.unit.name} · {data.period_text}",
    )


def plan_blocks(shown: FollowUpOverview | None, *, caption: str = "") -> list[Block]:
    """Return the table of the plans, or the nil sentence.

    With a caption the table is that of a chapter on upright paper, without the horizon.
    """
    if shown is None or not shown.lines:
        return [Paragraph(tr("Belum ada rencana tindak lanjut yang dicatat untuk survei ini."))]
    planned = {line.plan.unsur for line in shown.lines}
    first = tr(
        "{n} rencana untuk {unsur} unsur disusun dari hasil survei ini.",
        n=len(shown.lines),
        unsur=len(planned),
    )
    missing = [one.name for one in shown.priorities if one.key not in planned]
    if missing:
        first += " " + tr("Belum ada rencana untuk: {daftar}.", daftar=joined(missing))
    return [Paragraph(first), _plan_table(shown.lines, caption)]


def previous_blocks(previous: Previous | None, level: int = 2) -> list[Block]:
    """Return the report on the plans of the period before with its photos, or a nil sentence.

    ``level`` is that of the heading over the photos.
    """
    if previous is None:
        return [Paragraph(tr("Tidak ada survei periode sebelumnya yang rencananya dilaporkan."))]
    if not previous.lines:
        text = tr("{survei} tidak mencatat rencana tindak lanjut.", survei=previous.name)
        return [Paragraph(text)]
    text = tr(
        "Rencana dari {survei}. {ringkas}", survei=previous.name, ringkas=previous.summary.sentence
    )
    return [Paragraph(text), _previous_table(previous.lines), *photo_blocks(previous.lines, level)]


def _survey_line(data: ResultsData) -> str:
    short = data.instrument.survey_short
    return tr("{survei} · {periode}", survei=short, periode=data.period_text)


def _particulars(data: ResultsData) -> tuple[tuple[str, str], ...]:
    result = data.result
    index = indonesian(None, 0)
    if result.ikm is not None:
        index = tr(
            "{nilai}, mutu {mutu}, dari {n} responden",
            nilai=result.ikm_text,
            mutu=mutu_text(result),
            n=indonesian(result.n, 0),
        )
    return ((result.instrument.index_short, index), (tr("Unsur terendah"), _lowest(data)))


def _lowest(data: ResultsData) -> str:
    rows = [row for row, low, _ in priority_rows(data.result) if low]
    if rows:
        return named_values(rows)
    if data.result.answered and not lowest_of(data.result):
        return tr("Semua unsur bernilai sama.")
    return tr("Belum ada jawaban yang dapat dihitung.")


def _plan_table(lines: tuple[PlanLine, ...], caption: str) -> Table:
    narrow = bool(caption)
    header: tuple[Row, ...] = (
        (
            Cell(tr("No."), rows=2),
            Cell(tr("Prioritas unsur"), rows=2),
            Cell(tr("Program/kegiatan"), rows=2),
            Cell(tr("Waktu"), columns=_QUARTERS, align=Align.CENTER),
            Cell(tr("Penanggung jawab"), rows=2),
            *(() if narrow else (Cell(tr("Jangka"), rows=2),)),
        ),
        tuple(Cell(tr("TW {n}", n=n), align=Align.CENTER) for n in ("I", "II", "III", "IV")),
    )
    columns = (
        Column(10, Align.CENTER),
        Column(32 if narrow else 44),
        Column(),
        *(Column(12 if narrow else 15, Align.CENTER) for _ in range(_QUARTERS)),
        Column(28 if narrow else 40),
        *(() if narrow else (Column(20),)),
    )
    return Table(
        columns,
        header,
        tuple(_plan_row(line, narrow=narrow) for line in lines),
        ruling=Ruling.GRID,
        size=_SIZE,
        name=tr("Rencana tindak lanjut"),
        caption=caption,
    )


def _plan_row(line: PlanLine, *, narrow: bool) -> Row:
    plan = line.plan
    dash = indonesian(None, 0)
    return (
        str(line.number),
        line.unsur_name,
        _with_program(line),
        *_quarters(plan.due),
        plan.responsible or dash,
        *(() if narrow else (plan.horizon.value,)),
    )


def _quarters(due: str) -> tuple[Cell, ...]:
    """Return the cells of the four quarters: the year, or the month, stands in one of them."""
    period = due_period(due)
    if period is None:
        return (Cell(due_text(due), columns=_QUARTERS, align=Align.CENTER),)
    place = (period.end.month - 1) // _MONTHS_IN_QUARTER
    words = str(period.end.year)
    if period.kind is PeriodKind.BULANAN:
        words = f"{MONTHS[period.end.month - 1][:3]} {words}"
    return tuple(Cell(words if n == place else "") for n in range(_QUARTERS))


def _with_program(line: PlanLine) -> str:
    plan = line.plan
    return f"{plan.program}: {plan.action}" if plan.program else plan.action


def _previous_table(lines: tuple[PlanLine, ...]) -> Table:
    columns = (
        Column(10, Align.CENTER),
        Column(32),
        Column(),
        Column(22),
        Column(26),
        Column(18, Align.RIGHT),
        Column(22),
        Column(46),
        Column(32),
    )
    header: Row = (
        tr("No."),
        tr("Unsur"),
        tr("Rencana"),
        tr("Waktu"),
        tr("Penanggung jawab"),
        tr("Realisasi"),
        tr("Keadaan"),
        tr("Bukti"),
        tr("Kendala"),
    )
    rows = tuple(_previous_row(line) for line in lines)
    name = tr("Hasil tindak lanjut periode sebelumnya")
    return Table(columns, (header,), rows, ruling=Ruling.GRID, size=_SIZE, name=name)


def _previous_row(line: PlanLine) -> Row:
    plan = line.plan
    dash = indonesian(None, 0)
    state = line.progress.value
    if plan.reported_on:
        state = tr("{keadaan}, {tanggal}", keadaan=state, tanggal=_short_day(plan.reported_on))
    evidence = plan.evidence or dash
    if line.photos:
        shown = tr("{n} foto", n=len(line.photos))
        evidence = (
            tr("{bukti} ({foto})", bukti=plan.evidence, foto=shown) if plan.evidence else shown
        )
    return (
        str(line.number),
        line.unsur_name,
        _with_program(line),
        due_text(plan.due),
        plan.responsible or dash,
        line.realisasi_text,
        state,
        evidence,
        plan.obstacle or dash,
    )


def photo_blocks(lines: tuple[PlanLine, ...], level: int = 2) -> list[Block]:
    """Return the photos of the plans under a heading of ``level``; nothing where there is none."""
    pictures = tuple(
        Picture(photo.image, photo.width, photo.height, _caption(line, place, photo.caption))
        for line in lines
        for place, photo in enumerate(line.photos, 1)
    )
    if not pictures:
        return []
    first = Together((Heading(tr("Foto bukti"), level), Pictures(pictures[:_BESIDE], _BESIDE)))
    return [first, Pictures(pictures[_BESIDE:], _BESIDE)]


def _caption(line: PlanLine, place: int, caption: str) -> str:
    start = tr("Rencana {nomor}, foto {foto}", nomor=line.number, foto=place)
    return f"{start}: {caption}" if caption else start


def _last_part(data: ResultsData) -> list[Block]:
    """Return the third part and the signature, which two nil sentences do not leave alone."""
    shown = data.follow_up
    heading = Heading(tr("3. Publikasi dan Forum Konsultasi Publik"))
    parts = (heading, *_public_blocks(shown, data.signed_on), signature_of(data))
    is_nil = shown is None or not (shown.publications or shown.forums)
    return [Together(parts)] if is_nil else list(parts)


def _public_blocks(shown: FollowUpOverview | None, today: date) -> list[Block]:
    publications = shown.publications if shown else ()
    forums = shown.forums if shown else ()
    dash = indonesian(None, 0)
    blocks: list[Block] = []
    if publications:
        rows: tuple[Row, ...] = tuple(
            (_day(one.day, today), _channel(one.channel), one.place, one.note or dash)
            for one in publications
        )
        header: Row = (tr("Tanggal publikasi"), tr("Cara"), tr("Tempat"), tr("Catatan"))
        blocks.append(_public_table(header, rows, tr("Publikasi hasil"), 22))
    else:
        blocks.append(Paragraph(tr("Publikasi hasil survei ini belum dicatat.")))
    if forums:
        rows = tuple(
            (
                _day(one.day, today),
                figure(one.participants),
                one.place or dash,
                one.note or dash,
            )
            for one in forums
        )
        header = (tr("Tanggal forum"), tr("Peserta"), tr("Tempat"), tr("Pembahasan"))
        blocks.append(_public_table(header, rows, tr("Forum Konsultasi Publik"), 22))
    else:
        blocks.append(Paragraph(tr("Forum Konsultasi Publik tentang hasil ini belum dicatat.")))
    return blocks


def _public_table(header: Row, rows: tuple[Row, ...], name: str, second: float) -> Table:
    columns = (Column(52), Column(second), Column(90), Column())
    return Table(columns, (header,), rows, ruling=Ruling.GRID, size=_SIZE, name=name)


def _channel(channel: Channel) -> str:
    return tr("daring") if channel is Channel.ONLINE else tr("luring")


def _day(day: date, today: date) -> str:
    """Return the day; one that has not come when the report is signed is a plan."""
    text = long_date(day)
    return tr("{tanggal} (direncanakan)", tanggal=text) if day > today else text


def _short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _name_of(data: ResultsData) -> str:
    name = tr("Tindak lanjut {survei}", survei=data.instrument.survey_short)
    return f"{name} {data.unit.name} {data.period_text}"


TINDAK_LANJUT = ReportKind(
    key="tindak-lanjut",
    label=tr("Tindak lanjut"),
    subject=Subject.SURVEY,
    collect=collect_tindak_lanjut,
    build=tindak_lanjut,
    name_of=_name_of,
)
