"""Trace and guards of the plans: what an approved plan says stays, nobody approves his own, the way is only added to."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('kinerja_periodekinerja', 'id');
CALL core_pasang_jejak('kinerja_tenggatkinerja', 'id');
CALL core_pasang_jejak('kinerja_tambahanwaktu', 'id');
CALL core_pasang_jejak('kinerja_penetapansumber', 'id');
CALL core_pasang_jejak('kinerja_perjanjiankinerja', 'id');
CALL core_pasang_jejak('kinerja_indikatorunit', 'id');
CALL core_pasang_jejak('kinerja_skp', 'id');
CALL core_pasang_jejak('kinerja_rencanahasilkerja', 'id');
CALL core_pasang_jejak('kinerja_indikatorkinerja', 'id');
CALL core_pasang_jejak('kinerja_ekspektasiperilaku', 'id');
CALL core_tanpa_hapus('kinerja_periodekinerja');
CALL core_tanpa_hapus('kinerja_tambahanwaktu');
CALL core_tanpa_hapus('kinerja_perjanjiankinerja');
CALL core_tanpa_hapus('kinerja_indikatorunit');
CALL core_tanpa_hapus('kinerja_skp');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON kinerja_langkahskp FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON kinerja_catatanrencana FOR EACH ROW EXECUTE FUNCTION core_tolak();
"""

# The year, and the number of a receipt.
YEAR = """
ALTER TABLE kinerja_skp ADD CONSTRAINT skp_dalam_tahun CHECK (
    NOT isempty(berlaku) AND NOT lower_inf(berlaku) AND NOT upper_inf(berlaku)
    AND lower(berlaku) >= make_date(tahun, 1, 1) AND upper(berlaku) <= make_date(tahun + 1, 1, 1)
);
CREATE SEQUENCE kinerja_tanda_terima;
DO $$ BEGIN
    IF to_regrole('asn_app') IS NOT NULL THEN GRANT USAGE ON SEQUENCE kinerja_tanda_terima TO asn_app; END IF;
END $$;
"""

# The same steps as kinerja/aturan/alur_skp.py; a test compares the two.
PLAN = """
CREATE FUNCTION kinerja_jaga_skp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    langkah text[] := ARRAY['draf>diajukan', 'draf>dibatalkan', 'diajukan>draf', 'diajukan>disetujui', 'diajukan>dikembalikan',
                            'dikembalikan>diajukan', 'dikembalikan>dibatalkan', 'disetujui>diganti'];
    selalu text[] := ARRAY['status', 'dibagikan'];
    putusan text[] := ARRAY['status', 'dibagikan', 'penilai_id', 'atasan_penilai_id', 'diputus_pada', 'diputus_oleh_id', 'identitas'];
    boleh text[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'SKP tidak dihapus; batalkan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.pegawai_id <> NEW.pegawai_id OR OLD.periode_id <> NEW.periode_id OR OLD.tahun <> NEW.tahun THEN
        RAISE EXCEPTION 'SKP tidak berpindah orang atau tahun.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status) = ANY(langkah) THEN
        RAISE EXCEPTION 'SKP tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status IN ('diajukan', 'disetujui', 'diganti', 'dibatalkan') THEN
        boleh := CASE WHEN OLD.status = 'diajukan' THEN putusan ELSE selalu END;
        IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
            RAISE EXCEPTION 'SKP yang sudah diajukan atau diputus tidak diubah.' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF NEW.status IN ('disetujui', 'dikembalikan') AND OLD.status = 'diajukan' AND (
        NEW.diputus_oleh_id IS NULL
        OR NEW.diputus_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id)
    ) THEN
        RAISE EXCEPTION 'SKP tidak diputus oleh pemiliknya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER skp_tetap BEFORE UPDATE OR DELETE ON kinerja_skp FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_skp();
"""

# Rows of a plan change with it only while it is written. The link to the superior's result may also be set afterwards.
ROWS = """
CREATE FUNCTION kinerja_jaga_isi() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    baris jsonb := CASE WHEN TG_OP = 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    keadaan text;
BEGIN
    IF TG_TABLE_NAME = 'kinerja_indikatorkinerja' THEN
        SELECT skp.status INTO keadaan FROM kinerja_rencanahasilkerja AS rhk JOIN kinerja_skp AS skp ON skp.id = rhk.skp_id
        WHERE rhk.id = (baris ->> 'rhk_id')::uuid;
    ELSE
        SELECT status INTO keadaan FROM kinerja_skp WHERE id = (baris ->> 'skp_id')::uuid;
    END IF;
    IF keadaan IN ('draf', 'dikembalikan') OR keadaan IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'kinerja_rencanahasilkerja' AND keadaan IN ('diajukan', 'disetujui')
       AND (to_jsonb(NEW) - 'rhk_pimpinan_id') = (to_jsonb(OLD) - 'rhk_pimpinan_id') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Isi SKP yang sudah diajukan atau diputus tidak diubah.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE OR DELETE ON kinerja_rencanahasilkerja
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_isi();
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE OR DELETE ON kinerja_indikatorkinerja
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_isi();
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE OR DELETE ON kinerja_ekspektasiperilaku
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_isi();
"""


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0001_rencana"), ("core", "0002_jejak")]

    operations = [
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(YEAR, migrations.RunSQL.noop),
        migrations.RunSQL(PLAN, migrations.RunSQL.noop),
        migrations.RunSQL(ROWS, migrations.RunSQL.noop),
    ]
