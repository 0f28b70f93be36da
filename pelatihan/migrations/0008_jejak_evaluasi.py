"""Trace and guards of evaluation: what was said is said once."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('pelatihan_reaksipeserta', 'id');
CALL core_pasang_jejak('pelatihan_evaluasiperilaku', 'id');
CALL core_pasang_jejak('pelatihan_wajibpelatihan', 'id');
CALL core_tanpa_hapus('pelatihan_evaluasiperilaku');
CALL core_tanpa_hapus('pelatihan_wajibpelatihan');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_reaksipeserta FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE FUNCTION pelatihan_jaga_perilaku() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.pada IS NOT NULL OR OLD.kepesertaan_id <> NEW.kepesertaan_id THEN
        RAISE EXCEPTION 'Penilaian penerapan pelatihan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.oleh_id = (SELECT orang.pengguna_id FROM pelatihan_kepesertaan AS ikut
                      JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id WHERE ikut.id = NEW.kepesertaan_id) THEN
        RAISE EXCEPTION 'Penerapan pelatihan tidak dinilai oleh pesertanya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER perilaku_tetap BEFORE UPDATE ON pelatihan_evaluasiperilaku FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_perilaku();
"""


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0007_evaluasi")]

    operations = [migrations.RunSQL(TRACED, migrations.RunSQL.noop)]
