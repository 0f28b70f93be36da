"""Trace and guards of notes, proofs and feedback: inside the stretch of the plan, not after the handing over, never rewritten."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('kinerja_rencanaaksi', 'id');
CALL core_pasang_jejak('kinerja_progres', 'id');
CALL core_pasang_jejak('kinerja_buktidukung', 'id');
CALL core_pasang_jejak('kinerja_umpanbalik', 'id');
CALL core_tanpa_hapus('kinerja_umpanbalik');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON kinerja_umpanbalik FOR EACH ROW EXECUTE FUNCTION core_tolak();
"""

NOTES = """
CREATE FUNCTION kinerja_jaga_progres() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    catatan record;
    rencana record;
BEGIN
    IF TG_OP = 'DELETE' THEN catatan := OLD; ELSE catatan := NEW; END IF;
    SELECT skp.pegawai_id, skp.berlaku INTO rencana FROM kinerja_rencanahasilkerja AS rhk JOIN kinerja_skp AS skp ON skp.id = rhk.skp_id
    WHERE rhk.id = catatan.rhk_id;
    IF TG_OP <> 'DELETE' AND (rencana.pegawai_id <> catatan.pegawai_id OR NOT rencana.berlaku @> catatan.tanggal) THEN
        RAISE EXCEPTION 'Progres dicatat pada SKP sendiri, di dalam masanya.' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM kinerja_evaluasi AS evaluasi
        WHERE evaluasi.pegawai_id = catatan.pegawai_id AND evaluasi.masa @> catatan.tanggal AND evaluasi.sumber = 'portal'
          AND evaluasi.status IN ('disampaikan', 'keberatan', 'diputus', 'final')
    ) THEN
        RAISE EXCEPTION 'Hasil evaluasi masa itu sudah disampaikan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN catatan;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE OR DELETE ON kinerja_progres
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_progres();
"""


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0008_pelaksanaan"), ("core", "0002_jejak")]

    operations = [
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(NOTES, migrations.RunSQL.noop),
    ]
