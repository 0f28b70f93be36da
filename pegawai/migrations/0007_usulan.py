"""Proposed changes of the own file and the steps of checking them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_usulanperubahan', 'id', 'isi_sandi');
CALL core_pasang_jejak('pegawai_langkahusulan', 'id');
CALL core_tanpa_hapus('pegawai_usulanperubahan');
CALL core_tanpa_hapus('pegawai_langkahusulan');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0001_dokumen"),
        ("pegawai", "0006_riwayat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UsulanPerubahan",
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
                ("sasaran", models.CharField(max_length=30, verbose_name="yang diubah")),
                ("baris_id", models.UUIDField(blank=True, null=True)),
                ("isi_sandi", models.BinaryField(verbose_name="isi")),
                ("keterangan", models.CharField(blank=True, max_length=500, verbose_name="penjelasan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("diperiksa", "Lolos di unit, diperiksa provinsi"),
                            ("dikembalikan", "Dikembalikan untuk dilengkapi"),
                            ("diteruskan", "Menunggu BKN atau Dukcapil"),
                            ("diterima", "Diterima"),
                            ("ditolak", "Ditolak"),
                            ("ditarik", "Ditarik pengusul"),
                        ],
                        default="diajukan",
                        max_length=20,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                ("hasil_id", models.UUIDField(blank=True, null=True)),
                (
                    "dokumen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.dokumen",
                        verbose_name="bukti",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_usulan", to="pegawai.pegawai"
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan perubahan",
                "verbose_name_plural": "usulan perubahan",
            },
        ),
        migrations.CreateModel(
            name="LangkahUsulan",
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
                (
                    "pemeriksa",
                    models.CharField(
                        choices=[
                            ("unit", "Pengelola kepegawaian unit"),
                            ("provinsi", "Pengelola kepegawaian provinsi"),
                        ],
                        max_length=10,
                    ),
                ),
                ("mulai_pada", models.DateTimeField()),
                ("batas", models.DateTimeField()),
                (
                    "putusan",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("diperiksa", "Lolos di unit, diperiksa provinsi"),
                            ("dikembalikan", "Dikembalikan untuk dilengkapi"),
                            ("diteruskan", "Menunggu BKN atau Dukcapil"),
                            ("diterima", "Diterima"),
                            ("ditolak", "Ditolak"),
                            ("ditarik", "Ditarik pengusul"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "alasan_kode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("bukti_tak_terbaca", "Bukti tidak terbaca"),
                            ("bukti_kurang", "Bukti kurang"),
                            ("bukti_berbeda", "Isi berbeda dari bukti"),
                            ("sudah_tercatat", "Sudah tercatat"),
                            ("bukan_di_sini", "Diurus di tempat lain"),
                            ("lain", "Sebab lain"),
                        ],
                        max_length=20,
                        verbose_name="sebab",
                    ),
                ),
                ("alasan", models.CharField(blank=True, max_length=500, verbose_name="cara memperbaiki")),
                ("pada", models.DateTimeField(blank=True, null=True)),
                (
                    "oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="langkah",
                        to="pegawai.usulanperubahan",
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah usulan",
                "verbose_name_plural": "langkah usulan",
            },
        ),
        migrations.AddIndex(
            model_name="usulanperubahan",
            index=models.Index(fields=["status", "dibuat_pada"], name="usulan_status"),
        ),
        migrations.AddConstraint(
            model_name="usulanperubahan",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("baris_id__isnull", False), ("status__in", ("diajukan", "diperiksa", "dikembalikan", "diteruskan"))
                ),
                fields=("pegawai", "sasaran", "baris_id"),
                name="usulan_satu_terbuka",
                violation_error_message="Usulan Anda tentang baris ini masih diperiksa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanperubahan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("selesai_pada", None), ("status__in", ("diajukan", "diperiksa", "dikembalikan", "diteruskan"))
                    ),
                    models.Q(
                        models.Q(
                            ("status__in", ("diajukan", "diperiksa", "dikembalikan", "diteruskan")), _negated=True
                        ),
                        ("selesai_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="usulan_selesai",
            ),
        ),
        migrations.AddConstraint(
            model_name="langkahusulan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pada", None)), fields=("usulan",), name="langkah_satu_terbuka"
            ),
        ),
        migrations.AddConstraint(
            model_name="langkahusulan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("oleh", None), ("pada", None), ("putusan", "")),
                    models.Q(
                        models.Q(("putusan", ""), _negated=True), ("oleh__isnull", False), ("pada__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="langkah_putusan",
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
