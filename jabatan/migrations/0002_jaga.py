"""Trace and guards of the map: what never differs, the reporting line without circles."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('jabatan_jabatan', 'id');
CALL core_pasang_jejak('jabatan_rincianjabatan', 'id');
CALL core_pasang_jejak('jabatan_penempatan', 'id');
CALL core_pasang_jejak('jabatan_diluarpeta', 'id');
CALL core_pasang_jejak('jabatan_pejabatnonasn', 'id');
CALL core_pasang_jejak('jabatan_koordinasiunit', 'id');
CALL core_jaga_tabel_bertanggal('jabatan_rincianjabatan');
CALL core_jaga_tabel_bertanggal('jabatan_penempatan');
CALL core_jaga_tabel_bertanggal('jabatan_diluarpeta');
CALL core_jaga_tabel_bertanggal('jabatan_pejabatnonasn');
CALL core_jaga_tabel_bertanggal('jabatan_koordinasiunit');
CALL core_tanpa_hapus('jabatan_jabatan');
DO $$ BEGIN
    -- Kind, level and single holder belong to a seat for life.
    IF to_regrole('asn_app') IS NOT NULL THEN REVOKE UPDATE ON jabatan_jabatan FROM asn_app; END IF;
END $$;
"""

# A placement says about its seat what the seat says.
SAME = """
ALTER TABLE jabatan_penempatan ADD CONSTRAINT penempatan_tunggal_seperti_jabatan
    FOREIGN KEY (jabatan_id, tunggal) REFERENCES jabatan_jabatan (id, tunggal) DEFERRABLE INITIALLY DEFERRED;
"""

# Once per statement over all new rows. A seat that a line leads back to itself on any day is refused, and so is a
# superior seat that has no single holder or belongs to another agency.
CIRCLE = """
CREATE FUNCTION jabatan_jaga_garis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM baru b JOIN jabatan_jabatan a ON a.id = b.induk_id JOIN jabatan_jabatan j ON j.id = b.jabatan_id
        WHERE NOT a.tunggal OR a.instansi_id <> j.instansi_id
    ) THEN
        RAISE EXCEPTION 'Atasan pada peta harus jabatan berpejabat tunggal di instansi yang sama.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'jabatan_induk_tunggal';
    END IF;
    IF EXISTS (
        WITH RECURSIVE naik (asal, di, masa) AS (
            SELECT jabatan_id, induk_id, berlaku FROM baru WHERE induk_id IS NOT NULL AND upper_inf(tercatat)
          UNION
            SELECT n.asal, r.induk_id, r.berlaku * n.masa FROM naik n
            JOIN jabatan_rincianjabatan r ON r.jabatan_id = n.di AND upper_inf(r.tercatat) AND r.berlaku && n.masa
            WHERE r.induk_id IS NOT NULL AND n.di <> n.asal
        )
        SELECT FROM naik WHERE asal = di
    ) THEN
        RAISE EXCEPTION 'Garis pertanggungjawaban melingkar.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'jabatan_garis_melingkar';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER garis_lurus AFTER INSERT ON jabatan_rincianjabatan REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION jabatan_jaga_garis();
"""

# How many rows are known now: without these the planner takes a third of them for current.
COUNTED = """
CREATE STATISTICS jabatan_rincianjabatan_kini ON (upper_inf(tercatat)) FROM jabatan_rincianjabatan;
CREATE STATISTICS jabatan_penempatan_kini ON (upper_inf(tercatat)) FROM jabatan_penempatan;
"""


class Migration(migrations.Migration):
    dependencies = [("jabatan", "0001_peta"), ("core", "0002_jejak")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (TRACED, SAME, CIRCLE, COUNTED)]
