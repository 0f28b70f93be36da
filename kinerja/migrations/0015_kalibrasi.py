"""Calibration before the handing over."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# Proposed and answered only while it is rated and not handed over; never answered by whoever proposed it or is rated.
GUARD = """
CALL core_pasang_jejak('kinerja_sesikalibrasi', 'id');
CALL core_pasang_jejak('kinerja_usulkalibrasi', 'id');
CALL core_tanpa_hapus('kinerja_sesikalibrasi');
CALL core_tanpa_hapus('kinerja_usulkalibrasi');
CREATE FUNCTION kinerja_jaga_kalibrasi() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    dinilai record;
BEGIN
    SELECT evaluasi.status, orang.pengguna_id AS pemilik INTO dinilai
    FROM kinerja_evaluasi AS evaluasi JOIN pegawai_pegawai AS orang ON orang.id = evaluasi.pegawai_id
    WHERE evaluasi.id = NEW.evaluasi_id;
    IF dinilai.status <> 'dinilai' THEN
        RAISE EXCEPTION 'Kalibrasi berakhir dengan penyampaian dokumen.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.oleh_id = dinilai.pemilik OR NEW.dijawab_oleh_id IN (NEW.oleh_id, dinilai.pemilik) THEN
        RAISE EXCEPTION 'Usul kalibrasi dijawab penilai, bukan pengusul atau pegawainya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.jawaban <> '' THEN
        RAISE EXCEPTION 'Usul kalibrasi yang sudah dijawab tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON kinerja_usulkalibrasi
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_kalibrasi();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_kabar_bersama"),
        ("kinerja", "0014_pandangan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SesiKalibrasi",
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
                        choices=[("bulanan", "Bulanan"), ("triwulan", "Triwulan"), ("tahunan", "Tahunan")],
                        max_length=10,
                        verbose_name="jenis evaluasi",
                    ),
                ),
                ("nomor", models.PositiveSmallIntegerField(default=0)),
                ("peserta", models.CharField(max_length=500, verbose_name="peserta sidang")),
                ("dibuka_pada", models.DateTimeField()),
                ("ditutup_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dibuka_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kinerja.periodekinerja",
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
                "verbose_name": "sesi kalibrasi",
                "verbose_name_plural": "sesi kalibrasi",
            },
        ),
        migrations.CreateModel(
            name="UsulKalibrasi",
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
                    "semula_hasil",
                    models.CharField(
                        choices=[
                            ("di_atas_ekspektasi", "Di atas ekspektasi"),
                            ("sesuai_ekspektasi", "Sesuai ekspektasi"),
                            ("di_bawah_ekspektasi", "Di bawah ekspektasi"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "semula_perilaku",
                    models.CharField(
                        choices=[
                            ("di_atas_ekspektasi", "Di atas ekspektasi"),
                            ("sesuai_ekspektasi", "Sesuai ekspektasi"),
                            ("di_bawah_ekspektasi", "Di bawah ekspektasi"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "usul_hasil",
                    models.CharField(
                        choices=[
                            ("di_atas_ekspektasi", "Di atas ekspektasi"),
                            ("sesuai_ekspektasi", "Sesuai ekspektasi"),
                            ("di_bawah_ekspektasi", "Di bawah ekspektasi"),
                        ],
                        max_length=20,
                        verbose_name="rating hasil kerja yang diusulkan",
                    ),
                ),
                (
                    "usul_perilaku",
                    models.CharField(
                        choices=[
                            ("di_atas_ekspektasi", "Di atas ekspektasi"),
                            ("sesuai_ekspektasi", "Sesuai ekspektasi"),
                            ("di_bawah_ekspektasi", "Di bawah ekspektasi"),
                        ],
                        max_length=20,
                        verbose_name="rating perilaku kerja yang diusulkan",
                    ),
                ),
                ("alasan", models.CharField(max_length=1000, verbose_name="alasan usul")),
                ("pada", models.DateTimeField()),
                (
                    "jawaban",
                    models.CharField(
                        blank=True,
                        choices=[("terima", "Diterima penilai"), ("tolak", "Tidak diterima penilai")],
                        max_length=10,
                        verbose_name="jawaban penilai",
                    ),
                ),
                ("alasan_jawaban", models.CharField(blank=True, max_length=1000, verbose_name="alasan penilai")),
                ("dijawab_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dijawab_oleh",
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
                    "evaluasi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usul_kalibrasi",
                        to="kinerja.evaluasi",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sesi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_usul",
                        to="kinerja.sesikalibrasi",
                    ),
                ),
            ],
            options={
                "verbose_name": "usul kalibrasi",
                "verbose_name_plural": "usul kalibrasi",
            },
        ),
        migrations.AddConstraint(
            model_name="sesikalibrasi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ditutup_pada", None)),
                fields=("periode", "unit", "jenis", "nomor"),
                name="kalibrasi_satu_terbuka",
            ),
        ),
        migrations.AddConstraint(
            model_name="sesikalibrasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("peserta", ""), _negated=True), name="kalibrasi_berpeserta"
            ),
        ),
        migrations.AddConstraint(
            model_name="usulkalibrasi",
            constraint=models.UniqueConstraint(fields=("sesi", "evaluasi"), name="kalibrasi_satu_usul"),
        ),
        migrations.AddConstraint(
            model_name="usulkalibrasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("alasan", ""), _negated=True), name="kalibrasi_beralasan"
            ),
        ),
        migrations.AddConstraint(
            model_name="usulkalibrasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("usul_hasil", models.F("semula_hasil")), _negated=True),
                    models.Q(("usul_perilaku", models.F("semula_perilaku")), _negated=True),
                    _connector="OR",
                ),
                name="kalibrasi_berbeda",
            ),
        ),
        migrations.AddConstraint(
            model_name="usulkalibrasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dijawab_oleh", None), ("dijawab_pada", None), ("jawaban", "")),
                    models.Q(
                        models.Q(("jawaban", ""), _negated=True),
                        models.Q(("alasan_jawaban", ""), _negated=True),
                        ("dijawab_oleh__isnull", False),
                        ("dijawab_pada__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="kalibrasi_dijawab_lengkap",
            ),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
