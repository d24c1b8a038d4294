"""What a choice of weight and of blank answers means, in one line each."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.planning import SampleRule
from app.models.survey import BlankRule, SurveyState, WeightRule
from app.services.ikm.rounding import KONVERSI_PLACES, indonesian
from app.services.surveys.rules import allowed_weight_rules
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument


@dataclass(frozen=True, slots=True)
class WeightChoice:
    """A weight rule that fits an instrument, its short name and what it means."""

    rule: WeightRule
    label: str
    explanation: str


def instrument_label(instrument: Instrument) -> str:
    """Return the name where there is little room: ``SKM (16 pernyataan, pemetaan M1)``."""
    _, bracket, remark = instrument.name.partition(" (")
    label = f"{instrument.survey_short}{bracket}{remark}" if bracket else instrument.name
    if instrument.version == 1:
        return label
    # A copy mostly keeps the name of its original.
    named = {"kunci": instrument.key, "versi": str(instrument.version)}
    return tr("{nama}, {kunci} versi {versi}", nama=label, **named)


def instrument_explanation(instrument: Instrument) -> str:
    """Return what an instrument asks and what comes out of it, in one line."""
    made = tr(
        "{pertanyaan} pertanyaan, {unsur} unsur, jawaban {bawah}-{atas}; menghasilkan {indeks}"
        " pada skala 0-{tertinggi}.",
        pertanyaan=len(instrument.questions),
        unsur=len(instrument.unsur),
        bawah=instrument.lowest,
        atas=instrument.highest,
        indeks=instrument.index_short,
        tertinggi=instrument.index_highest,
    )
    return f"{made} {instrument.about}".strip()


def weight_choices(instrument: Instrument) -> tuple[WeightChoice, ...]:
    """Return the weight rules that fit ``instrument``, the exact one first."""
    return tuple(_choice(instrument, rule) for rule in allowed_weight_rules(instrument))


def blank_explanation(rule: BlankRule) -> str:
    """Return what becomes of a sheet with blank answers."""
    if rule is BlankRule.PER_UNSUR:
        return tr("Jawaban kosong tidak dihitung pada unsur itu; jawaban lainnya tetap dihitung.")
    return tr("Lembar dengan jawaban kosong tetap tersimpan, tetapi tidak dihitung sama sekali.")


def sample_choices() -> list[tuple[str, str, str]]:
    """Return the rules of the minimum sample: value, name, and what it means."""
    meanings = {
        SampleRule.FORMULA: (
            tr("Rumus"),
            tr("Krejcie & Morgan dihitung tepat untuk jumlah penggunanya. Disarankan."),
        ),
        SampleRule.NEXT_ROW: (
            tr("Tabel, baris berikutnya"),
            tr("Di antara dua baris tabel Krejcie & Morgan dipakai baris yang lebih besar."),
        ),
    }
    return [(rule.value, *words) for rule, words in meanings.items()]


def state_word(state: SurveyState) -> str:
    """Return a state as the screens write it."""
    return {
        SurveyState.RENCANA: tr("rencana"),
        SurveyState.TERBUKA: tr("terbuka"),
        SurveyState.TERKUNCI: tr("terkunci"),
    }[state]


def _choice(instrument: Instrument, rule: WeightRule) -> WeightChoice:
    count, most = len(instrument.unsur), instrument.highest * instrument.conversion
    if rule is WeightRule.EXACT:
        equal = len({unsur.weight for unsur in instrument.unsur}) == 1
        label = f"1/{count}" if equal else tr("tepat, menurut instrumen")
        return WeightChoice(
            rule,
            label,
            tr(
                "Bobot tepat tanpa pembulatan; nilai tertinggi yang mungkin {tertinggi}."
                " Disarankan.",
                tertinggi=indonesian(most, KONVERSI_PLACES),
            ),
        )
    highest = indonesian(Fraction(rule.value) * count * most, KONVERSI_PLACES)
    return WeightChoice(
        rule,
        rule.value.replace(".", ","),
        tr(
            "Bobot dibulatkan seperti rekap yang dihitung tangan; nilai tertinggi hanya"
            " {tertinggi}. Laporan mencantumkan juga hasil tepatnya.",
            tertinggi=highest,
        ),
    )
