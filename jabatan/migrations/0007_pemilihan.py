"""Elections as the agency records them, for the ban windows of rounds of moves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('jabatan_pemilihandaerah', 'id');
CALL core_tanpa_hapus('jabatan_pemilihandaerah');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0014_cakupan_kinerja"),
        ("jabatan", "0006_mutasi_dan_tim"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PemilihanDaerah",
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
                ("nama", models.CharField(max_length=150, verbose_name="nama pemilihan")),
                ("penetapan", models.DateField(verbose_name="penetapan pasangan calon")),
                ("akhir", models.DateField(verbose_name="akhir masa jabatan")),
                ("pelantikan", models.DateField(blank=True, null=True, verbose_name="pelantikan kepala daerah")),
                ("dasar", models.CharField(max_length=300, verbose_name="dasar jadwal")),
                (
                    "keyakinan",
                    models.CharField(
                        choices=[
                            ("S2", "Dilihat dalam dua sumber atau lebih"),
                            ("S", "Dilihat dalam satu sumber"),
                            ("K", "Belum dilihat dalam sumber"),
                        ],
                        max_length=2,
                        verbose_name="keyakinan",
                    ),
                ),
                ("dicatat_pada", models.DateTimeField(auto_now_add=True)),
                ("alasan_cabut", models.CharField(blank=True, max_length=300, verbose_name="alasan dicabut")),
                ("dicabut_pada", models.DateTimeField(blank=True, null=True, verbose_name="dicabut pada")),
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
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.instansi"
                    ),
                ),
            ],
            options={
                "verbose_name": "pemilihan daerah",
                "verbose_name_plural": "pemilihan daerah",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("akhir__gt", models.F("penetapan"))),
                        name="pemilihan_akhir_sesudah_penetapan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pelantikan", None), ("pelantikan__gt", models.F("penetapan")), _connector="OR"
                        ),
                        name="pemilihan_pelantikan_sesudah",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dicabut_pada", None), models.Q(("alasan_cabut", ""), _negated=True), _connector="OR"
                        ),
                        name="pemilihan_cabut_beralasan",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dicabut_pada", None)),
                        fields=("instansi", "penetapan"),
                        name="pemilihan_sekali",
                        violation_error_message="Pemilihan dengan tanggal penetapan itu sudah dicatat. Ubah yang sudah ada.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
