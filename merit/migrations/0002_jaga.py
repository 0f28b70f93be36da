"""Rows of a run: a table of its own while it is computed, a partition with its keys once it is whole; then it never changes."""

from django.db import migrations

TABLES = """
CREATE TABLE merit_nilai (
    putaran integer NOT NULL,
    pegawai_id uuid NOT NULL,
    unit_id uuid,
    perangkat_id uuid,
    jenjang text NOT NULL,
    rumpun text NOT NULL,
    skor integer[] NOT NULL,
    bukti uuid[] NOT NULL,
    y bigint,
    x bigint,
    total bigint,
    kotak smallint CHECK (kotak BETWEEN 1 AND 9),
    status text NOT NULL CHECK (status IN ('lengkap', 'belum_lengkap', 'tidak_memenuhi')),
    kurang text[] NOT NULL,
    gerbang text[] NOT NULL,
    duk integer[] NOT NULL,
    -- Missing data never becomes a number, and a closed gate never a box.
    CONSTRAINT nilai_lengkap CHECK ((total IS NULL) = (cardinality(kurang) > 0)),
    CONSTRAINT nilai_status CHECK (
        status = CASE WHEN cardinality(gerbang) > 0 THEN 'tidak_memenuhi' WHEN total IS NULL THEN 'belum_lengkap'
                      ELSE 'lengkap' END
    ),
    CONSTRAINT nilai_kotak CHECK (kotak IS NULL OR status = 'lengkap')
) PARTITION BY LIST (putaran);
CREATE TABLE merit_peringkat (
    putaran integer NOT NULL,
    pegawai_id uuid NOT NULL,
    jenjang integer NOT NULL,
    jenjang_dari integer NOT NULL,
    jenjang_perangkat integer NOT NULL,
    jenjang_perangkat_dari integer NOT NULL,
    rumpun integer NOT NULL,
    rumpun_dari integer NOT NULL,
    rumpun_perangkat integer NOT NULL,
    rumpun_perangkat_dari integer NOT NULL,
    CONSTRAINT peringkat_isi CHECK (
        jenjang BETWEEN 1 AND jenjang_dari AND jenjang_perangkat BETWEEN 1 AND jenjang_perangkat_dari
        AND rumpun BETWEEN 1 AND rumpun_dari AND rumpun_perangkat BETWEEN 1 AND rumpun_perangkat_dari
    )
) PARTITION BY LIST (putaran);
DO $$ BEGIN
    IF to_regrole('asn_app') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON merit_nilai, merit_peringkat FROM asn_app;
    END IF;
END $$;
ALTER TABLE merit_putaran ADD CONSTRAINT putaran_tidak_mendahului
    CHECK (pada <= (diketahui_pada AT TIME ZONE 'Asia/Jakarta')::date);
"""

# Placements of a person as of a cut-off, and not only as known now.
INDEXES = """
CREATE INDEX merit_penempatan_pegawai ON jabatan_penempatan (pegawai_id) WHERE jenis IN ('definitif', 'plt', 'plh', 'pj');
"""

