"""Rises in rank decided together, and posts that were held before the map of positions knew their seat."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_riwayatjabatanlama', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatjabatanlama');
CALL core_pasang_jejak('pegawai_daftarkp', 'id');
CALL core_tanpa_hapus('pegawai_daftarkp');
CALL core_pasang_jejak('pegawai_butirkp', 'id');
CALL core_tanpa_hapus('pegawai_butirkp');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("core", "0014_cakupan_kinerja"),
        ("pegawai", "0017_sumber_kinerja"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DaftarKP",
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
                ("bulan", models.DateField(verbose_name="periode")),
                (
                    "bentuk",
                    models.CharField(
                        choices=[
                            ("bersama", "Satu keputusan dengan lampiran"),
                            ("sendiri", "Satu keputusan bagi setiap orang"),
                        ],
                        max_length=10,
                        verbose_name="bentuk keputusan",
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "naskah",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.unitkerja"
                    ),
                ),
            ],
            options={
                "verbose_name": "daftar keputusan kenaikan pangkat",
                "verbose_name_plural": "daftar keputusan kenaikan pangkat",
            },
        ),
        migrations.CreateModel(
            name="ButirKP",
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
                ("urutan", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu giliran"),
                            ("ditolak", "Tidak disusun"),
                            ("disusun", "Keputusan disusun"),
                            ("dikeluarkan", "Dikeluarkan dari daftar"),
                            ("tercatat", "Tercatat di riwayat"),
                            ("gagal", "Belum tercatat"),
                            ("dicabut", "Keputusan dicabut"),
                        ],
                        default="menunggu",
                        max_length=15,
                        verbose_name="keadaan",
                    ),
                ),
                ("sebab", models.CharField(blank=True, max_length=500, verbose_name="sebab")),
                ("tmt", models.DateField(blank=True, null=True, verbose_name="TMT")),
                ("nilai", models.JSONField(default=dict)),
                ("fakta", models.JSONField(default=dict)),
                (
                    "naskah",
                    models.OneToOneField(
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.pegawai",
                        verbose_name="pegawai",
                    ),
                ),
                (
                    "daftar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_butir", to="pegawai.daftarkp"
                    ),
                ),
            ],
            options={
                "verbose_name": "butir keputusan kenaikan pangkat",
                "verbose_name_plural": "butir keputusan kenaikan pangkat",
            },
        ),
        migrations.CreateModel(
            name="RiwayatJabatanLama",
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
                            ("kinerja", "Penilaian kinerja"),
                            ("pelatihan", "Pelatihan lewat portal"),
                        ],
                        max_length=10,
                        verbose_name="sumber",
                    ),
                ),
                ("jabatan", models.CharField(max_length=200, verbose_name="jabatan")),
                ("unit", models.CharField(blank=True, max_length=200, verbose_name="unit kerja")),
                ("eselon", models.CharField(blank=True, max_length=20, verbose_name="eselon")),
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
                        to="pegawai.riwayatjabatanlama",
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
                "verbose_name": "riwayat jabatan lama",
                "verbose_name_plural": "riwayat jabatan lama",
            },
        ),
        migrations.AddIndex(
            model_name="daftarkp",
            index=models.Index(fields=["unit", "dibuat_pada"], name="daftar_kp_unit"),
        ),
        migrations.AddConstraint(
            model_name="daftarkp",
            constraint=models.CheckConstraint(
                condition=models.Q(("bentuk", "bersama"), ("naskah", None), _connector="OR"),
                name="daftar_kp_satu_keputusan",
            ),
        ),
        migrations.AddIndex(
            model_name="butirkp",
            index=models.Index(fields=["pegawai"], name="butir_kp_pegawai"),
        ),
        migrations.AddConstraint(
            model_name="butirkp",
            constraint=models.UniqueConstraint(fields=("daftar", "pegawai"), name="butir_kp_sekali"),
        ),
        migrations.AddConstraint(
            model_name="butirkp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["ditolak", "gagal"]), _negated=True),
                    models.Q(("sebab", ""), _negated=True),
                    _connector="OR",
                ),
                name="butir_kp_sebab",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirkp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["disusun", "tercatat"]), _negated=True),
                    ("tmt__isnull", False),
                    _connector="OR",
                ),
                name="butir_kp_tmt",
            ),
        ),
        migrations.AddConstraint(
            model_name="riwayatjabatanlama",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("pegawai", "="), ("jabatan", "="), ("berlaku", "&&")],
                name="jabatan_lama_sekali",
                violation_error_message="Jabatan ini sudah tercatat untuk masa itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="riwayatjabatanlama",
            constraint=models.CheckConstraint(
                condition=models.Q(("jabatan", ""), _negated=True), name="jabatan_lama_isi"
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
