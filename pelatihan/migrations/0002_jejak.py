"""Trace and guards: places are counted by the database, the way is only added to, nobody decides about himself."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('pelatihan_penyelenggara', 'id');
CALL core_pasang_jejak('pelatihan_perjanjianpenyelenggara', 'id');
CALL core_pasang_jejak('pelatihan_programpelatihan', 'id', 'pencarian');
CALL core_pasang_jejak('pelatihan_sasarankompetensi', 'id');
CALL core_pasang_jejak('pelatihan_prasyaratprogram', 'id');
CALL core_pasang_jejak('pelatihan_kurikulumprogram', 'id');
CALL core_pasang_jejak('pelatihan_angkatanpelatihan', 'id');
CALL core_pasang_jejak('pelatihan_kuotaunit', 'id');
CALL core_pasang_jejak('pelatihan_pengajarangkatan', 'id');
CALL core_pasang_jejak('pelatihan_sesipelatihan', 'id');
CALL core_pasang_jejak('pelatihan_kepesertaan', 'id');
CALL core_pasang_jejak('pelatihan_kehadiran', 'id');
CALL core_pasang_jejak('pelatihan_sertifikat', 'id');
CALL core_jaga_tabel_bertanggal('pelatihan_perjanjianpenyelenggara');
CALL core_tanpa_hapus('pelatihan_penyelenggara');
CALL core_tanpa_hapus('pelatihan_programpelatihan');
CALL core_tanpa_hapus('pelatihan_kurikulumprogram');
CALL core_tanpa_hapus('pelatihan_angkatanpelatihan');
CALL core_tanpa_hapus('pelatihan_kepesertaan');
CALL core_tanpa_hapus('pelatihan_sertifikat');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_langkahpeserta FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_kurikulumprogram FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE SEQUENCE pelatihan_nomor_sertifikat;
DO $$ BEGIN
    IF to_regrole('asn_app') IS NOT NULL THEN GRANT USAGE ON SEQUENCE pelatihan_nomor_sertifikat TO asn_app; END IF;
END $$;
"""

# Who sits on a place is counted set by set; the check of the table refuses one too many, whatever wrote it.
PLACES = """
CREATE FUNCTION pelatihan_bertempat(keadaan text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT keadaan IN ('diterima', 'lulus', 'tidak_lulus', 'tidak_hadir') $$;

CREATE FUNCTION pelatihan_catat_kuota() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO pelatihan_tempatangkatan (angkatan_id, kuota, terisi) VALUES (NEW.id, NEW.kuota, 0)
    ON CONFLICT (angkatan_id) DO UPDATE SET kuota = EXCLUDED.kuota;
    RETURN NULL;
END $$;
CREATE TRIGGER kuota_dicatat AFTER INSERT OR UPDATE OF kuota ON pelatihan_angkatanpelatihan
    FOR EACH ROW EXECUTE FUNCTION pelatihan_catat_kuota();

CREATE FUNCTION pelatihan_hitung_baru() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE pelatihan_tempatangkatan AS tempat SET terisi = tempat.terisi + masuk.n
    FROM (SELECT angkatan_id, count(*) AS n FROM baru WHERE pelatihan_bertempat(status) GROUP BY angkatan_id) AS masuk
    WHERE tempat.angkatan_id = masuk.angkatan_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tempat_baru AFTER INSERT ON pelatihan_kepesertaan REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pelatihan_hitung_baru();

CREATE FUNCTION pelatihan_hitung_ubah() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE pelatihan_tempatangkatan AS tempat SET terisi = tempat.terisi + beda.n
    FROM (SELECT angkatan_id, sum(n)::int AS n FROM (
              SELECT angkatan_id, 1 AS n FROM baru WHERE pelatihan_bertempat(status)
              UNION ALL SELECT angkatan_id, -1 FROM lama WHERE pelatihan_bertempat(status)
          ) AS gerak GROUP BY angkatan_id HAVING sum(n) <> 0) AS beda
    WHERE tempat.angkatan_id = beda.angkatan_id;
    RETURN NULL;
END $$;
CREATE TRIGGER tempat_ubah AFTER UPDATE ON pelatihan_kepesertaan REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pelatihan_hitung_ubah();
DO $$ BEGIN
    IF to_regrole('asn_app') IS NOT NULL THEN REVOKE INSERT, UPDATE, DELETE ON pelatihan_tempatangkatan FROM asn_app; END IF;
END $$;
"""

# The same steps as pelatihan/aturan/alur_kepesertaan.py; a test compares the two.
PEOPLE = """
CREATE FUNCTION pelatihan_jaga_peserta() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    langkah text[] := ARRAY['diajukan>disetujui', 'diajukan>diterima', 'diajukan>cadangan', 'diajukan>ditolak',
                            'diajukan>dibatalkan', 'disetujui>diterima', 'disetujui>cadangan', 'disetujui>dibatalkan',
                            'cadangan>diterima', 'cadangan>dibatalkan', 'diterima>lulus', 'diterima>tidak_lulus',
                            'diterima>tidak_hadir', 'diterima>dibatalkan'];
BEGIN
    IF OLD.pegawai_id <> NEW.pegawai_id OR OLD.angkatan_id <> NEW.angkatan_id THEN
        RAISE EXCEPTION 'Kepesertaan tidak berpindah orang atau angkatan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status) = ANY(langkah) THEN
        RAISE EXCEPTION 'Kepesertaan tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'diajukan' AND NEW.status IN ('disetujui', 'diterima', 'cadangan', 'ditolak') AND (
        NEW.diputus_oleh_id IS NULL
        OR NEW.diputus_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id)
    ) THEN
        RAISE EXCEPTION 'Kepesertaan tidak disetujui oleh pesertanya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER peserta_tetap BEFORE UPDATE ON pelatihan_kepesertaan FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_peserta();

CREATE FUNCTION pelatihan_jaga_sertifikat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boleh text[] := ARRAY['status', 'diputus_oleh_id', 'diputus_pada', 'catatan', 'riwayat_id'];
BEGIN
    IF OLD.status <> 'diajukan' AND (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
        RAISE EXCEPTION 'Isi sertifikat yang sudah diputus tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status)
       = ANY(ARRAY['diajukan>disahkan', 'diajukan>ditolak', 'disahkan>dicabut']) THEN
        RAISE EXCEPTION 'Sertifikat tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'diajukan' AND NEW.status = 'disahkan' AND (
        NEW.diputus_oleh_id IS NULL
        OR NEW.diputus_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id)
    ) THEN
        RAISE EXCEPTION 'Sertifikat tidak disahkan oleh pemiliknya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sertifikat_tetap BEFORE UPDATE ON pelatihan_sertifikat FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_sertifikat();
"""


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0001_pelatihan"), ("core", "0002_jejak")]

    operations = [
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(PLACES, migrations.RunSQL.noop),
        migrations.RunSQL(PEOPLE, migrations.RunSQL.noop),
    ]
