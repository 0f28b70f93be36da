"""The whole file of a person: accepted rows of every kind, and what is held once."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_perjanjiankerja', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_perjanjiankerja');
CALL core_pasang_jejak('pegawai_riwayatangkakredit', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatangkakredit');
CALL core_pasang_jejak('pegawai_riwayatcltn', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatcltn');
CALL core_pasang_jejak('pegawai_riwayatdiklat', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatdiklat');
CALL core_pasang_jejak('pegawai_riwayatgolongan', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatgolongan');
CALL core_pasang_jejak('pegawai_riwayathukuman', 'id', 'alasan', 'jenis_hukuman_id', 'tingkat');
CALL core_jaga_tabel_bertanggal('pegawai_riwayathukuman');
CALL core_pasang_jejak('pegawai_riwayatkgb', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatkgb');
CALL core_pasang_jejak('pegawai_riwayatkedudukan', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatkedudukan');
CALL core_pasang_jejak('pegawai_riwayatkeluarga', 'id', 'nama', 'tanggal_lahir', 'akta', 'pekerjaan');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatkeluarga');
CALL core_pasang_jejak('pegawai_riwayatkursus', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatkursus');
CALL core_pasang_jejak('pegawai_riwayatorganisasi', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatorganisasi');
CALL core_pasang_jejak('pegawai_riwayatpmk', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatpmk');
CALL core_pasang_jejak('pegawai_riwayatpendidikan', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatpendidikan');
CALL core_pasang_jejak('pegawai_riwayatpenghargaan', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatpenghargaan');
CALL core_pasang_jejak('pegawai_riwayatpindahinstansi', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatpindahinstansi');
CALL core_pasang_jejak('pegawai_riwayatprestasi', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatprestasi');
CALL core_pasang_jejak('pegawai_riwayatsertifikasi', 'id');
CALL core_jaga_tabel_bertanggal('pegawai_riwayatsertifikasi');
CALL core_pasang_jejak('pegawai_datakepegawaian', 'pegawai_id');
CALL core_pasang_jejak('pegawai_datapribadi', 'pegawai_id', 'tempat_lahir', 'agama_id', 'kawin_id', 'npwp_sandi', 'npwp_sidik',
    'rekening_sandi', 'rekening_sidik', 'bpjs', 'taspen', 'karis_karsu');
CALL core_pasang_jejak('pegawai_kontakpegawai', 'pegawai_id', 'alamat', 'alamat_domisili', 'kode_pos', 'telepon_rumah', 'surel_pribadi');
CALL core_tanpa_hapus('pegawai_datakepegawaian');
CALL core_tanpa_hapus('pegawai_datapribadi');
CALL core_tanpa_hapus('pegawai_kontakpegawai');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0001_dokumen"),
        ("core", "0006_token"),
        ("pegawai", "0005_referensi"),
    ]

    operations = [
        migrations.CreateModel(
            name="KontakPegawai",
            fields=[
                (
                    "pegawai",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="kontak",
                        serialize=False,
                        to="pegawai.pegawai",
                    ),
                ),
                ("alamat", models.CharField(blank=True, max_length=300, verbose_name="alamat menurut KTP")),
                ("alamat_domisili", models.CharField(blank=True, max_length=300, verbose_name="alamat tinggal")),
                ("kode_pos", models.CharField(blank=True, max_length=5, verbose_name="kode pos")),
                ("telepon_rumah", models.CharField(blank=True, max_length=20, verbose_name="telepon rumah")),
                ("surel_pribadi", models.EmailField(blank=True, max_length=254, verbose_name="surel pribadi")),
            ],
            options={
                "verbose_name": "kontak pegawai",
                "verbose_name_plural": "kontak pegawai",
            },
        ),
        migrations.CreateModel(
            name="DataKepegawaian",
            fields=[
                (
                    "pegawai",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="kepegawaian",
                        serialize=False,
                        to="pegawai.pegawai",
                    ),
                ),
                ("siasn_id", models.CharField(blank=True, max_length=64, verbose_name="id SIASN")),
                ("nip_lama", models.CharField(blank=True, max_length=9, verbose_name="NIP lama")),
                ("karpeg", models.CharField(blank=True, max_length=30, verbose_name="nomor kartu pegawai")),
                ("tmt_cpns", models.DateField(blank=True, null=True, verbose_name="TMT CPNS atau PPPK")),
                ("sk_cpns_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SK CPNS atau PPPK")),
                ("sk_cpns_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SK CPNS atau PPPK")),
                ("tmt_pns", models.DateField(blank=True, null=True, verbose_name="TMT PNS")),
                ("sk_pns_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SK PNS")),
                ("sk_pns_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SK PNS")),
                ("spmt_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SPMT")),
                ("spmt_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SPMT")),
                ("sttpl_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor STTPL latsar")),
                ("lokasi_kerja", models.CharField(blank=True, max_length=200, verbose_name="lokasi kerja")),
                ("klogad", models.CharField(blank=True, max_length=20, verbose_name="klogad")),
                ("spmu", models.CharField(blank=True, max_length=20, verbose_name="SPMU")),
                (
                    "instansi_induk",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="instansi induk",
                    ),
                ),
                (
                    "instansi_kerja",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="instansi tempat bekerja",
                    ),
                ),
                (
                    "jenis_pegawai",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="jenis pegawai menurut BKN",
                    ),
                ),
                (
                    "satuan_kerja",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "data kepegawaian",
                "verbose_name_plural": "data kepegawaian",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("jenis_pegawai_id"),
                                models.Value("jenis_pegawai:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kepegawaian_jenis_pegawai_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("instansi_induk_id"),
                                models.Value("instansi:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kepegawaian_instansi_induk_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("instansi_kerja_id"),
                                models.Value("instansi:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kepegawaian_instansi_kerja_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataPribadi",
            fields=[
                (
                    "pegawai",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pribadi",
                        serialize=False,
                        to="pegawai.pegawai",
                    ),
                ),
                ("tempat_lahir", models.CharField(blank=True, max_length=100, verbose_name="tempat lahir")),
                ("npwp_sandi", models.BinaryField(blank=True, null=True, verbose_name="NPWP")),
                ("npwp_sidik", models.BinaryField(blank=True, null=True, unique=True)),
                ("npwp_sah", models.BooleanField(blank=True, null=True, verbose_name="NPWP sah")),
                ("bank", models.CharField(blank=True, max_length=60, verbose_name="bank")),
                ("rekening_sandi", models.BinaryField(blank=True, null=True, verbose_name="nomor rekening")),
                ("rekening_sidik", models.BinaryField(blank=True, null=True, unique=True)),
                ("bpjs", models.CharField(blank=True, max_length=20, verbose_name="nomor BPJS Kesehatan")),
                ("taspen", models.CharField(blank=True, max_length=30, verbose_name="nomor Taspen")),
                ("karis_karsu", models.CharField(blank=True, max_length=30, verbose_name="nomor karis atau karsu")),
                (
                    "agama",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="agama",
                    ),
                ),
                (
                    "kawin",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="status perkawinan",
                    ),
                ),
            ],
            options={
                "verbose_name": "data pribadi",
                "verbose_name_plural": "data pribadi",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("agama_id"),
                                models.Value("agama:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="pribadi_agama_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("kawin_id"),
                                models.Value("kawin:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="pribadi_kawin_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("npwp_sandi", None), ("npwp_sidik", None)),
                            models.Q(("npwp_sandi__isnull", False), ("npwp_sidik__isnull", False)),
                            _connector="OR",
                        ),
                        name="pribadi_npwp_bersidik",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rekening_sandi", None), ("rekening_sidik", None)),
                            models.Q(("rekening_sandi__isnull", False), ("rekening_sidik__isnull", False)),
                            _connector="OR",
                        ),
                        name="pribadi_rekening_bersidik",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PerjanjianKerja",
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
                ("jabatan", models.CharField(blank=True, max_length=200, verbose_name="jabatan dalam perjanjian")),
                (
                    "jam_per_minggu",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="jam kerja seminggu"
                    ),
                ),
                (
                    "upah",
                    models.DecimalField(
                        blank=True, decimal_places=0, max_digits=12, null=True, verbose_name="upah sebulan"
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
                        verbose_name="dokumen",
                    ),
                ),
                (
                    "golongan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="golongan",
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
                        to="pegawai.perjanjiankerja",
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
                "verbose_name": "perjanjian kerja",
                "verbose_name_plural": "perjanjian kerja",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="perjanjian_satu",
                        violation_error_message="Masa perjanjian ini bertumpang tindih dengan perjanjian lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("golongan_id"),
                                models.Value("golongan_pppk:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="perjanjian_golongan_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("berlaku__endswith__isnull", False)), name="perjanjian_berakhir"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("jam_per_minggu__isnull", True),
                                models.Q(("jam_per_minggu__gt", 0), ("jam_per_minggu__lte", 60)),
                                _connector="OR",
                            ),
                            models.Q(("upah__isnull", True), ("upah__gt", 0), _connector="OR"),
                        ),
                        name="perjanjian_isi",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatAngkaKredit",
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
                ("jabatan", models.CharField(max_length=200, verbose_name="jabatan fungsional")),
                (
                    "kredit_utama",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="kredit utama"
                    ),
                ),
                (
                    "kredit_penunjang",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="kredit penunjang"
                    ),
                ),
                ("kredit_total", models.DecimalField(decimal_places=3, max_digits=8, verbose_name="kredit total")),
                ("angka_kredit_pertama", models.BooleanField(default=False, verbose_name="angka kredit pertama")),
                ("integrasi", models.BooleanField(default=False, verbose_name="hasil integrasi")),
                ("konversi", models.BooleanField(default=False, verbose_name="hasil konversi predikat")),
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
                        to="pegawai.riwayatangkakredit",
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
                "verbose_name": "riwayat angka kredit",
                "verbose_name_plural": "riwayat angka kredit",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("jabatan", "="), ("berlaku", "&&")],
                        name="angka_kredit_satu",
                        violation_error_message="Angka kredit untuk masa itu sudah tercatat.",
                    ),
                    models.CheckConstraint(condition=models.Q(("kredit_total__gte", 0)), name="angka_kredit_isi"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatCLTN",
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
                ("tanggal_aktif", models.DateField(blank=True, null=True, verbose_name="aktif kembali")),
                ("bkn_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor persetujuan BKN")),
                ("bkn_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal persetujuan BKN")),
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
                    "jenis_cltn",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="jenis",
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
                        to="pegawai.riwayatcltn",
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
                "verbose_name": "riwayat CLTN",
                "verbose_name_plural": "riwayat CLTN",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="cltn_satu",
                        violation_error_message="Masa ini bertumpang tindih dengan CLTN atau tugas belajar lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("jenis_cltn_id"),
                                models.Value("cltn:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="rwcltn_jenis_cltn_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("berlaku__endswith__isnull", False)), name="cltn_berakhir"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatDiklat",
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
                ("nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor sertifikat")),
                ("tahun", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tahun")),
                (
                    "jumlah_jam",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jam pelajaran (JP)"),
                ),
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
                    "latihan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="latihan struktural",
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
                        to="pegawai.riwayatdiklat",
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
                "verbose_name": "riwayat diklat struktural",
                "verbose_name_plural": "riwayat diklat struktural",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("latihan", "="), ("berlaku", "&&")],
                        name="diklat_sekali",
                        violation_error_message="Diklat ini sudah tercatat pada tanggal itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("latihan_id"),
                                models.Value("latihan_struktural:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="diklat_latihan_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatGolongan",
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
                    "masa_kerja_tahun",
                    models.PositiveSmallIntegerField(default=0, verbose_name="masa kerja golongan, tahun"),
                ),
                (
                    "masa_kerja_bulan",
                    models.PositiveSmallIntegerField(default=0, verbose_name="masa kerja golongan, bulan"),
                ),
                (
                    "pertek_nomor",
                    models.CharField(blank=True, max_length=100, verbose_name="nomor pertimbangan teknis BKN"),
                ),
                ("pertek_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal pertimbangan teknis")),
                (
                    "kredit_utama",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="angka kredit utama"
                    ),
                ),
                (
                    "kredit_tambahan",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=8, null=True, verbose_name="angka kredit tambahan"
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
                        verbose_name="dokumen",
                    ),
                ),
                (
                    "golongan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="golongan",
                    ),
                ),
                (
                    "jenis_kp",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="jenis kenaikan pangkat",
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
                        to="pegawai.riwayatgolongan",
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
                "verbose_name": "riwayat golongan",
                "verbose_name_plural": "riwayat golongan",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="golongan_satu",
                        violation_error_message="Golongan lain sudah tercatat mulai tanggal itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("golongan_id"),
                                models.Value("golongan_pns:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            models.Func(
                                models.F("golongan_id"),
                                models.Value("golongan_pppk:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="golongan_golongan_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("jenis_kp_id"),
                                models.Value("kenaikan_pangkat:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="golongan_jenis_kp_daftar",
                    ),
                    models.CheckConstraint(condition=models.Q(("masa_kerja_bulan__lt", 12)), name="golongan_bulan"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatHukuman",
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
                    "tingkat",
                    models.CharField(
                        choices=[("r", "Ringan"), ("s", "Sedang"), ("b", "Berat")], max_length=1, verbose_name="tingkat"
                    ),
                ),
                ("masa_tahun", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="lamanya, tahun")),
                ("masa_bulan", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="lamanya, bulan")),
                ("nomor_pp", models.CharField(blank=True, max_length=100, verbose_name="peraturan yang dilanggar")),
                ("alasan", models.CharField(blank=True, max_length=500, verbose_name="pelanggaran")),
                ("batal_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SK pembatalan")),
                ("batal_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SK pembatalan")),
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
                    "golongan_lama",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="golongan sebelum hukuman",
                    ),
                ),
                (
                    "jenis_hukuman",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="jenis hukuman",
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
                        to="pegawai.riwayathukuman",
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
                "verbose_name": "riwayat hukuman disiplin",
                "verbose_name_plural": "riwayat hukuman disiplin",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("jenis_hukuman", "="), ("berlaku", "&&")],
                        name="hukuman_sekali",
                        violation_error_message="Hukuman ini sudah tercatat untuk masa itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("jenis_hukuman_id"),
                                models.Value("jenis_hukuman:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="hukuman_jenis_hukuman_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("golongan_lama_id"),
                                models.Value("golongan_pns:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="hukuman_golongan_lama_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatKedudukan",
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
                    "kedudukan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="kedudukan hukum",
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
                        to="pegawai.riwayatkedudukan",
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
                "verbose_name": "riwayat kedudukan hukum",
                "verbose_name_plural": "riwayat kedudukan hukum",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="kedudukan_satu",
                        violation_error_message="Kedudukan hukum lain sudah tercatat mulai tanggal itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("kedudukan_id"),
                                models.Value("kedudukan_hukum:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kedudukan_kedudukan_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatKeluarga",
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
                    "hubungan",
                    models.CharField(
                        choices=[
                            ("suami", "Suami"),
                            ("istri", "Istri"),
                            ("anak", "Anak"),
                            ("ayah", "Ayah"),
                            ("ibu", "Ibu"),
                        ],
                        max_length=10,
                        verbose_name="hubungan",
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "jenis_kelamin",
                    models.CharField(
                        blank=True,
                        choices=[("l", "Laki-laki"), ("p", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("tanggal_lahir", models.DateField(blank=True, null=True, verbose_name="tanggal lahir")),
                (
                    "status_anak",
                    models.CharField(
                        blank=True,
                        choices=[("kandung", "Anak kandung"), ("tiri", "Anak tiri"), ("angkat", "Anak angkat")],
                        max_length=10,
                        verbose_name="status anak",
                    ),
                ),
                ("pekerjaan", models.CharField(blank=True, max_length=100, verbose_name="pekerjaan")),
                ("ditanggung", models.BooleanField(default=False, verbose_name="masuk daftar tunjangan")),
                ("masih_sekolah", models.BooleanField(default=False, verbose_name="masih sekolah atau kuliah")),
                ("akta", models.CharField(blank=True, max_length=100, verbose_name="nomor akta")),
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
                        to="pegawai.riwayatkeluarga",
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
                "verbose_name": "riwayat keluarga",
                "verbose_name_plural": "riwayat keluarga",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("hubungan", "="), ("nama", "="), ("berlaku", "&&")],
                        name="keluarga_sekali",
                        violation_error_message="Anggota keluarga ini sudah tercatat.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatKGB",
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
                    "masa_kerja_tahun",
                    models.PositiveSmallIntegerField(default=0, verbose_name="masa kerja golongan, tahun"),
                ),
                (
                    "masa_kerja_bulan",
                    models.PositiveSmallIntegerField(default=0, verbose_name="masa kerja golongan, bulan"),
                ),
                ("gaji_pokok", models.DecimalField(decimal_places=0, max_digits=12, verbose_name="gaji pokok")),
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
                    "golongan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="golongan",
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
                        to="pegawai.riwayatkgb",
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
                "verbose_name": "riwayat KGB",
                "verbose_name_plural": "riwayat KGB",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="kgb_satu",
                        violation_error_message="KGB lain sudah tercatat mulai tanggal itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("golongan_id"),
                                models.Value("golongan_pns:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            models.Func(
                                models.F("golongan_id"),
                                models.Value("golongan_pppk:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kgb_golongan_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gaji_pokok__gt", 0), ("masa_kerja_bulan__lt", 12)), name="kgb_isi"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatKursus",
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
                ("nama", models.CharField(max_length=200, verbose_name="nama pelatihan")),
                ("nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor sertifikat")),
                ("tahun", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tahun")),
                (
                    "jumlah_jam",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jam pelajaran (JP)"),
                ),
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
                    "jenis_diklat",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="jenis diklat",
                    ),
                ),
                (
                    "jenis_kursus",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="jenis kursus",
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
                        to="pegawai.riwayatkursus",
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
                "verbose_name": "riwayat kursus",
                "verbose_name_plural": "riwayat kursus",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("nama", "="), ("berlaku", "&&")],
                        name="kursus_sekali",
                        violation_error_message="Pelatihan ini sudah tercatat pada tanggal itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("jenis_diklat_id"),
                                models.Value("jenis_diklat:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kursus_jenis_diklat_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("jenis_kursus_id"),
                                models.Value("jenis_kursus:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="kursus_jenis_kursus_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatOrganisasi",
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
                ("nama", models.CharField(max_length=200, verbose_name="organisasi")),
                ("jabatan", models.CharField(blank=True, max_length=100, verbose_name="kedudukan dalam organisasi")),
                ("tempat", models.CharField(blank=True, max_length=100, verbose_name="tempat")),
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
                        to="pegawai.riwayatorganisasi",
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
                "verbose_name": "riwayat organisasi",
                "verbose_name_plural": "riwayat organisasi",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("nama", "="), ("jabatan", "="), ("berlaku", "&&")],
                        name="organisasi_sekali",
                        violation_error_message="Organisasi ini sudah tercatat untuk masa itu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatPendidikan",
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
                    "nama_sekolah",
                    models.CharField(blank=True, max_length=200, verbose_name="sekolah atau perguruan tinggi"),
                ),
                ("nomor_ijazah", models.CharField(blank=True, max_length=100, verbose_name="nomor ijazah")),
                ("tahun_lulus", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tahun lulus")),
                ("gelar_depan", models.CharField(blank=True, max_length=60, verbose_name="gelar depan")),
                ("gelar_belakang", models.CharField(blank=True, max_length=100, verbose_name="gelar belakang")),
                (
                    "pendidikan_pertama",
                    models.BooleanField(default=False, verbose_name="dipakai saat pengangkatan pertama"),
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
                        to="pegawai.riwayatpendidikan",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
                (
                    "pendidikan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="pendidikan",
                    ),
                ),
                (
                    "tingkat",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="tingkat",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat pendidikan",
                "verbose_name_plural": "riwayat pendidikan",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("pendidikan", "="), ("berlaku", "&&")],
                        name="pendidikan_sekali",
                        violation_error_message="Pendidikan ini sudah tercatat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("pendidikan_id"),
                                models.Value("pendidikan:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="rwpendidikan_pendidikan_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("tingkat_id"),
                                models.Value("tingkat_pendidikan:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="rwpendidikan_tingkat_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatPenghargaan",
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
                ("tahun", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tahun")),
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
                        to="pegawai.riwayatpenghargaan",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
                (
                    "penghargaan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="penghargaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "riwayat penghargaan",
                "verbose_name_plural": "riwayat penghargaan",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("penghargaan", "="), ("berlaku", "&&")],
                        name="penghargaan_sekali",
                        violation_error_message="Penghargaan ini sudah tercatat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("penghargaan_id"),
                                models.Value("penghargaan:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="rwpenghargaan_penghargaan_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatPindahInstansi",
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
                ("jenis_pindah", models.CharField(blank=True, max_length=100, verbose_name="jenis pindah")),
                ("sk_asal_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor SK instansi asal")),
                ("sk_asal_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal SK instansi asal")),
                (
                    "sk_tujuan_nomor",
                    models.CharField(blank=True, max_length=100, verbose_name="nomor SK instansi tujuan"),
                ),
                (
                    "sk_tujuan_tanggal",
                    models.DateField(blank=True, null=True, verbose_name="tanggal SK instansi tujuan"),
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
                        verbose_name="dokumen",
                    ),
                ),
                (
                    "instansi_asal",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="instansi asal",
                    ),
                ),
                (
                    "instansi_tujuan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.referensi",
                        verbose_name="instansi tujuan",
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
                        to="pegawai.riwayatpindahinstansi",
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
                "verbose_name": "riwayat pindah instansi",
                "verbose_name_plural": "riwayat pindah instansi",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="pindah_satu",
                        violation_error_message="Pindah instansi lain sudah tercatat mulai tanggal itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("instansi_asal_id"),
                                models.Value("instansi:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="pindah_instansi_asal_daftar",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                models.F("instansi_tujuan_id"),
                                models.Value("instansi:"),
                                function="starts_with",
                                output_field=models.BooleanField(),
                            ),
                            _connector="OR",
                        ),
                        name="pindah_instansi_tujuan_daftar",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatPMK",
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
                ("pengalaman", models.CharField(max_length=200, verbose_name="pengalaman kerja")),
                ("bkn_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor persetujuan BKN")),
                ("bkn_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal persetujuan BKN")),
                (
                    "masa_kerja_tahun",
                    models.PositiveSmallIntegerField(default=0, verbose_name="masa kerja yang diakui, tahun"),
                ),
                (
                    "masa_kerja_bulan",
                    models.PositiveSmallIntegerField(default=0, verbose_name="masa kerja yang diakui, bulan"),
                ),
                (
                    "dinilai",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="bagian yang dinilai"
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
                        to="pegawai.riwayatpmk",
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
                "verbose_name": "riwayat masa kerja (PMK)",
                "verbose_name_plural": "riwayat masa kerja (PMK)",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("berlaku", "&&")],
                        name="pmk_satu",
                        violation_error_message="Masa kerja itu sudah tercatat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("berlaku__endswith__isnull", False), ("masa_kerja_bulan__lt", 12)),
                        name="pmk_isi",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatPrestasi",
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
                        choices=[("inovasi", "Inovasi"), ("prestasi", "Prestasi")], max_length=10, verbose_name="jenis"
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="nama")),
                (
                    "tingkat",
                    models.CharField(
                        choices=[
                            ("unit", "Unit kerja"),
                            ("instansi", "Instansi"),
                            ("provinsi", "Provinsi"),
                            ("nasional", "Nasional"),
                            ("internasional", "Internasional"),
                        ],
                        max_length=15,
                        verbose_name="tingkat",
                    ),
                ),
                (
                    "penyelenggara",
                    models.CharField(blank=True, max_length=200, verbose_name="penyelenggara atau pemberi"),
                ),
                ("uraian", models.CharField(blank=True, max_length=500, verbose_name="uraian")),
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
                        to="pegawai.riwayatprestasi",
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
                "verbose_name": "riwayat inovasi dan prestasi",
                "verbose_name_plural": "riwayat inovasi dan prestasi",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("nama", "="), ("berlaku", "&&")],
                        name="prestasi_sekali",
                        violation_error_message="Prestasi ini sudah tercatat.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiwayatSertifikasi",
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
                            ("str", "Surat tanda registrasi (STR)"),
                            ("sip", "Surat izin praktik (SIP)"),
                            ("pendidik", "Sertifikat pendidik"),
                            ("pengadaan", "Keahlian pengadaan barang/jasa"),
                            ("kompetensi", "Sertifikat kompetensi"),
                            ("profesi", "Sertifikat profesi lain"),
                        ],
                        max_length=20,
                        verbose_name="jenis sertifikat",
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="nama sertifikat")),
                ("nomor", models.CharField(max_length=100, verbose_name="nomor sertifikat")),
                ("lembaga", models.CharField(blank=True, max_length=200, verbose_name="lembaga penerbit")),
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
                        to="pegawai.riwayatsertifikasi",
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
                "verbose_name": "riwayat sertifikasi",
                "verbose_name_plural": "riwayat sertifikasi",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("tercatat__upper_inf", True)),
                        expressions=[("pegawai", "="), ("nomor", "="), ("berlaku", "&&")],
                        name="sertifikasi_sekali",
                        violation_error_message="Sertifikat bernomor ini sudah tercatat.",
                    )
                ],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
