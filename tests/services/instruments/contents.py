"""Contents of instruments for tests: shipped ones, and any that hypothesis can think of."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from app.paths import resource
from app.services.instruments.draft import content_of, normal

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def shipped(key: str = "skm-9") -> dict[str, Any]:
    """Return the content of a shipped instrument, to be spoilt."""
    return content_of(resource("instruments", f"{key}.toml").read_text(encoding="utf-8"))


texts = st.text(min_size=1, max_size=30).filter(lambda t: normal({"name": t})["name"].strip() != "")
"""Anything anybody may type: quotes, backslashes, signs of every script."""
keys = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: f"k{text}")


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """Return the content of an instrument without problems."""
    lowest = draw(st.integers(0, 8))
    highest = draw(st.integers(lowest + 1, 9))
    count = highest - lowest + 1
    names = draw(st.lists(keys, min_size=3, max_size=9, unique=True))
    cut = draw(st.integers(1, len(names) - 1))
    unsur, free = names[:cut], names[cut:]
    shares = draw(st.lists(st.integers(1, 999), min_size=cut, max_size=cut))
    labels = st.lists(
        texts,
        min_size=count,
        max_size=count,
        unique_by=lambda t: normal({"name": t})["name"].casefold(),
    )
    questions = [{"key": key, "unsur": key} for key in unsur]
    questions += [{"key": key, "unsur": draw(st.sampled_from(["", *unsur]))} for key in free[:-1]]
    raw = {
        "key": f"kantor-{draw(st.integers(1, 99))}",
        "version": draw(st.integers(1, 10**6)),
        **{name: draw(texts) for name in ("name", "index_name", "index_short", "source", "about")},
        "notes": draw(st.lists(texts, max_size=2)),
        "scale": {"lowest": lowest, "highest": highest},
        "index": {
            "highest": draw(st.integers(9, 100)),
            "factor": draw(st.sampled_from(["", "4/6", "1"])),
        },
        "mutu": [
            {"letter": "A", "word": draw(texts), "lower": "88,31"},
            {
                "letter": "B",
                "word": draw(texts),
                "lower": draw(st.sampled_from(["25.00", "0", "7"])),
            },
        ],
        "unsur": [
            {
                "key": key,
                "code": f"U{n}",
                "name": draw(texts),
                "short_name": draw(st.one_of(st.just(""), texts)),
                "weight": str(Fraction(share, sum(shares))),
            }
            for n, (key, share) in enumerate(zip(unsur, shares, strict=True))
        ],
        "question": [
            {
                **question,
                "text": draw(texts),
                "short_name": draw(st.one_of(st.just(""), texts)),
                "options": draw(labels),
                "short_options": draw(st.one_of(st.just([]), labels)),
            }
            for question in questions
        ],
        "profile": draw(st.sampled_from([[], [_field(free[-1])], [_number(free[-1])]])),
    }
    return normal(raw)


def _field(key: str) -> dict[str, Any]:
    choices = [
        {"value": 'a"b', "label": "satu \\ dua", "keys": ["1", "A"]},
        {"value": "c", "label": "17-25", "keys": ["2"], "lower": 17, "upper": 25},
    ]
    return {"key": key, "name": "Ciri", "kind": "pilihan", "choices": choices}


def _number(key: str) -> dict[str, Any]:
    bands = [{"label": "muda", "lower": 0, "upper": 16}, {"label": "tua", "lower": 17, "upper": 99}]
    field = {"key": key, "name": "Usia", "kind": "angka", "unit": "tahun", "bands": bands}
    return {**field, "digits": 2, "lowest": 1, "highest": 99, "usual_lowest": 10}
