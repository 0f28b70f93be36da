"""Trace and guards of the tables about people."""

from django.db import migrations

SQL = """
CALL core_pasang_jejak('pegawai_pegawai', 'id', 'nik_sandi', 'nik_sidik');
CALL core_pasang_jejak('pegawai_nomorpegawai', 'id');
CALL core_pasang_jejak('pegawai_keanggotaanunit', 'id');
CALL core_pasang_jejak('pegawai_hubunganatasan', 'id');
CALL core_pasang_jejak('pegawai_laporandata', 'id');
CALL core_tanpa_hapus('pegawai_pegawai');
CALL core_tanpa_hapus('pegawai_laporandata');
CALL core_jaga_tabel_bertanggal('pegawai_nomorpegawai');
CALL core_jaga_tabel_bertanggal('pegawai_keanggotaanunit');
CALL core_jaga_tabel_bertanggal('pegawai_hubunganatasan');
"""


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0001_pegawai"), ("core", "0002_jejak")]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
