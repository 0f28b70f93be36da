"""Examinations that rises in rank ask for, the considerations of BKN about them, and data pulled from SIASN."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_riwayatujian', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatujian');
CALL core_pasang_jejak('pegawai_tarikansiasn', 'id', 'isi_sandi');
CALL core_tanpa_hapus('pegawai_tarikansiasn');
CALL core_pasang_jejak('pegawai_pertekkp', 'id');
CALL core_tanpa_hapus('pegawai_pertekkp');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("pegawai", "0015_upah_butir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PertekKP",
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
                ("tmt", models.DateField(verbose_name="TMT kenaikan pangkat")),
                ("nomor", models.CharField(max_length=100, verbose_name="nomor pertimbangan teknis")),
                ("tanggal", models.DateField(verbose_name="tanggal pertimbangan teknis")),
                ("dicatat_pada", models.DateTimeField(auto_now=True)),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.pegawai",
                        verbose_name="pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "pertimbangan teknis kenaikan pangkat",
                "verbose_name_plural": "pertimbangan teknis kenaikan pangkat",
                "constraints": [
                    models.UniqueConstraint(fields=("pegawai", "tmt"), name="pertek_satu_tmt"),
                    models.CheckConstraint(
                        condition=models.Q(("tmt__day", 1), models.Q(("nomor", ""), _negated=True)), name="pertek_isi"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatUjian",
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
                ("sk_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SK")),
                ("sk_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SK")),
                ("siasn_id", models.CharField(blank=True, max_length=64, verbose_name="id SIASN")),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("siasn", "SIASN"),
                            ("impor", "Impor"),
                            ("hr", "Pengelola kepegawaian"),
                            ("usulan", "Usulan pegawai"),
                            ("simpeg", "SIMPEG lama"),
                        ],
                        max_length=10,
                        verbose_name="sumber",
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("dinas_1", "Ujian dinas tingkat I"),
                            ("dinas_2", "Ujian dinas tingkat II"),
                            ("penyesuaian", "Ujian kenaikan pangkat penyesuaian ijazah"),
                        ],
                        max_length=20,
                        verbose_name="ujian",
                    ),
                ),
                ("nomor", models.CharField(max_length=100, verbose_name="nomor tanda lulus")),
                ("penyelenggara", models.CharField(blank=True, max_length=200, verbose_name="penyelenggara")),
                (
                    "dokumen",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.dokumen",
                        verbose_name="dokumen",
                    ),
                ),
                (
                    "menggantikan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.riwayatujian",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat ujian",
                "verbose_name_plural": "riwayat ujian",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("nomor", "="), ("berlaku", "&&")],
                        name="ujian_sekali",
                        violation_error_message="Tanda lulus bernomor ini sudah tercatat.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TarikanSIASN",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Sedang ditarik"),
                            ("siap", "Menunggu dibandingkan"),
                            ("gagal", "Tidak berhasil"),
                            ("selesai", "Selesai dibandingkan"),
                        ],
                        default="menunggu",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("isi_sandi", models.BinaryField(blank=True, null=True, verbose_name="isi")),
                ("sebab", models.CharField(blank=True, max_length=500, verbose_name="sebab")),
                ("diminta_pada", models.DateTimeField(auto_now_add=True)),
                ("terbaca_pada", models.DateTimeField(blank=True, null=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                ("diambil", models.PositiveIntegerField(default=0, verbose_name="diambil")),
                (
                    "diminta_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.pegawai",
                        verbose_name="pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "tarikan SIASN",
                "verbose_name_plural": "tarikan SIASN",
                "indexes": [models.Index(fields=["-diminta_pada"], name="tarikan_terbaru")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["menunggu", "siap"])),
                        fields=("pegawai",),
                        name="tarikan_satu_terbuka",
                        violation_error_message="Data orang ini sudah ditarik dan belum dibandingkan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("isi_sandi__isnull", False), ("status", "siap"), ("terbaca_pada__isnull", False)),
                            models.Q(models.Q(("status", "siap"), _negated=True), ("isi_sandi", None)),
                            _connector="OR",
                        ),
                        name="tarikan_berisi",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
