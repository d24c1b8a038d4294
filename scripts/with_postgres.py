"""Runs a command beside a PostgreSQL of its own, where the system has one installed.

    python scripts/with_postgres.py COMMAND...

The server lives in a temporary folder, is reached by a socket alone, runs as an unprivileged user
and ends with the command. The command finds it in PUAS_TEST_POSTGRES. Where there is no server to
start, the command runs all the same, and PUAS_TEST_NO_POSTGRES says why.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

FOUND, MISSING = "PUAS_TEST_POSTGRES", "PUAS_TEST_NO_POSTGRES"
INSTALLED = Path("/usr/lib/postgresql")
PORT = 54329
"""Only names the socket, which lies in a folder of its own."""

PASSWORD_USER = "bersandi"  # noqa: S105 - the name of a user who has to give one
_SECONDS = 60
_OPTIONS = ("fsync=off", "full_page_writes=off", "max_connections=60", "listen_addresses=")
_UNPRIVILEGED = ("postgres", "nobody")


class NoServerError(Exception):
    """Why no server can be started."""


def main(command: list[str]) -> int:
    """Run the command and return its exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ():
        signal.signal(number, _stop)
    environment = dict(os.environ)
    if FOUND in environment or MISSING in environment:
        return subprocess.run(command, check=False).returncode
    try:
        with running_server() as address:
            environment[FOUND] = address
            return subprocess.run(command, env=environment, check=False).returncode
    except NoServerError as error:
        environment[MISSING] = str(error)
        return subprocess.run(command, env=environment, check=False).returncode


@contextmanager
def running_server(*options: str) -> Iterator[str]:
    """Start a server and give its address; raise NoServerError with the reason.

    ``options`` are settings such as ``fsync=on``.
    """
    programs = _programs()
    user = _user()
    # A socket's path may have about a hundred letters, which leaves no room for a long TMPDIR.
    base = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 - mkdtemp makes a folder nobody else can enter
    folder = Path(tempfile.mkdtemp(prefix="puas-pg-", dir=base))
    try:
        if user:
            shutil.chown(folder, user)
        new = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        _run(user, [programs / "initdb", "-D", folder / "data", *new])
        _let_one_give_a_password(folder / "data" / "pg_hba.conf")
        server = _start(programs, folder, user, options)
        try:
            _wait(server, folder)
            yield f"postgresql://postgres@/postgres?host={folder}&port={PORT}"
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown
            server.wait(_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of the newest installed server."""
    if os.name != "posix":
        raise NoServerError("a server is started for the tests on Linux and macOS only")
    found = [path.parent for path in INSTALLED.glob("*/bin/postgres")]
    if found:
        return max(
            found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0
        )
    alone = shutil.which("postgres")
    if alone and shutil.which("initdb"):
        return Path(alone).parent
    raise NoServerError(
        "no PostgreSQL is installed (Debian and Ubuntu: apt-get install postgresql)"
    )


def _user() -> str:
    """Return who runs the server: nobody else than oneself, except for root, whom it refuses."""
    if os.geteuid() != 0:
        return ""
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    chosen = next((name for name in _UNPRIVILEGED if name in known), None)
    if chosen is None:
        raise NoServerError("root may not run PostgreSQL, and there is no unprivileged user")
    return chosen


def _as(user: str) -> dict[str, Any]:
    """Return how a program is started as another user, without any right of root."""
    if not user:
        return {}
    import pwd

    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _run(user: str, command: list[str | Path]) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", **_as(user)
    )
    if done.returncode:
        raise NoServerError(f"{Path(command[0]).name}: {done.stderr.strip().splitlines()[-1:]}")


def _start(
    programs: Path, folder: Path, user: str, options: tuple[str, ...]
) -> subprocess.Popen[bytes]:
    settings = [part for option in (*_OPTIONS, *options) for part in ("-c", option)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [
                programs / "postgres",
                "-D",
                folder / "data",
                "-k",
                folder,
                "-p",
                str(PORT),
                *settings,
            ],
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # a Ctrl+C ends the command first
            **_as(user),
        )


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server says on the last line of its file that it takes connections."""
    end = time.monotonic() + _SECONDS
    state = folder / "data" / "postmaster.pid"
    while time.monotonic() < end and server.poll() is None:
        lines = state.read_text().splitlines() if state.exists() else []
        if lines and lines[-1].strip() == "ready":
            return
        time.sleep(0.05)
    raise NoServerError((folder / "log").read_text(errors="replace").strip()[-300:])


def _let_one_give_a_password(rules: Path) -> None:
    line = f"local all {PASSWORD_USER} scram-sha-256\n"
    rules.write_text(line + rules.read_text())


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
