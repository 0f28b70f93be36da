"""Rounds of moves, task teams, calls."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('jabatan_putaranmutasi', 'id');
CALL core_pasang_jejak('jabatan_pemegangmutasi', 'id');
CALL core_pasang_jejak('jabatan_butirmutasi', 'id');
CALL core_pasang_jejak('jabatan_timkhusus', 'id');
CALL core_pasang_jejak('jabatan_anggotatim', 'id');
CALL core_pasang_jejak('jabatan_indikatortim', 'id');
CALL core_pasang_jejak('jabatan_ukuranindikator', 'id');
CALL core_pasang_jejak('jabatan_panggilan', 'id');
CALL core_pasang_jejak('jabatan_lamaranpanggilan', 'id');
CALL core_jaga_tabel_bertanggal('jabatan_anggotatim');
CALL core_tanpa_hapus('jabatan_putaranmutasi');
CALL core_tanpa_hapus('jabatan_timkhusus');
CALL core_tanpa_hapus('jabatan_panggilan');
CALL core_tanpa_hapus('jabatan_lamaranpanggilan');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("core", "0013_kabar_bersama"),
        ("jabatan", "0005_rancangan"),
        ("pegawai", "0015_upah_butir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PutaranMutasi",
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
                ("nama", models.CharField(max_length=150, verbose_name="nama putaran")),
                ("tmt", models.DateField(verbose_name="terhitung mulai tanggal")),
                ("tanggal_pelantikan", models.DateField(verbose_name="tanggal pelantikan")),
                ("tempat", models.CharField(blank=True, max_length=200, verbose_name="tempat pelantikan")),
                ("pertimbangan", models.CharField(blank=True, max_length=1000, verbose_name="pertimbangan")),
                (
                    "pertek_nomor",
                    models.CharField(blank=True, max_length=100, verbose_name="nomor pertimbangan teknis BKN"),
                ),
                ("pertek_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal pertimbangan teknis")),
                (
                    "izin_nomor",
                    models.CharField(blank=True, max_length=100, verbose_name="nomor izin tertulis menteri"),
                ),
                ("izin_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal izin")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("diperiksa", "Diperiksa, menunggu persetujuan"),
                            ("disetujui", "Disetujui"),
                            ("terbit", "Terbit, menunggu hari pelantikan"),
                            ("selesai", "Sudah berlaku"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="draf",
                        max_length=20,
                    ),
                ),
                ("disusun_pada", models.DateTimeField(auto_now_add=True)),
                ("diperiksa_pada", models.DateTimeField(blank=True, null=True)),
                ("disetujui_pada", models.DateTimeField(blank=True, null=True)),
                ("terbit_pada", models.DateTimeField(blank=True, null=True)),
                ("berlaku_pada", models.DateTimeField(blank=True, null=True, verbose_name="dituliskan pada peta")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan terakhir")),
                ("sk_nomor", models.CharField(blank=True, max_length=100, verbose_name="nomor keputusan")),
                ("sk_tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal keputusan")),
                (
                    "berita_acara",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "diperiksa_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disetujui_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disusun_oleh",
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
                    "keputusan",
                    models.ForeignKey(
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
                    "terbit_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undangan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
            ],
            options={
                "verbose_name": "putaran mutasi",
                "verbose_name_plural": "putaran mutasi",
            },
        ),
        migrations.CreateModel(
            name="PemegangMutasi",
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
                ("ditambah_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "ditambah_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "putaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_pemegang",
                        to="jabatan.putaranmutasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "pemegang putaran mutasi",
                "verbose_name_plural": "pemegang putaran mutasi",
            },
        ),
        migrations.CreateModel(
            name="ButirMutasi",
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
                ("dasar_rangkap", models.CharField(blank=True, max_length=200, verbose_name="dasar rangkap jabatan")),
                ("pengecualian", models.CharField(blank=True, max_length=300, verbose_name="dasar pengecualian")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ikut", "Ikut"),
                            ("dikeluarkan", "Dikeluarkan"),
                            ("berlaku", "Sudah berlaku"),
                            ("tertinggal", "Tertinggal"),
                        ],
                        default="ikut",
                        max_length=20,
                    ),
                ),
                ("alasan_keluar", models.CharField(blank=True, max_length=300, verbose_name="alasan dikeluarkan")),
                ("temuan", models.JSONField(default=list)),
                ("tertinggal", models.CharField(blank=True, max_length=300)),
                (
                    "dari",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jabatan.jabatan",
                        verbose_name="jabatan lama",
                    ),
                ),
                (
                    "ke",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jabatan.jabatan",
                        verbose_name="jabatan baru",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
                (
                    "penempatan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jabatan.penempatan",
                    ),
                ),
                (
                    "petikan",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "spmt",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "putaran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_butir",
                        to="jabatan.putaranmutasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "butir mutasi",
                "verbose_name_plural": "butir mutasi",
            },
        ),
        migrations.CreateModel(
            name="TimKhusus",
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
                ("nama", models.CharField(max_length=150, verbose_name="nama tim")),
                ("mandat", models.CharField(max_length=1000, verbose_name="mandat")),
                (
                    "lingkup",
                    models.CharField(
                        choices=[("internal", "Dalam satu unit"), ("lintas", "Lintas unit")],
                        max_length=10,
                        verbose_name="lingkup",
                    ),
                ),
                ("mulai", models.DateField(verbose_name="mulai")),
                ("sampai", models.DateField(verbose_name="sampai")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draf", "Draf"),
                            ("aktif", "Bekerja"),
                            ("selesai", "Selesai"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="draf",
                        max_length=20,
                    ),
                ),
                ("hasil", models.CharField(blank=True, max_length=1000, verbose_name="hasil akhir")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                        verbose_name="unit pembentuk",
                    ),
                ),
            ],
            options={
                "verbose_name": "tim khusus",
                "verbose_name_plural": "tim khusus",
            },
        ),
        migrations.CreateModel(
            name="Panggilan",
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
                ("uraian", models.CharField(max_length=1000, verbose_name="yang dicari")),
                ("kebutuhan", models.PositiveSmallIntegerField(verbose_name="orang yang dicari")),
                ("batas", models.DateField(verbose_name="pendaftaran paling lambat")),
                (
                    "status",
                    models.CharField(
                        choices=[("terbuka", "Terbuka"), ("selesai", "Selesai dipilih"), ("dibatalkan", "Dibatalkan")],
                        default="terbuka",
                        max_length=20,
                    ),
                ),
                ("alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
                (
                    "jabatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jabatan.jabatan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                        verbose_name="unit yang memanggil",
                    ),
                ),
                (
                    "tim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_panggilan",
                        to="jabatan.timkhusus",
                    ),
                ),
            ],
            options={
                "verbose_name": "panggilan",
                "verbose_name_plural": "panggilan",
            },
        ),
        migrations.CreateModel(
            name="IndikatorTim",
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
                ("nama", models.CharField(max_length=200, verbose_name="indikator")),
                ("satuan", models.CharField(max_length=50, verbose_name="satuan")),
                ("target", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="target")),
                ("menurun", models.BooleanField(default=False, verbose_name="makin kecil makin baik")),
                (
                    "tim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_indikator",
                        to="jabatan.timkhusus",
                    ),
                ),
            ],
            options={
                "verbose_name": "indikator tim",
                "verbose_name_plural": "indikator tim",
            },
        ),
        migrations.CreateModel(
            name="AnggotaTim",
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
                    "peran",
                    models.CharField(
                        choices=[("ketua", "Ketua"), ("anggota", "Anggota")], max_length=10, verbose_name="peran"
                    ),
                ),
                ("uraian", models.CharField(blank=True, max_length=300, verbose_name="yang dikerjakan")),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "tim",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_anggota",
                        to="jabatan.timkhusus",
                    ),
                ),
            ],
            options={
                "verbose_name": "anggota tim khusus",
                "verbose_name_plural": "anggota tim khusus",
            },
        ),
        migrations.CreateModel(
            name="UkuranIndikator",
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
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("nilai", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="nilai")),
                ("sumber", models.CharField(max_length=200, verbose_name="sumber")),
                ("dicatat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "dicatat_oleh",
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
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_ukuran",
                        to="jabatan.indikatortim",
                    ),
                ),
            ],
            options={
                "verbose_name": "ukuran indikator tim",
                "verbose_name_plural": "ukuran indikator tim",
            },
        ),
        migrations.CreateModel(
            name="LamaranPanggilan",
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
                ("alasan", models.CharField(blank=True, max_length=500, verbose_name="mengapa saya")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu pilihan"),
                            ("dipilih", "Dipilih"),
                            ("tidak_dipilih", "Tidak dipilih"),
                            ("ditarik", "Ditarik"),
                        ],
                        default="menunggu",
                        max_length=20,
                    ),
                ),
                (
                    "izin",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu izin atasan"),
                            ("diizinkan", "Diizinkan atasan"),
                            ("tidak", "Tidak diizinkan atasan"),
                        ],
                        default="menunggu",
                        max_length=20,
                    ),
                ),
                ("izin_pada", models.DateTimeField(blank=True, null=True)),
                ("izin_alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan atasan")),
                ("diputus_pada", models.DateTimeField(blank=True, null=True)),
                ("putusan_alasan", models.CharField(blank=True, max_length=300, verbose_name="alasan pilihan")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "diputus_oleh",
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
                    "izin_oleh",
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
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pegawai.pegawai"
                    ),
                ),
                (
                    "panggilan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_lamaran",
                        to="jabatan.panggilan",
                    ),
                ),
            ],
            options={
                "verbose_name": "lamaran atas panggilan",
                "verbose_name_plural": "lamaran atas panggilan",
                "indexes": [models.Index(fields=["pegawai"], name="lamaran_pegawai")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ditarik"), _negated=True),
                        fields=("panggilan", "pegawai"),
                        name="lamaran_sekali",
                        violation_error_message="Anda sudah mendaftar pada panggilan ini.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("dipilih", "tidak_dipilih")), _negated=True),
                            models.Q(
                                ("diputus_oleh__isnull", False),
                                ("diputus_pada__isnull", False),
                                models.Q(("putusan_alasan", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lamaran_diputus_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("izin", "tidak"), _negated=True),
                            models.Q(("izin_alasan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lamaran_tidak_diizinkan_beralasan",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="putaranmutasi",
            index=models.Index(fields=["status", "tanggal_pelantikan"], name="mutasi_menunggu"),
        ),
        migrations.AddConstraint(
            model_name="putaranmutasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("tmt__gte", models.F("tanggal_pelantikan"))), name="mutasi_tmt_sesudah_pelantikan"
            ),
        ),
        migrations.AddConstraint(
            model_name="putaranmutasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("disetujui", "terbit", "selesai")), _negated=True),
                    models.Q(
                        ("diperiksa_oleh__isnull", False),
                        ("disetujui_oleh__isnull", False),
                        ("disetujui_pada__isnull", False),
                        models.Q(("disetujui_oleh", models.F("disusun_oleh")), _negated=True),
                        models.Q(("disetujui_oleh", models.F("diperiksa_oleh")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mutasi_dua_orang",
                violation_error_message="Putaran disetujui orang kedua, bukan yang menyusun atau memeriksanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="putaranmutasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("terbit", "selesai")), _negated=True),
                    models.Q(
                        ("sk_tanggal__isnull", False),
                        ("terbit_oleh__isnull", False),
                        ("terbit_pada__isnull", False),
                        models.Q(("sk_nomor", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mutasi_terbit_bernomor",
            ),
        ),
        migrations.AddConstraint(
            model_name="putaranmutasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "selesai"), _negated=True), ("berlaku_pada__isnull", False), _connector="OR"
                ),
                name="mutasi_selesai_berlaku",
            ),
        ),
        migrations.AddConstraint(
            model_name="pemegangmutasi",
            constraint=models.UniqueConstraint(fields=("putaran", "pengguna"), name="pemegang_mutasi_sekali"),
        ),
        migrations.AddIndex(
            model_name="butirmutasi",
            index=models.Index(fields=["putaran", "status"], name="butir_mutasi_status"),
        ),
        migrations.AddConstraint(
            model_name="butirmutasi",
            constraint=models.UniqueConstraint(
                fields=("putaran", "pegawai"),
                name="butir_mutasi_sekali",
                violation_error_message="Pegawai ini sudah ada dalam putaran.",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirmutasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "dikeluarkan"), _negated=True),
                    models.Q(("alasan_keluar", ""), _negated=True),
                    _connector="OR",
                ),
                name="butir_mutasi_keluar_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirmutasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "berlaku"), _negated=True), ("penempatan__isnull", False), _connector="OR"
                ),
                name="butir_mutasi_berlaku_tertulis",
            ),
        ),
        migrations.AddConstraint(
            model_name="timkhusus",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai__gte", models.F("mulai"))),
                name="tim_masa",
                violation_error_message="Hari terakhir tim mendahului hari pertamanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="timkhusus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "selesai"), _negated=True),
                    models.Q(("hasil", ""), _negated=True),
                    _connector="OR",
                ),
                name="tim_selesai_berhasil",
            ),
        ),
        migrations.AddIndex(
            model_name="panggilan",
            index=models.Index(fields=["instansi", "-batas"], name="panggilan_batas"),
        ),
        migrations.AddConstraint(
            model_name="panggilan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("jabatan", None), ("tim__isnull", False)),
                    models.Q(("jabatan__isnull", False), ("tim", None)),
                    _connector="OR",
                ),
                name="panggilan_satu_tujuan",
            ),
        ),
        migrations.AddConstraint(
            model_name="panggilan",
            constraint=models.CheckConstraint(condition=models.Q(("kebutuhan__gt", 0)), name="panggilan_mencari_orang"),
        ),
        migrations.AddConstraint(
            model_name="panggilan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "dibatalkan"), _negated=True),
                    models.Q(("alasan", ""), _negated=True),
                    _connector="OR",
                ),
                name="panggilan_batal_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="indikatortim",
            constraint=models.UniqueConstraint(
                fields=("tim", "nama"),
                name="indikator_tim_sekali",
                violation_error_message="Tim ini sudah mempunyai indikator dengan nama itu.",
            ),
        ),
        migrations.AddIndex(
            model_name="anggotatim",
            index=models.Index(
                condition=models.Q(("tercatat__upper_inf", True)), fields=["pegawai"], name="anggota_tim_pegawai"
            ),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("tim", "="), ("pegawai", "="), ("berlaku", "&&")],
                name="anggota_tim_sekali",
                violation_error_message="Orang itu sudah menjadi anggota tim ini pada masa tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True), ("peran", "ketua")),
                expressions=[("tim", "="), ("berlaku", "&&")],
                name="anggota_tim_satu_ketua",
                violation_error_message="Tim ini sudah mempunyai ketua pada masa tersebut. Akhiri dulu keanggotaan ketuanya.",
            ),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=models.CheckConstraint(
                condition=models.Q(("berlaku__endswith__isnull", False)), name="anggota_tim_berakhir"
            ),
        ),
        migrations.AddConstraint(
            model_name="ukuranindikator",
            constraint=models.UniqueConstraint(
                fields=("indikator", "tanggal"),
                name="ukuran_indikator_sekali",
                violation_error_message="Nilai untuk tanggal itu sudah dicatat.",
            ),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
