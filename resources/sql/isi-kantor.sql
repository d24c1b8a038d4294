-- Isi untuk angka.sql dari berkas kantor (SQLite): survei, unit, dan tabel hitungan sebagaimana
-- adanya. Yang tidak ada di sana (instrumen sebagai tabel, kode wilayah) dibuat Puas sebagai tabel
-- sementara: instrumen, instrumen_unsur, instrumen_pertanyaan, instrumen_mutu, wilayah_unit.
WITH RECURSIVE
isi_survei AS MATERIALIZED (
    SELECT
        s.uuid AS survei,
        s.code AS kode_survei,
        n.sha256 AS instrumen,
        s.year AS tahun,
        s.period AS periode,
        u.code AS kode_unit,
        u.name AS nama_unit,
        u.type AS jenis_unit,
        w.wilayah,
        s.weight_rule AS bobot,
        s.blank_rule AS jawaban_kosong,
        s.notice AS catatan,
        coalesce((SELECT sum(t.n) FROM sheet_tally AS t WHERE t.survey_id = s.id), 0) AS lembar,
        coalesce(
            (SELECT sum(t.n) FROM sheet_tally AS t WHERE t.survey_id = s.id AND t.complete = 1), 0
        ) AS lembar_lengkap
    FROM survey AS s
    JOIN unit AS u ON u.id = s.unit_id
    JOIN instrument AS n ON n.id = s.instrument_id
    JOIN wilayah_unit AS w ON w.unit_id = u.id
    -- Dari survei ganda hanya yang dipilih; 'semua' berarti semuanya dihitung.
    WHERE s.uuid NOT IN (
        SELECT g.value
        FROM conflict AS c
        JOIN decision AS d ON d.fingerprint = c.fingerprint AND d.choice <> 'semua'
        JOIN json_each(c.candidates) AS g ON g.value <> d.choice
        WHERE c.kind = 'ganda'
    )
),
isi_hitungan AS (
    SELECT s.uuid AS survei, a.question AS pertanyaan, a.score AS nilai, a.complete AS lengkap, a.n
    FROM answer_tally AS a
    JOIN survey AS s ON s.id = a.survey_id
),
