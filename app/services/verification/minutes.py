"""What the berita acara of a verification says, ready to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.minutes import Minutes, MinutesKind
from app.models.period import long_date
from app.models.store.journal import NOBODY
from app.models.verification import PlanMethod
from app.services.reports.number_words import opening_of
from app.services.verification.state import method_words
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.models.store.store import Store
    from app.services.verification.comparing import Wording
    from app.services.verification.figures import ClerkFigures, Figures
    from app.services.verification.rates import Rate
    from app.services.verification.state import Overview

SINGLE_ANSWERS = "single_answers"
"""Marks a table that does not outlive the sheets it speaks of."""


def minutes_of(
    store: Store, overview: Overview, figures: Figures, wording: Wording, day: date
) -> Minutes:
    """Return the minutes of a plan whose sheets are all done; not saved yet."""
    return Minutes(
        overview.survey.id,
        MinutesKind.VERIFICATION,
        day,
        store.operator,
        content=_content(store, overview, figures, wording, day),
    )


def error_sentence(rate: Rate) -> str:
    """Return ``3 dari 320 isian berbeda (0,94 %, selang kepercayaan 95 % 0,19–2,72 %).``."""
    return tr(
        "{n} dari {semua} isian berbeda ({bagian}, selang kepercayaan 95 % {selang}).",
        n=rate.found,
        semua=rate.fields,
        bagian=rate.text,
        selang=rate.interval,
    )


def wrong_sentence(rate: Rate) -> str:
    """Return the same of fields whose first value was the wrong one."""
    return tr(
        "{n} dari {semua} isian semula keliru dan dibetulkan ({bagian}, selang kepercayaan 95 %"
        " {selang}).",
        n=rate.found,
        semua=rate.fields,
        bagian=rate.text,
        selang=rate.interval,
    )


def _content(
    store: Store, overview: Overview, figures: Figures, wording: Wording, day: date
) -> dict[str, Any]:
    office = store.offices.get()
    return {
        "title": tr("BERITA ACARA VERIFIKASI DATA"),
        "opening": [
            tr(
                "{hari}, telah selesai dilakukan verifikasi atas data {survei}"
                " dengan cara mengetik ulang lembar kuesioner tanpa melihat isian semula. Isian"
                " yang berbeda diketik ketiga kalinya, lalu diputuskan menurut kertasnya.",
                hari=opening_of(day),
                survei=overview.title,
            )
        ],
        "facts": _facts(overview, figures, wording),
        "tables": [_clerks(figures), _decisions(figures)],
        "closing": [
            error_sentence(figures.total.differing),
            wrong_sentence(figures.total.wrong),
            *_remarks(overview, figures),
            tr("Demikian berita acara ini dibuat dengan sebenarnya."),
        ],
        "signers": _signers(store),
        "place": office.place if office else "",
        "verification": figures.plan.uuid,
    }


def _facts(overview: Overview, figures: Figures, wording: Wording) -> list[list[str]]:
    plan, total = figures.plan, figures.total
    facts = [
        [tr("Survei"), f"{overview.title} ({overview.survey.code})"],
        [tr("Kuesioner"), wording.instrument.name],
        [tr("Lembar yang diverifikasi"), method_words(plan)],
        [
            tr("Jumlah lembar"),
            tr("{n} dari {semua} lembar", n=total.checked, semua=overview.sheets),
        ],
        [tr("Isian yang diperiksa"), str(total.wrong.fields)],
        [tr("Isian yang berbeda"), str(total.differing.found)],
        [tr("Isian semula yang keliru"), str(total.wrong.found)],
    ]
    if plan.method is PlanMethod.RANDOM:
        how = tr(
            "lembar dengan SHA-256 dari “{benih}:uuid lembar” yang terkecil, sehingga undian ini"
            " dapat diulang",
            benih=plan.seed,
        )
        facts.insert(3, [tr("Cara mengundi"), how])
    return facts


def _clerks(figures: Figures) -> dict[str, Any]:
    lines = [_clerk(clerk, clerk.operator) for clerk in figures.clerks]
    return {
        "title": tr("Hasil menurut petugas entri"),
        "header": [
            tr("Petugas"),
            tr("Lembar diperiksa"),
            tr("Isian diperiksa"),
            tr("Berbeda"),
            tr("Keliru"),
            tr("Tingkat kekeliruan"),
            tr("Selang 95 %"),
            tr("Ketukan/jam"),
        ],
        "rows": [*lines, _clerk(figures.total, tr("Semua petugas"))],
        "numeric": [1, 2, 3, 4, 5, 6, 7],
    }


def _clerk(clerk: ClerkFigures, name: str) -> list[str]:
    return [
        name,
        str(clerk.checked),
        str(clerk.wrong.fields),
        str(clerk.differing.found),
        str(clerk.wrong.found),
        clerk.wrong.text,
        clerk.wrong.interval,
        speed_text(clerk.per_hour),
    ]


def speed_text(per_hour: int | None) -> str:
    """Return keystrokes per hour with points between thousands; a dash where not recorded."""
    return "–" if per_hour is None else f"{per_hour:,}".replace(",", ".")


def _decisions(figures: Figures) -> dict[str, Any]:
    return {
        "title": tr("Isian yang berbeda dan keputusannya"),
        "header": [
            tr("Lembar"),
            tr("Isian"),
            tr("Semula"),
            tr("Ketikan kedua"),
            tr("Diputuskan"),
            tr("Alasan"),
        ],
        "rows": [
            [str(d.number), d.field, d.first, d.second, d.decided, d.reason or "–"]
            for d in figures.decisions
        ],
        "numeric": [0],
        SINGLE_ANSWERS: True,
    }


def without_single_answers(content: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return minutes without the lines that tell answers of single sheets (destroyed on a day)."""
    tables = content.get("tables", [])
    kept = [table for table in tables if not table.get(SINGLE_ANSWERS)]
    if len(kept) == len(tables):
        return dict(content)
    said = tr(
        "Rincian per lembar dalam berita acara ini dimusnahkan bersama lembarnya pada {tanggal}.",
        tanggal=long_date(day),
    )
    *closing, last = content.get("closing") or [""]
    return {**content, "tables": kept, "closing": [*closing, said, last]}


