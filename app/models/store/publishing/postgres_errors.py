"""What PostgreSQL may refuse, in whole sentences with the next step."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.errors import StorageError
from app.texts import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

_SHOWN = 200


@contextmanager
def in_sentences() -> Iterator[None]:
    """Turn a refusal of the server into a StorageError."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise server_refused(error) from error


def cannot_connect(error: psycopg.Error, name: str) -> StorageError:
    """Return the sentence for a connection that was not made.

    The driver only tells a text; its usual beginnings are known, whatever else it says is quoted.
    """
    text = str(error).casefold()
    what, next_step = next(
        (found for marks, found in _connecting(name) if any(mark in text for mark in marks)),
        (
            tr("PostgreSQL di {tempat} tidak dapat dihubungi.", tempat=name),
            tr("Periksa alamatnya. Kata server: {kata}", kata=_first_line(error)),
        ),
    )
    return StorageError(what, safe=tr("Tidak ada yang dikirim."), next=next_step)


def server_refused(error: psycopg.Error) -> StorageError:
    """Return the sentence for a statement that the server refused."""
    state = error.sqlstate or ""
    what, next_step = next(
        (sentences for start, sentences in _states() if state.startswith(start)),
        (
            tr("Server menolak data itu (galat {kode}).", kode=state or "-"),
            tr("Jalankan puas periksa. Kata server: {kata}", kata=_first_line(error)),
        ),
    )
    if not state:
        what, next_step = _lost()
    return StorageError(
        what,
        safe=tr(
            "Survei yang sedang dikirim di sana tetap seperti semula, dan berkas kantor tidak"
            " berubah."
        ),
        next=next_step,
    )


def _connecting(name: str) -> list[tuple[tuple[str, ...], tuple[str, str]]]:
    where = tr("Periksa nama server dan portnya, jaringannya, dan apakah servernya menyala.")
    return [
        (
            ("no password supplied", "password authentication failed", "28p01", "sandi"),
            (
                tr("Server di {tempat} menolak nama pengguna atau kata sandinya.", tempat=name),
                tr("Periksa ~/.pgpass, berkas layanan, atau PGPASSWORD."),
            ),
        ),
        (
            ("certificate", "ssl", "tls"),
            (
                tr("Sambungan aman (TLS) ke {tempat} tidak dapat dibuat.", tempat=name),
                tr("Periksa sslmode dan sslrootcert, atau mintalah sertifikatnya ke pengelola."),
            ),
        ),
        (
            ("service file", "definition of service"),
            (
                tr("Layanan yang disebut untuk {tempat} tidak ada di berkas layanan.", tempat=name),
                tr("Periksa ~/.pg_service.conf atau PGSERVICEFILE."),
            ),
        ),
        (
            ("pg_hba.conf", "role", "authentication"),
            (
                tr(
                    "Server di {tempat} tidak mengizinkan pengguna itu masuk dari komputer ini.",
                    tempat=name,
                ),
                tr("Mintalah pengelola server mengizinkannya."),
            ),
        ),
        (
            ("does not exist",),
            (
                tr("Basis data di {tempat} tidak ada.", tempat=name),
                tr("Periksa namanya, atau mintalah pengelola server membuatnya."),
            ),
        ),
        (
            ("too many", "starting up", "shutting down", "recovery"),
            (
                tr("Server di {tempat} sedang tidak menerima sambungan baru.", tempat=name),
                tr("Tunggu beberapa menit, lalu terbitkan sekali lagi."),
            ),
        ),
        (
            ("resolve", "translate host name", "not known", "getaddrinfo"),
            (tr("Server {tempat} tidak ditemukan.", tempat=name), where),
        ),
        (
            ("refused", "no such file", "timeout", "timed out", "unreachable", "no route"),
            (tr("Server di {tempat} tidak menjawab.", tempat=name), where),
        ),
    ]


def _states() -> list[tuple[str, tuple[str, str]]]:
    again = tr("Terbitkan sekali lagi; yang sudah terkirim tidak dikirim dua kali.")
    return [
        (
            "42501",
            (
                tr("Pengguna basis data itu tidak berhak membuat atau mengisi skema puas."),
                tr(
                    "Mintalah pengelolanya: GRANT CREATE ON DATABASE …, atau menjadikan pengguna"
                    " itu pemilik skema puas."
                ),
            ),
        ),
        (
            "25006",
            (
                tr("Server itu hanya boleh dibaca, mungkin salinan dari server utama."),
                tr("Pakai alamat server utamanya."),
            ),
        ),
        (
            "53",
            (
                tr("Server kehabisan ruang atau memori (galat {kode}).", kode="53"),
                tr("Mintalah pengelola server menambahnya, lalu terbitkan sekali lagi."),
            ),
        ),
        (
            "55P03",
            (
                tr("Tabel di server sedang dipakai orang lain terlalu lama."),
                tr("Tutup laporan yang sedang membacanya, lalu terbitkan sekali lagi."),
            ),
        ),
        ("40", (tr("Server menghentikan pengiriman karena bentrok dengan yang lain."), again)),
        (
            "2BP01",
            (
                tr("Tampilan puas di server dipakai oleh tampilan buatan sendiri."),
                tr("Hapus tampilan buatan itu, terbitkan, lalu buat lagi."),
            ),
        ),
        (
            "42",
            (
                tr("Tabel puas di server telah diubah orang lain."),
                tr(
                    "Hapus skema puas di server (DROP SCHEMA puas CASCADE), lalu terbitkan"
                    " sekali lagi."
                ),
            ),
        ),
        ("57", _lost()),
        ("08", _lost()),
    ]


def _lost() -> tuple[str, str]:
    return (
        tr("Sambungan ke server terputus."),
        tr("Terbitkan sekali lagi; yang sudah terkirim tidak dikirim dua kali."),
    )


def _first_line(error: psycopg.Error) -> str:
    text = error.diag.message_primary or str(error)
    return " ".join(text.split())[:_SHOWN]
