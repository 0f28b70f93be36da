"""What a row of a file takes for itself, so that two far apart do not take the same days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lembar", "0002_impor"),
    ]

    operations = [
        migrations.AddField(
            model_name="barisimpor",
            name="masa",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="barisimpor",
            name="pegangan",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
        migrations.AddIndex(
            model_name="barisimpor",
            index=models.Index(
                condition=models.Q(("pegangan", ""), _negated=True),
                fields=["berkas", "pegangan"],
                name="baris_impor_pegangan",
            ),
        ),
    ]
