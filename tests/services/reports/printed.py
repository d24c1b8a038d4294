"""Looks into a printed report for what must not be there, whatever it was made of."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lxml import etree

from app.services.reports.kinds import Format
from tests.services.reports.pages import letters_outside, texts_of
from tests.support.hostile import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMULA = re.compile(rb"<f[ >/]")
_opened: list[str] = []


def _note_opening(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and arguments and SECRET in str(arguments[0]):
        _opened.append(str(arguments[0]))


sys.addaudithook(_note_opening)


@contextmanager
def nothing_opened() -> Iterator[None]:
    """Say that what happens within opens no file that a text names."""
    _opened.clear()
    yield
    assert _opened == []


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a DOCX or XLSX file; every XML part must be well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name) for name in archive.namelist()}
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part, parser)
    return parts


def check_file(content: bytes, form: Format) -> None:
    """Say that a report holds no file, no formula and no link outwards, and stays on its pages."""
    assert b"root:x:0" not in content
    if form is Format.PDF:
        assert texts_of(content)
        outside = letters_outside(content, 8)
        assert not outside, outside[:5]
        return
    parts = parts_of(content)
    assert not [part for part in parts.values() if _FORMULA.search(part) and b"sheetData" in part]
    assert not [part for name, part in parts.items() if b"TargetMode" in part], "a link outwards"
