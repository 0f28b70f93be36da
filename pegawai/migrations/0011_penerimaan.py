"""People who were taken in together."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_penerimaan', 'id');
CALL core_pasang_jejak('pegawai_pesertapenerimaan', 'id');
CALL core_tanpa_hapus('pegawai_penerimaan');
CALL core_tanpa_hapus('pegawai_pesertapenerimaan');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("berkas", "0004_masa_simpan"),
        ("core", "0010_kelompok_kabar"),
        ("pegawai", "0010_berhenti"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Penerimaan",
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
                ("impor_id", models.UUIDField(unique=True)),
                ("judul", models.CharField(max_length=200, verbose_name="berkas")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pekerjaan_spmt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.pekerjaanlatar",
                    ),
                ),
            ],
            options={
                "verbose_name": "penerimaan",
                "verbose_name_plural": "penerimaan",
            },
        ),
        migrations.CreateModel(
            name="PesertaPenerimaan",
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
                ("slip_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "naskah_spmt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="berkas.naskah",
                    ),
                ),
                (
                    "pegawai",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="penerimaan", to="pegawai.pegawai"
                    ),
                ),
                (
                    "penerimaan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_peserta",
                        to="pegawai.penerimaan",
                    ),
                ),
            ],
            options={
                "verbose_name": "peserta penerimaan",
                "verbose_name_plural": "peserta penerimaan",
            },
        ),
        migrations.AddIndex(
            model_name="penerimaan",
            index=models.Index(fields=["instansi", "-dibuat_pada"], name="penerimaan_terbaru"),
        ),
        migrations.AddIndex(
            model_name="pesertapenerimaan",
            index=models.Index(fields=["penerimaan", "pegawai"], name="peserta_penerimaan"),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