def _remarks(overview: Overview, figures: Figures) -> list[str]:
    remarks = []
    if overview.progress.gone:
        remarks.append(
            tr(
                "{n} lembar dalam rencana sudah dihapus sebelum diverifikasi dan tidak dihitung.",
                n=overview.progress.gone,
            )
        )
    if figures.changed:
        remarks.append(
            tr(
                "{n} lembar diubah antara pembuatan rencana dan verifikasinya; yang dibandingkan"
                " ialah isi sesudah perubahan itu.",
                n=figures.changed,
            )
        )
    if figures.same_clerk:
        remarks.append(
            tr(
                "{n} lembar diketik ulang oleh petugas yang juga mengentri semula.",
                n=figures.same_clerk,
            )
        )
    return remarks


def _signers(store: Store) -> list[dict[str, str]]:
    """Return the clerk who finished it, and the first official of the office."""
    clerk = _signer(tr("Petugas verifikasi,"), "", store.operator)
    officials = [official for official in store.offices.officials() if official.active]
    if not officials:
        return [clerk]
    first = officials[0]
    known = _signer(tr("Mengetahui,"), first.jabatan, first.name)
    return [known | {"pangkat": first.pangkat, "nip": first.nip}, clerk]


def _signer(role: str, jabatan: str, name: str) -> dict[str, str]:
    known = "" if name == NOBODY else name  # a line to sign on
    return {"role": role, "jabatan": jabatan, "name": known, "pangkat": "", "nip": ""}
