-- IKM setiap survei, sesudah angka.sql: tepat (enam desimal) dan tercetak (dua desimal, setengah ke
-- atas). `ikm` mengikuti aturan bobot survei; `ikm_eksak` dengan bobot tepat, untuk disandingkan.
-- Kosong berarti tidak ada satu pun jawaban sah. Survei tanpa lembar tetap punya baris.
,
nilai AS MATERIALIZED (
    SELECT s.survei, s.instrumen, coalesce(a.satuan, e.satuan) AS ikm, e.satuan AS eksak
    FROM isi_survei AS s
    LEFT JOIN angka AS a ON a.survei = s.survei AND a.ukuran = 'indeks'
    LEFT JOIN angka AS e ON e.survei = s.survei AND e.ukuran = 'eksak'
),
-- Mutu dari persen terhadap indeks tertinggi, dibulatkan dahulu ke dua desimal.
golongan AS (
    SELECT
        v.survei,
        coalesce(
            min(CASE
                WHEN (v.ikm + 5000 * i.indeks_tertinggi) // (10000 * i.indeks_tertinggi) * 10000
                    >= m.batas THEN m.urutan
            END),
            max(m.urutan)
        ) AS urutan
    FROM nilai AS v
    JOIN instrumen AS i ON i.instrumen = v.instrumen
    JOIN instrumen_mutu AS m ON m.instrumen = v.instrumen
    WHERE v.ikm IS NOT NULL
    GROUP BY v.survei
),
bulat AS (
    SELECT
        survei,
        (ikm + 50) // 100 AS ikm6,
        (ikm + 500000) // 1000000 AS ikm2,
        (eksak + 50) // 100 AS eksak6,
        (eksak + 500000) // 1000000 AS eksak2
    FROM nilai
)
SELECT
    s.survei AS survei_id,
    s.kode_survei,
    s.tahun,
    s.periode,
    s.kode_unit,
    s.nama_unit,
    s.jenis_unit,
    s.wilayah,
    i.kunci AS instrumen,
    i.versi AS versi_instrumen,
    i.indeks,
    i.indeks_tertinggi,
    s.bobot,
    s.jawaban_kosong,
    CASE
        WHEN s.jawaban_kosong = 'keluarkan lembar tidak lengkap' THEN s.lembar_lengkap
        ELSE s.lembar
    END AS n,
    CASE
        WHEN s.jawaban_kosong = 'keluarkan lembar tidak lengkap' THEN s.lembar - s.lembar_lengkap
        ELSE 0
    END AS disisihkan,
    CAST(
        CAST(b.ikm6 // 1000000 AS VARCHAR) || '.'
        || substr(CAST(1000000 + b.ikm6 % 1000000 AS VARCHAR), 2) AS DECIMAL(12, 6)
    ) AS ikm,
    CAST(b.ikm2 // 100 AS VARCHAR) || ','
    || substr(CAST(100 + b.ikm2 % 100 AS VARCHAR), 2) AS ikm_cetak,
    CAST(
        CAST(b.eksak6 // 1000000 AS VARCHAR) || '.'
        || substr(CAST(1000000 + b.eksak6 % 1000000 AS VARCHAR), 2) AS DECIMAL(12, 6)
    ) AS ikm_eksak,
    CAST(b.eksak2 // 100 AS VARCHAR) || ','
    || substr(CAST(100 + b.eksak2 % 100 AS VARCHAR), 2) AS ikm_eksak_cetak,
    m.huruf AS mutu,
    m.kata AS kinerja,
    s.catatan
FROM isi_survei AS s
JOIN instrumen AS i ON i.instrumen = s.instrumen
JOIN bulat AS b ON b.survei = s.survei
LEFT JOIN golongan AS g ON g.survei = s.survei
LEFT JOIN instrumen_mutu AS m ON m.instrumen = s.instrumen AND m.urutan = g.urutan
ORDER BY s.tahun, s.kode_unit, s.kode_survei
