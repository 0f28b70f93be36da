"""Lists that people keep under a name."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# The name and the filters of a list may hold the name of a person: the trace shows that they changed, not what they are.
TRACED = "CALL core_pasang_jejak('lembar_daftartersimpan', 'id', 'nama', 'kueri')"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0005_pekerjaan_latar"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DaftarTersimpan",
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
                ("daftar", models.CharField(max_length=40)),
                ("nama", models.CharField(max_length=80, verbose_name="nama daftar")),
                ("kueri", models.CharField(blank=True, max_length=1000)),
                (
                    "kolom",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("utama", models.BooleanField(default=False, verbose_name="dibuka lebih dulu")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "pemilik",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_tersimpan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "daftar tersimpan",
                "verbose_name_plural": "daftar tersimpan",
                "indexes": [
                    models.Index(condition=models.Q(("unit__isnull", False)), fields=["unit"], name="daftar_dibagikan")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pemilik", "daftar", "nama"),
                        name="daftar_satu_nama",
                        violation_error_message="Anda sudah mempunyai daftar dengan nama ini.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("utama", True)), fields=("pemilik", "daftar"), name="daftar_satu_utama"
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
