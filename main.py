"""Start Puas: a subcommand runs in the terminal, anything else opens the window."""

from __future__ import annotations

import sys


def main() -> int:
    """Return the exit code of the command or the window; whatever goes wrong, no traceback."""
    try:
        from app.cli import main as run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130
    except Exception:
        return _last_resort()


def _last_resort() -> int:
    """Log the failure and say in one sentence where; exit code 1."""
    import traceback
    from datetime import UTC, datetime

    report = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{traceback.format_exc()}\n"
    sentence = (
        "Puas berhenti karena kesalahan yang tidak terduga; data yang sudah tersimpan tetap aman."
    )
    try:
        from app.paths import log_folder

        log = log_folder() / "puas.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(report)
        sentence += f" Keterangannya ada di {log}."
    except OSError:
        sentence += " Keterangannya tidak dapat ditulis ke berkas."
    if sys.stderr is not None:  # a windowed build on Windows has none
        print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
