"""Make resources/sample/jawaban.csv: answer sheets that add up to the published figures.

    .venv/bin/python scripts/sample_answers.py

The answers come from ``app.services.sample.answers``; services and saran are made up here. The same
figures give the same file.
"""

from __future__ import annotations

import csv
import random
import tomllib
from datetime import date
from fractions import Fraction
from typing import Any

from app.paths import resource
from app.services.instruments.reading import shipped_instruments
from app.services.recognising.answer_columns import column_names
from app.services.sample.answers import pick, profile, scores, total_of_answers, working_days

SEED = 2024
LOW = {
    "persyaratan": (0, 7),
    "prosedur": (0, 9),
    "waktu": (1, 8),
    "biaya": (1, 6),
    "produk": (0, 5),
}
LOW |= {"kompetensi": (0, 6), "perilaku": (0, 4), "sarpras": (1, 11), "pengaduan": (1, 9)}
"""How many ones and twos an unsur gets."""

HOLIDAYS = {date(2024, 6, 17), date(2024, 6, 18), date(2024, 9, 16)}
SERVICES = {
    "Surat pengantar kependudukan": 31,
    "Surat keterangan domisili": 19,
    "Surat keterangan tidak mampu": 17,
    "Surat keterangan usaha": 15,
    "Surat pengantar nikah": 10,
    "Surat keterangan ahli waris": 8,
}
SARAN = {
    "sarpras": (
        "Kursi di ruang tunggu ditambah, siang hari sering penuh.",
        "Tempat parkir sempit, mohon ditata.",
        "Ruang tunggu panas, tolong ditambah kipas angin.",
        "Mohon ada jalur untuk kursi roda di depan kantor.",
    ),
    "pengaduan": (
        "Nomor WA pengaduan dipasang di dekat loket supaya mudah dilihat.",
        "Pengaduan saya lewat WA agak lama dibalas.",
        "Kotak saran sebaiknya dibuka setiap minggu.",
    ),
    "biaya": (
        "Sudah gratis, tetapi sebaiknya ditulis di papan pengumuman.",
        "Mohon diumumkan bahwa semua surat tidak dipungut biaya.",
    ),
    "prosedur": (
        "Alur pelayanan ditempel di depan supaya warga tidak bertanya berulang.",
        "Syarat dari RT kadang berbeda dengan di kelurahan.",
    ),
    "waktu": (
        "Kalau jaringan sedang gangguan mohon diberi tahu lebih dulu.",
        "Waktu tunggu hari Senin cukup lama.",
    ),
    "kompetensi": (
        "Petugas baru perlu didampingi dulu.",
        "Jawaban petugas loket satu dan dua berbeda.",
    ),
    "produk": ("Nama di surat sempat salah ketik, mohon diperiksa sebelum dicetak.",),
    "perilaku": ("Mohon petugas menyapa dulu saat warga datang.",),
    "persyaratan": (
        "Daftar persyaratan mohon dikirim lewat grup RT.",
        "Saya harus pulang lagi karena fotokopi KK kurang satu lembar.",
    ),
}
THANKS = (
    "Pelayanan sudah bagus, pertahankan.",
    "Petugas ramah, terima kasih.",
    "Cepat dan tidak berbelit-belit.",
    "Semoga bisa dilayani lewat WA juga.",
    "Surat selesai hari itu juga, terima kasih.",
    "Petugas sabar menjelaskan kepada orang tua saya.",
    "Sudah lebih baik daripada tahun lalu.",
)


def main() -> None:
    """Write the file."""
    with resource("sample", "kelurahan.toml").open("rb") as file:
        sample = tomllib.load(file)
    instrument = next(i for i in shipped_instruments() if i.key == sample["survey"]["instrument"])
    rows = sheets(sample, random.Random(SEED))  # noqa: S311 - made-up answers, no secret
    with resource("sample", "jawaban.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, column_names(instrument), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def sheets(sample: dict[str, Any], chance: random.Random) -> list[dict[str, object]]:
    """Return the rows of all sheets in the order of their dates."""
    published = sample["published"]
    n = published["n"]
    tendency = [chance.gauss(0, 1) for _ in range(n)]
    answers = {
        key: scores(tendency, total_of_answers(Fraction(value), n), LOW[key], chance)
        for key, value in published["konversi"].items()
    }
    survey = sample["survey"]
    days = working_days(survey["collection_start"], survey["collection_end"], HOLIDAYS)
    chosen = sorted(pick(dict.fromkeys(days, 1), chance) for _ in range(n))
    rows: list[dict[str, object]] = []
    unsaid = {key: list(texts) for key, texts in SARAN.items()} | {"": list(THANKS)}
    for place, day in enumerate(chosen):
        given = {key: values[place] for key, values in answers.items()}
        row = {"nomor": place + 1, "tanggal": day.isoformat(), "layanan": pick(SERVICES, chance)}
        rows.append({**row, **profile(chance), **given, "saran": saran(given, unsaid, chance)})
    return rows


def saran(given: dict[str, int], unsaid: dict[str, list[str]], chance: random.Random) -> str:
    """Return what somebody wrote: mostly about what was scored lowest, often nothing."""
    worst = min(given.values())
    if chance.random() < (0.4 if worst < 3 else 0.85):  # noqa: PLR2004 - who is content writes less
        return ""
    about = [key for key, score in given.items() if score == worst < 4] or [""]  # noqa: PLR2004 - the best score
    texts = unsaid[pick(dict.fromkeys(about, 1), chance)]
    return texts.pop(0) if texts else ""


if __name__ == "__main__":
    main()
