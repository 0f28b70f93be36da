"""Notices about jobs and about documents have their own groups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_pembacaan_token"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notifikasi",
            name="kelompok",
            field=models.CharField(
                choices=[
                    ("keamanan", "Keamanan akun"),
                    ("peran", "Peran dan kewenangan"),
                    ("data", "Data kepegawaian saya"),
                    ("tugas", "Tugas dan batas waktu"),
                    ("bantuan", "Permintaan bantuan"),
                    ("pekerjaan", "Unduhan, impor, dan pekerjaan lain yang saya mulai"),
                    ("dokumen", "Dokumen dan naskah"),
                    ("lain", "Lainnya"),
                ],
                db_default="lain",
                default="lain",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="pilihanpemberitahuan",
            name="kelompok",
            field=models.CharField(
                choices=[
                    ("keamanan", "Keamanan akun"),
                    ("peran", "Peran dan kewenangan"),
                    ("data", "Data kepegawaian saya"),
                    ("tugas", "Tugas dan batas waktu"),
                    ("bantuan", "Permintaan bantuan"),
                    ("pekerjaan", "Unduhan, impor, dan pekerjaan lain yang saya mulai"),
                    ("dokumen", "Dokumen dan naskah"),
                    ("lain", "Lainnya"),
                ],
                max_length=10,
            ),
        ),
    ]
