"""The alphabet of the people who are shown: its index knows that withdrawn records are left out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pegawai", "0003_ditarik"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="pegawai",
            name="pegawai_instansi_nama",
        ),
        migrations.AddIndex(
            model_name="pegawai",
            index=models.Index(
                condition=models.Q(("ditarik_pada", None)), fields=["instansi", "nama", "id"], name="pegawai_abjad"
            ),
        ),
        migrations.AddIndex(
            model_name="pegawai",
            index=models.Index(condition=models.Q(("ditarik_pada", None)), fields=["instansi"], name="pegawai_tampil"),
        ),
    ]
