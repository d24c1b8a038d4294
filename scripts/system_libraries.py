"""Say which libraries and programs of the system Puas needs and does not find (Linux).

    python system_libraries.py [--packages] run|dev

Prints one line for each with Debian's package, or with --packages the names of the packages alone.
Exit code 1 where one is missing without which the program cannot start. Runs on the system's own
Python, before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys

# What Qt opens in any window, also in one that nobody sees: library, Debian's package.
NEEDED = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
# What a window on an X screen needs besides.
SCREEN = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
# What the tests with a virtual screen and real keys need: program, Debian's package.
PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "xdotool": "xdotool"}


def main(arguments: list[str]) -> int:
    """Print what is missing and return the exit code."""
    needed = _missing(NEEDED)
    screen = _missing(SCREEN)
    programs = _missing_programs() if "dev" in arguments else {}
    if "--packages" in arguments:
        print(" ".join({**needed, **screen, **programs}.values()))
        return 0
    has_screen = bool(os.environ.get("DISPLAY"))
    for library, package in {**needed, **screen}.items():
        print(f"  pustaka / library {library}: {package}")
    for program, package in programs.items():
        print(f"  program {program}: {package}")
    return int(bool(needed) or (has_screen and bool(screen)))


def _missing(libraries: dict[str, str]) -> dict[str, str]:
    """Return those that the system's own loader does not find."""
    return {library: package for library, package in libraries.items() if not _opens(library)}


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _missing_programs() -> dict[str, str]:
    return {name: package for name, package in PROGRAMS.items() if shutil.which(name) is None}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
