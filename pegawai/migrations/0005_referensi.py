"""BKN's reference lists. A first load is counted in its Tindakan; every later change stands in the trace row by row."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CREATE TRIGGER jejak_ubah AFTER UPDATE ON pegawai_referensi REFERENCING OLD TABLE AS lama NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION core_catat_jejak('kunci');
CREATE TRIGGER jejak_hapus AFTER DELETE ON pegawai_referensi REFERENCING OLD TABLE AS lama
    FOR EACH STATEMENT EXECUTE FUNCTION core_catat_jejak('kunci');
CALL core_pasang_jejak('pegawai_muatanreferensi', 'id', 'baris');
CALL core_tanpa_hapus('pegawai_referensi');
CALL core_tanpa_hapus('pegawai_muatanreferensi');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pegawai", "0004_abjad"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MuatanReferensi",
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
                ("jenis", models.CharField(max_length=40)),
                ("nama_berkas", models.CharField(max_length=200, verbose_name="berkas")),
                ("sidik", models.CharField(max_length=64, verbose_name="sidik SHA-256")),
                ("per_tanggal", models.DateField(verbose_name="keadaan daftar per")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diperiksa", "Diperiksa, belum diterapkan"),
                            ("diterapkan", "Diterapkan"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="diperiksa",
                        max_length=20,
                    ),
                ),
                ("baris", models.JSONField(default=list)),
                ("ringkasan", models.JSONField(default=dict)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "muatan rujukan",
                "verbose_name_plural": "muatan rujukan",
                "indexes": [models.Index(fields=["jenis", "dibuat_pada"], name="muatan_jenis")],
            },
        ),
        migrations.CreateModel(
            name="Referensi",
            fields=[
                ("kunci", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("jenis", models.CharField(max_length=40, verbose_name="daftar")),
                ("id_bkn", models.CharField(max_length=60, verbose_name="id BKN")),
                ("nama", models.CharField(max_length=300, verbose_name="nama")),
                ("rincian", models.JSONField(blank=True, default=dict)),
                ("urut", models.PositiveIntegerField(default=0)),
                ("aktif", models.BooleanField(default=True, verbose_name="masih dipakai BKN")),
                ("sejak", models.DateField(blank=True, null=True)),
                ("hilang_sejak", models.DateField(blank=True, null=True)),
                (
                    "induk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                    ),
                ),
            ],
            options={
                "verbose_name": "rujukan",
                "verbose_name_plural": "rujukan",
                "indexes": [
                    models.Index(fields=["jenis", "urut"], name="referensi_daftar"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("nama"), name="gin_trgm_ops"
                        ),
                        name="referensi_nama_trgm",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kunci",
                                django.db.models.functions.text.Concat(
                                    models.F("jenis"), models.Value(":"), models.F("id_bkn")
                                ),
                            )
                        ),
                        name="referensi_kunci",
                    )
                ],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
