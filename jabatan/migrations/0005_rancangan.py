"""Draft structures and their operations, traced."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('jabatan_rancangansusunan', 'id');
CALL core_pasang_jejak('jabatan_langkahrancangan', 'id');
CALL core_tanpa_hapus('jabatan_rancangansusunan');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_kabar_bersama"),
        ("jabatan", "0004_analisis"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RancanganSusunan",
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
                ("judul", models.CharField(max_length=150, verbose_name="judul")),
                ("tanggal", models.DateField(verbose_name="berlaku mulai")),
                ("dasar", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("disusun", "Disusun"),
                            ("diajukan", "Menunggu diterbitkan"),
                            ("menerbitkan", "Sedang diterbitkan"),
                            ("terbit", "Diterbitkan"),
                            ("dibatalkan", "Dibatalkan sebelum berlaku"),
                            ("dibuang", "Dibuang"),
                        ],
                        default="disusun",
                        max_length=20,
                        verbose_name="keadaan",
                    ),
                ),
                ("versi", models.PositiveIntegerField(default=0, verbose_name="versi")),
                ("sidik_peta", models.CharField(blank=True, editable=False, max_length=64)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                ("diajukan_pada", models.DateTimeField(blank=True, null=True, verbose_name="diajukan")),
                ("diterbitkan_pada", models.DateTimeField(blank=True, null=True, verbose_name="diterbitkan")),
                ("ditulis_dari", models.DateTimeField(blank=True, editable=False, null=True)),
                ("ditulis_sampai", models.DateTimeField(blank=True, editable=False, null=True)),
                ("dibatalkan_pada", models.DateTimeField(blank=True, null=True, verbose_name="dibatalkan")),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("ringkasan", models.JSONField(blank=True, default=dict)),
                (
                    "dibatalkan_oleh",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diterbitkan_oleh",
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
                    "instansi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.instansi",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                        verbose_name="unit yang ditata",
                    ),
                ),
            ],
            options={
                "verbose_name": "rancangan susunan",
                "verbose_name_plural": "rancangan susunan",
            },
        ),
        migrations.CreateModel(
            name="LangkahRancangan",
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
                ("urut", models.PositiveSmallIntegerField(verbose_name="urutan")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("unit_bentuk", "Bentuk unit"),
                            ("unit_ubah", "Ganti nama unit"),
                            ("unit_pindah", "Pindahkan unit"),
                            ("unit_gabung", "Gabungkan unit"),
                            ("unit_tutup", "Tutup unit"),
                            ("jabatan_bentuk", "Bentuk jabatan"),
                            ("jabatan_ubah", "Ubah jabatan"),
                            ("jabatan_pindah", "Pindahkan jabatan"),
                            ("jabatan_gabung", "Gabungkan jabatan"),
                            ("jabatan_tutup", "Tutup jabatan"),
                            ("pemangku_pindah", "Pindahkan pemangku"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("isi", models.JSONField(default=dict)),
                (
                    "rancangan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_langkah",
                        to="jabatan.rancangansusunan",
                    ),
                ),
            ],
            options={
                "verbose_name": "langkah rancangan",
                "verbose_name_plural": "langkah rancangan",
            },
        ),
        migrations.AddIndex(
            model_name="rancangansusunan",
            index=models.Index(fields=["instansi", "-dibuat_pada"], name="rancangan_daftar"),
        ),
        migrations.AddConstraint(
            model_name="rancangansusunan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("diterbitkan_oleh", None),
                    models.Q(("diterbitkan_oleh", models.F("disusun_oleh")), _negated=True),
                    _connector="OR",
                ),
                name="rancangan_dua_orang",
            ),
        ),
        migrations.AddConstraint(
            model_name="rancangansusunan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("terbit", "dibatalkan")), _negated=True),
                    models.Q(
                        ("diterbitkan_oleh__isnull", False),
                        ("ditulis_dari__isnull", False),
                        ("ditulis_sampai__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="rancangan_terbit_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="langkahrancangan",
            constraint=models.UniqueConstraint(fields=("rancangan", "urut"), name="langkah_rancangan_urut"),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
