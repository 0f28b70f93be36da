"""Pictures of the pages of stored papers, made in the worker."""

import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0004_masa_simpan"),
    ]

    operations = [
        migrations.CreateModel(
            name="GambarNaskah",
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
                ("sidik", models.CharField(max_length=64, verbose_name="sidik SHA-256")),
                ("nomor", models.PositiveSmallIntegerField()),
                ("nama_simpan", models.CharField(blank=True, max_length=100)),
                (
                    "naskah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_gambar", to="berkas.naskah"
                    ),
                ),
            ],
            options={
                "verbose_name": "gambar naskah",
                "verbose_name_plural": "gambar naskah",
                "constraints": [
                    models.UniqueConstraint(fields=("naskah", "sidik", "nomor"), name="gambar_naskah_sekali")
                ],
            },
        ),
    ]
