"""Values that cannot be, units that do not fit, directions that the name speaks against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.models.entered import Entered, Kind
from app.models.target import Arah
from app.services.capaian.checks.finding import (
    CapaianFinding,
    CapaianRule,
    Place,
    indikator_place,
    program_place,
)
from app.services.capaian.texts import entered_text
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.services.capaian.year import YearFigures

_IKM = re.compile(r"kepuasan masyarakat|\bikm\b|\bskm\b", re.IGNORECASE)
_IKM_RANGE = (25, 100)
_LEVEL_RANGE = (0, 5)
_SHARE = re.compile(r"^(?:persentase|prosentase|presentase|persen)\b", re.IGNORECASE)
_INDEX = re.compile(r"^(?:indeks|index|skor|nilai|maturitas|level)\b", re.IGNORECASE)
_UNWANTED = re.compile(
    r"\b(?:kemiskinan|pengangguran|stunting|kematian|risiko|resiko|ketimpangan|rasio gini|inflasi"
    r"|prevalensi|putus sekolah|pelanggaran|kemacetan|pencemaran|kawasan kumuh|gizi buruk)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:penurunan|pengurangan|penanganan|penanggulangan|pencegahan|pengendalian|pengentasan"
    r"|ditangani|tertangani|ditindaklanjuti|terselesaikan|diselesaikan|bebas|ketahanan)\b",
    re.IGNORECASE,
)
_REDUCTION = re.compile(r"\b(?:penurunan|pengurangan)\b", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:kepuasan|pertumbuhan|harapan hidup|cakupan|pembangunan manusia|literasi|kualitas"
    r"|layak huni|pelayanan yang|kepatuhan)\b",
    re.IGNORECASE,
)


def value_rules(figures: YearFigures) -> Iterator[CapaianFinding]:
    """Judge the values of indikator and program rows one by one."""
    for one in figures.indikator:
        place, satuan = indikator_place(one), one.indikator.satuan
        values = {
            "target": one.target,
            "realisasi": one.realisasi,
            "nasional": one.values.national,
            "baseline": one.indikator.baseline,
            "target_akhir": one.indikator.end_target,
        }
        yield from _ranges(place, one.indikator.name, values)
        yield from _units(place, satuan, one.target, one.realisasi)
        yield from _satuan(place, one.indikator.name, satuan)
        yield from _direction(place, one.indikator.name, one.indikator.arah)
    for row in figures.programs:
        place = program_place(row)
        values = {"target": row.row.target, "realisasi": row.row.realisasi}
        yield from _ranges(place, row.row.indikator, values)
        yield from _units(place, row.row.satuan, row.row.target, row.row.realisasi)
        yield from _satuan(place, row.row.indikator, row.row.satuan)
        yield from _direction(place, row.row.indikator, row.row.arah)


def _ranges(place: Place, name: str, values: Mapping[str, Entered]) -> Iterator[CapaianFinding]:
    is_ikm = bool(_IKM.search(name))
    for column, value in values.items():
        number = value.number
        if number is None:
            continue
        bounds = _LEVEL_RANGE if value.kind is Kind.LEVEL else _IKM_RANGE if is_ikm else None
        if bounds and not bounds[0] <= number <= bounds[1]:
            expected = f"{bounds[0]}–{bounds[1]}"
            yield _found(CapaianRule.DI_LUAR_RENTANG, place, column, value, expected)
        if column == "target" and number < 0:
            yield _found(CapaianRule.TARGET_NEGATIF, place, column, value, "")


def _found(
    rule: CapaianRule, place: Place, column: str, value: Entered, expected: str
) -> CapaianFinding:
    shown = entered_text(value)
    if rule is CapaianRule.TARGET_NEGATIF:
        text = tr(
            "{tempat}: targetnya {nilai}. Capaian dari target negatif tidak bermakna; periksa angka"
            " atau rumusnya.",
            tempat=place.text,
            nilai=shown,
        )
    else:
        text = tr(
            "{tempat}: {kolom} {nilai} di luar rentang {harapan}.",
            tempat=place.text,
            kolom=column.replace("_", " "),
            nilai=shown,
            harapan=expected,
        )
    return CapaianFinding(rule, place, column, shown, expected, text)


def _units(
    place: Place, satuan: str, target: Entered, realisasi: Entered
) -> Iterator[CapaianFinding]:
    if target.number is None or realisasi.number is None:
        return
    wanted, found = (_unit(value, satuan) for value in (target, realisasi))
    if wanted == found:
        return
    yield CapaianFinding(
        CapaianRule.SATUAN_TAK_SAMA,
        place,
        "realisasi",
        entered_text(realisasi),
        entered_text(target),
        tr(
            "{tempat}: target {target} dan realisasi {realisasi} tidak bersatuan sama.",
            tempat=place.text,
            target=entered_text(target),
            realisasi=entered_text(realisasi),
        ),
    )


def _unit(value: Entered, satuan: str) -> str:
    unit = (value.unit or satuan).casefold().strip()
    return "%" if unit == "persen" else unit


def _satuan(place: Place, name: str, satuan: str) -> Iterator[CapaianFinding]:
    is_percent = satuan.casefold().strip() in {"%", "persen"}
    expected = ""
    if satuan and _SHARE.match(name) and not is_percent:
        expected = "%"
    elif is_percent and _INDEX.match(name):
        expected = tr("bukan %")
    if expected:
        yield CapaianFinding(
            CapaianRule.SATUAN_MENCURIGAKAN,
            place,
            "satuan",
            satuan,
            expected,
            tr(
                "{tempat}: satuannya {satuan}, padahal namanya menunjukkan {harapan}. Periksa"
                " apakah kolom satuan bergeser satu baris.",
                tempat=place.text,
                satuan=satuan,
                harapan=expected,
            ),
        )


def _direction(place: Place, name: str, arah: Arah) -> Iterator[CapaianFinding]:
    expected = None
    if arah is Arah.UP and _UNWANTED.search(name) and not _TURNED.search(name):
        expected = Arah.DOWN
    elif arah is Arah.DOWN and (
        _REDUCTION.search(name) or (_WANTED.search(name) and not _UNWANTED.search(name))
    ):
        expected = Arah.UP
    if expected is not None:
        yield CapaianFinding(
            CapaianRule.ARAH_MENCURIGAKAN,
            place,
            "arah",
            arah.value,
            expected.value,
            tr(
                "{tempat}: arahnya {arah}, padahal dari namanya diduga {harapan}.",
                tempat=place.text,
                arah=arah.value,
                harapan=expected.value,
            ),
        )
