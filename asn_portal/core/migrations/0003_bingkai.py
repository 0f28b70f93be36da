"""The frame: holiday lists, tickets, announcements, closed guides."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar
import asn_portal.core.models.layanan

SEQUENCE = "CREATE SEQUENCE core_tiket_nomor"
# What people write in a ticket may be private: the trace shows that it was written, not what.
TRACED = """
CALL core_pasang_jejak('core_tahunlibur', 'id');
CALL core_pasang_jejak('core_harilibur', 'id');
CALL core_pasang_jejak('core_tiket', 'id', 'isi');
CALL core_pasang_jejak('core_balasantiket', 'id', 'isi');
CALL core_pasang_jejak('core_pengumuman', 'id');
CALL core_jaga_tabel_bertanggal('core_tahunlibur');
CALL core_jaga_tabel_bertanggal('core_harilibur');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_jejak"),
    ]

    operations = [
        migrations.RunSQL(SEQUENCE, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="HariLibur",
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
                ("nama", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "jenis",
                    models.CharField(
                        choices=[("libur_nasional", "Hari libur nasional"), ("cuti_bersama", "Cuti bersama")],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari libur",
                "verbose_name_plural": "hari libur",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("berlaku", "&&")],
                        name="hari_libur_sekali",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pengumuman",
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
                    "peran",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("pegawai", "Pegawai"),
                                ("atasan", "Atasan"),
                                ("atasan_penilai", "Atasan pejabat penilai"),
                                ("ketua_tim", "Ketua tim"),
                                ("admin_unit", "Pengelola kepegawaian unit"),
                                ("admin_bkd", "Pengelola kepegawaian provinsi"),
                                ("pengelola_pelatihan", "Pengelola pelatihan"),
                                ("asesor", "Asesor"),
                                ("komite_talenta", "Komite talenta"),
                                ("penanda_tangan", "Penanda tangan"),
                                ("pimpinan", "Pimpinan"),
                                ("auditor", "Auditor"),
                                ("admin_sistem", "Pengelola sistem"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="untuk peran (kosong: semua)",
                    ),
                ),
                ("judul", models.CharField(max_length=200, verbose_name="judul")),
                ("isi", models.TextField(max_length=5000, verbose_name="isi")),
                ("mulai", models.DateField(verbose_name="tampil mulai")),
                ("sampai", models.DateField(verbose_name="tampil sampai")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("diakhiri_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "diakhiri_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "memperbaiki",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="perbaikan",
                        to="core.pengumuman",
                        verbose_name="memperbaiki",
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                        verbose_name="untuk unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "pengumuman",
                "verbose_name_plural": "pengumuman",
            },
        ),
        migrations.CreateModel(
            name="TahunLibur",
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
                ("dasar", models.CharField(max_length=200, verbose_name="keputusan bersama")),
            ],
            options={
                "verbose_name": "tahun hari libur",
                "verbose_name_plural": "tahun hari libur",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("berlaku", "&&")],
                        name="tahun_libur_sekali",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TandaBaca",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dibaca_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pengumuman",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daftar_tanda", to="core.pengumuman"
                    ),
                ),
            ],
            options={
                "verbose_name": "tanda baca",
                "verbose_name_plural": "tanda baca",
            },
        ),
        migrations.CreateModel(
            name="Tiket",
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
                    "nomor",
                    models.BigIntegerField(
                        db_default=asn_portal.core.models.layanan.NextTiket(), editable=False, unique=True
                    ),
                ),
                ("halaman", models.CharField(blank=True, max_length=300, verbose_name="halaman")),
                ("isi", models.TextField(max_length=2000, verbose_name="yang Anda perlukan")),
                (
                    "catatan_sistem",
                    models.CharField(blank=True, max_length=36, verbose_name="nomor permintaan halaman"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("terbuka", "Menunggu jawaban"), ("dijawab", "Sudah dijawab"), ("selesai", "Selesai")],
                        default="terbuka",
                        max_length=20,
                    ),
                ),
                (
                    "tujuan",
                    models.CharField(
                        choices=[
                            ("unit", "Pengelola kepegawaian unit"),
                            ("provinsi", "Pengelola kepegawaian provinsi"),
                            ("sistem", "Pengelola sistem"),
                        ],
                        default="unit",
                        max_length=10,
                        verbose_name="ditujukan kepada",
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("menunggu_sejak", models.DateTimeField(blank=True, null=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_tiket",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "tiket bantuan",
                "verbose_name_plural": "tiket bantuan",
            },
        ),
        migrations.CreateModel(
            name="BalasanTiket",
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
                            ("balasan", "Balasan"),
                            ("diteruskan", "Diteruskan"),
                            ("selesai", "Selesai"),
                            ("dibuka", "Dibuka lagi"),
                        ],
                        default="balasan",
                        max_length=10,
                    ),
                ),
                ("isi", models.TextField(blank=True, max_length=2000, verbose_name="balasan")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "tiket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_balasan", to="core.tiket"
                    ),
                ),
            ],
            options={
                "verbose_name": "balasan tiket",
                "verbose_name_plural": "balasan tiket",
            },
        ),
        migrations.CreateModel(
            name="PanduanDitutup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kunci", models.CharField(max_length=60)),
                ("ditutup_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "panduan yang ditutup",
                "verbose_name_plural": "panduan yang ditutup",
                "constraints": [models.UniqueConstraint(fields=("pengguna", "kunci"), name="panduan_ditutup_sekali")],
            },
        ),
        migrations.AddConstraint(
            model_name="pengumuman",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai__gte", models.F("mulai"))), name="pengumuman_tanggal"
            ),
        ),
        migrations.AddConstraint(
            model_name="pengumuman",
            constraint=models.CheckConstraint(
                condition=models.Q(("diakhiri_oleh", None), ("diakhiri_pada", None))
                | models.Q(("diakhiri_oleh__isnull", False), ("diakhiri_pada__isnull", False)),
                name="pengumuman_diakhiri_seseorang",
            ),
        ),
        migrations.AddIndex(
            model_name="tiket",
            index=models.Index(
                condition=models.Q(("status", "terbuka")), fields=["menunggu_sejak"], name="tiket_menunggu"
            ),
        ),
        migrations.AddConstraint(
            model_name="tiket",
            constraint=models.CheckConstraint(
                condition=models.Q(("selesai_pada__isnull", False), ("status", "selesai"))
                | (~models.Q(("status", "selesai")) & models.Q(("selesai_pada", None))),
                name="tiket_selesai_tercatat",
            ),
        ),
        migrations.AddConstraint(
            model_name="tiket",
            constraint=models.CheckConstraint(
                condition=models.Q(("menunggu_sejak__isnull", False), ("status", "terbuka"))
                | (~models.Q(("status", "terbuka")) & models.Q(("menunggu_sejak", None))),
                name="tiket_menunggu_tercatat",
            ),
        ),
        migrations.AddConstraint(
            model_name="tandabaca",
            constraint=models.UniqueConstraint(fields=("pengumuman", "pengguna"), name="tanda_baca_sekali"),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
