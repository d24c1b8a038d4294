"""The figures of a verification for a terminal and for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.services.ikm.rounding import decimal_string
from app.services.verification.minutes import error_sentence, speed_text, wrong_sentence
from app.services.verification.state import method_words
from app.texts import tr

if TYPE_CHECKING:
    from app.services.verification.figures import ClerkFigures, Figures


def as_text(figures: Figures) -> str:
    """Return a table with one line per clerk, and the sentences of the berita acara."""
    header = [
        tr("Petugas"),
        tr("Dientri"),
        tr("Ketukan/jam"),
        tr("Diperiksa"),
        tr("Isian"),
        tr("Berbeda"),
        tr("Keliru"),
        tr("Tingkat"),
        tr("Selang 95 %"),
    ]
    lines = [header, *(_cells(clerk, clerk.operator) for clerk in figures.clerks)]
    lines.append(_cells(figures.total, tr("Semua")))
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    table = [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip()
        for line in lines
    ]
    method = tr("Yang diketik ulang: {cara}.", cara=method_words(figures.plan))
    sentences = [error_sentence(figures.total.differing), wrong_sentence(figures.total.wrong)]
    found = sentences if figures.total.wrong.fields else []
    return "\n".join([method, *table, *found]) + "\n"


def as_json(figures: Figures, *, ascii_only: bool = False) -> str:
    """Return the plan, every clerk and all together; shares as decimals with a point."""
    content = {
        "rencana": {
            "cara": figures.plan.method.value,
            "banyak": figures.plan.amount,
            "benih": figures.plan.seed,
            "keadaan": figures.plan.state.value,
        },
        "petugas": [{"nama": clerk.operator, **_figures(clerk)} for clerk in figures.clerks],
        "semua": _figures(figures.total),
    }
    return json.dumps(content, ensure_ascii=ascii_only, indent=2) + "\n"


def _cells(clerk: ClerkFigures, name: str) -> list[str]:
    return [
        name,
        str(clerk.sheets) if clerk.sheets else "–",
        speed_text(clerk.per_hour),
        str(clerk.checked),
        str(clerk.wrong.fields),
        str(clerk.differing.found),
        str(clerk.wrong.found),
        clerk.wrong.text,
        clerk.wrong.interval,
    ]


def _figures(clerk: ClerkFigures) -> dict[str, Any]:
    checked = bool(clerk.wrong.fields)
    bounds = [round(bound, 6) for bound in clerk.wrong.bounds] if checked else None
    return {
        "lembar_dientri": clerk.sheets,
        "ketukan_per_jam": clerk.per_hour,
        "lembar_diperiksa": clerk.checked,
        "isian": clerk.wrong.fields,
        "berbeda": clerk.differing.found,
        "keliru": clerk.wrong.found,
        "tingkat": decimal_string(clerk.wrong.share),
        "selang_95": bounds,
    }
