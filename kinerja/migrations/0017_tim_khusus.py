"""The task team of the map beside which a work team stands."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kinerja", "0016_tindak_lanjut"), ("jabatan", "0006_mutasi_dan_tim")]

    operations = [
        migrations.AddField(
            model_name="timkerja",
            name="tim_khusus",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jabatan.timkhusus",
                verbose_name="tim khusus",
            ),
        ),
        migrations.AddConstraint(
            model_name="timkerja",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ditutup_pada", None)),
                fields=("tim_khusus",),
                name="tim_kerja_satu_tim_khusus",
                violation_error_message="Tim khusus ini sudah mempunyai tim kerja.",
            ),
        ),
    ]
