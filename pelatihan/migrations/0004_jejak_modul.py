"""Trace and guards of modules: what is done stays done, an attempt is answered once."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('pelatihan_moduldaring', 'id');
CALL core_pasang_jejak('pelatihan_bagianmodul', 'id');
CALL core_pasang_jejak('pelatihan_soalkuis', 'id', 'kunci');
CALL core_pasang_jejak('pelatihan_belajarmodul', 'id');
CALL core_pasang_jejak('pelatihan_percobaankuis', 'id');
CALL core_tanpa_hapus('pelatihan_belajarmodul');
CALL core_tanpa_hapus('pelatihan_percobaankuis');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_kemajuanbagian FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE FUNCTION pelatihan_jaga_kuis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.kirim_pada IS NOT NULL OR OLD.soal <> NEW.soal THEN
        RAISE EXCEPTION 'Kuis yang sudah dikirim tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kuis_tetap BEFORE UPDATE ON pelatihan_percobaankuis FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_kuis();
"""


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0003_modul")]

    operations = [migrations.RunSQL(TRACED, migrations.RunSQL.noop)]
