"""Make a picture of every screen and of every page of every report, from the sample office."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views.shell.window import MainWindow

HERE = Path(__file__).resolve().parent.parent
SIZES = ((1280, 720), (1920, 1080))
THEMES = ("terang", "gelap")
REPORTS = ("hasil-pengolahan", "pelaksanaan", "publikasi")
IN_THE_MANUAL = ("hasil-pengolahan", "publikasi")
CAPAIAN_TABS = ("sebelumnya", "rpjmd", "nasional", "efisiensi", "program", "grafik")
SURVEY_TABS = ("rencana", "kuesioner")
RESULT_TABS = ("silang", "reliabilitas", "saran")
CITY_TABS = {
    "unit": "konsolidasi",
    "paket": "konsolidasi_paket",
    "perbedaan": "konsolidasi_perbedaan",
    "temuan": "konsolidasi_temuan",
    "kota": "konsolidasi_kota",
    "belum": "konsolidasi_belum",
}
"""Tabs of Konsolidasi, and what their pictures are called."""
HALF_A_SHEET = "234443434"
"""Keys of a form in the middle: perempuan, 34 tahun, SMA, swasta, and the first answers."""
PATIENCE = 20.0
PAGE_SCALE = 1.5


def main() -> int:
    """Make the pictures; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "build" / "gambar")
    parser.add_argument("--docs", action="store_true", help="renew the pictures of the documents")
    parser.add_argument("--text-size", type=int, default=100, choices=(100, 110, 125, 150))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(HERE))
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = os.environ["PUAS_HOME"] = home
        office = Path(home) / "kelurahan-contoh.sqlite"
        city = Path(home) / "kota-contoh.sqlite"
        _puas("contoh", str(office))
        _puas("contoh", str(city), "--isi", "kinerja")
        merged = _city(Path(home) / "kota-paket")
        options.out.mkdir(parents=True, exist_ok=True)
        made = _screens((office, city, merged), options.out, options.text_size)
        made += _pages(office, options.out, Path(home))
    if options.docs:
        _renew_documents(options.out)
    print("\n".join(str(path) for path in made))
    return 0


def _puas(*arguments: str) -> None:
    from app.cli import main as puas

    if puas(list(arguments)):
        raise SystemExit(1)


def _city(folder: Path) -> Path:
    """Make the file of a city into which most of its units have sent."""
    _puas("contoh", "--kota", str(folder))
    packages = sorted(str(path) for path in (folder / "paket").glob("*.sqlite"))
    _puas("gabung", str(folder / "kota.sqlite"), *packages)
    return folder / "kota.sqlite"


def _screens(files: tuple[Path, Path, Path], out: Path, text_size: int) -> list[Path]:
    """Take the screens of an office, of a city that keeps its capaian, and of one that merges."""
    from app.views.application import make_application
    from app.views.theme import apply_theme

    make_application()
    office, city, merged = files
    made = []
    for theme in THEMES:
        for size in SIZES:
            apply_theme(theme, text_size)
            made += _first_start(out, theme, size) + _every_screen(office, out, theme, size)
            made += _performance(city, out, theme, size)
            made += _consolidation(merged, out, theme, size)
    return made


