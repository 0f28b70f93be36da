"""Where units work: a kabupaten or kota from a day on."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('core_letakunit', 'id');
CALL core_jaga_tabel_bertanggal('core_letakunit');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_token"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetakUnit",
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
                ("berlaku", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="berlaku")),
                (
                    "tercatat",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=asn_portal.core.models.dasar.RecordedNow(), editable=False, verbose_name="tercatat"
                    ),
                ),
                ("wilayah", models.CharField(max_length=5, verbose_name="kabupaten atau kota")),
                ("dasar", models.CharField(blank=True, max_length=200, verbose_name="dasar perubahan")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_letak", to="core.unitkerja"
                    ),
                ),
            ],
            options={
                "verbose_name": "letak unit",
                "verbose_name_plural": "letak unit",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("unit", "="), ("berlaku", "&&")],
                        name="unit_satu_letak",
                        violation_error_message="Unit ini sudah mempunyai letak lain pada tanggal tersebut.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wilayah__regex", "^[0-9]{2}\\.[0-9]{2}$")), name="letak_kode_wilayah"
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
