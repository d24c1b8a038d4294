"""Qt's own texts (buttons, file and print dialogs, context menus) in Indonesian."""

from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.paths import resource


class StandardTexts(QTranslator):
    """Answers Qt's questions for a standard text from one catalogue."""

    def translate(
        self,
        context: str,  # noqa: ARG002 - the same words fit in every context
        source_text: str,
        disambiguation: str | None = None,  # noqa: ARG002 - as above
        n: int = -1,  # noqa: ARG002 - Indonesian has one form for any number
    ) -> str | None:
        """Return the Indonesian text, or nothing so that Qt looks on."""
        return catalogue().get(source_text)

    def isEmpty(self) -> bool:
        """Be installed although no file of Qt's own form is loaded."""
        return False


@cache
def catalogue() -> dict[str, str]:
    """Return the texts by their English source."""
    with resource("translations", "qt_id.toml").open("rb") as file:
        return dict(tomllib.load(file)["texts"])


def use_indonesian(app: QCoreApplication) -> None:
    """Let Qt speak Indonesian, and write figures and dates the Indonesian way."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    translator = StandardTexts(app)
    app.installTranslator(translator)
