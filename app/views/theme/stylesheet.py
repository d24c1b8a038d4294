"""The one stylesheet, generated from the palette and the text size.

Widgets say what they are by the dynamic properties ``role`` (labels), ``kind`` and ``tone``; no
widget carries a stylesheet of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.paths import resource

if TYPE_CHECKING:
    from app.views.theme.palette import Palette

Pixels = Callable[[float], str]

LABEL_ROLES: dict[str, tuple[int, int, str]] = {
    "title": (22, 700, "text"),
    "heading": (16, 600, "text"),
    "subheading": (14, 600, "text"),
    "body": (14, 400, "text"),
    "strong": (14, 700, "text"),
    "muted": (14, 400, "muted"),
    "small": (13, 400, "text"),
    "small-strong": (13, 600, "text"),
    "small-muted": (13, 400, "muted"),
    "caption": (12, 400, "muted"),
    "caption-strong": (12, 600, "text"),
    "error": (12, 500, "danger"),
    "number-huge": (40, 700, "text"),
    "number-big": (28, 700, "text"),
    "number": (22, 700, "text"),
    "brand": (18, 700, "accent"),
}
"""Pixels at 100 %, weight and colour of the roles a label can have."""


def stylesheet(tokens: Palette, text_size: int) -> str:
    """Return the stylesheet of the application for one palette and text size in percent."""

    def scaled(size: float) -> str:
        return f"{round(size * text_size / 100)}px"

    parts = (_ground, _labels, _cards, _buttons, _fields, _choices, _lists, _tables, _bars, _shell)
    return "\n".join(part(tokens, scaled) for part in parts)


def _style_file(name: str, tokens: Palette) -> str:
    return resource("style", f"{name}-{tokens.name}.svg").as_posix()


def _ground(tokens: Palette, px: Pixels) -> str:
    return f"""
