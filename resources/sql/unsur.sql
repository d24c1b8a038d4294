-- Nilai setiap unsur, sesudah angka.sql: NRR (tiga desimal bila dicetak), NRR tertimbang, nilai
-- konversi (dua desimal), dan mutu. Kosong berarti tidak ada yang menjawab unsur itu.
,
nilai AS MATERIALIZED (
    SELECT
        x.survei,
        x.instrumen,
        x.unsur,
        x.n,
        r.satuan AS nrr,
        t.satuan AS tertimbang,
        k.satuan AS konversi
    FROM per_unsur AS x
    LEFT JOIN angka AS r ON r.survei = x.survei AND r.unsur = x.unsur AND r.ukuran = 'nrr'
    LEFT JOIN angka AS t ON t.survei = x.survei AND t.unsur = x.unsur AND t.ukuran = 'tertimbang'
    LEFT JOIN angka AS k ON k.survei = x.survei AND k.unsur = x.unsur AND k.ukuran = 'konversi'
),
golongan AS (
    SELECT
        v.survei,
        v.unsur,
        coalesce(
            min(CASE
                WHEN (v.konversi + 5000 * i.indeks_tertinggi) // (10000 * i.indeks_tertinggi)
                    * 10000 >= m.batas THEN m.urutan
            END),
            max(m.urutan)
        ) AS urutan
    FROM nilai AS v
    JOIN instrumen AS i ON i.instrumen = v.instrumen
    JOIN instrumen_mutu AS m ON m.instrumen = v.instrumen
    WHERE v.konversi IS NOT NULL
    GROUP BY v.survei, v.unsur
),
bulat AS (
    SELECT
        survei,
        instrumen,
        unsur,
        n,
        (nrr + 50) // 100 AS nrr6,
        (nrr + 50000) // 100000 AS nrr3,
        (tertimbang + 50) // 100 AS tertimbang6,
        (tertimbang + 50000) // 100000 AS tertimbang3,
        (konversi + 50) // 100 AS konversi6,
        (konversi + 500000) // 1000000 AS konversi2
    FROM nilai
)
SELECT
    s.survei AS survei_id,
    s.kode_survei,
    s.tahun,
    s.periode,
    s.kode_unit,
    s.nama_unit,
    s.wilayah,
    u.urutan,
    u.unsur,
    u.kode AS kode_unsur,
    u.nama AS nama_unsur,
    b.n,
    CAST(
        CAST(b.nrr6 // 1000000 AS VARCHAR) || '.'
        || substr(CAST(1000000 + b.nrr6 % 1000000 AS VARCHAR), 2) AS DECIMAL(12, 6)
    ) AS nrr,
    CAST(b.nrr3 // 1000 AS VARCHAR) || ','
    || substr(CAST(1000 + b.nrr3 % 1000 AS VARCHAR), 2) AS nrr_cetak,
    CAST(
        CAST(b.tertimbang6 // 1000000 AS VARCHAR) || '.'
        || substr(CAST(1000000 + b.tertimbang6 % 1000000 AS VARCHAR), 2) AS DECIMAL(12, 6)
    ) AS nrr_tertimbang,
    CAST(b.tertimbang3 // 1000 AS VARCHAR) || ','
    || substr(CAST(1000 + b.tertimbang3 % 1000 AS VARCHAR), 2) AS nrr_tertimbang_cetak,
    CAST(
        CAST(b.konversi6 // 1000000 AS VARCHAR) || '.'
        || substr(CAST(1000000 + b.konversi6 % 1000000 AS VARCHAR), 2) AS DECIMAL(12, 6)
    ) AS konversi,
    CAST(b.konversi2 // 100 AS VARCHAR) || ','
    || substr(CAST(100 + b.konversi2 % 100 AS VARCHAR), 2) AS konversi_cetak,
    m.huruf AS mutu,
    m.kata AS kinerja
FROM isi_survei AS s
JOIN bulat AS b ON b.survei = s.survei
JOIN instrumen_unsur AS u ON u.instrumen = b.instrumen AND u.unsur = b.unsur
LEFT JOIN golongan AS g ON g.survei = b.survei AND g.unsur = b.unsur
LEFT JOIN instrumen_mutu AS m ON m.instrumen = b.instrumen AND m.urutan = g.urutan
ORDER BY s.tahun, s.kode_unit, s.kode_survei, u.urutan
