"""Views of colleagues and subordinates: sums only, never an answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

# The request is traced. Who has answered, and the sums, are not: see core.audit.TANPA_JEJAK.
GUARD = """
CALL core_pasang_jejak('kinerja_permintaanpandangan', 'id');
CALL core_tanpa_hapus('kinerja_permintaanpandangan');
CALL core_tanpa_hapus('kinerja_penjawabpandangan');
CALL core_tanpa_hapus('kinerja_hasilpandangan');
CREATE FUNCTION kinerja_jaga_penjawab() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.selesai OR (to_jsonb(NEW) - 'selesai') <> (to_jsonb(OLD) - 'selesai')) THEN
        RAISE EXCEPTION 'Pandangan diberikan satu kali.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (SELECT FROM kinerja_permintaanpandangan WHERE id = NEW.permintaan_id AND pegawai_id = NEW.penjawab_id) THEN
        RAISE EXCEPTION 'Pandangan diminta dari orang lain.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE INSERT OR UPDATE ON kinerja_penjawabpandangan
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_penjawab();
CREATE FUNCTION kinerja_jaga_pandangan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.banyak <> OLD.banyak + 1 OR NEW.permintaan_id <> OLD.permintaan_id OR NEW.hubungan <> OLD.hubungan THEN
        RAISE EXCEPTION 'Jumlah pandangan hanya bertambah satu demi satu.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER isi_tetap BEFORE UPDATE ON kinerja_hasilpandangan
    FOR EACH ROW EXECUTE FUNCTION kinerja_jaga_pandangan();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("kinerja", "0013_tpp"),
        ("pegawai", "0015_upah_butir"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PermintaanPandangan",
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
                ("batas", models.DateField(verbose_name="hari terakhir menjawab")),
                ("dibuka_pada", models.DateField()),
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
                    "pegawai",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pandangan",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "permintaan pandangan",
                "verbose_name_plural": "permintaan pandangan",
            },
        ),
        migrations.CreateModel(
            name="PenjawabPandangan",
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
                    "hubungan",
                    models.CharField(choices=[("rekan", "Rekan setingkat"), ("bawahan", "Bawahan")], max_length=10),
                ),
                ("selesai", models.BooleanField(default=False)),
                (
                    "penjawab",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_pandangan_diminta",
                        to="pegawai.pegawai",
                    ),
                ),
                (
                    "permintaan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_penjawab",
                        to="kinerja.permintaanpandangan",
                    ),
                ),
            ],
            options={
                "verbose_name": "penjawab pandangan",
                "verbose_name_plural": "penjawab pandangan",
            },
        ),
        migrations.CreateModel(
            name="HasilPandangan",
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
                    "hubungan",
                    models.CharField(choices=[("rekan", "Rekan setingkat"), ("bawahan", "Bawahan")], max_length=10),
                ),
                ("banyak", models.PositiveSmallIntegerField(default=0)),
                ("jumlah", models.JSONField(default=dict, verbose_name="jumlah menurut nilai dasar")),
                (
                    "permintaan",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_hasil",
                        to="kinerja.permintaanpandangan",
                    ),
                ),
            ],
            options={
                "verbose_name": "hasil pandangan",
                "verbose_name_plural": "hasil pandangan",
            },
        ),
        migrations.AddConstraint(
            model_name="permintaanpandangan",
            constraint=models.UniqueConstraint(fields=("pegawai", "tahun"), name="pandangan_sekali_setahun"),
        ),
        migrations.AddConstraint(
            model_name="penjawabpandangan",
            constraint=models.UniqueConstraint(fields=("permintaan", "penjawab"), name="pandangan_satu_penjawab"),
        ),
        migrations.AddConstraint(
            model_name="hasilpandangan",
            constraint=models.UniqueConstraint(fields=("permintaan", "hubungan"), name="hasil_pandangan_satu"),
        ),
        migrations.AddConstraint(
            model_name="hasilpandangan",
            constraint=models.CheckConstraint(condition=models.Q(("banyak__gte", 0)), name="hasil_pandangan_wajar"),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
