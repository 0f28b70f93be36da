"""Examples of a unit; an approved plan may end earlier when its owner moves, and nothing else of it changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = "CALL core_pasang_jejak('kinerja_contohunit', 'id'); CALL core_tanpa_hapus('kinerja_contohunit');"
PLAN = """
CREATE OR REPLACE FUNCTION kinerja_jaga_skp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    langkah text[] := ARRAY['draf>diajukan', 'draf>dibatalkan', 'diajukan>draf', 'diajukan>disetujui', 'diajukan>dikembalikan',
                            'dikembalikan>diajukan', 'dikembalikan>dibatalkan', 'disetujui>diganti'];
    selalu text[] := ARRAY['status', 'dibagikan'];
    putusan text[] := ARRAY['status', 'dibagikan', 'penilai_id', 'atasan_penilai_id', 'diputus_pada', 'diputus_oleh_id', 'identitas'];
    boleh text[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'SKP tidak dihapus; batalkan.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.pegawai_id <> NEW.pegawai_id OR OLD.periode_id <> NEW.periode_id OR OLD.tahun <> NEW.tahun THEN
        RAISE EXCEPTION 'SKP tidak berpindah orang atau tahun.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status <> NEW.status AND NOT (OLD.status || '>' || NEW.status) = ANY(langkah) THEN
        RAISE EXCEPTION 'SKP tidak melompat dari % ke %.', OLD.status, NEW.status USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status IN ('diajukan', 'disetujui', 'diganti', 'dibatalkan') THEN
        boleh := CASE WHEN OLD.status = 'diajukan' THEN putusan ELSE selalu END;
        -- A move in mid-year: the same first day, an earlier last one.
        IF OLD.status = 'disetujui' AND NEW.status = 'disetujui' AND lower(NEW.berlaku) = lower(OLD.berlaku)
           AND NEW.berlaku <@ OLD.berlaku AND NOT isempty(NEW.berlaku) THEN
            boleh := boleh || ARRAY['berlaku'];
        END IF;
        IF (to_jsonb(NEW) - boleh) <> (to_jsonb(OLD) - boleh) THEN
            RAISE EXCEPTION 'SKP yang sudah diajukan atau diputus tidak diubah.' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF NEW.status IN ('disetujui', 'dikembalikan') AND OLD.status = 'diajukan' AND (
        NEW.diputus_oleh_id IS NULL
        OR NEW.diputus_oleh_id = (SELECT pengguna_id FROM pegawai_pegawai WHERE id = NEW.pegawai_id)
    ) THEN
        RAISE EXCEPTION 'SKP tidak diputus oleh pemiliknya.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_cakupan_naskah"),
        ("kinerja", "0006_matriks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContohUnit",
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
                ("judul", models.CharField(max_length=120, verbose_name="nama contoh")),
                ("pada", models.DateTimeField(auto_now_add=True)),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True)),
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
                    "skp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_contoh", to="kinerja.skp"
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
                "verbose_name": "contoh unit",
                "verbose_name_plural": "contoh unit",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_pada", None)),
                        fields=("skp", "unit"),
                        name="contoh_sekali",
                        violation_error_message="SKP ini sudah menjadi contoh unit itu.",
                    ),
                    models.CheckConstraint(condition=models.Q(("judul", ""), _negated=True), name="contoh_bernama"),
                ],
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(PLAN, migrations.RunSQL.noop),
    ]
