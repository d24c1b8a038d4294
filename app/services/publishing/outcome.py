"""What a publication did, and why it may refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import InputError
from app.models.publishing import Written
from app.texts import tr

if TYPE_CHECKING:
    from app.models.publishing import Source
    from app.models.store.publishing.reading import PublishingReader


@dataclass(frozen=True, slots=True)
class Published:
    """What a target holds now of a file, and what had to be done for it."""

    place: str
    written: int = 0
    """Surveys that were brought or brought anew."""
    unchanged: int = 0
    removed: int = 0
    sheets: Written = field(default_factory=Written)
    foreign: tuple[str, ...] = ()
    """Codes of surveys that another file published; they were left as they are."""
    encrypted: bool = True
    """Whether nobody could read along on the way."""


def require_newer(head: tuple[int, str] | None, source: Source, reader: PublishingReader) -> None:
    """Raise InputError unless the log of a file goes on from where it was last published."""
    if head is None or reader.log_hash(head[0]) == head[1]:
        return
    raise InputError(
        tr(
            "Yang terbit di sana berasal dari {nama} dalam keadaan yang lebih baru, atau dari"
            " salinannya yang lain.",
            nama=source.name,
        ),
        safe=tr("Tidak ada yang dikirim."),
        next=tr(
            "Terbitkan dari berkas yang terbaru; --gantikan membuat isi berkas ini yang berlaku."
        ),
    )
