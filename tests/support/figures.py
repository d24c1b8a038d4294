"""The figures of published surveys as each database gives them, and as the service does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.ikm.rounding import decimal_string, indonesian

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from app.models.questionnaire import Mutu
    from app.models.survey import Survey
    from app.services.ikm.result import IkmResult

IKM = ("n", "disisihkan", "ikm", "ikm_cetak", "ikm_eksak", "ikm_eksak_cetak", "mutu", "kinerja")
UNSUR = (
    *("n", "nrr", "nrr_cetak", "nrr_tertimbang", "nrr_tertimbang_cetak"),
    *("konversi", "konversi_cetak", "mutu", "kinerja"),
)
DECIMALS = {"ikm", "ikm_eksak", "nrr", "nrr_tertimbang", "konversi"}
Figures = dict[tuple[str, ...], tuple[Any, ...]]


def expected(results: Iterable[tuple[Survey, IkmResult]]) -> Figures:
    """Return (survey,) and (survey, unsur) → the figures, in the order of the columns above."""
    found: Figures = {}
    for survey, result in results:
        found[survey.uuid,] = (
            result.n,
            result.left_out,
            *_both(result.ikm, result.ikm_text),
            *_both(result.exact_ikm, indonesian(result.exact_ikm, 2)),
            *_mutu(result.mutu),
        )
        for row in result.unsur:
            found[survey.uuid, row.unsur.key] = (
                row.n,
                *_both(row.nrr, row.nrr_text),
                *_both(row.weighted, row.weighted_text),
                *_both(row.konversi, row.konversi_text),
                *_mutu(row.mutu),
            )
    return found


def of_rows(ikm: Iterable[Mapping[str, Any]], unsur: Iterable[Mapping[str, Any]]) -> Figures:
    """Return the same of the rows of the two queries; floats of SQLite have six right decimals."""
    found: Figures = {}
    for row in ikm:
        found[str(row["survei_id"]),] = tuple(_value(name, row[name]) for name in IKM)
    for row in unsur:
        key = (str(row["survei_id"]), row["unsur"])
        found[key] = tuple(_value(name, row[name]) for name in UNSUR)
    return found


def dictionaries(cursor: Any) -> list[dict[str, Any]]:
    """Return what a cursor of any of the three drivers holds."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _value(name: str, value: Any) -> Any:
    """SQLite gives a decimal as the nearest float, or as a whole number where it is one."""
    return f"{value:.6f}" if name in DECIMALS and value is not None else value


def _both(value: Fraction | None, text: str) -> tuple[str | None, str | None]:
    return decimal_string(value), None if value is None else text


def _mutu(step: Mutu | None) -> tuple[str | None, str | None]:
    return (step.letter, step.word) if step else (None, None)
