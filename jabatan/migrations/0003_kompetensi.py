"""What a post needs: the dictionary of competences, standards and requirements; their trace and guards."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('jabatan_kamuskompetensi', 'id');
CALL core_pasang_jejak('jabatan_tingkatkompetensi', 'id');
CALL core_pasang_jejak('jabatan_acuanjabatan', 'id');
CALL core_pasang_jejak('jabatan_standarkompetensi', 'id');
CALL core_pasang_jejak('jabatan_syaratjabatan', 'id');
CALL core_jaga_tabel_bertanggal('jabatan_standarkompetensi');
CALL core_jaga_tabel_bertanggal('jabatan_syaratjabatan');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_cakupan_naskah"),
        ("jabatan", "0002_jaga"),
    ]

    operations = [
        migrations.CreateModel(
            name="AcuanJabatan",
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
                            ("pejabat_negara", "Gubernur atau wakil gubernur"),
                            ("jpt_utama", "JPT utama"),
                            ("jpt_madya", "JPT madya"),
                            ("jpt_pratama", "JPT pratama"),
                            ("administrator", "Administrator"),
                            ("pengawas", "Pengawas"),
                            ("fungsional", "Jabatan fungsional"),
                            ("pelaksana", "Pelaksana"),
                            ("tugas_tambahan", "Tugas tambahan"),
                        ],
                        max_length=20,
                        verbose_name="jenis jabatan",
                    ),
                ),
                (
                    "jenjang",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pemula", "Pemula"),
                            ("terampil", "Terampil"),
                            ("mahir", "Mahir"),
                            ("penyelia", "Penyelia"),
                            ("ahli_pertama", "Ahli Pertama"),
                            ("ahli_muda", "Ahli Muda"),
                            ("ahli_madya", "Ahli Madya"),
                            ("ahli_utama", "Ahli Utama"),
                        ],
                        max_length=20,
                        verbose_name="jenjang",
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=200, verbose_name="nama jabatan")),
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
                    "jabatan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jabatan.jabatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "acuan jabatan",
                "verbose_name_plural": "acuan jabatan",
            },
        ),
        migrations.CreateModel(
            name="KamusKompetensi",
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
                ("kode", models.CharField(max_length=20, verbose_name="kode")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("manajerial", "Manajerial"),
                            ("sosial_kultural", "Sosial kultural"),
                            ("teknis", "Teknis"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("nama", models.CharField(max_length=120, verbose_name="nama")),
                ("definisi", models.TextField(max_length=1000, verbose_name="definisi")),
                ("dasar", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                ("urut", models.PositiveSmallIntegerField(default=0, verbose_name="urutan")),
                ("ditutup", models.BooleanField(default=False, verbose_name="tidak dipakai lagi")),
                (
                    "instansi",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "kompetensi",
                "verbose_name_plural": "kamus kompetensi",
            },
        ),
        migrations.CreateModel(
            name="StandarKompetensi",
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
                ("tingkat", models.PositiveSmallIntegerField(verbose_name="tingkat")),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar")),
                (
                    "acuan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_standar",
                        to="jabatan.acuanjabatan",
                    ),
                ),
                (
                    "kompetensi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jabatan.kamuskompetensi"
                    ),
                ),
            ],
            options={
                "verbose_name": "standar kompetensi",
                "verbose_name_plural": "standar kompetensi",
            },
        ),
        migrations.CreateModel(
            name="SyaratJabatan",
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
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("pendidikan", "Pendidikan terendah"),
                            ("pangkat", "Golongan ruang terendah"),
                            ("pengalaman", "Pengalaman"),
                            ("pelatihan", "Pelatihan"),
                        ],
                        max_length=20,
                        verbose_name="jenis syarat",
                    ),
                ),
                ("nilai", models.CharField(max_length=200, verbose_name="isi")),
                (
                    "tahun",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="lama (tahun)"
                    ),
                ),
                ("rincian", models.CharField(blank=True, max_length=300, verbose_name="rincian")),
                ("wajib", models.BooleanField(default=True, verbose_name="wajib")),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar")),
                (
                    "acuan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_syarat",
                        to="jabatan.acuanjabatan",
                    ),
                ),
            ],
            options={
                "verbose_name": "syarat jabatan",
                "verbose_name_plural": "syarat jabatan",
            },
        ),
        migrations.CreateModel(
            name="TingkatKompetensi",
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
                ("tingkat", models.PositiveSmallIntegerField(verbose_name="tingkat")),
                ("uraian", models.CharField(max_length=500, verbose_name="uraian")),
                ("indikator", models.TextField(blank=True, max_length=2000, verbose_name="indikator perilaku")),
                (
                    "kompetensi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_tingkat",
                        to="jabatan.kamuskompetensi",
                    ),
                ),
            ],
            options={
                "verbose_name": "tingkat kompetensi",
                "verbose_name_plural": "tingkat kompetensi",
            },
        ),
        migrations.AddConstraint(
            model_name="acuanjabatan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("jabatan", None)),
                fields=("instansi", "jenis", "jenjang", "nama"),
                name="acuan_jabatan_sekali",
            ),
        ),
        migrations.AddConstraint(
            model_name="acuanjabatan",
            constraint=models.UniqueConstraint(fields=("jabatan",), name="acuan_satu_untuk_jabatan"),
        ),
        migrations.AddConstraint(
            model_name="acuanjabatan",
            constraint=models.CheckConstraint(
                condition=models.Q(("jabatan", None), ("nama", ""), _connector="OR"), name="acuan_jabatan_tanpa_nama"
            ),
        ),
        migrations.AddConstraint(
            model_name="acuanjabatan",
            constraint=models.CheckConstraint(
                condition=models.Q(("jenjang", ""), ("jenis", "fungsional"), _connector="OR"),
                name="acuan_jenjang_fungsional",
            ),
        ),
        migrations.AddConstraint(
            model_name="kamuskompetensi",
            constraint=models.UniqueConstraint(
                fields=("instansi", "kode"), name="kompetensi_kode_sekali", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="kamuskompetensi",
            constraint=models.CheckConstraint(
                condition=models.Q(("instansi", None), ("jenis", "teknis"), _connector="OR"),
                name="kompetensi_instansi_teknis",
            ),
        ),
        migrations.AddConstraint(
            model_name="standarkompetensi",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("acuan", "="), ("kompetensi", "="), ("berlaku", "&&")],
                name="standar_kompetensi_satu",
                violation_error_message="Standar kompetensi ini sudah tercatat pada masa tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="standarkompetensi",
            constraint=models.CheckConstraint(
                condition=models.Q(("tingkat__range", (1, 5))), name="standar_1_sampai_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="syaratjabatan",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("acuan", "="), ("jenis", "="), ("nilai", "="), ("berlaku", "&&")],
                name="syarat_jabatan_sekali",
                violation_error_message="Syarat ini sudah tercatat pada masa tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="syaratjabatan",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True), ("jenis__in", ("pendidikan", "pangkat"))),
                expressions=[("acuan", "="), ("jenis", "="), ("berlaku", "&&")],
                name="syarat_jabatan_satu_batas",
                violation_error_message="Batas terendah untuk jenis syarat ini sudah tercatat pada masa tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="syaratjabatan",
            constraint=models.CheckConstraint(
                condition=models.Q(("nilai", ""), _negated=True), name="syarat_jabatan_berisi"
            ),
        ),
        migrations.AddConstraint(
            model_name="syaratjabatan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jenis", "pengalaman"), _negated=True),
                    models.Q(("tahun__gt", 0), ("tahun__isnull", False)),
                    _connector="OR",
                ),
                name="syarat_pengalaman_berlama",
            ),
        ),
        migrations.AddConstraint(
            model_name="tingkatkompetensi",
            constraint=models.UniqueConstraint(fields=("kompetensi", "tingkat"), name="tingkat_kompetensi_sekali"),
        ),
        migrations.AddConstraint(
            model_name="tingkatkompetensi",
            constraint=models.CheckConstraint(
                condition=models.Q(("tingkat__range", (1, 5))), name="tingkat_1_sampai_5"
            ),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
