"""Trace and guards of gaps and plans; programmes name competences by the codes of the dictionary of jabatan."""

from django.db import migrations

TRACED = """
CALL core_pasang_jejak('pelatihan_pengukurankompetensi', 'id');
CALL core_pasang_jejak('pelatihan_kebutuhantema', 'id');
CALL core_pasang_jejak('pelatihan_rencanapengembangan', 'id');
CALL core_pasang_jejak('pelatihan_butirrencana', 'id');
CALL core_pasang_jejak('pelatihan_rencanainstansi', 'id');
CALL core_pasang_jejak('pelatihan_programrencana', 'id');
CALL core_pasang_jejak('pelatihan_tautankonsultasi', 'id', 'sidik');
CALL core_pasang_jejak('pelatihan_komentarrencana', 'id');
CALL core_tanpa_hapus('pelatihan_pengukurankompetensi');
CALL core_tanpa_hapus('pelatihan_kebutuhantema');
CALL core_tanpa_hapus('pelatihan_rencanapengembangan');
CALL core_tanpa_hapus('pelatihan_rencanainstansi');
CALL core_tanpa_hapus('pelatihan_komentarrencana');

CREATE FUNCTION pelatihan_jaga_ukur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'ditarik_pada') <> (to_jsonb(OLD) - 'ditarik_pada') THEN
        RAISE EXCEPTION 'Pengukuran kompetensi tidak diubah; catat yang baru.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ukur_tetap BEFORE UPDATE ON pelatihan_pengukurankompetensi FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_ukur();

CREATE FUNCTION pelatihan_jaga_rencana() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'disepakati' AND NEW.status = 'disepakati' AND (
        NEW.diputus_oleh_id IS NULL
        OR NEW.diputus_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id)
    ) THEN
        RAISE EXCEPTION 'Rencana tidak disepakati oleh pemiliknya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rencana_tetap BEFORE UPDATE ON pelatihan_rencanapengembangan FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_rencana();

-- A comment stays as the partner wrote it; it is answered once.
CREATE FUNCTION pelatihan_jaga_komentar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.isi <> NEW.isi OR OLD.tautan_id <> NEW.tautan_id OR OLD.pada <> NEW.pada OR OLD.tanggapan <> '' THEN
        RAISE EXCEPTION 'Komentar dan tanggapannya tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER komentar_tetap BEFORE UPDATE ON pelatihan_komentarrencana FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_komentar();
"""
CODES = """
UPDATE pelatihan_sasarankompetensi AS sasaran SET kode = baru.kode
FROM (VALUES ('integritas', 'MAN-1'), ('kerja_sama', 'MAN-2'), ('komunikasi', 'MAN-3'), ('orientasi_hasil', 'MAN-4'),
             ('pelayanan_publik', 'MAN-5'), ('pengembangan_diri', 'MAN-6'), ('mengelola_perubahan', 'MAN-7'),
             ('pengambilan_keputusan', 'MAN-8'), ('perekat_bangsa', 'SOS-1')) AS baru (lama, kode)
WHERE sasaran.kode = baru.lama
"""


class Migration(migrations.Migration):
    dependencies = [("pelatihan", "0005_pengembangan")]

    operations = [
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(CODES, migrations.RunSQL.noop),
    ]
