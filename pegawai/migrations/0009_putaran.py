"""Renewal rounds of contracts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_putaranperjanjian', 'id');
CALL core_pasang_jejak('pegawai_butirputaran', 'id');
CALL core_tanpa_hapus('pegawai_putaranperjanjian');
CALL core_tanpa_hapus('pegawai_butirputaran');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0004_masa_simpan"),
        ("core", "0010_kelompok_kabar"),
        ("pegawai", "0008_peringatan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PutaranPerjanjian",
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
                ("bulan", models.DateField(help_text="Hari pertama bulan itu.", verbose_name="bulan berakhir")),
                (
                    "status",
                    models.CharField(
                        choices=[("dibuka", "Dibuka"), ("ditutup", "Ditutup"), ("dibatalkan", "Dibatalkan")],
                        default="dibuka",
                        max_length=20,
                    ),
                ),
                ("batas_usul", models.DateField(verbose_name="usulan paling lambat")),
                ("dibuka_pada", models.DateTimeField(auto_now_add=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                ("alasan", models.CharField(blank=True, max_length=500, verbose_name="alasan")),
                (
                    "dibuka_oleh",
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
                    "pekerjaan_cetak",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.pekerjaanlatar",
                    ),
                ),
                (
                    "pekerjaan_naskah",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.pekerjaanlatar",
                    ),
                ),
                (
                    "selesai_oleh",
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
                "verbose_name": "putaran perpanjangan",
                "verbose_name_plural": "putaran perpanjangan",
            },
        ),
        migrations.CreateModel(
            name="ButirPutaran",
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
                            ("pns", "PNS"),
                            ("cpns", "CPNS"),
                            ("pppk", "PPPK"),
                            ("pppk_paruh_waktu", "PPPK paruh waktu"),
                        ],
                        max_length=20,
                        verbose_name="jenis pegawai",
                    ),
                ),
                ("jabatan", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                ("berakhir", models.DateField(verbose_name="perjanjian berakhir")),
                ("mulai", models.DateField(verbose_name="perjanjian baru mulai")),
                ("batas", models.DateField(verbose_name="paling lama sampai")),
                (
                    "sebab_batas",
                    models.CharField(
                        choices=[("masa", "Masa paling lama"), ("bup", "Batas usia pensiun")], max_length=10
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("belum", "Belum diusulkan"),
                            ("diusulkan", "Menunggu keputusan"),
                            ("dikembalikan", "Dikembalikan"),
                            ("disetujui", "Disetujui"),
                            ("selesai", "Selesai"),
                            ("gugur", "Tidak diteruskan"),
                        ],
                        db_default="belum",
                        default="belum",
                        max_length=20,
                    ),
                ),
                (
                    "putusan",
                    models.CharField(
                        blank=True,
                        choices=[("diperpanjang", "Diperpanjang"), ("tidak", "Tidak diperpanjang")],
                        db_default="",
                        max_length=20,
                    ),
                ),
                ("sampai", models.DateField(blank=True, null=True, verbose_name="perjanjian baru sampai")),
                ("alasan", models.CharField(blank=True, db_default="", max_length=500, verbose_name="alasan")),
                ("diusulkan_pada", models.DateTimeField(blank=True, null=True)),
                ("diputuskan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "catatan",
                    models.CharField(blank=True, db_default="", max_length=500, verbose_name="catatan pemutus"),
                ),
                ("tertinggal", models.CharField(blank=True, db_default="", max_length=300)),
                (
                    "diputuskan_oleh",
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
                    "diusulkan_oleh",
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
                    "naskah",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
                (
                    "perjanjian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.perjanjiankerja",
                        verbose_name="perjanjian lama",
                    ),
                ),
                (
                    "perjanjian_baru",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.perjanjiankerja",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                    ),
                ),
                (
                    "putaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_butir",
                        to="pegawai.putaranperjanjian",
                    ),
                ),
            ],
            options={
                "verbose_name": "butir putaran",
                "verbose_name_plural": "butir putaran",
            },
        ),
        migrations.AddConstraint(
            model_name="putaranperjanjian",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "dibatalkan"), _negated=True),
                fields=("instansi", "bulan"),
                name="putaran_satu_per_bulan",
                violation_error_message="Putaran untuk bulan ini sudah dibuka.",
            ),
        ),
        migrations.AddConstraint(
            model_name="putaranperjanjian",
            constraint=models.CheckConstraint(condition=models.Q(("bulan__day", 1)), name="putaran_awal_bulan"),
        ),
        migrations.AddConstraint(
            model_name="putaranperjanjian",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("selesai_oleh", None), ("selesai_pada", None), ("status", "dibuka")),
                    models.Q(
                        models.Q(("status", "dibuka"), _negated=True),
                        ("selesai_oleh__isnull", False),
                        ("selesai_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="putaran_selesai",
            ),
        ),
        migrations.AddIndex(
            model_name="butirputaran",
            index=models.Index(fields=["putaran", "status"], name="butir_status"),
        ),
        migrations.AddConstraint(
            model_name="butirputaran",
            constraint=models.UniqueConstraint(fields=("putaran", "pegawai"), name="butir_satu_per_orang"),
        ),
        migrations.AddConstraint(
            model_name="butirputaran",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("diusulkan", "disetujui", "selesai")), _negated=True),
                    models.Q(
                        models.Q(("putusan", ""), _negated=True),
                        models.Q(("alasan", ""), _negated=True),
                        ("diusulkan_oleh__isnull", False),
                        ("diusulkan_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="butir_usul_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirputaran",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("disetujui", "selesai")), _negated=True),
                    models.Q(
                        ("diputuskan_oleh__isnull", False),
                        ("diputuskan_pada__isnull", False),
                        models.Q(("diputuskan_oleh", models.F("diusulkan_oleh")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="butir_dua_orang",
                violation_error_message="Usulan Anda sendiri diputuskan pengelola lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirputaran",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("putusan", "diperpanjang"),
                        ("sampai__gte", models.F("mulai")),
                        ("sampai__isnull", False),
                        ("sampai__lte", models.F("batas")),
                    ),
                    models.Q(models.Q(("putusan", "diperpanjang"), _negated=True), ("sampai", None)),
                    _connector="OR",
                ),
                name="butir_masa",
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
