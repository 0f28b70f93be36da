"""Trace and guards of placements, study on duty and guidance: nobody decides about himself, what was confirmed stays."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('pelatihan_lowonganmagang', 'id');
CALL core_pasang_jejak('pelatihan_sasaranmagang', 'id');
CALL core_pasang_jejak('pelatihan_pesertamagang', 'id');
CALL core_pasang_jejak('pelatihan_tautanmentor', 'id', 'sidik');
CALL core_pasang_jejak('pelatihan_catatanmagang', 'id');
CALL core_pasang_jejak('pelatihan_evaluasimagang', 'id');
CALL core_pasang_jejak('pelatihan_tugasbelajar', 'id');
CALL core_pasang_jejak('pelatihan_perpanjanganbelajar', 'id');
CALL core_pasang_jejak('pelatihan_laporanbelajar', 'id');
CALL core_pasang_jejak('pelatihan_bimbingan', 'id');
CALL core_pasang_jejak('pelatihan_sesibimbingan', 'id');
CALL core_tanpa_hapus('pelatihan_lowonganmagang');
CALL core_tanpa_hapus('pelatihan_pesertamagang');
CALL core_tanpa_hapus('pelatihan_tautanmentor');
CALL core_tanpa_hapus('pelatihan_catatanmagang');
CALL core_tanpa_hapus('pelatihan_tugasbelajar');
CALL core_tanpa_hapus('pelatihan_laporanbelajar');
CALL core_tanpa_hapus('pelatihan_bimbingan');
CALL core_tanpa_hapus('pelatihan_sesibimbingan');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_evaluasimagang FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_perpanjanganbelajar FOR EACH ROW EXECUTE FUNCTION core_tolak();

CREATE FUNCTION pelatihan_jaga_magang() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id) IN (NEW.diputus_oleh_id, NEW.diseleksi_oleh_id) THEN
        RAISE EXCEPTION 'Lamaran magang tidak diputus oleh pelamarnya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bukan_sendiri BEFORE INSERT OR UPDATE ON pelatihan_pesertamagang FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_magang();

CREATE FUNCTION pelatihan_jaga_belajar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id) IN (NEW.diputus_oleh_id, NEW.ditetapkan_oleh_id) THEN
        RAISE EXCEPTION 'Tugas belajar tidak diputus oleh pegawainya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bukan_sendiri BEFORE INSERT OR UPDATE ON pelatihan_tugasbelajar FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_belajar();

CREATE FUNCTION pelatihan_jaga_catatan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'disahkan' THEN
        RAISE EXCEPTION 'Catatan yang sudah disahkan mentor tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.diputus_oleh_id = (SELECT orang.pengguna_id FROM pelatihan_pesertamagang AS ikut
                              JOIN pegawai_pegawai AS orang ON orang.id = ikut.pegawai_id WHERE ikut.id = NEW.peserta_id) THEN
        RAISE EXCEPTION 'Catatan magang tidak disahkan oleh pesertanya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catatan_tetap BEFORE UPDATE ON pelatihan_catatanmagang FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_catatan();

CREATE FUNCTION pelatihan_jaga_sesi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.disahkan_pada IS NOT NULL THEN
        RAISE EXCEPTION 'Pertemuan yang sudah disahkan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sesi_tetap BEFORE UPDATE ON pelatihan_sesibimbingan FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_sesi();
"""


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0009_kegiatan")]

    operations = [migrations.RunSQL(TRACED, migrations.RunSQL.noop)]
