"""The end of documents: their time, who holds them, who decides; the row of an erased one stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('berkas_usulanmusnah', 'id', 'alasan', 'catatan');
CALL core_pasang_jejak('berkas_butirmusnah', 'id');
CALL core_pasang_jejak('berkas_penahanandokumen', 'id', 'alasan');
"""
# Besides its picture, one more thing may happen to a version, once: its file is erased.
GUARD = """
CREATE OR REPLACE FUNCTION berkas_jaga_dokumen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - 'pratinjau' - 'pratinjau_simpan' - 'dimusnahkan_pada')
        <> (to_jsonb(OLD) - 'pratinjau' - 'pratinjau_simpan' - 'dimusnahkan_pada')
        OR (OLD.dimusnahkan_pada IS NOT NULL AND NEW.dimusnahkan_pada IS DISTINCT FROM OLD.dimusnahkan_pada) THEN
        RAISE EXCEPTION 'versi dokumen tidak diubah; simpan versi baru';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0003_naskah_tetap"),
        ("core", "0008_draf_formulir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="dokumen",
            name="dimusnahkan_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="UsulanMusnah",
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
                ("alasan", models.CharField(max_length=500, verbose_name="alasan")),
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
                        max_length=12,
                    ),
                ),
                ("diusulkan_pada", models.DateTimeField(auto_now_add=True)),
                ("catatan", models.CharField(blank=True, max_length=1000, verbose_name="catatan")),
                ("diputuskan_pada", models.DateTimeField(blank=True, null=True)),
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
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
            ],
            options={
                "verbose_name": "usulan pemusnahan",
                "verbose_name_plural": "usulan pemusnahan",
            },
        ),
        migrations.CreateModel(
            name="ButirMusnah",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dokumen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_usulan", to="berkas.dokumen"
                    ),
                ),
                (
                    "usulan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_butir",
                        to="berkas.usulanmusnah",
                    ),
                ),
            ],
            options={
                "verbose_name": "butir pemusnahan",
                "verbose_name_plural": "butir pemusnahan",
            },
        ),
        migrations.CreateModel(
            name="PenahananDokumen",
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
                ("alasan", models.CharField(max_length=300, verbose_name="alasan")),
                ("ditahan_pada", models.DateTimeField(auto_now_add=True)),
                ("dilepas_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "dilepas_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ditahan_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "dokumen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_penahanan",
                        to="berkas.dokumen",
                    ),
                ),
            ],
            options={
                "verbose_name": "penahanan dokumen",
                "verbose_name_plural": "penahanan dokumen",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dilepas_pada", None)), fields=("dokumen",), name="penahanan_satu"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dilepas_oleh", None), ("dilepas_pada", None)),
                            models.Q(("dilepas_oleh__isnull", False), ("dilepas_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="penahanan_dilepas_seseorang",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="usulanmusnah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("diputuskan_oleh", None),
                    models.Q(("diputuskan_oleh", models.F("diusulkan_oleh")), _negated=True),
                    _connector="OR",
                ),
                name="musnah_empat_mata",
            ),
        ),
        migrations.AddConstraint(
            model_name="butirmusnah",
            constraint=models.UniqueConstraint(fields=("usulan", "dokumen"), name="butir_musnah_sekali"),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
