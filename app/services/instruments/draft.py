"""The content of an instrument in the making: a dictionary in the shape of its TOML file.

Every key is always there; what is not filled in is empty. Weights, the factor and the limits of
mutu are kept as they were typed. Nothing here decides whether it fits: see ``problems``.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from app.services.instruments.reading import parsed
from app.services.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Content = dict[str, Any]

PERCENT = 100
TEXT = 1000
"""Characters of the longest text of an instrument."""
LISTS = ("unsur", "question", "profile", "mutu")
_HEAD = ("key", "name", "index_name", "index_short", "source", "about")
_NUMBERS = ("digits", "lowest", "highest", "usual_lowest", "usual_highest")
MOST_SCORES = 10


def content_of(definition: str) -> Content:
    """Return the content of a sound instrument's text."""
    return normal(parsed(definition))


def normal(raw: Mapping[str, Any]) -> Content:
    """Return ``raw`` in the one shape: every key there, of its kind, texts cleaned."""
    scale, index = _mapping(raw.get("scale")), _mapping(raw.get("index"))
    content: Content = {key: _line(raw.get(key)) for key in _HEAD}
    content["version"] = _number(raw.get("version"), 1)
    content["notes"] = [note for note in map(_line, _list(raw.get("notes"))) if note]
    content["scale"] = {key: _number(scale.get(key)) for key in ("lowest", "highest")}
    content["index"] = {
        "highest": _number(index.get("highest"), PERCENT),
        "factor": _line(index.get("factor")),
    }
    content["mutu"] = _each(raw, "mutu", _mutu)
    content["unsur"] = _each(raw, "unsur", _unsur)
    content["question"] = _each(raw, "question", lambda item: _question(item, scores(content)))
    content["profile"] = _each(raw, "profile", _field)
    content["replaces"] = _number(raw.get("replaces"))
    return content


def scores(content: Mapping[str, Any]) -> range:
    """Return the answers of the scale; none where the scale cannot be used."""
    lowest, highest = content["scale"]["lowest"], content["scale"]["highest"]
    if not 0 <= lowest < highest < MOST_SCORES:
        return range(0)
    return range(lowest, highest + 1)


# ------------------------------------------------------------------ changing it
def add_unsur(content: Content) -> int:
    """Add an unsur and return its place."""
    items = content["unsur"]
    codes = {item["code"] for item in items}
    key = _free("unsur", {item["key"] for item in items}, len(items) + 1)
    code = next(f"U{n}" for n in range(len(items) + 1, 10_000) if f"U{n}" not in codes)
    items.append(_unsur({"key": key, "code": code, "weight": ""}))
    return len(items) - 1


def add_question(content: Content, like: int = -1) -> int:
    """Add a question that counts for none, with the options of the one at ``like``."""
    items = content["question"]
    keys = _columns(content)
    labels = items[like]["options"] if items else []
    short = items[like]["short_options"] if items else []
    item = {"key": _free("p", keys, len(items) + 1), "options": labels, "short_options": short}
    items.append(_question(item, scores(content)))
    return len(items) - 1


def add_field(content: Content, kind: str) -> int:
    """Add a field of the profile, ``pilihan`` or ``angka``, and return its place."""
    items = content["profile"]
    field = {"key": _free("isian", _columns(content), len(items) + 1), "kind": kind, "digits": 2}
    items.append(_field({**field, "highest": 99}))
    return len(items) - 1


def add_mutu(content: Content) -> int:
    """Add a step to the table of mutu and return its place."""
    content["mutu"].append(_mutu({}))
    return len(content["mutu"]) - 1


def remove(content: Content, name: str, place: int) -> int:
    """Take one item out of a list; return the place that is selected then."""
    del content[name][place]
    return min(place, len(content[name]) - 1)


def move(content: Content, name: str, place: int, step: int) -> int:
    """Move an item of a list up (-1) or down (1); return where it is then."""
    items, target = content[name], place + step
    if not 0 <= target < len(items):
        return place
    items[place], items[target] = items[target], items[place]
    return target


