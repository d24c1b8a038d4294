-- Isi untuk angka.sql dari yang diterbitkan: tabel di PostgreSQL, atau Parquet lewat DuckDB.
WITH RECURSIVE
isi_survei AS MATERIALIZED (
    SELECT
        id AS survei,
        kode AS kode_survei,
        instrumen,
        tahun,
        periode,
        kode_unit,
        nama_unit,
        jenis_unit,
        wilayah,
        bobot,
        jawaban_kosong,
        catatan,
        lembar,
        lembar_lengkap
    FROM survei
),
isi_hitungan AS (
    SELECT
        survei_id AS survei,
        pertanyaan,
        nilai,
        CASE WHEN lengkap THEN 1 ELSE 0 END AS lengkap,
        n
    FROM hitungan
),
