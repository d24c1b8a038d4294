-- Angka dasar setiap survei dan setiap unsurnya, tepat, dengan bilangan bulat saja.
--
-- Naskah ini satu untuk SQLite, PostgreSQL, dan DuckDB. Ia meneruskan daftar WITH RECURSIVE yang
-- dibuka oleh isi-*.sql dan berakhir dengan `angka`; ikm.sql atau unsur.sql menutupnya.
--
-- Bagi bulat ditulis // seperti di DuckDB; SQLite dan PostgreSQL menuliskannya / dan Puas
-- menggantinya saat menyusun naskah. Semua bilangan tidak negatif dan muat dalam 64 bit: Puas
-- menolak menerbitkan survei yang instrumennya tidak menjaminnya.
--
-- Mengapa bukan pecahan desimal biasa: 1/3 + 2/3 harus menjadi 1 dan dibulatkan ke atas pada batas
-- setengah. Desimal yang dipotong memberi 0,999… dan membulatkannya ke bawah. Maka:
--   1. setiap angka adalah jumlah pecahan a/b (`suku`); yang penyebutnya sama dijumlahkan dahulu;
--   2. setiap pecahan dibagi bersusun sampai 8 desimal (`satuan`), lalu 8 desimal lagi (`ekor`);
--   3. bila ekornya hampir genap satu satuan (`ragu`), pembagian diteruskan 4 desimal demi
--      4 desimal. Penyebut setiap pecahan di bawah 10^15, jadi m pecahan tidak mungkin berbeda dari
--      bilangan bulat kurang dari 10^(-15 m) tanpa sama dengannya: sesudah 4 m + 1 langkah yang
--      masih ragu pasti tepat genap, dan satuannya naik satu.
-- Hasilnya `angka.satuan`: bagian bulat dari nilai x 10^8, tanpa galat. Setiap batas pembulatan
-- (2, 3, 4, dan 6 desimal, serta persen dari indeks tertinggi) jatuh tepat pada satuan itu, jadi
-- pembulatan setengah ke atas darinya selalu benar.

