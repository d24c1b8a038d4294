"""The small language of formulas: numbers, named elements, + − × ÷ and parentheses. Exact.

Nothing else can be said in it, so a formula that came from elsewhere can do no harm. ``*``, ``/``
and ``:`` stand for × and ÷; a decimal comma is as good as a point. A name is letters, digits and
``_``; one with spaces stands in brackets: ``[jumlah penduduk]``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 - read at run time by the dataclass
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from app.errors import InputError
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 500
DEEPEST = 50
"""Parentheses within each other; deeper is no formula that anybody reads."""
_MOST_DIGITS = 30

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<name>[^\W\d]\w*)|\[(?P<quoted>[^\[\]]+)\]"
    r"|(?P<sign>[-+*/:×÷−–()]))"
)
_ALIKE = {"*": "×", "/": "÷", ":": "÷", "-": "−", "–": "−"}
_END = ""


class FormulaError(InputError):
    """A formula that cannot be read or computed; ``place`` is its character, from 1."""

    def __init__(self, formula: str, place: int, reason: str) -> None:
        self.formula = formula
        self.place = place
        self.reason = reason
        super().__init__(
            tr("Rumus “{rumus}” huruf ke-{n}: {sebab}.", rumus=formula, n=place, sebab=reason),
            next=tr("Betulkan rumusnya atau isian elemennya."),
        )


class Problem(Enum):
    """Why a formula has no value for some elements; the formula itself is sound."""

    MISSING = "elemen belum diisi"
    ZERO_DIVISOR = "pembagian dengan nol"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The value of a formula, or why and at which place there is none."""

    value: Fraction | None = None
    problem: Problem | None = None
    place: int = 0
    name: str = ""
    """The element that is missing."""


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    """An element by its name."""

    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Negated:
    """What stands behind a minus sign."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and the sign between them."""

    sign: str
    left: Node
    right: Node
    place: int


Node = Number | Name | Negated | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read."""

    text: str
    root: Node

    @property
    def names(self) -> tuple[str, ...]:
        """The elements that it names, in the order of their first place."""
        return tuple(dict.fromkeys(one.name for one in _names(self.root)))

    def written(self, names: Mapping[str, str]) -> str:
        """Return the formula with other names for its elements."""
        parts, at = [], 0
        for one in sorted(_names(self.root), key=lambda found: found.place):
            quoted = self.text[one.place - 2 : one.place - 1] == "["
            start = one.place - 1 - quoted
            end = self.text.index("]", start) + 1 if quoted else start + len(one.name)
            parts += [self.text[at:start], names.get(one.name, one.name)]
            at = end
        return "".join((*parts, self.text[at:]))

    def require_known(self, names: frozenset[str]) -> None:
        """Raise FormulaError at the first element that is none of ``names``."""
        for one in _names(self.root):
            if one.name not in names:
                raise FormulaError(
                    self.text, one.place, tr("elemen {nama} tidak ada", nama=one.name)
                )

    def evaluate(self, values: Mapping[str, Fraction | None]) -> Evaluated:
        """Return the exact value for these elements; never raises for a sound formula."""
        try:
            return Evaluated(_value(self.root, values))
        except _NoValueError as missing:
            return Evaluated(None, missing.problem, missing.place, missing.name)


def read_formula(text: str) -> Formula:
    """Return the formula that a text says; raise FormulaError with the place otherwise."""
    if len(text) > LONGEST:
        raise FormulaError(f"{text[:40]}…", LONGEST + 1, tr("rumus terlalu panjang"))
    return Formula(text, _Reader(text).whole())


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


class _Reader:
    """Reads a formula by descent: sums of products of signed parts."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._token = next(self._tokens)
        self._depth = 0

    def whole(self) -> Node:
        """Read all of it."""
        root = self._sum()
        token = self._token
        if token.kind != _END:
            raise self._error(_unexpected(token))
        return root

    def _sum(self) -> Node:
        left = self._product()
        while self._token.text in {"+", "−"} and self._token.kind == "sign":
            token = self._take()
            left = Operation(token.text, left, self._product(), token.place)
        return left

    def _product(self) -> Node:
        left = self._signed()
        while self._token.text in {"×", "÷"} and self._token.kind == "sign":
            token = self._take()
            left = Operation(token.text, left, self._signed(), token.place)
        return left

    def _signed(self) -> Node:
        negative = False
        while self._token.kind == "sign" and self._token.text in {"+", "−"}:
            negative ^= self._take().text == "−"
        part = self._part()
        return Negated(part) if negative else part

    def _part(self) -> Node:
        token = self._token
        if token.kind == "number":
            self._take()
            return Number(Fraction(token.text.replace(",", ".")))
        if token.kind == "name":
            self._take()
            return Name(token.text, token.place)
        if token.text == "(" and token.kind == "sign":
            return self._bracketed()
        if token.kind == _END:
            raise self._error(tr("rumus berakhir, padahal angka atau elemen diharapkan"))
        raise self._error(tr("angka atau elemen diharapkan, bukan {isi}", isi=token.text))

    def _bracketed(self) -> Node:
        opened = self._take()
        self._depth += 1
        if self._depth > DEEPEST:
            raise FormulaError(self._text, opened.place, tr("kurung terlalu dalam"))
        inner = self._sum()
        if self._token.text != ")":
            raise FormulaError(self._text, opened.place, tr("kurung buka tanpa kurung tutup"))
        self._take()
        self._depth -= 1
        return inner

    def _take(self) -> _Token:
        token = self._token
        self._token = next(self._tokens)
        return token

    def _error(self, reason: str) -> FormulaError:
        return FormulaError(self._text, self._token.place, reason)


def _unexpected(token: _Token) -> str:
    if token.text == ")":
        return tr("kurung tutup tanpa kurung buka")
    if token.text.casefold() == "x":
        return tr("tulis × atau * untuk perkalian, bukan {isi}", isi=token.text)
    return tr("tanda operasi diharapkan sebelum {isi}", isi=token.text)


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            rest = text[place:]
            if not rest.strip():
                break
            place += len(rest) - len(rest.lstrip())
            raise FormulaError(text, place + 1, tr("{isi} tidak dikenal", isi=text[place]))
        kind = str(match.lastgroup)
        found, place = match[kind], match.end()
        start = match.start(kind) + 1
        if kind == "number" and len(found) > _MOST_DIGITS:
            raise FormulaError(text, start, tr("angka terlalu panjang"))
        if kind == "quoted":
            yield _Token("name", " ".join(found.split()), start)
        else:
            yield _Token(kind, _ALIKE.get(found, found), start)
    yield _Token(_END, "", len(text) + 1)


class _NoValueError(Exception):
    def __init__(self, problem: Problem, place: int, name: str = "") -> None:
        super().__init__(problem)
        self.problem, self.place, self.name = problem, place, name


def _value(node: Node, values: Mapping[str, Fraction | None]) -> Fraction:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        found = values.get(node.name)
        if found is None:
            raise _NoValueError(Problem.MISSING, node.place, node.name)
        return found
    if isinstance(node, Negated):
        return -_value(node.operand, values)
    left, right = _value(node.left, values), _value(node.right, values)
    if node.sign == "+":
        return left + right
    if node.sign == "−":
        return left - right
    if node.sign == "×":
        return left * right
    if not right:
        raise _NoValueError(Problem.ZERO_DIVISOR, node.place)
    return left / right


def _names(node: Node) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    elif isinstance(node, Negated):
        yield from _names(node.operand)
    elif isinstance(node, Operation):
        yield from _names(node.left)
        yield from _names(node.right)
