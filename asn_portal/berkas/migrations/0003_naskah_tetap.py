"""The serving role deletes no paper, no number and no history."""

from django.db import migrations

KEPT = """
CALL core_tanpa_hapus('berkas_naskah');
CALL core_tanpa_hapus('berkas_riwayatnaskah');
CALL core_tanpa_hapus('berkas_registernomor');
CALL core_tanpa_hapus('berkas_nomornaskah');
"""


class Migration(migrations.Migration):
    dependencies = [("berkas", "0002_naskah")]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
