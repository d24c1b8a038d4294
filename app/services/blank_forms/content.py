"""What a questionnaire says besides its questions, and for whom it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import __version__
from app.models.period import long_date
from app.services.blank_forms.identity import FormIdentity
from app.services.charts.builders import joined
from app.services.papers.composing import PaperInstrument
from app.services.reports.blocks import KopSurat
from app.services.reports.document import Footer
from app.services.reports.parts import survey_name
from app.texts import tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.models.questionnaire import Instrument, Question
    from app.models.store.store import Store


@dataclass(frozen=True, slots=True)
class FormHead:
    """Whose questionnaire it is, and what its pages say of where they come from."""

    kop: KopSurat
    author: str
    log_head: str


@dataclass(frozen=True, slots=True)
class FormSurvey:
    """The survey, or the surveys of one paper, for which a questionnaire is printed."""

    unit_name: str
    unit_code: str
    code: str
    period: str
    services: tuple[tuple[str, str], ...] = ()
    """(value, name) of what the clerk chooses from, in the clerk's order."""
    kept_until: date | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A questionnaire to be printed; without a survey it is only shown."""

    instrument: Instrument
    head: FormHead
    printed_at: datetime
    survey: FormSurvey | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of one instrument; ``name`` is empty where it stands alone."""

    name: str
    questions: tuple[Question, ...]


def form_head(store: Store) -> FormHead:
    """Read the letterhead of the office."""
    office = store.offices.get()
    name = store.units.get(office.unit_id).name if office else ""
    lines, address, logo = (
        (office.letterhead, office.address, office.logo) if office else ((), "", b"")
    )
    return FormHead(KopSurat(lines, name.upper(), address, logo), name, store.log.head().short)


def parts_of(instrument: Instrument) -> tuple[Part, ...]:
    """Return the questions under the keys of the paper, instrument by instrument."""
    if not isinstance(instrument, PaperInstrument):
        return (Part("", instrument.questions),)
    parts, start = [], 0
    for part in instrument.parts:
        end = start + len(part.instrument.questions)
        name = survey_name(part.instrument)
        parts.append(Part(name, instrument.questions[start:end]))
        start = end
    return tuple(parts)


def versions_of(instrument: Instrument) -> tuple[str, ...]:
    """Return the instruments as ``skm-9@1``."""
    found = _instruments(instrument)
    return tuple(f"{one.key}@{one.version}" for one in found)


def identity_of(form: BlankForm, layout: str = "") -> FormIdentity:
    """Return what the marks of the form stand for."""
    unit, code = (form.survey.unit_code, form.survey.code) if form.survey else ("", "")
    return FormIdentity(unit, code, versions_of(form.instrument), layout)


def title_of(form: BlankForm) -> str:
    """Return the title: whole for one instrument, in letters for several."""
    found = _instruments(form.instrument)
    if len(found) == 1:
        return tr("KUESIONER {nama}", nama=survey_name(form.instrument).upper())
    return tr("KUESIONER {nama}", nama=joined([one.survey_short for one in found]).upper())


def subtitle_of(form: BlankForm) -> str:
    """Return whose opinion is asked about, and when."""
    if form.survey is None:
        return form.instrument.index_name
    return f"{form.survey.unit_name} · {form.survey.period}"


def purpose_of(form: BlankForm) -> str:
    """Return what the answers are for and by which right they are asked (UU 27/2022)."""
    found = _instruments(form.instrument)
    indices = [_index(one) for one in found]
    sources = "; ".join(dict.fromkeys(one.source for one in found if one.source))
    unit = form.survey.unit_name if form.survey else tr("unit ini")
    used = tr(
        "Jawaban Saudara dipakai untuk menghitung {indeks} dan memperbaiki pelayanan {unit}",
        indeks=joined(indices),
        unit=unit,
    )
    used += f" ({sources})." if sources else "."
    return " ".join((used, *_rights(form.survey.kept_until if form.survey else None)))


def _rights(until: date | None) -> tuple[str, ...]:
    kept = (
        tr("disimpan sampai {tanggal}, lalu dimusnahkan", tanggal=long_date(until))
        if until
        else tr("dimusnahkan setelah masa simpannya berakhir")
    )
    return (
        tr(
            "Mengisi kuesioner ini sukarela; nama, NIK, dan nomor telepon tidak ditanyakan."
            " Data diproses menurut Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data"
            " Pribadi: hasilnya hanya ditampilkan sebagai jumlah dan rata-rata, dan lembar ini"
            " {nasib}.",
            nasib=kept,
        ),
    )


def proof_of(form: BlankForm) -> str:
    """Return the small line that says where the page comes from."""
    footer = Footer(__version__, form.printed_at, "", "", form.head.log_head)
    versions = [
        tr("{kunci} versi {versi}", kunci=one.key, versi=one.version)
        for one in _instruments(form.instrument)
    ]
    code = [form.survey.code] if form.survey and form.survey.code else []
    return " · ".join([*versions, *code, footer.text])


def short_title_of(form: BlankForm) -> str:
    """Return what stands at the head of every page but the first."""
    names = joined([one.survey_short for one in _instruments(form.instrument)])
    return tr("Kuesioner {survei} – {lingkup}", survei=names, lingkup=subtitle_of(form))


def _instruments(instrument: Instrument) -> list[Instrument]:
    if isinstance(instrument, PaperInstrument):
        return [part.instrument for part in instrument.parts]
    return [instrument]


def _index(instrument: Instrument) -> str:
    if not instrument.index_name:
        return tr("indeks")
    return f"{instrument.index_name} ({instrument.index_short})"
