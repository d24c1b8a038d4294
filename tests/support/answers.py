"""Files of answers for skm-9, right and wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = (
    *("persyaratan", "prosedur", "waktu", "biaya", "produk"),
    *("kompetensi", "perilaku", "pengaduan", "sarpras"),
)
COLUMNS = [
    *("nomor", "tanggal", "layanan", "jenis_kelamin", "usia", "pendidikan", "pekerjaan"),
    *QUESTIONS,
    "saran",
]


def line(answers: str = "343434334", **other: str) -> dict[str, str]:
    """Return one row; 0 in ``answers`` is a blank cell."""
    values = {"nomor": "", "tanggal": "2026-03-12", "layanan": "KTP", "jenis_kelamin": "L"}
    values |= {"usia": "34", "pendidikan": "SMA", "pekerjaan": "Swasta", "saran": ""}
    scores = ("" if score == "0" else score for score in answers)
    return values | dict(zip(QUESTIONS, scores, strict=True)) | other


def write_answers(
    path: Path,
    *rows: dict[str, str],
    columns: list[str] | None = None,
    separator: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Write rows as CSV; quoting is left to the caller."""
    names = COLUMNS if columns is None else columns
    lines = [separator.join(names)]
    lines += [separator.join(row.get(name, "") for name in names) for row in rows]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path
