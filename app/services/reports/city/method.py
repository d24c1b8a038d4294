"""Says how the figures of a city were made: method box, footer and notices."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.models.survey import BlankRule, WeightRule
from app.services.city.words import others_text, rule_text, source_text, weighted_text
from app.services.ikm.rounding import indonesian
from app.services.ikm.sample import minimum_sample
from app.services.reports.blocks import MethodBox, Notice
from app.services.reports.document import Footer
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.survey import Survey
    from app.services.city.year import CityYear
    from app.services.reports.city.data import CityData

Pair = tuple[str, str]
_ROUNDED = {WeightRule.THREE_DECIMALS: "0,111", WeightRule.TWO_DECIMALS: "0,11"}


def method_box(data: CityData) -> MethodBox:
    """Return the box that stands under the index of a city."""
    year = data.year
    pairs = (
        (tr("Instrumen"), _instrument_text(year)),
        (tr("Penggabungan"), _rollup_text(year)),
        (tr("Tertimbang"), tr("{kalimat}.", kalimat=weighted_text(year))),
        (tr("Sumber angka"), source_text(year)),
        *_weights(year),
        *(((tr("Sampel"), sample),) if (sample := sample_text(year)) else ()),
        (tr("Tidak dihitung"), _left_out_text(year)),
        (
            tr("Pembulatan"),
            tr("Pecahan tepat, dibulatkan setengah ke atas saat dicetak (2 desimal)."),
        ),
    )
    return MethodBox(tr("Cara menghitung"), pairs)


def footer_of(data: CityData) -> Footer:
    """Return what stands at the bottom of every page."""
    rules = _rules(data.year)
    return Footer(
        program_version=data.program_version,
        printed_at=data.printed_at,
        weight=_weight_name(data.year, next(iter(rules))) if len(rules) == 1 else "",
        rounding=tr("setengah ke atas"),
        log_head=data.log_head,
    )


def notices(year: CityYear) -> list[Notice]:
    """Return the sentences that every report of these surveys must show."""
    texts = dict.fromkeys(survey.notice.strip() for survey in surveys_of(year))
    return [Notice(text) for text in texts if text]


def surveys_of(year: CityYear) -> Iterator[Survey]:
    """Yield the surveys that the figures of a year were computed from."""
    for line in year.lines:
        yield from line.surveys


def _instrument_text(year: CityYear) -> str:
    instrument = year.instrument
    return tr(
        "{nama}, {sumber}; skala {bawah}–{atas}.",
        nama=instrument.name,
        sumber=instrument.source,
        bawah=instrument.lowest,
        atas=instrument.highest,
    )


def _rollup_text(year: CityYear) -> str:
    return tr(
        "{aturan}; layanan dalam satu survei digabung menurut responden, setahun dengan beberapa"
        " periode adalah rata-rata sederhana periodenya per unsur, lalu dari unsurnya.",
        aturan=rule_text(year)[:1].upper() + rule_text(year)[1:],
    )


def _weights(year: CityYear) -> Iterator[Pair]:
    rules = _rules(year)
    if rules:
        listed = "; ".join(
            tr("{bobot} pada {n} survei", bobot=_weight_name(year, rule), n=n)
            for rule, n in rules.most_common()
        )
        yield tr("Bobot unsur"), tr("{daftar}.", daftar=listed)


def _rules(year: CityYear) -> Counter[WeightRule]:
    return Counter(survey.weight_rule for survey in surveys_of(year))


def _weight_name(year: CityYear, rule: WeightRule) -> str:
    if rule in _ROUNDED:
        return _ROUNDED[rule]
    weights = {unsur.weight for unsur in year.instrument.unsur}
    return str(weights.pop()) if len(weights) == 1 else tr("menurut instrumen")


def sample_text(year: CityYear) -> str:
    """Say how many computed lines reach the minimum sample; empty where no users are known."""
    known = [
        (line.n or 0, sum(minimum_sample(s.population or 0, s.sample_rule) for s in line.surveys))
        for line in year.lines
        if line.surveys and all(survey.population for survey in line.surveys)
    ]
    if not known:
        return ""
    return tr(
        "{n} dari {semua} unit yang jumlah penggunanya dicatat mencapai sampel minimal menurut"
        " Krejcie dan Morgan.",
        n=sum(n >= minimum for n, minimum in known),
        semua=len(known),
    )


def _left_out_text(year: CityYear) -> str:
    cells = sum(len(line.written) for line in year.lines)
    sheets = sum(s.blank_rule is BlankRule.LEAVE_OUT for s in surveys_of(year))
    parts = [
        others_text(year),
        tr("{n} nilai unsur yang mustahil dicetak seperti tertulis (tanda †).", n=cells)
        if cells
        else "",
        tr("Lembar tidak lengkap dikeluarkan pada {n} survei.", n=sheets) if sheets else "",
        tr("{n} unit belum melapor.", n=indonesian(len(year.missing), 0)) if year.missing else "",
    ]
    said = " ".join(part for part in parts if part)
    return said or tr("Tidak ada.")
