"""Programs that call the API: tokens, and changes that were sent with a key."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_pekerjaan_latar"),
    ]

    operations = [
        migrations.CreateModel(
            name="KirimanApi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kunci", models.CharField(max_length=100)),
                ("sidik", models.BinaryField()),
                ("status", models.PositiveSmallIntegerField()),
                ("jawaban", models.TextField(blank=True)),
                ("dibuat_pada", models.DateTimeField()),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "kiriman API",
                "verbose_name_plural": "kiriman API",
                "indexes": [models.Index(fields=["dibuat_pada"], name="kiriman_api_usia")],
                "constraints": [models.UniqueConstraint(fields=("pengguna", "kunci"), name="kiriman_api_sekali")],
            },
        ),
        migrations.CreateModel(
            name="TokenAkses",
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
                ("nama", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "cakupan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("direktori:baca", "Membaca direktori pegawai dan unit"),
                                ("kepegawaian:baca", "Membaca NIP, NRK, dan data kepegawaian yang boleh Anda lihat"),
                                ("tugas:baca", "Membaca tugas"),
                                ("tugas:tulis", "Membuka dan memutuskan tugas"),
                                ("laporan:baca", "Membaca laporan data"),
                                ("laporan:tulis", "Membuat dan menjawab laporan data"),
                                ("kabar:baca", "Membaca pengumuman dan pemberitahuan"),
                                ("kabar:tulis", "Menandai pengumuman dan pemberitahuan sudah dibaca"),
                            ],
                            max_length=30,
                        ),
                        size=None,
                        verbose_name="cakupan",
                    ),
                ),
                ("sidik", models.BinaryField(unique=True)),
                ("awalan", models.CharField(max_length=12)),
                (
                    "peran",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, default=list, size=None
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("berlaku_sampai", models.DateField(verbose_name="berlaku sampai")),
                ("terakhir_dipakai", models.DateField(blank=True, null=True)),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_token",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "token akses",
                "verbose_name_plural": "token akses",
                "indexes": [models.Index(fields=["pengguna", "-dibuat_pada"], name="token_pengguna")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("cakupan", []), _negated=True), name="token_bercakupan")
                ],
            },
        ),
    ]
