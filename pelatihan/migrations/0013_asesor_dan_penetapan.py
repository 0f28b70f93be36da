"""The assessor beside a measured level; certificates without a batch, put together for one decree."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('pelatihan_penetapansertifikat', 'id');
CALL core_pasang_jejak('pelatihan_sertifikatditetapkan', 'id');
CALL core_tanpa_hapus('pelatihan_penetapansertifikat');
CREATE TRIGGER hanya_tambah BEFORE UPDATE OR DELETE ON pelatihan_sertifikatditetapkan FOR EACH ROW EXECUTE FUNCTION core_tolak();
CREATE FUNCTION pelatihan_jaga_penetapan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM pelatihan_sertifikat AS sah
        JOIN pegawai_pegawai AS orang ON orang.id = sah.pegawai_id
        JOIN pelatihan_penetapansertifikat AS himpunan ON himpunan.id = NEW.penetapan_id
        WHERE sah.id = NEW.sertifikat_id AND sah.status = 'disahkan' AND sah.asal IN ('modul', 'kegiatan')
          AND orang.instansi_id = himpunan.instansi_id
    ) THEN
        RAISE EXCEPTION 'Yang dihimpun hanya sertifikat sah tanpa angkatan dari instansi yang sama.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tanpa_angkatan BEFORE INSERT ON pelatihan_sertifikatditetapkan
FOR EACH ROW EXECUTE FUNCTION pelatihan_jaga_penetapan();
"""

ID = models.UUIDField(
    db_default=asn_portal.core.models.dasar.UUIDv7(), editable=False, primary_key=True, serialize=False
)


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0005_gambar_naskah"),
        ("core", "0014_cakupan_kinerja"),
        ("pelatihan", "0012_naskah_dan_tinjauan"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="pengukurankompetensi",
            name="asesor",
            field=models.CharField(blank=True, db_default="", max_length=200, verbose_name="asesor"),
        ),
        migrations.CreateModel(
            name="PenetapanSertifikat",
            fields=[
                ("id", ID.clone()),
                ("pada", models.DateTimeField()),
                (
                    "instansi",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.instansi",
                    ),
                ),
                (
                    "naskah",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
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
            options={
                "verbose_name": "penetapan sertifikat",
                "verbose_name_plural": "penetapan sertifikat",
                "indexes": [models.Index(fields=["instansi", "-pada"], name="penetapan_terbaru")],
            },
        ),
        migrations.CreateModel(
            name="SertifikatDitetapkan",
            fields=[
                ("id", ID.clone()),
                (
                    "penetapan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_sertifikat",
                        to="pelatihan.penetapansertifikat",
                    ),
                ),
                (
                    "sertifikat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penetapan",
                        to="pelatihan.sertifikat",
                    ),
                ),
            ],
            options={
                "verbose_name": "sertifikat yang ditetapkan",
                "verbose_name_plural": "sertifikat yang ditetapkan",
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
