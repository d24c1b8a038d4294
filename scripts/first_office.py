"""Print the office file that the window shows the first time: the sample office, made if needed.

Prints nothing once Puas has had a file open on this computer, or where the sample cannot be made;
the window then knows what to do.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> int:
    """Print the path, if there is one to print; always exit code 0."""
    from app.settings import load_settings

    if load_settings().last_file:
        return 0
    from app.errors import PuasError
    from app.services.opening import Refusal, open_sample

    try:
        opened = open_sample()
    except PuasError as error:
        print(f"puas: {error.sentence}", file=sys.stderr)
        return 0
    except OSError:
        return 0
    if not isinstance(opened, Refusal):
        print(opened.store.path)
        opened.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
