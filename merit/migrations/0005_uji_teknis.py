"""Technical tests in the pool of a seat: results, corrections with a second signature, and the share in the final score."""

from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# What was reported stays; a test may be put aside by its correction, never changed, and nobody writes down the own one.
GUARDS = """
CALL core_pasang_jejak('merit_ujiteknis', 'id');
CALL core_tanpa_hapus('merit_ujiteknis');

CREATE FUNCTION merit_jaga_uji_teknis() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sendiri uuid := (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id);
BEGIN
    IF sendiri IN (NEW.dicatat_oleh_id, NEW.ditandatangani_oleh_id) THEN
        RAISE EXCEPTION 'Tidak ada yang mencatat hasil ujinya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{status,ditandatangani_oleh_id,ditandatangani_pada,catatan}'::text[]
       <> to_jsonb(OLD) - '{status,ditandatangani_oleh_id,ditandatangani_pada,catatan}'::text[] THEN
        RAISE EXCEPTION 'Hasil uji teknis tidak diubah. Pakai koreksi.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.status IN ('ditolak', 'digantikan') AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Hasil uji teknis yang tidak berlaku lagi tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON merit_ujiteknis FOR EACH ROW EXECUTE FUNCTION merit_jaga_uji_teknis();

CREATE OR REPLACE FUNCTION merit_jaga_pilihan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sendiri uuid := (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id);
BEGIN
    IF sendiri IN (NEW.diusulkan_oleh_id, NEW.ditandatangani_oleh_id) THEN
        RAISE EXCEPTION 'Tidak ada yang memilih dirinya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{status,ditandatangani_oleh_id,ditandatangani_pada,catatan}'::text[]
       <> to_jsonb(OLD) - '{status,ditandatangani_oleh_id,ditandatangani_pada,catatan}'::text[] THEN
        RAISE EXCEPTION 'Isi pilihan tidak diubah.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("merit", "0004_talenta"),
        ("pegawai", "0019_sumber_pelatihan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="pilihansuksesi",
            name="skor_akhir",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="skor akhir"),
        ),
        migrations.CreateModel(
            name="UjiTeknis",
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
                ("tanggal", models.DateField(verbose_name="tanggal uji")),
                ("nilai", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="nilai")),
                ("penyelenggara", models.CharField(max_length=200, verbose_name="penyelenggara")),
                ("nomor", models.CharField(max_length=100, verbose_name="nomor berita acara")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("berlaku", "Berlaku"),
                            ("menunggu", "Menunggu tanda tangan kedua"),
                            ("ditolak", "Koreksi tidak disetujui"),
                            ("digantikan", "Digantikan koreksi"),
                        ],
                        default="berlaku",
                        max_length=12,
                    ),
                ),
                ("alasan", models.CharField(blank=True, max_length=500, verbose_name="alasan koreksi")),
                ("dicatat_pada", models.DateTimeField()),
                ("ditandatangani_pada", models.DateTimeField(blank=True, null=True)),
                ("catatan", models.CharField(blank=True, max_length=1000, verbose_name="catatan penanda tangan kedua")),
                (
                    "dicatat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ditandatangani_oleh",
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
                    "mengganti",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_koreksi",
                        to="merit.ujiteknis",
                    ),
                ),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_uji_teknis",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "rencana",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_uji_teknis",
                        to="merit.rencanasuksesi",
                    ),
                ),
            ],
            options={
                "verbose_name": "uji teknis",
                "verbose_name_plural": "uji teknis",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "berlaku")),
                        fields=("rencana", "pegawai"),
                        name="uji_teknis_satu_berlaku",
                        violation_error_message="Hasil uji teknis orang ini sudah tercatat. Pakai koreksi.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "menunggu")),
                        fields=("rencana", "pegawai"),
                        name="uji_teknis_satu_menunggu",
                        violation_error_message="Koreksi hasil ini masih menunggu tanda tangan kedua.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nilai__gte", Decimal(0)), ("nilai__lte", Decimal(100))),
                        name="uji_teknis_nilai",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mengganti", None), ("alasan", "")),
                            models.Q(("mengganti__isnull", False), models.Q(("alasan", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="uji_teknis_koreksi_beralasan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mengganti", None),
                            models.Q(("status", "berlaku"), _negated=True),
                            ("ditandatangani_oleh__isnull", False),
                            _connector="OR",
                        ),
                        name="uji_teknis_koreksi_dua_tanda",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ditandatangani_oleh", None),
                            models.Q(("ditandatangani_oleh", models.F("dicatat_oleh")), _negated=True),
                            _connector="OR",
                        ),
                        name="uji_teknis_dua_orang",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
