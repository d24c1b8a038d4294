"""The type of a manual page: the program's own scale in place of a browser's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from app.views.theme import color, px

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument, QTextFrame

_SIZES = {1: (22, 700), 2: (16, 600), 3: (14, 600)}
_LINE_HEIGHT = 135


def dress(document: QTextDocument) -> None:
    """Give headings, paragraphs, lists and tables of a Markdown page their sizes and distances."""
    document.setIndentWidth(px(20))
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)


def _dress_block(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    in_table = QTextCursor(block).currentTable() is not None
    format_ = QTextBlockFormat()
    format_.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if not in_table:
        format_.setTopMargin(px(14) if level > 1 else 0)
        format_.setBottomMargin(px(3) if block.textList() else px(8))
    cursor = QTextCursor(block)
    cursor.mergeBlockFormat(format_)
    if level:
        _dress_heading(block, *_SIZES.get(level, _SIZES[3]))


def _dress_heading(block: QTextBlock, size: int, weight: int) -> None:
    pieces = block.begin()
    found = []
    while not pieces.atEnd():
        found.append(pieces.fragment())
        pieces += 1
    for piece in found:
        letters = piece.charFormat()
        letters.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
        letters.setProperty(QTextCharFormat.Property.FontPixelSize, px(size))
        letters.setFontWeight(QFont.Weight(weight))
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(letters)


def _dress_table(table: QTextFrame) -> None:
    format_ = table.frameFormat().toTableFormat()
    format_.setBorder(1)
    format_.setBorderBrush(color("line"))
    format_.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    format_.setBorderCollapse(True)
    format_.setCellPadding(px(6))
    format_.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    format_.setBottomMargin(px(12))
    table.setFrameFormat(format_)