-- Jawaban sah per pertanyaan: di dalam skala, dan dari lembar lengkap saja bila begitu aturannya.
terhitung AS MATERIALIZED (
    SELECT
        h.survei,
        h.pertanyaan,
        CAST(sum(h.n) AS BIGINT) AS n,
        CAST(sum(h.n * h.nilai) AS BIGINT) AS jumlah
    FROM isi_hitungan AS h
    JOIN isi_survei AS s ON s.survei = h.survei
    JOIN instrumen AS i ON i.instrumen = s.instrumen
    WHERE h.nilai BETWEEN i.terendah AND i.tertinggi
        AND (h.lengkap = 1 OR s.jawaban_kosong <> 'keluarkan lembar tidak lengkap')
    GROUP BY h.survei, h.pertanyaan
    HAVING sum(h.n) > 0
),
-- n unsur adalah yang terkecil dari pertanyaannya; `banyak` menghitung pertanyaan yang terjawab.
per_unsur AS MATERIALIZED (
    SELECT
        s.survei,
        s.instrumen,
        p.unsur,
        CAST(min(coalesce(t.n, 0)) AS BIGINT) AS n,
        CAST(count(t.n) AS BIGINT) AS banyak
    FROM isi_survei AS s
    JOIN instrumen_pertanyaan AS p ON p.instrumen = s.instrumen AND p.unsur <> ''
    LEFT JOIN terhitung AS t ON t.survei = s.survei AND t.pertanyaan = p.pertanyaan
    GROUP BY s.survei, s.instrumen, p.unsur
),
-- Bobot unsur yang tidak dijawab siapa pun dibagikan kepada unsur lain menurut perbandingannya.
per_survei AS MATERIALIZED (
    SELECT
        s.survei,
        s.bobot AS aturan,
        i.faktor_atas,
        i.faktor_bawah,
        CAST(count(*) AS BIGINT) AS semua_unsur,
        CAST(sum(CASE WHEN x.banyak > 0 THEN 1 ELSE 0 END) AS BIGINT) AS ada_unsur,
        CAST(sum(CASE WHEN x.banyak > 0 THEN u.bobot ELSE 0 END) AS BIGINT) AS ada_bobot
    FROM isi_survei AS s
    JOIN instrumen AS i ON i.instrumen = s.instrumen
    JOIN per_unsur AS x ON x.survei = s.survei
    JOIN instrumen_unsur AS u ON u.instrumen = s.instrumen AND u.unsur = x.unsur
    GROUP BY s.survei, s.bobot, i.faktor_atas, i.faktor_bawah
),
-- Satu baris per pertanyaan yang terjawab: jumlah / (banyak * n) adalah sumbangannya kepada NRR.
sumbangan AS MATERIALIZED (
    SELECT
        v.survei,
        x.unsur,
        v.aturan,
        v.faktor_atas,
        v.faktor_bawah,
        v.semua_unsur,
        v.ada_unsur,
        v.ada_bobot,
        u.bobot,
        t.jumlah,
        x.banyak * t.n AS pembagi
    FROM per_survei AS v
    JOIN per_unsur AS x ON x.survei = v.survei
    JOIN instrumen_unsur AS u ON u.instrumen = x.instrumen AND u.unsur = x.unsur
    JOIN instrumen_pertanyaan AS p ON p.instrumen = x.instrumen AND p.unsur = x.unsur
    JOIN terhitung AS t ON t.survei = v.survei AND t.pertanyaan = p.pertanyaan
),
suku AS (
    SELECT survei, 'nrr' AS ukuran, unsur, jumlah AS atas, pembagi AS bawah
    FROM sumbangan
    UNION ALL
    SELECT survei, 'konversi', unsur, faktor_atas * jumlah, faktor_bawah * pembagi
    FROM sumbangan
    UNION ALL
    SELECT
        survei, 'eksak', '',
        faktor_atas * bobot * jumlah, faktor_bawah * ada_bobot * pembagi
    FROM sumbangan
    UNION ALL
    SELECT survei, 'tertimbang', unsur, bobot * jumlah, ada_bobot * pembagi
    FROM sumbangan
    WHERE aturan = '1/N'
    UNION ALL
    SELECT
        survei, 'tertimbang', unsur,
        11 * semua_unsur * jumlah, 100 * ada_unsur * pembagi
    FROM sumbangan
    WHERE aturan = '0.11'
    UNION ALL
    SELECT
        survei, 'indeks', '',
        faktor_atas * 11 * semua_unsur * jumlah, faktor_bawah * 100 * ada_unsur * pembagi
    FROM sumbangan
    WHERE aturan = '0.11'
),
pecahan AS MATERIALIZED (
    SELECT survei, ukuran, unsur, bawah, CAST(sum(atas) AS BIGINT) AS atas
    FROM suku
    GROUP BY survei, ukuran, unsur, bawah
),
bagi0 AS MATERIALIZED (
    SELECT survei, ukuran, unsur, bawah, atas // bawah AS d0, (atas % bawah) * 10000 AS r
    FROM pecahan
),
bagi1 AS MATERIALIZED (
    SELECT survei, ukuran, unsur, bawah, d0, r // bawah AS d1, (r % bawah) * 10000 AS r
    FROM bagi0
),
bagi2 AS MATERIALIZED (
    SELECT
        survei, ukuran, unsur, bawah,
        d0 * 100000000 + d1 * 10000 + r // bawah AS satuan, (r % bawah) * 10000 AS r
    FROM bagi1
),
bagi3 AS MATERIALIZED (
    SELECT survei, ukuran, unsur, bawah, satuan, r // bawah AS d3, (r % bawah) * 10000 AS r
    FROM bagi2
),
bagi4 AS MATERIALIZED (
    SELECT
        survei, ukuran, unsur, bawah, satuan,
        d3 * 10000 + r // bawah AS ekor, r % bawah AS sisa
    FROM bagi3
),
jumlah AS MATERIALIZED (
    SELECT
        survei, ukuran, unsur,
        CAST(sum(satuan) AS BIGINT) AS satuan,
        CAST(sum(ekor) AS BIGINT) AS ekor,
        CAST(count(*) AS BIGINT) AS m
    FROM bagi4
    GROUP BY survei, ukuran, unsur
),
-- Sisa m pecahan bersama-sama kurang dari m, jadi hanya celah yang lebih sempit masih ragu.
ragu AS MATERIALIZED (
    SELECT survei, ukuran, unsur, m, 100000000 - ekor % 100000000 AS celah
    FROM jumlah
    WHERE 100000000 - ekor % 100000000 < m
),
urai AS (
    SELECT
        b.survei, b.ukuran, b.unsur, b.bawah, b.sisa, r.m,
        CAST(0 AS BIGINT) AS langkah, CAST(0 AS BIGINT) AS angka
    FROM bagi4 AS b
    JOIN ragu AS r ON r.survei = b.survei AND r.ukuran = b.ukuran AND r.unsur = b.unsur
    UNION ALL
    SELECT
        survei, ukuran, unsur, bawah, (sisa * 10000) % bawah, m,
        langkah + 1, (sisa * 10000) // bawah
    FROM urai
    WHERE sisa > 0 AND langkah < 4 * m + 1
),
jumlah_urai AS MATERIALIZED (
    SELECT survei, ukuran, unsur, langkah, CAST(sum(angka) AS BIGINT) AS angka
    FROM urai
    WHERE langkah > 0
    GROUP BY survei, ukuran, unsur, langkah
),
menutup AS (
    SELECT survei, ukuran, unsur, m, celah, CAST(0 AS BIGINT) AS langkah
    FROM ragu
    UNION ALL
    SELECT
        t.survei, t.ukuran, t.unsur, t.m,
        t.celah * 10000 - coalesce(j.angka, 0), t.langkah + 1
    FROM menutup AS t
    LEFT JOIN jumlah_urai AS j
        ON j.survei = t.survei AND j.ukuran = t.ukuran AND j.unsur = t.unsur
        AND j.langkah = t.langkah + 1
    WHERE t.celah > 0 AND t.celah < t.m AND t.langkah < 4 * t.m + 1
),
genap AS (
    SELECT DISTINCT survei, ukuran, unsur
    FROM menutup
    WHERE celah <= 0 OR (celah < m AND langkah = 4 * m + 1)
),
dari_suku AS MATERIALIZED (
    SELECT
        j.survei, j.ukuran, j.unsur,
        j.satuan + j.ekor // 100000000 + CASE WHEN g.survei IS NULL THEN 0 ELSE 1 END AS satuan
    FROM jumlah AS j
    LEFT JOIN genap AS g
        ON g.survei = j.survei AND g.ukuran = j.ukuran AND g.unsur = j.unsur
),
-- Bobot 0,111 seperti yang diterbitkan kantor: NRR dibulatkan dahulu ke empat desimal.
nrr_terbit AS (
    SELECT
        v.survei, n.unsur, v.faktor_atas, v.faktor_bawah, v.semua_unsur, v.ada_unsur,
        (n.satuan + 5000) // 10000 AS nrr
    FROM per_survei AS v
    JOIN dari_suku AS n ON n.survei = v.survei AND n.ukuran = 'nrr'
    WHERE v.aturan = '0.111'
),
angka AS MATERIALIZED (
    SELECT survei, ukuran, unsur, satuan
    FROM dari_suku
    UNION ALL
    SELECT survei, 'tertimbang', unsur, (1110 * semua_unsur * nrr) // ada_unsur
    FROM nrr_terbit
    UNION ALL
    SELECT
        survei, 'indeks', '',
        CAST((faktor_atas * 1110 * semua_unsur * sum(nrr)) AS BIGINT) // (faktor_bawah * ada_unsur)
    FROM nrr_terbit
    GROUP BY survei, faktor_atas, faktor_bawah, semua_unsur, ada_unsur
)
