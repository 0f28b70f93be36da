"""Angka kredit: rows are only added and withdrawn."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar

GUARD = """
CREATE FUNCTION kinerja_jaga_angka_kredit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    boleh text[] := ARRAY['dicabut_pada', 'sebab_dicabut', 'evaluasi_id'];
BEGIN
    IF OLD.dicabut_pada IS NOT NULL AND NEW.dicabut_pada IS DISTINCT FROM OLD.dicabut_pada
       OR (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh)
       OR (NEW.evaluasi_id IS DISTINCT FROM OLD.evaluasi_id AND NEW.evaluasi_id IS NOT NULL) THEN
        RAISE EXCEPTION 'Angka kredit tidak diubah; cabut dan hitung lagi.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER angka_tetap BEFORE UPDATE ON kinerja_angkakredit FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_angka_kredit();
CALL core_pasang_jejak('kinerja_angkakredit', 'id');
CALL core_tanpa_hapus('kinerja_angkakredit');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0010_pola"),
        ("pegawai", "0014_peringatan_surat"),
    ]

    operations = [
        migrations.CreateModel(
            name="AngkaKredit",
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
                            ("dasar", "Angka kredit dasar"),
                            ("integrasi", "Hasil integrasi"),
                            ("konversi", "Konversi predikat"),
                        ],
                        max_length=10,
                        verbose_name="jenis",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("masa", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="masa")),
                ("bulan", models.PositiveSmallIntegerField(default=0, verbose_name="bulan")),
                ("jabatan", models.CharField(max_length=200, verbose_name="jabatan")),
                (
                    "jenjang",
                    models.CharField(
                        choices=[
                            ("pemula", "Pemula"),
                            ("terampil", "Terampil"),
                            ("mahir", "Mahir"),
                            ("penyelia", "Penyelia"),
                            ("ahli_pertama", "Ahli pertama"),
                            ("ahli_muda", "Ahli muda"),
                            ("ahli_madya", "Ahli madya"),
                            ("ahli_utama", "Ahli utama"),
                        ],
                        max_length=20,
                        verbose_name="jenjang",
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
                ("persen", models.PositiveSmallIntegerField(default=0, verbose_name="persen")),
                (
                    "koefisien",
                    models.DecimalField(decimal_places=2, default=0, max_digits=6, verbose_name="koefisien setahun"),
                ),
                ("angka", models.DecimalField(decimal_places=3, max_digits=9, verbose_name="angka kredit")),
                ("alasan", models.CharField(max_length=600, verbose_name="alasan")),
                ("dasar", models.CharField(max_length=200, verbose_name="dasar")),
                ("dihitung_pada", models.DateTimeField()),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True)),
                ("sebab_dicabut", models.CharField(blank=True, max_length=200, verbose_name="sebab dicabut")),
                (
                    "evaluasi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="daftar_angka_kredit",
                        to="kinerja.evaluasi",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_angka_kredit",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "angka kredit",
                "verbose_name_plural": "angka kredit",
                "indexes": [models.Index(fields=["pegawai", "jenjang"], name="angka_kredit_pegawai")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_pada", None), ("evaluasi__isnull", False)),
                        fields=("evaluasi",),
                        name="angka_kredit_sekali",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_pada", None), models.Q(("jenis", "konversi"), _negated=True)),
                        fields=("pegawai", "jenjang"),
                        name="angka_kredit_satu_awal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dicabut_pada__isnull", False),
                            models.Q(("jenis", "konversi"), _negated=True),
                            models.Q(("evaluasi__isnull", False), models.Q(("predikat", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="angka_kredit_konversi",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("angka__gte", 0), ("bulan__lte", 12)), name="angka_kredit_wajar"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alasan", ""), _negated=True), models.Q(("dasar", ""), _negated=True)
                        ),
                        name="angka_kredit_beralasan",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
