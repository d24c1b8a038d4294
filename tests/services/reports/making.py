"""Surveys of any size and instrument, made without a store."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from app.models.period import period_of
from app.models.questionnaire import (
    Choice,
    FieldKind,
    Instrument,
    Mutu,
    Option,
    ProfileField,
    Question,
    Unsur,
)
from app.models.survey import BlankRule, Survey, SurveyService, WeightRule
from app.models.unit import Office, Official, Unit, UnitType
from app.services.ikm.computation import compute_ikm
from app.services.ikm.cross import RespondentTable
from app.services.ikm.sample import minimum_sample
from app.services.instruments.reading import shipped_instruments
from app.services.reports.data import ResultsData, SheetAnswers

LURAH = Official("Lurah", "NAMA PEJABAT, S.Sos", "Penata Tk. I", "19800101 200501 2 001")
LIKERT = ("Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju")


def skm_9() -> Instrument:
    return next(i for i in shipped_instruments() if i.key == "skm-9")


def instrument_of(questions: int, unsur: int | None = None, *, outside: int = 0) -> Instrument:
    """Return an instrument of our own; its last ``outside`` questions count for no unsur."""
    unsur = unsur or questions
    made = tuple(
        Unsur(
            f"u{i}", f"U{i}", f"Unsur nomor {i} tentang pelayanan", f"Unsur {i}", Fraction(1, unsur)
        )
        for i in range(1, unsur + 1)
    )
    options = tuple(Option(score, label, label) for score, label in enumerate(LIKERT, 1))
    asked = tuple(
        Question(
            f"q{i}",
            i,
            f"Pertanyaan {i}: standar dan prosedur layanan diinformasikan dengan jelas",
            "" if i > questions - outside else f"u{(i - 1) % unsur + 1}",
            options,
        )
        for i in range(1, questions + 1)
    )
    base = skm_9()
    return Instrument(
        key=f"uji-{questions}",
        version=3,
        name=f"Survei Persepsi Kualitas Pelayanan ({questions} pertanyaan)",
        index_name="Indeks Persepsi Kualitas Pelayanan",
        index_short="IPKP",
        source="pedoman kantor",
        lowest=1,
        highest=4,
        unsur=made,
        questions=asked,
        profile=base.profile,
        mutu=base.mutu,
        definition="",
    )


def results_data(
    n: int,
    *,
    instrument: Instrument | None = None,
    seed: int = 7,
    blank_share: float = 0.0,
    weight_rule: WeightRule = WeightRule.EXACT,
    notice: str = "",
    name: str = "Kelurahan Sungai Jingah",
    services: tuple[str, ...] = ("Surat keterangan domisili", "Surat pengantar nikah"),
    official: Official | None = LURAH,
    logo: bytes = b"",
    period: str = "triwulan-1",
) -> ResultsData:
    """Return the data of a survey with ``n`` random sheets."""
    chance = random.Random(seed)
    instrument = instrument or skm_9()
    sheets = tuple(_sheet(number, instrument, chance, blank_share) for number in range(1, n + 1))
    counts = Counter((key, score) for sheet in sheets for key, score in sheet.answers.items())
    survey = Survey(
        unit_id=1,
        year=2026,
        period=period_of(period, 2026),
        instrument_id=1,
        services=tuple(SurveyService(i) for i, _ in enumerate(services, 1)),
        population=1000,
        weight_rule=weight_rule,
        notice=notice,
        code="SJ-2026-TW1",
        id=1,
    )
    result = compute_ikm(
        instrument, counts, n=n, weight_rule=weight_rule, blank_rule=BlankRule.PER_UNSUR
    )
    return ResultsData(
        office=Office(
            unit_id=1,
            letterhead=("PEMERINTAH KOTA BANJARMASIN", "KECAMATAN BANJARMASIN UTARA"),
            address="Jalan Sungai Jingah RT 10 No. 12, Banjarmasin 70121",
            place="Banjarmasin",
            logo=logo,
        ),
        office_name=name,
        unit=Unit("6371", name, UnitType.KELURAHAN, id=1),
        survey=survey,
        services=services,
        result=result,
        respondents=tuple(_respondents(field, n, chance) for field in instrument.profile),
        sheets=sheets,
        minimum=minimum_sample(1000),
        official=official,
        place="Banjarmasin",
        signed_on=date(2026, 4, 6),
        log_head="1324-9f3ac0b1d2e4",
        printed_at=datetime(2026, 4, 6, 10, 42, tzinfo=timezone(timedelta(hours=8))),
        program_version="0.1.0",
        first_day=date(2026, 1, 5) if n else None,
        last_day=date(2026, 3, 27) if n else None,
    )


def _sheet(
    number: int, instrument: Instrument, chance: random.Random, blank_share: float
) -> SheetAnswers:
    answers = {
        key: chance.choice((2, 3, 3, 3, 4, 4))
        for key in instrument.question_keys
        if chance.random() >= blank_share
    }
    return SheetAnswers(number, answers)


def _respondents(field: ProfileField, n: int, chance: random.Random) -> RespondentTable:
    drawn = Counter(chance.choices(field.groups, k=n)) if field.groups else Counter[str]()
    return RespondentTable(field, tuple((group, drawn[group]) for group in field.groups))


__all__ = ["Choice", "FieldKind", "Mutu", "instrument_of", "results_data", "skm_9"]
