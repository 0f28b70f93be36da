"""Trace and guards of evaluations: nobody rates himself or decides about his own rating, what was handed over stays."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('kinerja_evaluasi', 'id');
CALL core_pasang_jejak('kinerja_isievaluasi', 'id');
CALL core_pasang_jejak('kinerja_keberatan', 'id');
CALL core_pasang_jejak('kinerja_capaianorganisasi', 'id');
CALL core_tanpa_hapus('kinerja_keberatan');
CALL core_tanpa_hapus('kinerja_capaianorganisasi');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON kinerja_langkahevaluasi FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE SEQUENCE kinerja_tanda_evaluasi;
DO $$ BEGIN
    IF to_regrole('asn_app') IS NOT NULL THEN GRANT USAGE ON SEQUENCE kinerja_tanda_evaluasi TO asn_app; END IF;
END $$;
ALTER TABLE kinerja_evaluasi ADD CONSTRAINT evaluasi_dalam_tahun CHECK (
    NOT isempty(masa) AND NOT lower_inf(masa) AND NOT upper_inf(masa)
    AND lower(masa) >= make_date(tahun, 1, 1) AND upper(masa) <= make_date(tahun + 1, 1, 1)
);
"""

# The same steps as kinerja/aturan/alur_evaluasi.py; a test compares the two. What was imported is corrected by imports.
RATING = """
CREATE FUNCTION kinerja_jaga_evaluasi() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    langkah text[] := ARRAY['belum_mulai>draf', 'belum_mulai>dinilai', 'draf>dikirim', 'draf>dinilai', 'dikirim>draf',
                            'dikirim>dinilai', 'dinilai>dikirim', 'dinilai>disampaikan', 'disampaikan>keberatan',
                            'disampaikan>final', 'keberatan>diputus', 'diputus>final'];
    selalu text[] := ARRAY['status', 'putaran', 'diterima_pada', 'final_pada', 'siasn_id'];
    boleh text[] := selalu;
    putusan record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.sumber = 'portal' THEN
            RAISE EXCEPTION 'Evaluasi tidak dihapus.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.dinilai_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id) THEN
        RAISE EXCEPTION 'Evaluasi tidak dinilai oleh pegawainya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF OLD.pegawai_id <> NEW.pegawai_id OR OLD.tahun <> NEW.tahun OR OLD.jenis <> NEW.jenis OR OLD.nomor <> NEW.nomor
       OR OLD.sumber <> NEW.sumber THEN
        RAISE EXCEPTION 'Evaluasi tidak berpindah orang, masa, atau sumber.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.sumber <> 'portal' THEN
        RETURN NEW;
    END IF;
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status) = ANY(langkah) THEN
        RAISE EXCEPTION 'Evaluasi tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'keberatan' AND NEW.status = 'diputus' THEN
        SELECT * INTO putusan FROM kinerja_keberatan WHERE evaluasi_id = NEW.id;
        IF putusan.putusan IS NULL OR putusan.putusan = '' THEN
            RAISE EXCEPTION 'Keberatan belum diputus.' USING ERRCODE = 'check_violation';
        END IF;
        IF putusan.putusan = 'ubah' THEN
            boleh := selalu || ARRAY['hasil_kerja', 'perilaku_kerja', 'predikat'];
        END IF;
    END IF;
    -- Generated columns follow the ratings and are not yet computed here.
    boleh := boleh || ARRAY['hasil_siasn', 'perilaku_siasn', 'kuadran_siasn'];
    IF OLD.status IN ('disampaikan', 'keberatan', 'diputus', 'final')
       AND (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
        RAISE EXCEPTION 'Evaluasi yang sudah disampaikan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evaluasi_tetap BEFORE UPDATE OR DELETE ON kinerja_evaluasi
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_evaluasi();
CREATE TRIGGER isi_tetap BEFORE INSERT ON kinerja_evaluasi FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_evaluasi();

CREATE FUNCTION kinerja_jaga_isi_evaluasi() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    keadaan text;
BEGIN
    SELECT status INTO keadaan FROM kinerja_evaluasi
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.evaluasi_id ELSE NEW.evaluasi_id END;
    IF TG_OP <> 'INSERT' AND keadaan IN ('disampaikan', 'keberatan', 'diputus', 'final') THEN
        RAISE EXCEPTION 'Isi evaluasi yang sudah disampaikan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE OR DELETE ON kinerja_isievaluasi
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_isi_evaluasi();
"""

# An objection is written once, explained once, decided once; never decided by who rated or by who was rated.
OBJECTION = """
CREATE FUNCTION kinerja_jaga_keberatan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    dinilai record;
    boleh text[] := ARRAY[]::text[];
BEGIN
    SELECT evaluasi.status, evaluasi.sumber, evaluasi.dinilai_oleh_id, orang.pengguna_id AS pemilik, atasan.pengguna_id AS penilai
    INTO dinilai
    FROM kinerja_evaluasi AS evaluasi JOIN pegawai_pegawai AS orang ON orang.id = evaluasi.pegawai_id
    LEFT JOIN pegawai_pegawai AS atasan ON atasan.id = evaluasi.penilai_id
    WHERE evaluasi.id = NEW.evaluasi_id;
    IF NEW.diputus_oleh_id IS NOT NULL AND NEW.diputus_oleh_id IN (dinilai.pemilik, dinilai.penilai, dinilai.dinilai_oleh_id) THEN
        RAISE EXCEPTION 'Keberatan diputus oleh atasan pejabat penilai.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.penjelasan_oleh_id = dinilai.pemilik THEN
        RAISE EXCEPTION 'Penjelasan atas keberatan diberikan pejabat penilai.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF dinilai.sumber <> 'portal' THEN
            RAISE EXCEPTION 'Keberatan diajukan di tempat evaluasinya dibuat.' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.putusan = '' THEN
        boleh := ARRAY['putusan', 'pertimbangan', 'diputus_pada', 'diputus_oleh_id'];
        IF OLD.penjelasan = '' THEN
            boleh := boleh || ARRAY['penjelasan', 'penjelasan_pada', 'penjelasan_oleh_id'];
        END IF;
    END IF;
    IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
        RAISE EXCEPTION 'Keberatan yang sudah ditulis tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keberatan_tetap BEFORE INSERT OR UPDATE ON kinerja_keberatan
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_keberatan();
"""


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0004_evaluasi"), ("core", "0002_jejak")]

    operations = [
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(RATING, migrations.RunSQL.noop),
        migrations.RunSQL(OBJECTION, migrations.RunSQL.noop),
    ]
