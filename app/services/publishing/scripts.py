"""What stands at the head of the scripts that are written for people who know SQL."""

from __future__ import annotations

OFFICE_HEAD = """\
Angka setiap survei sebuah berkas kantor Puas, dihitung ulang dari tabel hitungannya.
Dibuat oleh: puas terbitkan FILE --ke ikm.sql
Pakai:       sqlite3 -readonly FILE ".read ikm.sql"
Berkas kantor tidak diubah: yang dibuat di sini tabel dan tampilan sementara.
Buat lagi naskah ini bila instrumen atau unit bertambah; angkanya selalu dari berkas itu sendiri.
SQLite tidak punya desimal: kolom ikm, nrr, dan konversi adalah bilangan pecahan terdekat dari enam
desimal, kolom *_cetak selalu tepat."""

FOLDER_HEAD = """\
Angka setiap survei dari folder Parquet yang ditulis Puas, dihitung ulang dengan DuckDB.
Dibuat oleh: puas terbitkan FILE --ke folder/
Pakai:       cd folder && duckdb -c ".read _ikm.sql"
Kolom tahun dan kode_wilayah berasal dari nama folder; kolom wilayah di survei, ikm, dan unsur
berisi kode yang sama sebagai teks, juga untuk program yang mengira 0101 suatu bilangan."""
