"""Write an instrument as TOML text, in the form that ``reading`` reads.

Only what instruments need: texts, whole numbers, lists of texts, tables and lists of tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.instruments.numbers import exact, limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SPACE, _DELETE = " ", "\x7f"
_PERCENT = 100
_NUMBERS = ("digits", "lowest", "highest", "usual_lowest", "usual_highest")

Line = tuple[str, object]


def toml_of(content: Mapping[str, Any]) -> str:
    """Return the text of a draft's content (see ``draft``); it must be free of problems."""
    parts = [
        _lines(_head(content)),
        _table("[scale]", [(k, content["scale"][k]) for k in ("lowest", "highest")]),
    ]
    if index := list(_index(content["index"])):
        parts.append(_table("[index]", index))
    parts += [_list("mutu", map(_mutu, content["mutu"]))]
    parts += [_list("unsur", map(_unsur, content["unsur"]))]
    parts += [_list("question", map(_question, content["question"]))]
    parts += [_list("profile", map(_field, content["profile"]))]
    return "\n".join(part for part in parts if part)


def written(value: object) -> str:
    """Return one value in TOML; raise TypeError for what instruments do not have."""
    if isinstance(value, str):
        return f'"{"".join(map(_sign, value))}"'
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {written(part)}" for key, part in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, list):
        if any(isinstance(part, dict) for part in value):
            return "[\n" + "".join(f"    {written(part)},\n" for part in value) + "]"
        return f"[{', '.join(map(written, value))}]"
    raise TypeError(type(value).__name__)


def _sign(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04X}" if sign < _SPACE or sign == _DELETE else sign


def _lines(pairs: Iterable[Line]) -> str:
    return "".join(f"{key} = {written(value)}\n" for key, value in pairs)


def _table(title: str, pairs: Iterable[Line]) -> str:
    return f"{title}\n{_lines(pairs)}"


def _list(name: str, tables: Iterable[list[Line]]) -> str:
    """Return a list of tables; an empty one has to be said as well, at the end it cannot be."""
    return "".join(_table(f"[[{name}]]", pairs) for pairs in tables)


def _head(content: Mapping[str, Any]) -> Iterable[Line]:
    for key in ("key", "version", "name", "index_name", "index_short", "source"):
        yield key, content[key]
    if content["about"]:
        yield "about", content["about"]
    if content["notes"]:
        yield "notes", list(content["notes"])
    for key in ("question", "profile"):
        if not content[key]:
            yield key, []


def _index(index: Mapping[str, Any]) -> Iterable[Line]:
    if index["highest"] != _PERCENT or index["factor"]:
        yield "highest", index["highest"]
    if index["factor"]:
        yield "factor", _number(index["factor"])


def _mutu(step: Mapping[str, Any]) -> list[Line]:
    return [
        ("letter", step["letter"]),
        ("word", step["word"]),
        ("lower", str(limit(step["lower"]))),
    ]


def _unsur(unsur: Mapping[str, Any]) -> list[Line]:
    pairs = [(key, unsur[key]) for key in ("key", "code", "name")]
    return [*pairs, *_filled(unsur, "short_name"), ("weight", _number(unsur["weight"]))]


def _question(question: Mapping[str, Any]) -> list[Line]:
    options = list(question["options"])
    short = [
        short or label for short, label in zip(question["short_options"], options, strict=True)
    ]
    pairs: list[Line] = [
        ("key", question["key"]),
        *_filled(question, "unsur"),
        ("text", question["text"]),
        *_filled(question, "short_name"),
        ("options", options),
    ]
    return pairs if short == options else [*pairs, ("short_options", short)]


def _field(field: Mapping[str, Any]) -> list[Line]:
    pairs: list[Line] = [(key, field[key]) for key in ("key", "name", "kind")]
    pairs += _filled(field, "unit")
    pairs += [(name, field[name]) for name in _NUMBERS if field[name]]
    for key in ("choices", "bands"):
        if field[key]:
            pairs.append((key, [_part(part) for part in field[key]]))
    return pairs


def _part(part: Mapping[str, Any]) -> dict[str, object]:
    """Return a choice or a band; limits of a choice only where it is a range."""
    is_band = "value" not in part
    return {
        key: list(value) if key == "keys" else value
        for key, value in part.items()
        if key not in ("lower", "upper") or is_band or part["upper"]
    }


def _filled(item: Mapping[str, Any], key: str) -> list[Line]:
    return [(key, item[key])] if item[key] else []


def _number(text: object) -> str:
    """Return an exact number as the reader takes it: ``1/9`` or ``3/25``."""
    if isinstance(text, str) and "/" in text:
        return text.replace(" ", "")
    return str(exact(text))
