"""Documents in versions, and uploads that are still arriving."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# Titles and numbers may hold the name of somebody: the trace shows that they were written, not what.
TRACED = "CALL core_pasang_jejak('berkas_dokumen', 'id', 'judul', 'nomor')"
# A version is never overwritten: only its picture is added afterwards.
GUARD = """
CREATE FUNCTION berkas_jaga_dokumen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'pratinjau' - 'pratinjau_simpan') <> (to_jsonb(OLD) - 'pratinjau' - 'pratinjau_simpan') THEN
        RAISE EXCEPTION 'versi dokumen tidak diubah; simpan versi baru';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER versi_tetap BEFORE UPDATE ON berkas_dokumen FOR EACH ROW EXECUTE FUNCTION berkas_jaga_dokumen();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0004_tugas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dokumen",
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
                ("subjek_id", models.UUIDField(blank=True, null=True)),
                ("jenis", models.CharField(max_length=40, verbose_name="jenis dokumen")),
                ("judul", models.CharField(max_length=120, verbose_name="judul")),
                ("nomor", models.CharField(blank=True, max_length=80, verbose_name="nomor")),
                ("tanggal", models.DateField(blank=True, null=True, verbose_name="tanggal dokumen")),
                (
                    "retensi",
                    models.CharField(
                        choices=[
                            (
                                "perseorangan",
                                "Berkas perseorangan: selama menjadi pegawai, sesudahnya menurut jadwal retensi arsip",
                            ),
                            (
                                "pendukung",
                                "Bukti pendukung: sampai urusannya selesai, sesudahnya menurut jadwal retensi arsip",
                            ),
                            ("sementara", "Sementara: selama Anda memerlukannya"),
                        ],
                        max_length=20,
                        verbose_name="masa simpan",
                    ),
                ),
                ("versi", models.PositiveSmallIntegerField(default=1)),
                ("nama_simpan", models.CharField(max_length=100, unique=True)),
                ("sidik", models.CharField(max_length=64, verbose_name="sidik SHA-256")),
                ("ukuran", models.PositiveBigIntegerField(verbose_name="ukuran")),
                (
                    "jenis_isi",
                    models.CharField(choices=[("application/pdf", "PDF"), ("image/jpeg", "Gambar")], max_length=40),
                ),
                ("halaman", models.PositiveSmallIntegerField(default=1, verbose_name="banyaknya halaman")),
                (
                    "pindai",
                    models.CharField(
                        choices=[("bersih", "Bersih dari virus"), ("tidak_dipindai", "Tidak dipindai")],
                        max_length=20,
                        verbose_name="pemeriksaan virus",
                    ),
                ),
                (
                    "pratinjau",
                    models.CharField(
                        choices=[("menunggu", "Sedang disiapkan"), ("ada", "Ada"), ("gagal", "Tidak dapat dibuat")],
                        default="menunggu",
                        max_length=10,
                    ),
                ),
                ("pratinjau_simpan", models.CharField(blank=True, max_length=100)),
                ("diunggah_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "diunggah_oleh",
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
                    "pemilik",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_dokumen",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sebelumnya",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengganti",
                        to="berkas.dokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "dokumen",
                "verbose_name_plural": "dokumen",
                "indexes": [
                    models.Index(fields=["pemilik", "diunggah_pada"], name="dokumen_pemilik"),
                    models.Index(
                        condition=models.Q(("subjek_id__isnull", False)),
                        fields=["subjek_id", "diunggah_pada"],
                        name="dokumen_subjek",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pemilik__isnull", False), ("subjek_id__isnull", False), _connector="OR"),
                        name="dokumen_milik_seseorang",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sebelumnya", None), ("versi", 1)),
                            models.Q(("sebelumnya__isnull", False), ("versi__gt", 1)),
                            _connector="OR",
                        ),
                        name="dokumen_rantai_versi",
                    ),
                    models.CheckConstraint(condition=models.Q(("ukuran__gt", 0)), name="dokumen_berisi"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unggahan",
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
                ("nama", models.CharField(max_length=200)),
                ("ukuran", models.PositiveBigIntegerField()),
                ("diterima", models.PositiveBigIntegerField(default=0)),
                ("potongan", models.PositiveSmallIntegerField(default=0)),
                ("nama_simpan", models.CharField(max_length=100, unique=True)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "unggahan",
                "verbose_name_plural": "unggahan",
                "indexes": [models.Index(fields=["dibuat_pada"], name="unggahan_dibuat")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("diterima__lte", models.F("ukuran"))), name="unggahan_tidak_lebih"
                    )
                ],
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
