"""The own photo, and the yearly word about the family list."""

import django.db.models.deletion
from django.db import migrations, models

import asn_portal.core.models.dasar

SQL = """
CALL core_pasang_jejak('pegawai_fotopegawai', 'pegawai_id');
CALL core_pasang_jejak('pegawai_konfirmasikeluarga', 'id', 'isi_sandi');
CALL core_tanpa_hapus('pegawai_konfirmasikeluarga');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("pegawai", "0011_penerimaan"),
    ]

    operations = [
        migrations.CreateModel(
            name="FotoPegawai",
            fields=[
                (
                    "pegawai",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="foto",
                        serialize=False,
                        to="pegawai.pegawai",
                    ),
                ),
                ("nama_simpan", models.CharField(max_length=100, unique=True)),
                ("ukuran", models.PositiveIntegerField(verbose_name="ukuran")),
                ("diganti_pada", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "foto pegawai",
                "verbose_name_plural": "foto pegawai",
            },
        ),
        migrations.CreateModel(
            name="KonfirmasiKeluarga",
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
                ("diminta_pada", models.DateTimeField(blank=True, null=True)),
                ("dikonfirmasi_pada", models.DateTimeField(blank=True, null=True)),
                ("isi_sandi", models.BinaryField(blank=True, null=True, verbose_name="isi")),
                (
                    "pegawai",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_konfirmasi_keluarga",
                        to="pegawai.pegawai",
                    ),
                ),
            ],
            options={
                "verbose_name": "konfirmasi keluarga",
                "verbose_name_plural": "konfirmasi keluarga",
                "constraints": [
                    models.UniqueConstraint(fields=("pegawai", "tahun"), name="konfirmasi_sekali_setahun"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dikonfirmasi_pada", None), ("isi_sandi", None)),
                            models.Q(("dikonfirmasi_pada__isnull", False), ("isi_sandi__isnull", False)),
                            _connector="OR",
                        ),
                        name="konfirmasi_berisi",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
