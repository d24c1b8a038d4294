"""Findings about a year for other programs and for a person on a terminal."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

from app.services.recap.text import table
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.capaian.checks.finding import CapaianFinding

_WIDTH = 78


def as_json(findings: Sequence[CapaianFinding], *, ascii_only: bool = False) -> str:
    """Return the findings, those that were found right with the reason."""
    records = [_record(one) for one in findings]
    return json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"


def as_text(findings: Sequence[CapaianFinding]) -> str:
    """Return a sentence for each finding and how many there are of each rule."""
    waiting = [one for one in findings if one.waits]
    lines = [_wrapped(one.text) for one in waiting]
    right = [
        _wrapped(tr("{temuan} Diperiksa, benar: {alasan}", temuan=one.text, alasan=one.checked))
        for one in findings
        if not one.waits
    ]
    counted = Counter(one.rule.value for one in waiting)
    counts = (
        table((tr("Aturan"), tr("Temuan")), [(r, str(n)) for r, n in sorted(counted.items())], (1,))
        if counted
        else ""
    )
    parts = ["\n".join(lines), counts, "\n".join(right)]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(findings: Sequence[CapaianFinding], year: int) -> str:
    """Say in one sentence what was found."""
    waiting = sum(one.waits for one in findings)
    if not waiting:
        return tr("Capaian tahun {tahun} diperiksa; tidak ada temuan.", tahun=year)
    return tr("{n} temuan dalam capaian tahun {tahun}.", n=waiting, tahun=year)


def _record(one: CapaianFinding) -> dict[str, Any]:
    return {
        "aturan": one.rule.value,
        "tempat": one.place.text,
        "kolom": one.column,
        "nilai": one.value,
        "harapan": one.expected,
        "pesan": one.text,
        "diperiksa": one.checked or None,
    }


def _wrapped(text: str) -> str:
    return textwrap.fill(clean_line(text, 2000), _WIDTH, subsequent_indent="  ")
