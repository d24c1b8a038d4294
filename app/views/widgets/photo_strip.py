"""A few photos: seen small, added by choosing or dropping files, captioned, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.paths import documents_folder
from app.services.photos import SUFFIXES
from app.texts import tr
from app.views.theme import px
from app.views.widgets.buttons import SmallButton
from app.views.widgets.labels import Label, escaped
from app.views.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

    from app.views.background import Background

_SIDE = 84


class ShownPhoto(Protocol):
    """What the strip asks of a photo; it hands the same object back."""

    @property
    def caption(self) -> str:
        """What stands under it."""

    @property
    def image(self) -> bytes:
        """The JPEG picture."""


class PhotoStrip(QWidget):
    """Says what is wanted; nothing is written here.

    In one row the small pictures scroll sideways; else they take all the room there is.
    """

    added = Signal(list)
    """Paths of files to be taken as photos."""
    deleted = Signal(object)
    captioned = Signal(object, str)

    def __init__(
        self, background: Background, *, name: str, title: str, one_row: bool = True
    ) -> None:
        super().__init__()
        self._background = background
        self._photos: tuple[ShownPhoto, ...] = ()
        self._had_keyboard = False
        self.setAcceptDrops(True)
        self.list = QListWidget()
        self.list.setObjectName(name)
        self.list.setAccessibleName(title)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setWrapping(not one_row)
        self.list.setAcceptDrops(False)
        self.none = Label(
            tr("Belum ada foto. Pilih berkas, atau seret ke sini."), "muted", wrap=True
        )
        self.caption = QLineEdit()
        self.caption.setObjectName(f"{name}.keterangan")
        self.caption.setAccessibleName(tr("Keterangan foto"))
        self.caption.setPlaceholderText(tr("Keterangan foto yang dipilih"))
        self.caption.setMaxLength(300)
        self.add = SmallButton(tr("Tambah foto…"), name=f"{name}.tambah", icon="image")
        self.delete = SmallButton(tr("Hapus foto"), name=f"{name}.hapus", hint="Del")
        heading = Label(title, "caption-strong")
        deeds = row(self.add, 1, self.delete, gap=8)
        whole = column(heading, self.list, self.none, self.caption, deeds, gap=6)
        if not one_row:
            whole.setStretch(1, 1)
            whole.addStretch(0)
        self.setLayout(whole)
        self._one_row = one_row
        self._size()
        self.add.clicked.connect(self.choose)
        self.delete.clicked.connect(self._delete)
        self.caption.editingFinished.connect(self._caption)
        self.list.currentRowChanged.connect(lambda _: self._offer())
        delete = QShortcut(QKeySequence("Del"), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        delete.activated.connect(self.delete.click)

    def show_photos(self, photos: Sequence[ShownPhoto], *, read_only: bool) -> None:
        """Show other photos; their small pictures follow when they are drawn."""
        self._photos = tuple(photos)
        place = self.list.currentRow()
        self.list.clear()
        for number, photo in enumerate(self._photos, 1):
            item = QListWidgetItem(str(number))
            words = tr("Foto {n}: {isi}", n=number, isi=photo.caption or tr("tanpa keterangan"))
            item.setToolTip(escaped(words))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(place, 0), len(self._photos) - 1))
        self.list.setVisible(bool(self._photos))
        self.caption.setVisible(bool(self._photos))
        self.none.setVisible(not self._photos)
        self.add.setEnabled(not read_only)
        self.caption.setReadOnly(read_only)
        self._offer(read_only=read_only)
        self._draw()

    def rest(self) -> None:
        """Take nothing while photos are drawn anew."""
        self._had_keyboard = self.isAncestorOf(self.window().focusWidget() or self)
        self.setEnabled(False)

    def wake(self) -> None:
        """Take keys again; whoever added the photos by keyboard goes on from there."""
        self.setEnabled(True)
        if self._had_keyboard:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Ask for photos."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            tr("Pilih foto"),
            str(documents_folder()),
            tr("Foto ({pola});;Semua berkas (*)", pola=patterns),
        )
        if chosen:
            self.added.emit([Path(path) for path in chosen])

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_one_row"):
            self._size()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files while photos may be added."""
        if self.add.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files wherever they are held over it."""
        if self.add.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.added.emit(paths)

    def _size(self) -> None:
        side = px(_SIDE if self._one_row else 2 * _SIDE)
        self.list.setIconSize(QSize(side, side))
        # The pictures come later than their items; without a grid they would lie on each other.
        self.list.setGridSize(QSize(side + px(20), side + px(34)))
        if self._one_row:
            self.list.setFixedHeight(side + px(52))

    def _draw(self) -> None:
        photos, side = self._photos, self.list.iconSize().width()
        if photos:
            self._background.render(
                lambda: [_small(photo, side) for photo in photos],
                lambda images: self._show_images(photos, images),
                replace_key=self.list.objectName(),
                owner=self,
            )

    def _show_images(self, photos: tuple[ShownPhoto, ...], images: list[QImage]) -> None:
        if photos is not self._photos:
            return
        for place, image in enumerate(images):
            item = self.list.item(place)
            if item is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image)))

    def _selected(self) -> ShownPhoto | None:
        place = self.list.currentRow()
        return self._photos[place] if 0 <= place < len(self._photos) else None

    def _offer(self, *, read_only: bool | None = None) -> None:
        photo = self._selected()
        self.caption.setText(photo.caption if photo else "")
        writable = self.add.isEnabled() if read_only is None else not read_only
        self.delete.setEnabled(photo is not None and writable)

    def _delete(self) -> None:
        photo = self._selected()
        if photo is not None:
            self.deleted.emit(photo)

    def _caption(self) -> None:
        photo, text = self._selected(), self.caption.text().strip()
        if photo is not None and text != photo.caption and not self.caption.isReadOnly():
            self.captioned.emit(photo, text)


def _small(photo: ShownPhoto, side: int) -> QImage:
    image = QImage.fromData(photo.image)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(2 * side, 2 * side, keep, smooth)
