-- Skema puas di PostgreSQL, versi 1: tabel. Tampilan ikm, unsur, jawaban, dan responden dibuat
-- sesudahnya, dari angka.sql dan postgresql-tampilan.sql.
CREATE TABLE versi_skema (
    versi integer PRIMARY KEY,
    program text NOT NULL,
    dipasang_pada timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE versi_skema IS 'Versi skema puas yang sudah dipasang oleh perintah puas terbitkan.';
COMMENT ON COLUMN versi_skema.versi IS 'Nomor versi; yang tertinggi berlaku.';
COMMENT ON COLUMN versi_skema.program IS 'Program yang memasangnya.';
COMMENT ON COLUMN versi_skema.dipasang_pada IS 'Waktu dipasang.';

CREATE TABLE sumber (
    id uuid PRIMARY KEY,
    kode_unit text NOT NULL,
    nama text NOT NULL,
    program text NOT NULL,
    log_seq bigint NOT NULL,
    log_hash text NOT NULL,
    mulai_pada timestamptz NOT NULL,
    selesai_pada timestamptz
);
COMMENT ON TABLE sumber IS 'Berkas Puas yang menerbitkan ke sini, satu baris per berkas.';
COMMENT ON COLUMN sumber.id IS 'Tanda pengenal berkas; salinannya memakai tanda yang sama.';
COMMENT ON COLUMN sumber.kode_unit IS 'Kode kantor pemilik berkas.';
COMMENT ON COLUMN sumber.nama IS 'Nama kantor pemilik berkas.';
COMMENT ON COLUMN sumber.program IS 'Program yang terakhir menerbitkan.';
COMMENT ON COLUMN sumber.log_seq IS 'Nomor baris log terakhir saat diterbitkan; berkas yang lebih lama ditolak.';
COMMENT ON COLUMN sumber.log_hash IS 'Sidik baris log itu.';
COMMENT ON COLUMN sumber.mulai_pada IS 'Awal penerbitan terakhir.';
COMMENT ON COLUMN sumber.selesai_pada IS 'Akhir penerbitan terakhir; kosong bila sedang berjalan atau terputus.';

CREATE TABLE instrumen (
    instrumen text PRIMARY KEY,
    kunci text NOT NULL,
    versi integer NOT NULL,
    nama text NOT NULL,
    indeks text NOT NULL,
    terendah integer NOT NULL,
    tertinggi integer NOT NULL,
    faktor_atas bigint NOT NULL,
    faktor_bawah bigint NOT NULL,
    indeks_tertinggi integer NOT NULL
);
COMMENT ON TABLE instrumen IS 'Kuesioner yang dipakai survei, satu baris per versi.';
COMMENT ON COLUMN instrumen.instrumen IS 'SHA-256 dari definisinya.';
COMMENT ON COLUMN instrumen.kunci IS 'Kunci instrumen, misalnya skm-9.';
COMMENT ON COLUMN instrumen.versi IS 'Versi instrumen.';
COMMENT ON COLUMN instrumen.nama IS 'Nama instrumen.';
COMMENT ON COLUMN instrumen.indeks IS 'Singkatan indeksnya: IKM, IPKP, atau IPAK.';
COMMENT ON COLUMN instrumen.terendah IS 'Jawaban terendah dalam skala.';
COMMENT ON COLUMN instrumen.tertinggi IS 'Jawaban tertinggi dalam skala.';
COMMENT ON COLUMN instrumen.faktor_atas IS 'Pembilang faktor konversi dari rata-rata jawaban ke indeks.';
COMMENT ON COLUMN instrumen.faktor_bawah IS 'Penyebut faktor konversi.';
COMMENT ON COLUMN instrumen.indeks_tertinggi IS 'Nilai indeks tertinggi: 100 untuk IKM, 4 untuk IPKP dan IPAK.';

CREATE TABLE instrumen_unsur (
    instrumen text NOT NULL REFERENCES instrumen,
    urutan integer NOT NULL,
    unsur text NOT NULL,
    kode text NOT NULL,
    nama text NOT NULL,
    bobot bigint NOT NULL,
    PRIMARY KEY (instrumen, unsur)
);
COMMENT ON TABLE instrumen_unsur IS 'Unsur setiap instrumen.';
COMMENT ON COLUMN instrumen_unsur.instrumen IS 'Instrumennya.';
COMMENT ON COLUMN instrumen_unsur.urutan IS 'Urutan dalam laporan, mulai 1.';
COMMENT ON COLUMN instrumen_unsur.unsur IS 'Kunci unsur yang tetap, misalnya persyaratan.';
COMMENT ON COLUMN instrumen_unsur.kode IS 'Kode yang dicetak, misalnya U1.';
COMMENT ON COLUMN instrumen_unsur.nama IS 'Nama unsur.';
COMMENT ON COLUMN instrumen_unsur.bobot IS 'Bobot sebagai bilangan bulat; bagiannya adalah bobot dibagi jumlah bobot.';

CREATE TABLE instrumen_pertanyaan (
    instrumen text NOT NULL REFERENCES instrumen,
    urutan integer NOT NULL,
    pertanyaan text NOT NULL,
    unsur text NOT NULL,
    teks text NOT NULL,
    PRIMARY KEY (instrumen, pertanyaan)
);
COMMENT ON TABLE instrumen_pertanyaan IS 'Pertanyaan setiap instrumen.';
COMMENT ON COLUMN instrumen_pertanyaan.instrumen IS 'Instrumennya.';
COMMENT ON COLUMN instrumen_pertanyaan.urutan IS 'Nomor di kertas.';
COMMENT ON COLUMN instrumen_pertanyaan.pertanyaan IS 'Kunci pertanyaan.';
COMMENT ON COLUMN instrumen_pertanyaan.unsur IS 'Unsur yang dihitungnya; kosong bila di luar indeks.';
COMMENT ON COLUMN instrumen_pertanyaan.teks IS 'Bunyi pertanyaan.';

CREATE TABLE instrumen_mutu (
    instrumen text NOT NULL REFERENCES instrumen,
    urutan integer NOT NULL,
    huruf text NOT NULL,
    kata text NOT NULL,
    batas bigint NOT NULL,
    PRIMARY KEY (instrumen, urutan)
);
COMMENT ON TABLE instrumen_mutu IS 'Tabel mutu setiap instrumen, dari yang tertinggi.';
COMMENT ON COLUMN instrumen_mutu.instrumen IS 'Instrumennya.';
COMMENT ON COLUMN instrumen_mutu.urutan IS 'Urutan, 1 untuk mutu tertinggi.';
COMMENT ON COLUMN instrumen_mutu.huruf IS 'Huruf mutu: A sampai D.';
COMMENT ON COLUMN instrumen_mutu.kata IS 'Kinerja dalam kata.';
COMMENT ON COLUMN instrumen_mutu.batas IS 'Batas bawah dalam persen dikali 1.000.000.';

CREATE TABLE survei (
    id uuid PRIMARY KEY,
    kode text NOT NULL,
    tahun integer NOT NULL,
    periode text NOT NULL,
    nama_periode text NOT NULL,
    awal date NOT NULL,
    akhir date NOT NULL,
    kode_unit text NOT NULL,
    nama_unit text NOT NULL,
    jenis_unit text NOT NULL,
    kode_induk text,
    nama_induk text,
    wilayah text NOT NULL,
    nama_wilayah text NOT NULL,
    instrumen text NOT NULL REFERENCES instrumen,
    keadaan text NOT NULL,
    metode text NOT NULL,
    populasi bigint,
    bobot text NOT NULL,
    jawaban_kosong text NOT NULL,
    lembar bigint NOT NULL,
    lembar_lengkap bigint NOT NULL,
    dimusnahkan_pada date,
    catatan text NOT NULL,
    sumber_id uuid NOT NULL REFERENCES sumber,
    sidik text NOT NULL,
    diterbitkan_pada timestamptz NOT NULL
);
CREATE INDEX survei_sumber ON survei (sumber_id);
COMMENT ON TABLE survei IS 'Survei: satu unit, satu periode, satu instrumen. Angkanya ada di tampilan ikm dan unsur.';
COMMENT ON COLUMN survei.id IS 'Tanda pengenal survei, sama di semua berkas.';
COMMENT ON COLUMN survei.kode IS 'Kode survei.';
COMMENT ON COLUMN survei.tahun IS 'Tahun survei.';
COMMENT ON COLUMN survei.periode IS 'Periode: tahunan, semester-1, triwulan-2, bulan-6, atau dua tanggal.';
COMMENT ON COLUMN survei.nama_periode IS 'Periode dalam kata.';
COMMENT ON COLUMN survei.awal IS 'Hari pertama periode.';
COMMENT ON COLUMN survei.akhir IS 'Hari terakhir periode.';
COMMENT ON COLUMN survei.kode_unit IS 'Kode unit yang tetap.';
COMMENT ON COLUMN survei.nama_unit IS 'Nama unit.';
COMMENT ON COLUMN survei.jenis_unit IS 'Jenis unit, misalnya kelurahan.';
COMMENT ON COLUMN survei.kode_induk IS 'Kode unit induk; kosong bila tidak ada.';
COMMENT ON COLUMN survei.nama_induk IS 'Nama unit induk.';
COMMENT ON COLUMN survei.wilayah IS 'Kode wilayah: kecamatan unit itu, atau bila tidak ada, pemerintah daerahnya.';
COMMENT ON COLUMN survei.nama_wilayah IS 'Nama wilayah itu.';
COMMENT ON COLUMN survei.instrumen IS 'Instrumennya.';
COMMENT ON COLUMN survei.keadaan IS 'rencana, terbuka, atau terkunci.';
COMMENT ON COLUMN survei.metode IS 'Cara mengumpulkan jawaban.';
COMMENT ON COLUMN survei.populasi IS 'Jumlah pengguna layanan; kosong bila tidak diketahui.';
COMMENT ON COLUMN survei.bobot IS 'Aturan bobot: 1/N, 0.111, atau 0.11.';
COMMENT ON COLUMN survei.jawaban_kosong IS 'Aturan jawaban kosong.';
COMMENT ON COLUMN survei.lembar IS 'Jumlah semua lembar.';
COMMENT ON COLUMN survei.lembar_lengkap IS 'Jumlah lembar yang menjawab semua pertanyaan.';
COMMENT ON COLUMN survei.dimusnahkan_pada IS 'Tanggal lembarnya dimusnahkan; hitungannya tetap ada.';
COMMENT ON COLUMN survei.catatan IS 'Kalimat yang harus ikut ditampilkan bersama angkanya.';
COMMENT ON COLUMN survei.sumber_id IS 'Berkas yang menerbitkannya.';
COMMENT ON COLUMN survei.sidik IS 'Sidik isi survei; yang sama tidak ditulis lagi.';
COMMENT ON COLUMN survei.diterbitkan_pada IS 'Waktu isinya terakhir berubah di sini.';

CREATE TABLE layanan (
    id uuid PRIMARY KEY,
    kode_unit text NOT NULL,
    nama text NOT NULL
);
COMMENT ON TABLE layanan IS 'Jenis layanan setiap unit.';
COMMENT ON COLUMN layanan.id IS 'Tanda pengenal layanan.';
COMMENT ON COLUMN layanan.kode_unit IS 'Unit yang memberikannya.';
COMMENT ON COLUMN layanan.nama IS 'Nama layanan.';

CREATE TABLE lembar (
    id uuid NOT NULL,
    survei_id uuid NOT NULL,
    layanan_id uuid NOT NULL,
    nomor bigint NOT NULL,
    tanggal date NOT NULL,
    lengkap boolean NOT NULL,
    jawaban jsonb NOT NULL,
    profil jsonb NOT NULL,
    revisi integer NOT NULL,
    diubah_pada timestamptz NOT NULL,
    PRIMARY KEY (survei_id, id)
);
COMMENT ON TABLE lembar IS 'Lembar kuesioner, tanpa saran dan tanpa nama petugas. Lebih mudah dibaca lewat tampilan jawaban dan responden.';
COMMENT ON COLUMN lembar.id IS 'Tanda pengenal lembar, sama di semua berkas.';
COMMENT ON COLUMN lembar.survei_id IS 'Surveinya.';
COMMENT ON COLUMN lembar.layanan_id IS 'Layanan yang diterima responden.';
COMMENT ON COLUMN lembar.nomor IS 'Nomor yang ditulis di kertas.';
COMMENT ON COLUMN lembar.tanggal IS 'Tanggal survei.';
COMMENT ON COLUMN lembar.lengkap IS 'Apakah semua pertanyaan dijawab.';
COMMENT ON COLUMN lembar.jawaban IS 'Jawaban per kunci pertanyaan; yang tidak dijawab tidak ada.';
COMMENT ON COLUMN lembar.profil IS 'Ciri responden per kunci isian.';
COMMENT ON COLUMN lembar.revisi IS 'Revisi lembar; yang lebih baru menggantikan yang lama.';
COMMENT ON COLUMN lembar.diubah_pada IS 'Waktu terakhir disimpan.';

CREATE TABLE hitungan (
    survei_id uuid NOT NULL,
    layanan_id uuid NOT NULL,
    lengkap boolean NOT NULL,
    pertanyaan text NOT NULL,
    nilai integer NOT NULL,
    n bigint NOT NULL,
    PRIMARY KEY (survei_id, layanan_id, lengkap, pertanyaan, nilai)
);
COMMENT ON TABLE hitungan IS 'Berapa lembar memberi nilai itu kepada pertanyaan itu; tetap ada sesudah lembarnya dimusnahkan.';
COMMENT ON COLUMN hitungan.survei_id IS 'Surveinya.';
COMMENT ON COLUMN hitungan.layanan_id IS 'Layanannya.';
COMMENT ON COLUMN hitungan.lengkap IS 'Dari lembar lengkap atau tidak lengkap.';
COMMENT ON COLUMN hitungan.pertanyaan IS 'Kunci pertanyaan.';
COMMENT ON COLUMN hitungan.nilai IS 'Jawaban pada skala.';
COMMENT ON COLUMN hitungan.n IS 'Jumlah lembar.';
