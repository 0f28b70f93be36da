"""Rows of a file may come from performance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pegawai", "0016_ujian_tarikan"),
    ]

    operations = [
        migrations.AlterField(
            model_name="perjanjiankerja",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatangkakredit",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatcltn",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatdiklat",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatgolongan",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayathukuman",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatkedudukan",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatkeluarga",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatkgb",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatkursus",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatorganisasi",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatpendidikan",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatpenghargaan",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatpindahinstansi",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatpmk",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatprestasi",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatsertifikasi",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
        migrations.AlterField(
            model_name="riwayatujian",
            name="sumber",
            field=models.CharField(
                choices=[
                    ("siasn", "SIASN"),
                    ("impor", "Impor"),
                    ("hr", "Pengelola kepegawaian"),
                    ("usulan", "Usulan pegawai"),
                    ("simpeg", "SIMPEG lama"),
                    ("kinerja", "Penilaian kinerja"),
                ],
                max_length=10,
                verbose_name="sumber",
            ),
        ),
    ]
