"""The report *Publikasi*: the poster on which an office tells the public its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.questionnaire import FieldKind
from app.services.ikm.rounding import indonesian
from app.services.reports.blocks import Poster, PosterGroup
from app.services.reports.collecting import collect_results
from app.services.reports.document import Paper, Report
from app.services.reports.kinds import Choice, Format, ReportKind, Subject
from app.services.reports.method import footer_of, weight_text
from app.services.reports.parts import kop_of, services_text, signature_of, survey_name
from app.services.reports.small_cells import LEAST, merged
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.ikm.cross import RespondentTable
    from app.services.ikm.result import IkmResult
    from app.services.reports.data import ResultsData

_USUAL = ("jenis_kelamin", "pendidikan")
"""The characteristics that the official form of the publication prints."""


_MOST_SERVICES, _LONGEST_SERVICES = 4, 170
_UPRIGHT, _LYING = "tegak", "mendatar"
DIRECTION = Choice("arah", tr("Arah kertas"), ((_UPRIGHT, tr("Tegak")), (_LYING, tr("Mendatar"))))


def publikasi(data: ResultsData, paper: Paper = Paper.A4) -> Report:
    """Return the poster on paper of any size (rules/reports.md)."""
    name = tr("Publikasi {indeks}", indeks=data.instrument.index_short)
    return Report(
        title=f"{name} – {data.unit.name}, {data.period_text}",
        author=data.office_name,
        subject=data.instrument.index_name,
        blocks=(_poster(data),),
        footer=footer_of(data),
        paper=paper,
    )


def _poster(data: ResultsData) -> Poster:
    instrument, result = data.instrument, data.result
    groups, hidden = _groups(data)
    return Poster(
        kop=kop_of(data),
        title=tr(
            "{nama} ({indeks})", nama=instrument.index_name.upper(), indeks=instrument.index_short
        ),
        index_name=_index_name(instrument).upper(),
        value=indonesian(None, 0) if _is_small(result) else result.ikm_text,
        quality=_quality(result),
        facts=(
            (tr("Unit layanan"), data.unit.name),
            (tr("Jenis layanan"), _services(data)),
            (tr("Periode survei"), data.period_text),
        ),
        respondents_name=tr("Jumlah responden"),
        respondents=tr("{n} orang", n=indonesian(result.n, 0)),
        groups=groups,
        thanks=_thanks(data),
        remarks=_remarks(data, hidden=hidden),
        signature=signature_of(data),
    )


def _index_name(instrument: Instrument) -> str:
    if instrument.is_percentage:
        return tr("Nilai {indeks}", indeks=instrument.index_short)
    return tr(
        "Nilai {indeks} (skala 0–{tertinggi})",
        indeks=instrument.index_short,
        tertinggi=instrument.index_highest,
    )


def _quality(result: IkmResult) -> tuple[tuple[str, str], ...]:
    letter, word = tr("Mutu pelayanan"), tr("Kinerja unit pelayanan")
    if _is_small(result):
        return ((letter, indonesian(None, 0)), (word, tr("Belum diumumkan")))
    if result.mutu is None:
        return ((letter, indonesian(None, 0)), (word, tr("Belum dihitung")))
    return ((letter, result.mutu.letter), (word, result.mutu.word), *_percent(result))


def _is_small(result: IkmResult) -> bool:
    """Say whether so few answered that the index would tell what one of them thinks."""
    return 0 < result.n < LEAST


def _services(data: ResultsData) -> str:
    """Return as many services by name as there is room for."""
    listed = (services_text(data, most) for most in range(_MOST_SERVICES, 0, -1))
    fitting = next((text for text in listed if len(text) <= _LONGEST_SERVICES), "")
    return fitting or tr("{n} jenis layanan", n=indonesian(len(data.services), 0))


def _percent(result: IkmResult) -> tuple[tuple[str, str], ...]:
    if result.instrument.is_percentage or result.ikm is None:
        return ()
    return ((tr("Dari nilai tertinggi"), result.percent_text),)


def _thanks(data: ResultsData) -> str:
    if not data.result.n:
        return tr("Belum ada responden pada periode ini.")
    return tr(
        "Terima kasih atas penilaian yang telah Anda berikan. Masukan Anda sangat bermanfaat untuk"
        " terus memperbaiki dan meningkatkan mutu pelayanan kami."
    )


def _remarks(data: ResultsData, *, hidden: bool) -> tuple[str, ...]:
    instrument, result = data.instrument, data.result
    made = tr(
        "{survei}, {sumber}; bobot {bobot}; n = {n}.",
        survei=survey_name(instrument),
        sumber=instrument.source,
        bobot=weight_text(result),
        n=indonesian(result.n, 0),
    )
    small = tr(
        "Kelompok dengan kurang dari {batas} responden digabung atau tidak dirinci.", batas=LEAST
    )
    untold = tr("Nilai belum diumumkan karena respondennya kurang dari {batas} orang.", batas=LEAST)
    remarks = (
        data.survey.notice,
        untold if _is_small(result) else "",
        made,
        small if hidden else "",
    )
    return tuple(remark for remark in remarks if remark.strip())


def _groups(data: ResultsData) -> tuple[tuple[PosterGroup, ...], bool]:
    """Return the printed groups, and whether a small one was hidden."""
    if not data.result.n:
        return (), False
    chosen = _chosen(data.respondents)
    hidden = any(0 < n < LEAST for table in chosen for _, n in table.rows)
    return tuple(_group(table) for table in chosen), hidden


def _group(table: RespondentTable) -> PosterGroup:
    rows = merged(table.rows)
    printed = tuple((label, indonesian(n, 0)) for label, n in rows)
    return PosterGroup(table.field.name, printed or ((tr("tidak dirinci"), ""),))


def _chosen(tables: tuple[RespondentTable, ...]) -> list[RespondentTable]:
    usual = [table for table in tables if table.field.key in _USUAL]
    if usual:
        return usual
    return [table for table in tables if table.field.kind is FieldKind.CHOICE][:2]


def _kind(key: str, label: str, upright: Paper, lying: Paper) -> ReportKind[ResultsData]:
    papers = {_UPRIGHT: upright, _LYING: lying}

    def name_of(data: ResultsData) -> str:
        index = data.instrument.index_short
        name = tr("Publikasi {indeks} (poster {kertas})", indeks=index, kertas=upright.label)
        return f"{name} {data.unit.name} {data.period_text}"

    return ReportKind(
        key=key,
        label=label,
        subject=Subject.SURVEY,
        collect=collect_results,
        build=lambda data, options: publikasi(data, papers[options.value_of(DIRECTION)]),
        name_of=name_of,
        formats=(Format.PDF, Format.DOCX),
        choices=(DIRECTION,),
    )


PUBLIKASI = _kind("publikasi", tr("Publikasi (poster A4)"), Paper.A4, Paper.A4_LANDSCAPE)
PUBLIKASI_A3 = _kind("publikasi-a3", tr("Publikasi (poster A3)"), Paper.A3, Paper.A3_LANDSCAPE)
