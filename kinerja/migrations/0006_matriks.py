"""The matrix of roles, with its trace."""

import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0005_jaga_evaluasi"),
        ("pegawai", "0014_peringatan_surat"),
    ]

    operations = [
        migrations.CreateModel(
            name="SelMatriks",
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
                ("garis", models.UUIDField()),
                ("peran_hasil", models.CharField(max_length=1000, verbose_name="peran hasil")),
                ("diubah_pada", models.DateTimeField(auto_now=True)),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_sel",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kinerja.periodekinerja",
                    ),
                ),
                (
                    "pimpinan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_sel_dibagi",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "sel matriks peran hasil",
                "verbose_name_plural": "sel matriks peran hasil",
                "indexes": [
                    models.Index(fields=["pegawai", "periode"], name="sel_pegawai"),
                    models.Index(fields=["pimpinan", "periode"], name="sel_pimpinan"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("garis", "pegawai"), name="sel_satu_per_pasangan"),
                    models.CheckConstraint(
                        condition=models.Q(("pegawai", models.F("pimpinan")), _negated=True), name="sel_bukan_diri"
                    ),
                    models.CheckConstraint(condition=models.Q(("peran_hasil", ""), _negated=True), name="sel_berisi"),
                ],
            },
        ),
        migrations.RunSQL("CALL core_pasang_jejak('kinerja_selmatriks', 'id');", migrations.RunSQL.noop),
    ]
