"""Long jobs in steps, and the files they leave for a while."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_tugas"),
    ]

    operations = [
        migrations.CreateModel(
            name="PekerjaanLatar",
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
                ("jenis", models.CharField(max_length=60)),
                ("judul", models.CharField(max_length=200)),
                ("parameter", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu giliran"),
                            ("berjalan", "Sedang dikerjakan"),
                            ("selesai", "Selesai"),
                            ("gagal", "Tidak dapat dikerjakan"),
                            ("dibatalkan", "Dibatalkan"),
                            ("parkir", "Berhenti karena gangguan"),
                        ],
                        default="menunggu",
                        max_length=10,
                    ),
                ),
                ("posisi", models.JSONField(default=dict)),
                ("selesai", models.PositiveIntegerField(default=0)),
                ("jumlah", models.PositiveIntegerField(blank=True, null=True)),
                ("pesan", models.CharField(blank=True, max_length=500)),
                ("hasil_url", models.CharField(blank=True, max_length=300)),
                ("ringkasan", models.JSONField(default=dict)),
                ("galat", models.TextField(blank=True)),
                ("percobaan", models.PositiveSmallIntegerField(default=0)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("dimulai_pada", models.DateTimeField(blank=True, null=True)),
                ("berakhir_pada", models.DateTimeField(blank=True, null=True)),
                ("batal_diminta_pada", models.DateTimeField(blank=True, null=True)),
                ("giliran", models.DateTimeField(blank=True, null=True)),
                ("pemegang", models.UUIDField(blank=True, null=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pekerjaan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pekerjaan latar",
                "verbose_name_plural": "pekerjaan latar",
            },
        ),
        migrations.CreateModel(
            name="HasilBerkas",
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
                ("nama", models.CharField(max_length=150)),
                ("jenis_isi", models.CharField(max_length=100)),
                ("nama_simpan", models.CharField(max_length=100, unique=True)),
                ("ukuran", models.PositiveBigIntegerField(default=0)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("siap_pada", models.DateTimeField(blank=True, null=True)),
                ("kedaluwarsa_pada", models.DateTimeField()),
                (
                    "pekerjaan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_berkas",
                        to="core.pekerjaanlatar",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas hasil",
                "verbose_name_plural": "berkas hasil",
            },
        ),
        migrations.AddIndex(
            model_name="pekerjaanlatar",
            index=models.Index(
                condition=models.Q(("giliran__isnull", False)), fields=["giliran"], name="pekerjaan_giliran"
            ),
        ),
        migrations.AddIndex(
            model_name="pekerjaanlatar",
            index=models.Index(fields=["pengguna", "dibuat_pada"], name="pekerjaan_pengguna"),
        ),
        migrations.AddConstraint(
            model_name="pekerjaanlatar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("berakhir_pada", None), ("giliran__isnull", False), ("status__in", ("menunggu", "berjalan"))
                    ),
                    models.Q(
                        models.Q(("status__in", ("menunggu", "berjalan")), _negated=True),
                        ("berakhir_pada__isnull", False),
                        ("giliran", None),
                        ("pemegang", None),
                    ),
                    _connector="OR",
                ),
                name="pekerjaan_berakhir_tercatat",
            ),
        ),
        migrations.AddIndex(
            model_name="hasilberkas",
            index=models.Index(fields=["kedaluwarsa_pada"], name="berkas_kedaluwarsa"),
        ),
    ]
