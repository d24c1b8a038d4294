"""Says how an index was made: what the method box and the footer of every report print."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.models.survey import BlankRule, WeightRule
from app.services.charts.builders import joined
from app.services.ikm.rounding import KONVERSI_PLACES, NRR_PLACES, indonesian
from app.services.ikm.sample import sample_rule_name
from app.services.reports.blocks import MethodBox
from app.services.reports.document import Footer
from app.texts import tr

if TYPE_CHECKING:
    from app.models.questionnaire import Instrument
    from app.services.ikm.result import IkmResult
    from app.services.reports.data import ResultsData

Pair = tuple[str, str]
_ROUNDED = {WeightRule.THREE_DECIMALS: "0,111", WeightRule.TWO_DECIMALS: "0,11"}


def method_box(data: ResultsData) -> MethodBox:
    """Return the box that stands under the index (rules/reports.md)."""
    return MethodBox(
        tr("Cara menghitung"),
        (
            _instrument(data),
            _weight(data.result),
            (tr("Rumus"), formula(data.result)),
            *_index_scale(data.instrument),
            _counted(data.result),
            *_per_unsur(data.result),
            _services(data),
            _sample(data),
            *_left_out(data.result),
            (tr("Pembulatan"), rounding_sentence(data.result)),
            *_notes(data.instrument),
        ),
    )


def footer_of(data: ResultsData) -> Footer:
    """Return what stands at the bottom of every page."""
    return Footer(
        program_version=data.program_version,
        printed_at=data.printed_at,
        weight=weight_text(data.result),
        rounding=tr("setengah ke atas"),
        log_head=data.log_head,
    )


def weight_text(result: IkmResult) -> str:
    """Return the weight of an unsur in a few signs: ``1/9`` or ``0,111``."""
    if result.weight_rule in _ROUNDED:
        return _ROUNDED[result.weight_rule]
    weights = {unsur.weight for unsur in result.instrument.unsur}
    return str(weights.pop()) if len(weights) == 1 else tr("per unsur")


def times_text(result: IkmResult) -> str:
    """Return what a mean is multiplied by to give the index: `` × 25``, `` × 4/6``, or nothing."""
    factor = result.instrument.conversion
    return "" if factor == 1 else tr(" × {faktor}", faktor=factor_text(result.instrument))


def factor_text(instrument: Instrument) -> str:
    """Return the factor to the index; no whole number is written as highest by highest: 4/6."""
    factor, highest = instrument.conversion, instrument.index_highest
    if factor.denominator > 1 and factor == Fraction(highest, instrument.highest):
        return f"{highest}/{instrument.highest}"
    return str(factor)


def formula(result: IkmResult) -> str:
    """Return the rule in words, for any instrument."""
    several = any(len(row.questions) > 1 for row in result.unsur)
    nrr = (
        tr("NRR unsur = rata-rata dari rata-rata pertanyaannya")
        if several
        else tr("NRR = jumlah nilai ÷ jumlah jawaban")
    )
    return tr(
        "{nrr}; tertimbang = NRR × bobot; {indeks} = jumlah tertimbang{faktor}.",
        nrr=nrr,
        indeks=result.instrument.index_short,
        faktor=times_text(result),
    )


def rounding_sentence(result: IkmResult) -> str:
    """Return how figures are rounded, as one sentence."""
    places = {"nrr": NRR_PLACES, "konversi": KONVERSI_PLACES}
    if result.weight_rule is WeightRule.THREE_DECIMALS:
        return tr(
            "NRR dibulatkan 4 desimal sebelum dibobot, cara kantor yang memakai bobot 0,111;"
            " selebihnya setengah ke atas saat dicetak (NRR {nrr}, konversi dan indeks {konversi}"
            " desimal).",
            **places,
        )
    return tr(
        "Pecahan tepat, dibulatkan setengah ke atas saat dicetak (NRR {nrr}, konversi dan indeks"
        " {konversi} desimal).",
        **places,
    )


def _instrument(data: ResultsData) -> Pair:
    instrument = data.instrument
    text = tr(
        "{nama}, versi {versi}, {sumber}; skala {bawah}–{atas}.",
        nama=instrument.name,
        versi=instrument.version,
        sumber=instrument.source,
        bawah=instrument.lowest,
        atas=instrument.highest,
    )
    return tr("Instrumen"), text


def _index_scale(instrument: Instrument) -> list[Pair]:
    """Say on which scale an index is printed that is no percentage."""
    if instrument.is_percentage:
        return []
    text = tr(
        "0–{tertinggi}; persen = {indeks} ÷ {tertinggi} × 100.",
        tertinggi=instrument.index_highest,
        indeks=instrument.index_short,
    )
    if instrument.highest != instrument.index_highest:
        text += " " + tr(
            "Jawaban {bawah}–{atas} dikonversi dengan faktor {faktor}.",
            bawah=instrument.lowest,
            atas=instrument.highest,
            faktor=factor_text(instrument),
        )
    return [(tr("Skala indeks"), text)]


def _notes(instrument: Instrument) -> list[Pair]:
    """Return what no regulation settles, in the words of the instrument."""
    return [(tr("Ketetapan"), " ".join(instrument.notes))] if instrument.notes else []


def _weight(result: IkmResult) -> Pair:
    name = tr("Bobot")
    if result.weight_rule is WeightRule.EXACT:
        weights = weight_text(result)
        same = len({unsur.weight for unsur in result.instrument.unsur}) == 1
        text = (
            tr("{bobot} untuk setiap unsur, tepat tanpa pembulatan.", bobot=weights)
            if same
            else tr("Berbeda per unsur, seperti tercantum pada tabel nilai; jumlahnya tepat 1.")
        )
        return name, text
    exact = indonesian(result.exact_ikm, KONVERSI_PLACES)
    return name, tr(
        "{bobot} (dibulatkan) untuk setiap unsur; dengan bobot tepat {indeks} adalah {tepat}.",
        bobot=weight_text(result),
        indeks=result.instrument.index_short,
        tepat=exact,
    )


def _counted(result: IkmResult) -> Pair:
    return tr("Responden"), tr("n = {n} lembar yang dihitung.", n=indonesian(result.n, 0))


def _per_unsur(result: IkmResult) -> list[Pair]:
    """Return the n of those unsur that not everybody answered."""
    fewer = [row for row in result.answered if row.n != result.n]
    silent = [row.unsur.name for row in result.unanswered] if result.n else []
    pairs = []
    if fewer:
        parts = ", ".join(f"{row.unsur.code} n = {indonesian(row.n, 0)}" for row in fewer)
        text = tr("{daftar}; unsur lain n = {n}.", daftar=parts, n=indonesian(result.n, 0))
        if len(fewer) == len(result.answered):
            text = tr("{daftar}.", daftar=parts)
        pairs.append((tr("Jawaban per unsur"), text))
    if silent:
        text = tr(
            "{daftar}; bobot unsur lain dinaikkan sebanding sehingga jumlahnya tetap.",
            daftar=joined(silent),
        )
        pairs.append((tr("Unsur tanpa jawaban"), text))
    return pairs


def _services(data: ResultsData) -> Pair:
    name = tr("Penggabungan")
    if len(data.services) > 1:
        text = tr(
            "{jumlah} jenis layanan digabung menurut responden: setiap lembar berbobot sama.",
            jumlah=len(data.services),
        )
        return name, text
    return name, tr("Satu kelompok; setiap lembar berbobot sama.")


def _sample(data: ResultsData) -> Pair:
    name = tr("Sampel")
    population, minimum = data.survey.population, data.minimum
    if population is None or minimum is None:
        return name, tr("Jumlah pengguna layanan tidak dicatat; sampel minimal tidak dihitung.")
    state = (
        tr("terpenuhi")
        if data.result.n >= minimum
        else tr("kurang {kurang}", kurang=indonesian(minimum - data.result.n, 0))
    )
    return name, tr(
        "{aturan}: populasi {populasi}, sampel minimal {minimal}, terkumpul {n} ({keadaan}).",
        aturan=sample_rule_name(data.survey.sample_rule),
        populasi=indonesian(population, 0),
        minimal=indonesian(minimum, 0),
        n=indonesian(data.result.n, 0),
        keadaan=state,
    )


def _left_out(result: IkmResult) -> list[Pair]:
    name = tr("Tidak dihitung")
    parts = []
    if result.blank_rule is BlankRule.LEAVE_OUT:
        n = indonesian(result.left_out, 0)
        parts.append(tr("{n} lembar tidak lengkap dikeluarkan.", n=n))
    else:
        blanks = sum(result.n - question.n for question in result.questions)
        parts.append(
            tr(
                "{n} jawaban kosong; jawaban kosong tidak dihitung nol dan tidak menambah pembagi.",
                n=indonesian(blanks, 0),
            )
            if blanks
            else tr("Tidak ada; semua lembar terisi lengkap.")
        )
    outside = [str(question.number) for question in result.instrument.outside]
    if outside:
        parts.append(tr("Pertanyaan di luar indeks: {nomor}.", nomor=", ".join(outside)))
    return [(name, " ".join(parts))] if result.n or result.left_out else []