# The serving role owns no table: it opens, closes and drops the tables of a run through these.
ROOMS = """
CREATE FUNCTION merit_buka_putaran(nomor integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    tabel text;
BEGIN
    IF NOT EXISTS (SELECT FROM merit_putaran p WHERE p.nomor = merit_buka_putaran.nomor AND p.status = 'berjalan') THEN
        RAISE EXCEPTION 'Putaran % tidak sedang dihitung.', nomor USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOREACH tabel IN ARRAY ARRAY['merit_nilai', 'merit_peringkat'] LOOP
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING CONSTRAINTS)', tabel || '_' || nomor, tabel);
        IF to_regrole('asn_app') IS NOT NULL THEN
            EXECUTE format('REVOKE ALL ON %I FROM asn_app', tabel || '_' || nomor);
            EXECUTE format('GRANT SELECT, INSERT ON %I TO asn_app', tabel || '_' || nomor);
        END IF;
    END LOOP;
END $$;

-- Keys and indexes come after the rows: they are built once, sorted.
CREATE FUNCTION merit_tutup_putaran(nomor integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    nilai text := 'merit_nilai_' || nomor;
    peringkat text := 'merit_peringkat_' || nomor;
    tabel text;
BEGIN
    IF NOT EXISTS (SELECT FROM merit_putaran p WHERE p.nomor = merit_tutup_putaran.nomor AND p.status = 'berjalan')
       OR EXISTS (SELECT FROM merit_bagianputaran b JOIN merit_putaran p ON p.id = b.putaran_id
                   WHERE p.nomor = merit_tutup_putaran.nomor AND b.selesai_pada IS NULL) THEN
        RAISE EXCEPTION 'Putaran % belum selesai dihitung.', nomor USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (putaran, pegawai_id), ADD CHECK (putaran = %s)', nilai, nomor);
    EXECUTE format('CREATE INDEX ON %I (jenjang, total DESC NULLS LAST)', nilai);
    EXECUTE format('CREATE INDEX ON %I (perangkat_id, kotak)', nilai);
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (putaran, pegawai_id), ADD CHECK (putaran = %s)', peringkat, nomor);
    FOREACH tabel IN ARRAY ARRAY['merit_nilai', 'merit_peringkat'] LOOP
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', tabel, tabel || '_' || nomor, nomor);
        EXECUTE format('CREATE TRIGGER tetap BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION core_tolak()', tabel || '_' || nomor);
        EXECUTE format('CREATE TRIGGER tanpa_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION core_tolak()', tabel || '_' || nomor);
        IF to_regrole('asn_app') IS NOT NULL THEN
            EXECUTE format('REVOKE INSERT ON %I FROM asn_app', tabel || '_' || nomor);
        END IF;
        EXECUTE format('ANALYZE %I', tabel || '_' || nomor);
    END LOOP;
END $$;

-- Only what was cancelled before it was whole.
CREATE FUNCTION merit_buang_putaran(nomor integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM merit_putaran p WHERE p.nomor = merit_buang_putaran.nomor AND p.status = 'dibatalkan'
                      AND p.selesai_pada IS NULL) THEN
        RAISE EXCEPTION 'Hasil putaran % tidak dibuang.', nomor USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('DROP TABLE IF EXISTS %I', 'merit_nilai_' || nomor);
    EXECUTE format('DROP TABLE IF EXISTS %I', 'merit_peringkat_' || nomor);
END $$;
"""

