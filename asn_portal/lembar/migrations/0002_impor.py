"""Tables that people bring in: the file, its rows, and under which heads its columns stand."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_pekerjaan_latar"),
        ("lembar", "0001_daftar_tersimpan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BerkasImpor",
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
                ("nama_berkas", models.CharField(max_length=150)),
                ("nama_simpan", models.CharField(max_length=100, unique=True)),
                ("bentuk", models.CharField(max_length=4)),
                ("ukuran", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("terunggah", "Menunggu diperiksa"),
                            ("dipadankan", "Padankan kolom"),
                            ("diperiksa", "Sudah diperiksa"),
                            ("menerapkan", "Sedang diterapkan"),
                            ("diterapkan", "Diterapkan"),
                            ("dibatalkan", "Dibatalkan"),
                            ("menarik", "Sedang ditarik kembali"),
                            ("ditarik", "Ditarik kembali"),
                        ],
                        default="terunggah",
                        max_length=12,
                    ),
                ),
                ("lembar", models.CharField(blank=True, max_length=100)),
                (
                    "kepala",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "catatan",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("peta", models.JSONField(default=dict)),
                ("jumlah", models.JSONField(default=dict)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("diterapkan_pada", models.DateTimeField(blank=True, null=True)),
                ("ditarik_pada", models.DateTimeField(blank=True, null=True)),
                ("dikosongkan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "pekerjaan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.pekerjaanlatar",
                    ),
                ),
                (
                    "pekerjaan_periksa",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.pekerjaanlatar",
                    ),
                ),
                (
                    "pemilik",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_impor",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas impor",
                "verbose_name_plural": "berkas impor",
            },
        ),
        migrations.CreateModel(
            name="BarisImpor",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("nomor", models.PositiveIntegerField()),
                ("sel", models.JSONField(default=list)),
                ("kunci", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("dibaca", "Dibaca"),
                            ("benar", "Benar"),
                            ("salah", "Perlu diperbaiki"),
                            ("sudah_ada", "Sudah ada"),
                            ("diterapkan", "Diterapkan"),
                            ("ditolak", "Tidak dapat diterapkan"),
                            ("ditarik", "Ditarik kembali"),
                            ("tetap", "Tidak dapat ditarik"),
                        ],
                        default="dibaca",
                        max_length=10,
                    ),
                ),
                ("galat", models.JSONField(default=dict)),
                ("keterangan", models.CharField(blank=True, max_length=300)),
                ("objek_id", models.UUIDField(null=True)),
                ("hasil", models.JSONField(default=dict)),
                (
                    "berkas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_baris",
                        to="lembar.berkasimpor",
                    ),
                ),
            ],
            options={
                "verbose_name": "baris impor",
                "verbose_name_plural": "baris impor",
            },
        ),
        migrations.CreateModel(
            name="PetaKolom",
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
                ("judul", models.JSONField(default=dict)),
                (
                    "pemilik",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "peta kolom",
                "verbose_name_plural": "peta kolom",
            },
        ),
        migrations.AddIndex(
            model_name="berkasimpor",
            index=models.Index(fields=["pemilik", "dibuat_pada"], name="impor_pemilik"),
        ),
        migrations.AddIndex(
            model_name="berkasimpor",
            index=models.Index(
                condition=models.Q(("dikosongkan_pada", None)), fields=["dibuat_pada"], name="impor_berisi"
            ),
        ),
        migrations.AddIndex(
            model_name="barisimpor",
            index=models.Index(fields=["berkas", "status", "nomor"], name="baris_impor_status"),
        ),
        migrations.AddIndex(
            model_name="barisimpor",
            index=models.Index(
                condition=models.Q(("kunci", ""), _negated=True), fields=["berkas", "kunci"], name="baris_impor_kunci"
            ),
        ),
        migrations.AddConstraint(
            model_name="barisimpor",
            constraint=models.UniqueConstraint(fields=("berkas", "nomor"), name="baris_impor_sekali"),
        ),
        migrations.AddConstraint(
            model_name="petakolom",
            constraint=models.UniqueConstraint(fields=("pemilik", "jenis"), name="peta_satu"),
        ),
    ]
