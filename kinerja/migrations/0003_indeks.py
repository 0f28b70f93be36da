"""Foreign keys whose rows another index finds already, or that nobody asks for backwards, need none of their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0002_jejak"),
        ("pegawai", "0012_diri"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="ekspektasiperilaku",
            name="skp",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="daftar_ekspektasi",
                to="kinerja.skp",
            ),
        ),
        migrations.AlterField(
            model_name="indikatorkinerja",
            name="rhk",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="daftar_indikator",
                to="kinerja.rencanahasilkerja",
            ),
        ),
        migrations.AlterField(
            model_name="langkahskp",
            name="oleh",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="langkahskp",
            name="skp",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_langkah",
                to="kinerja.skp",
            ),
        ),
        migrations.AlterField(
            model_name="rencanahasilkerja",
            name="skp",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="daftar_rhk", to="kinerja.skp"
            ),
        ),
        migrations.AlterField(
            model_name="skp",
            name="diputus_oleh",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="skp",
            name="pegawai",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_skp",
                to="pegawai.pegawai",
            ),
        ),
        migrations.AlterField(
            model_name="skp",
            name="periode",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_skp",
                to="kinerja.periodekinerja",
            ),
        ),
    ]
