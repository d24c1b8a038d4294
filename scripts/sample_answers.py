"""Make resources/sample/jawaban.csv: answer sheets that add up to the published figures.

    .venv/bin/python scripts/sample_answers.py

The published konversi of an unsur and n give its sum of answers. Every sheet gets a tendency; for
each unsur the sheets are ranked by tendency and chance, the lowest get the few low scores and the
highest the fours, so that the sums are met exactly and the answers of one sheet resemble each
other. Profiles, dates, services and saran are made up. The same figures give the same file.
"""

from __future__ import annotations

import csv
import random
import tomllib
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from app.paths import resource
from app.services.ikm.rounding import half_up
from app.services.instruments.reading import shipped_instruments
from app.services.recognising.answer_columns import column_names

Choice = TypeVar("Choice")

SEED = 2024
LIKENESS = 0.72
"""How much of an answer is the sheet's tendency; the rest is chance."""
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
WORK = {"Wirausaha": 27, "Swasta": 26, "Lainnya": 35, "PNS": 9, "TNI": 1, "POLRI": 2}
SCHOOL = {"SMA": 45, "S1": 20, "SMP": 14, "D1-D3": 9, "SD": 9, "S2": 2, "TS": 1}
SCHOOL_OF_OFFICERS = {"S1": 60, "D1-D3": 15, "S2": 15, "SMA": 10}
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
        key: scores(tendency, int(half_up(Fraction(value) / 25 * n, 0)), LOW[key], chance)
        for key, value in published["konversi"].items()
    }
    survey = sample["survey"]
    days = working_days(survey["collection_start"], survey["collection_end"])
    chosen = sorted(pick(dict.fromkeys(days, 1), chance) for _ in range(n))
    rows: list[dict[str, object]] = []
    unsaid = {key: list(texts) for key, texts in SARAN.items()} | {"": list(THANKS)}
    for place, day in enumerate(chosen):
        given = {key: values[place] for key, values in answers.items()}
        row = {"nomor": place + 1, "tanggal": day.isoformat(), "layanan": pick(SERVICES, chance)}
        rows.append({**row, **profile(chance), **given, "saran": saran(given, unsaid, chance)})
    return rows


def scores(
    tendency: list[float], total: int, low: tuple[int, int], chance: random.Random
) -> list[int]:
    """Return one score per sheet; they sum up to ``total``."""
    ones, twos = low
    n = len(tendency)
    fours = total - 3 * n + twos + 2 * ones
    threes = n - ones - twos - fours
    ladder = [1] * ones + [2] * twos + [3] * threes + [4] * fours
    blend = [LIKENESS * t + (1 - LIKENESS**2) ** 0.5 * chance.gauss(0, 1) for t in tendency]
    ranked = sorted(range(n), key=lambda place: blend[place])
    given = [0] * n
    for place, score in zip(ranked, ladder, strict=True):
        given[place] = score
    return given


def profile(chance: random.Random) -> dict[str, object]:
    """Return one made-up respondent."""
    work = pick(WORK, chance)
    age = min(max(round(chance.gauss(38, 12)), 17), 74)
    if work in {"PNS", "TNI", "POLRI"}:
        age = min(max(age, 24), 57)
    school = pick(SCHOOL_OF_OFFICERS if work == "PNS" else SCHOOL, chance)
    if school in {"S1", "S2"}:
        age = max(age, 23 if school == "S1" else 26)
    sex = pick({"P": 54, "L": 46}, chance)
    return {"jenis_kelamin": sex, "usia": age, "pendidikan": school, "pekerjaan": work}


def saran(given: dict[str, int], unsaid: dict[str, list[str]], chance: random.Random) -> str:
    """Return what somebody wrote: mostly about what was scored lowest, often nothing."""
    worst = min(given.values())
    if chance.random() < (0.4 if worst < 3 else 0.85):  # noqa: PLR2004 - who is content writes less
        return ""
    about = [key for key, score in given.items() if score == worst < 4] or [""]  # noqa: PLR2004 - the best score
    texts = unsaid[pick(dict.fromkeys(about, 1), chance)]
    return texts.pop(0) if texts else ""


def working_days(first: date, last: date) -> list[date]:
    """Return the days on which the office is open."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]  # noqa: PLR2004 - Saturday


def pick(shares: dict[Choice, int], chance: random.Random) -> Choice:
    """Return one of the choices by its share."""
    return chance.choices(list(shares), weights=list(shares.values()))[0]


if __name__ == "__main__":
    main()
