-- Isi setiap berkas Parquet, dari tabel yang disiapkan Puas. Tahun ada pada nama foldernya.
-- == survei
SELECT * EXCLUDE (tahun) FROM survei
-- == lembar
SELECT
    l.survei_id,
    l.nomor,
    l.id AS lembar_id,
    y.nama AS layanan,
    l.tanggal,
    l.lengkap,
    json_extract_string(l.profil, '$.jenis_kelamin') AS jenis_kelamin,
    json_extract_string(l.profil, '$.usia') AS usia,
    json_extract_string(l.profil, '$.pendidikan') AS pendidikan,
    json_extract_string(l.profil, '$.pekerjaan') AS pekerjaan,
    l.profil,
    l.revisi,
    l.diubah_pada
FROM lembar AS l
LEFT JOIN layanan AS y ON y.id = l.layanan_id
-- == jawaban
SELECT
    d.survei_id,
    d.nomor,
    d.satu.key AS pertanyaan,
    p.unsur,
    d.satu.value AS nilai
FROM (
    SELECT
        survei_id,
        nomor,
        unnest(map_entries(CAST(CAST(jawaban AS JSON) AS MAP(VARCHAR, INTEGER)))) AS satu
    FROM lembar
) AS d
JOIN survei AS s ON s.id = d.survei_id
LEFT JOIN instrumen_pertanyaan AS p
    ON p.instrumen = s.instrumen AND p.pertanyaan = d.satu.key
-- == hitungan
SELECT h.survei_id, y.nama AS layanan, h.lengkap, h.pertanyaan, h.nilai, h.n
FROM hitungan AS h
LEFT JOIN layanan AS y ON y.id = h.layanan_id
