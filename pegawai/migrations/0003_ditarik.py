"""Records that were brought in by mistake and taken back stay, marked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pegawai", "0002_jejak"),
    ]

    operations = [
        migrations.AddField(
            model_name="pegawai",
            name="ditarik_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
