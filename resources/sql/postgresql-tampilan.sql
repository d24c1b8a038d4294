-- Tampilan untuk petugas dan alat analisis, dan keterangannya. ikm dan unsur sudah dibuat.
CREATE VIEW jawaban AS
SELECT
    s.kode AS kode_survei,
    s.tahun,
    s.periode,
    s.kode_unit,
    s.nama_unit,
    s.wilayah,
    y.nama AS layanan,
    l.nomor,
    l.tanggal,
    l.lengkap,
    a.key AS pertanyaan,
    p.unsur,
    a.value::integer AS nilai,
    l.survei_id,
    l.id AS lembar_id
FROM lembar AS l
JOIN survei AS s ON s.id = l.survei_id
LEFT JOIN layanan AS y ON y.id = l.layanan_id
CROSS JOIN LATERAL jsonb_each_text(l.jawaban) AS a
LEFT JOIN instrumen_pertanyaan AS p ON p.instrumen = s.instrumen AND p.pertanyaan = a.key;
COMMENT ON VIEW jawaban IS 'Satu baris per jawaban; yang tidak dijawab tidak punya baris.';
COMMENT ON COLUMN jawaban.kode_survei IS 'Kode survei.';
COMMENT ON COLUMN jawaban.layanan IS 'Layanan yang diterima responden.';
COMMENT ON COLUMN jawaban.nomor IS 'Nomor lembar.';
COMMENT ON COLUMN jawaban.lengkap IS 'Apakah lembarnya menjawab semua pertanyaan.';
COMMENT ON COLUMN jawaban.pertanyaan IS 'Kunci pertanyaan.';
COMMENT ON COLUMN jawaban.unsur IS 'Unsur yang dihitungnya; kosong bila di luar indeks.';
COMMENT ON COLUMN jawaban.nilai IS 'Jawaban pada skala instrumen.';

CREATE VIEW responden AS
SELECT
    s.kode AS kode_survei,
    s.tahun,
    s.periode,
    s.kode_unit,
    s.nama_unit,
    s.wilayah,
    y.nama AS layanan,
    l.nomor,
    l.tanggal,
    l.lengkap,
    l.profil ->> 'jenis_kelamin' AS jenis_kelamin,
    l.profil ->> 'usia' AS usia,
    l.profil ->> 'pendidikan' AS pendidikan,
    l.profil ->> 'pekerjaan' AS pekerjaan,
    l.profil,
    l.survei_id,
    l.id AS lembar_id
FROM lembar AS l
JOIN survei AS s ON s.id = l.survei_id
LEFT JOIN layanan AS y ON y.id = l.layanan_id;
COMMENT ON VIEW responden IS 'Satu baris per lembar dengan ciri respondennya. Kelompok di bawah lima orang jangan ditampilkan: orangnya dapat dikenali.';
COMMENT ON COLUMN responden.usia IS 'Usia dalam tahun, atau kelompok usia menurut instrumennya.';
COMMENT ON COLUMN responden.profil IS 'Semua ciri per kunci isian.';

COMMENT ON VIEW ikm IS 'Indeks setiap survei, tepat dan tercetak, dihitung dari tabel hitungan.';
COMMENT ON COLUMN ikm.survei_id IS 'Surveinya.';
COMMENT ON COLUMN ikm.wilayah IS 'Kode kecamatan, atau bila tidak ada, pemerintah daerahnya.';
COMMENT ON COLUMN ikm.indeks IS 'Singkatan indeks: IKM, IPKP, atau IPAK.';
COMMENT ON COLUMN ikm.indeks_tertinggi IS 'Nilai tertinggi indeks itu.';
COMMENT ON COLUMN ikm.bobot IS 'Aturan bobot: 1/N, 0.111, atau 0.11.';
COMMENT ON COLUMN ikm.jawaban_kosong IS 'Aturan jawaban kosong.';
COMMENT ON COLUMN ikm.n IS 'Jumlah lembar yang dihitung.';
COMMENT ON COLUMN ikm.disisihkan IS 'Lembar tidak lengkap yang tidak dihitung.';
COMMENT ON COLUMN ikm.ikm IS 'Indeks menurut aturan bobotnya, enam desimal.';
COMMENT ON COLUMN ikm.ikm_cetak IS 'Indeks sebagaimana dicetak, dua desimal, setengah ke atas.';
COMMENT ON COLUMN ikm.ikm_eksak IS 'Indeks dengan bobot tepat.';
COMMENT ON COLUMN ikm.ikm_eksak_cetak IS 'Indeks dengan bobot tepat sebagaimana dicetak.';
COMMENT ON COLUMN ikm.mutu IS 'Huruf mutu.';
COMMENT ON COLUMN ikm.kinerja IS 'Kinerja dalam kata.';
COMMENT ON COLUMN ikm.catatan IS 'Kalimat yang harus ikut ditampilkan bersama angkanya.';

COMMENT ON VIEW unsur IS 'Nilai setiap unsur setiap survei, tepat dan tercetak.';
COMMENT ON COLUMN unsur.survei_id IS 'Surveinya.';
COMMENT ON COLUMN unsur.urutan IS 'Urutan unsur dalam laporan.';
COMMENT ON COLUMN unsur.unsur IS 'Kunci unsur yang tetap.';
COMMENT ON COLUMN unsur.kode_unsur IS 'Kode yang dicetak.';
COMMENT ON COLUMN unsur.n IS 'Jawaban sah; yang paling sedikit bila unsurnya punya beberapa pertanyaan.';
COMMENT ON COLUMN unsur.nrr IS 'Nilai rata-rata unsur.';
COMMENT ON COLUMN unsur.nrr_cetak IS 'NRR sebagaimana dicetak, tiga desimal.';
COMMENT ON COLUMN unsur.nrr_tertimbang IS 'NRR dikali bobotnya.';
COMMENT ON COLUMN unsur.nrr_tertimbang_cetak IS 'NRR tertimbang sebagaimana dicetak, tiga desimal.';
COMMENT ON COLUMN unsur.konversi IS 'NRR pada skala indeks.';
COMMENT ON COLUMN unsur.konversi_cetak IS 'Nilai konversi sebagaimana dicetak, dua desimal.';
COMMENT ON COLUMN unsur.mutu IS 'Huruf mutu.';
COMMENT ON COLUMN unsur.kinerja IS 'Kinerja dalam kata.';