GUARDS = """
CALL core_pasang_jejak('merit_instrumen', 'id');
CALL core_pasang_jejak('merit_versiinstrumen', 'id');
CALL core_pasang_jejak('merit_putaran', 'id');
CALL core_pasang_jejak('merit_sanggah', 'id');
CALL core_pasang_jejak('merit_hasilasesmen', 'id');
CALL core_jaga_tabel_bertanggal('merit_hasilasesmen');
CALL core_tanpa_hapus('merit_instrumen');
CALL core_tanpa_hapus('merit_versiinstrumen');
CALL core_tanpa_hapus('merit_putaran');
CALL core_tanpa_hapus('merit_bagianputaran');
CALL core_tanpa_hapus('merit_sanggah');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON merit_sampelmerit FOR EACH ROW EXECUTE FUNCTION core_tolak();

CREATE FUNCTION merit_jaga_versi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draf' AND (to_jsonb(NEW) - 'berlaku') <> (to_jsonb(OLD) - 'berlaku') THEN
        RAISE EXCEPTION 'Instrumen yang sudah berlaku tidak diubah; buat versi baru.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> 'draf' AND lower(NEW.berlaku) <> lower(OLD.berlaku) THEN
        RAISE EXCEPTION 'Awal berlakunya instrumen tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER versi_tetap BEFORE UPDATE ON merit_versiinstrumen FOR EACH ROW EXECUTE FUNCTION merit_jaga_versi();

-- Weights that do not sum, or limits that leave holes, are refused whatever wrote them (as merit/susunan.py says it).
CREATE FUNCTION merit_susunan_sah(isi jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_array_length(isi -> 'sumbu') BETWEEN 1 AND 2
       AND NOT EXISTS (
           SELECT FROM jsonb_array_elements(isi -> 'sumbu') AS sumbu
            WHERE jsonb_array_length(sumbu -> 'komponen') = 0
               OR (coalesce(sumbu ->> 'pembagi', '100')::int = 100
                   AND (SELECT sum((k ->> 'bobot')::numeric) FROM jsonb_array_elements(sumbu -> 'komponen') AS k) <> 100))
       AND ((isi ->> 'batas_tengah') IS NULL) = ((isi ->> 'batas_atas') IS NULL)
       AND coalesce((isi ->> 'batas_tengah')::numeric > 0
                    AND (isi ->> 'batas_tengah')::numeric < (isi ->> 'batas_atas')::numeric
                    AND (isi ->> 'batas_atas')::numeric <= 100, true)
       AND NOT EXISTS (
           SELECT FROM (
               SELECT (band ->> 'lebih_dari')::numeric AS batas, lead((band ->> 'lebih_dari')::numeric) OVER (ORDER BY urut) AS berikut,
                      urut, count(*) OVER () AS banyak
                 FROM jsonb_array_elements(coalesce(isi -> 'kategori', '[]'::jsonb)) WITH ORDINALITY AS baris (band, urut)) AS tangga
            WHERE (urut < banyak AND batas IS NULL) OR (urut = banyak AND batas IS NOT NULL)
               OR (urut < banyak - 1 AND berikut >= batas))
$$;
ALTER TABLE merit_versiinstrumen ADD CONSTRAINT versi_susunan_sah CHECK (merit_susunan_sah(isi));

-- Steps of a run, as in merit/aturan/alur.py; what was asked never changes, what was found is written once.
CREATE FUNCTION merit_jaga_putaran() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    langkah text[] := ARRAY['draf>berjalan', 'draf>dibatalkan', 'berjalan>selesai', 'berjalan>dibatalkan',
                            'selesai>diperiksa', 'selesai>dibatalkan', 'diperiksa>terbit', 'diperiksa>dibatalkan'];
    tetap text[] := ARRAY['nomor', 'instansi_id', 'versi_id', 'kohort', 'unit_id', 'pada', 'diketahui_pada', 'pemicu', 'menggantikan_id'];
    kunci text;
BEGIN
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status) = ANY(langkah) THEN
        RAISE EXCEPTION 'Putaran tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    FOREACH kunci IN ARRAY tetap LOOP
        IF to_jsonb(NEW) -> kunci <> to_jsonb(OLD) -> kunci THEN
            RAISE EXCEPTION 'Pertanyaan putaran tidak diubah; mulai putaran baru.' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    IF OLD.sidik <> '' AND (NEW.sidik, NEW.sidik_masukan, NEW.jumlah, NEW.lengkap, NEW.tertutup)
       <> (OLD.sidik, OLD.sidik_masukan, OLD.jumlah, OLD.lengkap, OLD.tertutup) THEN
        RAISE EXCEPTION 'Hasil putaran tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status IN ('terbit', 'dibatalkan') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Putaran yang terbit atau dibatalkan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER putaran_tetap BEFORE UPDATE ON merit_putaran FOR EACH ROW EXECUTE FUNCTION merit_jaga_putaran();

CREATE FUNCTION merit_jaga_bagian() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.selesai_pada IS NOT NULL OR NEW.putaran_id <> OLD.putaran_id OR NEW.unit_id IS DISTINCT FROM OLD.unit_id THEN
        RAISE EXCEPTION 'Bagian putaran yang selesai tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bagian_tetap BEFORE UPDATE ON merit_bagianputaran FOR EACH ROW EXECUTE FUNCTION merit_jaga_bagian();

-- Against a published run, by the one it is about, answered by somebody else.
CREATE FUNCTION merit_jaga_sanggah() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM merit_putaran WHERE id = NEW.putaran_id AND status = 'terbit') THEN
            RAISE EXCEPTION 'Yang disanggah adalah putaran yang sudah terbit.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.putaran_id, NEW.pegawai_id, NEW.komponen, NEW.alasan, NEW.batas)
       <> (OLD.putaran_id, OLD.pegawai_id, OLD.komponen, OLD.alasan, OLD.batas) THEN
        RAISE EXCEPTION 'Isi sanggah tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status)
       = ANY(ARRAY['diajukan>diterima', 'diajukan>ditolak', 'diajukan>dicabut']) THEN
        RAISE EXCEPTION 'Sanggah tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.dijawab_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id) THEN
        RAISE EXCEPTION 'Sanggah tidak dijawab oleh yang mengajukannya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sanggah_tetap BEFORE INSERT OR UPDATE ON merit_sanggah FOR EACH ROW EXECUTE FUNCTION merit_jaga_sanggah();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("merit", "0001_merit"),
        ("core", "0002_jejak"),
        ("pegawai", "0001_pegawai"),
        ("jabatan", "0001_peta"),
    ]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (TABLES, INDEXES, ROOMS, GUARDS)]