def _first_start(out: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    from app.views.shell.window import MainWindow

    window = MainWindow()
    window.resize(*size)
    window.show()
    window.start_first()
    _settle(window)
    made = [_grab(window, out, "mulai", theme, size)]
    window.close()
    return made


def _opened(own: Path, source: Path, size: tuple[int, int]) -> MainWindow:
    """Open a copy of a file in a window."""
    from app.views.shell.window import MainWindow

    window = MainWindow()
    window.resize(*size)
    window.show()
    shutil.copy(source, own)
    window.open_file(own)
    _wait_for(lambda: window.host.current_key != "")
    return window


def _every_screen(office: Path, out: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    window = _opened(office.with_name(f"contoh-{theme}-{size[0]}.sqlite"), office, size)
    made = []
    for entry in window.entries:
        if entry.key == "konsolidasi":
            continue
        window.host.go(entry.key)
        _settle(window)
        if entry.key == "entri":
            _type(window, HALF_A_SHEET)
        made.append(_grab(window, out, entry.key, theme, size))
        if entry.key == "survei":
            for tab in SURVEY_TABS:
                window.host.go("survei", (window.workspace.survey_id, tab))
                _settle(window)
                made.append(_grab(window, out, tab, theme, size))
    for tab in RESULT_TABS:
        window.host.go("hasil", tab)
        _settle(window)
        made.append(_grab(window, out, f"hasil_{tab}", theme, size))
    window.host.go("survei", (window.workspace.survey_id, "arsip"))
    _settle(window)
    made.append(_grab(window, out, "survei_arsip", theme, size))
    _edit_instrument(window)
    made.append(_grab(window, out, "instrumen", theme, size))
    window.host.go("pengaturan", "teks")
    _settle(window)
    made.append(_grab(window, out, "teks_laporan", theme, size))
    window.close()
    _settle(window)
    return made


def _performance(city: Path, out: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    """Take the screen Capaian of a city, which the kelurahan of the others does not have."""
    from app.paths import resource
    from app.views.capaian.screen import CapaianScreen
    from app.views.shell.window import MainWindow

    window = MainWindow()
    window.resize(*size)
    window.show()
    own = city.with_name(f"kota-{theme}-{size[0]}.sqlite")
    shutil.copy(city, own)
    window.open_file(own)
    _wait_for(lambda: window.host.current_key != "")
    window.host.go("capaian")
    _settle(window)
    made = [_grab(window, out, "capaian", theme, size)]
    for tab in CAPAIAN_TABS:
        window.host.go("capaian", tab)
        _settle(window)
        made.append(_grab(window, out, f"capaian_{tab}", theme, size))
    window.host.go("capaian", "impor")
    screen = window.host.currentWidget()
    if isinstance(screen, CapaianScreen):
        screen.importing.load(resource("sample", "program_kinerja.csv"))
    _settle(window)
    made.append(_grab(window, out, "capaian_impor", theme, size))
    window.close()
    _settle(window)
    return made


def _consolidation(city: Path, out: Path, theme: str, size: tuple[int, int]) -> list[Path]:
    """Show the tabs of Konsolidasi, and the parts of the figures of a city."""
    window = _opened(city.with_name(f"kota-{theme}-{size[0]}.sqlite"), city, size)
    made = []
    for tab, name in CITY_TABS.items():
        window.host.go("konsolidasi", tab)
        _settle(window)
        made.append(_grab(window, out, name, theme, size))
    window.host.go("konsolidasi", ("kota", "peta"))
    _settle(window)
    made.append(_grab(window, out, "konsolidasi_peta", theme, size))
    window.close()
    _settle(window)
    return made


def _edit_instrument(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton

    window.host.go("pengaturan", "instrumen")
    for name in ("salin", "bagian.unsur"):
        _settle(window)
        button = window.findChild(QAbstractButton, f"pengaturan.instrumen.{name}")
        if button is None:
            raise LookupError(name)
        button.setFocus()
        button.click()
    _settle(window)


def _type(window: MainWindow, keys: str) -> None:
    from PySide6.QtTest import QTest

    window.activateWindow()
    for key in keys:
        screen = window.host.currentWidget() or window
        QTest.keyClicks(screen.focusWidget() or screen, key)
    _settle(window)


def _settle(window: MainWindow) -> None:
    """Let everything that was asked for come back and be painted."""
    background = window.background
    _wait_for(lambda: background.pending == 0)
    _spin(0.4)
    _wait_for(lambda: background.pending == 0)


def _wait_for(condition: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()


def _spin(seconds: float) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()


def _grab(window: MainWindow, out: Path, key: str, theme: str, size: tuple[int, int]) -> Path:
    path = out / f"{key}-{theme}-{size[0]}x{size[1]}.png"
    window.grab().save(str(path))
    return path


def _pages(office: Path, out: Path, home: Path) -> list[Path]:
    from PIL import Image

    from app.services.reports.preview import page_pictures

    made = []
    for kind in REPORTS:
        pdf = home / f"{kind}.pdf"
        _puas("laporan", str(office), "--jenis", kind, "--keluaran", str(pdf))
        for page in page_pictures(pdf.read_bytes(), PAGE_SCALE):
            path = out / f"laporan-{kind}-{page.number}.png"
            size, stride = (page.width, page.height), page.stride
            Image.frombuffer("RGB", size, page.pixels, "raw", "BGRX", stride).save(path)
            made.append(path)
    return made


def _renew_documents(out: Path) -> None:
    manual, pictures = HERE / "docs" / "panduan" / "gambar", HERE / "docs" / "gambar"
    for folder in (manual, pictures):
        folder.mkdir(parents=True, exist_ok=True)
    shown = "".join(page.read_text("utf-8") for page in manual.parent.glob("*.md"))
    for picture in out.glob("*-terang-1280x720.png"):
        name = f"{picture.name.split('-')[0]}.png"
        if f"gambar/{name}" in shown:
            shutil.copy(picture, manual / name)
    for kind in IN_THE_MANUAL:
        shutil.copy(out / f"laporan-{kind}-1.png", manual)
    shutil.copy(out / "hasil-terang-1280x720.png", pictures)


if __name__ == "__main__":
    raise SystemExit(main())
