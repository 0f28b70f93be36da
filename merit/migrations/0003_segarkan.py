"""The live view hears of every row that comes in, by whatever way; and closing a run looks only at what pages ask for."""

from django.db import migrations

# Arrays of a row are never searched: measuring their elements took longer than building the keys.
TUTUP = """
DO $$
DECLARE
    isi text := pg_get_functiondef('merit_tutup_putaran(integer)'::regprocedure);
    lama text := 'EXECUTE format(''ANALYZE %I'', tabel || ''_'' || nomor);';
BEGIN
    IF position(lama IN isi) = 0 THEN
        RAISE EXCEPTION 'merit_tutup_putaran is not as expected';
    END IF;
    isi := replace(isi, lama, '');
    EXECUTE replace(isi, 'END LOOP;', 'END LOOP;
    EXECUTE format(''ANALYZE %I (pegawai_id, unit_id, perangkat_id, jenjang, rumpun, y, x, total, kotak, status)'', nilai);
    EXECUTE format(''ANALYZE %I'', peringkat);');
END $$;
"""

# One job for all people of a statement, once for a transaction. A statement about more than a night's batch leaves the whole
# agency to the job that counts it.
SEGARKAN = """
CREATE FUNCTION merit_segarkan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    orang uuid[];
    isi jsonb;
    nama text := 'merit.segarkan';
BEGIN
    IF TG_TABLE_NAME = 'kinerja_evaluasi' THEN
        orang := ARRAY(SELECT DISTINCT pegawai_id FROM baru WHERE jenis = 'tahunan' AND predikat <> '' ORDER BY 1 LIMIT 501);
    ELSIF TG_TABLE_NAME = 'kinerja_timkerja' THEN
        orang := ARRAY(SELECT DISTINCT ketua_id FROM baru ORDER BY 1 LIMIT 501);
    ELSE
        orang := ARRAY(SELECT DISTINCT pegawai_id FROM baru ORDER BY 1 LIMIT 501);
    END IF;
    IF cardinality(orang) = 0 THEN
        RETURN NULL;
    ELSIF cardinality(orang) > 500 THEN
        nama := 'merit.nilai_berjalan';
        isi := '[]';
    ELSE
        isi := jsonb_build_array(to_jsonb(orang));
    END IF;
    INSERT INTO core_pesankeluar (id, pekerjaan, argumen, kunci, status, dibuat_pada, kirim_setelah, percobaan, galat, tindakan_id)
    VALUES (uuidv7(), nama, isi, 'segar:' || pg_current_xact_id() || ':' || md5(isi::text), 'menunggu', clock_timestamp(),
            clock_timestamp(), 0, '', nullif(current_setting('asn.tindakan', true), '')::uuid)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""
SUMBER = (
    "pegawai_riwayatdiklat", "pegawai_riwayatgolongan", "pegawai_riwayathukuman", "pegawai_riwayatkedudukan",
    "pegawai_riwayatkursus", "pegawai_riwayatpendidikan", "pegawai_riwayatpenghargaan", "pegawai_riwayatprestasi",
    "jabatan_penempatan", "jabatan_anggotatim", "kinerja_evaluasi", "kinerja_timkerja", "kinerja_anggotatim", "merit_hasilasesmen",
)  # fmt: skip
PASANG = "\n".join(
    f"CREATE TRIGGER segar_{kata} AFTER {peristiwa} ON {tabel} REFERENCING NEW TABLE AS baru "
    f"FOR EACH STATEMENT EXECUTE FUNCTION merit_segarkan();"
    for tabel in SUMBER
    for kata, peristiwa in (("tambah", "INSERT"), ("ubah", "UPDATE"))
)


class Migration(migrations.Migration):
    dependencies = [
        ("merit", "0002_jaga"),
        ("core", "0014_cakupan_kinerja"),
        ("pegawai", "0017_sumber_kinerja"),
        ("jabatan", "0006_mutasi_dan_tim"),
        ("kinerja", "0016_tindak_lanjut"),
    ]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (TUTUP, SEGARKAN, PASANG)]
