"""Analysis of posts: job information, workload and evaluation; their trace and guards."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('jabatan_informasijabatan', 'id');
CALL core_pasang_jejak('jabatan_analisisbebankerja', 'id');
CALL core_pasang_jejak('jabatan_tugasabk', 'id');
CALL core_pasang_jejak('jabatan_evaluasijabatan', 'id');
CALL core_jaga_tabel_bertanggal('jabatan_informasijabatan');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jabatan", "0003_kompetensi"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnalisisBebanKerja",
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
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                (
                    "status",
                    models.CharField(
                        choices=[("diusulkan", "Diusulkan"), ("diambil_alih", "Diambil alih ke peta")],
                        default="diusulkan",
                        max_length=20,
                    ),
                ),
                ("jke_menit", models.PositiveIntegerField(verbose_name="waktu kerja efektif setahun (menit)")),
                ("dasar_hukum", models.CharField(max_length=200, verbose_name="dasar hukum")),
                ("total", models.DecimalField(decimal_places=4, max_digits=12, verbose_name="jumlah beban kerja")),
                ("kebutuhan", models.PositiveIntegerField(verbose_name="kebutuhan pegawai")),
                ("diubah_pada", models.DateTimeField(auto_now=True, verbose_name="diubah")),
                ("diambil_pada", models.DateTimeField(blank=True, null=True, verbose_name="diambil alih")),
                ("berlaku_sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("impor", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "diambil_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disusun_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jabatan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_abk",
                        to="jabatan.jabatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "analisis beban kerja",
                "verbose_name_plural": "analisis beban kerja",
            },
        ),
        migrations.CreateModel(
            name="EvaluasiJabatan",
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
                    "jenis",
                    models.CharField(
                        choices=[
                            ("fungsional", "Jabatan fungsional dan pelaksana"),
                            ("struktural", "Jabatan struktural"),
                        ],
                        max_length=20,
                        verbose_name="jenis evaluasi",
                    ),
                ),
                ("tingkat", models.JSONField(verbose_name="tingkat faktor")),
                ("alasan", models.JSONField(blank=True, default=dict, verbose_name="alasan")),
                ("nilai", models.PositiveSmallIntegerField(verbose_name="nilai jabatan")),
                ("kelas", models.PositiveSmallIntegerField(verbose_name="kelas jabatan")),
                ("dasar_hukum", models.CharField(max_length=200, verbose_name="dasar hukum")),
                (
                    "status",
                    models.CharField(
                        choices=[("diusulkan", "Diusulkan"), ("diambil_alih", "Diambil alih ke peta")],
                        default="diusulkan",
                        max_length=20,
                    ),
                ),
                ("disusun_pada", models.DateTimeField(auto_now_add=True, verbose_name="disusun")),
                ("diambil_pada", models.DateTimeField(blank=True, null=True, verbose_name="diambil alih")),
                ("berlaku_sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "acuan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_evaluasi",
                        to="jabatan.acuanjabatan",
                    ),
                ),
                (
                    "diambil_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disusun_oleh",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluasi jabatan",
                "verbose_name_plural": "evaluasi jabatan",
            },
        ),
        migrations.CreateModel(
            name="InformasiJabatan",
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
                ("isi", models.JSONField(default=dict, verbose_name="isi")),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar")),
                (
                    "acuan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_informasi",
                        to="jabatan.acuanjabatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "informasi jabatan",
                "verbose_name_plural": "informasi jabatan",
            },
        ),
        migrations.CreateModel(
            name="TugasABK",
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
                ("urut", models.PositiveSmallIntegerField(verbose_name="nomor")),
                ("uraian", models.CharField(max_length=500, verbose_name="uraian tugas")),
                ("satuan", models.CharField(max_length=100, verbose_name="hasil kerja")),
                (
                    "jumlah_hasil",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="jumlah hasil setahun"),
                ),
                (
                    "waktu_menit",
                    models.DecimalField(decimal_places=3, max_digits=12, verbose_name="waktu tiap hasil (menit)"),
                ),
                (
                    "abk",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_tugas",
                        to="jabatan.analisisbebankerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "tugas dalam ABK",
                "verbose_name_plural": "tugas dalam ABK",
            },
        ),
        migrations.AddConstraint(
            model_name="analisisbebankerja",
            constraint=models.UniqueConstraint(
                fields=("jabatan", "tahun"),
                name="abk_sekali_setahun",
                violation_error_message="Analisis beban kerja jabatan ini untuk tahun itu sudah ada.",
            ),
        ),
        migrations.AddConstraint(
            model_name="analisisbebankerja",
            constraint=models.CheckConstraint(
                condition=models.Q(("jke_menit__gt", 0), ("total__gte", 0)), name="abk_isi"
            ),
        ),
        migrations.AddConstraint(
            model_name="analisisbebankerja",
            constraint=models.CheckConstraint(
                condition=models.Q(("kebutuhan__gte", models.F("total"))), name="abk_dibulatkan_ke_atas"
            ),
        ),
        migrations.AddConstraint(
            model_name="analisisbebankerja",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("berlaku_sejak", None), ("diambil_pada", None), ("status", "diusulkan")),
                    models.Q(
                        ("berlaku_sejak__isnull", False), ("diambil_pada__isnull", False), ("status", "diambil_alih")
                    ),
                    _connector="OR",
                ),
                name="abk_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluasijabatan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "diusulkan")), fields=("acuan",), name="evaluasi_satu_usulan"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluasijabatan",
            constraint=models.CheckConstraint(
                condition=models.Q(("kelas__range", (1, 17)), ("nilai__gte", 190)), name="evaluasi_kelas_dari_nilai"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluasijabatan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("berlaku_sejak", None), ("diambil_pada", None), ("status", "diusulkan")),
                    models.Q(
                        ("berlaku_sejak__isnull", False), ("diambil_pada__isnull", False), ("status", "diambil_alih")
                    ),
                    _connector="OR",
                ),
                name="evaluasi_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="informasijabatan",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("acuan", "="), ("berlaku", "&&")],
                name="informasi_jabatan_satu",
                violation_error_message="Informasi jabatan ini sudah tercatat pada masa tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tugasabk",
            constraint=models.UniqueConstraint(fields=("abk", "urut"), name="tugas_abk_urut"),
        ),
        migrations.AddConstraint(
            model_name="tugasabk",
            constraint=models.CheckConstraint(
                condition=models.Q(("jumlah_hasil__gte", 0), ("waktu_menit__gte", 0)), name="tugas_abk_isi"
            ),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
