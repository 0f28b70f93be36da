"""Notices of one batch join: one for each person, with its sums."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_cakupan_naskah"),
    ]

    operations = [
        migrations.AddField(
            model_name="notifikasi",
            name="hitungan",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="kunci",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
        migrations.AddConstraint(
            model_name="notifikasi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kunci", ""), _negated=True),
                fields=("untuk", "kunci"),
                name="notifikasi_satu_per_kunci",
            ),
        ),
    ]
