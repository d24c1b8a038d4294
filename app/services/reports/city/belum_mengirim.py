"""The letter to units that have not sent their package, or not enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app import __version__
from app.models.period import long_date, periods_of_year
from app.services.consolidation.cells import CellState
from app.services.consolidation.unsent import request_sentence, summary_sentence
from app.services.ikm.rounding import indonesian
from app.services.reports import blocks as b
from app.services.reports.collecting import require_office, signatory
from app.services.reports.document import Footer, Report
from app.services.reports.figures import figure
from app.services.reports.kinds import Choice, Format, Options, ReportKind, Subject
from app.services.reports.parts import kop_of, place_and_date, signature_of
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.models.unit import Office, Official
    from app.services.consolidation.unsent import Unsent, UnsentList
    from app.services.reports.kinds import About
    from app.services.session import Session

_DOTS = "." * 30
LETTER = "surat-belum-mengirim"
ALL_YEAR = "setahun"
_ANY_YEAR = 2000
"""Named periods are called alike in every year."""
PERIOD = Choice(
    "periode",
    tr("Periode"),
    (
        (ALL_YEAR, tr("seluruh tahun")),
        *((one.code, one.name) for one in periods_of_year(_ANY_YEAR)),
    ),
)


@dataclass(frozen=True, slots=True)
class LetterData:
    """Who is written to, and who writes."""

    office: Office
    office_name: str
    unsent: UnsentList
    official: Official | None
    place: str
    signed_on: date
    log_head: str
    printed_at: datetime
    program_version: str


def collect_letter(session: Session, about: About, options: Options, at: datetime) -> LetterData:
    """Return who has not sent. Raises InputError while the file has no office."""
    store, signing = session.store, options.signing
    office = require_office(store)
    period = options.value_of(PERIOD)
    return LetterData(
        office=office,
        office_name=store.units.get(office.unit_id).name,
        unsent=session.unsent.of(about.year, "" if period == ALL_YEAR else period),
        official=signatory(store, signing),
        place=office.place if signing.place is None else signing.place,
        signed_on=signing.day or at.date(),
        log_head=store.log.head().short,
        printed_at=at,
        program_version=__version__,
    )


def letter(data: LetterData, _options: Options | None = None) -> Report:
    """Return the letter; its number is written by hand or in Word."""
    found = data.unsent
    title = _name_of(data)
    body = _body(found) if found.entries else _nobody(found)
    return Report(
        title=title,
        author=data.office_name,
        blocks=(
            kop_of(data),
            b.Paragraph(place_and_date(data), align=b.Align.RIGHT),
            b.KeyValues(
                (
                    (tr("Nomor"), _DOTS),
                    (tr("Sifat"), tr("Penting")),
                    (tr("Hal"), _matter(found)),
                    (tr("Yth."), tr("Pimpinan unit yang disebut dalam daftar di bawah ini")),
                )
            ),
            *body,
            replace(signature_of(data), place_and_date=""),
        ),
        footer=Footer(data.program_version, data.printed_at, "", "", data.log_head),
        running_title=f"{_matter(found)} · {data.office_name}",
        subject=_matter(found),
    )


def _matter(found: UnsentList) -> str:
    return tr(
        "Pengiriman paket {survei} {waktu}", survei=found.survey_short, waktu=found.period_text
    )


def _body(found: UnsentList) -> tuple[b.Block, ...]:
    what = tr(
        "Paket hasil survei {survei} {waktu} dari unit-unit berikut belum kami terima, atau belum"
        " mencapai sampel minimal. {ringkasan}",
        survei=found.survey_short,
        waktu=found.period_text,
        ringkasan=summary_sentence(found),
    )
    how = tr(
        "{permintaan} Paket dibuat di Puas lewat tombol “Kirim ke kota”; kirimlah berkasnya dalam"
        " surat elektronik atau media penyimpan. Unit yang sudah mengirim sesudah tanggal surat ini"
        " tidak perlu mengirim lagi.",
        permintaan=request_sentence(found),
    )
    return (
        b.Paragraph(what, align=b.Align.BOTH),
        _table(found),
        b.Paragraph(how, align=b.Align.BOTH),
        b.Paragraph(tr("Atas perhatian dan kerja samanya kami ucapkan terima kasih.")),
    )


def _nobody(found: UnsentList) -> tuple[b.Block, ...]:
    said = tr(
        "Semua {n} unit sudah mengirim paket {survei} {waktu}. Surat ini tidak perlu dikirim.",
        n=indonesian(found.expected, 0),
        survei=found.survey_short,
        waktu=found.period_text,
    )
    return (b.Notice(said),)


def _table(found: UnsentList) -> b.Table:
    due = (long_date(found.deadline),) if found.deadline else ()
    rows: list[b.Row] = []
    number = 0
    for parent, group in found.groups:
        if parent is not None:
            heading = b.Cell(
                parent.name, b.Align.LEFT, bold=True, columns=4 + len(due), set_apart=True
            )
            rows.append((heading,))
        for one in group:
            number += 1
            rows.append((figure(number), one.unit.name, one.unit.code, _lacking(one), *due))
    return b.Table(
        columns=(
            b.Column(9, b.Align.RIGHT),
            b.Column(),
            b.Column(42),
            b.Column(),
            *(b.Column(30) for _ in due),
        ),
        header=(
            (
                tr("No"),
                tr("Unit"),
                tr("Kode"),
                tr("Yang kurang"),
                *(tr("Batas waktu") for _ in due),
            ),
        ),
        rows=tuple(rows),
        ruling=b.Ruling.GRID,
        name=tr("Unit yang belum mengirim"),
    )


def _lacking(one: Unsent) -> str:
    if one.state is CellState.MISSING:
        return tr("Paket belum diterima.")
    return one.lacking


def _name_of(data: LetterData) -> str:
    return tr("Surat belum mengirim {waktu}", waktu=data.unsent.period_text)


BELUM_MENGIRIM = ReportKind[LetterData](
    key=LETTER,
    label=tr("Surat belum mengirim"),
    subject=Subject.YEAR,
    collect=collect_letter,
    build=letter,
    name_of=_name_of,
    formats=(Format.PDF, Format.DOCX),
    choices=(PERIOD,),
)
