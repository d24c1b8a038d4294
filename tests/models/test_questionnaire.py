from __future__ import annotations

from fractions import Fraction

import pytest

from app.models.questionnaire import Band, Choice, FieldKind, Instrument, ProfileField
from app.services.instruments.reading import shipped_instruments


@pytest.fixture(scope="module")
def skm() -> Instrument:
    return next(found for found in shipped_instruments() if found.key == "skm-9")


SEX = ProfileField(
    "jenis_kelamin",
    "Jenis kelamin",
    FieldKind.CHOICE,
    choices=(Choice("L", "Laki-laki", ("L", "1")), Choice("P", "Perempuan", ("P", "2"))),
)
AGE = ProfileField(
    "usia",
    "Usia",
    FieldKind.NUMBER,
    bands=(Band("di bawah 25", 0, 24), Band("25 ke atas", 25, 199)),
)


def test_the_scores_are_the_whole_scale(skm: Instrument) -> None:
    assert skm.scores == (1, 2, 3, 4)
    assert skm.conversion == 25


def test_every_question_counts_for_an_unsur_and_the_weights_sum_to_one(skm: Instrument) -> None:
    assert {question.unsur for question in skm.questions} == {unsur.key for unsur in skm.unsur}
    assert sum((unsur.weight for unsur in skm.unsur), Fraction(0)) == 1


def test_an_unsur_is_found_by_its_key_not_by_its_number(skm: Instrument) -> None:
    assert skm.unsur_of("sarpras").name == "Sarana dan Prasarana"
    assert [question.key for question in skm.questions_of("sarpras")] == ["sarpras"]


def test_the_words_of_a_score(skm: Instrument) -> None:
    biaya = skm.questions_of("biaya")[0]
    assert (biaya.label_of(4), biaya.label_of(9)) == ("Gratis", "")


def test_a_choice_is_counted_under_its_label() -> None:
    assert [SEX.group_of(value) for value in ("L", "P", None, "")] == [
        "Laki-laki",
        "Perempuan",
        "",
        "",
    ]
    assert SEX.group_of("X") == "X"


def test_a_number_is_counted_in_its_band_with_both_ends() -> None:
    assert [AGE.group_of(age) for age in (0, 24, 25, 199)] == [
        "di bawah 25",
        "di bawah 25",
        "25 ke atas",
        "25 ke atas",
    ]
    assert AGE.groups == ("di bawah 25", "25 ke atas")