QMainWindow, QDialog {{ background: {tokens.page}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QToolTip {{ background: {tokens.text}; color: {tokens.surface}; border: none;
  padding: {px(6)} {px(8)};
  font-size: {px(12)}; }}
QFrame[kind="rule"] {{ background: {tokens.line}; border: none; }}
"""


def _labels(tokens: Palette, px: Pixels) -> str:
    rules = ["QLabel { background: transparent; border: none; }"]
    rules += [
        f'QLabel[role="{role}"] {{ font-size: {px(size)}; font-weight: {weight};'
        f" color: {tokens.color(use)}; }}"
        for role, (size, weight, use) in LABEL_ROLES.items()
    ]
    rules += [
        f'QLabel[tone="{tone}"] {{ color: {tokens.color(tone)}; }}'
        for tone in ("accent", "good", "fine", "warning", "danger", "muted")
    ]
    rules += [
        f'QLabel[kind="badge"][tone="{tone}"] {{ color: {tokens.color(tone)};'
        f" background: {tokens.color(f'{tone}_soft')}; border-radius: {px(5)};"
        f" padding: {px(3)} {px(8)}; font-size: {px(13)}; font-weight: 600; }}"
        for tone in ("good", "fine", "warning", "danger", "muted")
    ]
    rules.append(
        f'QLabel[kind="key"] {{ color: {tokens.text}; background: {tokens.page};'
        f" border: 1px solid {tokens.line};"
        f" border-bottom: 2px solid {tokens.line}; border-radius: {px(4)}; padding: 0 {px(5)};"
        f" font-size: {px(11)}; font-weight: 500; }}"
    )
    return "\n".join(rules)


def _cards(tokens: Palette, px: Pixels) -> str:
    tones = "\n".join(
        f'QFrame[kind="card"][tone="{tone}"] {{ border-color: {tokens.color(tone)}; }}'
        for tone in ("accent", "good", "warning", "danger")
    )
    lines = "\n".join(
        f'QFrame[kind="message"][tone="{tone}"] {{ background: {tokens.color(f"{tone}_soft")};'
        f" border: 1px solid {tokens.color(tone)}; border-radius: {px(8)}; }}"
        for tone in ("good", "fine", "warning", "danger")
    )
    return f"""
QFrame[kind="card"] {{ background: {tokens.surface}; border: 1px solid {tokens.line};
  border-radius: {px(8)}; }}
{tones}
{lines}
QFrame[kind="float"] {{ background: {tokens.surface}; border: 1px solid {tokens.field_line};
  border-radius: {px(8)}; }}
"""


def _buttons(tokens: Palette, px: Pixels) -> str:
    return f"""
QPushButton {{ background: {tokens.surface}; color: {tokens.text};
  border: 1px solid {tokens.field_line};
  border-radius: {px(8)}; padding: {px(7)} {px(14)}; font-size: {px(14)}; font-weight: 600;
  outline: none; }}
QPushButton:hover {{ background: {tokens.hover}; }}
QPushButton:pressed {{ background: {tokens.selected}; }}
QPushButton:focus {{ border: 2px solid {tokens.accent}; padding: {px(6)} {px(13)}; }}
QPushButton:disabled {{ color: {tokens.muted}; background: {tokens.muted_soft};
  border-color: {tokens.line}; }}
QPushButton[kind="primary"] {{ background: {tokens.accent}; color: {tokens.on_accent};
  border: 1px solid {tokens.accent}; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
  background: {tokens.accent_strong}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {tokens.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {tokens.muted_soft}; color: {tokens.muted};
  border-color: {tokens.line}; }}
QPushButton[kind="small"] {{ padding: {px(4)} {px(10)}; font-size: {px(13)}; }}
QPushButton[kind="small"]:focus {{ padding: {px(3)} {px(9)}; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent;
  color: {tokens.accent};
  padding: {px(3)} {px(8)}; font-size: {px(13)}; }}
QPushButton[kind="quiet"]:hover {{ background: {tokens.selected}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {tokens.accent}; padding: {px(2)} {px(7)}; }}
QPushButton[kind="tab"], QPushButton[kind="segment"] {{ background: transparent;
  border: 1px solid transparent;
  color: {tokens.muted}; padding: {px(5)} {px(11)}; font-size: {px(13)}; font-weight: 600; }}
QPushButton[kind="tab"]:hover, QPushButton[kind="segment"]:hover {{ color: {tokens.text}; }}
QPushButton[kind="tab"]:checked, QPushButton[kind="segment"]:checked {{
  background: {tokens.selected};
  color: {tokens.accent}; }}
QPushButton[kind="tab"]:focus, QPushButton[kind="segment"]:focus {{
  border: 2px solid {tokens.accent};
  padding: {px(4)} {px(10)}; }}
QFrame[kind="segments"] {{ background: {tokens.surface}; border: 1px solid {tokens.field_line};
  border-radius: {px(8)}; }}
"""


def _fields(tokens: Palette, px: Pixels) -> str:
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox"
    focused = ", ".join(f"{field}:focus" for field in fields.split(", "))
    invalid = ", ".join(f'{field}[invalid="true"]' for field in fields.split(", "))
    disabled = ", ".join(f"{field}:disabled" for field in fields.split(", "))
    down, up = _style_file("turun", tokens), _style_file("naik", tokens)
    return f"""
{fields} {{ background: {tokens.surface}; color: {tokens.text};
  border: 1px solid {tokens.field_line};
  border-radius: {px(8)}; padding: {px(6)} {px(10)}; font-size: {px(14)};
  selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
{focused} {{ border: 2px solid {tokens.accent}; padding: {px(5)} {px(9)}; }}
{invalid} {{ border: 2px solid {tokens.danger}; padding: {px(5)} {px(9)}; }}
{disabled} {{ background: {tokens.muted_soft}; color: {tokens.muted}; }}
QLineEdit[kind="cell"], QLineEdit[kind="cell"]:focus {{ border: 2px solid {tokens.accent};
  border-radius: {px(3)}; padding: 0 {px(3)}; font-size: {px(13)}; }}
QLineEdit[kind="cell"][invalid="true"] {{ border: 2px solid {tokens.danger};
  background: {tokens.danger_soft}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0;
  background: transparent; }}
QAbstractSpinBox {{ padding-top: {px(5)}; padding-bottom: {px(4)}; }}
QAbstractSpinBox:focus, QAbstractSpinBox[invalid="true"] {{ padding-top: {px(4)};
  padding-bottom: {px(3)}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {px(26)}; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: {px(16)};
  height: {px(16)}; }}
QAbstractSpinBox::up-button {{ subcontrol-origin: border; subcontrol-position: top right;
  border: none; width: {px(24)}; background: transparent; margin-top: {px(3)}; }}
QAbstractSpinBox::down-button {{ subcontrol-origin: border; subcontrol-position: bottom right;
  border: none; width: {px(24)}; background: transparent; margin-bottom: {px(3)}; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: {px(14)}; height: {px(14)}; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: {px(14)}; height: {px(14)}; }}
QCalendarWidget QWidget {{ alternate-background-color: {tokens.hover}; }}
QCalendarWidget QToolButton {{ color: {tokens.text}; background: transparent; border: none;
  padding: {px(4)};
  font-weight: 600; }}
QCalendarWidget #qt_calendar_navigationbar {{ background: {tokens.surface}; }}
"""


def _choices(tokens: Palette, px: Pixels) -> str:
    check = _style_file("centang", tokens)
    return f"""
QCheckBox, QRadioButton {{ spacing: {px(8)}; padding: {px(3)}; border: 2px solid transparent;
  border-radius: {px(6)}; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {tokens.accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(16)}; height: {px(16)};
  border: 1px solid {tokens.muted}; background: {tokens.surface}; border-radius: {px(4)}; }}
QRadioButton::indicator {{ border-radius: {px(8.6)}; }}
QCheckBox::indicator:checked {{ background: {tokens.accent}; border-color: {tokens.accent};
  image: url("{check}"); }}
QRadioButton::indicator:checked {{ border: {px(5)} solid {tokens.accent}; width: {px(8)};
  height: {px(8)};
  background: {tokens.on_accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {tokens.muted}; }}
"""


def _lists(tokens: Palette, px: Pixels) -> str:
    return f"""
QListView, QTreeView {{ background: {tokens.surface}; border: 1px solid {tokens.line};
  border-radius: {px(8)};
  padding: {px(4)}; outline: none; }}
QListView:focus, QTreeView:focus {{ border: 2px solid {tokens.accent}; padding: {px(3)}; }}
QListView::item, QTreeView::item {{ padding: {px(6)} {px(8)}; border-radius: {px(6)};
  color: {tokens.text}; }}
QListView::item:hover, QTreeView::item:hover {{ background: {tokens.hover}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {tokens.selected};
  color: {tokens.text}; }}
QComboBox QAbstractItemView {{ background: {tokens.surface}; border: 1px solid {tokens.field_line};
  padding: {px(4)}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {px(30)}; padding: 0 {px(8)};
  border-radius: {px(6)}; }}
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected {{
  background: {tokens.selected}; color: {tokens.text}; }}
QMenu {{ background: {tokens.surface}; border: 1px solid {tokens.field_line};
  border-radius: {px(8)};
  padding: {px(4)}; }}
QMenu::item {{ padding: {px(7)} {px(14)}; border-radius: {px(6)}; color: {tokens.text}; }}
QMenu::item:selected {{ background: {tokens.selected}; color: {tokens.accent}; }}
QMenu::item:disabled {{ color: {tokens.muted}; }}
QMenu::separator {{ height: 1px; background: {tokens.line}; margin: {px(4)} {px(8)}; }}
"""


def _tables(tokens: Palette, px: Pixels) -> str:
    return f"""
QTableView {{ background: transparent; border: 1px solid transparent; gridline-color: transparent;
  outline: none;
  color: {tokens.text}; selection-background-color: {tokens.selected};
  selection-color: {tokens.text}; }}
QTableView:focus {{ border: 1px solid {tokens.accent}; border-radius: {px(6)}; }}
QTableCornerButton::section {{ background: {tokens.surface}; border: none; }}
QHeaderView {{ background: {tokens.surface}; border: none; }}
QHeaderView::section {{ background: {tokens.surface}; color: {tokens.muted}; border: none;
  border-bottom: 1px solid {tokens.line}; padding: {px(6)} {px(8)}; font-size: {px(12)};
  font-weight: 600; }}
QHeaderView::section:hover {{ color: {tokens.text}; }}
QHeaderView::up-arrow {{ image: url("{_style_file("naik", tokens)}"); width: {px(12)};
  height: {px(12)}; }}
QHeaderView::down-arrow {{ image: url("{_style_file("turun", tokens)}"); width: {px(12)};
  height: {px(12)}; }}
"""


def _bars(tokens: Palette, px: Pixels) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: {px(12)}; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(12)}; margin: 0; }}
QScrollBar::handle {{ background: {tokens.field_line}; border-radius: {px(4)}; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}; }}
QScrollBar::handle:hover {{ background: {tokens.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
"""


def _shell(tokens: Palette, px: Pixels) -> str:
    return f"""
QFrame#rail {{ background: {tokens.surface}; border: none; border-right: 1px solid {tokens.line}; }}
QFrame#topbar {{ background: {tokens.surface}; border: none;
  border-bottom: 1px solid {tokens.line}; }}
QFrame#statusbar {{ background: {tokens.surface}; border: none;
  border-top: 1px solid {tokens.line}; }}
QFrame#pesan {{ margin-bottom: {px(12)}; }}
QFrame#banner {{ background: {tokens.warning_soft}; border: none;
  border-bottom: 1px solid {tokens.warning}; }}
QPushButton[kind="nav"] {{ background: transparent; border: 2px solid transparent;
  color: {tokens.muted};
  text-align: left; padding: {px(8)} {px(10)}; font-weight: 500; }}
QPushButton[kind="nav"]:hover {{ background: {tokens.hover}; color: {tokens.text}; }}
QPushButton[kind="nav"]:checked {{ background: {tokens.selected}; color: {tokens.accent};
  font-weight: 600; }}
QPushButton[kind="nav"]:focus {{ border: 2px solid {tokens.accent}; padding: {px(8)} {px(10)}; }}
QPushButton[kind="search"] {{ text-align: left; color: {tokens.muted}; font-weight: 400;
  font-size: {px(13)};
  background: {tokens.surface}; border: 1px solid {tokens.field_line}; padding: {px(6)} {px(12)}; }}
QPushButton[kind="search"]:focus {{ border: 2px solid {tokens.accent}; padding: {px(5)} {px(11)}; }}
QPushButton[kind="status"] {{ background: transparent; border: 2px solid transparent;
  color: {tokens.muted};
  font-size: {px(12)}; font-weight: 400; padding: {px(2)} {px(6)}; border-radius: {px(4)}; }}
QPushButton[kind="status"]:hover {{ color: {tokens.text}; }}
QPushButton[kind="status"]:focus {{ border-color: {tokens.accent}; }}
QPushButton[kind="chooser"] {{ background: transparent; border: 2px solid transparent;
  color: {tokens.muted};
  font-weight: 400; text-align: left; padding: {px(4)} {px(6)}; }}
QPushButton[kind="chooser"]:hover {{ color: {tokens.text}; background: {tokens.hover}; }}
QPushButton[kind="chooser"]:focus {{ border-color: {tokens.accent}; }}
QPushButton[kind="chooser"]::menu-indicator {{ image: none; width: 0; }}
QTextBrowser {{ background: {tokens.surface}; border: none; padding: {px(8)} {px(16)};
  border-radius: 0; }}
QTextBrowser:focus {{ border: 2px solid {tokens.accent}; border-radius: {px(6)}; }}
"""
