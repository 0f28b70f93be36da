"""Forms that save themselves while they are filled in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0007_letak_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrafFormulir",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("formulir", models.CharField(max_length=60)),
                ("jalur", models.CharField(max_length=300)),
                ("versi", models.PositiveIntegerField(default=1)),
                ("isi", models.BinaryField()),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("disimpan_pada", models.DateTimeField()),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_draf",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draf formulir",
                "verbose_name_plural": "draf formulir",
                "constraints": [models.UniqueConstraint(fields=("pengguna", "formulir", "jalur"), name="draf_satu")],
            },
        ),
    ]
