"""Findings for other programs and for a person on a terminal."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.services.plausibility.finding import comma
from app.services.recap.text import table
from app.services.text import clean_line
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.plausibility.finding import Finding
    from app.services.plausibility.service import Checked

_WIDTH = 78
_UNIT, _COLUMN, _VALUE = 34, 18, 16


def as_json(findings: Sequence[Finding], *, ascii_only: bool = False) -> str:
    """Return the list of findings; numbers stay the text that the file has."""
    records = [asdict(finding) for finding in findings]
    return json.dumps(records, ensure_ascii=ascii_only, indent=2) + "\n"


def as_text(checked: Checked) -> str:
    """Return how the recap was understood, a table of the findings, and a sentence for each."""
    parts = ["\n".join(_wrapped(remark) for remark in checked.remarks)]
    if checked.findings:
        parts += [_table(checked.findings), _sentences(checked.findings), _counts(checked.findings)]
    if checked.right:
        parts.append(_right(checked.right))
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(checked: Checked) -> str:
    """Say in one sentence what was found."""
    if not checked.findings:
        return tr("{n} baris diperiksa; tidak ada temuan.", n=checked.rows)
    return tr(
        "{temuan} temuan pada {baris} dari {n} baris.",
        temuan=len(checked.findings),
        baris=len({finding.baris for finding in checked.findings}),
        n=checked.rows,
    )


def _table(findings: Sequence[Finding]) -> str:
    head = (tr("Baris"), tr("Unit"), tr("Kolom"), tr("Nilai"), tr("Harapan"), tr("Aturan"))
    lines = [
        (
            str(finding.baris),
            _cut(finding.unit, _UNIT),
            _cut(finding.kolom, _COLUMN),
            _cut("; ".join(map(comma, finding.nilai.split("; "))), _VALUE),
            _cut(_expected(finding.harapan), _VALUE),
            finding.aturan.value,
        )
        for finding in findings
    ]
    return table(head, lines, right=(0,))


def _sentences(findings: Sequence[Finding]) -> str:
    return "\n".join(_wrapped(finding.pesan) for finding in findings)


def _right(marked: Sequence[tuple[Finding, str]]) -> str:
    lines = [
        _wrapped(tr("{temuan} Diperiksa, benar: {alasan}", temuan=finding.pesan, alasan=reason))
        for finding, reason in marked
    ]
    return "\n".join(lines)


def _counts(findings: Sequence[Finding]) -> str:
    counted = Counter(finding.aturan for finding in findings)
    lines = [(rule.value, str(n)) for rule, n in sorted(counted.items())]
    return table((tr("Aturan"), tr("Temuan")), lines, right=(1,))


def _expected(text: str) -> str:
    lower, dots, upper = text.partition("..")
    return f"{comma(lower)}–{comma(upper)}" if dots else comma(text)


def _wrapped(text: str) -> str:
    return textwrap.fill(clean_line(text, 2000), _WIDTH, subsequent_indent="  ")


def _cut(text: str, width: int) -> str:
    line = clean_line(text)
    return line if len(line) <= width else f"{line[: width - 1]}…"
