"""The foundation: extensions, what the serving role may do, then the tables. Before every other migration."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, TrigramExtension
from django.db import migrations, models

import asn_portal.core.models.dasar
import asn_portal.core.models.unit

# The role asn_app serves: it reads and writes rows, and changes no structure. Where it does not exist (a server
# with one account only), `manage.py check --deploy --database default` tells the operator.
GRANTS = """
DO $$
BEGIN
    IF to_regrole('asn_app') IS NULL THEN
        BEGIN
            CREATE ROLE asn_app NOLOGIN;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'peran asn_app tidak ada dan tidak dapat dibuat';
            RETURN;
        END;
    END IF;
    GRANT USAGE ON SCHEMA public TO asn_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO asn_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO asn_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO asn_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO asn_app;
END $$;
"""
UNIT_NUMBERS = "CREATE SEQUENCE core_unitkerja_nomor"


class Migration(migrations.Migration):
    initial = True

    dependencies = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        CreateExtension("ltree"),
        CreateExtension("unaccent"),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(UNIT_NUMBERS, "DROP SEQUENCE core_unitkerja_nomor"),
        migrations.CreateModel(
            name="AksesData",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("waktu", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("transaksi", models.BigIntegerField(db_default=0)),
                ("tindakan_id", models.UUIDField()),
                ("subjek_id", models.UUIDField()),
                ("peran", models.CharField(max_length=30)),
                ("unit", models.CharField(max_length=200)),
                ("kelompok", models.CharField(max_length=30)),
                ("tujuan", models.CharField(max_length=500)),
                ("rutin", models.BooleanField()),
                ("surat_tugas_id", models.UUIDField(null=True)),
                ("sidik", models.BinaryField(db_default=models.Value(b""))),
            ],
            options={
                "verbose_name": "akses data",
                "verbose_name_plural": "akses data",
                "db_table": "core_aksesdata",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="JejakAudit",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("waktu", models.DateTimeField()),
                ("transaksi", models.BigIntegerField()),
                ("tindakan_id", models.UUIDField(null=True)),
                ("peran_basis", models.CharField(max_length=63)),
                ("tabel", models.CharField(max_length=63)),
                ("baris", models.CharField(max_length=60)),
                (
                    "aksi",
                    models.CharField(
                        choices=[("tambah", "Ditambah"), ("ubah", "Diubah"), ("hapus", "Dihapus")], max_length=10
                    ),
                ),
                ("perubahan", models.JSONField()),
                ("sidik", models.BinaryField()),
            ],
            options={
                "verbose_name": "jejak",
                "verbose_name_plural": "jejak",
                "db_table": "core_jejakaudit",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Tindakan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(), primary_key=True, serialize=False
                    ),
                ),
                ("waktu", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("transaksi", models.BigIntegerField(db_default=0)),
                ("instansi_id", models.UUIDField(null=True)),
                ("aksi", models.CharField(max_length=60)),
                ("objek_jenis", models.CharField(default="", max_length=60)),
                ("objek_id", models.CharField(default="", max_length=60)),
                ("subjek_id", models.UUIDField(null=True)),
                ("unit_id", models.UUIDField(null=True)),
                ("alasan", models.TextField(default="")),
                ("rincian", models.JSONField(default=dict)),
                ("alamat_ip", models.GenericIPAddressField(null=True)),
                ("permintaan", models.CharField(default="", max_length=36)),
                ("pekerjaan", models.CharField(default="", max_length=60)),
                ("sidik", models.BinaryField(db_default=models.Value(b""))),
            ],
            options={
                "verbose_name": "tindakan",
                "verbose_name_plural": "tindakan",
                "db_table": "core_tindakan",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Detak",
            fields=[
                ("nama", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("terakhir", models.DateTimeField()),
            ],
            options={
                "verbose_name": "detak",
                "verbose_name_plural": "detak",
            },
        ),
        migrations.CreateModel(
            name="Instansi",
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
                ("bkn_id", models.CharField(max_length=40, unique=True, verbose_name="id instansi BKN")),
                ("nama", models.CharField(max_length=200, verbose_name="nama")),
            ],
            options={
                "verbose_name": "instansi",
                "verbose_name_plural": "instansi",
            },
        ),
        migrations.CreateModel(
            name="Jadwal",
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
                ("nama", models.CharField(max_length=60, unique=True, verbose_name="nama")),
                ("keterangan", models.CharField(max_length=300, verbose_name="keterangan")),
                ("pekerjaan", models.CharField(max_length=100)),
                ("cron", models.CharField(max_length=60, verbose_name="waktu")),
                ("aktif", models.BooleanField(default=True, verbose_name="aktif")),
            ],
            options={
                "verbose_name": "jadwal",
                "verbose_name_plural": "jadwal",
            },
        ),
        migrations.CreateModel(
            name="Segel",
            fields=[
                ("no", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("dibuat_pada", models.DateTimeField()),
                ("zaman", models.DateTimeField()),
                ("dari", models.BigIntegerField()),
                ("sampai", models.BigIntegerField()),
                ("jumlah", models.PositiveIntegerField()),
                ("jejak_dari", models.BigIntegerField(null=True)),
                ("jejak_sampai", models.BigIntegerField(null=True)),
                ("isi", models.BinaryField()),
                ("sidik", models.BinaryField()),
            ],
            options={
                "managed": False,
                "db_table": "core_segel",
                "verbose_name": "segel",
                "verbose_name_plural": "segel",
            },
        ),
        migrations.CreateModel(
            name="Pengguna",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "id",
                    models.UUIDField(
                        db_default=asn_portal.core.models.dasar.UUIDv7(),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("username", models.CharField(max_length=100, unique=True, verbose_name="nama akun")),
                ("nama", models.CharField(max_length=200, verbose_name="nama")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="surel")),
                ("telepon", models.CharField(blank=True, max_length=20, verbose_name="nomor telepon")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktif")),
                ("diaktifkan_pada", models.DateTimeField(blank=True, null=True, verbose_name="diaktifkan pada")),
                ("sandi_diganti_pada", models.DateTimeField(blank=True, null=True, verbose_name="sandi diganti pada")),
                (
                    "privasi_versi",
                    models.PositiveSmallIntegerField(default=0, verbose_name="versi pemberitahuan privasi"),
                ),
                (
                    "privasi_pada",
                    models.DateTimeField(blank=True, null=True, verbose_name="membaca pemberitahuan privasi pada"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="core.instansi", verbose_name="instansi"
                    ),
                ),
            ],
            options={
                "verbose_name": "akun",
                "verbose_name_plural": "akun",
            },
        ),
        migrations.CreateModel(
            name="KirimanFormulir",
            fields=[
                ("kunci", models.UUIDField(primary_key=True, serialize=False)),
                ("jalur", models.CharField(max_length=300)),
                ("tujuan", models.CharField(blank=True, max_length=500)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "kiriman formulir",
                "verbose_name_plural": "kiriman formulir",
            },
        ),
        migrations.CreateModel(
            name="KodeAktivasi",
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
                    "tujuan",
                    models.CharField(
                        choices=[("aktivasi", "Aktivasi akun"), ("pemulihan", "Pemulihan akun")], max_length=10
                    ),
                ),
                ("sidik_kode", models.BinaryField()),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("kedaluwarsa_pada", models.DateTimeField()),
                ("dipakai_pada", models.DateTimeField(blank=True, null=True)),
                ("dibatalkan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_kode",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kode aktivasi",
                "verbose_name_plural": "kode aktivasi",
            },
        ),
        migrations.CreateModel(
            name="Notifikasi",
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
                ("judul", models.CharField(max_length=200)),
                ("isi", models.TextField()),
                ("url", models.CharField(blank=True, max_length=300)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("dibaca_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "untuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_notifikasi",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pemberitahuan",
                "verbose_name_plural": "pemberitahuan",
            },
        ),
        migrations.CreateModel(
            name="Pengaturan",
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
                ("kunci", models.CharField(max_length=60)),
                ("nilai", models.CharField(max_length=2000)),
                ("dasar", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                ("instansi", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="core.instansi")),
            ],
            options={
                "verbose_name": "pengaturan",
                "verbose_name_plural": "pengaturan",
            },
        ),
        migrations.CreateModel(
            name="PengenalMasuk",
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
                        choices=[("nip", "NIP"), ("nrk", "NRK"), ("nama_pengguna", "Nama pengguna")], max_length=20
                    ),
                ),
                ("nilai", models.CharField(max_length=100)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pengenal",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pengenal masuk",
                "verbose_name_plural": "pengenal masuk",
            },
        ),
        migrations.CreateModel(
            name="Penyiap",
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
                    "jenis_tugas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="jenis tugas"
                    ),
                ),
                (
                    "pejabat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_penyiap",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "penyiap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="menyiapkan_untuk",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penyiap",
                    ),
                ),
            ],
            options={
                "verbose_name": "penyiap",
                "verbose_name_plural": "penyiap",
            },
        ),
        migrations.CreateModel(
            name="PesanKeluar",
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
                ("pekerjaan", models.CharField(max_length=100)),
                ("argumen", models.JSONField(default=list)),
                ("kunci", models.CharField(blank=True, max_length=150, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu"),
                            ("terkirim", "Dikerjakan"),
                            ("selesai", "Selesai"),
                            ("parkir", "Diparkir"),
                        ],
                        default="menunggu",
                        max_length=10,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("kirim_setelah", models.DateTimeField()),
                ("terkirim_pada", models.DateTimeField(blank=True, null=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                ("percobaan", models.PositiveSmallIntegerField(default=0)),
                ("galat", models.TextField(blank=True)),
                ("tindakan_id", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "pesan keluar",
                "verbose_name_plural": "pesan keluar",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["menunggu", "terkirim"])),
                        fields=["kirim_setelah"],
                        name="pesan_terbuka",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kunci__isnull", False)),
                        fields=("pekerjaan", "kunci"),
                        name="pesan_satu_kunci",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SlotJadwal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.DateTimeField()),
                (
                    "jadwal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="daftar_slot", to="core.jadwal"
                    ),
                ),
                (
                    "pesan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="core.pesankeluar"
                    ),
                ),
            ],
            options={
                "verbose_name": "slot jadwal",
                "verbose_name_plural": "slot jadwal",
            },
        ),
        migrations.CreateModel(
            name="SuratTugas",
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
                ("nomor", models.CharField(max_length=100, verbose_name="nomor surat tugas")),
                ("subjek_id", models.UUIDField(verbose_name="pegawai yang diperiksa")),
                ("perihal", models.CharField(max_length=500, verbose_name="perihal")),
                ("mulai", models.DateField(verbose_name="mulai")),
                ("sampai", models.DateField(verbose_name="sampai")),
                (
                    "rahasia",
                    models.BooleanField(default=False, verbose_name="pembacaan baru ditampilkan setelah selesai"),
                ),
                (
                    "pemeriksa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_surat_tugas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rahasia_disetujui_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rahasia_diusulkan_oleh",
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
                "verbose_name": "surat tugas",
                "verbose_name_plural": "surat tugas",
            },
        ),
        migrations.CreateModel(
            name="Tugas",
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
                ("alasan", models.CharField(max_length=300)),
                ("url", models.CharField(max_length=300)),
                ("objek_id", models.UUIDField()),
                ("batas", models.DateTimeField(blank=True, null=True)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "selesai_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "untuk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_tugas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tugas",
                "verbose_name_plural": "tugas",
            },
        ),
        migrations.CreateModel(
            name="UnitKerja",
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
                ("nomor", models.BigIntegerField(db_default=asn_portal.core.models.unit.NextNomor(), unique=True)),
                ("kode", models.CharField(blank=True, max_length=40, verbose_name="kode unit")),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_unit", to="core.instansi"
                    ),
                ),
            ],
            options={
                "verbose_name": "unit kerja",
                "verbose_name_plural": "unit kerja",
            },
        ),
        migrations.CreateModel(
            name="RincianUnit",
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
                ("nama", models.CharField(max_length=200, verbose_name="nama unit")),
                ("singkatan", models.CharField(blank=True, max_length=60, verbose_name="singkatan")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("pemerintah_daerah", "Pemerintah daerah"),
                            ("sekretariat", "Sekretariat"),
                            ("biro", "Biro"),
                            ("inspektorat", "Inspektorat"),
                            ("dinas", "Dinas"),
                            ("badan", "Badan"),
                            ("satuan", "Satuan"),
                            ("wilayah", "Kota atau kabupaten administrasi"),
                            ("suku_dinas", "Suku dinas"),
                            ("kecamatan", "Kecamatan"),
                            ("kelurahan", "Kelurahan"),
                            ("bidang", "Bidang"),
                            ("bagian", "Bagian"),
                            ("subbagian", "Subbagian"),
                            ("seksi", "Seksi"),
                            ("upt", "Unit pelaksana teknis"),
                            ("sekolah", "Sekolah"),
                            ("puskesmas", "Puskesmas"),
                            ("rsud", "Rumah sakit umum daerah"),
                        ],
                        max_length=20,
                        verbose_name="jenis unit",
                    ),
                ),
                (
                    "alasan",
                    models.CharField(
                        choices=[
                            ("dibentuk", "Dibentuk"),
                            ("ganti_nama", "Berganti nama"),
                            ("dipindah", "Berpindah induk"),
                            ("digabung", "Menerima penggabungan"),
                            ("diperbaiki", "Perbaikan data"),
                        ],
                        max_length=20,
                        verbose_name="alasan",
                    ),
                ),
                ("dasar", models.CharField(blank=True, max_length=200, verbose_name="dasar perubahan")),
                (
                    "induk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_anak",
                        to="core.unitkerja",
                        verbose_name="unit induk",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_rincian", to="core.unitkerja"
                    ),
                ),
            ],
            options={
                "verbose_name": "rincian unit",
                "verbose_name_plural": "rincian unit",
            },
        ),
        migrations.CreateModel(
            name="PenugasanPeran",
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
                        verbose_name="peran",
                    ),
                ),
                ("nomor_sk", models.CharField(blank=True, max_length=100, verbose_name="nomor SK")),
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
                    "ditetapkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_peran",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_peran",
                        to="core.unitkerja",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "penugasan peran",
                "verbose_name_plural": "penugasan peran",
            },
        ),
        migrations.CreateModel(
            name="JalurUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("jalur", asn_portal.core.models.unit.Ltree()),
                ("berlaku", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("instansi", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="core.instansi")),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="core.unitkerja")),
            ],
            options={
                "verbose_name": "jalur unit",
                "verbose_name_plural": "jalur unit",
            },
        ),
        migrations.CreateModel(
            name="UsulanPemulihan",
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
                ("alasan", models.TextField(max_length=1000, verbose_name="cara identitas diperiksa")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("disetujui", "Disetujui"),
                            ("ditolak", "Ditolak"),
                            ("ditarik", "Ditarik"),
                        ],
                        default="diajukan",
                        max_length=20,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField(auto_now_add=True)),
                ("diputuskan_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.TextField(blank=True, max_length=1000, verbose_name="catatan keputusan")),
                (
                    "diputuskan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diusulkan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan pemulihan",
                "verbose_name_plural": "usulan pemulihan",
            },
        ),
        migrations.CreateModel(
            name="UsulanPeran",
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
                        choices=[("beri", "Memberi peran"), ("cabut", "Mencabut peran")], default="beri", max_length=10
                    ),
                ),
                (
                    "peran",
                    models.CharField(
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
                        verbose_name="peran",
                    ),
                ),
                ("mulai", models.DateField(verbose_name="mulai")),
                ("sampai", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("nomor_sk", models.CharField(blank=True, max_length=100, verbose_name="nomor SK")),
                ("alasan", models.TextField(max_length=1000, verbose_name="alasan")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diajukan", "Diajukan"),
                            ("disetujui", "Disetujui"),
                            ("ditolak", "Ditolak"),
                            ("ditarik", "Ditarik"),
                        ],
                        default="diajukan",
                        max_length=20,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField(auto_now_add=True)),
                ("catatan_penyiap", models.TextField(blank=True, max_length=1000, verbose_name="catatan penyiap")),
                ("diputuskan_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.TextField(blank=True, max_length=1000, verbose_name="catatan keputusan")),
                (
                    "diputuskan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "disiapkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "diusulkan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.unitkerja",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan peran",
                "verbose_name_plural": "usulan peran",
            },
        ),
        migrations.AddConstraint(
            model_name="pengguna",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="pengguna_email_unik",
                violation_error_message="Surel ini sudah dipakai akun lain.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kodeaktivasi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dibatalkan_pada", None), ("dipakai_pada", None)),
                fields=("pengguna",),
                name="kode_satu_terbuka",
            ),
        ),
        migrations.AddIndex(
            model_name="notifikasi",
            index=models.Index(
                condition=models.Q(("dibaca_pada", None)), fields=["untuk"], name="notifikasi_belum_dibaca"
            ),
        ),
        migrations.AddConstraint(
            model_name="pengaturan",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("instansi", "="), ("kunci", "="), ("berlaku", "&&")],
                name="pengaturan_satu_nilai",
            ),
        ),
        migrations.AddConstraint(
            model_name="pengenalmasuk",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("nilai", "="), ("berlaku", "&&")],
                name="pengenal_satu_akun",
                violation_error_message="Nama masuk ini sudah dipakai akun lain pada tanggal tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="penyiap",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("pejabat", "="), ("penyiap", "="), ("berlaku", "&&")],
                name="penyiap_tidak_ganda",
                violation_error_message="Orang ini sudah menjadi penyiap Anda pada tanggal tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="penyiap",
            constraint=models.CheckConstraint(
                condition=models.Q(("pejabat", models.F("penyiap")), _negated=True), name="penyiap_bukan_diri_sendiri"
            ),
        ),
        migrations.AddConstraint(
            model_name="slotjadwal",
            constraint=models.UniqueConstraint(fields=("jadwal", "slot"), name="slot_sekali"),
        ),
        migrations.AddConstraint(
            model_name="surattugas",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai__gte", models.F("mulai"))), name="surat_tugas_tanggal"
            ),
        ),
        migrations.AddConstraint(
            model_name="surattugas",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rahasia", False),
                    models.Q(
                        ("rahasia_diusulkan_oleh__isnull", False),
                        ("rahasia_disetujui_oleh__isnull", False),
                        models.Q(("rahasia_diusulkan_oleh", models.F("rahasia_disetujui_oleh")), _negated=True),
                        models.Q(("rahasia_disetujui_oleh", models.F("pemeriksa")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="surat_tugas_rahasia_dua_orang",
            ),
        ),
        migrations.AddIndex(
            model_name="tugas",
            index=models.Index(fields=["jenis", "objek_id"], name="tugas_objek"),
        ),
        migrations.AddConstraint(
            model_name="tugas",
            constraint=models.UniqueConstraint(
                condition=models.Q(("selesai_pada", None)),
                fields=("untuk", "jenis", "objek_id"),
                name="tugas_satu_terbuka",
            ),
        ),
        migrations.AddIndex(
            model_name="rincianunit",
            index=models.Index(
                condition=models.Q(("tercatat__upper_inf", True)), fields=["induk"], name="rincianunit_induk_kini"
            ),
        ),
        migrations.AddConstraint(
            model_name="rincianunit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("unit", "="), ("berlaku", "&&")],
                name="unit_satu_rincian",
                violation_error_message="Unit ini sudah mempunyai rincian lain pada tanggal tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rincianunit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("induk", "="), (django.db.models.functions.text.Lower("nama"), "="), ("berlaku", "&&")],
                name="unit_nama_seinduk",
                violation_error_message="Di bawah induk ini sudah ada unit dengan nama yang sama pada tanggal tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rincianunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("induk", None), models.Q(("induk", models.F("unit")), _negated=True), _connector="OR"
                ),
                name="unit_bukan_induk_sendiri",
            ),
        ),
        migrations.AddConstraint(
            model_name="penugasanperan",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("pengguna", "="), ("peran", "="), ("unit", "="), ("berlaku", "&&")],
                name="peran_tidak_ganda",
                violation_error_message="Akun ini sudah memegang peran itu pada tanggal tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="penugasanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(("pengguna", models.F("ditetapkan_oleh")), _negated=True),
                name="peran_bukan_oleh_sendiri",
            ),
        ),
        migrations.AddConstraint(
            model_name="penugasanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(("pengguna", models.F("disetujui_oleh")), _negated=True),
                name="peran_bukan_disetujui_sendiri",
            ),
        ),
        migrations.AddConstraint(
            model_name="penugasanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(("peran__in", ["pegawai", "atasan", "atasan_penilai", "ketua_tim"]), _negated=True),
                name="peran_bukan_turunan",
            ),
        ),
        migrations.AddIndex(
            model_name="jalurunit",
            index=django.contrib.postgres.indexes.GistIndex(fields=["jalur"], name="jalurunit_jalur"),
        ),
        migrations.AddConstraint(
            model_name="jalurunit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("unit", "="), ("berlaku", "&&")], name="unit_satu_jalur"
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanpemulihan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "diajukan")), fields=("pengguna",), name="pemulihan_satu_menunggu"
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanpemulihan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pengguna", models.F("diusulkan_oleh")), _negated=True),
                    models.Q(("pengguna", models.F("diputuskan_oleh")), _negated=True),
                ),
                name="pemulihan_bukan_sendiri",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanpemulihan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "disetujui"), _negated=True),
                    models.Q(("diputuskan_oleh", models.F("diusulkan_oleh")), _negated=True),
                    _connector="OR",
                ),
                name="pemulihan_dua_orang",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanperan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "diajukan")),
                fields=("pengguna", "peran", "unit", "jenis"),
                name="usulan_peran_satu_menunggu",
                violation_error_message="Usulan yang sama masih menunggu keputusan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(("pengguna", models.F("diusulkan_oleh")), _negated=True),
                name="usulan_peran_bukan_sendiri",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "disetujui"), _negated=True),
                    models.Q(
                        models.Q(("diputuskan_oleh", models.F("diusulkan_oleh")), _negated=True),
                        models.Q(("diputuskan_oleh", models.F("pengguna")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="usulan_peran_dua_orang",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(("sampai", None), ("sampai__gte", models.F("mulai")), _connector="OR"),
                name="usulan_peran_tanggal",
                violation_error_message="Tanggal sampai tidak boleh sebelum tanggal mulai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputuskan_oleh", None), ("diputuskan_pada", None), ("status", "diajukan")),
                    models.Q(
                        models.Q(("status", "diajukan"), _negated=True),
                        ("diputuskan_oleh__isnull", False),
                        ("diputuskan_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="usulan_peran_keputusan",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulanpemulihan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("diputuskan_oleh", None), ("diputuskan_pada", None), ("status", "diajukan")),
                    models.Q(
                        models.Q(("status", "diajukan"), _negated=True),
                        ("diputuskan_oleh__isnull", False),
                        ("diputuskan_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="pemulihan_keputusan",
            ),
        ),
        migrations.AddConstraint(
            model_name="penugasanperan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ditetapkan_oleh", models.F("disetujui_oleh")), _negated=True),
                name="peran_oleh_dua_orang",
            ),
        ),
    ]
