"""Monthly input for allowances; plans that are kept elsewhere; indexes for the figures of units."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

GUARD = """
CREATE FUNCTION kinerja_jaga_masukan_tpp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tutup boolean;
BEGIN
    SELECT ditutup_pada IS NOT NULL INTO tutup FROM kinerja_masatpp
    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.masa_id ELSE NEW.masa_id END;
    IF tutup AND NOT (TG_OP = 'UPDATE' AND NEW.evaluasi_id IS NULL
                      AND to_jsonb(NEW) - 'evaluasi_id' = to_jsonb(OLD) - 'evaluasi_id') THEN
        RAISE EXCEPTION 'Masukan TPP bulan itu sudah ditutup.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bulan_tetap BEFORE INSERT OR UPDATE OR DELETE ON kinerja_masukantpp
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_masukan_tpp();
CREATE FUNCTION kinerja_jaga_masa_tpp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ditutup_pada IS NOT NULL THEN
        RAISE EXCEPTION 'Bulan itu sudah ditutup.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bulan_tetap BEFORE UPDATE ON kinerja_masatpp FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_masa_tpp();
CALL core_pasang_jejak('kinerja_persentpp', 'id');
CALL core_pasang_jejak('kinerja_masatpp', 'id');
CALL core_pasang_jejak('kinerja_pertanyaantpp', 'id');
CALL core_pasang_jejak('kinerja_rencanaluar', 'id');
CALL core_tanpa_hapus('kinerja_masatpp');
CALL core_tanpa_hapus('kinerja_pertanyaantpp');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_kabar_bersama"),
        ("kinerja", "0012_tim_regu"),
        ("pegawai", "0015_upah_butir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MasaTPP",
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
                ("bulan", models.DateField(verbose_name="bulan")),
                ("potong", models.DateField(verbose_name="batas penyampaian")),
                ("terlihat", models.DateField(verbose_name="terlihat pegawai mulai")),
                ("dihitung_pada", models.DateTimeField(blank=True, null=True)),
                ("ditutup_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "nomor",
                    models.CharField(
                        blank=True, max_length=30, null=True, unique=True, verbose_name="nomor tanda terima"
                    ),
                ),
            ],
            options={
                "verbose_name": "masa TPP",
                "verbose_name_plural": "masa TPP",
            },
        ),
        migrations.CreateModel(
            name="MasukanTPP",
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
                ("jabatan", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("ada", "Ada predikat"),
                            ("luar", "Predikat dari sistem lain"),
                            ("belum", "Belum ada predikat"),
                        ],
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                (
                    "predikat",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sangat_baik", "Sangat baik"),
                            ("baik", "Baik"),
                            ("butuh_perbaikan", "Butuh perbaikan"),
                            ("kurang", "Kurang"),
                            ("sangat_kurang", "Sangat kurang"),
                        ],
                        max_length=20,
                        verbose_name="predikat kinerja",
                    ),
                ),
                ("sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                (
                    "persen",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="persen"),
                ),
                ("tanda_terima", models.CharField(blank=True, max_length=200, verbose_name="tanda terima")),
                ("alasan", models.CharField(max_length=400, verbose_name="alasan")),
                ("dihitung_pada", models.DateTimeField()),
            ],
            options={
                "verbose_name": "masukan TPP",
                "verbose_name_plural": "masukan TPP",
            },
        ),
        migrations.CreateModel(
            name="PersenTPP",
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
                    "predikat",
                    models.CharField(
                        choices=[
                            ("sangat_baik", "Sangat baik"),
                            ("baik", "Baik"),
                            ("butuh_perbaikan", "Butuh perbaikan"),
                            ("kurang", "Kurang"),
                            ("sangat_kurang", "Sangat kurang"),
                        ],
                        max_length=20,
                        verbose_name="predikat kinerja",
                    ),
                ),
                ("persen", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="persen")),
                ("berlaku", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="berlaku")),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar")),
            ],
            options={
                "verbose_name": "persen TPP",
                "verbose_name_plural": "persen TPP",
            },
        ),
        migrations.CreateModel(
            name="PertanyaanTPP",
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
                ("teks", models.CharField(max_length=1000, verbose_name="pertanyaan")),
                ("pada", models.DateTimeField()),
                ("jawaban", models.CharField(blank=True, max_length=1000, verbose_name="jawaban")),
                ("dijawab_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "pertanyaan TPP",
                "verbose_name_plural": "pertanyaan TPP",
            },
        ),
        migrations.CreateModel(
            name="RencanaLuar",
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
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("nomor", models.PositiveSmallIntegerField(verbose_name="nomor rencana hasil kerja")),
                ("urut", models.PositiveSmallIntegerField(default=1, verbose_name="nomor ukuran")),
                ("jabatan", models.CharField(blank=True, max_length=200, verbose_name="jabatan")),
                (
                    "jenis",
                    models.CharField(
                        choices=[("utama", "Utama"), ("tambahan", "Tambahan")],
                        default="utama",
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("teks", models.CharField(max_length=1000, verbose_name="rencana hasil kerja")),
                (
                    "rhk_pimpinan",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="rencana hasil kerja pimpinan yang diintervensi"
                    ),
                ),
                (
                    "aspek",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kuantitas", "Kuantitas"),
                            ("kualitas", "Kualitas"),
                            ("waktu", "Waktu"),
                            ("biaya", "Biaya"),
                        ],
                        max_length=10,
                        verbose_name="aspek",
                    ),
                ),
                (
                    "perspektif",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("penerima_layanan", "Penerima layanan"),
                            ("proses_bisnis", "Proses bisnis"),
                            ("penguatan_internal", "Penguatan internal"),
                            ("anggaran", "Anggaran"),
                        ],
                        max_length=20,
                        verbose_name="perspektif",
                    ),
                ),
                ("indikator", models.CharField(blank=True, max_length=1000, verbose_name="indikator kinerja individu")),
                ("target", models.CharField(blank=True, max_length=200, verbose_name="target")),
                (
                    "sumber",
                    models.CharField(
                        choices=[("portal", "Portal ini"), ("ekinerja", "e-Kinerja BKN"), ("ruang_gtk", "Ruang GTK")],
                        max_length=12,
                        verbose_name="sumber",
                    ),
                ),
                ("sumber_tanggal", models.DateField(verbose_name="tanggal sumber")),
                ("referensi", models.CharField(max_length=200, verbose_name="referensi")),
                ("putaran", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "rencana dari sistem lain",
                "verbose_name_plural": "rencana dari sistem lain",
            },
        ),
        migrations.AddIndex(
            model_name="evaluasi",
            index=models.Index(
                fields=["periode", "jenis", "nomor", "unit"],
                include=("status", "predikat", "pegawai"),
                name="evaluasi_tahap",
            ),
        ),
        migrations.AddIndex(
            model_name="skp",
            index=models.Index(fields=["tahun", "pegawai"], include=("status",), name="skp_tahun"),
        ),
        migrations.AddField(
            model_name="masatpp",
            name="ditutup_oleh",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="masatpp",
            name="instansi",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"),
        ),
        migrations.AddField(
            model_name="masukantpp",
            name="evaluasi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="kinerja.evaluasi",
            ),
        ),
        migrations.AddField(
            model_name="masukantpp",
            name="masa",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_masukan",
                to="kinerja.masatpp",
            ),
        ),
        migrations.AddField(
            model_name="masukantpp",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="daftar_masukan_tpp", to="pegawai.pegawai"
            ),
        ),
        migrations.AddField(
            model_name="masukantpp",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.unitkerja",
            ),
        ),
        migrations.AddField(
            model_name="persentpp",
            name="instansi",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"),
        ),
        migrations.AddField(
            model_name="pertanyaantpp",
            name="dijawab_oleh",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pertanyaantpp",
            name="masukan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="daftar_pertanyaan", to="kinerja.masukantpp"
            ),
        ),
        migrations.AddField(
            model_name="pertanyaantpp",
            name="pegawai",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="daftar_pertanyaan_tpp", to="pegawai.pegawai"
            ),
        ),
        migrations.AddField(
            model_name="rencanaluar",
            name="pegawai",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="daftar_rencana_luar",
                to="pegawai.pegawai",
            ),
        ),
        migrations.AddConstraint(
            model_name="masatpp",
            constraint=models.UniqueConstraint(
                fields=("instansi", "bulan"), name="masa_tpp_satu", violation_error_message="Bulan ini sudah dibuka."
            ),
        ),
        migrations.AddConstraint(
            model_name="masatpp",
            constraint=models.CheckConstraint(
                condition=models.Q(("bulan__day", 1), ("potong__gte", models.F("terlihat"))), name="masa_tpp_urut"
            ),
        ),
        migrations.AddConstraint(
            model_name="masatpp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ditutup_pada", None), ("nomor", None)),
                    models.Q(("ditutup_pada__isnull", False), ("nomor__isnull", False)),
                    _connector="OR",
                ),
                name="masa_tpp_bertanda_terima",
            ),
        ),
        migrations.AddConstraint(
            model_name="masukantpp",
            constraint=models.UniqueConstraint(fields=("masa", "pegawai"), name="masukan_tpp_satu"),
        ),
        migrations.AddConstraint(
            model_name="masukantpp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alasan", ""), _negated=True),
                    models.Q(
                        models.Q(("keadaan", "belum"), ("predikat", ""), ("sejak", None)),
                        models.Q(
                            models.Q(("keadaan", "belum"), _negated=True), models.Q(("predikat", ""), _negated=True)
                        ),
                        _connector="OR",
                    ),
                ),
                name="masukan_tpp_beralasan",
            ),
        ),
        migrations.AddConstraint(
            model_name="persentpp",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("instansi", "="), ("predikat", "="), ("berlaku", "&&")],
                name="persen_tpp_satu",
                violation_error_message="Untuk predikat ini sudah ada persen pada hari-hari itu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="persentpp",
            constraint=models.CheckConstraint(
                condition=models.Q(("persen__gte", 0), ("persen__lte", 200), models.Q(("dasar", ""), _negated=True)),
                name="persen_tpp_wajar",
            ),
        ),
        migrations.AddConstraint(
            model_name="pertanyaantpp",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dijawab_pada", None)),
                fields=("masukan",),
                name="pertanyaan_tpp_satu_terbuka",
                violation_error_message="Pertanyaan Anda tentang bulan ini masih diperiksa.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pertanyaantpp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("teks", ""), _negated=True),
                    models.Q(
                        models.Q(("dijawab_oleh", None), ("dijawab_pada", None), ("jawaban", "")),
                        models.Q(
                            models.Q(("jawaban", ""), _negated=True),
                            ("dijawab_oleh__isnull", False),
                            ("dijawab_pada__isnull", False),
                        ),
                        _connector="OR",
                    ),
                ),
                name="pertanyaan_tpp_lengkap",
            ),
        ),
        migrations.AddConstraint(
            model_name="rencanaluar",
            constraint=models.UniqueConstraint(fields=("pegawai", "tahun", "nomor", "urut"), name="rencana_luar_satu"),
        ),
        migrations.AddConstraint(
            model_name="rencanaluar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sumber", "portal"), _negated=True),
                    models.Q(("teks", ""), _negated=True),
                    models.Q(("referensi", ""), _negated=True),
                    ("nomor__gte", 1),
                    ("urut__gte", 1),
                ),
                name="rencana_luar_bersumber",
            ),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
