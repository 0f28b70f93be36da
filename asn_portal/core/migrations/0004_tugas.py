"""One inbox: who reads and takes over duties, reminders, notices in parts, choices about e-mail."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import asn_portal.core.models.dasar

TRACED = """
CALL core_pasang_jejak('core_delegasitugas', 'id');
CALL core_pasang_jejak('core_pilihanpemberitahuan', 'id');
CALL core_jaga_tabel_bertanggal('core_delegasitugas');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_bingkai"),
    ]

    operations = [
        migrations.CreateModel(
            name="BacaanTugas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dibaca_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "bacaan tugas",
                "verbose_name_plural": "bacaan tugas",
            },
        ),
        migrations.CreateModel(
            name="DelegasiTugas",
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
                ("berlaku", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="berlaku")),
                (
                    "tercatat",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        db_default=asn_portal.core.models.dasar.RecordedNow(), editable=False, verbose_name="tercatat"
                    ),
                ),
                ("jenis", models.CharField(max_length=60, verbose_name="jenis tugas")),
                ("alasan", models.CharField(max_length=300, verbose_name="alasan")),
            ],
            options={
                "verbose_name": "delegasi tugas",
                "verbose_name_plural": "delegasi tugas",
            },
        ),
        migrations.CreateModel(
            name="PengingatTugas",
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
                    "tahap",
                    models.CharField(
                        choices=[
                            ("menjelang", "Menjelang batas"),
                            ("hari_ini", "Batas hari ini"),
                            ("terlambat", "Lewat batas"),
                        ],
                        max_length=10,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "pengingat tugas",
                "verbose_name_plural": "pengingat tugas",
            },
        ),
        migrations.CreateModel(
            name="PilihanPemberitahuan",
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
                    "kelompok",
                    models.CharField(
                        choices=[
                            ("keamanan", "Keamanan akun"),
                            ("peran", "Peran dan kewenangan"),
                            ("data", "Data kepegawaian saya"),
                            ("tugas", "Tugas dan batas waktu"),
                            ("bantuan", "Permintaan bantuan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "cara",
                    models.CharField(
                        choices=[
                            ("segera", "Surel segera"),
                            ("harian", "Surel sekali sehari"),
                            ("portal", "Hanya di portal"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "pilihan pemberitahuan",
                "verbose_name_plural": "pilihan pemberitahuan",
            },
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="aturan",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=300, verbose_name="menurut aturan"
            ),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="diringkas_pada",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="keberatan",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="bagaimana keberatan"),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="kelompok",
            field=models.CharField(
                choices=[
                    ("keamanan", "Keamanan akun"),
                    ("peran", "Peran dan kewenangan"),
                    ("data", "Data kepegawaian saya"),
                    ("tugas", "Tugas dan batas waktu"),
                    ("bantuan", "Permintaan bantuan"),
                    ("lain", "Lainnya"),
                ],
                db_default="lain",
                default="lain",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="mengapa",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="oleh",
            field=models.CharField(blank=True, db_default="", default="", max_length=250),
        ),
        migrations.AddField(
            model_name="notifikasi",
            name="surel",
            field=models.CharField(
                choices=[("segera", "Surel segera"), ("harian", "Surel sekali sehari"), ("portal", "Hanya di portal")],
                db_default="segera",
                default="segera",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="tugas",
            name="tentang",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddIndex(
            model_name="notifikasi",
            index=models.Index(
                condition=models.Q(("diringkas_pada", None), ("surel", "harian")),
                fields=["untuk"],
                name="notifikasi_belum_diringkas",
            ),
        ),
        migrations.AddIndex(
            model_name="tugas",
            index=models.Index(
                condition=models.Q(("batas__isnull", False), ("selesai_pada", None)),
                fields=["batas"],
                name="tugas_berbatas",
            ),
        ),
        migrations.AddIndex(
            model_name="tugas",
            index=models.Index(
                condition=models.Q(("selesai_pada", None), _negated=True),
                fields=["untuk", "-selesai_pada"],
                name="tugas_selesai",
            ),
        ),
        migrations.AddField(
            model_name="bacaantugas",
            name="pengguna",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="bacaantugas",
            name="tugas",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="daftar_bacaan", to="core.tugas"
            ),
        ),
        migrations.AddField(
            model_name="delegasitugas",
            name="dari",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delegasi_keluar", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="delegasitugas",
            name="kepada",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegasi_masuk",
                to=settings.AUTH_USER_MODEL,
                verbose_name="penerima",
            ),
        ),
        migrations.AddField(
            model_name="pengingattugas",
            name="kepada",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pengingattugas",
            name="tugas",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="daftar_pengingat", to="core.tugas"
            ),
        ),
        migrations.AddField(
            model_name="pilihanpemberitahuan",
            name="pengguna",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="bacaantugas",
            constraint=models.UniqueConstraint(fields=("tugas", "pengguna"), name="bacaan_tugas_sekali"),
        ),
        migrations.AddIndex(
            model_name="delegasitugas",
            index=models.Index(
                condition=models.Q(("tercatat__upper_inf", True)), fields=["kepada"], name="delegasi_kepada"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegasitugas",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("tercatat__upper_inf", True)),
                expressions=[("dari", "="), ("jenis", "="), ("berlaku", "&&")],
                name="delegasi_satu_penerima",
                violation_error_message="Jenis tugas ini sudah didelegasikan pada tanggal tersebut.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegasitugas",
            constraint=models.CheckConstraint(
                condition=models.Q(("dari", models.F("kepada")), _negated=True), name="delegasi_bukan_diri_sendiri"
            ),
        ),
        migrations.AddIndex(
            model_name="pengingattugas",
            index=models.Index(
                condition=models.Q(("tahap", "terlambat")), fields=["kepada"], name="pengingat_terlambat"
            ),
        ),
        migrations.AddConstraint(
            model_name="pengingattugas",
            constraint=models.UniqueConstraint(fields=("tugas", "tahap", "kepada"), name="pengingat_sekali"),
        ),
        migrations.AddConstraint(
            model_name="pilihanpemberitahuan",
            constraint=models.UniqueConstraint(fields=("pengguna", "kelompok"), name="pilihan_pemberitahuan_sekali"),
        ),
        migrations.AddConstraint(
            model_name="pilihanpemberitahuan",
            constraint=models.CheckConstraint(
                condition=models.Q(("kelompok", "keamanan"), _negated=True), name="pilihan_bukan_keamanan"
            ),
        ),
        migrations.RunSQL(TRACED, migrations.RunSQL.noop),
    ]
