"""Leaving the service, and what follows from it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_peristiwaberhenti', 'id');
CALL core_pasang_jejak('pegawai_butirberhenti', 'id');
CALL core_tanpa_hapus('pegawai_peristiwaberhenti');
CALL core_tanpa_hapus('pegawai_butirberhenti');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0004_masa_simpan"),
        ("core", "0010_kelompok_kabar"),
        ("pegawai", "0009_putaran"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeristiwaBerhenti",
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
                            ("meninggal", "Meninggal dunia"),
                            ("pensiun", "Pensiun"),
                            ("permintaan", "Berhenti atas permintaan sendiri"),
                            ("diberhentikan", "Diberhentikan"),
                            ("perjanjian", "Perjanjian kerja berakhir"),
                            ("pindah", "Pindah ke instansi lain"),
                        ],
                        max_length=20,
                        verbose_name="sebab",
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="berlaku mulai")),
                ("sk_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SK atau surat")),
                ("sk_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SK atau surat")),
                ("tujuan", models.CharField(blank=True, max_length=200, verbose_name="instansi tujuan")),
                ("keterangan", models.CharField(blank=True, max_length=500, verbose_name="keterangan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diajukan", "Menunggu keputusan"),
                            ("ditetapkan", "Ditetapkan"),
                            ("ditolak", "Ditolak"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="diajukan",
                        max_length=20,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField(auto_now_add=True)),
                ("diputuskan_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan keputusan")),
                ("dijalankan_pada", models.DateTimeField(blank=True, null=True)),
                ("dibatalkan_pada", models.DateTimeField(blank=True, null=True)),
                ("alasan_batal", models.CharField(blank=True, max_length=500, verbose_name="alasan pembatalan")),
                ("potongan", models.JSONField(blank=True, default=dict)),
                (
                    "dibatalkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diputuskan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diusulkan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "dokumen",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.dokumen",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_berhenti",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.unitkerja"
                    ),
                ),
            ],
            options={
                "verbose_name": "peristiwa berhenti",
                "verbose_name_plural": "peristiwa berhenti",
            },
        ),
        migrations.CreateModel(
            name="ButirBerhenti",
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
                ("urut", models.PositiveSmallIntegerField()),
                ("kunci", models.CharField(max_length=40)),
                ("judul", models.CharField(max_length=250)),
                ("oleh", models.CharField(max_length=20, verbose_name="dikerjakan")),
                ("batas", models.DateField(verbose_name="tenggat")),
                ("dasar", models.CharField(blank=True, max_length=200, verbose_name="dasar hukum")),
                ("tugas_id", models.UUIDField(blank=True, null=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("terbuka", "Belum selesai"),
                            ("selesai", "Selesai"),
                            ("tidak_perlu", "Tidak diperlukan"),
                        ],
                        default="terbuka",
                        max_length=20,
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dokumen",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.dokumen",
                    ),
                ),
                (
                    "selesai_oleh",
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
                    "peristiwa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_urusan",
                        to="pegawai.peristiwaberhenti",
                    ),
                ),
            ],
            options={
                "verbose_name": "urusan berhenti",
                "verbose_name_plural": "urusan berhenti",
            },
        ),
        migrations.AddIndex(
            model_name="peristiwaberhenti",
            index=models.Index(
                condition=models.Q(("dijalankan_pada", None), ("status", "ditetapkan")),
                fields=["tanggal"],
                name="berhenti_jatuh_tempo",
            ),
        ),
        migrations.AddConstraint(
            model_name="peristiwaberhenti",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("diajukan", "ditetapkan"))),
                fields=("pegawai",),
                name="berhenti_satu_terbuka",
                violation_error_message="Pemberhentian orang ini sudah dicatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="peristiwaberhenti",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "ditetapkan"), _negated=True),
                    ("jenis", "meninggal"),
                    models.Q(
                        models.Q(("diputuskan_oleh", models.F("diusulkan_oleh")), _negated=True),
                        models.Q(("sk_nomor", ""), _negated=True),
                        ("sk_tanggal__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="berhenti_dua_orang",
            ),
        ),
        migrations.AddConstraint(
            model_name="peristiwaberhenti",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["ditetapkan", "ditolak"]), _negated=True),
                    models.Q(("diputuskan_oleh__isnull", False), ("diputuskan_pada__isnull", False)),
                    _connector="OR",
                ),
                name="berhenti_putusan",
            ),
        ),
        migrations.AddConstraint(
            model_name="peristiwaberhenti",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "dibatalkan"), _negated=True),
                    models.Q(
                        ("dibatalkan_oleh__isnull", False),
                        ("dibatalkan_pada__isnull", False),
                        models.Q(("alasan_batal", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="berhenti_batal_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirberhenti",
            constraint=models.UniqueConstraint(fields=("peristiwa", "kunci"), name="urusan_sekali"),
        ),
        migrations.AddConstraint(
            model_name="butirberhenti",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("selesai_oleh", None), ("selesai_pada", None), ("status", "terbuka")),
                    models.Q(
                        models.Q(("status", "terbuka"), _negated=True),
                        ("selesai_oleh__isnull", False),
                        ("selesai_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="urusan_selesai",
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