def rename_unsur(content: Content, place: int, key: str) -> None:
    """Give an unsur another key; its questions go on counting for it."""
    old = content["unsur"][place]["key"]
    content["unsur"][place]["key"] = key
    if sum(item["key"] == old for item in content["unsur"]):
        return
    for question in content["question"]:
        if old and question["unsur"] == old:
            question["unsur"] = key


def share_evenly(content: Content) -> None:
    """Give every unsur the same weight, exactly: ``1/9`` each of nine."""
    count = len(content["unsur"])
    for unsur in content["unsur"]:
        unsur["weight"] = str(Fraction(1, count))


def set_scale(content: Content, lowest: int, highest: int) -> None:
    """Take another scale; every question keeps the options whose scores are still there."""
    before = scores(content)
    content["scale"] = {"lowest": lowest, "highest": highest}
    after = scores(content)
    if not after:
        return  # what is typed is kept until the scale can be used
    for question in content["question"]:
        for name in ("options", "short_options"):
            labels = dict(zip(before or after, question[name], strict=False))
            question[name] = [labels.get(score, "") for score in after]


def set_labels_everywhere(content: Content, place: int) -> None:
    """Give all questions the options of the one at ``place``."""
    like = content["question"][place]
    for question in content["question"]:
        for name in ("options", "short_options"):
            question[name] = list(like[name])


# ------------------------------------------------------------------ the shape
def _mutu(item: Mapping[str, Any]) -> Content:
    kept = {key: _line(item.get(key)) for key in ("letter", "word", "lower")}
    return kept | {"lower": kept["lower"].replace(".", ",")}


def _unsur(item: Mapping[str, Any]) -> Content:
    return {key: _line(item.get(key)) for key in ("key", "code", "name", "short_name", "weight")}


def _question(item: Mapping[str, Any], of_scale: Sequence[int]) -> Content:
    labels, short = _list(item.get("options")), _list(item.get("short_options"))
    count = len(of_scale) or len(labels)
    question = {key: _line(item.get(key)) for key in ("key", "unsur", "text", "short_name")}
    options = [_line(labels[n]) if n < len(labels) else "" for n in range(count)]
    shorter = [_line(short[n]) if n < len(short) else "" for n in range(count)]
    same = ["" if one == label else one for one, label in zip(shorter, options, strict=True)]
    return {**question, "options": options, "short_options": same}


def _field(item: Mapping[str, Any]) -> Content:
    field: Content = {key: _line(item.get(key)) for key in ("key", "name", "kind", "unit")}
    field |= {name: _number(item.get(name)) for name in _NUMBERS}
    choices = [_mapping(choice) for choice in _list(item.get("choices"))]
    field["choices"] = [_choice(n, choice) for n, choice in enumerate(choices, 1)]
    field["bands"] = [_band(_mapping(band)) for band in _list(item.get("bands"))]
    return field


def _choice(place: int, item: Mapping[str, Any]) -> Content:
    keys = item.get("keys", [str(place)])
    return {
        "value": _line(item.get("value")),
        "label": _line(item.get("label")),
        "keys": [_line(key) for key in _list(keys)],
        "lower": _number(item.get("lower")),
        "upper": _number(item.get("upper")),
    }


def _band(item: Mapping[str, Any]) -> Content:
    return {
        "label": _line(item.get("label")),
        "lower": _number(item.get("lower")),
        "upper": _number(item.get("upper")),
    }


def _each(
    raw: Mapping[str, Any], name: str, build: Callable[[Mapping[str, Any]], Content]
) -> list[Content]:
    return [build(_mapping(item)) for item in _list(raw.get(name))]


def _columns(content: Mapping[str, Any]) -> set[str]:
    return {item["key"] for name in ("question", "profile") for item in content[name]}


def _free(stem: str, taken: set[str], first: int) -> str:
    return next(f"{stem}{n}" for n in range(first, 10_000) if f"{stem}{n}" not in taken)


def _line(value: object) -> str:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return clean_line(value, TEXT) if isinstance(value, str) else ""


def _number(value: object, usual: int = 0) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else usual


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
