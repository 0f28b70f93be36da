"""Uploaded files of parts, progress in packages, and the instrument of an assessment; their trace and guards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('pelatihan_bahanmodul', 'id', 'isi');
CALL core_tanpa_hapus('pelatihan_kemajuanpaket');
CREATE FUNCTION pelatihan_jaga_paket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.belajar_id <> OLD.belajar_id OR NEW.bagian_id <> OLD.bagian_id OR NEW.mulai_pada <> OLD.mulai_pada
       OR NEW.persen < OLD.persen OR NEW.detik < OLD.detik OR COALESCE(NEW.nilai, -1) < COALESCE(OLD.nilai, -1) THEN
        RAISE EXCEPTION 'Kemajuan dalam paket tidak mundur.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paket_maju BEFORE UPDATE ON pelatihan_kemajuanpaket FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_paket();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pelatihan", "0010_jejak_kegiatan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="bagianmodul",
            name="menit_singkat",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="paling singkat (menit)"),
        ),
        migrations.AddField(
            model_name="pengukurankompetensi",
            name="instrumen",
            field=models.CharField(blank=True, max_length=120, verbose_name="instrumen"),
        ),
        migrations.AlterField(
            model_name="bagianmodul",
            name="jenis",
            field=models.CharField(
                choices=[
                    ("teks", "Bacaan"),
                    ("video", "Video"),
                    ("pdf", "Berkas PDF"),
                    ("gambar", "Gambar"),
                    ("paket", "Paket SCORM atau H5P"),
                    ("kuis", "Kuis"),
                ],
                max_length=10,
                verbose_name="jenis",
            ),
        ),
        migrations.CreateModel(
            name="BahanModul",
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
                            ("pdf", "Berkas PDF"),
                            ("gambar", "Gambar"),
                            ("video", "Video"),
                            ("scorm_12", "Paket SCORM 1.2"),
                            ("scorm_2004", "Paket SCORM 2004"),
                            ("h5p", "Paket H5P"),
                        ],
                        max_length=10,
                        verbose_name="jenis bahan",
                    ),
                ),
                ("judul", models.CharField(blank=True, max_length=200, verbose_name="judul di dalam bahan")),
                ("nama_simpan", models.CharField(max_length=100, unique=True)),
                ("sidik", models.CharField(max_length=64, verbose_name="sidik SHA-256")),
                ("ukuran", models.PositiveBigIntegerField(verbose_name="ukuran")),
                ("jenis_isi", models.CharField(max_length=40)),
                ("halaman", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="banyaknya halaman")),
                ("isi", models.JSONField(blank=True, default=dict, verbose_name="isi paket")),
                ("awal", models.CharField(blank=True, max_length=400)),
                (
                    "pindai",
                    models.CharField(
                        choices=[("bersih", "Bersih dari virus"), ("tidak_dipindai", "Tidak dipindai")],
                        max_length=20,
                        verbose_name="pemeriksaan virus",
                    ),
                ),
                ("diunggah_pada", models.DateTimeField()),
                (
                    "bagian",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bahan", to="pelatihan.bagianmodul"
                    ),
                ),
                (
                    "diunggah_oleh",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bahan modul",
                "verbose_name_plural": "bahan modul",
                "constraints": [models.CheckConstraint(condition=models.Q(("ukuran__gt", 0)), name="bahan_berisi")],
            },
        ),
        migrations.CreateModel(
            name="KemajuanPaket",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("berjalan", "Sedang dipelajari"),
                            ("selesai", "Selesai"),
                            ("lulus", "Lulus"),
                            ("gagal", "Belum lulus"),
                        ],
                        default="berjalan",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("persen", models.PositiveSmallIntegerField(default=0, verbose_name="kemajuan (persen)")),
                ("nilai", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nilai")),
                ("detik", models.PositiveIntegerField(default=0, verbose_name="lamanya dipelajari (detik)")),
                ("data", models.JSONField(blank=True, default=dict)),
                ("sidik", models.CharField(max_length=64)),
                ("mulai_pada", models.DateTimeField()),
                ("pada", models.DateTimeField()),
                (
                    "bagian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pelatihan.bagianmodul"
                    ),
                ),
                (
                    "belajar",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_paket",
                        to="pelatihan.belajarmodul",
                    ),
                ),
            ],
            options={
                "verbose_name": "kemajuan paket",
                "verbose_name_plural": "kemajuan paket",
                "constraints": [
                    models.UniqueConstraint(fields=("belajar", "bagian"), name="paket_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("persen__lte", 100), models.Q(("nilai", None), ("nilai__lte", 100), _connector="OR")
                        ),
                        name="paket_seratus",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
