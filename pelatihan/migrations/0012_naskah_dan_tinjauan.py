"""Signed papers of study on duty and of batches; the second signature under a version of a curriculum."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('pelatihan_tinjauankurikulum', 'id');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_tinjauankurikulum FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE FUNCTION pelatihan_jaga_tinjauan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.oleh_id = (SELECT oleh_id FROM pelatihan_kurikulumprogram WHERE id = NEW.kurikulum_id) THEN
        RAISE EXCEPTION 'Kurikulum tidak ditinjau oleh penyusunnya sendiri.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orang_kedua BEFORE INSERT ON pelatihan_tinjauankurikulum FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_tinjauan();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("pelatihan", "0011_bahan_modul"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="angkatanpelatihan",
            name="penetapan",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="berkas.naskah",
            ),
        ),
        migrations.AddField(
            model_name="tugasbelajar",
            name="naskah",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="berkas.naskah",
            ),
        ),
        migrations.CreateModel(
            name="TinjauanKurikulum",
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
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                ("pada", models.DateTimeField()),
                (
                    "kurikulum",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tinjauan",
                        to="pelatihan.kurikulumprogram",
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
            ],
            options={"verbose_name": "tinjauan kurikulum", "verbose_name_plural": "tinjauan kurikulum"},
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
